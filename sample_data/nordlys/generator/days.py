"""The shop's calendar: when it trades, when people buy, when collections come and go."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

OPENED = date(2022, 7, 1)
EXPORTED = date(2025, 6, 30)
"""The day both exports were taken, after closing time."""

DEMAND_BY_MONTH = (0.85, 0.70, 0.95, 1.05, 1.10, 0.95, 0.75, 0.90, 1.10, 1.10, 1.15, 1.25)
DEMAND_BY_WEEKDAY = (1.05, 0.95, 0.95, 1.00, 0.90, 0.95, 1.20)
"""Monday first; people shop on Sunday evenings."""


@dataclass(frozen=True, slots=True)
class Collection:
    """One season's goods: in the shop from `first`, marked down from `markdown`, gone after `last`."""

    name: str
    first: date
    markdown: date
    last: date


def collections() -> list[Collection]:
    """Return the collections of the shop's three years, in order."""
    found = []
    for year in range(OPENED.year, EXPORTED.year + 1):
        found.append(Collection(f"SS{year % 100}", date(year, 2, 1), date(year, 6, 15), date(year, 7, 31)))
        found.append(Collection(f"AW{year % 100}", date(year, 8, 1), date(year, 12, 27), date(year + 1, 1, 31)))
    return [each for each in found if each.last >= OPENED and each.first <= EXPORTED]


def black_friday(year: int) -> date:
    """Return the day after the fourth Thursday of November."""
    november = date(year, 11, 1)
    return november + timedelta(days=(3 - november.weekday()) % 7 + 22)


def in_black_week(day: date) -> bool:
    """Whether `day` is in the eight days that end on the Monday after Black Friday."""
    return -4 <= (day - black_friday(day.year)).days <= 3


def demand(day: date) -> float:
    """Return how much is bought on `day`; an ordinary day is about 1."""
    level = DEMAND_BY_MONTH[day.month - 1] * DEMAND_BY_WEEKDAY[day.weekday()]
    if day == black_friday(day.year):
        return level * 4.0
    if in_black_week(day):
        return level * 2.2
    if day.month == 12 and day.day > 20:
        return level * 0.45
    if (day.month == 1 and day.day <= 20) or (day.month == 6 and day.day >= 15):
        return level * 1.35
    return level


DAYS = tuple(OPENED + timedelta(days=n) for n in range((EXPORTED - OPENED).days + 1))
_ELAPSED = (0.0, *accumulate(demand(day) for day in DAYS))
PACE = _ELAPSED[-1] / len(DAYS)
"""Demand of the average day: what turns a rate a calendar day into a rate a unit of demand."""


def demand_before(moment: float) -> float:
    """Return the demand between opening and `moment`, which counts days since opening."""
    whole = min(int(moment), len(DAYS) - 1)
    return _ELAPSED[whole] + (moment - whole) * (_ELAPSED[whole + 1] - _ELAPSED[whole])


def moment_of(elapsed: float) -> float | None:
    """Return the days since opening at which `elapsed` demand has passed; None after the export."""
    if elapsed >= _ELAPSED[-1]:
        return None
    whole = bisect_left(_ELAPSED, elapsed) - 1 if elapsed > 0 else 0
    return whole + (elapsed - _ELAPSED[whole]) / (_ELAPSED[whole + 1] - _ELAPSED[whole])


def utc_offset(day: date) -> str:
    """Return the offset of Copenhagen: summer time from the last Sunday of March to that of October."""
    starts, ends = _last_sunday(day.year, 3), _last_sunday(day.year, 10)
    return "+0200" if starts <= day < ends else "+0100"


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
