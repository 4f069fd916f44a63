"""Money of an order that stands beside its lines - shipping, refunds - taken ex tax as the lines are."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import polars as pl

from clvcli.orders.money.column_tax import BESIDE_LINES, rate_of
from clvcli.orders.schema import EXACT, NUMBER

if TYPE_CHECKING:
    from clvcli.orders.money.line_money import MoneyReading
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Reading

Lines = TypeVar("Lines", pl.DataFrame, pl.LazyFrame)


def net_of(field: str) -> str:
    """Name the column of a field's money ex tax."""
    return f"{field}_net"


def tax_of(field: str) -> str:
    """Name the column of the tax on a field's money."""
    return f"tax_of_{field}"


def with_money_beside(drafts: Lines, reading: Reading, money: MoneyReading, options: ReadOptions) -> Lines:
    """Add, for each field of BESIDE_LINES that the export has, its money ex tax and the tax on it (NUMBER).

    `drafts` have the printed money of their lines in `after`.  The tax is null where it is not known.
    """
    rate = rate_of(reading, options)
    fields = [name for name in BESIDE_LINES if name in reading.columns]
    if money.tax == "excluded" and "order_refund" not in reading.taxed:
        fields = [name for name in fields if name != "order_refund"]  # it holds tax by what it means
    split = {name: _split(pl.col(name).abs().cast(EXACT), money, rate) for name in fields}
    return drafts.with_columns(
        *(net.cast(NUMBER).alias(net_of(name)) for name, (net, _) in split.items()),
        *(tax.cast(NUMBER).alias(tax_of(name)) for name, (_, tax) in split.items()),
    )


def _split(printed: pl.Expr, money: MoneyReading, rate: pl.Expr | None) -> tuple[pl.Expr, pl.Expr]:
    """Return what is printed ex tax, and the tax on it."""
    unknown = pl.lit(None, EXACT)
    if money.tax == "excluded":
        return printed, unknown if rate is None else printed * rate
    if money.tax != "included" or not money.tax_known:
        return printed, unknown
    if rate is not None:
        net = (printed / (1 + rate).cast(EXACT)).cast(EXACT)
        return net, printed - net
    tax = printed * (_tax_share_of_lines() if money.tax_of_lines else tax_share_of_order())
    return printed - tax, tax


def _tax_share_of_lines() -> pl.Expr:
    """Return how much of what an order's goods cost is the tax printed beside them."""
    goods = pl.col("after").sum().over("order_no").cast(EXACT)
    tax = pl.col("line_tax").abs().sum().over("order_no").cast(EXACT)
    return _share(tax, goods)


def tax_share_of_order() -> pl.Expr:
    """Return how much of what an order was charged, shipping included, is its tax."""
    shipping = pl.col("order_shipping").max().over("order_no").fill_null(0)
    charged = pl.col("after").sum().over("order_no").cast(EXACT) + shipping
    tax = pl.col("order_tax").max().over("order_no").cast(EXACT)
    return _share(tax, charged)


def _share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Return part / whole, 0 of nothing."""
    return pl.when(whole == 0).then(0).otherwise(part / pl.when(whole != 0).then(whole)).cast(EXACT)
