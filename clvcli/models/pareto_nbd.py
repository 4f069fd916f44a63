"""Pareto/NBD: customers buy at a steady rate of their own, and leave at any time, unseen.

While active, a customer buys as a Poisson process with rate lambda; he or she leaves at rate mu,
whether buying or not.  Over the population lambda ~ gamma(r, alpha) and mu ~ gamma(s, beta),
independently, so that r / alpha is the mean number of purchases a week and beta / s what a lifetime
in weeks is about.

Use it where leaving has little to do with buying: people move away, grow out of a size, forget.  It doubts
one-time buyers, too, and forecasts as well as BG/NBD.  r and alpha (weeks) tell how often people buy, s
and beta (weeks) how long they stay.  s and beta need long logs: in short ones they run off together,
which the fit says, and NBD explains the data as well.  It is not for contracts, seasons, or buyers who
come every k weeks.

[SMC1987] Schmittlein, Morrison, Colombo (1987), Counting Your Customers: Who Are They and What Will They
Do Next?, Management Science 33(1), 1-24.
[JMR2005] Fader, Hardie, Lee (2005), RFM and CLV: Using Iso-Value Curves for Customer Base Analysis, Journal
of Marketing Research 42(4), 415-430.
[H009] Fader, Hardie, A Note on Deriving the Pareto/NBD Model and Related Expressions, note 009.
[H013] Hardie, note 013: Pareto/NBD purchases in an interval that starts later than the customer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import exprel

from clvcli.models import gamma_poisson, simulation
from clvcli.models.forecasting import Forecast, furthest_ahead
from clvcli.models.gamma_poisson import event_counts
from clvcli.models.histories import by_repeats, floats, histories_of
from clvcli.models.leaving_first import CELLS, LeavingFirst, Rates
from clvcli.models.pareto_likelihood import Likelihood
from clvcli.models.purchase_fitting import fit_purchases
from clvcli.models.quadrature import ahead

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit
    from clvcli.models.gamma_poisson import GammaPoisson
    from clvcli.models.histories import Floats, Histories, Ints
    from clvcli.models.simulation import Futures, Purchases

PARAMETERS = ("r", "alpha", "s", "beta")

INTEGRALS_AT_ONCE = 1_024
"""Chances of a purchase worked out together: bounds memory."""

COUNTS_AT_ONCE = 1_000_000
"""Terms of the distribution of counts in memory at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParetoNBD(Rates):
    """A Pareto/NBD model: four positive parameters and nothing else.

    Functions of a customer's history take x repeat purchases, t_x and T in weeks, as arrays that
    broadcast to shape `(n,)`, and return shape `(n,)`.  All are finite for every history, heavy
    buyers, s = 1, alpha = beta and T = 0 included.
    """

    def __post_init__(self) -> None:
        if not all(0 < value < np.inf for value in (self.r, self.alpha, self.s, self.beta)):
            raise ValueError("Pareto/NBD parameters are positive and finite")

    def log_likelihood(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return the log-likelihood of each history, in nats: [H009] equation (18)."""
        histories = histories_of(x, t_x, T)
        x, T = histories.x, histories.T
        alive = gamma_poisson.log_likelihood(self.r, self.alpha, x, T) - self.s * np.log1p(T / self.beta)
        return alive - self._log_p_alive(histories)

    def p_alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(alive at T): [H009] equation (36); 1 where the last purchase is at T."""
        return self._p_alive(histories_of(x, t_x, T))

    def p_buy(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(at least one purchase in (T, T + t])."""
        return self.forecast(histories_of(x, t_x, T), t).p_buy(t)

    def forecast(self, histories: Histories, furthest: float) -> Forecast:  # noqa: ARG002  as all models
        """Return what these customers will do, for all horizons."""
        future = ParetoFuture(model=self, histories=histories)
        return Forecast(histories=histories, p_alive=self._p_alive(histories), future=future)

    def expected_purchases(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + t] given the history: [H009] equation (41)."""
        return self.forecast(histories_of(x, t_x, T), t).expected_purchases(t)

    def discounted_purchases(self, horizon: float, delta: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + horizon], discounted to T continuously at `delta` a week.

        With `horizon=inf` these are the discounted expected residual transactions (DERT) of [JMR2005]
        equation (2).  Raises LifetimeNeedsDiscountError for `horizon=inf`, `delta=0`.
        """
        return self.forecast(histories_of(x, t_x, T), horizon).discounted_purchases(horizon, delta)

    def new_customer_expectation(self, t: Floats) -> Floats:
        """Return expected repeat purchases in the first `t` weeks: [H009] equation (27)."""
        return self.r / self.alpha * _weeks_alive(np.asarray(t, dtype=np.float64), self.s, self.beta)

    def pmf(self, n: Ints, t: float) -> Floats:
        """Return P(n repeat purchases in the first `t` weeks), shape of `n`: [H009] section 5."""
        return self._pmf_alive(n, t, x=0.0, T=0.0)

    def interval_pmf(self, n: Ints, start: float, t: float) -> Floats:
        """Return P(n repeat purchases in (start, start + t]) of a new customer, shape of `n`: [H013].

        Who is alive at `start` leaves at a rate gamma(s, beta + start); how often they buy says nothing.
        """
        alive = np.exp(-self.s * np.log1p(start / self.beta))
        later = ParetoNBD(r=self.r, alpha=self.alpha, s=self.s, beta=self.beta + start)
        result: Floats = alive * later.pmf(n, t) + np.where(np.asarray(n) == 0, 1.0 - alive, 0.0)
        return result

    def future_pmf(self, n: Ints, t: float, x: float, t_x: float, T: float) -> Floats:
        """Return P(n purchases in (T, T + t]) of one customer, shape of `n`."""
        alive = self.p_alive(*floats([x], [t_x], [T]))[0]
        result: Floats = alive * self._pmf_alive(n, t, x, T) + np.where(np.asarray(n) == 0, 1.0 - alive, 0.0)
        return result

    def simulate(self, ages: Floats, rng: np.random.Generator) -> Purchases:
        """Return the repeat purchases of new customers who are observed for `ages` weeks, shape `(n,)`."""
        rate = rng.standard_gamma(self.r, ages.size) / self.alpha
        return simulation.purchases(
            rng, rate=rate, until=np.minimum(ages, self.lifetimes(np.zeros(ages.size), rng))
        )

    def lifetimes(self, T: Floats, rng: np.random.Generator) -> Floats:
        """Return possible weeks to live of customers alive at T: gamma(s, beta + T) mixed exponentials."""
        risk = rng.standard_gamma(self.s, T.size) / (self.beta + T)
        return rng.standard_exponential(T.size) / np.maximum(risk, simulation.SLOWEST_RATE)

    def _p_alive(self, histories: Histories) -> Floats:
        return np.exp(self._log_p_alive(histories))

    def _log_p_alive(self, histories: Histories) -> Floats:
        """Return log P(alive at T), shape `(n,)`.

        1 / P(alive) = e^d kappa(t_x) + 1 - kappa(T), where kappa is the chance of leaving before the next
        purchase and e^-d that of neither from t_x to T: sums of positive terms, d at least 0.
        """
        h = histories
        log_a, log_b = np.log(self.alpha + h.times), np.log(self.beta + h.times)
        first = LeavingFirst.of(self, h.repeats, float(h.times.max(initial=0.0)))
        basis = first.basis(h.times)
        x, result = h.x, np.empty(h.x_at.size)
        for some in by_repeats(h, CELLS):
            kappa = first.series[some.repeats_at, 0] @ basis[:, some.times_at]
            t_x, T = h.t_x_at[some.rows], h.T_at[some.rows]
            d = (self.r + x[some.rows]) * (log_a[T] - log_a[t_x]) + self.s * (log_b[T] - log_b[t_x])
            unlikelier = kappa[some.x_at, some.t_x_at] + (1.0 - kappa[some.x_at, some.T_at]) * np.exp(-d)
            result[some.rows] = np.minimum(-d - np.log(unlikelier), 0.0)
        return result

    def _pmf_alive(self, n: Ints, t: float, x: float, T: float) -> Floats:
        """Return P(n purchases in (T, T + t]) of a customer alive at T, shape of `n`.

        Alive to the end, or leaving after u weeks: the average of the negative binomial of these.
        """
        number = np.asarray(n, dtype=np.float64).ravel()
        R, A, s, B = self.r + x, self.alpha + T, self.s, self.beta + T
        stretch = (R + 1.0) / A + (s + 1.0) / B
        # the chance of n purchases peaks where they are due, to within 1 / sqrt(n), or as R leaves open
        peaked = np.sqrt(min(number.max(initial=0.0), R)) / 2.0
        u, du = ahead(np.array([t]), np.array([stretch]), widest=max(1.0, peaked) * float(np.log1p(stretch * t)))
        leaves = du[0] * s / (B + u[0]) * np.exp(-s * np.log1p(u[0] / B))
        result: Floats = event_counts(number, t / (A + t), R) * np.exp(-s * np.log1p(t / B))
        share = u[0] / (A + u[0])
        at_once = max(1, COUNTS_AT_ONCE // share.size)
        for first in range(0, number.size, at_once):
            block = slice(first, first + at_once)
            result[block] += event_counts(number[block, None], share, R) @ leaves
        counts: Floats = result.reshape(np.shape(n))
        return counts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ParetoFuture:
    """What customers who are alive will do: a Future."""

    model: ParetoNBD
    histories: Histories

    def purchases(self, t: float) -> Floats:
        """Return expected purchases in (T, T + t], shape `(n,)`."""
        ages, age_at = self.histories.ages
        return self._rate * _weeks_alive(t, self.model.s, self.model.beta + ages)[age_at]

    def discounted(self, horizon: float, delta: float) -> Floats:
        """Return purchases in (T, T + horizon], each worth e^(-delta s) after s weeks, shape `(n,)`."""
        end = furthest_ahead(horizon, delta)
        ages, age_at = self.histories.ages
        s, B = self.model.s, self.model.beta + ages
        u, du = ahead(np.full(ages.size, end), (s + 1.0) / B + delta)
        weeks = (du * np.exp(-delta * u - s * np.log1p(u / B[:, None]))).sum(axis=1)
        discounted: Floats = self._rate * weeks[age_at]
        return discounted

    def p_buy(self, t: float) -> Floats:
        """Return P(at least one purchase in (T, T + t]), shape `(n,)`.

        The integral over u of the chance that the next purchase is due after u weeks, times that of
        still being alive.
        """
        x, T, at = self.histories.exposures
        s, R, A, B = self.model.s, self.model.r + x, self.model.alpha + T, self.model.beta + T
        chance = np.empty(x.size)
        for first in range(0, x.size, INTEGRALS_AT_ONCE):
            rows = slice(first, first + INTEGRALS_AT_ONCE)
            Rs, As, Bs = R[rows, None], A[rows, None], B[rows, None]
            u, du = ahead(np.full(Rs.size, t), ((Rs + 1.0) / As + (s + 1.0) / Bs)[:, 0])
            due = Rs / As * np.exp(-(Rs + 1.0) * np.log1p(u / As) - s * np.log1p(u / Bs))
            chance[rows] = (du * due).sum(axis=1)
        return np.minimum(chance, 1.0)[at]

    def draw(self, at: Ints, t: float, delta: float, rng: np.random.Generator) -> Futures:
        """Return one possible future of t weeks for each of the histories at positions `at`."""
        x, T = self.histories.x[at], self.histories.T[at]
        return simulation.futures(
            rng,
            rate=rng.standard_gamma(self.model.r + x) / (self.model.alpha + T),
            until=np.minimum(t, self.model.lifetimes(T, rng)),
            delta=delta,
        )

    @property
    def _rate(self) -> Floats:
        """Expected purchases per week alive."""
        return (self.model.r + self.histories.x) / (self.model.alpha + self.histories.T)


def fit(histories: Histories) -> Fit[ParetoNBD]:
    """Return the maximum-likelihood Pareto/NBD model of these customers.

    Raises PurchasesNotModelledError as `bg_nbd.fit`.
    """
    return fit_purchases(histories, ParetoNBD, PARAMETERS, Likelihood, _starts)


def _weeks_alive(t: Floats | float, s: float, B: Floats | float) -> Floats:
    """Return expected weeks alive of the next t: the integral of (1 + u / B)^-s, the limit at s = 1 included."""
    elapsed = np.log1p(t / B)
    result: Floats = B * elapsed * exprel((1.0 - s) * elapsed)
    return result


def _starts(purchasing: GammaPoisson) -> list[Floats]:
    """Return parameters to start from, with the purchase rate of the data and lifetimes short to long."""
    rate, weeks = purchasing.events_per_week, max(purchasing.weeks, 1.0)
    return [
        np.array([0.7, 0.7 / (1.5 * rate), 0.7, 0.7 * weeks]),
        np.array([0.3, 0.3 / (3.0 * rate), 0.3, 0.1 * weeks]),
        np.array([1.5, 1.5 / rate, 1.0, 10.0 * weeks]),
    ]
