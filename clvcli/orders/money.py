"""The money of draft lines: which column is what, tax out, totals spread, rounded once.

Every rule is decided for a whole file by a vote of its own rows (`decide_money`) and then applied
(`with_money`), so that the decision can be said and the application can run part by part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.errors import AmountMeaningError, TaxUnclearError
from clvcli.orders.aligned import with_facts
from clvcli.orders.discounts import decide_discount, discount_amount
from clvcli.orders.schema import MONEY, NUMBER
from clvcli.orders.tables import Decision

if TYPE_CHECKING:
    from clvcli.orders.discounts import DiscountForm
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Reading

EXACT = pl.Decimal(38, 10)
"""Precision of the one division that takes tax out, so that four decimals are rounded once."""

HALF_CENT = 0.005
"""Two printed amounts agree when they differ by at most half the smallest coin."""

CLEAR_MAJORITY = 0.95
"""Share of rows that must fit a reading of the amounts before it is believed."""

FEW_ORDERS = 3
"""A pattern over fewer orders of several lines than this proves nothing."""

CHANCE = 0.01
"""A pattern that a shop of few prices shows this often by itself proves nothing."""

MERCHANDISE = ("product", "discount", "refund")
"""Line types whose money is net revenue; the others are kept apart in `other_amount`."""

Basis = Literal["price", "amount_after_discount", "amount_before_discount", "order_amount", "subtotal"]
Tax = Literal["included", "excluded", "unknown"]

ZERO = pl.lit(0, NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyReading:
    """What was decided about the amounts of one file."""

    basis: Basis
    """What the money of a line rests on."""
    discount: DiscountForm
    """How a line's discount is printed."""
    tax: Tax
    """Whether printed amounts hold tax; `included` with `tax_known` False leaves it in."""
    tax_known: bool
    """Whether the tax can be taken out: printed, or a rate was given."""
    decisions: tuple[Decision, ...]

    @property
    def says(self) -> Tax:
        """What is true of the canonical amounts: `excluded` once tax is out."""
        return "excluded" if self.tax == "excluded" or (self.tax == "included" and self.tax_known) else self.tax


def decide_money(drafts: pl.DataFrame, reading: Reading, options: ReadOptions) -> MoneyReading:
    """Decide what the amounts of a file mean, from its own rows.

    Raises AmountMeaningError or TaxUnclearError where the rows cannot tell and it matters.
    """
    form = reading.format
    fixed: dict[str, Basis] = {
        "amount": "amount_after_discount",
        "line_net": "amount_after_discount",
        "quantity_x_price": "price",
        "subtotal_spread": "subtotal",
    }
    decisions: tuple[Decision, ...] = ()
    form_of_discount, on_discount = decide_discount(drafts, reading, options)
    drafts = drafts.with_columns(line_discount=discount_amount(form_of_discount))
    basis = fixed.get(form.money)
    if basis is None:
        basis, decisions = _basis(drafts, reading, options)
    tax, known, said = _tax(drafts, reading, options, basis)
    return MoneyReading(
        basis=basis,
        discount=form_of_discount,
        tax=tax,
        tax_known=known,
        decisions=(*decisions, *on_discount, *said),
    )


