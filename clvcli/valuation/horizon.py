"""How far ahead a forecast looks: a number of calendar months, years, weeks or days, in exact days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from clvcli import config
from clvcli.customers.months import MONTHS_PER_YEAR, months_after

Unit = Literal["d", "w", "m", "y"]

LIFETIME_YEARS = 20
"""Models are tested up to here; at a tenth a year, what lies beyond is worth little."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """A period from the end of the as-of day on."""

    number: int
    unit: Unit

    @classmethod
    def of(cls, text: str) -> Horizon:
        """Return the horizon that `36m`, `52w`, `365d`, `3y` or `lifetime` means; ValueError for anything else."""
        if text == config.LIFETIME:
            return cls(LIFETIME_YEARS, "y")
        found = re.fullmatch(r"([1-9]\d*)([dwmy])", text)
        if found is None:
            raise ValueError(f"not a period: {text!r}")
        units: dict[str, Unit] = {"d": "d", "w": "w", "m": "m", "y": "y"}
        return cls(int(found[1]), units[found[2]])

    def end(self, as_of: date) -> date:
        """Return the last day of the period that begins after `as_of`."""
        if self.unit in {"d", "w"}:
            return as_of + timedelta(days=self.number * (7 if self.unit == "w" else 1))
        return months_after(as_of, self.number * (MONTHS_PER_YEAR if self.unit == "y" else 1))

    def days(self, as_of: date) -> int:
        """Return the length of the period in days; 36 months are 1,096 or 1,095 days."""
        return (self.end(as_of) - as_of).days

    def days_before(self, last: date) -> int:
        """Return the length in days of the period that ends with the day `last`."""
        if self.unit in {"d", "w"}:
            return self.days(last)
        return (last - months_after(last, -self.number * (MONTHS_PER_YEAR if self.unit == "y" else 1))).days

    @property
    def years(self) -> float:
        """The length in years; months are twelfths, and weeks and days parts of 365.25 days."""
        return self.number / {"y": 1.0, "m": MONTHS_PER_YEAR, "w": 365.25 / 7, "d": 365.25}[self.unit]

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"
