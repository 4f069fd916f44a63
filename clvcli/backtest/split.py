"""The holdout: customers as they were known at a cut, and what they did in the days after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import polars as pl

from clvcli.choosing.choice import Whole
from clvcli.customers.calendar import customer_days
from clvcli.customers.known import known_at
from clvcli.customers.months import MONTHS_PER_YEAR, months_after
from clvcli.customers.schema import MONEY_COLUMNS
from clvcli.customers.summary import Customers, summarise
from clvcli.valuation.base import AtOnce
from clvcli.valuation.purchase_days import PurchaseDays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from clvcli.backtest.forecaster import Expected, Foretold, Told
    from clvcli.choosing.choice import Bought
    from clvcli.valuation.base import Based

LARGEST_PART = 3
"""At most a third of the span is held out, so that twice as much is left to learn from."""


class Part(Protocol):
    """What was known at the end of a day of some customers of one currency."""

    @property
    def number(self) -> int:
        """Return which part it is, from 0."""

    @property
    def cut(self) -> date:
        """Return the last day that is known."""

    @property
    def buyers(self) -> pl.DataFrame:
        """Return the customers with a purchase, sorted by key, their money columns as floats."""

    def window(self, first: date, last: date) -> pl.DataFrame:
        """Return what each of `buyers`, in their order, did from `first` to `last`; see `done`."""


class Known(Protocol):
    """What was known at the end of a day, of all customers of one currency: all that a forecaster may see."""

    @property
    def cut(self) -> date:
        """Return the last day that is known."""

    @property
    def base(self) -> Based:
        """Return the customers."""

    @property
    def bought(self) -> Bought:
        """Return their purchases, as choosing looks at them."""

    def parts(self) -> Iterator[Part]:
        """Yield the customers in parts."""

    def whole(self) -> Part:
        """Return all customers as one part.  Raises NotInPartsError where they lie in several."""

    def foretold(self, told: Told) -> Foretold:
        """Return what is `told` of each part as one, in the order of the keys of all."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """What was known at the end of a day of customers in memory, of one currency: a Known, and its one Part."""

    customers: Customers
    """`customers.as_of` is the day."""
    days: pl.DataFrame
    """The rows of `calendar.customer_days`."""
    buyers: pl.DataFrame
    """The customers with a purchase, sorted by key, their money columns as floats."""
    number: int = 0

    @property
    def cut(self) -> date:
        """The last day that is known."""
        return self.customers.as_of

    @cached_property
    def base(self) -> AtOnce:
        """The customers."""
        return AtOnce(customers=self.customers, buyers=self.buyers)

    @cached_property
    def bought(self) -> Whole:
        """Their purchases."""
        days = PurchaseDays.of(self.days, self.buyers["customer_key"], self.cut)
        return Whole(buyers=self.buyers, days=days)

    def window(self, first: date, last: date) -> pl.DataFrame:
        """Return what each of `buyers`, in their order, did from `first` to `last`; see `done`."""
        return done(self.days.lazy(), self.buyers["customer_key"], first, last)

    def parts(self) -> Iterator[Past]:
        """Yield what was known of all of them."""
        yield self

    def whole(self) -> Past:
        """Return what was known of all of them."""
        return self

    def foretold(self, told: Told) -> Expected:
        """Return what is told of all of them."""
        return told(self)


class Cut(Protocol):
    """A log cut in two, however many parts its customers lie in."""

    @property
    def past(self) -> Known:
        """Return what was known at the cut."""

    @property
    def held(self) -> pl.DataFrame:
        """Return what each buyer, by key, did in the window after the cut.

        `purchases` and `net_revenue` of `done`, as known at the end of the window.
        """

    @property
    def days(self) -> int:
        """Return the length of the window (cut, cut + days]."""

    @property
    def new_customers(self) -> int:
        """Return how many customers made their first purchase in the window: nobody could have expected them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A log cut in two, in memory: a Cut."""

    past: Past
    held: pl.DataFrame
    """What each of `past.buyers`, in their order, did in the window after the cut, as known at its end:
    `customer_key`, `purchases` (days with a kept order), `net_sales`, `net_revenue`; zeros included."""
    days: int
    """Length of the window (cut, cut + days]."""
    new_customers: int
    """Customers with their first purchase in the window: nobody could have expected them."""

    @property
    def cut(self) -> date:
        """The last day that is known."""
        return self.past.cut

    @property
    def end(self) -> date:
        """The last day held out."""
        return self.cut + timedelta(days=self.days)


def past(lines: pl.LazyFrame, cut: date) -> Past:
    """Return what canonical `lines` of one currency tell at the end of `cut`.

    Raises NothingToAnalyseError where no order lies on or before `cut`.
    """
    customers = summarise(lines, as_of=cut)
    return Past(
        customers=customers,
        days=customer_days(known_at(lines, cut)),
        buyers=customers.frame.filter(pl.col("repeat_purchases").is_not_null()).with_columns(
            pl.col(name).cast(pl.Float64) for name in MONEY_COLUMNS
        ),
    )


def split(lines: pl.LazyFrame, *, cut: date, days: int) -> Split:
    """Cut canonical `lines` of one currency after the day `cut` and hold out the `days` days that follow.

    The customers are those of a run with `as_of=cut`: later orders are not there, nor refunds made later.
    What was held out is as known at the end of the window.  Raises NothingToAnalyseError where no order
    lies on or before `cut`.
    """
    before = past(lines, cut)
    end = cut + timedelta(days=days)
    held = customer_days(known_at(after(lines, cut), end))
    return Split(
        past=before,
        held=done(held.lazy(), before.buyers["customer_key"], cut + timedelta(days=1), end),
        days=days,
        new_customers=strangers(held, before.buyers),
    )


def after(lines: pl.LazyFrame, cut: date) -> pl.LazyFrame:
    """Return the lines of orders made after a day."""
    return lines.filter(pl.col("order_date") > cut)


def strangers(held: pl.DataFrame, buyers: pl.DataFrame) -> int:
    """Return how many customers made a purchase on the days that were `held` out and are none of `buyers`."""
    return held.filter(pl.col("kept")).join(buyers, on="customer_key", how="anti")["customer_key"].n_unique()


def done(days: pl.LazyFrame, keys: pl.Series, first: date, last: date) -> pl.DataFrame:
    """Return what the customers of `keys`, in their order, did from `first` to `last`, both included.

    `days` are rows of `calendar.customer_days`.  Columns `customer_key`, `purchases` (days with a kept
    order), `net_sales`, `net_revenue` (floats); zeros where a customer did nothing.
    """
    sums = (
        days.filter(pl.col("day").is_between(first, last))
        .group_by("customer_key")
        .agg(
            purchases=pl.col("kept").sum().cast(pl.Int64),
            net_sales=pl.col("net_sales").sum().cast(pl.Float64),
            net_revenue=pl.col("net_revenue").sum().cast(pl.Float64),
        )
        .collect()
    )
    return (
        keys.to_frame("customer_key")
        .join(sums, on="customer_key", how="left", maintain_order="left")
        .with_columns(pl.col("purchases", "net_sales", "net_revenue").fill_null(0))
    )


def default_holdout(first: date, last: date) -> int:
    """Return how many days to hold out of orders from `first` to `last`: a year, or a third if that is less."""
    year = (last - months_after(last, -MONTHS_PER_YEAR)).days
    return min(year, (last - first).days // LARGEST_PART)


def cuts(last: date, days: int, folds: int) -> Iterable[date]:
    """Return the cuts of `folds` windows of `days` days that end on `last` and lie one before the other."""
    return [last - timedelta(days=days * fold) for fold in range(folds, 0, -1)]
