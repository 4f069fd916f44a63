"""The money ladder of a shop and of its parts: every step summed, and its share of net revenue."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from clvcli.contribution.schema import GOODS_STEPS, REVENUE_STEPS, STEPS

PART = "part"
"""Column that names a part: a month's first day, a channel ...; null where the data do not say."""

KNOWN, GUEST = "known", "guest"
"""Who bought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The steps of one currency, summed by what orders have in common; each table adds up to `shop`.

    The tables have PART, `orders` (valid ones) and for each of `schema.STEPS` its sum (MONEY) and `STEP_share` of
    the net revenue of the row; a step that is not known is null.  Months are sorted by time, other parts by net
    revenue, highest first.
    """

    shop: pl.DataFrame
    """One row; PART is null."""
    months: pl.DataFrame
    """By the month of the order, from the first to the last that had any."""
    channels: pl.DataFrame
    countries: pl.DataFrame
    buyers: pl.DataFrame
    """KNOWN customers and GUEST."""
    categories: pl.DataFrame
    """Without `orders`, and down to contribution 1: costs below it are of orders, not of goods."""
    products: pl.DataFrame
    """The same."""


def ladder(orders: pl.DataFrame, goods: pl.DataFrame) -> Ladder:
    """Sum the `orders` (`schema.ORDERS`) and `goods` (`schema.GOODS`) of one currency."""
    buyer = pl.when(pl.col("customer_key").is_null()).then(pl.lit(GUEST)).otherwise(pl.lit(KNOWN))
    return Ladder(
        shop=_of_orders(orders, pl.lit(None, pl.String)),
        months=_of_orders(orders, pl.col("day").dt.truncate("1mo")).sort(PART),
        channels=_of_orders(orders, pl.col("channel")),
        countries=_of_orders(orders, pl.col("country")),
        buyers=_of_orders(orders, buyer),
        categories=_of_goods(goods, "category"),
        products=_of_goods(goods, "product"),
    )


def _of_orders(orders: pl.DataFrame, part: pl.Expr) -> pl.DataFrame:
    return _summed(orders, part, STEPS, orders=pl.col("valid").sum().cast(pl.Int64))


def _of_goods(goods: pl.DataFrame, part: str) -> pl.DataFrame:
    return _summed(goods, pl.col(part), (*REVENUE_STEPS, *GOODS_STEPS))


def _summed(frame: pl.DataFrame, part: pl.Expr, steps: tuple[str, ...], **counts: pl.Expr) -> pl.DataFrame:
    revenue = pl.when(pl.col("net_revenue") > 0).then(pl.col("net_revenue").cast(pl.Float64))
    sums = (pl.when(pl.col(step).count() > 0).then(pl.col(step).sum()).alias(step) for step in steps)
    return (
        frame.group_by(part.alias(PART))
        .agg(*sums, **counts)
        .with_columns((pl.col(step).cast(pl.Float64) / revenue).alias(f"{step}_share") for step in steps)
        .sort("net_revenue", PART, descending=[True, False], nulls_last=True)
    )
