"""Purchases and revenue to come, month by month where the shop's season or the customer's history corrects them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints, totals
from clvcli.valuation.by_history import in_memory
from clvcli.valuation.purchase_days import months_ahead

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from clvcli.valuation.boost import Boost
    from clvcli.valuation.by_history import ByHistory, Keep
    from clvcli.valuation.plan import Plan
    from clvcli.valuation.season import Season


HALF_LIFE_DAYS = 365.0
"""In which what was learnt from the last quarters loses half of its hold.

The level and the boost are tried on quarters and half years; nobody has seen them hold for three years, and
what is unusual about a shop or a customer evens out.  So they fade, and far ahead the model stands alone.
"""


class Flow(NamedTuple):
    """What is expected of each customer from now until some day, shape `(customers,)`."""

    purchases: Floats
    revenue: Floats
    worth: Floats
    """The revenue, discounted to now."""


class Crowd(NamedTuple):
    """What the customers of each history come to, shape `(histories,)`."""

    customers: Floats
    spend: Floats
    """What a purchase of each brings, added up."""
    boosted: Floats
    """Their number, each times the factor of a boost on purchases."""
    boosted_spend: Floats
    """Their spend, each times that on revenue."""

    @classmethod
    def of(cls, position: Ints, spend: Floats, boost: Boost | None, histories: int) -> Crowd:
        """Return those of customers at `position` of so many histories."""
        one = np.ones(position.size)
        orders, revenue = (one, one) if boost is None else (boost.orders, boost.revenue)
        return cls(*(totals(position, each, histories) for each in (one, spend, orders, revenue * spend)))

    def and_(self, other: Crowd) -> Crowd:
        """Return what these and other customers come to."""
        return Crowd(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Ahead(NamedTuple):
    """What is expected of customers by their history until some day, each shape `(parts, histories)`.

    There is one part, or with a boost two: what it leaves, and what it multiplies by each customer's factor.
    """

    purchases: ByHistory
    revenue: ByHistory
    """For each unit of money that a purchase brings."""
    worth: ByHistory
    """The revenue, discounted to now."""

    def of(self, position: Ints, spend: Floats, boost: Boost | None) -> Flow:
        """Return what is expected of customers with these histories, of whom a purchase brings `spend`."""
        orders, revenue = (None, None) if boost is None else (boost.orders, boost.revenue)
        return Flow(
            _looked_up(self.purchases, position, orders),
            _looked_up(self.revenue, position, revenue) * spend,
            worth_of(self.worth, position, spend, boost),
        )

    def purchases_of(self, crowd: Crowd) -> float:
        """Return how many purchases are expected of all."""
        return float(
            sum((of @ by for of, by in zip(self.purchases[:], (crowd.customers, crowd.boosted), strict=False)))
        )


class Expected(Protocol):
    """What is asked of a forecast of purchases; all of it shape `(histories,)`."""

    @property
    def p_alive(self) -> Floats:
        """Return the probability of being alive now."""

    def expected_purchases(self, t: float) -> Floats:
        """Return expected purchases in the next `t` weeks."""

    def discounted_purchases(self, horizon: float, delta: float) -> Floats:
        """Return them discounted at `delta` a week."""


def expected_ahead(
    forecast: Expected,
    ends: Collection[int],
    delta: float,
    plan: Plan,
    as_of: date,
    crowd: Crowd,
    keep: Keep = in_memory,
) -> Mapping[int, Ahead]:
    """Return what is expected by history until each of `ends`, in days, with the corrections that `plan` has.

    `delta` discounts per week; `crowd` are all customers that a boost may move purchases between; `keep` takes the
    result.
    """
    if plan.season is None and plan.boost is None:
        return plain_ahead(forecast, ends, delta, keep)
    moved = crowd if plan.boost is not None else None
    return corrected_ahead(forecast, ends, delta, as_of=as_of, season=plan.season, moved=moved, keep=keep)


def plain_ahead(
    forecast: Expected, ends: Collection[int], delta: float, keep: Keep = in_memory
) -> Mapping[int, Ahead]:
    """Return what the model expects until each of `ends`, in days; `delta` discounts per week."""
    found = {}
    for end in ends:
        weeks = end / DAYS_PER_WEEK
        purchases = keep(forecast.expected_purchases(weeks)[None, :])
        found[end] = Ahead(purchases, purchases, keep(forecast.discounted_purchases(weeks, delta)[None, :]))
    return found


def corrected_flows(
    forecast: Expected,
    position: Ints,
    spend: Floats,
    ends: Collection[int],
    delta: float,
    *,
    as_of: date,
    season: Season | None,
    boost: Boost | None,
) -> Mapping[int, Flow]:
    """Return what is expected with corrections of customers at `position` of the histories; see `Ahead`."""
    moved = None if boost is None else Crowd.of(position, spend, boost, forecast.p_alive.size)
    ahead = corrected_ahead(forecast, ends, delta, as_of=as_of, season=season, moved=moved)
    return {end: table.of(position, spend, boost) for end, table in ahead.items()}


def corrected_ahead(
    forecast: Expected,
    ends: Collection[int],
    delta: float,
    *,
    as_of: date,
    season: Season | None,
    moved: Crowd | None,
    keep: Keep = in_memory,
) -> Mapping[int, Ahead]:
    """Return the same with corrections, which change what each month ahead adds.

    The season and the level multiply the purchases of a month, the season also what a purchase brings; a
    boost moves purchases and revenue between the customers of `moved` and leaves the totals of the month.  Level
    and boost fade with HALF_LIFE_DAYS.  What a month brings is discounted from its middle, exact to a
    ten-thousandth.
    """
    reached: Floats = np.zeros(forecast.p_alive.size)
    total: Floats = np.zeros((3, 1 if moved is None else 2, reached.size))
    found = {}
    for first, last, month in months_ahead(as_of, list(ends)):
        until = forecast.expected_purchases(last / DAYS_PER_WEEK)
        purchases, reached = np.maximum(until - reached, 0.0), until
        middle = (first + last) / 2.0
        holds = 0.5 ** (middle / HALF_LIFE_DAYS)
        times = 1.0 if season is None else season.level**holds * season.purchases[month]
        brings = 1.0 if season is None else season.spend[month]
        orders, revenue = _in_parts(purchases, moved, holds)
        discounted = np.exp(-delta * middle / DAYS_PER_WEEK) * revenue
        total += np.stack([orders, brings * revenue, brings * discounted])[:, :, None] * (times * purchases)
        if last in ends:
            found[last] = Ahead(*(keep(each.copy()) for each in total))
    return found


def worth_of(worth: ByHistory, position: Ints, spend: Floats, boost: Boost | None) -> Floats:
    """Return what `Ahead.worth` says of customers with these histories, of whom a purchase brings `spend`."""
    return _looked_up(worth, position, None if boost is None else boost.revenue) * spend


def chance_to_buy(chance: Floats, purchases: Floats, shop: float | None) -> Floats:
    """Return P(at least one purchase) that goes with corrected `purchases`.

    `chance` is the model's, `shop` how many times as many purchases a season expects of the whole shop, None
    without one.  More purchases for the shop mean that more customers buy; nobody is likelier to buy than he or
    she has purchases to expect.
    """
    if shop is not None:
        chance = -np.expm1(shop * np.log1p(-np.minimum(chance, 1.0 - np.finfo(np.float64).eps)))
    return np.minimum(chance, purchases)


def _looked_up(amount: ByHistory, position: Ints, factor: Floats | None) -> Floats:
    left: Floats = amount[0, position]
    return left if factor is None else left + amount[1, position] * factor


def _in_parts(purchases: Floats, moved: Crowd | None, holds: float) -> tuple[Floats, Floats]:
    """Return the shares of purchases, and of revenue, that a boost leaves and that it multiplies; one without.

    A customer's factor f makes 1 + holds (f - 1) of them, scaled so that all together stay as many.
    """
    if moved is None:
        return np.ones(1), np.ones(1)
    return (
        _shares(float(purchases @ moved.customers), float(purchases @ moved.boosted), holds),
        _shares(float(purchases @ moved.spend), float(purchases @ moved.boosted_spend), holds),
    )


def _shares(whole: float, multiplied: float, holds: float) -> Floats:
    after = (1.0 - holds) * whole + holds * multiplied
    return np.array([1.0 - holds, holds]) * (whole / after) if after > 0 else np.array([1.0, 0.0])
