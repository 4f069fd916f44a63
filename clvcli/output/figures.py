"""Numbers, money, shares and dates as people read them; no more digits than are known.

English for now: a comma between thousands, a point before decimals.  Nothing here looks at the
machine's locale, clock or time zone.
"""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from clvcli.output.document import Figure, Kind, Value

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

PERIODS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}

SMALL_MONEY = 100
"""Below this an amount shows its cents: a basket of 7.50 is not 8, one of 1,240 is not 1,239.87."""

SMALL_SHARE = 0.0995
"""Below this a share shows one decimal; above, whole percents are what the data can carry."""

SUM_DECIMALS = 9
"""Shares that add up to one miss it by less than this when they are added as floats."""

ESTIMATE_DIGITS = 3
"""Significant digits of a forecast: its uncertainty is in the second or third."""


def show(figure: Figure) -> str:
    """Return a figure as people read it; empty where it is not known."""
    text = show_value(figure.value, figure.kind, figure.digits)
    return f"{figure.unit} {text}" if figure.unit and text else text


def show_value(value: Value, kind: Kind, digits: int | None = None) -> str:
    """Return one value of this kind as people read it, without its unit; empty for None."""
    if value is None:
        return ""
    if isinstance(value, date):
        return DATES[kind](value)
    if isinstance(value, str):
        return period(value) if kind == "period" else value
    return NUMBERS[kind](value, digits)


def number(value: float, digits: int | None = None) -> str:
    """Return a number with thousands separated; two decimals unless told otherwise."""
    text = f"{value:,.{2 if digits is None else digits}f}"
    return text.removeprefix("-") if text.strip("-0.,") == "" else text


def count(value: float, _digits: int | None = None) -> str:
    """Return a whole number."""
    return number(value, 0)


def money(value: float, digits: int | None = None) -> str:
    """Return an observed amount: whole units, with cents only where it is small."""
    if digits is None:
        digits = 2 if 0 < abs(value) < SMALL_MONEY else 0
    return number(value, digits)


def estimate(value: float, digits: int | None = None) -> str:
    """Return a predicted amount, rounded to three significant digits and to no more than `digits` decimals."""
    if value == 0:
        return number(value, 0)
    place = ESTIMATE_DIGITS - 1 - math.floor(math.log10(abs(value)))
    return number(round(value, place), min(max(0, place), 2 if digits is None else digits))


def share(value: float, digits: int | None = None) -> str:
    """Return a fraction of one in percent; neither does a little show as 0% nor nearly all as 100%."""
    if digits is None:
        digits = 0 if abs(value) >= SMALL_SHARE or round(value, 3) == round(value, 2) != 0 or value == 0 else 1
    least, percent = 10.0**-digits, round(value * 100, SUM_DECIMALS)
    if 0 < percent < least / 2:
        return f"<{number(least, digits)}%"
    if 100 - least / 2 <= percent < 100:  # noqa: PLR2004  (all of it)
        return f">{number(100 - least, digits)}%"
    return f"{number(percent, digits)}%"


def day(value: date) -> str:
    """Return a date: 9 Dec 2011."""
    return f"{value.day} {month(value)}"


def month(value: date) -> str:
    """Return the calendar month of a date: Dec 2011."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def period(value: str) -> str:
    """Return a period as its option is typed, `36m`, in words: 36 months."""
    length, unit = value[:-1], PERIODS.get(value[-1:])
    return f"{length} {unit if length != '1' else unit.removesuffix('s')}" if unit else value


NUMBERS: Mapping[Kind, Callable[[float, int | None], str]] = {
    "count": count,
    "days": count,
    "number": number,
    "money": money,
    "estimate": estimate,
    "share": share,
}

DATES: Mapping[Kind, Callable[[date], str]] = {"date": day, "month": month}
