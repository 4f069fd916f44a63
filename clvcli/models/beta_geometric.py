"""What somebody still alive will buy, where every purchase may be the last.

Known to be alive at T with x repeat purchases, a customer's rate and dropout probability are
independent: lambda ~ Gamma(R, A) with R = r + x, A = alpha + T, and p ~ Beta(a, b + m), m being the
purchases after which he or she could have left and did not ([H021]).  Expected purchases in the next
t weeks are then

    M(t) = E[(1 - e^(-lambda p t)) / p] = E_p[(1 - (1 + p u)^(-R)) / p],   u = t / A.

[FHL2005] equation (10) writes this with 2F1, as a quotient that is 0/0 at a = 1, the logarithm of
a negative number for a + b + x < 1 and 0 * inf for heavy buyers.  The average over p has none of
these: its integrand is positive and smooth for all parameters, so it is what is computed.

Where every k-th event is a purchase and j events have passed since the last one, R = r + k x + j and
purchases are N = floor((H + j) / k) of the H events.  Then M(t) = E_p[(1 - E (1-p)^N) / p], and the
average over N is a sum over the k-th roots of unity: see `_per_event`.

M depends on T only through u.  For each x it is one smooth curve, kept as a Chebyshev series in
log(1 + c u); horizons and discounting then are weighted sums over that curve, with weights that
depend on T alone, so that all customers are scored by one matrix product.

[FHL2005] Fader, Hardie, Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2).
[H021] Fader, Hardie, Lee (2008), Computing P(alive) Using the BG/NBD Model, note 021.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.special import betainc, betaln, xlog1py

from clvcli.models import simulation
from clvcli.models.forecasting import furthest_ahead
from clvcli.models.gamma_poisson import event_counts
from clvcli.models.quadrature import (
    NEGLIGIBLE,
    BetaRule,
    ahead,
    beta_rule,
    chebyshev_degree,
    chebyshev_points,
    chebyshev_series,
    chebyshev_sums,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from clvcli.models.histories import Floats, Histories, Ints
    from clvcli.models.simulation import Futures

Complexes: TypeAlias = "NDArray[np.complex128]"

LEAVES_SOON = 0.75
"""Above this p, the chances of the next few purchases are summed; below, roots of unity lose two bits."""

NEXT_FEW = 28
"""Purchases that matter to somebody who leaves with p > 3/4: (1/4)^27 is below rounding."""

FAINT = 1e-17
"""A chance that adds nothing to 1."""

ROWS_AT_ONCE = 256
"""Distinct x per matrix product: bounds memory at 256 x distinct T where x runs into thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alive:
    """Parameters shared by all customers: rates gamma(r, alpha), dropout Beta(a, b + x) given alive."""

    r: float
    alpha: float
    a: float
    b: float
    every: int = 1
    """k: every k-th event is a purchase."""

    def purchases(self, t: Floats, x: float, T: float, phase: int = 0) -> Floats:
        """Return M(t) for weeks ahead `t`, shape of `t`, by direct average over p.

        `phase` is how many events have passed since the last purchase.
        """
        u = np.asarray(t, dtype=np.float64) / (self.alpha + T)
        purchases = u * self.per_exposure(u, x, phase)
        return purchases if self.every == 1 else np.maximum(purchases, self.p_buy(t, x, T, phase))

    def per_exposure(self, u: Floats, x: float, phase: int = 0) -> Floats:
        """Return M / u, shape of `u`."""
        R, b = self.r + self.every * x + phase, self.b + x
        u = np.asarray(u, dtype=np.float64)
        rule = beta_rule(self.a, b, decades=float(np.log1p(R * u.max(initial=0.0))))
        if self.every == 1:
            return R * (_growth(R, u[..., None], rule.p) @ rule.weight)
        soon = rule.p > LEAVES_SOON
        later = BetaRule(rule.p[~soon], rule.weight[~soon])
        return _per_event(R, u, self.every, phase, later) + self._soon(
            R, u, phase, BetaRule(rule.p[soon], rule.weight[soon])
        )

    def p_buy(self, t: Floats | float, x: Floats | float, T: Floats | float, phase: int = 0) -> Floats:
        """Return P(at least one purchase in t weeks); arrays broadcast.

        Nobody leaves without buying, so it is the chance of k - j events: for k = 1, 1 - (A / (A + t))^R.
        """
        R, A = self.r + self.every * x + phase, self.alpha + T
        if self.every == 1:
            return -np.expm1(-R * np.log1p(t / A))
        chance: Floats = betainc(self.every - phase, R, t / (A + t))
        return chance

    def pmf(self, n: Ints, t: float, x: float, T: float, phase: int = 0) -> Floats:
        """Return P(n purchases in t weeks), shape of `n`: [FHL2005] equation (8) in logs.

        Either active to the end after exactly n purchases, or gone with the n-th.
        """
        a, b, number = self.a, self.b + x, np.asarray(n, dtype=np.float64)
        R, A = self.r + self.every * x + phase, self.alpha + T
        exactly, at_least = purchase_counts(number, t, R, A, every=self.every, phase=phase)
        stayed = np.exp(betaln(a, b + number) - betaln(a, b))
        before = np.maximum(number, 1.0) - 1.0
        left = np.where(number > 0, np.exp(betaln(a + 1.0, b + before) - betaln(a, b)), 0.0)
        result: Floats = stayed * exactly + left * at_least
        return result

    def draw(self, x: Floats, T: Floats, phase: Ints, t: float, delta: float, rng: np.random.Generator) -> Futures:
        """Return one possible future of t weeks for each customer, all shape `(n,)`."""
        return simulation.futures(
            rng,
            rate=rng.standard_gamma(self.r + self.every * x + phase) / (self.alpha + T),
            until=np.full(x.size, t),
            dropout=rng.beta(self.a, self.b + x),
            every=self.every,
            events_gone=phase,
            delta=delta,
        )

    def _soon(self, R: float, u: Floats, phase: int, rule: BetaRule) -> Floats:
        """Return M / u from customers who leave soon: the sum over n of P(N >= n) E[(1 - p)^(n - 1)]."""
        n = np.arange(1, NEXT_FEW + 1)
        weight = (1.0 - rule.p) ** (n[:, None] - 1) @ rule.weight
        n, weight = n[weight > FAINT], weight[weight > FAINT]
        share = (u / (1.0 + u))[..., None]
        expected: Floats = betainc(self.every * n - phase, R, share) @ weight
        return np.divide(expected, u, out=np.zeros_like(u), where=u > 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PurchaseCurves:
    """M(t) of customers who are alive, for each of several x and all t up to a furthest one.

    M = u (1 + c u)^-kappa * series(log(1 + c u)), where the factors in front take the growth out,
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
    """Chebyshev coefficients, one row for each phase and x, shape `(k, n_x, n)`."""

    @classmethod
    def of(cls, alive: Alive, repeats: Floats, furthest: float) -> PurchaseCurves:
        """Return the curves of customers with `repeats` purchases, up to `furthest` weeks ahead."""
        a, r, every = alive.a, alive.r, alive.every
        # a customer with dropout p bends at u = 1 / (R p), and R p seldom exceeds r (few purchases) or a (many);
        # a regular one also at u = 1 / R, where the first purchase is due
        stretch = max(1.0, a, r if every == 1 else r + every * (repeats.max(initial=0.0) + 1.0))
        span = float(np.log1p(stretch * furthest / alive.alpha))
        # M is analytic and bounded in log u where (1 - y) u keeps a positive real part for the roots y of unity
        n = chebyshev_degree(span, strip=np.pi / max(every, 2))
        v = (chebyshev_points(n) + 1.0) / 2.0 * span
        u = np.expm1(v) / stretch
        decay = min(a, 1.0)
        values = np.array([[alive.per_exposure(u, x, phase) for x in repeats] for phase in range(every)])
        return cls(
            alpha=alive.alpha,
            furthest=furthest,
            stretch=stretch,
            decay=decay,
            span=span,
            series=chebyshev_series(values.reshape(every, repeats.size, n) * np.exp(decay * v)),
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
        s, ds = ahead(np.full(T.size, end), self.stretch / (self.alpha + T), widest=self.span)
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
        return chebyshev_sums(z, weight * u * np.exp(-self.decay * v), self.series.shape[-1])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BetaGeometricFuture:
    """What customers who are alive will do: a Future, from the curves of their x and phase."""

    alive: Alive
    histories: Histories
    phases: Floats
    """P(j events since the last purchase) of each history, shape `(k, n)`."""
    curves: PurchaseCurves

    def purchases(self, t: float) -> Floats:
        """Return expected purchases in (T, T + t], shape `(n,)`."""
        return self._at_least(self._scored(partial(self.curves.purchases, t)), 1.0, t)

    def discounted(self, horizon: float, delta: float) -> Floats:
        """Return purchases in (T, T + horizon], each worth e^(-delta s) after s weeks, shape `(n,)`."""
        end = furthest_ahead(horizon, delta)
        return self._at_least(self._scored(partial(self.curves.discounted, end, delta)), np.exp(-delta * end), end)

    def p_buy(self, t: float) -> Floats:
        """Return P(at least one purchase in (T, T + t]), shape `(n,)`."""
        h = self.histories
        chance = np.zeros(h.x_at.size)
        for phase, share in enumerate(self.phases):
            chance += share * self.alive.p_buy(t, h.x, h.T, phase)
        return np.minimum(chance, 1.0)

    def draw(self, at: Ints, t: float, delta: float, rng: np.random.Generator) -> Futures:
        """Return one possible future of t weeks for each of the histories at positions `at`."""
        threshold = np.cumsum(self.phases[:-1], axis=0)[:, at]
        phase = (rng.random(at.size) > threshold).sum(axis=0)
        return self.alive.draw(self.histories.x[at], self.histories.T[at], phase, t, delta, rng)

    def _at_least(self, purchases: Floats, worth: float, t: float) -> Floats:
        """Return `purchases` in t weeks, each worth at least `worth`, no fewer than the chance of one.

        Where the next purchase is events away and t is short, that is all there is, and its series is rounding.
        """
        return purchases if self.alive.every == 1 else np.maximum(purchases, worth * self.p_buy(t))

    def _scored(self, weights_for: Callable[[Floats], Floats]) -> Floats:
        """Return the curve of each history's x and phase under the weights for its T."""
        h = self.histories
        ages, age_at = h.ages
        weights = weights_for(ages)
        result = np.zeros(h.x_at.size)
        for series, chance in zip(self.curves.series, self.phases, strict=True):
            for first in range(0, h.repeats.size, ROWS_AT_ONCE):
                table = series[first : first + ROWS_AT_ONCE] @ weights
                whole = table.shape[0] == h.repeats.size
                rows = slice(None) if whole else (h.x_at >= first) & (h.x_at < first + ROWS_AT_ONCE)
                result[rows] += chance[rows] * table[h.x_at[rows] - first, age_at[rows]]
        return result


def purchase_counts(
    n: Floats, t: float, R: Floats | float, A: Floats | float, *, every: int = 1, phase: int = 0
) -> tuple[Floats, Floats]:
    """Return P(N = n) and, for n > 0, P(N >= n), of purchases N in t weeks at a rate gamma(R, A).

    N is floor((H + phase) / every) of the H events, which are negative binomial.
    """
    share = t / (np.asarray(A, dtype=np.float64) + t)
    fewest = every * n - phase
    exactly = np.zeros(np.broadcast_shapes(np.shape(n), np.shape(share)))
    for events in (fewest + i for i in range(every)):
        exactly += np.where(events >= 0, event_counts(np.maximum(events, 0.0), share, R), 0.0)
    at_least: Floats = betainc(np.maximum(fewest, 1.0), R, share)
    return exactly, at_least


def interval_pmf(alive: Alive, n: Ints, start: float, t: float) -> Floats:
    """Return P(n purchases in (start, start + t]) of customers alive at 0 who buy at random, shape of `n`.

    Given p, a customer is alive at `start` with chance (alpha / (alpha + p start))^r, and the rate of
    one who is follows gamma(r, alpha + p start); averaged over p ~ Beta(a, b): Hardie, note 029.
    """
    times = np.asarray(n, dtype=np.float64)[..., None]
    p, weight = beta_rule(alive.a, alive.b, decades=float(np.log1p(alive.r * start / alive.alpha)))
    still = np.exp(-alive.r * np.log1p(p * start / alive.alpha))
    exactly, at_least = purchase_counts(times, t, alive.r, alive.alpha + p * start)
    stayed = np.exp(xlog1py(times, -p))
    left = np.where(times > 0, p * np.exp(xlog1py(np.maximum(times, 1.0) - 1.0, -p)), 0.0)
    given_p = still * (stayed * exactly + left * at_least) + np.where(times == 0, 1.0 - still, 0.0)
    result: Floats = given_p @ weight
    return result


def _growth(R: float, u: Floats, step: Floats) -> Floats:
    """Return (1 - (1 + step u)^-R) / (R u), which is `step` at u = 0, over `step`: 1 at most."""
    su = step * u
    return np.divide(-np.expm1(-R * np.log1p(su)), R * su, out=np.ones_like(su), where=R * su > 0)


def _power(R: float, w: Complexes) -> Complexes:
    """Return (1 + w)^-R; NumPy's own complex exponential and logarithm are ten times slower."""
    size = np.exp(-R / 2.0 * np.log1p(w.real * (2.0 + w.real) + w.imag**2))
    turned = -R * np.arctan2(w.imag, 1.0 + w.real)
    return size * np.cos(turned) + 1j * (size * np.sin(turned))


def _per_event(R: float, u: Floats, every: int, phase: int, rule: BetaRule) -> Floats:
    """Return E_p[(1 - E z^N) / p] / u over `rule`, with z = 1 - p and N = floor((H + phase) / every).

    With k = `every`, j = `phase`, y = z^(1/k) w and w over the k-th roots of unity, E y^H = (1 + (1 - y) u)^-R and

        E z^N = sum over w of c(y) y^j E y^H,    c(y) = (1/k) sum over l < k of y^-l,

    since the average over w keeps just the events of one residue.  Only w = 1 is not small where p is.
    """
    k, j, p = every, phase, rule.p
    log_z = np.log1p(-p)
    root = np.exp(log_z / k)
    steps = (j - np.arange(k)) / k
    # the root w = 1: (1 - c y^j) / p, then c y^j (1 - E y^H) / p
    settled = -np.divide(np.expm1(steps[:, None] * log_z), p, out=-steps[:, None] * np.ones_like(p), where=p > 0)
    step = -np.expm1(log_z / k)
    slope = np.divide(step, p, out=np.full_like(p, 1.0 / k), where=p > 0)
    weight = np.exp(steps[:, None] * log_z).mean(axis=0) * slope * rule.weight
    smooth = R * (_growth(R, u[..., None], step) @ weight)
    # the other roots, in pairs of opposite sign of the angle but for w = -1
    beat = np.full(u.shape, float(settled.mean(axis=0) @ rule.weight))
    for m in range(1, k // 2 + 1):
        angle = 2.0 * np.pi * m / k
        # beyond this, E y^H has become negligible
        near = u * (1.0 - max(np.cos(angle), 0.0)) < np.expm1(min(NEGLIGIBLE / R, 700.0))
        y = root * np.exp(1j * angle)
        pair = 1.0 if 2 * m == k else 2.0
        factor = pair / k * y ** (j + 1) / ((1.0 - y) * (1.0 - p)) * rule.weight
        power = _power(R, (1.0 - y) * u[near][:, None])
        beat[near] -= power.real @ factor.real - power.imag @ factor.imag
    total: Floats = smooth + np.divide(beat, u, out=np.zeros_like(u), where=u > 0)
    return total
