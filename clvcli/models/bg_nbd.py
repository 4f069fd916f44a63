"""BG/NBD: customers buy at a steady rate of their own, and may leave for good after any purchase.

While active, a customer buys as a Poisson process with rate lambda; after every repeat purchase he
or she leaves with probability p.  Over the population lambda ~ gamma(r, alpha) and
p ~ Beta(a, b), independently.  Time is in weeks and purchases are days with a purchase, so that
r / alpha is the mean number of purchases a week and a / (a + b) the mean dropout probability.

[FHL2005] Fader, Hardie, Lee, "Counting Your Customers" the Easy Way: An Alternative to the
Pareto/NBD Model, Marketing Science 24(2), 275-284.
[H021] Fader, Hardie, Lee (2008), Computing P(alive) Using the BG/NBD Model.
[H029] Hardie, note 029: BG/NBD purchases in an interval that starts later than the customer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, expit, xlog1py

from clvcli.errors import PurchasesNotModelledError
from clvcli.models import gamma_poisson
from clvcli.models.beta_geometric import Alive, Forecast, PurchaseCurves, furthest_ahead, negative_binomial
from clvcli.models.fitting import (
    LIKELIHOOD_RATIO_5_PERCENT,
    Fit,
    covariance_of,
    first_guess,
    in_logs,
    maximise_likelihood,
    run_off,
)
from clvcli.models.gamma_poisson import GammaPoisson, rising_product
from clvcli.models.histories import Floats, Histories, Ints, histories_of
from clvcli.models.newton import Derivatives
from clvcli.models.quadrature import beta_rule

PARAMETERS = ("r", "alpha", "a", "b")

HISTORIES_FOR_A_FIRST_GUESS = 20_000
"""More than this many are first fitted with times rounded."""

CELLS_FOR_A_FIRST_GUESS = 250_000
"""How many rounded histories may differ; some tenth of them occur."""

BLOCK = 8_192
"""Histories worked on at a time: their intermediate arrays stay in the processor's cache, and BLAS
starts no second thread for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BGNBD:
    """A BG/NBD model: four positive parameters and nothing else.

    Functions of a customer's history take x repeat purchases, t_x and T in weeks, as arrays that
    broadcast to shape `(n,)`, and return shape `(n,)`.  All are finite for every history, heavy
    buyers, a = 1 and T = 0 included.
    """

    r: float
    alpha: float
    a: float
    b: float

    def __post_init__(self) -> None:
        if not all(0 < value < np.inf for value in (self.r, self.alpha, self.a, self.b)):
            raise ValueError("BG/NBD parameters are positive and finite")

    def log_likelihood(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return the log-likelihood of each history, in nats.

        [FHL2005] equation (6) as A1 A2 (A3 + A4) of section 6, the sum as A3 (1 + A4 / A3).
        """
        x, t_x, T = _arrays(x, t_x, T)
        result: Floats = (
            gamma_poisson.log_likelihood(self.r, self.alpha, x, T)
            + betaln(self.a, self.b + x)
            - betaln(self.a, self.b)
            + np.where(x > 0, np.logaddexp(0.0, self._log_odds_of_having_left(x, t_x, T)), 0.0)
        )
        return result

    def p_alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(alive at T); 1 for x = 0, since nobody leaves without a repeat purchase ([H021])."""
        x, t_x, T = _arrays(x, t_x, T)
        return np.where(x > 0, expit(-self._log_odds_of_having_left(x, t_x, T)), 1.0)

    def p_buy(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(at least one purchase in (T, T + t])."""
        x, t_x, T = _arrays(x, t_x, T)
        return self.p_alive(x, t_x, T) * self._alive.p_buy(t, x, T)

    def forecast(self, histories: Histories, furthest: float) -> Forecast:
        """Return what these customers will do, for all horizons up to `furthest` weeks, at one cost."""
        return Forecast(
            alive=self._alive,
            histories=histories,
            p_alive=self.p_alive(histories.x, histories.t_x, histories.T),
            curves=PurchaseCurves.of(self._alive, histories.repeats, furthest),
        )

    def expected_purchases(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + t] given the history: [FHL2005] equation (10)."""
        return self.forecast(histories_of(x, t_x, T), t).expected_purchases(t)

    def discounted_purchases(self, horizon: float, delta: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + horizon], discounted to T continuously at `delta` a week.

        With `horizon=inf` these are the discounted expected residual transactions (DERT), for which
        BG/NBD has no closed form.  Raises LifetimeNeedsDiscountError for `horizon=inf`, `delta=0`.
        """
        forecast = self.forecast(histories_of(x, t_x, T), furthest_ahead(horizon, delta))
        return forecast.discounted_purchases(horizon, delta)

    def new_customer_expectation(self, t: Floats) -> Floats:
        """Return expected repeat purchases in the first `t` weeks: [FHL2005] equation (9)."""
        return self._alive.purchases(t, x=0.0, T=0.0)

    def pmf(self, n: Ints, t: float) -> Floats:
        """Return P(n repeat purchases in the first `t` weeks), shape of `n`: [FHL2005] equation (8)."""
        return self._alive.pmf(n, t, x=0.0, T=0.0)

    def interval_pmf(self, n: Ints, start: float, t: float) -> Floats:
        """Return P(n repeat purchases in (start, start + t]) of a new customer, shape of `n`: [H029].

        Given p, a customer is alive at `start` with chance (alpha / (alpha + p start))^r, and the
        rate of one who is follows gamma(r, alpha + p start); averaged over p ~ Beta(a, b).
        """
        times = np.asarray(n, dtype=np.float64)[..., None]
        p, weight = beta_rule(self.a, self.b, decades=float(np.log1p(self.r * start / self.alpha)))
        alive = np.exp(-self.r * np.log1p(p * start / self.alpha))
        exactly, at_least = negative_binomial(times, t, self.r, self.alpha + p * start)
        stayed = np.exp(xlog1py(times, -p))
        left = np.where(times > 0, p * np.exp(xlog1py(np.maximum(times, 1.0) - 1.0, -p)), 0.0)
        given_p = alive * (stayed * exactly + left * at_least) + np.where(times == 0, 1.0 - alive, 0.0)
        result: Floats = given_p @ weight
        return result

    def future_pmf(self, n: Ints, t: float, x: float, t_x: float, T: float) -> Floats:
        """Return P(n purchases in (T, T + t]) of one customer, shape of `n`.

        Equation (8) with the posterior in place of the prior: gamma(r + x, alpha + T) and
        Beta(a, b + x) for a customer still alive, and none for one who has left.
        """
        alive = self.p_alive(np.array([x]), np.array([t_x]), np.array([T]))[0]
        result: Floats = alive * self._alive.pmf(n, t, x, T) + np.where(np.asarray(n) == 0, 1.0 - alive, 0.0)
        return result

    @property
    def _alive(self) -> Alive:
        return Alive(r=self.r, alpha=self.alpha, a=self.a, b=self.b)

    def _log_odds_of_having_left(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return log(A4 / A3) of [FHL2005], for x > 0; other entries mean nothing."""
        waited = np.log1p((T - t_x) / (self.alpha + t_x))
        result: Floats = np.log(self.a) - np.log(self.b + np.maximum(x, 1.0) - 1.0) + (self.r + x) * waited
        return result


def fit(histories: Histories) -> Fit[BGNBD]:
    """Return the maximum-likelihood BG/NBD model of these customers.

    Raises PurchasesNotModelledError where there is nothing to compare: fewer than two customers,
    nobody who came back, or everybody alike.
    """
    _require_variety(histories)
    n = histories.n_customers
    likelihood = Likelihood(histories)
    few = histories.count.size <= HISTORIES_FOR_A_FIRST_GUESS
    rough = likelihood if few else Likelihood(histories.rounded(CELLS_FOR_A_FIRST_GUESS))
    start = first_guess(in_logs(rough, n), _starts(likelihood.purchasing))
    minimum = maximise_likelihood(in_logs(likelihood, n), start)
    log_likelihood = -minimum.derivatives.value * n
    covariance, condition = covariance_of(minimum, n)
    r, alpha, a, b = (float(value) for value in np.exp(minimum.point))
    return Fit(
        model=BGNBD(r=r, alpha=alpha, a=a, b=b),
        log_likelihood=log_likelihood,
        n_customers=n,
        status=minimum.status,
        iterations=minimum.iterations,
        gradient_norm=minimum.gradient_norm,
        hessian_condition=condition,
        covariance=covariance,
        at_boundary=_no_dropout(likelihood.purchasing, log_likelihood) or run_off(minimum, covariance, PARAMETERS),
    )


class Likelihood:
    """The total log-likelihood of `histories` and its derivatives in (r, alpha, a, b).

    ln L = ln(A1 A3) + ln A2 + ln(1 + A4 / A3) of [FHL2005] section 6: a gamma-Poisson part, a part
    in x alone, and the one part that needs every history.
    """

    def __init__(self, histories: Histories) -> None:
        self.purchasing = GammaPoisson.of(histories)
        self.repeats, self.times = histories.repeats, histories.times
        repeat = np.flatnonzero(histories.x_at >= np.searchsorted(histories.repeats, 1.0))
        self.x_at, self.t_x_at, self.T_at, self.count = (
            column[repeat] for column in (histories.x_at, histories.t_x_at, histories.T_at, histories.count)
        )

    def __call__(self, parameters: Floats) -> Derivatives:
        """Return the total at `parameters`, in the order r, alpha, a, b."""
        r, alpha, a, b = parameters
        buying = self.purchasing(r, alpha)
        staying = self._staying(a, b)
        apart = Derivatives(
            buying.value + staying.value,
            np.concatenate([buying.gradient, staying.gradient]),
            np.block([[buying.hessian, np.zeros((2, 2))], [np.zeros((2, 2)), staying.hessian]]),
        )
        return apart + self._having_left(r, alpha, a, b)

    def _staying(self, a: float, b: float) -> Derivatives:
        """Return the sum of ln A2 = ln B(a, b + x) - ln B(a, b), in (a, b).

        A2 is b (b + 1) ... (b + x - 1) over (a + b) (a + b + 1) ... (a + b + x - 1).
        """
        n_x = self.purchasing.customers_by_x
        above, below = rising_product(b, self.repeats), rising_product(a + b, self.repeats)
        by_a, by_b = -(n_x @ below.slope), n_x @ (above.slope - below.slope)
        by_aa, by_bb = -(n_x @ below.curvature), n_x @ (above.curvature - below.curvature)
        return Derivatives(
            float(n_x @ (above.log - below.log)),
            np.array([by_a, by_b]),
            np.array([[by_aa, by_aa], [by_aa, by_bb]]),
        )

    def _having_left(self, r: float, alpha: float, a: float, b: float) -> Derivatives:
        """Return the sum of ln(1 + e^d), d = ln(A4 / A3) the log-odds of having left."""
        log_time, inverse = np.log(alpha + self.times), 1.0 / (alpha + self.times)
        survivors = b + np.maximum(self.repeats, 1.0) - 1.0
        log_odds_of_leaving = np.log(a / survivors)
        value, gradient, hessian = 0.0, np.zeros(4), np.zeros((4, 4))
        for first in range(0, self.count.size, BLOCK):
            block = slice(first, first + BLOCK)
            x_at, t_x_at, T_at, n = self.x_at[block], self.t_x_at[block], self.T_at[block], self.count[block]
            R = r + self.repeats[x_at]
            waited = log_time[T_at] - log_time[t_x_at]
            slope = inverse[T_at] - inverse[t_x_at]
            d = R * waited + log_odds_of_leaving[x_at]
            e = np.exp(-np.abs(d))
            left = np.where(d > 0, 1.0, e) / (1.0 + e)
            expected = n * left
            per_survivor = 1.0 / survivors[x_at]
            # the gradient of d
            by = np.stack([waited, R * slope, np.full_like(d, 1.0 / a), -per_survivor])
            value += float(n @ (np.log1p(e) + np.maximum(d, 0.0)))
            gradient += by @ expected
            hessian += (by * (expected * (1.0 - left))) @ by.T
            # the second derivatives of d that are not zero
            hessian[0, 1] += expected @ slope
            hessian[1, 0] += expected @ slope
            hessian[1, 1] -= (expected * R * slope) @ (inverse[T_at] + inverse[t_x_at])
            hessian[2, 2] -= expected.sum() / a**2
            hessian[3, 3] += expected @ per_survivor**2
        return Derivatives(value, gradient, hessian)


def _require_variety(histories: Histories) -> None:
    n = histories.n_customers
    if n < 2:  # noqa: PLR2004  one customer differs from nobody
        raise PurchasesNotModelledError.too_few(n)
    if not (histories.x > 0).any():
        raise PurchasesNotModelledError.nobody_came_back(n)
    if all((at == at[0]).all() for at in (histories.x_at, histories.t_x_at, histories.T_at)):
        raise PurchasesNotModelledError.all_alike(n)


def _starts(purchasing: GammaPoisson) -> list[Floats]:
    """Return parameters to start from, with the purchase rate of the data and three kinds of dropout."""
    rate = purchasing.purchases_per_week
    return [
        np.array([0.7, 0.7 / (1.5 * rate), 0.8, 2.5]),
        np.array([0.3, 0.3 / (3.0 * rate), 0.3, 1.0]),
        np.array([1.5, 1.5 / rate, 0.1, 10.0]),
    ]


def _no_dropout(purchasing: GammaPoisson, log_likelihood: float) -> str | None:
    """Say so where customers who never leave explain the data as well, else None.

    Without dropout BG/NBD is the NBD, so the gain of its likelihood over the NBD's is the evidence.
    """
    n = purchasing.customers
    objective = in_logs(lambda parameters: purchasing(*parameters), n)
    nbd = maximise_likelihood(objective, first_guess(objective, [start[:2] for start in _starts(purchasing)]))
    ratio = 2.0 * (log_likelihood + nbd.derivatives.value * n)
    if ratio >= LIKELIHOOD_RATIO_5_PERCENT:
        return None
    return (
        "no dropout is identified: customers who never leave explain the data as well "
        f"(likelihood ratio {max(ratio, 0.0):.2f}, {LIKELIHOOD_RATIO_5_PERCENT:.2f} needed)"
    )


def _arrays(*values: Floats) -> list[Floats]:
    return [np.asarray(value, dtype=np.float64) for value in values]
