"""When customers buy: an index by month of the year, and how much is bought lately, against what a model expects.

A model of purchases knows no calendar.  What it would have expected of the customers who came, day by day
after their first purchase, added up over customers, is its tracking; what they bought over that, by month
of the year, is the season.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints, totals
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


def tracked(days: PurchaseDays, model: PurchaseModel) -> Tracking:
    """Return what `model` expects of new customers after each first purchase, beside what they did."""
    start, n = int(days.day.min()), days.span + 1
    first = np.bincount(days.first - start, minlength=n).astype(np.float64)
    by_age = np.diff(model.new_customer_expectation(np.arange(n) / DAYS_PER_WEEK), prepend=0.0)
    return Tracking(
        first_day=start,
        actual=np.bincount(days.day - start, minlength=n) - first,
        expected=np.convolve(first, by_age)[:n],
    )


def season_of(days: PurchaseDays, model: PurchaseModel, spend: Floats) -> Season | None:
    """Return the season that `days` show beside `model`; None with less than a year of them.

    `spend` is what a purchase of each customer is expected to bring, before returns.
    """
    if days.span < A_YEAR:
        return None
    tracking = tracked(days, model)
    start, n = int(tracking.months[0]), int(tracking.months[-1] - tracking.months[0]) + 1
    by_day, by_purchase = tracking.months - start, month_numbers(days.day) - start
    seen = np.bincount(by_day, minlength=n) >= ENOUGH_DAYS
    month = (start + np.arange(n))[seen] % MONTHS
    did, meant = (totals(by_day, of, n)[seen] for of in (tracking.actual, tracking.expected))
    purchases = index_by_month(month, did, meant, did)
    usual = spend[days.customer]
    brought, usually = (totals(by_purchase, of, n)[seen] for of in (days.sales, usual))
    alike = np.bincount(by_purchase, minlength=n)[seen] / max(float(np.var(days.sales / usual)), LEAST_VARIANCE)
    return Season(
        purchases=purchases,
        spend=index_by_month(month, brought, usually, alike),
        level=recent_level(tracking.actual, tracking.expected * purchases[tracking.months % MONTHS]),
    )


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
