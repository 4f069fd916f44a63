"""With which products customers begin, how many of them return, and what they are worth within a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.kept import SELLS

if TYPE_CHECKING:
    from datetime import date

WINDOW_DAYS = 365
"""Days after the first purchase that are looked at; customers younger than that are left out."""


def first_products(
    lines: pl.LazyFrame, *, as_of: date, product: str = "product", days: int = WINDOW_DAYS
) -> pl.DataFrame:
    """Return one row per product of first purchases, from counted canonical `lines` known at the end of `as_of`.

    `product`, a column of the lines; `customers` whose first purchase day had it and who have been observed for
    `days`; `repeat_customers`, who bought on a second day within them, and `repeat_rate`; `value`, the net revenue
    of all they bought within them, and `value_per_customer`.  Sorted by customers, most first, then product.
    Whoever began with several products counts whole for each, so that rows do not add up to the shop.
    """
    kept = lines.filter(pl.col("order_kept") & pl.col("customer_key").is_not_null())
    first = pl.col("order_date").min().over("customer_key")
    since = kept.with_columns(day=(pl.col("order_date") - first).dt.total_days(), first=first)
    seen = since.filter(((pl.lit(as_of) - pl.col("first")).dt.total_days() >= days) & (pl.col("day") <= days))
    people = seen.group_by("customer_key").agg(
        again=(pl.col("day") > 0).any(), value=pl.col("net_after_refund").sum().cast(pl.Float64)
    )
    begun = seen.filter(SELLS & (pl.col("day") == 0) & pl.col(product).is_not_null())
    return (
        begun.select("customer_key", product)
        .unique()
        .join(people, on="customer_key")
        .group_by(product)
        .agg(
            customers=pl.len().cast(pl.Int64),
            repeat_customers=pl.col("again").sum().cast(pl.Int64),
            repeat_rate=pl.col("again").mean(),
            value=pl.col("value").sum(),
            value_per_customer=pl.col("value").mean(),
        )
        .sort("customers", product, descending=[True, False])
        .collect(engine="streaming")
    )
