"""The cohort curve as a forecast: purchases from the curve, spend from the spend model, and the doubt of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import exprel

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints, distinct
from clvcli.models.simulation import Futures
from clvcli.valuation import cohort_curve
from clvcli.valuation.cohort_curve import CELLS
from clvcli.valuation.doubt import Prospects, about, levels
from clvcli.valuation.doubtful_spend import doubtful
from clvcli.valuation.flows import Flow
from clvcli.valuation.outcomes import FUTURES, SEED
from clvcli.valuation.returns import return_trend
from clvcli.valuation.spend import expected_spend

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from clvcli.valuation.cohort_curve import CohortCurve, Window
    from clvcli.valuation.doubt import Doubt
    from clvcli.valuation.doubtful_spend import DoubtfulSpend
    from clvcli.valuation.purchase_days import PurchaseDays
    from clvcli.valuation.spend import Spend


def cohort_columns(
    curve: CohortCurve,
    spend: Spend,
    *,
    ends: Mapping[str, int],
    year: int,
    delta: float,
    contribution: Floats | float,
) -> dict[str, Floats | None]:
    """Return what is expected of today's customers by the curve: the columns `forecast.PREDICTIONS`.

    `ends` names columns of value and the days they look ahead, `clv_residual` and `year` among them;
    clv_residual ends where the curve does, others that would look further are None.  Nobody's chance of being
    alive is known.  `delta` discounts per week, purchases being spread evenly.
    """
    per_purchase = spend.per_purchase
    ahead = min(ends["clv_residual"], curve.longest)
    windows = {days: curve.window(days) for days in sorted({ahead, *ends.values()}) if days <= curve.longest}
    orders = {days: window.expected[window.cell] for days, window in windows.items()}
    factor = per_purchase * contribution
    worth = {days: discounted * factor for days, discounted in _discounted(orders, delta).items()}
    chances = {days: 1.0 - window.chances[window.cell, 0] for days, window in windows.items()}
    return {
        "p_alive": None,
        "p_buy": chances[ahead],
        "p_buy_12m": chances.get(year),
        "expected_orders": orders[ahead],
        "expected_order_value": per_purchase,
        "expected_revenue": orders[ahead] * per_purchase,
        "expected_revenue_12m": orders[year] * per_purchase if year in orders else None,
        **{name: worth.get(days) for name, days in ends.items()},
        "clv_residual": worth[ahead],
    }


def curve_flow(days: PurchaseDays, ahead: int) -> Flow | None:
    """Return what the curve of `days` expects of each customer in the next `ahead` days, undiscounted.

    None where it does not look so far.
    """
    if cohort_curve.too_little(days) is not None or (curve := cohort_curve.fit(days)).longest < ahead:
        return None
    window = curve.window(ahead)
    purchases = window.expected[window.cell]
    revenue = purchases * expected_spend(days.buyers(), returns=return_trend(days)[0]).per_purchase
    return Flow(purchases, revenue, revenue)


def _discounted(orders: Mapping[int, Floats], delta: float) -> dict[int, Floats]:
    """Return purchases up to each day, ascending, those of each stretch discounted at the stretch's mean."""
    found: dict[int, Floats] = {}
    reached: tuple[int, Floats | float, Floats | float] = 0, 0.0, 0.0
    for days, purchases in orders.items():
        since, before, worth = reached
        found[days] = worth + (purchases - before) * _discount(since, days, delta)
        reached = days, purchases, found[days]
    return found


def cohort_doubt(
    buyers: pl.DataFrame,
    curve: CohortCurve,
    spend: Spend,
    *,
    days: int,
    delta: float = 0.0,
    contribution: Floats | float = 1.0,
    expected: Floats | None = None,
    missed: float = 0.0,
) -> Doubt:
    """Return the doubt about what `buyers` will bring in the next `days`, at most the curve's, as `doubt.doubt`."""
    x = buyers["repeat_purchases"].to_numpy().astype(np.int64)
    amounts = doubtful(spend, x.astype(np.float64) + 1.0, buyers["net_sales"].to_numpy())
    window = curve.window(days)
    kind, position = distinct(x * CELLS + window.cell)
    prospects = _prospects(window, kind % CELLS, kind // CELLS, amounts, _discount(0, days, delta))
    return about(prospects, position, amounts, contribution=contribution, expected=expected, missed=missed)


def _discount(first: int, last: int, delta: float) -> float:
    """Return the mean discount factor of purchases spread over the days from `first` to `last`."""
    return float(np.exp(-delta * first / DAYS_PER_WEEK) * exprel(-delta * (last - first) / DAYS_PER_WEEK))


def _prospects(window: Window, cell: Ints, x: Ints, amounts: DoubtfulSpend, discount: float) -> Prospects:
    """Return the prospects of kinds of customers: each in a cell, with x repeat purchases."""
    unit = np.asarray(amounts.per_unit(x.astype(np.float64))) * np.ones(x.size)
    expected, nothing = window.expected, window.chances[:, 0]
    ends, square = np.empty((2, 2, x.size)), np.empty(x.size)
    even = (np.arange(FUTURES) + 0.5) / FUTURES
    for kind, (place, repeats) in enumerate(zip(cell, x, strict=True)):
        rng = np.random.default_rng([SEED, int(place), int(repeats)])
        number = np.searchsorted(np.cumsum(window.chances[place]), even).astype(np.float64)
        futures = Futures(number, number * discount)
        brought = np.array(amounts.drawn(futures, float(repeats), rng))
        ends[:, :, kind] = np.quantile(brought, [float(level) for level in levels(nothing[place])], axis=1)
        square[kind] = np.sqrt(amounts.squared(futures, float(repeats)).mean())
    errors = np.divide(window.errors, expected, out=np.zeros(CELLS), where=expected > 0)
    return Prospects(
        discounted=expected[cell] * discount * unit,
        low=ends[0],
        high=ends[1],
        square=square,
        effects=np.where(np.arange(CELLS)[:, None] == cell, errors[cell], 0.0),
    )
