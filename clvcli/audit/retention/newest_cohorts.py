"""An early warning: the newest customers are worth less than those before them were at the same age.

What months differ by, season and chance, is taken from the months themselves: a difference counts as one only
where it is more than the earlier cohorts differ among each other.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import polars as pl
from scipy.special import stdtrit

from clvcli.audit.retention.members import members
from clvcli.customers.month_columns import first_day_of
from clvcli.customers.months import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts

AGES = (30, 90, 180, 365)
"""Days since the first purchase; a purchase on the last of them counts, as in every window of days."""

NEWEST, EARLIER = 3, MONTHS_PER_YEAR
"""Cohorts compared, and those before them that they are compared with."""

_SQUARED = pl.Decimal(38, 8)
"""Of money: squares, and their sums, are exact too."""

CONFIDENCE = 0.95
"""Of a warning: of several ages one is always somewhat lower, and who is warned for nothing listens no more."""


def newest_cohorts(audit: Audit) -> pl.DataFrame:
    """Return how the value per customer of the newest monthly cohorts compares at each of AGES that they show.

    One row per age in `days`: `from` and `to`, the months of the newest NEWEST cohorts all of whose customers were
    observed so long and, beyond, until their returns were over; their `customers` and `value` per customer;
    `before_customers` and `before`, the same of the EARLIER cohorts before them; `difference`, with `low` and
    `high`, the ends of its 95 % interval; `last_year` and `over_year`, the value in the same months a year before
    and the difference to it, null where they were not observed or not believed (`members.members`); `season`,
    whether those months were as low; `alarm`, whether the interval lies below zero and it is not the season.
    Ages for which there are not NEWEST + EARLIER cohorts are left out.
    """
    people = members(audit).filter("believed")
    rows = [row for days in AGES if (row := _at(audit, people, days)) is not None]
    return pl.DataFrame(rows, schema=_SCHEMA)


_SCHEMA = {
    "days": pl.Int64,
    "from": pl.Date,
    "to": pl.Date,
    "customers": pl.Int64,
    "value": pl.Float64,
    "before_customers": pl.Int64,
    "before": pl.Float64,
    "difference": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "last_year": pl.Float64,
    "over_year": pl.Float64,
    "season": pl.Boolean,
    "alarm": pl.Boolean,
}


def _at(audit: Audit, people: InParts, days: int) -> dict[str, object] | None:
    cohorts = _cohorts(audit, people, days)
    if cohorts.height < NEWEST + EARLIER:
        return None
    newest, earlier = cohorts.tail(NEWEST), cohorts.slice(cohorts.height - NEWEST - EARLIER, EARLIER)
    value, before = _pooled(newest), _pooled(earlier)
    difference = value - before
    reach = _reach(newest, earlier)
    year_before = cohorts.filter(pl.col("began").is_in((newest["began"] - MONTHS_PER_YEAR).to_list()))
    last_year = _pooled(year_before) if year_before.height == NEWEST else None
    season = last_year is not None and value - last_year >= -reach
    return {
        "days": days,
        "from": newest["cohort"][0],
        "to": newest["cohort"][-1],
        "customers": int(newest["customers"].sum()),
        "value": value,
        "before_customers": int(earlier["customers"].sum()),
        "before": before,
        "difference": difference,
        "low": difference - reach,
        "high": difference + reach,
        "last_year": last_year,
        "over_year": value - last_year if last_year is not None else None,
        "season": season,
        "alarm": difference + reach < 0 and not season,
    }


def _cohorts(audit: Audit, people: InParts, days: int) -> pl.DataFrame:
    """Return `customers`, `total` and `squares` of the value in the first `days` by month, those fully observed."""
    age = (pl.col("day") - pl.col("first_day")).dt.total_days()
    early = audit.orders.filter((age <= days).fill_null(value=False))
    each = pl.col(audit.value).sum().alias("value")
    value = pl.col("value").fill_null(0).cast(_SQUARED)
    told = {"customers": pl.len().cast(pl.Int64), "total": value.sum(), "squares": (value * value).sum()}

    def both(part: pl.LazyFrame, orders: pl.LazyFrame) -> pl.LazyFrame:
        """Return what each of the people of a part brought."""
        brought = orders.group_by("customer_key").agg(each)
        return part.select("began", "customer_key").join(brought, on="customer_key", how="left")

    end = pl.col("cohort").dt.month_end()
    observed = (pl.lit(audit.as_of) - end).dt.total_days() >= days + audit.return_window_days
    return (
        people.beside(early, both)
        .added_up(["began"], lambda part: part.group_by("began").agg(**told))
        .sort("began")
        .with_columns(pl.col("total", "squares").cast(pl.Float64), cohort=first_day_of(pl.col("began")))
        .filter(observed)
    )


def _pooled(cohorts: pl.DataFrame) -> float:
    customers, total, _ = _sums(cohorts)
    return total / customers


def _reach(newest: pl.DataFrame, earlier: pl.DataFrame) -> float:
    """Return half the interval of the difference: by what customers differ, or months, where that is more."""
    of_customers = sum(map(_variance_of_mean, (newest, earlier)))
    means = (earlier["total"] / earlier["customers"]).to_numpy()
    of_months = float(means.var(ddof=1)) * (1 / NEWEST + 1 / EARLIER)
    return float(stdtrit(EARLIER - 1, (1 + CONFIDENCE) / 2) * sqrt(max(of_customers, of_months)))


def _variance_of_mean(cohorts: pl.DataFrame) -> float:
    customers, total, squares = _sums(cohorts)
    return max(squares / customers - (total / customers) ** 2, 0.0) / customers


def _sums(cohorts: pl.DataFrame) -> tuple[float, float, float]:
    customers, total, squares = (float(cohorts[name].sum()) for name in ("customers", "total", "squares"))
    return customers, total, squares
