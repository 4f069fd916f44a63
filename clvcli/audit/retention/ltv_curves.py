"""What a customer has brought by month of age: curves that end where observation does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.retention.members import by_age, pooled
from clvcli.customers.month_columns import month_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.audit.audit import Audit

WINDOWS = (30, 60, 90, 180, 365, 730)
"""Days since the first purchase, for comparisons: a buyer of the 31st is a month old next day."""


def _money_by_month(audit: Audit) -> pl.DataFrame:
    """Return what known customers brought in each month (`month_number`)."""
    if audit.by_refund_day is not None:
        return audit.by_refund_day.with_columns(month=month_of(pl.col("month")))
    known = audit.orders.filter(pl.col("first_day").is_not_null())
    return known.group_by("customer_key", month=month_of(pl.col("day"))).agg(pl.col(money_columns(audit)).sum())


def money_columns(audit: Audit) -> list[str]:
    """Return the columns that say what customers have brought: net revenue, and contribution where it is known."""
    return list(dict.fromkeys(("net_revenue", audit.value)))


def ltv_curves(audit: Audit, grouped: pl.DataFrame) -> pl.DataFrame:
    """Return what each cohort has brought in all by the end of each month of age (`members.by_age`).

    Returns lower the month of their order, or their own where `Audit.by_refund_day` is there: then of net revenue.
    Adds `NAME_per_customer` for its columns: over all customers of the cohort, who came once or who came back.
    """
    facts = _money_by_month(audit)
    columns = [name for name in facts.columns if name not in {"customer_key", "month"}]
    return _per_customer(by_age(grouped, facts, audit, summed_up=columns), columns)


def pooled_curve(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the curve of all cohorts of `ltv_curves`, weighted by size, by `age`.

    At each age it is made of the cohorts observed so long, truncated ones left out; so it can fall where younger
    cohorts, who brought more, are not yet seen.
    """
    sums = cells.drop(name for name in cells.columns if name.endswith(_PER_CUSTOMER))
    columns = [name for name in sums.columns if name not in {"cohort", "truncated", "age", "eligible"}]
    return _per_customer(pooled(sums), columns)


def value_windows(audit: Audit, grouped: pl.DataFrame) -> pl.DataFrame:
    """Return what customers brought within each of WINDOWS days of their first purchase, by cohort.

    `cohort`, `truncated`, `days`, `eligible` customers observed for so long (and with a believed first purchase,
    unless the cohort is a truncated period), the money columns and what each is `_per_customer`; null without
    eligible customers.  Sorted by cohort and days.
    """
    columns = money_columns(audit)
    first = pl.col("first_day")
    people = grouped.with_columns(observed=(pl.lit(audit.as_of) - first).dt.total_days())
    believed = pl.col("complete_from").is_not_null()
    spent = people.join(audit.orders.select("customer_key", "day", *columns), on="customer_key")
    since = (pl.col("day") - first).dt.total_days()
    rows = [
        people.group_by("cohort", "truncated")
        .agg(days=pl.lit(days, pl.Int32), eligible=((pl.col("observed") >= days) & believed).sum().cast(pl.Int64))
        .join(
            spent.filter(believed & (pl.col("observed") >= days) & (since <= days))
            .group_by("cohort")
            .agg(pl.col(columns).sum()),
            on="cohort",
            how="left",
            nulls_equal=True,
        )
        for days in WINDOWS
    ]
    return _per_customer(pl.concat(rows), columns).sort("cohort", "days", nulls_last=True)


_PER_CUSTOMER = "_per_customer"


def _per_customer(sums: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    some = pl.col("eligible") > 0
    return sums.with_columns(
        (pl.when(some).then(pl.col(name).cast(pl.Float64)) / pl.col("eligible")).alias(name + _PER_CUSTOMER)
        for name in columns
    )
