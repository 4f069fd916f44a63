"""The forecast that every purchase model makes: P(alive) times what those alive will do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from clvcli.errors import LifetimeNeedsDiscountError
from clvcli.models.quadrature import NEGLIGIBLE
from clvcli.models.simulation import Futures

if TYPE_CHECKING:
    from clvcli.models.histories import Floats, Histories, Ints


class Future(Protocol):
    """What customers will do who are known to be alive at T; one entry for each history, shape `(n,)`."""

    def purchases(self, t: float) -> Floats:
        """Return expected purchases in (T, T + t]."""

    def discounted(self, horizon: float, delta: float) -> Floats:
        """Return purchases in (T, T + horizon], each worth e^(-delta s) after s weeks."""

    def p_buy(self, t: float) -> Floats:
        """Return P(at least one purchase in (T, T + t])."""

    def draw(self, at: Ints, t: float, delta: float, rng: np.random.Generator) -> Futures:
        """Return one possible future of t weeks for each of the histories at positions `at`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast:
    """What each of many customers will do, at any horizon up to the one it was made for."""

    histories: Histories
    p_alive: Floats
    """Probability of being alive at T, shape `(n,)`."""
    future: Future
    """Of those alive."""

    def expected_purchases(self, t: float) -> Floats:
        """Return expected purchases in (T, T + t], shape `(n,)`."""
        return self.p_alive * self.future.purchases(t)

    def discounted_purchases(self, horizon: float, delta: float) -> Floats:
        """Return purchases in (T, T + horizon], each worth e^(-delta s) after s weeks, shape `(n,)`.

        Raises LifetimeNeedsDiscountError for `horizon=inf`, `delta=0`.
        """
        return self.p_alive * self.future.discounted(horizon, delta)

    def p_buy(self, t: float) -> Floats:
        """Return P(at least one purchase in (T, T + t]), shape `(n,)`."""
        return self.p_alive * self.future.p_buy(t)

    def draw(self, at: Ints, t: float, rng: np.random.Generator, *, delta: float = 0.0) -> Futures:
        """Return one possible future of t weeks for each position in `at`, which may repeat.

        Whether the customer is alive, his or her rate and dropout are drawn given the history, then
        the purchases given those; the parameters of the model are taken as they are.
        """
        alive = np.flatnonzero(rng.random(at.size) < self.p_alive[at])
        futures = Futures.none(at.size)
        for all_of_them, of_those_alive in zip(futures, self.future.draw(at[alive], t, delta, rng), strict=True):
            all_of_them[alive] = of_those_alive
        return futures


def furthest_ahead(horizon: float, delta: float) -> float:
    """Return the weeks ahead that a forecast must reach to discount up to `horizon`.

    The horizon, or sooner where e^(-delta s) has become negligible.

    Raises LifetimeNeedsDiscountError for an endless horizon without discount.
    """
    if delta > 0:
        return min(horizon, NEGLIGIBLE / delta)
    if np.isinf(horizon):
        raise LifetimeNeedsDiscountError.endless()
    return horizon
