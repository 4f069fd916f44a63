"""Money that columns speak of, as rows of its own: refunds of an order, of a line or by status, and shipping.

A refund is a row with `line_type` refund, zero `net_amount`, and the day it happened in `refunded_at`; it is
never an order.  Shipping that was returned is a shipping row of negative money, with that day too.
Refunds that arrive as negative lines or credit notes become such rows in `returns.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.errors import AmountMeaningError
from clvcli.orders.money.agreement import agree
from clvcli.orders.money.beside_lines import net_of, tax_of
from clvcli.orders.money.line_money import MERCHANDISE, refund_ex_tax
from clvcli.orders.money.tax import order_sums
from clvcli.orders.schema import EXACT, HALF_A_CENT, MONEY, NUMBER

if TYPE_CHECKING:
    from clvcli.orders.tables import Reading

ZERO = pl.lit(0, MONEY)


def refund_rows(drafts: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Return refund rows that an export says in a column or a status; empty where it says them in rows.

    An order's refund never exceeds its net merchandise.  `drafts` carry money (`with_money`).
    """
    sold = (pl.col("net_amount") > 0) & pl.col("line_type").is_in(MERCHANDISE)
    orders = drafts.group_by("order_no").agg(
        order_net=pl.col("net_amount").filter(sold).sum(),
        order_tax_of_goods=pl.col("tax_amount").filter(sold).sum(),
        returned=(pl.col("net_amount") < 0).any(),
    )
    parts: list[pl.DataFrame] = []
    if reading.format.refunds == "line_column" or "line_refund" in reading.columns:
        parts.append(_by_line(drafts))
    if {"order_refund", "order_total_left"} & reading.columns.keys():
        parts.append(_by_order(drafts, reading, orders, done=parts))
    parts.append(_by_status(drafts, orders, done=parts))
    return pl.concat(parts) if parts else drafts.clear()


def _by_line(drafts: pl.DataFrame) -> pl.DataFrame:
    refund = pl.min_horizontal(_net(drafts, "line_refund"), pl.col("net_amount")).cast(MONEY)
    return _as_refund(drafts.filter((pl.col("line_refund") != 0) & (pl.col("net_amount") > 0)), refund)


def _net(drafts: pl.DataFrame, field: str) -> pl.Expr:
    """Return the money of a field without sign, ex tax where that was told."""
    return pl.col(net_of(field) if net_of(field) in drafts.columns else field).abs()


def _by_order(
    drafts: pl.DataFrame, reading: Reading, orders: pl.DataFrame, *, done: list[pl.DataFrame]
) -> pl.DataFrame:
    sums = order_sums(drafts).select("order_no", "refund", "total", refund_net=refund_ex_tax())
    owed = orders.join(sums, on="order_no").filter((pl.col("refund") > 0) & ~pl.col("returned"))
    for part in done:
        owed = owed.join(part.select("order_no"), on="order_no", how="anti")
    refund = pl.when(pl.col("total") == 0).then(_of_goods()).otherwise("refund_net")
    if reading.format.tax == "stated" and net_of("order_refund") in drafts.columns:
        owed, refund = _told_ex_tax(drafts, reading, owed), pl.col("told")
    owed = owed.select("order_no", owed=pl.min_horizontal(refund, "order_net").cast(MONEY))
    return _as_refund(_one_row_an_order(drafts).join(owed, on="order_no"), pl.col("owed"), whole_order=True)


def _told_ex_tax(drafts: pl.DataFrame, reading: Reading, owed: pl.DataFrame) -> pl.DataFrame:
    """Add what each order's refund returns of goods, ex tax as its column was read: `told`.

    With a column of shipping returned beside it, the refund is of both where it is more than the goods cost.
    Raises AmountMeaningError where no order tells.
    """
    shipping = pl.col(net_of("order_shipping_refund")) if "order_shipping_refund" in reading.columns else ZERO
    told = drafts.group_by("order_no").agg(
        told=pl.col(net_of("order_refund")).max(), of_shipping=shipping.max().fill_null(0)
    )
    owed = owed.join(told, on="order_no")
    both = owed.filter(pl.col("of_shipping") > 0)
    of_goods = both.select(agree(pl.col("told"), pl.col("order_net")).any()).item()
    of_both = both.select((pl.col("told") > pl.col("order_net") + HALF_A_CENT).any()).item()
    if both.height and of_goods == of_both:
        raise AmountMeaningError.refund_with_shipping(reading.table.source, reading.columns["order_refund"])
    return owed.with_columns(told=pl.col("told") - pl.col("of_shipping")) if of_both else owed


def _of_goods() -> pl.Expr:
    """Refund of an order whose total is not printed: ex tax as its goods are."""
    goods = pl.col("order_net").cast(EXACT)
    paid = goods + pl.col("order_tax_of_goods")
    share = goods / pl.when(paid > 0).then(paid).otherwise(pl.lit(1, EXACT))
    return (pl.col("refund").cast(EXACT) * share).cast(NUMBER)


