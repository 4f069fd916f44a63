"""Classic period retention, which a shop has only by saying for how long a purchase makes a customer active."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from datetime import date

    from clvcli.audit.audit import Audit

ACTIVE_DAYS = 365


def classic_retention(*, start: int, end: int, new: int) -> float | None:
    """Return (end - new) / start, customers each: who is left of those at the start; None without any."""
    return (end - new) / start if start else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRetention:
    """Customers active at both ends of a period; the rate means nothing without `active_days`."""

    start_day: date
    end_day: date
    active_days: int
    """A customer is active at the end of a day with a purchase on it or on the days before it, so many in all."""
    start: int
    end: int
    new: int
    """Active at the end, with the first purchase after `start_day`."""
    back: int
    """Active at the end, not new, not active at the start: they count as kept, so that the rate can pass 1."""

    @property
    def rate(self) -> float | None:
        """(end - new) / start."""
        return classic_retention(start=self.start, end=self.end, new=self.new)


def period_retention(
    audit: Audit, start: date, end: date, *, active_days: int = ACTIVE_DAYS
) -> PeriodRetention | None:
    """Return who was active at the ends of the days `start` and `end` of `audit`.

    None where the window before `start` was not observed whole, or `end` lies after the as-of day.
    """
    if start - timedelta(days=active_days - 1) < audit.first_date or end > audit.as_of:
        return None
    day = pl.col("day")
    told = {
        "start": _within(day, start, active_days).any(),
        "end": _within(day, end, active_days).any(),
        "new": pl.col("first_day").first() > start,
    }
    bought = audit.orders.filter(pl.col("purchase_no").is_not_null())
    at_start, at_end, new = (pl.col(name) for name in told)
    counts = {
        "start": at_start.sum(),
        "end": at_end.sum(),
        "new": (at_end & new).sum(),
        "back": (at_end & ~new & ~at_start).sum(),
    }
    people = bought.map(lambda part: part.group_by("customer_key").agg(**told))
    found = people.map(lambda part: part.select(**counts)).total(pl.all()).row(0, named=True)
    return PeriodRetention(start_day=start, end_day=end, active_days=active_days, **found)


def _within(day: pl.Expr, last: date, days: int) -> pl.Expr:
    return (day > last - timedelta(days=days)) & (day <= last)
