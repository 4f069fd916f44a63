"""Customers who may leave after a purchase: what BG/NBD, MBG/NBD and their regular cousins share.

Events come as a Poisson process with rate lambda ~ gamma(r, alpha), every k-th is a purchase, and
after a purchase the customer leaves with probability p ~ Beta(a, b).  The papers differ in k and in
whether the first purchase can be the last: with m the purchases that could have been,

    L = Gamma(R) / Gamma(r) alpha^r C { B(a, b + m) S / (alpha + T)^R + B(a + 1, b + m - 1) / (alpha + t_x)^R }

over B(a, b), with R = r + k x, the second term for m > 0 only.  S allows for events since the last
purchase and C depends on the gaps between purchases alone; both are 1 for k = 1.

[FHL2005] Fader, Hardie, Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2).
[PR2016] Platzer, Reutterer (2016), Ticking Away the Moments, Marketing Science 35(5), 779-799.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy.special import betaln, expit

from clvcli.models import gamma_poisson, simulation
from clvcli.models.beta_geometric import Alive, BetaGeometricFuture, PurchaseCurves
from clvcli.models.erlang import log_no_purchase, phase_chances
from clvcli.models.forecasting import Forecast, furthest_ahead
from clvcli.models.histories import Floats, Histories, Ints, floats, histories_of

if TYPE_CHECKING:
    from clvcli.models.simulation import Purchases

PARAMETERS = ("r", "alpha", "a", "b")


@dataclass(frozen=True, slots=True, kw_only=True)
class DropoutModel:
    """Four positive parameters; what a paper adds, its class says.

    Functions of a customer's history take x repeat purchases, t_x and T in weeks, as arrays that
    broadcast to shape `(n,)`, and return shape `(n,)`.  All are finite for every history, heavy
    buyers, a = 1 and T = 0 included.
    """

    FIRST_MAY_BE_LAST: ClassVar[bool]
    """Whether a customer may leave right after the first purchase."""

    r: float
    alpha: float
    a: float
    b: float

    def __post_init__(self) -> None:
        if not all(0 < value < np.inf for value in (self.r, self.alpha, self.a, self.b)):
            raise ValueError("parameters are positive and finite")

    @property
    def every(self) -> int:
        """k: every k-th event is a purchase."""
        return 1

    def log_likelihood(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return the log-likelihood of each history, in nats, without the factor C of the gaps.

        [FHL2005] equation (6) as A1 A2 (A3 + A4) of section 6, the sum in logs.
        """
        x, t_x, T = floats(x, t_x, T)
        stayed = self._could_have_left(x)
        result: Floats = (
            gamma_poisson.log_likelihood(self.r, self.alpha, self.every * x, T)
            + betaln(self.a, self.b + stayed)
            - betaln(self.a, self.b)
            + np.logaddexp(self._log_no_purchase(x, t_x, T), self._log_left(x, t_x, T))
        )
        return result

    def p_alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(alive at T); 1 where there was no purchase to leave after ([H021])."""
        x, t_x, T = floats(x, t_x, T)
        result: Floats = expit(self._log_no_purchase(x, t_x, T) - self._log_left(x, t_x, T))
        return result

    def p_buy(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(at least one purchase in (T, T + t])."""
        return self.forecast(histories_of(x, t_x, T), 0.0).p_buy(t)

    def forecast(self, histories: Histories, furthest: float) -> Forecast:
        """Return what these customers will do, for all horizons up to `furthest` weeks, at one cost."""
        x, t_x, T = histories.x, histories.t_x, histories.T
        future = BetaGeometricFuture(
            alive=self._alive,
            histories=histories,
            phases=phase_chances(self.every, self.r + self.every * x, (T - t_x) / (self.alpha + T)),
            curves=PurchaseCurves.of(self._alive, histories.repeats, furthest),
        )
        return Forecast(histories=histories, p_alive=self.p_alive(x, t_x, T), future=future)

    def expected_purchases(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + t] given the history: [FHL2005] equation (10)."""
        return self.forecast(histories_of(x, t_x, T), t).expected_purchases(t)

    def discounted_purchases(self, horizon: float, delta: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + horizon], discounted to T continuously at `delta` a week.

        With `horizon=inf` these are the discounted expected residual transactions (DERT), for which
        there is no closed form.  Raises LifetimeNeedsDiscountError for `horizon=inf`, `delta=0`.
        """
        forecast = self.forecast(histories_of(x, t_x, T), furthest_ahead(horizon, delta))
        return forecast.discounted_purchases(horizon, delta)

    def new_customer_expectation(self, t: Floats) -> Floats:
        """Return expected repeat purchases in the first `t` weeks: [FHL2005] equation (9)."""
        return self._stays_at_first * self._alive.purchases(t, x=0.0, T=0.0)

    def pmf(self, n: Ints, t: float) -> Floats:
        """Return P(n repeat purchases in the first `t` weeks), shape of `n`: [FHL2005] equation (8)."""
        return self.future_pmf(n, t, x=0.0, t_x=0.0, T=0.0)

    def future_pmf(self, n: Ints, t: float, x: float, t_x: float, T: float) -> Floats:
        """Return P(n purchases in (T, T + t]) of one customer, shape of `n`.

        Equation (8) with the posterior in place of the prior, for a customer still alive, and none
        for one who has left.
        """
        history = floats([x], [t_x], [T])
        alive = self.p_alive(*history)[0]
        R, q = self.r + self.every * x, (T - t_x) / (self.alpha + T)
        phases = phase_chances(self.every, np.array([R]), np.array([q]))[:, 0]
        pmf = np.zeros(np.shape(n))
        for phase, chance in enumerate(phases):
            pmf += chance * self._alive.pmf(n, t, x, T, phase)
        result: Floats = alive * pmf + np.where(np.asarray(n) == 0, 1.0 - alive, 0.0)
        return result

    def simulate(self, ages: Floats, rng: np.random.Generator) -> Purchases:
        """Return the repeat purchases of new customers who are observed for `ages` weeks, shape `(n,)`."""
        dropout = rng.beta(self.a, self.b, ages.size)
        stays = rng.random(ages.size) >= dropout if self.FIRST_MAY_BE_LAST else True
        return simulation.purchases(
            rng,
            rate=rng.standard_gamma(self.r, ages.size) / self.alpha,
            until=np.where(stays, ages, 0.0),
            dropout=dropout,
            every=self.every,
        )

    @property
    def _alive(self) -> Alive:
        """Customers known to be alive; a first purchase that could have been the last is one more survived."""
        return Alive(r=self.r, alpha=self.alpha, a=self.a, b=self.b + self.FIRST_MAY_BE_LAST, every=self.every)

    @property
    def _stays_at_first(self) -> float:
        return self.b / (self.a + self.b) if self.FIRST_MAY_BE_LAST else 1.0

    def _could_have_left(self, x: Floats) -> Floats:
        """Return m, the purchases that could have been the last."""
        return x + self.FIRST_MAY_BE_LAST

    def _log_no_purchase(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return log S."""
        return log_no_purchase(self.every, self.r + self.every * x, (T - t_x) / (self.alpha + T))

    def _log_left(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return log(A4 / A3) of [FHL2005], the log-odds of having left were S = 1; -inf for m = 0."""
        m = self._could_have_left(x)
        waited = np.log1p((T - t_x) / (self.alpha + t_x))
        odds = np.log(self.a) - np.log(self.b + np.maximum(m, 1.0) - 1.0) + (self.r + self.every * x) * waited
        result: Floats = np.where(m > 0, odds, -np.inf)
        return result
