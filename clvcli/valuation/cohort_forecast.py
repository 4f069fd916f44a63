"""The cohort curve as a forecast: purchases from the curve, spend from the spend model, and the doubt of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import exprel

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints, distinct
from clvcli.models.simulation import Futures
from clvcli.valuation.cohort_curve import CELLS, cells_of
from clvcli.valuation.doubt import Prospects, about, levels
from clvcli.valuation.doubtful_spend import doubtful
from clvcli.valuation.outcomes import FUTURES, SEED

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from clvcli.valuation.cohort_curve import CohortCurve, Window
    from clvcli.valuation.doubt import Doubt
    from clvcli.valuation.doubtful_spend import DoubtfulSpend
    from clvcli.valuation.spend import Spend


def cohort_columns(
    buyers: pl.DataFrame,
    curve: CohortCurve,
    spend: Spend,
    *,
    ends: Mapping[str, int],
    year: int,
    delta: float,
    contribution: float,
) -> dict[str, Floats | None]:
    """Return what is expected of `buyers` by the curve: the columns `forecast.PREDICTIONS`.

    `ends` names columns of value and the days they look ahead, `clv_residual` and `year` among them;
    clv_residual ends where the curve does, others that would look further are None.  Nobody's chance of being
    alive is known.  `delta` discounts per week, purchases being spread evenly.
    """
    cell, per_purchase = _cells(buyers), spend.per_purchase
    ahead = min(ends["clv_residual"], curve.longest)
    windows = {days: curve.window(days) for days in {ahead, *ends.values()} if days <= curve.longest}
    orders = {days: window.expected[cell] for days, window in windows.items()}

    def value(days: int) -> Floats | None:
        if days not in orders:
            return None
        worth: Floats = orders[days] * per_purchase * (_discount(days, delta) * contribution)
        return worth

    return {
        "p_alive": None,
        "p_buy": 1.0 - windows[ahead].chances[cell, 0],
        "expected_orders": orders[ahead],
        "expected_order_value": per_purchase,
        "expected_revenue": orders[ahead] * per_purchase,
        "expected_revenue_12m": orders[year] * per_purchase if year in orders else None,
        **{name: value(days) for name, days in ends.items()},
        "clv_residual": value(ahead),
    }


def cohort_doubt(
    buyers: pl.DataFrame,
    curve: CohortCurve,
    spend: Spend,
    *,
    days: int,
    delta: float = 0.0,
    contribution: float = 1.0,
) -> Doubt:
    """Return the doubt about what `buyers` will bring in the next `days`, at most the curve's, as `doubt.doubt`."""
    x = buyers["repeat_purchases"].to_numpy().astype(np.int64)
    amounts = doubtful(spend, x.astype(np.float64) + 1.0, buyers["net_sales"].to_numpy())
    kind, position = distinct(x * CELLS + _cells(buyers))
    prospects = _prospects(curve.window(days), kind % CELLS, kind // CELLS, amounts, _discount(days, delta))
    return about(prospects, position, amounts, contribution=contribution)


def _cells(buyers: pl.DataFrame) -> Ints:
    orders, age = (buyers[name].to_numpy().astype(np.int64) for name in ("repeat_purchases", "age_days"))
    return cells_of(orders + 1, age)


def _discount(days: int, delta: float) -> float:
    """Return the mean discount factor of purchases spread over the next `days`."""
    return float(exprel(-delta * days / DAYS_PER_WEEK))


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
