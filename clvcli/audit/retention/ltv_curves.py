"""What a customer has brought by month of age: curves that end where observation does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.retention.members import by_age, pooled
from clvcli.customers.month_columns import month_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts

WINDOWS = (30, 60, 90, 180, 365, 730)
"""Days since the first purchase, for comparisons: a buyer of the 31st is a month old next day."""


def _money_by_month(audit: Audit) -> InParts:
    """Return what known customers brought in each month (`month_number`)."""
    if audit.by_refund_day is not None:
        return audit.by_refund_day.map(lambda part: part.with_columns(month=month_of(pl.col("month"))))
    month, money = month_of(pl.col("day")), pl.col(money_columns(audit)).sum()
    known = audit.orders.filter(pl.col("first_day").is_not_null())
    return known.map(lambda part: part.group_by("customer_key", month=month).agg(money))


def money_columns(audit: Audit) -> list[str]:
    """Return the columns that say what customers have brought: net revenue, and contribution where it is known."""
    return list(dict.fromkeys(("net_revenue", audit.value)))


def ltv_curves(audit: Audit, grouped: InParts) -> pl.DataFrame:
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


def value_windows(audit: Audit, grouped: InParts) -> pl.DataFrame:
    """Return what customers brought within each of WINDOWS days of their first purchase, by cohort.

    `cohort`, `truncated`, `days`, `eligible` customers observed for so long (and with a believed first purchase,
    unless the cohort is a truncated period), the money columns and what each is `_per_customer`; null without
    eligible customers.  Sorted by cohort and days.
    """
    columns = money_columns(audit)
    believed = pl.col("complete_from").is_not_null()
    observed = (pl.lit(audit.as_of) - pl.col("first_day")).dt.total_days()
    people = grouped.map(lambda part: part.with_columns(observed=observed))
    spent = _spent_within(audit, people.filter(believed), columns)
    by = ["cohort", "truncated"]
    many = {f"{days}": ((pl.col("observed") >= days) & believed).sum().cast(pl.Int64) for days in WINDOWS}
    eligible = (
        people.added_up(by, lambda part: part.group_by(by).agg(**many))
        .unpivot([*many], index=by, variable_name="days", value_name="eligible")
        .with_columns(pl.col("days").cast(pl.Int32))
    )
    counted = eligible.join(spent, on=["cohort", "days"], how="left", nulls_equal=True)
    return _per_customer(counted, columns).sort("cohort", "days", nulls_last=True)


def _spent_within(audit: Audit, people: InParts, columns: Sequence[str]) -> pl.DataFrame:
    """Return what `people` brought within each of WINDOWS `days`, of those observed for so long, by cohort."""
    who = people.map(lambda part: part.select("customer_key", "cohort", "first_day", "observed"))
    since = (pl.col("day") - pl.col("first_day")).dt.total_days()

    def theirs(part: pl.LazyFrame, orders: pl.LazyFrame) -> pl.LazyFrame:
        """Return the orders of the people of a part."""
        spent = part.join(orders.select("customer_key", "day", *columns), on="customer_key")
        return spent.with_columns(since=since)

    def within(spent: pl.LazyFrame) -> pl.LazyFrame:
        """Return the sums of a part."""
        early = [spent.filter((pl.col("observed") >= days) & (pl.col("since") <= days)) for days in WINDOWS]
        sums = pl.col(columns).sum()
        return pl.concat(
            [
                some.group_by("cohort").agg(sums).with_columns(days=pl.lit(days, pl.Int32))
                for some, days in zip(early, WINDOWS, strict=True)
            ]
        )

    return who.beside(audit.orders, theirs).added_up(["cohort", "days"], within)


_PER_CUSTOMER = "_per_customer"


def _per_customer(sums: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    some = pl.col("eligible") > 0
    return sums.with_columns(
        (pl.when(some).then(pl.col(name).cast(pl.Float64)) / pl.col("eligible")).alias(name + _PER_CUSTOMER)
        for name in columns
    )
