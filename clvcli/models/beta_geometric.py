"""What somebody still alive will buy, where every purchase may be the last.

Known to be alive at T with x repeat purchases, a customer's rate and dropout probability are
independent: lambda ~ Gamma(R, A) with R = r + x, A = alpha + T, and p ~ Beta(a, b + x)
([H021]; a model with another second parameter says so by its b).  Expected purchases in the next
t weeks are then

    M(t) = E[(1 - e^(-lambda p t)) / p] = E_p[(1 - (1 + p u)^(-R)) / p],   u = t / A.

[FHL2005] equation (10) writes this with 2F1, as a quotient that is 0/0 at a = 1, the logarithm of
a negative number for a + b + x < 1 and 0 * inf for heavy buyers.  The average over p has none of
these: its integrand is positive and smooth for all parameters, so it is what is computed.

M depends on T only through u.  For each x it is one smooth curve, kept as a Chebyshev series in
log(1 + c u); horizons and discounting then are weighted sums over that curve, with weights that
depend on T alone, so that all customers are scored by one matrix product.

[FHL2005] Fader, Hardie, Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2).
[H021] Fader, Hardie, Lee (2008), Computing P(alive) Using the BG/NBD Model, note 021.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betainc, betaln, gammaln, xlog1py, xlogy

from clvcli.errors import LifetimeNeedsDiscountError
from clvcli.models.quadrature import (
    NEGLIGIBLE,
    beta_rule,
    chebyshev_points,
    chebyshev_series,
    chebyshev_sums,
    panels,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.models.histories import Floats, Histories, Ints

DIGITS = 32.0
"""Chebyshev series are cut where their terms have fallen to e^-32 = 1e-14."""

STRIP = np.pi / 2
"""Half-width of the strip in which M is analytic and bounded as a function of log u."""

ROWS_AT_ONCE = 256
"""Distinct x per matrix product: bounds memory at 256 x distinct T where x runs into thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alive:
    """Parameters shared by all customers: rates gamma(r, alpha), dropout Beta(a, b + x) given alive."""

    r: float
    alpha: float
    a: float
    b: float

    def purchases(self, t: Floats, x: float, T: float) -> Floats:
        """Return M(t) for weeks ahead `t`, shape of `t`, by direct average over p."""
        R, u = self.r + x, np.asarray(t, dtype=np.float64) / (self.alpha + T)
        return R * u * _share_of_undropped(R, self.a, self.b + x, u)

    def p_buy(self, t: float, x: Floats, T: Floats) -> Floats:
        """Return P(at least one purchase in t weeks), shape `(n,)`.

        Nobody leaves without buying, so it is 1 - (A / (A + t))^R.
        """
        return -np.expm1(-(self.r + x) * np.log1p(t / (self.alpha + T)))

    def pmf(self, n: Ints, t: float, x: float, T: float) -> Floats:
        """Return P(n purchases in t weeks), shape of `n`: [FHL2005] equation (8) in logs.

        Either active to the end after exactly n purchases, or gone with the n-th.
        """
        a, b, number = self.a, self.b + x, np.asarray(n, dtype=np.float64)
        exactly, at_least = negative_binomial(number, t, self.r + x, self.alpha + T)
        stayed = np.exp(betaln(a, b + number) - betaln(a, b))
        before = np.maximum(number, 1.0) - 1.0
        left = np.where(number > 0, np.exp(betaln(a + 1.0, b + before) - betaln(a, b)), 0.0)
        result: Floats = stayed * exactly + left * at_least
        return result


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PurchaseCurves:
    """M(t) of customers who are alive, for each of several x and all t up to a furthest one.

    M = R u (1 + c u)^-kappa * series(log(1 + c u)), where the factors in front take the growth out,
    so that the series keeps its relative accuracy from the shortest horizon to the longest.
    """

    alpha: float
    furthest: float
    """Weeks ahead where the curves end; beyond, they say nothing."""
    stretch: float
    """c: the curve bends where u is about 1/c."""
    decay: float
    """kappa: M grows as u^(1 - kappa) at last, with kappa = min(a, 1)."""
    span: float
    """log(1 + c u) at the furthest horizon, for T = 0; depends on no customer."""
    series: Floats
    """Chebyshev coefficients, R included, shape `(n_x, n)`."""

    @classmethod
    def of(cls, alive: Alive, repeats: Floats, furthest: float) -> PurchaseCurves:
        """Return the curves of customers with `repeats` purchases, up to `furthest` weeks ahead."""
        a, b, r = alive.a, alive.b, alive.r
        # a customer with dropout p bends at u = 1 / (R p), and R p seldom exceeds r (few purchases) or a (many)
        stretch = max(1.0, a, r)
        span = float(np.log1p(stretch * furthest / alive.alpha))
        n = int(np.ceil(DIGITS / np.arcsinh(2 * STRIP / max(span, 1.0))))
        v = (chebyshev_points(n) + 1.0) / 2.0 * span
        u = np.expm1(v) / stretch
        decay = min(a, 1.0)
        values = np.stack([(r + x) * _share_of_undropped(r + x, a, b + x, u) for x in repeats])
        return cls(
            alpha=alive.alpha,
            furthest=furthest,
            stretch=stretch,
            decay=decay,
            span=span,
            series=chebyshev_series(values * np.exp(decay * v)),
        )

    def purchases(self, t: float, T: Floats) -> Floats:
        """Return the weights, shape `(n, T.size)`, that turn `series` into M(t) for each T."""
        self._require_reach(t)
        return self._weights(np.full((T.size, 1), t), np.ones((T.size, 1)), T)

    def discounted(self, horizon: float, delta: float, T: Floats) -> Floats:
        """Return the weights that turn `series` into purchases discounted at `delta` a week.

        integral of e^(-delta s) dM(s) = e^(-delta h) M(h) + delta integral of e^(-delta s) M(s) ds:
        sums of positive terms.  The second is taken in log(1 + c s / A), where M is smooth.
        """
        end = furthest_ahead(horizon, delta)
        self._require_reach(end)
        nodes, weights = panels(self.span)
        A = self.alpha + T[:, None]
        v_end = np.log1p(self.stretch * end / A)
        v = nodes * v_end
        s = np.expm1(v) * A / self.stretch
        ds = weights * v_end * np.exp(v) * A / self.stretch
        at = np.concatenate([s, np.full((T.size, 1), end)], axis=1)
        weight = np.exp(-delta * at)
        weight[:, :-1] *= delta * ds
        return self._weights(at, weight, T)

    def _require_reach(self, t: float) -> None:
        if t > self.furthest:
            raise ValueError(f"a forecast made for {self.furthest} weeks was asked for {t}")

    def _weights(self, at: Floats, weight: Floats, T: Floats) -> Floats:
        """Return weights on the series for sum_j weight_ij M(at_ij), i over T."""
        u = at / (self.alpha + T[:, None])
        v = np.log1p(self.stretch * u)
        z = 2.0 * v / self.span - 1.0 if self.span > 0 else np.zeros_like(v)
        return chebyshev_sums(z, weight * u * np.exp(-self.decay * v), self.series.shape[1])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast:
    """What each of many customers will do, at any horizon up to the one it was made for."""

    alive: Alive
    histories: Histories
    p_alive: Floats
    """Probability of being alive at T, shape `(n,)`."""
    curves: PurchaseCurves

    def expected_purchases(self, t: float) -> Floats:
        """Return expected purchases in (T, T + t], shape `(n,)`."""
        return self._scored(partial(self.curves.purchases, t))

    def discounted_purchases(self, horizon: float, delta: float) -> Floats:
        """Return purchases in (T, T + horizon], each worth e^(-delta s) after s weeks, shape `(n,)`."""
        return self._scored(partial(self.curves.discounted, horizon, delta))

    def p_buy(self, t: float) -> Floats:
        """Return P(at least one purchase in (T, T + t]), shape `(n,)`."""
        return self.p_alive * self.alive.p_buy(t, self.histories.x, self.histories.T)

    def _scored(self, weights_for: Callable[[Floats], Floats]) -> Floats:
        """Return P(alive) times the curve of each history's x under the weights for its T."""
        h = self.histories
        ages, age_at = h.ages
        weights = weights_for(ages)
        result = np.empty(h.x_at.size)
        for first in range(0, h.repeats.size, ROWS_AT_ONCE):
            table = self.curves.series[first : first + ROWS_AT_ONCE] @ weights
            whole = table.shape[0] == h.repeats.size
            rows = slice(None) if whole else (h.x_at >= first) & (h.x_at < first + ROWS_AT_ONCE)
            result[rows] = table[h.x_at[rows] - first, age_at[rows]]
        return self.p_alive * result


