"""Money that columns speak of, as rows of its own: refunds of an order, of a line or by status, and shipping.

A refund is a row with `line_type` refund, zero `net_amount`, and the day it happened in `refunded_at`; it is
never an order.  Refunds that arrive as negative lines or credit notes become such rows in `returns.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.money.line_money import EXACT, MERCHANDISE, refund_ex_tax
from clvcli.orders.money.tax import order_sums
from clvcli.orders.schema import MONEY, NUMBER

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
        parts.append(_by_order(drafts, orders, done=parts))
    parts.append(_by_status(drafts, orders, done=parts))
    return pl.concat(parts) if parts else drafts.clear()


def _by_line(drafts: pl.DataFrame) -> pl.DataFrame:
    refund = pl.min_horizontal(pl.col("line_refund").abs(), pl.col("net_amount")).cast(MONEY)
    return _as_refund(drafts.filter((pl.col("line_refund") != 0) & (pl.col("net_amount") > 0)), refund)


def _by_order(drafts: pl.DataFrame, orders: pl.DataFrame, *, done: list[pl.DataFrame]) -> pl.DataFrame:
    sums = order_sums(drafts).select("order_no", "refund", "total", refund_net=refund_ex_tax())
    owed = orders.join(sums, on="order_no").filter((pl.col("refund") > 0) & ~pl.col("returned"))
    for part in done:
        owed = owed.join(part.select("order_no"), on="order_no", how="anti")
    refund = pl.when(pl.col("total") == 0).then(_of_goods()).otherwise("refund_net")
    owed = owed.select("order_no", owed=pl.min_horizontal(refund, "order_net").cast(MONEY))
    return _as_refund(_one_row_an_order(drafts).join(owed, on="order_no"), pl.col("owed"), whole_order=True)


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
    goods = drafts.filter(pl.col("net_amount") > 0)
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
            *(
                pl.lit(None).cast(MONEY).alias(name)
                for name in ("quantity", "unit_price", "tax_amount", "cost_amount")
            ),
        )
        .drop("owed", strict=False)
    )
    of_product = [pl.lit(None, pl.String).alias(name) for name in blank if name in rows.columns]
    return rows.with_columns(of_product) if whole_order else rows


def shipping_rows(drafts: pl.DataFrame) -> pl.DataFrame:
    """Return one shipping row an order that was charged shipping, ex tax where it can be taken out."""
    charged = drafts.filter(pl.col("order_shipping").is_not_null() & (pl.col("order_shipping") != 0))
    if charged.height == 0:
        return charged
    amount = pl.col("order_shipping_net") if "order_shipping_net" in charged.columns else pl.col("order_shipping")
    first = charged.sort("order_no", "row").unique("order_no", keep="first", maintain_order=True)
    row = _as_refund(first.with_columns(owed=amount.cast(MONEY)), ZERO, whole_order=True)
    return row.with_columns(line_type=pl.lit("shipping"), other_amount=first.select(amount.cast(MONEY)).to_series())
