"""BG/BB: customers who can buy once at each of a row of opportunities, until they leave for good.

No command fits it: it is for Python, `from clvcli.models import bgbb`.

Opportunities come one after another: a yearly appeal, a season, an event, a month.  At the start of
each a customer leaves with probability theta; while still there he or she buys at it with
probability p.  Over the population p ~ Beta(alpha, beta) and theta ~ Beta(gamma, delta),
independently; leaving by itself is the sBG model.  A history is x purchases, the opportunity t_x of
the last one (0 for none) and the n opportunities there were.

"Alive at n" is: had not left when opportunity n came.  The paper's tables say "alive at n + 1": will
not have left when the next one comes, which is a smaller chance.  `p_alive` takes which.

Use it where there are occasions to buy or not to buy: fairs, seasons, yearly appeals, catalogues.  alpha
and beta tell how often occasions are taken, gamma and delta how soon people leave; all are pure
numbers, and time is counted in occasions.  Purchases at any time are cut into periods with a loss: two
in one count once.  It is not for contracts, nor for shops where people come more often than once a
period.

[FHS2010] Fader, Hardie, Shang, Customer-Base Analysis in a Discrete-Time Noncontractual Setting,
Marketing Science 29(6), 1086-1108.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import gammaln

from clvcli.errors import OpportunitiesNotModelledError
from clvcli.models.fitting import (
    Fit,
    covariance_of,
    first_guess,
    in_logs,
    maximise_likelihood,
    run_off,
    unidentified,
)
from clvcli.models.gamma_poisson import RisingProduct, rising_product
from clvcli.models.histories import Floats, Histories, Ints, distinct, histories_of
from clvcli.models.newton import Derivatives
from clvcli.models.sbg import SBG
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PARAMETERS = ("alpha", "beta", "gamma", "delta")

ENDINGS_AT_A_TIME = 1 << 16
"""Ways for customers to have ended that are summed in one go: bounds the memory of intermediate arrays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BGBB:
    """A BG/BB model: four positive parameters and nothing else.

    Functions of a customer's history take x purchases, the opportunity t_x of the last one and the
    n opportunities there were, whole numbers, as arrays that broadcast to shape `(customers,)`.
    """

    alpha: float
    beta: float
    gamma: float
    delta: float

    def __post_init__(self) -> None:
        if not all(0 < value < np.inf for value in self._parameters):
            raise ValueError("BG/BB parameters are positive and finite")

    @property
    def leaving(self) -> SBG:
        """How long customers stay, in opportunities."""
        return SBG(alpha=self.gamma, beta=self.delta)

    def given_alive(self, x: float, n: float) -> BGBB:
        """Return the model of what follows, for customers alive at n with x purchases: Bayes' theorem."""
        return BGBB(alpha=self.alpha + x, beta=self.beta + n - x, gamma=self.gamma, delta=self.delta + n)

    def log_likelihood(self, x: Floats, t_x: Floats, n: Floats) -> Floats:
        """Return the log-likelihood of each history, in nats ([FHS2010], section 2).

        It is that of one sequence of purchases, of the C(t_x - 1, x - 1) with the same x and t_x.
        """
        return Likelihood(histories_of(x, t_x, n)).each(self._parameters).log_likelihood

    def p_alive(self, x: Floats, t_x: Floats, n: Floats, ahead: int = 0) -> Floats:
        """Return P(alive at opportunity n + ahead); `ahead=1` is what [FHS2010] equation (11) prints."""
        histories = histories_of(x, t_x, n)
        stays = self._by_age(histories, lambda age: float(self.leaving.after(age).survival(np.array(ahead))))
        return self._alive_at_n(histories) * stays

    def p_buy(self, ahead: int, x: Floats, t_x: Floats, n: Floats) -> Floats:
        """Return P(at least one purchase at the next `ahead` opportunities)."""
        histories = histories_of(x, t_x, n)
        bought, ages, at = histories.exposures
        nothing = np.zeros(1, dtype=np.int64)
        none = [self.given_alive(*kind).pmf(nothing, ahead)[0] for kind in zip(bought, ages, strict=True)]
        return self._alive_at_n(histories) * (1.0 - np.array(none))[at]

    def expected_purchases(self, ahead: int, x: Floats, t_x: Floats, n: Floats) -> Floats:
        """Return expected purchases at the next `ahead` opportunities: [FHS2010] equation (13)."""
        return self.discounted_purchases(ahead, 0.0, x, t_x, n)

    def discounted_purchases(self, ahead: float, rate: float, x: Floats, t_x: Floats, n: Floats) -> Floats:
        """Return expected purchases at the next `ahead` opportunities, that at n + k worth 1 / (1 + rate)^k.

        With `ahead=inf` these are the discounted expected residual transactions: [FHS2010] equation
        (14).  P(alive at n) times the mean of p given x of n times the sBG residual lifetime: like
        that, no gamma = 1 divides by zero.  Raises LifetimeNeedsDiscountError for `ahead=inf`, `rate=0`.
        """
        histories = histories_of(x, t_x, n)
        buys = (self.alpha + histories.x) / (self.alpha + self.beta + histories.T)
        stays = self._by_age(
            histories,
            lambda age: self.leaving.residual_lifetime(np.array([age + 1]), rate, ahead)[0] / (1.0 + rate),
        )
        return self._alive_at_n(histories) * buys * stays

    def new_customer_expectation(self, n: Ints) -> Floats:
        """Return expected purchases at the first n opportunities, shape of `n`: [FHS2010] equation (8)."""
        n = np.asarray(n, dtype=np.int64)
        survivors = self.leaving.survival(np.arange(1, n.max(initial=0) + 1))
        expected: Floats = self.alpha / (self.alpha + self.beta) * np.concatenate([[0.0], np.cumsum(survivors)])[n]
        return expected

    def pmf(self, x: Ints, n: int) -> Floats:
        """Return P(x purchases at the first n opportunities), shape of `x`: [FHS2010] equation (7)."""
        possible = np.clip(x, 0, n).astype(np.float64)
        # whoever bought x times in j opportunities did so in one of C(j, x) ways, in t_x = x at the earliest
        chance = np.exp(
            Likelihood(histories_of(possible, possible, np.array(n))).each(self._parameters, any_order=True)[0]
        )
        return np.where(np.asarray(x) == possible, chance, 0.0)

    def future_pmf(self, k: Ints, ahead: int, x: float, t_x: float, n: float) -> Floats:
        """Return P(k purchases at the next `ahead` opportunities) of one customer, shape of `k`."""
        alive = self.p_alive(np.array([x]), np.array([t_x]), np.array([n]))[0]
        result: Floats = alive * self.given_alive(x, n).pmf(k, ahead) + np.where(
            np.asarray(k) == 0, 1.0 - alive, 0.0
        )
        return result

    def simulate(self, customers: int, opportunities: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
        """Return x and t_x of each of `customers` after so many opportunities, each shape `(customers,)`."""
        stays, _ = self.leaving.simulate(customers, opportunities, rng)
        p = rng.beta(self.alpha, self.beta, customers)
        x, t_x = np.zeros((2, customers), dtype=np.int64)
        for opportunity in range(1, opportunities + 1):
            buys = (rng.random(customers) < p) & (stays >= opportunity)
            x += buys
            t_x[buys] = opportunity
        return x, t_x

    @property
    def _parameters(self) -> tuple[float, float, float, float]:
        return self.alpha, self.beta, self.gamma, self.delta

    def _alive_at_n(self, histories: Histories) -> Floats:
        """Return P(alive at n), shape `(customers,)`."""
        log_likelihood, log_of_alive = Likelihood(histories).each(self._parameters)
        return np.exp(log_of_alive - log_likelihood)

    @staticmethod
    def _by_age(histories: Histories, value: Callable[[int], float]) -> Floats:
        """Return `value` of each customer's n, worked out once for each that occurs."""
        ages, at = distinct(histories.T)
        return np.array([value(round(age)) for age in ages])[at]


def fit(histories: Histories) -> Fit[BGBB]:
    """Return the maximum-likelihood BG/BB model of these customers, whose times are whole opportunities.

    Raises OpportunitiesNotModelledError for histories that cannot be, and where there is nothing to
    compare: fewer than two customers, all opportunities taken or none, or everybody alike.
    """
    _require_whole(histories)
    _require_variety(histories)
    n = histories.n_customers
    share = float(histories.count @ histories.x) / float(histories.count @ histories.T)
    objective = in_logs(Likelihood(histories), n)
    minimum = maximise_likelihood(objective, first_guess(objective, _starts(share)))
    log_likelihood = -minimum.derivatives.value * n
    covariance, condition = covariance_of(minimum, n)
    alpha, beta, gamma, delta = (float(value) for value in np.exp(minimum.point))
    return Fit(
        model=BGBB(alpha=alpha, beta=beta, gamma=gamma, delta=delta),
        log_likelihood=log_likelihood,
        n_customers=n,
        status=minimum.status,
        iterations=minimum.iterations,
        gradient_norm=minimum.gradient_norm,
        hessian_condition=condition,
        covariance=covariance,
        at_boundary=_nobody_leaves(histories, share, log_likelihood) or run_off(minimum, covariance, PARAMETERS),
    )


class Each(NamedTuple):
    """Of each history, shape `(n,)`."""

    log_likelihood: Floats
    log_of_alive: Floats
    """Logarithm of the part of the likelihood that has the customer alive at n."""


class Endings(NamedTuple):
    """Ways for some customers to have ended: gone before opportunity j + 1, for t_x <= j < n, or alive, j = n."""

    rows: slice
    """The histories they belong to."""
    first: Ints
    """Position of each history's first ending."""
    of: Ints
    """Each ending's history, counted from the first of `rows`."""
    x: Ints
    j: Ints
    gone: Ints
    """1 where the customer left, 0 where alive at n."""


class Likelihood:
    """The total log-likelihood of `histories` and its derivatives in (alpha, beta, gamma, delta).

    The likelihood is a sum over endings, of B(alpha + x, beta + j - x) / B(alpha, beta) times
    B(gamma + gone, delta + j) / B(gamma, delta): quotients of rising products.  Derivatives are
    averages over the endings, each with its share of the sum.
    """

    def __init__(self, histories: Histories) -> None:
        self.x, self.t_x, self.n = (
            np.rint(column).astype(np.int64) for column in (histories.x, histories.t_x, histories.T)
        )
        self.count = histories.count
        self.upto = np.arange(self.n.max(initial=0) + 2, dtype=np.float64)

    def each(self, parameters: tuple[float, ...] | Floats, *, any_order: bool = False) -> Each:
        """Return the log-likelihood of each history; of any order of its purchases, if asked."""
        products = self._products(parameters)
        total, alive = np.empty(self.x.size), np.empty(self.x.size)
        for endings in self._endings():
            log = _log(endings, products, parameters)
            if any_order:
                log += gammaln(endings.j + 1.0) - gammaln(endings.x + 1.0) - gammaln(endings.j - endings.x + 1.0)
            total[endings.rows] = _summed(log, endings)[0]
            alive[endings.rows] = log[endings.gone == 0]
        return Each(total, alive)

    def __call__(self, parameters: Floats) -> Derivatives:
        """Return the total at `parameters`, in the order alpha, beta, gamma, delta."""
        products = self._products(parameters)
        value, gradient, hessian = 0.0, np.zeros(4), np.zeros((4, 4))
        for endings in self._endings():
            total, share = _summed(_log(endings, products, parameters), endings)
            slope, curvature = _slopes(endings, products, parameters[2])
            count = self.count[endings.rows]
            weight = count[endings.of] * share
            mean = np.add.reduceat(slope * share, endings.first, axis=1)
            value += float(count @ total)
            gradient += mean @ count
            hessian += (slope * weight) @ slope.T - (mean * count) @ mean.T + curvature @ weight
        return Derivatives(value, gradient, hessian)

    def _products(self, parameters: tuple[float, ...] | Floats) -> tuple[RisingProduct, ...]:
        alpha, beta, gamma, delta = parameters
        bases = (alpha, beta, alpha + beta, delta, gamma + delta)
        return tuple(rising_product(base, self.upto) for base in bases)

    def _endings(self) -> Iterator[Endings]:
        """Yield the endings of all histories, some histories at a time."""
        last = np.cumsum(self.n - self.t_x + 1)
        start = 0
        while start < self.x.size:
            done = last[start - 1] if start else 0
            stop = max(start + 1, int(np.searchsorted(last, done + ENDINGS_AT_A_TIME, side="right")))
            rows = slice(start, stop)
            many = self.n[rows] - self.t_x[rows] + 1
            first = np.cumsum(many) - many
            of = np.repeat(np.arange(stop - start), many)
            j = self.t_x[rows][of] + np.arange(of.size) - first[of]
            yield Endings(rows, first, of, self.x[rows][of], j, (j < self.n[rows][of]).astype(np.int64))
            start = stop


def _log(e: Endings, products: tuple[RisingProduct, ...], parameters: tuple[float, ...] | Floats) -> Floats:
    """Return the logarithm of each ending's part of the likelihood."""
    a, b, ab, d, gd = (product.log for product in products)
    log: Floats = a[e.x] + b[e.j - e.x] - ab[e.j] + e.gone * np.log(parameters[2]) + d[e.j] - gd[e.j + e.gone]
    return log


def _summed(log: Floats, e: Endings) -> tuple[Floats, Floats]:
    """Return the log-likelihood of each history, and each ending's share of the likelihood."""
    top = np.maximum.reduceat(log, e.first)
    part = np.exp(log - top[e.of])
    total = np.add.reduceat(part, e.first)
    return top + np.log(total), part / total[e.of]


def _slopes(e: Endings, products: tuple[RisingProduct, ...], gamma: float) -> tuple[Floats, Floats]:
    """Return the derivatives of `_log` in the parameters, shapes `(4, n)` and `(4, 4, n)`."""
    a, b, ab, d, gd = products
    both, after = e.j - e.x, e.j + e.gone
    slope = np.stack([
        a.slope[e.x] - ab.slope[e.j],
        b.slope[both] - ab.slope[e.j],
        e.gone / gamma - gd.slope[after],
        d.slope[e.j] - gd.slope[after],
    ])  # fmt: skip
    curvature = np.zeros((4, 4, e.j.size))
    curvature[:2, :2] = -ab.curvature[e.j]
    curvature[2:, 2:] = -gd.curvature[after]
    curvature[0, 0] += a.curvature[e.x]
    curvature[1, 1] += b.curvature[both]
    curvature[2, 2] -= e.gone / gamma**2
    curvature[3, 3] += d.curvature[e.j]
    return slope, curvature


def _require_whole(histories: Histories) -> None:
    x, t_x, n = histories.x, histories.t_x, histories.T
    whole = (x == np.rint(x)) & (t_x == np.rint(t_x)) & (n == np.rint(n))
    odd = ~(whole & (x >= 0) & (x <= t_x) & (t_x <= n) & ((x > 0) | (t_x == 0)))
    if odd.any():
        raise OpportunitiesNotModelledError.out_of_order(round(float(histories.count[odd].sum())))


def _require_variety(histories: Histories) -> None:
    n = histories.n_customers
    if n < 2:  # noqa: PLR2004  one customer differs from nobody
        raise OpportunitiesNotModelledError.too_few(n)
    if not (histories.x > 0).any():
        raise OpportunitiesNotModelledError.nobody_bought(n)
    if (histories.x == histories.T).all():
        raise OpportunitiesNotModelledError.everybody_bought(n)
    if all((at == at[0]).all() for at in (histories.x_at, histories.t_x_at, histories.T_at)):
        raise OpportunitiesNotModelledError.all_alike(n)


def _starts(share: float) -> list[Floats]:
    """Return parameters to start from, for the share of opportunities taken and three kinds of leaving."""
    starts = []
    for left, size, stay in ((0.3, 1.5, 3.0), (0.1, 0.5, 1.0), (0.02, 3.0, 20.0)):
        buys = min(share / (1.0 - left), 0.95)
        starts.append(np.array([size * buys, size * (1.0 - buys), stay * left, stay * (1.0 - left)]))
    return starts


def _nobody_leaves(histories: Histories, share: float, log_likelihood: float) -> Saying | None:
    """Say so where customers who never leave, the beta-binomial model, explain the data as well, else None."""
    n = histories.n_customers
    objective = in_logs(_beta_binomial(histories), n)
    without = maximise_likelihood(objective, first_guess(objective, [start[:2] for start in _starts(share)]))
    simpler = -without.derivatives.value * n
    stay = Saying("customers who never leave explain the data")
    return unidentified(Saying("dropout"), stay, log_likelihood=log_likelihood, simpler=simpler)


def _beta_binomial(histories: Histories) -> Callable[[Floats], Derivatives]:
    """Return the total log-likelihood of purchases by customers who never leave, in (alpha, beta)."""
    count, x, n = histories.count, histories.x, histories.T

    def likelihood(parameters: Floats) -> Derivatives:
        """Return the log-likelihood of (alpha, beta) with its derivatives."""
        alpha, beta = parameters
        bought, passed, both = (
            rising_product(alpha, x),
            rising_product(beta, n - x),
            rising_product(alpha + beta, n),
        )
        cross = -(count @ both.curvature)
        return Derivatives(
            float(count @ (bought.log + passed.log - both.log)),
            np.array([count @ (bought.slope - both.slope), count @ (passed.slope - both.slope)]),
            np.array([[count @ bought.curvature + cross, cross], [cross, count @ passed.curvature + cross]]),
        )

    return likelihood
