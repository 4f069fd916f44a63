"""How likely it is that somebody leaves before buying again: the one hard part of Pareto/NBD.

An active customer with rates lambda ~ gamma(R, A) and mu ~ gamma(s, B) leaves before the next purchase,
and within U weeks, with probability

    kappa = (s / B) integral over u in (0, U) of (1 + u / A)^-R (1 + u / B)^-(s+1) du.

The papers' A0 is a difference of two such integrals, written with 2F1 in two ways, depending on which
of alpha and beta is larger, that overflow for heavy buyers and lose their digits where alpha and beta
are close.  The integral itself has no such corners.  For given parameters and x it depends on the time
t since the first purchase alone, A = alpha + t and B = beta + t, and is smooth in the logarithm of the
smaller of them: a Chebyshev series for each x, evaluated at every t that occurs, by one matrix product.

One more purchase multiplies the integrand by 1 / (1 + u / A), whatever the parameters.  So all x share the
nodes of a rule that is fine enough for the largest and long enough for the smallest of them, and their
integrals are the powers of that factor times the integrand for x = 0: a matrix product again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clvcli.models.quadrature import (
    NEGLIGIBLE,
    ahead,
    chebyshev_basis,
    chebyshev_degree,
    chebyshev_points,
    chebyshev_series,
)

if TYPE_CHECKING:
    from clvcli.models.histories import Floats

BEYOND = 2.0
"""Integrals end this many e-folds beyond the last t, so that the series' ellipse ends before them."""

STRIP = np.pi / 2
"""Half-width of the strip in which kappa is analytic and bounded as a function of log t."""

POWERS_AT_ONCE = 100_000
"""Values of the integrand worked on at a time: bounds memory where x runs into thousands."""

CELLS = 100_000
"""How many values of kappa, for x times t, are made at a time: bounds memory, too."""

PAIRS = np.triu_indices(5)
"""Which two of the five functions that derivatives are made of are averaged together; the first is 1."""

UPPER = np.triu_indices(4)
"""Positions of the second derivatives in (r, alpha, s, beta), row by row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The parameters of Pareto/NBD."""

    r: float
    alpha: float
    s: float
    beta: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LeavingFirst:
    """kappa for each of several x, as a function of t, with its derivatives if wanted."""

    smaller: float
    """The smaller of alpha and beta."""
    span: float
    """How far the logarithm of t and this reaches."""
    series: Floats
    """Chebyshev coefficients of kappa, or of kappa and its derivatives, shape `(n_x, 1 or 15, n)`."""

    @classmethod
    def of(cls, rates: Rates, repeats: Floats, last: float, *, derivatives: bool = False) -> LeavingFirst:
        """Return kappa of customers with `repeats` purchases for t up to `last`.

        With `derivatives`, it is followed by those in r, alpha, s, beta and then by the second ones, in
        the order of UPPER.
        """
        smaller = min(rates.alpha, rates.beta)
        span = float(np.log1p(last / smaller))
        n = chebyshev_degree(span, STRIP)
        t = smaller * np.expm1((chebyshev_points(n) + 1.0) / 2.0 * span)
        end = smaller * np.expm1(span + BEYOND)
        values = _at(rates, repeats, t, end, derivatives=derivatives)
        return cls(smaller=smaller, span=span, series=chebyshev_series(values))

    def basis(self, t: Floats) -> Floats:
        """Return the polynomials, shape `(n, t.size)`, that `series` multiplies to give values at `t`."""
        v = np.log1p(t / self.smaller)
        z = 2.0 * v / self.span - 1.0 if self.span > 0 else np.zeros_like(v)
        return chebyshev_basis(z, self.series.shape[-1])


def _at(rates: Rates, x: Floats, t: Floats, end: float, *, derivatives: bool) -> Floats:
    """Return kappa, and its derivatives if wanted, at each x and t: shape `(n_x, 1 or 15, n_t)`."""
    r, s, A, B = rates.r, rates.s, rates.alpha + t, rates.beta + t
    fewest, most = x.min(initial=np.inf), x.max(initial=0.0)
    until = end - t
    # beyond these, each by itself, the integrand has become negligible
    for scale, power in ((A, r + fewest), (B, s + 1.0), (np.maximum(A, B), r + fewest + s + 1.0)):
        until = np.minimum(until, scale * np.expm1(np.minimum(NEGLIGIBLE / power, 700.0)))
    u, du = ahead(until, (r + most + 1.0) / A + (s + 1.0) / B)
    A, B = A[:, None], B[:, None]
    la, lb = np.log1p(u / A), np.log1p(u / B)
    weight = du * np.exp(-r * la - (s + 1.0) * lb) * (s / B)
    if not derivatives:
        return _averages(x, la, weight[None])
    one, other = PAIRS
    functions = np.stack([np.ones_like(u), la, u / (A * (A + u)), lb, u / (B * (B + u))])
    moments = _averages(x, la, functions[one] * functions[other] * weight)
    return _derivatives(moments, r + x[:, None], B[:, 0], A[:, 0], s)


def _averages(x: Floats, la: Floats, weights: Floats) -> Floats:
    """Return the sums of e^(-x la) times each of the weights, shape `(n_x, weights, n_t)`.

    `la` has the shape `(n_t, nodes)`, `weights` have it each.
    """
    by_t = np.ascontiguousarray(weights.transpose(1, 2, 0))
    at_once = max(1, POWERS_AT_ONCE // la.size)
    parts = [
        np.exp(-x[first : first + at_once, None] * la[:, None, :]) @ by_t for first in range(0, x.size, at_once)
    ]
    return np.concatenate(parts, axis=1).transpose(1, 2, 0)


def _derivatives(moments: Floats, R: Floats, B: Floats, A: Floats, s: float) -> Floats:
    """Return kappa and its derivatives, from moments in the order of PAIRS, both of shape `(n_x, 15, n_t)`.

    The logarithm of the integrand has the slopes -la, R ga, 1 / s - lb and (s + 1) gb - 1 / B in the four
    parameters, where la = log(1 + u / A), ga = 1 / A - 1 / (A + u), and lb, gb likewise.
    """
    one, la, ga, lb, gb, la_la, la_ga, la_lb, la_gb, ga_ga, ga_lb, ga_gb, lb_lb, lb_gb, gb_gb = np.moveaxis(
        moments, 1, 0
    )
    s1 = s + 1.0
    by_beta = s1 * gb - one / B
    return np.stack([
        one,
        -la,
        R * ga,
        one / s - lb,
        by_beta,
        la_la,
        ga - R * la_ga,
        la_lb - la / s,
        la / B - s1 * la_gb,
        R * (R + 1.0) * ga_ga - 2.0 * R * ga / A,
        R * (ga / s - ga_lb),
        R * (s1 * ga_gb - ga / B),
        lb_lb - 2.0 * lb / s,
        by_beta / s - s1 * lb_gb + lb / B + gb,
        s1 * (s1 + 1.0) * gb_gb - 4.0 * s1 * gb / B + 2.0 * one / B**2,
    ], axis=1)  # fmt: skip
