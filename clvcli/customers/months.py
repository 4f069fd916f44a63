"""Calendar months, the unit of horizons, windows and cohorts: exact days, clamped at short months."""

from __future__ import annotations

import calendar
from datetime import date

MONTHS_PER_YEAR = 12

QUARTER_DAYS = 91
"""Thirteen weeks, so that each weekday comes as often as another."""


def month_number(day: date) -> int:
    """Return a number that counts calendar months."""
    return day.year * MONTHS_PER_YEAR + day.month - 1


def months_after(day: date, months: int) -> date:
    """Return the day `months` calendar months after `day` (before, where negative).

    A day that the month does not have is its last: 31 January and a month is 28 or 29 February.
    """
    year, month = divmod(month_number(day) + months, MONTHS_PER_YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_month_end(day: date) -> bool:
    """Tell whether `day` is the last of its month, so that the month is wholly observed at its end."""
    return day.day == calendar.monthrange(day.year, day.month)[1]


def days_of_month(number: int) -> int:
    """Return how many days the month with this `month_number` has."""
    year, month = divmod(number, MONTHS_PER_YEAR)
    return calendar.monthrange(year, month + 1)[1]
