"""How unequal customers are: Lorenz curve, Gini coefficient, shares of the best few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOP_PERCENT = (1, 5, 10, 20)
"""The best few, in percent of customers."""

MOST_OF_VALUE = 0.8
"""The share of value whose fewest holders are counted."""

DECILES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """Shares are of the total of those who brought something; customers who cost money are counted apart."""

    customers: int
    gini: float | None
    """0 where all bring the same, towards 1 where one brings everything; of customers not below zero.
    None where nobody brought anything."""
    customers_for_80: int | None
    """The fewest customers who hold 80 % of the value."""
    top_shares: pl.DataFrame
    """`top` (share of customers), `customers` (rounded up), `share` of value; who is below zero holds none."""
    deciles: pl.DataFrame
    """`decile` 1 the best to 10, `customers`, the value under the column's name, `share`, `cumulative_share`."""
    lorenz: pl.DataFrame
    """`customers` and `value`, cumulative shares from the poorest, at every tenth of customers not below zero."""
    losses: int
    """Customers below zero."""
    loss_total: float


def concentration(values: pl.Series) -> Concentration:
    """Return how `values`, one per customer without nulls, are spread.

    Gini is the population formula sum((2i - n - 1) x_i) / (n sum x), x ascending; negative values
    would take it out of [0, 1], so they are left out of it and of the total that shares refer to.
    """
    ascending = np.sort(values.cast(pl.Float64).to_numpy())
    best = ascending[::-1]
    gains = ascending[ascending >= 0]
    total = float(gains.sum())
    reached = np.cumsum(best[best > 0])
    return Concentration(
        customers=ascending.size,
        gini=_gini(gains, total),
        customers_for_80=_fewest(reached, total),
        top_shares=_top_shares(best, total),
        deciles=_deciles(best, total, values.name),
        lorenz=_lorenz(gains, total),
        losses=int((ascending < 0).sum()),
        loss_total=float(ascending[ascending < 0].sum()),
    )


def _gini(ascending: NDArray[np.float64], total: float) -> float | None:
    if total <= 0:
        return None
    n = ascending.size
    weight = 2.0 * np.arange(1, n + 1) - n - 1.0
    return float(weight @ ascending / (n * total))


def _fewest(reached: NDArray[np.float64], total: float) -> int | None:
    """Return how many of the best reach MOST_OF_VALUE, a hair's rounding allowed."""
    if total <= 0:
        return None
    return int(np.searchsorted(reached, MOST_OF_VALUE * total * (1 - 1e-12))) + 1


def _top_shares(best: NDArray[np.float64], total: float) -> pl.DataFrame:
    counts = [-(-best.size * percent // 100) for percent in TOP_PERCENT]
    gains = np.maximum(best, 0.0)
    shares = [float(gains[:count].sum()) / total if total > 0 else None for count in counts]
    return pl.DataFrame(
        {"top": [percent / 100 for percent in TOP_PERCENT], "customers": counts, "share": shares},
        schema={"top": pl.Float64, "customers": pl.Int64, "share": pl.Float64},
    )


def _deciles(best: NDArray[np.float64], total: float, name: str) -> pl.DataFrame:
    parts = np.array_split(best, DECILES)
    frame = pl.DataFrame(
        {
            "decile": range(1, DECILES + 1),
            "customers": [part.size for part in parts],
            name: [float(part.sum()) for part in parts],
        },
        schema={"decile": pl.Int64, "customers": pl.Int64, name: pl.Float64},
    )
    share = pl.col(name) / total if total > 0 else pl.lit(None, pl.Float64)
    return frame.with_columns(share=share).with_columns(cumulative_share=pl.col("share").cum_sum())


def _lorenz(ascending: NDArray[np.float64], total: float) -> pl.DataFrame:
    at = np.linspace(0.0, 1.0, DECILES + 1)
    cumulative = np.concatenate([[0.0], np.cumsum(ascending)])
    value = np.interp(at * ascending.size, np.arange(cumulative.size), cumulative)
    shares = value / total if total > 0 else np.full(at.size, np.nan)
    return pl.DataFrame({"customers": at, "value": shares}).with_columns(pl.col("value").fill_nan(None))
