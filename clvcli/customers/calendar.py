"""What customers did on each day: the table behind holdouts, seasons and levels."""

from __future__ import annotations

import polars as pl

from clvcli.customers.known import counted
from clvcli.orders.steps import money_of, steps_of


def customer_days(lines: pl.LazyFrame) -> pl.DataFrame:
    """Return one row per customer and day with an order, of canonical `lines` of one currency.

    `customer_key`, `day`, `kept` (whether it is a purchase: a kept order was made), `net_sales` of kept
    orders before returns, `net_revenue` of all valid orders after returns; sorted by customer and day.
    Guests have no rows.  One streaming group-by; what is known is what the lines say, so give those of
    `known.known_at` for an earlier day.
    """
    kept = pl.col("order_kept")
    return (
        counted(lines)
        .filter(pl.col("customer_key").is_not_null())
        .select(
            "customer_key",
            kept,
            day="order_date",
            net_sales=pl.when(kept).then(steps_of(pl.col("net_amount"))),
            net_revenue=steps_of(pl.col("net_after_refund")),
        )
        .group_by("customer_key", "day")
        .agg(
            kept=pl.col("order_kept").any(),
            net_sales=pl.col("net_sales").sum(),
            net_revenue=pl.col("net_revenue").sum(),
        )
        .with_columns(money_of(pl.col("net_sales")), money_of(pl.col("net_revenue")))
        .sort("customer_key", "day")
        .collect(engine="streaming")
    )


def calendar(lines: pl.LazyFrame) -> pl.DataFrame:
    """Return what canonical `lines` of one currency say of each day, guests left out; see `calendar_of`."""
    return calendar_of(customer_days(lines))


def calendar_of(days: pl.DataFrame) -> pl.DataFrame:
    """Return one row per day with a purchase, from the rows of `customer_days`.

    `day`, `first_purchases` (customers whose first purchase it was), `purchases` (customers who made one),
    `net_sales` of them, before returns; sorted by day.
    """
    purchases = days.lazy().filter(pl.col("kept"))
    first = pl.col("day") == pl.col("day").min().over("customer_key")
    return (
        purchases.with_columns(first=first)
        .group_by("day")
        .agg(
            first_purchases=pl.col("first").sum().cast(pl.Int64),
            purchases=pl.len().cast(pl.Int64),
            net_sales=pl.col("net_sales").sum(),
        )
        .sort("day")
        .collect()
    )
