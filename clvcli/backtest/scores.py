"""How near a forecast came: totals, single customers, ranking, who buys again, intervals."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import polars as pl

from clvcli.choosing.ranking import best_first, gains, mean_of, normalised
from clvcli.models.independence import rank_correlation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clvcli.backtest.forecaster import Foretold, Vector
    from clvcli.models.histories import Floats

T = TypeVar("T")

BUYS_FROM = 0.5
"""Whoever is more likely to buy than not is counted as somebody who will."""

DECILES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Scores of an amount expected of each customer: purchases or spend."""

    predicted: float
    """In total."""
    actual: float
    mae: float
    """Mean absolute error per customer."""
    rmse: float
    """Root of the mean squared error per customer."""

    @property
    def ratio(self) -> float | None:
        """Predicted over actual; None where nothing happened."""
        return self.predicted / self.actual if self.actual > 0 else None

    @property
    def log_error(self) -> float | None:
        """|ln(predicted / actual)|: twice and half as much are as far off; None where either is not above 0."""
        ratio = self.ratio
        return None if ratio is None or ratio <= 0 else abs(float(np.log(ratio)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """How well customers are ranked by what they then spent; None where nobody spent anything."""

    gini: float | None
    """Normalised: 1 is the perfect ranking, about 0 is chance."""
    top10: float | None
    """Share of all spend by the tenth ranked best, rounded up."""
    top20: float | None
    spearman: float | None
    """Rank correlation; None where everybody is ranked or did the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buying:
    """How well it was told who buys again."""

    accuracy: float
    """Share of customers of whom the likelier of buying and not buying happened."""
    brier: float
    """Mean squared difference between the probability and what happened, 0 or 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of one forecaster; None for what it says nothing about."""

    customers: int
    orders: Amounts | None
    spend: Amounts | None
    ranking: Ranking | None
    buying: Buying | None
    coverage: float | None
    """Share of customers whose spend lies in the interval, which is meant to hold 80 %."""


def score(expected: Foretold, held: pl.DataFrame) -> Scores:
    """Score what was `expected` against what was `held` out (`Cut.held`), customer by customer.

    What was expected is looked at one vector after the other.
    """
    purchases, spend = held["purchases"].to_numpy(), held["net_revenue"].to_numpy()
    return Scores(
        customers=held.height,
        orders=_where_said(amounts, expected.vector("orders"), purchases),
        spend=_where_said(amounts, expected.vector("spend"), spend),
        ranking=_where_said(ranking, _ranked_by(expected), spend),
        buying=_where_said(buying, expected.vector("p_buy"), purchases),
        coverage=_coverage(expected, spend),
    )


def _where_said(measure: Callable[[Floats, Floats], T], said: Floats | None, actual: Floats) -> T | None:
    return None if said is None else measure(said, actual)


def _ranked_by(expected: Foretold) -> Floats | None:
    """Return what customers are ranked by, best highest."""
    rank = expected.vector("rank")
    return expected.vector("spend") if rank is None else rank


def amounts(predicted: Floats, actual: Floats) -> Amounts:
    """Return totals and errors, both shape `(customers,)`."""
    error = predicted - actual
    return Amounts(
        predicted=float(predicted.sum()),
        actual=float(actual.sum()),
        mae=float(np.abs(error).mean()),
        rmse=float(np.sqrt((error**2).mean())),
    )


def ranking(predicted: Floats, actual: Floats) -> Ranking:
    """Return how well `predicted` ranks customers by `actual`, both shape `(customers,)`."""
    gain = gains(predicted, actual)
    achieved, (top10, top20) = mean_of(gain), _shares_of_best(gain, percents=(10, 20))
    del gain
    return Ranking(
        gini=normalised(achieved, mean_of(gains(actual, actual))),
        top10=top10,
        top20=top20,
        spearman=rank_correlation(predicted, actual),
    )


def buying(p_buy: Floats, purchases: Floats) -> Buying:
    """Return how well `p_buy` tells who made purchases, both shape `(customers,)`."""
    bought = purchases > 0
    return Buying(
        accuracy=float(((p_buy >= BUYS_FROM) == bought).mean()),
        brier=float(((p_buy - bought) ** 2).mean()),
    )


def calibration(expected: Foretold, held: pl.DataFrame) -> pl.DataFrame:
    """Return tenths of the customers by what was expected of them, the best first, and what they then did.

    `decile` 1 to 10, `customers`, the mean per customer of `orders_predicted`, `orders_actual`,
    `spend_predicted` and `spend_actual`.  Needs orders and spend; with fewer than ten customers there are
    fewer rows.
    """
    by = _said(expected, "spend")
    ends = [-(-tenth * by.size // DECILES) for tenth in range(DECILES + 1)]
    tenths = [(tenth, first, last) for tenth, (first, last) in enumerate(pairwise(ends), 1) if last > first]
    columns: dict[str, Callable[[], Floats]] = {
        "orders_predicted": lambda: _said(expected, "orders"),
        "orders_actual": held["purchases"].to_numpy,
        "spend_predicted": lambda: by,
        "spend_actual": held["net_revenue"].to_numpy,
    }
    means: dict[str, list[float]] = {}
    for name, of in columns.items():
        ranked = best_first(by, of())
        means[name] = [float(ranked[first:last].mean()) for _, first, last in tenths]
    shown = {"decile": [tenth for tenth, *_ in tenths], "customers": [last - first for _, first, last in tenths]}
    return pl.DataFrame({**shown, **means}, schema_overrides=dict.fromkeys(shown, pl.Int64))


def _said(expected: Foretold, name: Vector) -> Floats:
    found = expected.vector(name)
    if found is None:
        raise ValueError("a calibration needs expected orders and spend")
    return found


def _shares_of_best(gain: Floats | None, percents: Sequence[int]) -> list[float | None]:
    """Return what the best so many percent of customers hold, their number rounded up."""
    if gain is None:
        return [None for _ in percents]
    return [float(gain[-(-gain.size * percent // 100) - 1]) for percent in percents]


def _coverage(expected: Foretold, spend: Floats) -> float | None:
    low = expected.vector("low")
    if low is None:
        return None
    inside = low <= spend
    del low
    high = expected.vector("high")
    assert high is not None  # noqa: S101  (an interval has two ends)
    inside &= spend <= high
    return float(inside.mean())
