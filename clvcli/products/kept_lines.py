"""The narrow table under all that is told of products: lines of goods as known at the end of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.contribution.line_sums import BACK
from clvcli.customers.known import known_at
from clvcli.orders.kept import SELLS
from clvcli.orders.schema import MONEY, ONE_ORDER, Column
from clvcli.orders.steps import MONEY_STEP, steps_of
from clvcli.products.size_names import in_one_spelling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

GOODS_LINES: tuple[Column, ...] = (
    Column("customer_key", pl.String, "who bought; null for a guest"),
    Column("currency", pl.String, "currency of the money columns; null where the data name none"),
    Column("order_date", pl.Date, "day of the order, of what came back too"),
    Column("store", pl.String, "shop or location; part of an order's identity"),
    Column("order_id", pl.String, "order, invoice or receipt number"),
    Column("kept", pl.Boolean, "whether money of the order stayed after returns"),
    Column(
        "refunded_at", pl.Date, "the day of what came back; null of what was sold, and where the data do not say"
    ),
    Column("product", pl.String, "product name, else its key; null where money came back and no goods are named"),
    Column("sku", pl.String, "stock keeping unit"),
    Column("category", pl.String, "product group"),
    Column("brand", pl.String, "brand or vendor"),
    Column("size", pl.String, "size, each in one spelling (`size_names`)"),
    Column("season", pl.String, "collection or season"),
    Column("channel", pl.String, "sales channel"),
    Column("sold", MONEY, "units sold, one where the data count none; null of what came back"),
    Column("returned", MONEY, "units that came back; null of what was sold, and where the data tell money alone"),
    Column("net", MONEY, "merchandise money: of what was sold after discount, below zero of what came back"),
    Column("discount", MONEY, "discount on what was sold"),
)
"""The columns of `goods_lines` and `kept_lines`."""

ORDER = (*ONE_ORDER, "currency")
"""What makes goods lines one order."""

BUYER = ("customer_key", "currency")
"""Whose purchases are told together: a customer's in one currency."""

OCCASION = (*BUYER, "order_date")
"""What makes kept lines one purchase: all that a customer kept orders of on one day."""

_STEPS = int(1 / MONEY_STEP)
"""Of a unit."""


def goods_lines(lines: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """Return the columns of GOODS_LINES, lazily: goods of canonical `lines` known at the end of `as_of`.

    Guests, and orders of which nothing was kept, are there too.  The sizes are looked at at once, to write each in
    one spelling.
    """
    goods = known_at(lines, as_of).filter(SELLS | BACK)
    of_sales, of_returns = pl.when(SELLS), pl.when(BACK)
    return goods.select(
        *(pl.col(name) for name in ("customer_key", "currency", "order_date", "store", "order_id")),
        kept=pl.col("order_kept"),
        refunded_at=of_returns.then("refunded_at"),
        product=pl.coalesce("product", "product_id", "sku"),
        sku=pl.col("sku"),
        category=pl.col("category"),
        brand=pl.col("brand"),
        size=in_one_spelling(goods),
        season=pl.col("season"),
        channel=pl.col("channel"),
        sold=of_sales.then(pl.col("quantity").fill_null(1)).cast(MONEY),
        returned=of_returns.then(pl.col("quantity").abs()).cast(MONEY),
        net=pl.col("net_after_refund"),
        discount=of_sales.then("discount_amount"),
    )


def kept_lines(lines: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """Return the `goods_lines` of known customers' kept orders: what tells of their taste, lazily.

    What came back of a kept order is there as lines of its own, so that sums are of what was kept.
    """
    return kept(goods_lines(lines, as_of))


def kept(goods: pl.LazyFrame) -> pl.LazyFrame:
    """Return those of `goods` (GOODS_LINES) that `kept_lines` is made of."""
    return goods.filter(pl.col("kept") & pl.col("customer_key").is_not_null())


def units_kept(kept: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    """Return the `units` of `kept_lines` by the columns `by`, and the `last` day on which any were bought and kept.

    What was bought on a day and came back whole is no purchase of that day: `last` is null where all came back.
    """
    sold, returned = (steps_of(pl.col(name)).fill_null(0) for name in ("sold", "returned"))
    return (
        kept.select(*by, "order_date", units=sold - returned)
        .group_by(*by, "order_date")
        .agg(pl.col("units").sum())
        .group_by(by)
        .agg(pl.col("units").sum() / _STEPS, last=pl.col("order_date").filter(pl.col("units") > 0).max())
    )
