"""What a customer's history tells beyond a model of purchases: boosted trees on top of its predictions.

Trees learn by which factor the model was off, customer by customer, in the window before an earlier day.
The factor is taken at half strength, and scaled so that the totals stay the model's: trees know who is
worth more than the model says, and nothing about next year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from clvcli.customers.months import QUARTER_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sklearn.ensemble import HistGradientBoostingRegressor

    from clvcli.models.histories import Floats, Ints
    from clvcli.valuation.purchase_days import PurchaseDays

LEAST_CUSTOMERS = 1_000
"""With fewer, trees of fifty customers a leaf repeat a handful of people."""

MOST_ROWS = 50_000
"""Customers of all lessons together: more teach nothing new and cost time."""

LESSONS = 2
"""Windows that are learnt from, the last ones: half a year, so that one quarter's chances are no habits."""

WINDOW_DAYS = QUARTER_DAYS
"""Of a lesson: a quarter is long enough to buy in, and leaves most of the log before it."""

LEAST_DAYS = 90
"""Of purchases before the window, to learn from: a quarter, as long as the window itself."""

STRENGTH = 0.5
"""Half of the model and half of the trees: out of sample each errs where the other does not."""

SEED = 20
"""Of the draw of customers and of the trees."""

TREES = {
    "max_iter": 40,
    "learning_rate": 0.12,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 50,
    "l2_regularization": 1.0,
    "early_stopping": False,
    "random_state": SEED,
}
"""Few small trees: the model has said most of it already."""

LEAST_EXPECTED = 1e-4
"""Purchases in a window below which a customer is expected to make none; a factor of nothing is nothing."""

BINS = 100
"""Of each feature: trees of eight leaves need no finer."""

RECENT = (30, QUARTER_DAYS, 2 * QUARTER_DAYS, 365)
"""Windows before the last day whose purchases and sales are looked at."""


class Point(NamedTuple):
    """What a model says of each customer at the end of a day: of the next window, shape `(customers,)`."""

    p_alive: Floats
    orders: Floats
    spend: Floats
    """Of one purchase, after returns."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Boost:
    """By how much each customer is worth more or less than the model says, at half strength."""

    orders: Floats
    """Factor on expected purchases, shape `(customers,)`."""
    revenue: Floats
    """Factor on expected revenue."""

    def of_part(self, _number: int) -> Boost:
        """Return the factors of the customers of the one part there is."""
        return self


class BoostOfParts(Protocol):
    """The factors of customers who lie in any number of parts."""

    def of_part(self, number: int, /) -> Boost:
        """Return those of a part."""


class Lesson(NamedTuple):
    """What was seen of customers at the end of a day, what a model said, and what they did in the next window."""

    seen: Floats
    """`features`, shape `(customers, features)`."""
    said: Point
    purchases: Floats
    """Made in the window, shape `(customers,)`."""
    revenue: Floats
    """After returns."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trees:
    """What lessons teach: by which factor a model is off, customer by customer."""

    edges: Sequence[Floats]
    """Of the bins of each feature."""
    orders: Any
    revenue: Any

    def ratios(self, days: PurchaseDays, now: Point) -> Boost:
        """Return the factors for customers of whom the model says `now`, at full strength and unscaled."""
        from threadpoolctl import threadpool_limits

        asked = _binned(features(days, now), self.edges)
        with threadpool_limits(1):
            return Boost(orders=self.orders.predict(asked), revenue=self.revenue.predict(asked))


def boosted(lessons: Sequence[Lesson], days: PurchaseDays, now: Point) -> Boost:
    """Return the factors for the customers of `days`, of whom the model says `now`, learnt from `lessons`."""
    ratio = learnt(lessons).ratios(days, now)
    return scaled(ratio, Told.of(ratio, now))


class Told(NamedTuple):
    """What a model says of some customers, and what trees make of it: purchases and revenue, added up."""

    orders: float
    revenue: float
    orders_by_trees: float
    revenue_by_trees: float

    @classmethod
    def of(cls, ratio: Boost, now: Point) -> Told:
        """Return it of the customers of `now`."""
        orders, revenue = now.orders, now.orders * now.spend
        return cls(
            float(orders.sum()), float(revenue.sum()), float(ratio.orders @ orders), float(ratio.revenue @ revenue)
        )


def scaled(ratio: Boost, told: Told) -> Boost:
    """Return factors at half strength, by which the totals of all that was `told` stay the model's."""
    return Boost(
        orders=1.0 - STRENGTH + STRENGTH * ratio.orders * (told.orders / told.orders_by_trees),
        revenue=1.0 - STRENGTH + STRENGTH * ratio.revenue * (told.revenue / told.revenue_by_trees),
    )


