"""The money of draft lines: which column is what, tax out, totals spread, rounded once.

Every rule is decided for a whole file by a vote of its own rows (`decide_money`) and then applied
(`with_money`), so that the decision can be said and the application can run part by part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from clvcli.orders.aligned import with_facts
from clvcli.orders.money.amounts import (
    decide_amounts,
    decide_cost,
    decide_unit_or_line,
    order_money,
)
from clvcli.orders.money.beside_lines import tax_share_of_order, with_money_beside
from clvcli.orders.money.column_tax import check_one_way, in_one_way, rate_of
from clvcli.orders.money.discounts import decide_discount, discount_amount, evidence
from clvcli.orders.money.order_fields import added_up, decide_order_money
from clvcli.orders.money.tax import decide_tax, order_sums
from clvcli.orders.schema import EXACT, MONEY, NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders.money.amounts import Basis
    from clvcli.orders.money.discounts import DiscountForm
    from clvcli.orders.money.tax import Tax
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, Reading

MERCHANDISE = ("product", "discount", "refund")
"""Line types whose money is net revenue; the others are kept apart in `other_amount`."""

BY_FORMAT: dict[str, Basis] = {
    "amount": "amount_after_discount",
    "before_discount": "amount_before_discount",
    "of_order": "order_amount",
    "line_net": "amount_after_discount",
    "quantity_x_price": "price",
    "subtotal_spread": "subtotal",
    "total_spread": "total",
}
"""What the money of a line rests on, by where a format says it is; of other formats the rows are asked."""

ZERO = pl.lit(0, NUMBER)

Lines = TypeVar("Lines", pl.DataFrame, pl.LazyFrame)


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
    tax_of_order: bool
    """Whether the tax column is of the whole order, printed on one or each of its rows."""
    tax_of_lines: bool
    """Whether the tax of any line is printed."""
    cost_is_price: bool
    """Whether what is named a cost is the selling price."""
    in_parts: frozenset[str] = frozenset()
    """Fields of the order's money that are printed in parts on its rows."""
    other_way_in: frozenset[str] = frozenset()
    """Currencies, as printed, in which it is the other way round than `tax`."""
    decisions: tuple[Decision, ...]

    @property
    def says(self) -> Tax:
        """What is true of the canonical amounts: `excluded` once tax is out."""
        return "excluded" if self.tax == "excluded" or (self.tax == "included" and self.tax_known) else self.tax


def decide_money(
    drafts: pl.DataFrame, reading: Reading, options: ReadOptions, *, on_discount: Mapping[str, Any] | None = None
) -> MoneyReading:
    """Decide what the amounts of a file mean, from its own rows.

    `on_discount` is the evidence on discounts where it was gathered from more rows than `drafts`.
    Raises AmountMeaningError or TaxUnclearError where the rows cannot tell and it matters.
    """
    facts = on_discount or drafts.select(**evidence(reading.columns)).row(0, named=True)
    discount, discount_said = decide_discount(facts, reading, options)
    in_parts, on_order = decide_order_money(drafts, reading)
    drafts = in_one_way(drafts, reading, options, discount)
    drafts = added_up(drafts.with_columns(line_discount=discount_amount(discount)), in_parts)
    basis, of_order, on_amounts = _decide_basis(drafts, reading, options)
    tax_of_order = basis == "order_subtotal" or (
        of_order and order_money(drafts, "line_tax") in ("once", "repeated")
    )
    tax, known, on_tax, other_way_in = decide_tax(drafts, reading, options, basis, tax_of_order=tax_of_order)
    on_columns = check_one_way(drafts, reading, options, tax)
    cost_is_price, on_cost = decide_cost(drafts, reading)
    return MoneyReading(
        basis=basis,
        discount=discount,
        tax=tax,
        tax_known=known,
        tax_of_order=tax_of_order,
        tax_of_lines=not tax_of_order and drafts["line_tax"].null_count() < drafts.height,
        cost_is_price=cost_is_price,
        in_parts=in_parts,
        other_way_in=other_way_in,
        decisions=(*on_order, *on_amounts, *discount_said, *on_tax, *on_columns, *on_cost),
    )


def _decide_basis(
    drafts: pl.DataFrame, reading: Reading, options: ReadOptions
) -> tuple[Basis, bool, tuple[Decision, ...]]:
    """Return what the money of a line rests on, whether amounts are of the whole order, and what decided it."""
    where = reading.format.money
    if where == "unit_or_line":
        basis, said = decide_unit_or_line(drafts, reading)
        return basis, False, said
    if where not in BY_FORMAT:
        return decide_amounts(drafts, reading, options)
    if BY_FORMAT[where] == "subtotal" and "order_subtotal" not in reading.columns:
        return "total" if "order_total" in reading.columns else "price", False, ()
    return BY_FORMAT[where], False, ()


