"""Whether printed amounts hold tax: by option, format, arithmetic, header, or the tax beside the amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import polars as pl

from clvcli.errors import TaxUnclearError
from clvcli.orders.money.agreement import CLEAR_MAJORITY, agree, price, said
from clvcli.orders.money.column_tax import rate_of, stated
from clvcli.orders.schema import NUMBER
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders.money.amounts import Basis
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, Reading

Tax = Literal["included", "excluded", "unknown"]

IN_WORDS: Mapping[Tax, Saying] = {
    "included": Saying("included"),
    "excluded": Saying("excluded"),
    "unknown": Saying("unknown"),
}
"""The same to be said."""

ONLY_ON_TOP = (0.19, 0.21, 0.22, 0.23, 0.24, 0.25, 0.255)
"""Standard rates of VAT in the EU and Norway whose ratio of tax to amount says that tax is on top.

A rate r is r / (1 + r) of an amount that holds it, 0.25 then 0.20; none of those is on this list.  0.20 on top is
a rate too (the UK's, France's), as is 0.20 of an amount that holds 25 %, so it is not here.
"""

RATIO_ROUNDING = 0.002
"""What rounding to cents changes in the ratio of a small amount; all that a rate is inside lies further away."""


class TaxReading(NamedTuple):
    """What was decided about tax in printed amounts."""

    tax: Tax
    known: bool
    """Whether it can be taken out."""
    decisions: tuple[Decision, ...] = ()
    other_way_in: frozenset[str] = frozenset()
    """Currencies, as printed, whose amounts hold tax where the others do not, or the other way round."""


def decide_tax(
    drafts: pl.DataFrame, reading: Reading, options: ReadOptions, basis: Basis, *, tax_of_order: bool
) -> TaxReading:
    """Decide whether printed amounts hold tax, and whether it can be taken out.

    `tax_of_order` says that the tax on a line is the whole order's.
    Raises TaxUnclearError where the rows cannot tell and it matters.
    """
    form, source = reading.format, reading.table.source
    taxes = pl.any_horizontal(pl.col("line_tax", "order_tax", "order_total_net").is_not_null().any())
    printed = drafts.select(taxes).item()
    known = bool(printed) or rate_of(reading, options) is not None
    if options.tax is not None:
        return TaxReading(options.tax, known, (said(Saying("tax"), IN_WORDS[options.tax], source, how="set"),))
    if form.tax in ("included", "excluded") and (printed or basis != "total"):
        declared: Tax = "included" if form.tax == "included" else "excluded"
        return TaxReading(declared, known, (said(Saying("tax"), IN_WORDS[declared], source),))
    if basis == "subtotal" or (basis == "total" and printed and form.tax == "arithmetic"):
        return _tax_by_subtotal(drafts, source)
    if (holds := stated(reading, options, basis)) is not None:
        tax: Tax = "included" if holds else "excluded"
        return TaxReading(
            tax, known, (said(Saying("tax"), IN_WORDS[tax], source, because=Saying("the column's name")),)
        )
    if not printed:
        return TaxReading("included" if options.tax_rate else "unknown", known)
    return _tax_by_goods(drafts, source, basis, tax_of_order=tax_of_order)


def _tax_by_subtotal(drafts: pl.DataFrame, source: str) -> TaxReading:
    """Vote: subtotal + shipping = total (tax is in), or subtotal + shipping + tax = total (tax is on top).

    The orders of all currencies vote; a currency whose own orders say otherwise is read as they say.
    """
    orders = order_sums(drafts)
    taxed = orders.filter(pl.col("tax") != 0)
    if taxed.height == 0:
        because = Saying("taxes are zero on every order")
        return TaxReading(
            "excluded",
            known=True,
            decisions=(said(Saying("tax"), Saying("none charged"), source, because=because),),
        )
    by_currency = taxed.group_by("currency").agg(
        orders=pl.len(),
        included=agree(pl.col("charged"), pl.col("total")).sum(),
        excluded=agree(pl.col("charged") + pl.col("tax"), pl.col("total")).sum(),
    )
    votes = by_currency.select(pl.col("included", "excluded").sum()).row(0, named=True)
    tied = by_currency.filter(pl.col("included") == pl.col("excluded"))
    if votes["included"] == votes["excluded"] and tied.height:
        raise TaxUnclearError.by_vote(source, included=votes["included"], excluded=votes["excluded"])
    tax: Tax = "included" if votes["included"] >= votes["excluded"] else "excluded"
    other: Tax = "excluded" if tax == "included" else "included"
    others = by_currency.filter(pl.col("currency").is_not_null() & (pl.col(other) > pl.col(tax))).sort("currency")
    same = by_currency.join(others, on="currency", how="anti", nulls_equal=True)
    decisions = [said(Saying("tax"), IN_WORDS[tax], source, because=_adding_up(same, tax))]
    decisions += [
        said(
            Saying("tax in {currency}", currency=currency),
            IN_WORDS[other],
            source,
            because=_adding_up(others.filter(currency=currency), other),
        )
        for currency in others["currency"]
    ]
    return TaxReading(tax, known=True, decisions=tuple(decisions), other_way_in=frozenset(others["currency"]))


def _adding_up(by_currency: pl.DataFrame, tax: Tax) -> Saying:
    votes, orders = by_currency.select(pl.col(tax, "orders").sum()).row(0)
    return Saying("{votes:,} of {orders:,} taxed orders add up so", votes=votes, orders=orders)


def order_sums(drafts: pl.DataFrame) -> pl.DataFrame:
    """Sum up each order of an export that prints order totals: one row an order, money as NUMBER.

    `charged` is subtotal + shipping + tips as printed, less a free-shipping code's part of the discount.  Where
    no subtotal is printed, it is the total without tax, else what the goods cost less their discount stands for
    the subtotal, and a discount of just the shipping is a free-shipping code.
    """
    price = (pl.col("quantity").fill_null(1) * pl.col("unit_price")).fill_null(0)
    goods = pl.col("line_type").is_in(["product", "gift_card"])
    sums = drafts.group_by("order_no").agg(
        goods=price.filter(goods).sum().cast(NUMBER),
        gift=price.filter(pl.col("line_type") == "gift_card").sum().cast(NUMBER),
        tips=price.filter(pl.col("line_type") == "tip").sum().cast(NUMBER),
        subtotal=_once("order_subtotal"),
        total=_once("order_total"),
        shipping=_once("order_shipping"),
        tax=pl.coalesce(pl.col("order_tax").max(), pl.col("order_total").max() - pl.col("order_total_net").max())
        .fill_null(0)
        .cast(NUMBER),
        total_net=pl.col("order_total_net").max().cast(NUMBER),
        discount=_once("order_discount").abs(),
        refund=_once("order_refund").abs(),
        currency=pl.col("currency").max(),
    )
    merchandise_discount = (pl.col("goods") - pl.col("subtotal")).clip(lower_bound=0)
    no_subtotal = drafts["order_subtotal"].null_count() == drafts.height
    if no_subtotal:
        merchandise_discount = pl.when(pl.col("discount") != pl.col("shipping")).then("discount").otherwise(0)
    free_shipping = pl.min_horizontal((pl.col("discount") - merchandise_discount).clip(lower_bound=0), "shipping")
    sums = sums.with_columns(shipping=pl.col("shipping") - free_shipping, discount=merchandise_discount)
    charged = pl.col("subtotal") + pl.col("shipping") + pl.col("tips")
    if no_subtotal:
        charged = pl.coalesce("total_net", charged + pl.col("goods") - pl.col("discount"))
    return sums.with_columns(charged=charged)


def _once(field: str) -> pl.Expr:
    return pl.col(field).max().fill_null(0).cast(NUMBER)


# --- tax beside the goods ----------------------------------------------------------------------


def _tax_by_goods(drafts: pl.DataFrame, source: str, basis: Basis, *, tax_of_order: bool) -> TaxReading:
    """Tell by the tax beside what the goods cost: what adds up with it, else its ratio.

    Looked at are lines where tax is printed line by line, and orders.
    """
    lines = _goods(drafts, basis)
    of_lines = not tax_of_order and drafts["line_tax"].null_count() < drafts.height
    orders = _of_orders(lines, basis, of_lines=of_lines)
    taxed = [part.filter((pl.col("money") != 0) & (pl.col("tax") != 0)) for part in (lines, orders)]
    if all(part.is_empty() for part in taxed):
        return TaxReading("excluded", known=True)
    by_sums = (_tax_by_sums(part, source) for part in taxed)
    return next((found for found in by_sums if found), None) or _tax_by_ratio(taxed[0 if of_lines else 1], source)


def _goods(drafts: pl.DataFrame, basis: Basis) -> pl.DataFrame:
    """Return what lines cost as printed: `money` is what they are counted by, `bare` stands beside it."""
    less = pl.col("line_discount").abs().fill_null(0)
    amount = pl.col("amount").abs()
    printed: dict[Basis, pl.Expr] = {
        "price": price() - less,
        "amount_before_discount": amount - less,
        "gross_less_discount": pl.col("line_gross").abs() - less,
        "order_subtotal": pl.col("order_subtotal").abs(),
    }
    of_order = amount if basis in ("price", "order_subtotal") else None
    return drafts.select(
        "order_no",
        money=printed.get(basis, amount),
        bare=price() - less,
        whole=pl.lit(None, NUMBER),
        tax=pl.col("line_tax").abs(),
        order_tax=pl.coalesce("order_tax", "line_tax").abs(),
        order_subtotal=pl.col("order_subtotal").abs(),
        order_total=pl.coalesce(pl.col("order_total").abs(), of_order),
        shipping=pl.col("order_shipping").abs(),
    )


def _of_orders(lines: pl.DataFrame, basis: Basis, *, of_lines: bool) -> pl.DataFrame:
    """Return `_goods` order by order: `bare` is the printed subtotal, `whole` the printed total."""
    shipping = pl.col("shipping").max().fill_null(0)
    money = pl.col("money").max() if basis in ("order_amount", "order_subtotal") else pl.col("money").sum()
    return lines.group_by("order_no").agg(
        money=money + shipping,
        bare=pl.col("order_subtotal").max() + shipping,
        whole=pl.col("order_total").max(),
        tax=pl.col("tax").sum() if of_lines else pl.col("order_tax").max(),
    )


def _tax_by_sums(taxed: pl.DataFrame, source: str) -> TaxReading | None:
    """Tell by what nearly all add up to: money = bare + tax is tax inside, money + tax = whole is tax on top."""
    money, tax, bare, whole = (pl.col(name) for name in ("money", "tax", "bare", "whole"))
    sums: tuple[tuple[Tax, pl.Expr, str], ...] = (
        ("included", agree(money, bare + tax), Saying("amount = price + tax")),
        ("excluded", agree(money + tax, whole), Saying("amount + tax = total")),
        ("included", agree(money, whole), Saying("amount = total")),
    )
    for says, holds, words in sums:
        share = float(taxed.select(holds.mean()).item() or 0.0)
        if share >= CLEAR_MAJORITY:
            because = Saying("{words} on {share:.0%}", words=words, share=share)
            return TaxReading(
                says, known=True, decisions=(said(Saying("tax"), IN_WORDS[says], source, because=because),)
            )
    return None


def _tax_by_ratio(taxed: pl.DataFrame, source: str) -> TaxReading:
    """Tell by the ratio of tax to printed money: 25 of 125 is in, 25 of 100 is on top.

    Decides only for ratios that can mean one thing (a 25 % rate is .20 inside and .25 on top, and .20
    on top is a rate of its own in other countries).
    """
    ratio = (pl.col("tax").cast(pl.Float64) / pl.col("money").cast(pl.Float64)).round(3)
    mode = float(taxed.select(ratio.drop_nulls().mode().min()).item())
    if any(abs(mode - rate) < RATIO_ROUNDING for rate in ONLY_ON_TOP):
        because = Saying("tax is {share:.0%} of the amount", share=mode)
        return TaxReading(
            "excluded", known=True, decisions=(said(Saying("tax"), IN_WORDS["excluded"], source, because=because),)
        )
    raise TaxUnclearError.by_ratio(source, ratio=mode)
