"""What a customer's history tells beyond a model of purchases: boosted trees on top of its predictions.

Trees learn by which factor the model was off, customer by customer, in the window before an earlier day.
The factor is taken at half strength, and scaled so that the totals stay the model's: trees know who is
worth more than the model says, and nothing about next year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from clvcli.models.histories import Floats, Ints
    from clvcli.valuation.purchase_days import PurchaseDays

LEAST_CUSTOMERS = 1_000
"""With fewer, trees of fifty customers a leaf repeat a handful of people."""

MOST_CUSTOMERS = 50_000
"""More teach nothing new and cost time."""

WINDOW_DAYS = 91
"""What is learnt from: a quarter is long enough to buy in, and leaves most of the log before it."""

LEAST_DAYS = 90
"""Of purchases before the window, to learn from: a quarter, as long as the window itself."""

STRENGTH = 0.5
"""Half of the model and half of the trees: out of sample each errs where the other does not."""

SEED = 20
"""Of the draw of customers and of the trees."""

TREES = {
    "max_iter": 80,
    "learning_rate": 0.06,
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

RECENT = (30, 91, 182, 365)
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


def boosted(earlier: PurchaseDays, then: Point, days: PurchaseDays, now: Point, who: Ints) -> Boost:
    """Return the factors for the customers of `days`, learnt from what they did after the day of `earlier`.

    `then` and `now` are what the model said at the end of the one and says at the end of the other; `who`
    are the positions in `days` of the customers of `earlier`.
    """
    from sklearn.ensemble import HistGradientBoostingRegressor
    from threadpoolctl import threadpool_limits

    bought, brought = (done[who] for done in days.after(earlier.as_of))
    sample = _sample(earlier.customers)
    learnt, asked = _binned(features(earlier, then)[sample], features(days, now))

    def factor(did: Floats, meant: Floats, expected: Floats) -> Floats:
        meant = np.maximum(meant, LEAST_EXPECTED * meant.mean())
        meant = meant * (did.sum() / meant.sum())
        trees = HistGradientBoostingRegressor(loss="poisson", **TREES)
        trees.fit(learnt, (did / meant)[sample], sample_weight=meant[sample] / meant.mean())
        ratio: Floats = trees.predict(asked)
        factors: Floats = 1.0 - STRENGTH + STRENGTH * ratio * (expected.sum() / (ratio @ expected))
        return factors

    with threadpool_limits(1):
        return Boost(
            orders=factor(bought, then.orders, now.orders),
            revenue=factor(np.maximum(brought, 0.0), then.orders * then.spend, now.orders * now.spend),
        )


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


def _binned(learnt: Floats, asked: Floats) -> tuple[Floats, Floats]:
    """Return both as numbers of bins, which hold equally many of those that are learnt from.

    Trees see the order of values alone, so that nothing is lost but what no split of theirs would tell.
    """
    shares = np.linspace(0.0, 1.0, BINS + 1)[1:-1]
    edges = [np.unique(np.quantile(column, shares)) for column in learnt.T]
    return tuple(  # type: ignore[return-value]  # a tuple of two, as many as there are tables
        np.stack(
            [np.searchsorted(edge, column) for edge, column in zip(edges, table.T, strict=True)], axis=1
        ).astype(np.float64)
        for table in (learnt, asked)
    )


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


def _sample(customers: int) -> Ints | slice:
    if customers <= MOST_CUSTOMERS:
        return slice(None)
    return np.sort(np.random.default_rng(SEED).choice(customers, MOST_CUSTOMERS, replace=False))
