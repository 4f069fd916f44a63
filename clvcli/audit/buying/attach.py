"""Which categories are bought together: how much oftener than by chance one comes beside another."""

from __future__ import annotations

import polars as pl

LEAST_ORDERS = 30
"""Orders with both categories; fewer say nothing of the pair."""

_ORDER = ("store", "order_id", "customer_key")


def attached_categories(baskets: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of categories of `contribution.baskets.BASKETS`, the highest lift first.

    `category`, `other` (both ways), `orders` with both, `attach` (share of the orders with `category` that have
    `other` too), `base` (share of all orders that have `other`), `lift` (attach / base; 1 is chance); orders are
    those that name a category, and pairs in fewer than LEAST_ORDERS of them are left out.
    """
    named = baskets.filter(pl.col("category").is_not_null()).select(
        "category", order=pl.struct(_ORDER).rank("dense")
    )
    orders = named["order"].n_unique()
    each = named.group_by("category").agg(alone=pl.len())
    pairs = named.join(named.rename({"category": "other"}), on="order")
    return (
        pairs.filter(pl.col("category") != pl.col("other"))
        .group_by("category", "other")
        .agg(orders=pl.len().cast(pl.Int64))
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
