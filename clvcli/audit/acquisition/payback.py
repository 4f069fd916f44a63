"""Payback: when what customers have left covers what it cost to win them, as far as it was observed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.acquisition.acquired import mean_by
from clvcli.customers.month_columns import month_of
from clvcli.customers.months import is_month_end, month_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clvcli.in_parts import InParts

YEAR_DAYS = 365

AGE = pl.Int32
"""Calendar months since that of the first order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payback:
    """When a cost was covered."""

    month: int | None
    """Months after that of the first order; None where it was not covered in the `observed` months."""
    interpolated: float | None
    """The same between the ends of months."""
    observed: int
    """The oldest age seen."""


def payback(cumulative: Sequence[float], cost: float) -> Payback:
    """Return the first position of `cumulative` value per customer, by month of age from 0 on, that is >= `cost`.

    Between two months value is taken to come evenly.
    """
    observed = len(cumulative) - 1
    month = next((age for age, value in enumerate(cumulative) if value >= cost), None)
    if month is None:
        return Payback(month=None, interpolated=None, observed=observed)
    if month == 0:
        return Payback(month=0, interpolated=0.0, observed=observed)
    before, then = cumulative[month - 1 : month + 1]
    return Payback(month=month, interpolated=month - 1 + (cost - before) / (then - before), observed=observed)


def curves(customers: InParts, earned: InParts, *, by: str | None, as_of: date) -> pl.DataFrame:
    """Return what customers have left so far, by month of age: `age`, `customers`, `cumulative`, sorted.

    `customers` have `customer_key`, `month` (of the first order) and the column `by`, which leads the result where
    it is named; `earned` has `customer_key`, `day` and `value`.  What a month of age adds is the mean of those
    customers who could be observed for all of it, `customers` of them, and the months are added up: so that older
    customers do not enter a sum half way.  Ages that nobody has reached are not there.
    """
    keys = [by] if by else []
    last = month_number(as_of) - (0 if is_month_end(as_of) else 1)
    month = month_of(pl.col("month"))
    started = customers.map(lambda part: part.select("customer_key", *keys, start=month))
    cells, many = [*keys, "start"], pl.len().cast(pl.Int64).alias("customers")
    grid = (
        started.added_up(cells, lambda part: part.group_by(cells).agg(many))
        .with_columns(age=pl.int_ranges(0, last - pl.col("start") + 1, dtype=AGE))
        .explode("age", keep_nulls=False, empty_as_null=False)
    )
    age = (month_of(pl.col("day")) - pl.col("start")).cast(AGE)
    value = pl.col("value").sum()
    aged = earned.beside(started, lambda part, who: part.join(who, on="customer_key"))
    added = aged.added_up([*cells, "age"], lambda part: part.group_by(*cells, age=age).agg(value))
    found = (
        grid.join(added, on=[*keys, "start", "age"], how="left", nulls_equal=True)
        .group_by(*keys, "age")
        .agg(pl.col("customers").sum(), pl.col("value").sum().cast(pl.Float64))
        .sort(*keys, "age")
        .with_columns(each=pl.col("value") / pl.col("customers"))
    )
    total = pl.col("each").cum_sum()
    return found.select(*keys, "age", "customers", cumulative=total.over(by) if by else total)


def first_year(customers: InParts, earned: InParts, *, by: str | None, as_of: date) -> pl.DataFrame:
    """Return `mature` customers, whose first order is 365 days old, and what each left in them on average.

    `value_12m` is all of it, `value_12m_later` what came after the first order's day.  The tables are as in
    `curves`, with `first_day` of customers; where `by` is named that column leads the result.
    """
    keys = [by] if by else []
    old = customers.filter((pl.lit(as_of) - pl.col("first_day")).dt.total_days() >= YEAR_DAYS)
    age = (pl.col("day") - pl.col("first_day")).dt.total_days()
    value = pl.col("value").filter(age <= YEAR_DAYS)
    sums = {"value_12m": value.sum(), "value_12m_later": value.filter(age.filter(age <= YEAR_DAYS) > 0).sum()}
    each = earned.beside(
        old,
        lambda part, who: who.join(part, on="customer_key", how="left").group_by("customer_key", *keys).agg(**sums),
    )
    means = mean_by(each, keys, *sums).rename({"customers": "mature"}).select(*keys, "mature", *sums)
    return means.sort(keys) if keys else means
