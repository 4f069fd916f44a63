"""Money by the month it moved in: sales on the day of the order, returns on their own."""

from __future__ import annotations

import polars as pl

from clvcli.in_parts import InParts
from clvcli.orders.kept import GIVES_BACK
from clvcli.orders.steps import money_of, steps_of

_WHOSE = ("customer_key", "currency")


def money_by_month(lines: pl.LazyFrame | InParts) -> InParts:
    """Return what known customers brought in each calendar month, of counted canonical `lines`.

    `customer_key`, `currency`, `month` (its first day), `net_revenue`: sales on the day of their order, returns on
    their own, where it is known.  Each part is sorted by customer, currency and month.
    """
    return InParts.of(lines).laid_down(_money_by_month)


def _money_by_month(lines: pl.LazyFrame) -> pl.DataFrame:
    own = pl.when(GIVES_BACK & pl.col("refunded_at").is_not_null()).then("refunded_at").otherwise("order_date")
    return (
        lines.filter(pl.col("customer_key").is_not_null())
        .select(*_WHOSE, month=own.dt.month_start(), net_revenue=steps_of(pl.col("net_after_refund")))
        .group_by(*_WHOSE, "month")
        .agg(money_of(pl.col("net_revenue").sum()))
        .sort(*_WHOSE, "month", nulls_last=True)
        .collect(engine="streaming")
    )
