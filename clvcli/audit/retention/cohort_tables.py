"""Cohorts side by side: how many came back within equal times, who is active at which age, what they brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.retention.members import by_age, pooled
from clvcli.contribution.schema import STEPS
from clvcli.customers.month_columns import month_of
from clvcli.customers.months import is_month_end, month_number

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts

WINDOWS = (30, 90, 365)
"""Days since the first purchase."""


def cohort_table(audit: Audit, grouped: InParts) -> pl.DataFrame:
    """Return one row per cohort of `members.by_period` or `by_trait`, sorted.

    `cohort`; `customers`; `incomplete`, whether its period was not over at the as-of day; `truncated`, whether
    old customers may be among them.  For each of WINDOWS `eligible_N` customers observed for N days and with a
    believed first purchase (all in a truncated period), `again_N` who bought on a second day within them and
    `share_N`, null without eligible customers.  What all customers brought so far: the money columns of orders
    (`contribution.schema.STEPS`, null where not known) and `value_per_customer` (`Audit.value`).
    """
    last = month_number(audit.as_of) - (not is_month_end(audit.as_of))
    first = pl.col("first_day")
    observed = (pl.lit(audit.as_of) - first).dt.total_days()
    waited = (pl.col("second_day") - first).dt.total_days()
    counts: dict[str, pl.Expr] = {}
    for days in WINDOWS:
        eligible = (observed >= days) & pl.col("complete_from").is_not_null()
        counts[f"eligible_{days}"] = eligible.sum().cast(pl.Int64)
        counts[f"again_{days}"] = (eligible & (waited <= days)).sum().cast(pl.Int64)
    by, latest = ["cohort", "truncated"], pl.col("complete_from").max()
    period = grouped.schema["cohort"] == pl.Date
    counts["customers"] = pl.len().cast(pl.Int64)
    ends = grouped.map(lambda part: part.group_by(by).agg(latest=latest)).collect().group_by(by)
    return (
        grouped.added_up(by, lambda part: part.group_by(by).agg(**counts))
        .join(ends.agg(pl.col("latest").max()), on=by, how="left", nulls_equal=True)
        .join(_brought(audit, grouped), on="cohort", how="left", nulls_equal=True)
        .with_columns(
            *_shares(),
            incomplete=(pl.col("latest") > last).fill_null(value=False) & period,
            value_per_customer=pl.col(audit.value).cast(pl.Float64) / pl.col("customers"),
        )
        .drop("latest")
        .sort("cohort", nulls_last=True)
    )


def pooled_row(table: pl.DataFrame) -> pl.DataFrame:
    """Return one row of repurchase over the cohorts of `cohort_table`, weighted by eligible customers.

    Truncated cohorts are left out, cohorts in which nobody came back are not.
    """
    counts = [f"{name}_{days}" for days in WINDOWS for name in ("eligible", "again")]
    return table.filter(~pl.col("truncated")).select("customers", *counts).sum().with_columns(_shares())


def active_by_age(audit: Audit, grouped: InParts) -> pl.DataFrame:
    """Return by cohort and month of age (`members.by_age`) who bought in it, and who has bought again by its end.

    `active` with a purchase in that month and `active_share`, which can rise with age; `again`, with a second
    purchase day so far, and `again_share`, which cannot.
    """
    return _with_shares(by_age(grouped, _purchases(audit), audit, summed_up=["again"]))


def pooled_by_age(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the same over all cohorts of `active_by_age`, weighted by size; truncated ones are left out."""
    return _with_shares(pooled(cells.drop("active_share", "again_share")))


def _with_shares(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.with_columns(
        (pl.col(name) / pl.col("eligible")).alias(f"{name}_share") for name in ("active", "again")
    )


def _purchases(audit: Audit) -> InParts:
    """Return one row per customer and month with a purchase; that of the second purchase day counts `again`."""
    month = month_of(pl.col("day"))
    second = (pl.col("purchase_no") == 2).any().cast(pl.Int64)  # noqa: PLR2004  (the second)
    return audit.orders.filter(pl.col("purchase_no").is_not_null()).map(
        lambda part: part.group_by("customer_key", month=month).agg(active=pl.lit(1, pl.Int64), again=second)
    )


def _brought(audit: Audit, grouped: InParts) -> pl.DataFrame:
    who = grouped.map(lambda part: part.select("customer_key", "cohort"))
    sums = [pl.when(pl.col(step).count() > 0).then(pl.col(step).sum()).alias(step) for step in STEPS]
    theirs = who.beside(audit.orders, lambda part, orders: part.join(orders, on="customer_key"))
    return theirs.added_up(["cohort"], lambda part: part.group_by("cohort").agg(sums))


def _shares() -> list[pl.Expr]:
    return [
        pl.when(pl.col(f"eligible_{days}") > 0)
        .then(pl.col(f"again_{days}") / pl.col(f"eligible_{days}"))
        .alias(f"share_{days}")
        for days in WINDOWS
    ]
