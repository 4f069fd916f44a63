"""Purchases and revenue to come, month by month where the shop's season or the customer's history corrects them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints
from clvcli.valuation.purchase_days import months_ahead

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from clvcli.valuation.boost import Boost
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


class Expected(Protocol):
    """What is asked of a forecast of purchases; all of it shape `(histories,)`."""

    @property
    def p_alive(self) -> Floats:
        """Return the probability of being alive now."""

    def expected_purchases(self, t: float) -> Floats:
        """Return expected purchases in the next `t` weeks."""

    def discounted_purchases(self, horizon: float, delta: float) -> Floats:
        """Return them discounted at `delta` a week."""


def expected_flows(
    forecast: Expected, position: Ints, spend: Floats, ends: Collection[int], delta: float, plan: Plan, as_of: date
) -> Mapping[int, Flow]:
    """Return what is expected until each of `ends`, in days, with the corrections that `plan` has."""
    if plan.season is None and plan.boost is None:
        return plain_flows(forecast, position, spend, ends, delta)
    return corrected_flows(
        forecast, position, spend, ends, delta, as_of=as_of, season=plan.season, boost=plan.boost
    )


def plain_flows(
    forecast: Expected, position: Ints, spend: Floats, ends: Collection[int], delta: float
) -> Mapping[int, Flow]:
    """Return what the model expects until each of `ends`, in days; `delta` discounts per week."""
    found = {}
    for end in ends:
        weeks = end / DAYS_PER_WEEK
        purchases = forecast.expected_purchases(weeks)[position]
        worth = forecast.discounted_purchases(weeks, delta)[position] * spend
        found[end] = Flow(purchases, purchases * spend, worth)
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
    """Return the same with corrections, which change what each month ahead adds.

    The season and the level multiply the purchases of a month, the season also what a purchase brings; the
    boost moves purchases and revenue between customers and leaves the totals of the month.  Level and boost
    fade with HALF_LIFE_DAYS.  What a month brings is discounted from its middle, exact to a ten-thousandth.
    """
    total = Flow(*np.zeros((3, position.size)))
    reached: Floats = np.zeros(forecast.p_alive.size)
    found = {}
    for first, last, month in months_ahead(as_of, list(ends)):
        until = forecast.expected_purchases(last / DAYS_PER_WEEK)
        purchases = np.maximum(until - reached, 0.0)[position]
        revenue, reached = purchases * spend, until
        middle = (first + last) / 2.0
        holds = 0.5 ** (middle / HALF_LIFE_DAYS)
        if season is not None:
            times = season.level**holds * season.purchases[month]
            purchases, revenue = purchases * times, revenue * (times * season.spend[month])
        if boost is not None:
            purchases = _moved(purchases, 1.0 + holds * (boost.orders - 1.0))
            revenue = _moved(revenue, 1.0 + holds * (boost.revenue - 1.0))
        discount = np.exp(-delta * middle / DAYS_PER_WEEK)
        total = Flow(total.purchases + purchases, total.revenue + revenue, total.worth + discount * revenue)
        if last in ends:
            found[last] = total
    return found


def chance_to_buy(chance: Floats, expected: Floats, purchases: Floats, season: Season | None) -> Floats:
    """Return P(at least one purchase) that goes with corrected `purchases`.

    `chance` and `expected` are the model's.  More purchases for the whole shop mean that more customers buy;
    nobody is likelier to buy than he or she has purchases to expect.
    """
    if season is not None and expected.sum() > 0:
        shop = purchases.sum() / expected.sum()
        chance = -np.expm1(shop * np.log1p(-np.minimum(chance, 1.0 - np.finfo(np.float64).eps)))
    return np.minimum(chance, purchases)


def _moved(amount: Floats, factor: Floats) -> Floats:
    """Return amounts times their factors, scaled to the same total."""
    changed = amount * factor
    total = changed.sum()
    return changed * (amount.sum() / total) if total > 0 else amount
