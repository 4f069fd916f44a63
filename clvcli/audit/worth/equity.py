"""What the customers of a shop are worth together: those it has, and those it will win."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.windows import Window, people
from clvcli.on_disk import figures
from clvcli.orders.schema import MONEY

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.on_disk import Table

YEARS = 5
"""Of new customers that are counted: who comes later depends on a shop that nobody knows yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCustomers:
    """The customers a shop will win in the years ahead, if it goes on as in the last."""

    per_year: int
    """First valid orders in the last 12 months."""
    clv_new: float
    """What one is worth on the day of the first order, that one included."""
    cac: float
    """What winning one costs."""
    discount_rate: float
    """Annual."""
    years: int = YEARS

    @property
    def value(self) -> float:
        """Present value net of what they cost; each year's customers count at its end."""
        return self.per_year * (self.clv_new - self.cac) * annuity(self.discount_rate, self.years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equity:
    """Customer equity in one currency; the cost of having won today's customers is spent and not subtracted."""

    customers: int
    """With a forecast."""
    current: Decimal
    """The sum of `clv_residual`, of those below zero too."""
    negative: int
    """Customers who are expected to cost more than they bring."""
    negative_total: Decimal
    beyond_36m: float | None
    """Share of `current` that lies more than 36 months ahead; None where it is not above zero."""
    beyond_data: float | None
    """Share that lies further ahead than orders reach back; None where that is not known."""
    new: NewCustomers | None
    """None where no cost of winning customers is known, or no model tells what a new one is worth."""

    @property
    def total(self) -> float:
        """The value of today's customers and of those to come."""
        return float(self.current) + (self.new.value if self.new is not None else 0.0)


def annuity(discount_rate: float, years: int) -> float:
    """Return what one a year, at the end of each of `years`, is worth now."""
    return sum((1.0 + discount_rate) ** -year for year in range(1, years + 1))


def equity(values: Table, *, beyond_data: float | None = None, new: NewCustomers | None = None) -> Equity:
    """Return what the customers of `values` (columns of `valuation.schema.VALUES`, one currency) are worth."""
    worth = pl.col("clv_residual").drop_nulls().cast(pl.Decimal(38, 2))
    below = worth.filter(worth < 0)
    customers, current, negative, lost = figures(
        values, worth.len().alias("0"), worth.sum().alias("1"), below.len().alias("2"), below.sum().alias("3")
    ).row(0)
    return Equity(
        customers=customers,
        current=Decimal(current),
        negative=negative,
        negative_total=Decimal(lost),
        beyond_36m=_beyond_36m(values),
        beyond_data=beyond_data,
        new=new,
    )


def new_per_year(audit: Audit) -> int:
    """Return how many customers ordered for the first time in the last 12 months, kept or not."""
    year, first = Window.year_to(audit.as_of), pl.col("first_valid_day")
    return people(audit.orders.filter(first > year.after))


def _beyond_36m(values: Table) -> float | None:
    known = pl.col("clv_36m").is_not_null() & pl.col("clv_residual").is_not_null()
    sums = figures(
        values, *(pl.col(name).filter(known).cast(MONEY).sum() for name in ("clv_36m", "clv_residual"))
    ).row(0)
    within, everything = map(float, sums)
    return max(1.0 - within / everything, 0.0) if everything > 0 else None
