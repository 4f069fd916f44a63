"""Money by the month it moved in: sales on the day of the order, returns on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.kept import GIVES_BACK
from clvcli.orders.steps import money_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable


def money_by_month(lines: pl.LazyFrame, month_of: Callable[[pl.Expr], pl.Expr]) -> pl.DataFrame:
    """Return what known customers brought in each month, of counted canonical `lines` of one currency.

    `customer_key`, `month`, `net_revenue`: sales on the day of their order, returns on their own, where it is
    known.
    """
    own = pl.when(GIVES_BACK & pl.col("refunded_at").is_not_null()).then("refunded_at").otherwise("order_date")
    return (
        lines.filter(pl.col("customer_key").is_not_null())
        .select("customer_key", month=month_of(own), net_revenue=steps_of(pl.col("net_after_refund")))
        .group_by("customer_key", "month")
        .agg(money_of(pl.col("net_revenue").sum()))
        .sort("customer_key", "month")
        .collect(engine="streaming")
    )