def with_money(drafts: pl.DataFrame, reading: Reading, money: MoneyReading, options: ReadOptions) -> pl.DataFrame:
    """Add `gross_amount`, `discount_amount`, `tax_amount`, `net_amount`, `other_amount`, `cost_amount` (MONEY).

    Returns carry negative `net_amount` here; `settling/refunds.py` turns them into refund rows.
    """
    drafts = added_up(drafts, money.in_parts)
    if money.basis in ("subtotal", "total"):
        discount = discount_amount(money.discount)
        drafts = _with_tax_by_rate(drafts.with_columns(line_discount=discount), money, options)
        if reading.grain == "order":
            return _canonical(_by_row(drafts, money), money)
        return _canonical(_subtotal_money(drafts, money), money)
    return with_money_of_lines(drafts, reading, money, options)


def with_money_of_lines(drafts: Lines, reading: Reading, money: MoneyReading, options: ReadOptions) -> Lines:
    """Add what `with_money` adds, where the money of a line does not rest on the order's subtotal."""
    drafts = in_one_way(drafts, reading, options, money.discount)
    drafts = drafts.with_columns(line_discount=discount_amount(money.discount))
    if money.tax_of_order:
        drafts = drafts.with_columns(
            order_tax=pl.col("line_tax").max().over("order_no"), line_tax=pl.lit(None, NUMBER)
        )
    if money.tax == "included" and "order_shipping_tax" in reading.columns:
        shipping_tax = pl.col("order_shipping_tax").abs().fill_null(0)
        drafts = drafts.with_columns(order_shipping_net=pl.col("order_shipping") - shipping_tax)
    drafts = _line_money(drafts, money, gross_printed="line_gross" in reading.columns)
    if reading.format.tax == "stated":
        drafts = with_money_beside(drafts, reading, money, options)
    drafts = _without_tax(drafts, reading, money, options)
    return _canonical(drafts, money)


def _canonical(drafts: Lines, money: MoneyReading) -> Lines:
    """Turn `net`, `gross` and `tax` into the canonical columns of money, rounded once."""
    merchandise = pl.col("line_type").is_in(MERCHANDISE)
    net, gross = pl.col("net").cast(MONEY), pl.col("gross").cast(MONEY)
    zero = pl.lit(0, MONEY)
    drafts = drafts.with_columns(net=net, gross=pl.when(net > 0).then(pl.max_horizontal(gross, net)).otherwise(net))
    of_units = pl.col("unit_cost") * pl.col("quantity").abs().fill_null(1)
    cost = pl.coalesce(pl.col("line_cost"), of_units, pl.col("net") - pl.col("line_profit")).abs()
    if money.cost_is_price:
        cost = pl.lit(None, NUMBER)
    signed = pl.when((pl.col("net") < 0) | (pl.col("quantity") < 0)).then(-cost).otherwise(cost)
    return drafts.with_columns(
        net_amount=pl.when(merchandise).then("net").otherwise(zero),
        gross_amount=pl.when(merchandise).then("gross").otherwise(zero),
        discount_amount=pl.when(merchandise).then(pl.col("gross") - pl.col("net")).otherwise(zero),
        other_amount=pl.when(merchandise).then(zero).otherwise("net"),
        tax_amount=pl.col("tax").cast(MONEY),
        cost_amount=pl.when(merchandise).then(signed).cast(MONEY),
    ).drop("net", "gross", "tax")


def _line_money(drafts: Lines, money: MoneyReading, *, gross_printed: bool) -> Lines:
    """Find the printed money of each line: `after` discount and `before`."""
    quantity = pl.col("quantity").fill_null(1)
    discount = pl.col("line_discount").abs().fill_null(0)
    price = quantity * pl.col("unit_price")
    sign = pl.when(price < 0).then(-1).otherwise(1)
    # ERP credit lines print the quantity negative and the amount sometimes not
    unsigned = (pl.col("quantity") < 0) & (pl.col("amount") > 0)
    amount = pl.when(unsigned).then(-pl.col("amount")).otherwise("amount")
    if money.basis == "price":
        after = price - sign * discount
    elif money.basis == "gross_less_discount":
        after = pl.col("line_gross") - pl.when(pl.col("line_gross") < 0).then(-1).otherwise(1) * discount
    elif money.basis == "amount_before_discount":
        after = amount - pl.when(amount < 0).then(-1).otherwise(1) * discount
    elif money.basis in ("order_amount", "order_subtotal"):
        printed = "amount" if money.basis == "order_amount" else "order_subtotal"
        drafts = drafts.with_columns(amount=pl.col(printed).max().over("order_no"))
        drafts = spread(drafts, "amount", pl.coalesce(price.abs(), quantity.abs()), into="amount")
        after = pl.col("amount")
    else:
        after = amount
    before = pl.col("line_gross") if gross_printed else after + pl.when(after < 0).then(-1).otherwise(1) * discount
    return drafts.with_columns(after=after.cast(NUMBER), before=before.cast(NUMBER))


