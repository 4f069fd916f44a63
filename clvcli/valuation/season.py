"""When customers buy: an index by month of the year, and how much is bought lately, against what a model expects.

A model of purchases knows no calendar.  What it would have expected of the customers who came, day by day
after their first purchase, added up over customers, is its tracking; what they bought over that, by month
of the year, is the season.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints, in_two, totals
from clvcli.valuation.level import recent_level
from clvcli.valuation.purchase_days import month_numbers

if TYPE_CHECKING:
    from clvcli.models.family import PurchaseModel
    from clvcli.valuation.purchase_days import PurchaseDays

MONTHS = 12

A_YEAR = 365
"""Days that must be observed: with fewer, a month of the year has not been seen at all."""

ENOUGH_DAYS = 10
"""A month seen for a third or more counts as seen; of fewer days an index would be chance."""

LEAST_VARIANCE = 0.1
"""Of what purchases bring, relative to what they usually do: a shop of one price has none, and luck still."""

SEEN_ONCE = 0.75
"""Part of an index that is believed where only one year showed it: what came once may not come again."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Season:
    """How purchases depart from what a model expects, for the shop as a whole."""

    purchases: Floats
    """Index of purchases by month of the year, January first, shape `(12,)`, mean 1."""
    spend: Floats
    """Index of what a purchase brings, the same."""
    level: float
    """Purchases lately, over what the model and the season expect; at half strength."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tracking:
    """Repeat purchases of all customers, day by day from the first purchase of all."""

    first_day: int
    actual: Floats
    expected: Floats

    @property
    def months(self) -> Ints:
        """The calendar month of each day, counted from January 1970."""
        return month_numbers(self.first_day + np.arange(self.actual.size))


class Tally(NamedTuple):
    """What the season is seen by, added up over customers.

    Sums of amounts that are no whole numbers are in two pieces (`histories.in_two`), so that they are the same in
    any order; `whole` puts them together.
    """

    first: Floats
    """First purchases, day by day from the first of all, shape `(days,)`."""
    bought: Floats
    """Purchases, likewise."""
    purchases: Floats
    """Their number, month by month from that of the first of all, shape `(months,)`."""
    brought: Floats
    """What they brought, likewise, shape `(2, months)`."""
    usual: Floats
    """What they usually do, the same."""
    unusual: Floats
    """Sum, and sum of squares, of what each brought over what it usually does, shape `(2, 2)`."""

    @classmethod
    def of(cls, days: PurchaseDays, spend: Floats, start: int) -> Tally:
        """Return that of `days` of customers of whom a purchase brings `spend`; `start` is the first of all."""
        n = days.as_of - start + 1
        by_day = days.day - start
        month = month_numbers(days.day) - _month_of(start)
        months = _month_of(days.as_of) - _month_of(start) + 1
        usual = spend[days.customer]
        times = days.sales / usual
        one = np.ones(by_day.size)
        return cls(
            first=totals(days.first - start, np.ones(days.customers), n),
            bought=totals(by_day, one, n),
            purchases=totals(month, one, months),
            brought=np.stack([totals(month, piece, months) for piece in in_two(days.sales)]),
            usual=np.stack([totals(month, piece, months) for piece in in_two(usual)]),
            unusual=np.stack([in_two(times).sum(axis=1), in_two(times**2).sum(axis=1)], axis=1),
        )

    def and_(self, other: Tally) -> Tally:
        """Return that of these and of other customers."""
        return Tally(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def variance(self) -> float:
        """How much what purchases bring varies, relative to what they usually do."""
        mean, square = whole(self.unusual) / self.bought.sum()
        return float(square - mean**2)


def whole(pieces: Floats) -> Floats:
    """Return sums whose two pieces are given."""
    found: Floats = pieces.sum(axis=0)
    return found


def tracked(tally: Tally, model: PurchaseModel, start: int) -> Tracking:
    """Return what `model` expects of new customers after each first purchase, beside what they did."""
    n = tally.bought.size
    by_age = np.diff(model.new_customer_expectation(np.arange(n) / DAYS_PER_WEEK), prepend=0.0)
    return Tracking(
        first_day=start,
        actual=tally.bought - tally.first,
        expected=np.convolve(tally.first, by_age)[:n],
    )


def season_of(days: PurchaseDays, model: PurchaseModel, spend: Floats) -> Season | None:
    """Return the season that `days` show beside `model`; None with less than a year of them.

    `spend` is what a purchase of each customer is expected to bring, before returns.
    """
    if days.span < A_YEAR:
        return None
    start = int(days.day.min())
    return season_by(Tally.of(days, spend, start), model, start)


def season_by(tally: Tally, model: PurchaseModel, start: int) -> Season:
    """Return the season that a tally of a year or more from day `start` on shows beside `model`."""
    tracking = tracked(tally, model, start)
    first, n = int(tracking.months[0]), tally.purchases.size
    by_day = tracking.months - first
    seen = np.bincount(by_day, minlength=n) >= ENOUGH_DAYS
    month = (first + np.arange(n))[seen] % MONTHS
    did, meant = (totals(by_day, of, n)[seen] for of in (tracking.actual, tracking.expected))
    purchases = index_by_month(month, did, meant, did)
    alike = tally.purchases[seen] / max(tally.variance, LEAST_VARIANCE)
    return Season(
        purchases=purchases,
        spend=index_by_month(month, whole(tally.brought)[seen], whole(tally.usual)[seen], alike),
        level=recent_level(tracking.actual, tracking.expected * purchases[tracking.months % MONTHS]),
    )


def _month_of(day: int) -> int:
    return int(month_numbers(np.array([day]))[0])


def index_by_month(month: Ints, actual: Floats, expected: Floats, events: Floats) -> Floats:
    """Return actual over expected by month of the year, scaled to mean 1, shape `(12,)`.

    Takes one entry for each calendar month observed, `month` from 0 for January.  The ratios of a month are
    averaged over the years and drawn towards 1: by chance alone they differ with a variance of 1 / `events`,
    the independent events behind `actual`, and what the months differ beyond that is the season (empirical
    Bayes).  One seen once is drawn further, and a month never seen is 1.
    """
    known = expected > 0
    years = np.bincount(month[known], minlength=MONTHS)
    ratio = totals(month[known], actual[known] / expected[known], MONTHS) / np.maximum(years, 1)
    usual = ratio[years > 0].mean() if (years > 0).any() else 0.0
    if usual <= 0:
        return np.ones(MONTHS)
    departure = np.where(years > 0, ratio / usual - 1.0, 0.0)
    chance = 1.0 / np.maximum(totals(month[known], events[known], MONTHS), 1.0)
    between = max(float((departure**2 - chance)[years > 0].mean()), 0.0)
    believed = between / (between + chance) * np.where(years == 1, SEEN_ONCE, 1.0)
    index = 1.0 + believed * departure
    scaled: Floats = index / index.mean()
    return scaled