def learnt(lessons: Sequence[Lesson]) -> Trees:
    """Return what `lessons` teach, at most MOST_ROWS of their customers."""
    from sklearn.ensemble import HistGradientBoostingRegressor
    from threadpoolctl import threadpool_limits

    taken = _sample(sum(lesson.purchases.size for lesson in lessons))
    seen = np.concatenate([lesson.seen for lesson in lessons])[taken]
    edges = _edges(seen)
    asked = _binned(seen, edges)

    def trees(did: Sequence[Floats], meant: Sequence[Floats]) -> HistGradientBoostingRegressor:
        """Return what tells by how much more customers did than was `meant`."""
        made = np.concatenate(did)[taken]
        told = np.concatenate([_level(each, to) for each, to in zip(meant, did, strict=True)])[taken]
        found = HistGradientBoostingRegressor(loss="poisson", **TREES)
        return found.fit(asked, made / told, sample_weight=told / told.mean())

    with threadpool_limits(1):
        return Trees(
            edges=edges,
            orders=trees([lesson.purchases for lesson in lessons], [lesson.said.orders for lesson in lessons]),
            revenue=trees(
                [np.maximum(lesson.revenue, 0.0) for lesson in lessons],
                [lesson.said.orders * lesson.said.spend for lesson in lessons],
            ),
        )


def _level(meant: Floats, did: Floats) -> Floats:
    """Return what was `meant` at the level of what was done: trees learn who, and not how good a quarter was."""
    above: Floats = np.maximum(meant, LEAST_EXPECTED * meant.mean())
    return above * float(did.sum() / above.sum())


def features(days: PurchaseDays, point: Point) -> Floats:
    """Return what trees see of each customer, shape `(customers, features)`; -1 stands for what is not there."""
    number, first, last = days.number, days.first, days.last
    age, silent = (days.as_of - first).astype(np.float64), (days.as_of - last).astype(np.float64)
    sales = days.total(days.sales)
    mean, final = sales / number, days.sales[np.flatnonzero(np.append(days.is_first[1:], True))]
    gap, unsteady, last_gap = _gaps(days)
    usual = np.where(number > 1, gap, np.inf)
    columns = [
        number,
        age,
        silent,
        (last - first) / np.maximum(age, 1.0),
        number / (age + RECENT[0]),
        gap,
        unsteady,
        last_gap,
        silent / np.maximum(usual, 1.0),
        mean,
        final,
        final / np.maximum(mean, np.finfo(np.float64).tiny),
        *(column for window in RECENT for column in _recent(days, window)),
        point.p_alive,
        point.orders,
        point.spend,
    ]
    return np.stack(columns, axis=1)


def _edges(learnt_from: Floats) -> Sequence[Floats]:
    """Return where the bins of each feature begin, which hold equally many of those that are learnt from.

    Trees see the order of values alone, so that nothing is lost but what no split of theirs would tell.
    """
    shares = np.linspace(0.0, 1.0, BINS + 1)[1:-1]
    return [np.unique(np.quantile(column, shares)) for column in learnt_from.T]


def _binned(seen: Floats, edges: Sequence[Floats]) -> Floats:
    columns = [np.searchsorted(edge, column) for edge, column in zip(edges, seen.T, strict=True)]
    return np.stack(columns, axis=1).astype(np.float64)


def _gaps(days: PurchaseDays) -> tuple[Floats, Floats, Floats]:
    """Return the mean gap in days, its variation relative to it, and the last one; -1 where there is none."""
    again = ~days.is_first
    gap = np.diff(days.day, prepend=0)[again].astype(np.float64)
    whose = days.customer[again]
    n = np.bincount(whose, minlength=days.customers)
    mean = np.bincount(whose, gap, days.customers) / np.maximum(n, 1)
    square = np.bincount(whose, gap**2, days.customers) / np.maximum(n, 1)
    spread = np.sqrt(np.maximum(square - mean**2, 0.0)) / np.maximum(mean, 1.0)
    last = np.full(days.customers, -1.0)
    last[whose] = gap
    return np.where(n > 0, mean, -1.0), np.where(n > 1, spread, -1.0), last


def _recent(days: PurchaseDays, window: int) -> tuple[Floats, Floats]:
    """Return purchases and sales of the last `window` days."""
    lately = days.day > days.as_of - window
    return days.total(lately.astype(np.float64)), days.total(np.where(lately, days.sales, 0.0))


def _sample(rows: int) -> Ints | slice:
    if rows <= MOST_ROWS:
        return slice(None)
    return np.sort(np.random.default_rng(SEED).choice(rows, MOST_ROWS, replace=False))