def negative_binomial(n: Floats, t: float, R: float, A: Floats | float) -> tuple[Floats, Floats]:
    """Return P(N = n) and, for n > 0, P(N >= n), of purchases N in t weeks at a rate gamma(R, A)."""
    share = t / (np.asarray(A, dtype=np.float64) + t)
    binomial = gammaln(R + n) - gammaln(R) - gammaln(n + 1.0)
    exactly: Floats = np.exp(binomial + xlog1py(R, -share) + xlogy(n, share))
    at_least: Floats = betainc(np.maximum(n, 1.0), R, share)
    return exactly, at_least


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


def _share_of_undropped(R: float, a: float, b: float, u: Floats) -> Floats:
    """Return M / (R u): expected purchases relative to somebody who could not drop out, shape of `u`.

    E_p[(1 - (1 + p u)^-R) / (R p u)] over p ~ Beta(a, b); 1 at u = 0.
    """
    u = np.asarray(u, dtype=np.float64)
    rule = beta_rule(a, b, decades=float(np.log1p(R * u.max(initial=0.0))))
    pu = u[..., None] * rule.p
    share = np.divide(-np.expm1(-R * np.log1p(pu)), R * pu, out=np.ones_like(pu), where=R * pu > 0)
    average: Floats = share @ rule.weight
    return average
