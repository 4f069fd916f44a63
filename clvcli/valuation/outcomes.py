"""What customers who are alive may bring: the distribution of their discounted contribution, by history.

Whoever is known to be alive has a future that depends on x and T alone, and smoothly: how long ago the
last purchase was is in the probability of being alive.  So futures are acted out for some x and T, a few
thousand each under the parameters that the data leave possible, and quantiles between them are
interpolated.  Where these points lie depends on the model and not on who is asked about, so that a customer
has the same interval alone as in a crowd.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints, histories_of

if TYPE_CHECKING:
    from clvcli.models.nearby import Nearby
    from clvcli.valuation.doubtful_spend import DoubtfulSpend

SEED = 20_050_101
"""Any constant: the same futures in every run."""

FUTURES = 2_048
"""Acted out for each x and T: the 90th percentile is then known to some 3 %."""

DENSE = 6
"""Up to here each x has points of its own; beyond, three or four per doubling do."""

STEP = 0.5
"""Between two T, in log(alpha + T)."""

LONGEST_WEEKS = 1_050.0
"""Twenty years: nobody is observed for longer, and who is, is taken as if not."""

LEVELS = np.linspace(0.0, 0.9, 181)
"""Quantiles that are kept; nobody asks for more, see `Doubt`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcomes:
    """Quantiles of what customers who are alive bring, on a grid of x and log(alpha + T)."""

    alpha: float
    x: Floats
    """Ascending, shape `(n_x,)`."""
    first: Floats
    """log(alpha + T) of the first T of each x: purchases are days, so T is at least x days."""
    quantiles: Floats
    """Per unit of own and of shared money, shape `(2, n_x, n_T, levels)`, in units of `DoubtfulSpend.per_unit`."""
    squares: Floats
    """Root of the mean square per unit of money, shape `(n_x, n_T)`, in these units."""

    @classmethod
    def of(
        cls, near: Nearby[Any], alpha: float, spend: DoubtfulSpend, repeats: Floats, weeks: float, delta: float
    ) -> Outcomes:
        """Return the outcomes over the next `weeks` of customers with `repeats` purchases."""
        x = grid_around(repeats)
        first = np.log(alpha + x / DAYS_PER_WEEK)
        steps = int(np.ceil((np.log(alpha + LONGEST_WEEKS) - np.log(alpha)) / STEP)) + 1
        quantiles, squares = np.empty((2, x.size, steps, LEVELS.size)), np.empty((x.size, steps))
        for row, repeat in enumerate(x):
            T = np.exp(first[row] + STEP * np.arange(steps)) - alpha
            brought, squares[row] = _acted_out(near, spend, float(repeat), T, weeks, delta)
            quantiles[:, row] = np.quantile(brought, LEVELS, axis=-1).transpose(1, 2, 0)
        return cls(alpha=alpha, x=x, first=first, quantiles=quantiles, squares=squares)

    def quantile(self, level: Floats, x: Floats, T: Floats) -> Floats:
        """Return the quantiles at `level`, at most 0.9, per unit of own and of shared money, shape `(2, n)`."""
        place = np.clip(level, 0.0, LEVELS[-1]) * ((LEVELS.size - 1) / LEVELS[-1])
        low = np.minimum(place.astype(np.int64), LEVELS.size - 2)
        rest = place - low
        total = np.zeros((2, x.size))
        for weight, row, step in self._corners(x, T):
            for share, at in ((1.0 - rest, low), (rest, low + 1)):
                total += (weight * share) * self.quantiles[:, row, step, at]
        return total

    def square(self, x: Floats, T: Floats) -> Floats:
        """Return the root of the mean square per unit of money, shape `(n,)`."""
        return sum(
            (weight * self.squares[row, step] for weight, row, step in self._corners(x, T)), np.zeros(x.size)
        )

    def _corners(self, x: Floats, T: Floats) -> list[tuple[Floats, Ints, Ints]]:
        """Return the four points around each history: its weight, the place of its x and of its T."""
        above = np.minimum(np.searchsorted(self.x, x), self.x.size - 1)
        below = np.where(self.x[above] > x, np.maximum(above - 1, 0), above)
        width = np.maximum(self.x[above] - self.x[below], 1.0)
        nearer = (x - self.x[below]) / width
        corners = []
        for share, row in ((1.0 - nearer, below), (nearer, above)):
            place = np.clip((np.log(self.alpha + T) - self.first[row]) / STEP, 0.0, self.squares.shape[1] - 1.0)
            step = np.minimum(place.astype(np.int64), self.squares.shape[1] - 2)
            later = place - step
            corners += [(share * (1.0 - later), row, step), (share * later, row, step + 1)]
        return corners


def grid_around(repeats: Floats) -> Floats:
    """Return the x with points of their own that lie at, next below and next above each of `repeats`."""
    largest = repeats.max(initial=0.0)
    octaves = np.arange(int(np.ceil(np.log2(max(largest, DENSE) / 4.0))) + 1)
    coarse = (np.arange(4.0, 8.0) * 2.0 ** octaves[:, None]).ravel()
    grid = np.concatenate([np.arange(DENSE + 1.0), coarse[coarse > DENSE], [2.0 ** (octaves[-1] + 3)]])
    above = np.searchsorted(grid, repeats)
    below = np.where(grid[above] > repeats, above - 1, above)
    around: Floats = grid[np.union1d(above, below)]
    return around


def _acted_out(
    near: Nearby[Any], spend: DoubtfulSpend, x: float, T: Floats, weeks: float, delta: float
) -> tuple[Floats, Floats]:
    """Return what customers with x repeats and each T may bring, and the root of its mean square.

    Shape `(2, T.size, futures)` and `(T.size,)`, in units of the expected spend per unit of money.
    """
    rng = np.random.default_rng([SEED, int(x)])
    each = FUTURES // len(near.models)
    at = np.repeat(np.arange(T.size), each)
    histories = histories_of(np.full(T.size, x), T * x / (x + 1.0), T)
    brought, squares = [], []
    for model in near.models:
        futures = model.forecast(histories, 0.0).future.draw(at, weeks, delta, rng)
        brought.append(np.reshape(spend.drawn(futures, x, rng), (2, T.size, each)))
        squares.append(np.reshape(spend.squared(futures, x), (T.size, each)).mean(axis=-1))
    scale = spend.per_unit(x)
    return np.concatenate(brought, axis=-1) / scale, np.sqrt(np.mean(squares, axis=0)) / scale