def _agree(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    return (left - right).abs() <= pl.lit(HALF_CENT).cast(NUMBER)


def _share(drafts: pl.DataFrame, fits: pl.Expr, among: pl.Expr) -> float:
    return float(drafts.filter(among).select(fits.fill_null(value=False).mean()).item() or 0.0)


def _basis(drafts: pl.DataFrame, reading: Reading, options: ReadOptions) -> tuple[Basis, tuple[Decision, ...]]:
    """Decide what `amount` of a generic table is: of the line or of the order, before or after discount."""
    source = reading.table.source
    if "amount" not in reading.columns:
        return "price", (_said("amounts", "quantity x unit price", source),)
    if options.amount_is is not None:
        of_order = options.amount_is == "order" and reading.grain == "line"
        basis: Basis = "order_amount" if of_order else "amount_after_discount"
        return basis, (_said("amounts", f"of the {options.amount_is}", source, how="set"),)
    if reading.grain == "order":
        return "amount_after_discount", (_said("amounts", "of the order", source),)
    repeated = _repeated(drafts)
    if "unit_price" in reading.columns:
        return _against_price(drafts, repeated, source)
    if repeated == "unclear":
        raise AmountMeaningError.repeated_amounts(source)
    basis, words = AMOUNT_OF[repeated]
    return basis, (_said("amounts", words, source),)


AMOUNT_OF: dict[str, tuple[Basis, str]] = {
    "once": ("order_amount", "of the order, on its first row"),
    "repeated": ("order_amount", "of the order, repeated on its rows"),
    "lines": ("amount_after_discount", "of the line"),
}
"""What the pattern of amounts over an order's rows means, where no unit price can be held against it."""


def _repeated(drafts: pl.DataFrame) -> Literal["once", "repeated", "lines", "unclear"]:
    """Tell whether `amount` looks like an order's total on orders of several rows."""
    orders = drafts.group_by("order_no").agg(
        rows=pl.len(),
        filled=pl.col("amount").count(),
        values=pl.col("amount").drop_nulls().n_unique(),
        amount=pl.col("amount").max(),
    )
    several = orders.filter(pl.col("rows") > 1)
    if several.height == 0:
        return "lines"
    if (several["filled"] == 1).all() and several.height >= FEW_ORDERS:
        return "once"
    if (several["values"] == 1).all() and (several["filled"] == several["rows"]).all():
        proved = several.height >= FEW_ORDERS and _alike_by_chance(orders["amount"]) ** several.height < CHANCE
        return "repeated" if proved else "unclear"
    return "lines"


def _alike_by_chance(amounts: pl.Series) -> float:
    """Return how many of the pairs of these amounts are pairs of the same."""
    counts = amounts.value_counts()["count"]
    return float((counts * (counts - 1)).sum()) / max(amounts.len() * (amounts.len() - 1), 1)


def _against_price(drafts: pl.DataFrame, repeated: str, source: str) -> tuple[Basis, tuple[Decision, ...]]:
    price = pl.col("quantity").fill_null(1) * pl.col("unit_price")
    discount = pl.col("line_discount").abs().fill_null(0)
    filled = pl.col("amount").is_not_null() & price.is_not_null()
    readings: tuple[tuple[Basis, pl.Expr, str], ...] = (
        (
            "amount_after_discount",
            _agree(pl.col("amount").abs(), (price.abs() - discount)),
            "of the line, after discount",
        ),
        ("amount_before_discount", _agree(pl.col("amount").abs(), price.abs()), "of the line, before discount"),
    )
    for basis, fits, words in readings:
        share = _share(drafts, fits, filled)
        if share >= CLEAR_MAJORITY:
            return basis, (_said("amounts", words, source, because=f"{share:.0%} of rows = quantity x unit price"),)
    if repeated in ("once", "repeated"):
        return "price", (_said("amounts", "quantity x unit price", source, because="amount is the order's total"),)
    return "amount_after_discount", (
        _said("amounts", "of the line", source, because="amount differs from quantity x unit price"),
    )


def _said(
    subject: str,
    value: str,
    source: str,
    *,
    how: Literal["detected", "set", "default"] = "detected",
    because: str = "",
) -> Decision:
    return Decision(subject=subject, value=value, how=how, because=because, source=source)


def _tax(
    drafts: pl.DataFrame, reading: Reading, options: ReadOptions, basis: Basis
) -> tuple[Tax, bool, tuple[Decision, ...]]:
    """Decide whether printed amounts hold tax, and whether it can be taken out."""
    form, source = reading.format, reading.table.source
    printed = drafts.select(pl.col("line_tax").is_not_null().any() | pl.col("order_tax").is_not_null().any()).item()
    known = bool(printed) or options.tax_rate is not None
    if options.tax is not None:
        return options.tax, known, (_said("tax", options.tax, source, how="set"),)
    if form.tax in ("included", "excluded"):
        return ("included" if form.tax == "included" else "excluded"), known, (_said("tax", form.tax, source),)
    if basis == "subtotal":
        return _tax_by_subtotal(drafts, source)
    if reading.tax_included is not None:
        tax: Tax = "included" if reading.tax_included else "excluded"
        return tax, known, (_said("tax", tax, source, because="the column's name"),)
    if not printed:
        return ("included" if options.tax_rate else "unknown"), known, ()
    return _tax_by_ratio(drafts, source)


def _tax_by_subtotal(drafts: pl.DataFrame, source: str) -> tuple[Tax, bool, tuple[Decision, ...]]:
    """Vote: subtotal + shipping = total (tax is in), or subtotal + shipping + tax = total (tax is on top)."""
    orders = order_sums(drafts)
    taxed = orders.filter(pl.col("tax") != 0)
    if taxed.height == 0:
        return "excluded", True, (_said("tax", "none charged", source, because="taxes are zero on every order"),)
    votes = taxed.select(
        included=_agree(pl.col("charged"), pl.col("total")).sum(),
        excluded=_agree(pl.col("charged") + pl.col("tax"), pl.col("total")).sum(),
    ).row(0, named=True)
    if votes["included"] == votes["excluded"]:
        raise TaxUnclearError.by_vote(source, included=votes["included"], excluded=votes["excluded"])
    tax: Tax = "included" if votes["included"] > votes["excluded"] else "excluded"
    because = f"{votes[tax]:,} of {taxed.height:,} taxed orders add up so"
    return tax, True, (_said("tax", tax, source, because=because),)


def order_sums(drafts: pl.DataFrame) -> pl.DataFrame:
    """Sum up each order of an export that prints order totals: one row an order, money as NUMBER.

    `charged` is subtotal + shipping + tips as printed, less a free-shipping code's part of the discount.
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
        tax=_once("order_tax"),
        discount=_once("order_discount").abs(),
        refund=_once("order_refund").abs(),
    )
    merchandise_discount = (pl.col("goods") - pl.col("subtotal")).clip(lower_bound=0)
    free_shipping = pl.min_horizontal((pl.col("discount") - merchandise_discount).clip(lower_bound=0), "shipping")
    sums = sums.with_columns(shipping=pl.col("shipping") - free_shipping)
    return sums.with_columns(charged=pl.col("subtotal") + pl.col("shipping") + pl.col("tips"))


def _once(field: str) -> pl.Expr:
    return pl.col(field).max().fill_null(0).cast(NUMBER)


def _tax_by_ratio(drafts: pl.DataFrame, source: str) -> tuple[Tax, bool, tuple[Decision, ...]]:
    """Tell by the ratio of printed tax to printed amount: 25 of 125 is in, 25 of 100 is on top.

    Decides only for ratios that can mean one thing (a 25 % rate is .20 inside and .25 on top, and .20
    on top is a rate of its own in other countries).
    """
    ratio = pl.coalesce("line_tax", "order_tax").abs().cast(pl.Float64) / pl.col("amount").abs().cast(pl.Float64)
    seen = drafts.filter(pl.col("amount") != 0).select(ratio.round(3).alias("ratio")).drop_nulls()
    if seen.height == 0 or (seen["ratio"] == 0).all():
        return "excluded", True, ()
    only_on_top = (0.25, 0.24, 0.19, 0.21, 0.22, 0.23, 0.255)
    mode = float(seen.filter(pl.col("ratio") > 0)["ratio"].mode().sort()[0])
    if any(abs(mode - rate) < 0.002 for rate in only_on_top):  # noqa: PLR2004  (rounding of small amounts)
        return "excluded", True, (_said("tax", "excluded", source, because=f"tax is {mode:.0%} of the amount"),)
    raise TaxUnclearError.by_ratio(source, ratio=mode)


def with_money(drafts: pl.DataFrame, reading: Reading, money: MoneyReading, options: ReadOptions) -> pl.DataFrame:
    """Add `gross_amount`, `discount_amount`, `tax_amount`, `net_amount`, `other_amount`, `cost_amount` (MONEY).

    Returns carry negative `net_amount` here; `refunds.py` turns them into refund rows.
    """
    drafts = drafts.with_columns(line_discount=discount_amount(money.discount))
    if money.basis == "subtotal":
        drafts = _subtotal_money(drafts, money)
    else:
        drafts = _line_money(drafts, money, options, gross_printed="line_gross" in reading.columns)
    merchandise = pl.col("line_type").is_in(MERCHANDISE)
    net, gross = pl.col("net").cast(MONEY), pl.col("gross").cast(MONEY)
    zero = pl.lit(0, MONEY)
    drafts = drafts.with_columns(net=net, gross=pl.when(net > 0).then(pl.max_horizontal(gross, net)).otherwise(net))
    cost = pl.coalesce(pl.col("line_cost"), pl.col("unit_cost") * pl.col("quantity").abs().fill_null(1)).abs()
    signed = pl.when((pl.col("net") < 0) | (pl.col("quantity") < 0)).then(-cost).otherwise(cost)
    return drafts.with_columns(
        net_amount=pl.when(merchandise).then("net").otherwise(zero),
        gross_amount=pl.when(merchandise).then("gross").otherwise(zero),
        discount_amount=pl.when(merchandise).then(pl.col("gross") - pl.col("net")).otherwise(zero),
        other_amount=pl.when(merchandise).then(zero).otherwise("net"),
        tax_amount=pl.col("tax").cast(MONEY),
        cost_amount=pl.when(merchandise).then(signed).cast(MONEY),
    ).drop("net", "gross", "tax")


def _line_money(
    drafts: pl.DataFrame, money: MoneyReading, options: ReadOptions, *, gross_printed: bool
) -> pl.DataFrame:
    """Find the printed money of each line after and before discount, then take tax out."""
    quantity = pl.col("quantity").fill_null(1)
    discount = pl.col("line_discount").abs().fill_null(0)
    price = quantity * pl.col("unit_price")
    sign = pl.when(price < 0).then(-1).otherwise(1)
    if money.basis == "price":
        after = price - sign * discount
    elif money.basis == "amount_before_discount":
        after = pl.col("amount") - pl.when(pl.col("amount") < 0).then(-1).otherwise(1) * discount
    elif money.basis == "order_amount":
        drafts = drafts.with_columns(amount=pl.col("amount").max().over("order_no"))
        drafts = spread(drafts, "amount", pl.coalesce(price.abs(), quantity.abs()), into="amount")
        after = pl.col("amount")
    else:
        # ERP credit lines print the quantity negative and the amount sometimes not
        negative = (pl.col("quantity") < 0) & (pl.col("amount") > 0)
        after = pl.when(negative).then(-pl.col("amount")).otherwise(pl.col("amount"))
    before = pl.col("line_gross") if gross_printed else after + pl.when(after < 0).then(-1).otherwise(1) * discount
    drafts = drafts.with_columns(after=after.cast(NUMBER), before=before.cast(NUMBER))
    return _without_tax(drafts, money, options)


def _without_tax(drafts: pl.DataFrame, money: MoneyReading, options: ReadOptions) -> pl.DataFrame:
    after = pl.col("after").cast(EXACT)
    line_tax = pl.when(pl.col("after") < 0).then(-pl.col("line_tax").abs()).otherwise(pl.col("line_tax").abs())
    if money.tax != "included" or not money.tax_known:
        net, tax = pl.col("after"), line_tax if money.tax == "excluded" else pl.lit(None, NUMBER)
    elif drafts["line_tax"].null_count() < drafts.height:
        net, tax = pl.col("after") - line_tax.fill_null(0), line_tax
    elif options.tax_rate is not None:
        net = after / pl.lit(1 + options.tax_rate).cast(EXACT)
        tax = after - net
    else:
        whole = pl.col("after").sum().over("order_no").cast(EXACT) + pl.col("order_shipping").max().over(
            "order_no"
        ).fill_null(0)
        share = (
            pl.when(whole != 0).then(pl.col("order_tax").max().over("order_no").cast(EXACT) / whole).otherwise(0)
        )
        net, tax = after - after * share, after * share
    drafts = drafts.with_columns(net=net.cast(EXACT), tax=tax.cast(NUMBER))
    untaxed = pl.when(pl.col("after") != 0).then(pl.col("before").cast(EXACT) * pl.col("net") / after)
    return drafts.with_columns(gross=untaxed.otherwise("net")).drop("after", "before")


def _subtotal_money(drafts: pl.DataFrame, money: MoneyReading) -> pl.DataFrame:
    """Shopify's way: the order's subtotal, ex tax, spread over its goods by printed price."""
    sums = order_sums(drafts)
    merchandise = (pl.col("subtotal") - pl.col("gift")).clip(lower_bound=0).cast(EXACT)
    taxed = merchandise + pl.col("shipping")
    share = pl.when(taxed != 0).then(pl.col("tax").cast(EXACT) / taxed).otherwise(0)
    kept = 1 - share if money.tax == "included" else pl.lit(1, EXACT)
    sums = sums.select(
        "order_no",
        order_net=(merchandise * kept).cast(NUMBER),
        order_merchandise_tax=(merchandise * share).cast(NUMBER),
        order_shipping_net=(pl.col("shipping").cast(EXACT) * kept).cast(NUMBER),
        untaxed_share=kept.cast(EXACT),
        order_refund_net=refund_ex_tax(),
    )
    drafts = with_facts(drafts, sums)
    price = (pl.col("quantity").fill_null(1) * pl.col("unit_price")).fill_null(0)
    weight = pl.when(pl.col("line_type") == "product").then(price).otherwise(0)
    drafts = spread(drafts, "order_net", weight, into="net")
    drafts = spread(drafts, "order_merchandise_tax", weight, into="tax")
    product = pl.col("line_type") == "product"
    return drafts.with_columns(
        net=pl.when(product).then("net").otherwise(price),
        gross=pl.when(product).then(price.cast(EXACT) * pl.col("untaxed_share")).otherwise(price),
    )


def refund_ex_tax() -> pl.Expr:
    """Refund of an order ex tax: its untaxed share of what was returned, all of it when all was."""
    total = pl.col("total")
    share = pl.when(total != 0).then(pl.col("refund").cast(EXACT) * (total - pl.col("tax")) / total).otherwise(0)
    everything = pl.lit(10**12, EXACT)
    return (
        pl.when((pl.col("refund") > 0) & (pl.col("refund") >= total)).then(everything).otherwise(share).cast(NUMBER)
    )


def spread(drafts: pl.DataFrame, total: str, weight: pl.Expr, *, into: str) -> pl.DataFrame:
    """Spread an order's `total` (NUMBER, the same on its rows) over its rows by `weight`, to four decimals exactly.

    Cumulative shares are rounded and differenced, so that the parts add up to the total to the last digit;
    rows stand in order of content, so that file order does not matter.  No weight at all: equal parts.
    """
    content = ["sku", "product", "unit_price", "quantity", "row"]
    drafts = drafts.with_columns(__weight=weight.abs().cast(EXACT)).sort("order_no", *content, nulls_last=True)
    all_weight = pl.col("__weight").sum().over("order_no")
    drafts = drafts.with_columns(__weight=pl.when(all_weight == 0).then(pl.lit(1, EXACT)).otherwise("__weight"))
    so_far = pl.col("__weight").cum_sum().over("order_no").cast(EXACT)
    whole = pl.col("__weight").sum().over("order_no").cast(EXACT)
    reached = (pl.col(total).cast(EXACT) * so_far / whole).cast(MONEY)
    drafts = drafts.with_columns(__reached=reached)
    part = pl.col("__reached") - pl.col("__reached").shift(1).over("order_no").fill_null(0)
    return drafts.with_columns(part.cast(NUMBER).alias(into)).drop("__weight", "__reached")
