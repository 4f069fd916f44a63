"""What the report is made from: the tables of the earlier rooms, those that the run had."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Figure, Phrase
from clvcli.output.marks import FEW

if TYPE_CHECKING:
    from datetime import date

    from clvcli.customers.cohorts import Cohorts
    from clvcli.customers.concentration import Concentration
    from clvcli.notes import Note
    from clvcli.orders.reconciliation import Reconciliation
    from clvcli.orders.tables import Decision
    from clvcli.valuation.value import Facts

PERIODS = {"m": "months", "w": "weeks", "d": "days", "y": "years"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the figures come from."""

    files: tuple[str, ...]
    """Inputs as the user named them."""
    rows_read: int | None = None
    rows_used: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What is known of the customers whose money is in one currency; None where the run had no input for it."""

    currency: str | None
    values: pl.DataFrame
    """The columns of `valuation.schema.VALUES`, one row per customer."""
    tiers: pl.DataFrame
    segments: pl.DataFrame
    concentration: Concentration
    """Of `value_to_date`."""
    cohorts: Cohorts | None = None
    facts: Facts | None = None

    @property
    def buyers(self) -> pl.DataFrame:
        """The customers with a kept order; the others have returned everything."""
        return self.values.filter(pl.col("orders") > 0)

    @property
    def as_of(self) -> date:
        """The day all figures are known at the end of."""
        day: date = self.values["as_of"][0]
        return day

    @property
    def basis(self) -> str:
        """What money means, in words: `contribution ...` or `net revenue ...`."""
        return str(self.values["basis"][0])

    @property
    def measure(self) -> str:
        """`contribution` where costs are known, else `revenue`: the suffix of the words for money."""
        return "contribution" if self.basis.startswith("contribution") else "revenue"

    @property
    def few(self) -> bool:
        """Whether so few have bought that shares of them say little."""
        return self.buyers.height < FEW

    @property
    def predicted(self) -> bool:
        """Whether any customer has a forecast."""
        return self.values["clv_residual"].drop_nulls().len() > 0

    def money(self, key: str) -> Phrase:
        """Return the words for a money column, by what money means here and how far the forecast looks."""
        return Phrase(f"{key}.{self.measure}", {"horizon": self.horizon})

    @property
    def horizon(self) -> Figure:
        """How far the forecast looks, in words: 36 months."""
        return Figure(value=_spelled(str(self.values["horizon"][0])), kind="text")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInputs:
    """Everything one report is made from."""

    source: Source
    analyses: tuple[Analysis, ...]
    """One per currency; one with currency None where the data name none."""
    reconciliation: Reconciliation | None = None
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()


def _spelled(period: str) -> str:
    found = re.fullmatch(r"(\d+)([mwdy])", period)
    return f"{found[1]} {PERIODS[found[2]]}" if found else period
