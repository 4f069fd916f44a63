"""What orders consist of: one row per order and category, from one narrow pass over the lines."""

from __future__ import annotations

import polars as pl

from clvcli.in_parts import InParts
from clvcli.orders.kept import SELLS
from clvcli.orders.schema import MONEY, ONE_ORDER, Column
from clvcli.orders.steps import money_of, steps_of

BASKETS: tuple[Column, ...] = (
    Column("store", pl.String, "shop or location; part of an order's identity"),
    Column("order_id", pl.String, "order, invoice or receipt number"),
    Column("customer_key", pl.String, "who bought; null for a guest"),
    Column("currency", pl.String, "currency of the money columns; null where the data name none"),
    Column("category", pl.String, "product group; null where the data name none"),
    Column("net_sales", MONEY, "gross less discounts of its goods"),
    Column("dearest", MONEY, "net sales of its dearest line"),
)
"""The columns of `baskets`."""

_ORDER = (*ONE_ORDER, "currency")


def baskets(lines: pl.LazyFrame | InParts) -> InParts:
    """Return what was sold in each order of canonical `lines` by category, each part sorted by both."""
    return InParts.of(lines).laid_down(_baskets)


def _baskets(lines: pl.LazyFrame) -> pl.DataFrame:
    net = steps_of(pl.col("net_amount"))
    return (
        lines.filter(SELLS)
        .select(*_ORDER, "category", net=net)
        .group_by(*_ORDER, "category")
        .agg(net_sales=money_of(pl.col("net").sum()), dearest=money_of(pl.col("net").max()))
        .select(pl.col(column.name).cast(column.dtype) for column in BASKETS)
        .sort(*_ORDER, "category", nulls_last=True)
        .collect(engine="streaming")
    )


def leading_category(baskets: pl.LazyFrame) -> pl.LazyFrame:
    """Return one row per customer of `baskets`: the `category` of the dearest line; of equal ones the first."""
    by_price = baskets.sort("dearest", "category", descending=[True, False], nulls_last=True)
    return by_price.unique("customer_key", keep="first", maintain_order=True).select("customer_key", "category")