def _without_tax(drafts: Lines, reading: Reading, money: MoneyReading, options: ReadOptions) -> Lines:
    """Turn `after` and `before` into `net`, `gross` and `tax`."""
    after = pl.col("after").cast(EXACT)
    rate = rate_of(reading, options)
    line_tax = pl.when(pl.col("after") < 0).then(-pl.col("line_tax").abs()).otherwise(pl.col("line_tax").abs())
    if money.tax != "included" or not money.tax_known:
        net, tax = pl.col("after"), pl.lit(None, NUMBER)
        if money.tax == "excluded":
            tax = line_tax if money.tax_of_lines or rate is None else after * rate
    elif money.tax_of_lines:
        net, tax = pl.col("after") - line_tax.fill_null(0), line_tax
    elif rate is not None:
        net = after / (1 + rate).cast(EXACT)
        tax = after - net
    else:
        share = tax_share_of_order()
        net, tax = after - after * share, after * share
    drafts = drafts.with_columns(net=net.cast(EXACT), tax=tax.cast(NUMBER))
    untaxed = pl.when(pl.col("after") != 0).then(pl.col("before").cast(EXACT) * pl.col("net") / after)
    return drafts.with_columns(gross=untaxed.otherwise("net")).drop("after", "before")


def _with_tax_by_rate(drafts: pl.DataFrame, money: MoneyReading, options: ReadOptions) -> pl.DataFrame:
    """Add the tax inside of totals that the user gave the rate of and the file does not print."""
    printed = drafts.select(pl.any_horizontal(pl.col("order_tax", "order_total_net").is_not_null().any())).item()
    if money.tax != "included" or options.tax_rate is None or printed:
        return drafts
    share = pl.lit(options.tax_rate / (1 + options.tax_rate)).cast(EXACT)
    return drafts.with_columns(order_tax=(pl.col("order_total").cast(EXACT) * share).cast(NUMBER))


def _by_row(drafts: pl.DataFrame, money: MoneyReading) -> pl.DataFrame:
    """Let the totals of a row that is an order be its own, though the order may stand on another row again."""
    numbered = drafts.rename({"order_no": "number"}).with_row_index("order_no")
    money_of_rows = _subtotal_money(numbered.with_columns(pl.col("order_no").cast(pl.Int64)), money)
    return money_of_rows.drop("order_no").rename({"number": "order_no"})


def _subtotal_money(drafts: pl.DataFrame, money: MoneyReading) -> pl.DataFrame:
    """Shopify's way: the order's subtotal, ex tax, spread over its goods by printed price.

    Where there is none, it is the order's total less shipping, tips, and tax that was put on top.
    """
    sums = order_sums(drafts)
    other_way = pl.col("currency").is_in(list(money.other_way_in)).fill_null(value=False)
    inside = other_way.xor(pl.lit(value=money.tax == "included"))
    if money.basis == "total":
        on_top = pl.when(other_way.xor(pl.lit(value=money.tax == "excluded"))).then("tax").otherwise(0)
        sums = sums.with_columns(subtotal=pl.col("total") - pl.col("shipping") - pl.col("tips") - on_top)
    merchandise = (pl.col("subtotal") - pl.col("gift")).clip(lower_bound=0).cast(EXACT)
    taxed = merchandise + pl.col("shipping")
    share = pl.when(taxed != 0).then(pl.col("tax").cast(EXACT) / taxed).otherwise(0)
    kept = pl.when(inside).then(1 - share).otherwise(pl.lit(1, EXACT))
    sums = sums.select(
        "order_no",
        order_net=(merchandise * kept).cast(NUMBER),
        order_merchandise_tax=(merchandise * share).cast(NUMBER),
        order_shipping_net=(pl.col("shipping").cast(EXACT) * kept).cast(NUMBER),
        tax_of_order_shipping=pl.when(money.tax_known).then((pl.col("shipping").cast(EXACT) * share).cast(NUMBER)),
        untaxed_share=kept.cast(EXACT),
        order_refund_net=refund_ex_tax(),
    )
    drafts = with_facts(drafts, sums)
    quantity = pl.col("quantity").fill_null(1)
    price = (quantity * pl.col("unit_price")).fill_null(0)
    units = pl.coalesce(quantity * pl.col("unit_price"), quantity)
    weight = pl.when(pl.col("line_type") == "product").then(units).otherwise(0)
    drafts = spread(drafts, "order_net", weight, into="net")
    drafts = spread(drafts, "order_merchandise_tax", weight, into="tax")
    product = pl.col("line_type") == "product"
    if not money.tax_known:
        drafts = drafts.with_columns(tax=pl.lit(None, NUMBER))
    in_subtotal = pl.col("line_type") == "discount"
    return drafts.with_columns(
        net=pl.when(product).then("net").when(in_subtotal).then(ZERO).otherwise(price),
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


def spread(drafts: Lines, total: str, weight: pl.Expr, *, into: str) -> Lines:
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
