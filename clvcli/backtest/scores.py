"""How near a forecast came: totals, single customers, ranking, who buys again, intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.choosing.ranking import gains, normalised_gini, of_equals
from clvcli.models.independence import rank_correlation

if TYPE_CHECKING:
    from clvcli.backtest.forecaster import Expected
    from clvcli.models.histories import Floats

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


def score(expected: Expected, held: pl.DataFrame) -> Scores:
    """Score what was `expected` against what was `held` out (`Split.held`), customer by customer."""
    purchases = held["purchases"].to_numpy().astype(np.float64)
    spend = held["net_revenue"].to_numpy()
    return Scores(
        customers=held.height,
        orders=amounts(expected.orders, purchases) if expected.orders is not None else None,
        spend=amounts(expected.spend, spend) if expected.spend is not None else None,
        ranking=ranking(expected.ranking, spend) if expected.ranking is not None else None,
        buying=buying(expected.p_buy, purchases) if expected.p_buy is not None else None,
        coverage=_coverage(expected, spend),
    )


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
    return Ranking(
        gini=normalised_gini(predicted, actual),
        top10=_share_of_best(gain, percent=10),
        top20=_share_of_best(gain, percent=20),
        spearman=rank_correlation(predicted, actual),
    )


def buying(p_buy: Floats, purchases: Floats) -> Buying:
    """Return how well `p_buy` tells who made purchases, both shape `(customers,)`."""
    bought = purchases > 0
    return Buying(
        accuracy=float(((p_buy >= BUYS_FROM) == bought).mean()),
        brier=float(((p_buy - bought) ** 2).mean()),
    )


def calibration(expected: Expected, held: pl.DataFrame) -> pl.DataFrame:
    """Return tenths of the customers by what was expected of them, the best first, and what they then did.

    `decile` 1 to 10, `customers`, the mean per customer of `orders_predicted`, `orders_actual`,
    `spend_predicted` and `spend_actual`.  Needs orders and spend; with fewer than ten customers there are
    fewer rows.
    """
    if expected.orders is None or expected.spend is None:
        raise ValueError("a calibration needs expected orders and spend")
    by = expected.spend
    order = np.argsort(-by, kind="stable")
    columns = {
        "orders_predicted": expected.orders,
        "orders_actual": held["purchases"].to_numpy().astype(np.float64),
        "spend_predicted": by,
        "spend_actual": held["net_revenue"].to_numpy(),
    }
    decile = np.arange(by.size) * DECILES // max(by.size, 1) + 1
    return (
        pl.DataFrame({"decile": decile, **{name: of_equals(by, of)[order] for name, of in columns.items()}})
        .group_by("decile")
        .agg(pl.len().cast(pl.Int64).alias("customers"), *(pl.col(name).mean() for name in columns))
        .sort("decile")
    )


def _share_of_best(gain: Floats | None, *, percent: int) -> float | None:
    """Return what the best so many percent of customers hold, their number rounded up."""
    if gain is None:
        return None
    return float(gain[-(-gain.size * percent // 100) - 1])


def _coverage(expected: Expected, spend: Floats) -> float | None:
    if expected.low is None or expected.high is None:
        return None
    return float(((expected.low <= spend) & (spend <= expected.high)).mean())
