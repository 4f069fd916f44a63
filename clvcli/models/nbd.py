"""NBD: customers buy at a steady rate of their own and never leave; the yardstick for every model in which they do.

A customer buys as a Poisson process with rate lambda ~ gamma(r, alpha), for ever.  Given x purchases
in T weeks, the rate follows gamma(r + x, alpha + T), whenever the last purchase was.

Use it to see whether leaving can be told from the data at all: a model with dropout must explain them
better than this one, or its P(alive) is an assumption.  Its two parameters are r, a pure number, and
alpha, in weeks.  As a forecast it is right for a base that is really kept (consumables over a year) and
too high for any other, the more so the further it looks.

[E1959] Ehrenberg (1959), The Pattern of Consumer Purchases, Applied Statistics 8(1), 26-41.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clvcli.models import gamma_poisson, simulation
from clvcli.models.forecasting import Forecast, furthest_ahead
from clvcli.models.gamma_poisson import GammaPoisson, event_counts
from clvcli.models.histories import floats, histories_of
from clvcli.models.purchase_fitting import fit_purchases

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats, Histories, Ints
    from clvcli.models.newton import Derivatives
    from clvcli.models.simulation import Futures, Purchases

PARAMETERS = ("r", "alpha")


@dataclass(frozen=True, slots=True, kw_only=True)
class NBD:
    """An NBD model: two positive parameters.

    Functions of a customer's history take x repeat purchases, t_x and T in weeks, as arrays that
    broadcast to shape `(n,)`, and return shape `(n,)`; t_x does not matter.
    """

    r: float
    alpha: float

    def __post_init__(self) -> None:
        if not all(0 < value < np.inf for value in (self.r, self.alpha)):
            raise ValueError("NBD parameters are positive and finite")

    def log_likelihood(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return the log-likelihood of each history, in nats."""
        x, t_x, T = np.broadcast_arrays(*floats(x, t_x, T))
        return gamma_poisson.log_likelihood(self.r, self.alpha, x, T)

    def p_alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(alive at T), which is 1."""
        return np.ones(np.broadcast_shapes(np.shape(x), np.shape(t_x), np.shape(T)))

    def p_buy(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(at least one purchase in (T, T + t])."""
        return self.forecast(histories_of(x, t_x, T), t).p_buy(t)

    def forecast(self, histories: Histories, furthest: float) -> Forecast:  # noqa: ARG002  as all models
        """Return what these customers will do, for all horizons."""
        future = SteadyFuture(R=self.r + histories.x, A=self.alpha + histories.T)
        return Forecast(histories=histories, p_alive=np.ones(histories.x_at.size), future=future)

    def expected_purchases(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + t] given the history: t (r + x) / (alpha + T)."""
        return self.forecast(histories_of(x, t_x, T), t).expected_purchases(t)

    def discounted_purchases(self, horizon: float, delta: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + horizon], discounted to T continuously at `delta` a week.

        Raises LifetimeNeedsDiscountError for `horizon=inf`, `delta=0`.
        """
        return self.forecast(histories_of(x, t_x, T), horizon).discounted_purchases(horizon, delta)

    def new_customer_expectation(self, t: Floats) -> Floats:
        """Return expected repeat purchases in the first `t` weeks."""
        return self.r / self.alpha * np.asarray(t, dtype=np.float64)

    def pmf(self, n: Ints, t: float) -> Floats:
        """Return P(n repeat purchases in the first `t` weeks), shape of `n`: the negative binomial."""
        return self.future_pmf(n, t, x=0.0, t_x=0.0, T=0.0)

    def interval_pmf(self, n: Ints, start: float, t: float) -> Floats:  # noqa: ARG002  when does not matter
        """Return P(n repeat purchases in (start, start + t]) of a new customer, shape of `n`."""
        return self.pmf(n, t)

    def future_pmf(self, n: Ints, t: float, x: float, t_x: float, T: float) -> Floats:  # noqa: ARG002  as all models
        """Return P(n purchases in (T, T + t]) of one customer, shape of `n`."""
        return event_counts(np.asarray(n, dtype=np.float64), t / (self.alpha + T + t), self.r + x)

    def simulate(self, ages: Floats, rng: np.random.Generator) -> Purchases:
        """Return the repeat purchases of new customers who are observed for `ages` weeks, shape `(n,)`."""
        return simulation.purchases(rng, rate=rng.standard_gamma(self.r, ages.size) / self.alpha, until=ages)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SteadyFuture:
    """What customers with rates gamma(R, A) will do who never leave: a Future."""

    R: Floats
    A: Floats

    def purchases(self, t: float) -> Floats:
        """Return expected purchases in (T, T + t], shape `(n,)`."""
        return t * self.R / self.A

    def discounted(self, horizon: float, delta: float) -> Floats:
        """Return purchases in (T, T + horizon], each worth e^(-delta s) after s weeks, shape `(n,)`."""
        end = furthest_ahead(horizon, delta)
        weeks = -np.expm1(-delta * end) / delta if delta > 0 else end
        return weeks * self.R / self.A

    def p_buy(self, t: float) -> Floats:
        """Return P(at least one purchase in (T, T + t]), shape `(n,)`."""
        return -np.expm1(-self.R * np.log1p(t / self.A))

    def draw(self, at: Ints, t: float, delta: float, rng: np.random.Generator) -> Futures:
        """Return one possible future of t weeks for each of the histories at positions `at`."""
        rate = rng.standard_gamma(self.R[at]) / self.A[at]
        return simulation.futures(rng, rate=rate, until=np.full(at.size, t), delta=delta)


class Likelihood:
    """The total log-likelihood of `histories` and its derivatives in (r, alpha)."""

    def __init__(self, histories: Histories) -> None:
        self.purchasing = GammaPoisson.of(histories)

    def __call__(self, parameters: Floats) -> Derivatives:
        """Return the total at `parameters`, in the order r, alpha."""
        r, alpha = parameters
        return self.purchasing(r, alpha)

    without_dropout = __call__


def fit(histories: Histories) -> Fit[NBD]:
    """Return the maximum-likelihood NBD model of these customers.

    Raises PurchasesNotModelledError as `bg_nbd.fit`.
    """
    return fit_purchases(histories, NBD, PARAMETERS, Likelihood, _starts)


def _starts(purchasing: GammaPoisson) -> list[Floats]:
    """Return parameters to start from, with the purchase rate of the data."""
    rate = purchasing.events_per_week
    return [np.array([r, r / rate]) for r in (0.5, 2.0)]
