"""Numbers, money, shares and dates as people read them; no more digits than are known.

How many digits are shown is the same in every language, how they are written is not: that is a `Manner`,
by the locale data of CLDR.  Nothing here looks at the machine's locale, clock or time zone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, dates, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from clvcli.output.document import Figure, Kind, Value

SMALL_MONEY = 100
"""Below this an amount shows its cents: a basket of 7.50 is not 8, one of 1,240 is not 1,239.87."""

SMALL_SHARE = 0.0995
"""Below this a share shows one decimal; above, whole percents are what the data can carry."""

SUM_DECIMALS = 9
"""Shares that add up to one miss it by less than this when they are added as floats."""

ESTIMATE_DIGITS = 3
"""Significant digits of a forecast: its uncertainty is in the second or third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a language writes figures."""

    locale: str
    """Of CLDR: what stands between thousands, before decimals and behind a number of percent."""
    day: str = "d MMM y"
    """Pattern of a date in CLDR's letters."""
    month: str = "MMM y"
    amount: str = "{unit} {number}"
    """Where the currency of an amount stands."""
    signs: Mapping[str, str] = field(default_factory=dict)
    """Currency -> how its own country writes it; the others keep their code."""

    def number(self, value: float, digits: int | None = None) -> str:
        """Return a number with thousands separated; two decimals unless told otherwise."""
        places, locale = 2 if digits is None else digits, _locale(self.locale)
        rounded = Decimal(f"{value:.{places}f}")
        text = str(_pattern(places).apply(abs(rounded), locale, decimal_quantization=False))
        return f"{numbers.get_minus_sign_symbol(locale)}{text}" if rounded < 0 else text

    def count(self, value: float, _digits: int | None = None) -> str:
        """Return a whole number."""
        return self.number(value, 0)

    def money(self, value: float, digits: int | None = None) -> str:
        """Return an observed amount: whole units, with cents only where it is small."""
        if digits is None:
            digits = 2 if 0 < abs(value) < SMALL_MONEY else 0
        return self.number(value, digits)

    def estimate(self, value: float, digits: int | None = None) -> str:
        """Return a predicted amount, rounded to three significant digits and to no more than `digits` decimals."""
        if value == 0:
            return self.number(value, 0)
        place = ESTIMATE_DIGITS - 1 - math.floor(math.log10(abs(value)))
        return self.number(round(value, place), min(max(0, place), 2 if digits is None else digits))

    def share(self, value: float, digits: int | None = None) -> str:
        """Return a fraction of one in percent; neither does a little show as 0% nor nearly all as 100%."""
        if digits is None:
            digits = 0 if abs(value) >= SMALL_SHARE or round(value, 3) == round(value, 2) != 0 or value == 0 else 1
        least, percent = 10.0**-digits, round(value * 100, SUM_DECIMALS)
        if 0 < percent < least / 2:
            return f"<{self._percent(least, digits)}"
        if 100 - least / 2 <= percent < 100:  # noqa: PLR2004  (all of it)
            return f">{self._percent(100 - least, digits)}"
        return self._percent(percent, digits)

    def day_of(self, value: date) -> str:
        """Return a date."""
        return dates.format_date(value, self.day, self.locale)

    def month_of(self, value: date) -> str:
        """Return the calendar month of a date."""
        return dates.format_date(value, self.month, self.locale)

    def value(self, value: Value, kind: Kind, digits: int | None = None) -> str:
        """Return one value of this kind, without its unit; empty for None, a text as it stands."""
        if value is None:
            return ""
        if isinstance(value, date):
            return DATES[kind](self, value)
        return value if isinstance(value, str) else NUMBERS[kind](self, value, digits)

    def figure(self, figure: Figure) -> str:
        """Return a figure with its unit; empty where it is not known."""
        text = self.value(figure.value, figure.kind, figure.digits)
        if not figure.unit or not text:
            return text
        return self.amount.format(unit=self.signs.get(figure.unit, figure.unit), number=text)

    def _percent(self, percent: float, digits: int) -> str:
        return self.number(percent, digits) + str(_locale(self.locale).percent_formats[None].suffix[0])


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


@cache
def _pattern(digits: int) -> numbers.NumberPattern:
    """Return the pattern of a number with so many decimals."""
    return numbers.parse_pattern("#,##0" + "." * bool(digits) + "0" * digits)


NUMBERS: Mapping[Kind, Callable[[Manner, float, int | None], str]] = {
    "count": Manner.count,
    "days": Manner.count,
    "number": Manner.number,
    "money": Manner.money,
    "estimate": Manner.estimate,
    "share": Manner.share,
}

DATES: Mapping[Kind, Callable[[Manner, date], str]] = {"date": Manner.day_of, "month": Manner.month_of}
