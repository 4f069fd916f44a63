"""Gamma-Gamma: what a customer spends per purchase, when each has a level of his or her own.

A purchase is gamma distributed with shape p and rate nu; nu differs between customers as
gamma(q, gamma), independently of how often they buy.  Given n purchases of mean m, the expected
spend is a weighted average of m and the population's mean p gamma / (q - 1).

Use it beside any model of purchases where spend does not go with frequency; how far it does is measured,
and said where it is much.  One order of 900 is then no promise of another: a single purchase moves the
expectation a little, many move it to the customer's own mean.  p and q are pure numbers, gamma is money.
Spend of zero or less has no place in it, a few huge orders can leave it without a mean (q <= 1), and a
level that rises or falls over the years is taken for chance.

[H025] Fader, Hardie (2013), The Gamma-Gamma Model of Monetary Value, note 025.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, polygamma, psi

from clvcli.errors import SpendNotModelledError
from clvcli.models.fitting import Fit, covariance_of, first_guess, in_logs, maximise_likelihood, run_off
from clvcli.models.histories import Floats, totals
from clvcli.models.newton import Derivatives
from clvcli.sayings import Saying

PARAMETERS = ("p", "q", "gamma")

CUSTOMERS_FOR_A_FIRST_GUESS = 20_000
"""More than this many are first thinned to every k-th, only to find a start."""

SMALLEST = 1e-290
"""Stands for a rate too small to be written, one over which could not be either."""

BLOCK = 8_192
"""Customers worked on at a time: their intermediate arrays stay in the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GammaGamma:
    """A Gamma-Gamma model: p and q are pure numbers, gamma is money.

    Functions take n purchases and their mean spend, arrays that broadcast to shape `(n,)`.
    """

    p: float
    q: float
    gamma: float

    def __post_init__(self) -> None:
        if not all(0 < value < np.inf for value in (self.p, self.q, self.gamma)):
            raise ValueError("Gamma-Gamma parameters are positive and finite")

    @property
    def mean(self) -> float:
        """Mean spend per purchase of the population, p gamma / (q - 1).

        Raises SpendNotModelledError where q <= 1: the mean is infinite.
        """
        if self.q <= 1:
            raise SpendNotModelledError.infinite_mean(self.q)
        return self.p * self.gamma / (self.q - 1)

    def log_likelihood(self, n: Floats, mean: Floats) -> Floats:
        """Return the log-likelihood of each customer's mean spend, in nats: [H025] equation (1a)."""
        p, q, gamma = self.p, self.q, self.gamma
        n, total = np.asarray(n, dtype=np.float64), n * np.asarray(mean, dtype=np.float64)
        share = np.log(total) - np.log(gamma + total)
        result: Floats = (
            gammaln(p * n + q)
            - gammaln(p * n)
            - gammaln(q)
            + q * (np.log(gamma) - np.log(gamma + total))
            + p * n * share
            - np.log(mean)
        )
        return result

    def own_weight(self, n: Floats) -> Floats:
        """Return the weight of the mean of n own purchases; the population's has the rest: [H025] (5)."""
        weight: Floats = self.p * n / (self.p * n + self.q - 1)
        return weight

    def expected_spend(self, n: Floats, mean: Floats) -> Floats:
        """Return the expected spend of a future purchase: [H025] equation (5).

        n = 0 gives the population's mean, whatever `mean` says.  Raises SpendNotModelledError
        where q <= 1.
        """
        n, mean = np.asarray(n, dtype=np.float64), np.asarray(mean, dtype=np.float64)
        own = self.own_weight(n)
        return (1.0 - own) * self.mean + own * np.where(n > 0, mean, 0.0)

    def draw_level(self, n: Floats, mean: Floats, rng: np.random.Generator) -> Floats:
        """Return possible mean spends per future purchase of customers with these histories, shape `(n,)`.

        p / nu, with nu from its distribution given the history, gamma(p n + q, gamma + n m) ([H025] section
        3).  Their mean is `expected_spend`; where p n + q <= 1 they have none.
        """
        n, mean = np.asarray(n, dtype=np.float64), np.asarray(mean, dtype=np.float64)
        nu = rng.standard_gamma(self.p * n + self.q) / (self.gamma + np.where(n > 0, n * mean, 0.0))
        level: Floats = self.p / np.maximum(nu, SMALLEST)
        return level

    def draw_spend(self, purchases: Floats, level: Floats, rng: np.random.Generator) -> Floats:
        """Return possible totals of `purchases` purchases by customers of mean spend `level`, shape `(n,)`.

        Purchases are gamma(p, nu), so k of them add up to gamma(p k, nu) with nu = p / level.
        """
        total: Floats = rng.standard_gamma(self.p * np.asarray(purchases, dtype=np.float64)) * (level / self.p)
        return total


