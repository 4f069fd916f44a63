"""Which categories are bought together: how much oftener than by chance one comes beside another."""

from __future__ import annotations

import polars as pl

from clvcli.in_parts import InParts

LEAST_ORDERS = 30
"""Orders with both categories; fewer say nothing of the pair."""

_ORDER = ("store", "order_id", "customer_key")


def attached_categories(baskets: pl.DataFrame | InParts) -> pl.DataFrame:
    """Return pairs of categories of `contribution.baskets.BASKETS`, the highest lift first.

    `category`, `other` (both ways), `orders` with both, `attach` (share of the orders with `category` that have
    `other` too), `base` (share of all orders that have `other`), `lift` (attach / base; 1 is chance); orders are
    those that name a category, and pairs in fewer than LEAST_ORDERS of them are left out.
    """
    by_order = pl.struct(_ORDER).rank("dense").alias("order")
    named = (
        InParts.of(baskets)
        .filter(pl.col("category").is_not_null())
        .map(lambda part: part.select("category", by_order))
    )
    orders: int = named.total(pl.col("order").n_unique().cast(pl.Int64)).item()
    each = named.added_up(["category"], lambda part: part.group_by("category").agg(alone=pl.len()))
    return (
        named.added_up(["category", "other"], _pairs)
        .filter(pl.col("orders") >= LEAST_ORDERS)
        .join(each, on="category")
        .join(each.rename({"category": "other", "alone": "among_all"}), on="other")
        .select(
            "category",
            "other",
            "orders",
            attach=pl.col("orders") / pl.col("alone"),
            base=pl.col("among_all") / orders,
        )
        .with_columns(lift=pl.col("attach") / pl.col("base"))
        .sort("lift", "orders", "category", "other", descending=[True, True, False, False])
    )


def _pairs(named: pl.LazyFrame) -> pl.LazyFrame:
    """Return how many orders have both of two categories."""
    pairs = named.join(named.rename({"category": "other"}), on="order")
    apart = pairs.filter(pl.col("category") != pl.col("other"))
    return apart.group_by("category", "other").agg(orders=pl.len().cast(pl.Int64))