def _by_status(drafts: pl.DataFrame, orders: pl.DataFrame, *, done: list[pl.DataFrame]) -> pl.DataFrame:
    """Refund all of an order that is called refunded and whose export prints no refund anywhere."""
    owed = orders.filter(~pl.col("returned") & (pl.col("order_net") > 0))
    for part in done:
        owed = owed.join(part.select("order_no"), on="order_no", how="anti")
    called = drafts.filter((pl.col("order_status") == "refunded") & (pl.col("net_amount") > 0))
    return _as_refund(called.join(owed.select("order_no"), on="order_no", how="semi"), pl.col("net_amount"))


def _one_row_an_order(drafts: pl.DataFrame) -> pl.DataFrame:
    """Return a sold row of each order, with the cost restocked of all of them."""
    goods = drafts.filter(pl.col("net_amount") > 0)
    restocked = pl.col("restocked_cost").sum().over("order_no").cast(NUMBER)
    goods = goods.with_columns(
        restocked_cost=pl.when(pl.col("restocked_cost").is_not_null().any().over("order_no")).then(restocked)
    )
    return goods.sort("order_no", "sku", "product", "row", nulls_last=True).unique(
        "order_no", keep="first", maintain_order=True
    )


def _as_refund(rows: pl.DataFrame, refund: pl.Expr, *, whole_order: bool = False) -> pl.DataFrame:
    """Turn copies of sold rows into refund rows of `refund` (MONEY); of no product where of the whole order."""
    blank = ("sku", "product_id", "product", "variant", "size", "color", "category", "brand", "season")
    rows = (
        rows.with_columns(refund_amount=refund)
        .with_columns(
            pl.lit(None, pl.Int64).alias("row"),
            pl.lit("refund").alias("line_type"),
            *(ZERO.alias(name) for name in ("gross_amount", "discount_amount", "net_amount", "other_amount")),
            *(pl.lit(None).cast(MONEY).alias(name) for name in ("quantity", "unit_price", "tax_amount")),
            cost_amount=-pl.col("restocked_cost").abs().cast(MONEY),
        )
        .drop("owed", strict=False)
    )
    of_product = [pl.lit(None, pl.String).alias(name) for name in blank if name in rows.columns]
    return rows.with_columns(of_product) if whole_order else rows


def shipping_rows(drafts: pl.DataFrame) -> pl.DataFrame:
    """Return a shipping row for each order that was charged shipping, and one for each that got some back.

    Money is ex tax where tax can be taken out; the tax is null where it is not known.
    """
    drafts = _with_shipping_in_refunds(drafts)
    back = _as_shipping(drafts, "order_shipping_refund", sign=-1)
    return pl.concat([_as_shipping(drafts, "order_shipping", sign=1), back])


def _with_shipping_in_refunds(drafts: pl.DataFrame) -> pl.DataFrame:
    """Tell the shipping returned by what an order's refund is more than its goods, where no column prints it."""
    printed = drafts["order_shipping_refund"].null_count() < drafts.height
    if printed or not {net_of("order_refund"), net_of("order_shipping")} <= {*drafts.columns}:
        return drafts
    goods = pl.col("net_amount").filter(pl.col("net_amount") > 0).sum().over("order_no")
    paid = pl.col(net_of("order_shipping")).fill_null(0)
    beyond = (pl.col(net_of("order_refund")) - goods).clip(lower_bound=0)
    back = pl.when(beyond > HALF_A_CENT).then(pl.min_horizontal(beyond, paid)).cast(NUMBER)
    tax = pl.col(tax_of("order_shipping")).cast(EXACT) * back / pl.when(paid > 0).then(paid)
    return drafts.with_columns(
        back.alias("order_shipping_refund"),
        back.alias(net_of("order_shipping_refund")),
        tax.cast(NUMBER).alias(tax_of("order_shipping_refund")),
    )


def _as_shipping(drafts: pl.DataFrame, field: str, *, sign: Literal[1, -1]) -> pl.DataFrame:
    """Return one row an order with the money of `field`."""
    charged = drafts.filter(pl.col(field).is_not_null() & (pl.col(field) != 0))
    first = charged.sort("order_no", "row").unique("order_no", keep="first", maintain_order=True)
    net = pl.col(net_of(field)) if net_of(field) in drafts.columns else pl.col(field)
    tax = next((pl.col(name) for name in (tax_of(field), f"{field}_tax") if name in drafts.columns), pl.lit(None))
    money = first.select(other_amount=(net * sign).cast(MONEY), tax_amount=(tax.cast(NUMBER) * sign).cast(MONEY))
    rows = _as_refund(first, ZERO, whole_order=True).with_columns(*money, line_type=pl.lit("shipping"))
    return rows.with_columns(cost_amount=pl.lit(None, MONEY))