def fit(n: Floats, mean: Floats, count: Floats | None = None) -> Fit[GammaGamma]:
    """Return the maximum-likelihood Gamma-Gamma model.

    `n` whole purchases of mean spend `mean`, shape `(customers,)`; `count` says how many customers a row
    stands for, one each if left out.  n must count the purchases that the mean is taken over.
    Raises SpendNotModelledError for means that are not positive, and where customers do not differ.
    """
    n, mean = np.asarray(n, dtype=np.float64), np.asarray(mean, dtype=np.float64)
    count = np.ones_like(mean) if count is None else np.asarray(count, dtype=np.float64)
    customers = _require_variety(n, mean, count)
    # in units of the mean spend, so that currencies do not matter to the search
    unit = float(count @ mean / customers)
    spend = mean / unit
    objective = in_logs(Likelihood(n, spend, count), customers)
    thin = slice(None, None, -(-n.size // CUSTOMERS_FOR_A_FIRST_GUESS))
    sample = in_logs(Likelihood(n[thin], spend[thin], count[thin]), float(count[thin].sum()))
    minimum = maximise_likelihood(objective, first_guess(sample, STARTS))
    covariance, condition = covariance_of(minimum, customers)
    at_boundary = run_off(minimum, covariance, PARAMETERS)
    p, q, gamma = (float(value) for value in np.exp(minimum.point))
    if at_boundary is None and q <= 1:
        evidence = Saying("q = {q:.3g}, must be above 1", q=q)
        at_boundary = Saying("the mean spend of the population is infinite ({evidence})", evidence=evidence)
    money = np.diag([1.0, 1.0, unit])
    return Fit(
        model=GammaGamma(p=p, q=q, gamma=gamma * unit),
        log_likelihood=-minimum.derivatives.value * customers - customers * float(np.log(unit)),
        n_customers=customers,
        status=minimum.status,
        iterations=minimum.iterations,
        gradient_norm=minimum.gradient_norm,
        hessian_condition=condition,
        covariance=None if covariance is None else money @ covariance @ money,
        at_boundary=at_boundary,
    )


STARTS = (np.array([2.0, 3.0, 1.0]), np.array([6.0, 4.0, 0.5]), np.array([1.0, 1.5, 0.5]))
"""Starts for p, q and gamma in units of the mean spend; each has a mean of 1, the data's."""


class Likelihood:
    """The total log-likelihood of [H025] equation (1a) and its derivatives in (p, q, gamma).

    What depends on n alone is summed over distinct n, what is linear in the parameters is summed
    once; ln(gamma + n m) is left for each customer.
    """

    def __init__(self, n: Floats, mean: Floats, count: Floats) -> None:
        by_n = totals(n.astype(np.int64), count, 0)
        self.purchases = np.flatnonzero(by_n).astype(np.float64)
        self.customers_by_n = by_n[by_n > 0]
        self.count, self.purchases_in_row, self.total = count, count * n, n * mean
        self.customers = float(count.sum())
        log_mean = np.log(mean)
        self.sum_log_mean = float(count @ log_mean)
        self.sum_n_log_total = float(
            self.purchases_in_row @ log_mean + self.customers_by_n @ (self.purchases * np.log(self.purchases))
        )

    def __call__(self, parameters: Floats) -> Derivatives:
        """Return the total at `parameters`, in the order p, q, gamma."""
        p, q, gamma = parameters
        n, by_n = self.purchases, self.customers_by_n
        # sums over customers of c f(gamma + n m), with c = (1, n) and f = log, 1/., 1/.^2
        log1, inverse1, square1, log_n, inverse_n, square_n = self._sums(gamma)
        value = (
            by_n @ (gammaln(p * n + q) - gammaln(p * n) - gammaln(q))
            + self.customers * q * np.log(gamma)
            + p * self.sum_n_log_total
            - self.sum_log_mean
            - p * log_n
            - q * log1
        )
        gradient = np.array([
            by_n @ (n * (psi(p * n + q) - psi(p * n))) + self.sum_n_log_total - log_n,
            by_n @ (psi(p * n + q) - psi(q)) + self.customers * np.log(gamma) - log1,
            self.customers * q / gamma - p * inverse_n - q * inverse1,
        ])  # fmt: skip
        curved = polygamma(1, p * n + q)
        pp = by_n @ (n**2 * (curved - polygamma(1, p * n)))
        pq = by_n @ (n * curved)
        qq = by_n @ (curved - polygamma(1, q))
        qg = self.customers / gamma - inverse1
        gg = p * square_n + q * square1 - self.customers * q / gamma**2
        return Derivatives(
            float(value),
            gradient,
            np.array([[pp, pq, -inverse_n], [pq, qq, qg], [-inverse_n, qg, gg]]),
        )

    def _sums(self, gamma: float) -> Floats:
        """Return the sums of log, inverse and squared inverse of gamma + n m: plain, then times n."""
        sums = np.zeros(6)
        for first in range(0, self.total.size, BLOCK):
            block = slice(first, first + BLOCK)
            level = gamma + self.total[block]
            inverse = 1.0 / level
            terms = (np.log(level), inverse, inverse * inverse)
            sums += [weight[block] @ term for weight in (self.count, self.purchases_in_row) for term in terms]
        return sums


def _require_variety(n: Floats, mean: Floats, count: Floats) -> int:
    """Return the number of customers, or raise where a spend model has nothing to learn from."""
    customers = round(float(count.sum()))
    if customers < 2:  # noqa: PLR2004  one customer differs from nobody
        raise SpendNotModelledError.too_few(customers)
    unfit = ~((mean > 0) & (mean < np.inf) & (n > 0))
    if unfit.any():
        raise SpendNotModelledError.not_positive(round(float(count[unfit].sum())))
    if (mean == mean[0]).all():
        raise SpendNotModelledError.all_alike(customers)
    return customers
