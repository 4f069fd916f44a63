"""How likely it is that somebody leaves before buying again: the one hard part of Pareto/NBD.

An active customer with rates lambda ~ gamma(R, A) and mu ~ gamma(s, B) leaves before the next purchase,
and within U weeks, with probability

    kappa = (s / B) integral over u in (0, U) of (1 + u / A)^-R (1 + u / B)^-(s+1) du.

The papers' A0 is a difference of two such integrals, written with 2F1 in two ways, depending on which
of alpha and beta is larger, that overflow for heavy buyers and lose their digits where alpha and beta
are close.  The integral itself has no such corners.  For given parameters and x it depends on the time
t since the first purchase alone, A = alpha + t and B = beta + t, and is smooth in the logarithm of the
smaller of them: a Chebyshev series for each x, evaluated at every t that occurs, by one matrix product.
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

NODES_AT_ONCE = 20_000
"""Values of the integrand worked on at a time: they stay in the processor's cache."""

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
        rows = max(1, NODES_AT_ONCE // (n * 100))
        parts = [
            _at(rates, repeats[first : first + rows, None], t, end, derivatives=derivatives)
            for first in range(0, repeats.size, rows)
        ]
        return cls(smaller=smaller, span=span, series=chebyshev_series(np.concatenate(parts)))

    def basis(self, t: Floats) -> Floats:
        """Return the polynomials, shape `(n, t.size)`, that `series` multiplies to give values at `t`."""
        v = np.log1p(t / self.smaller)
        z = 2.0 * v / self.span - 1.0 if self.span > 0 else np.zeros_like(v)
        return chebyshev_basis(z, self.series.shape[-1])


def _at(rates: Rates, x: Floats, t: Floats, end: float, *, derivatives: bool) -> Floats:
    """Return kappa, and its derivatives if wanted, at each x and t: shape `(n_x, 1 or 15, n_t)`."""
    R, A, B = (np.broadcast_to(v, (x.size, t.size)).ravel() for v in (rates.r + x, rates.alpha + t, rates.beta + t))
    s = rates.s
    until = np.broadcast_to(end - t, (x.size, t.size)).ravel()
    # beyond these, each by itself, the integrand has become negligible
    for scale, power in ((A, R), (B, s + 1.0), (np.maximum(A, B), R + s + 1.0)):
        until = np.minimum(until, scale * np.expm1(np.minimum(NEGLIGIBLE / power, 700.0)))
    u, du = ahead(until, (R + 1.0) / A + (s + 1.0) / B)
    R, A, B = R[:, None], A[:, None], B[:, None]
    la, lb = np.log1p(u / A), np.log1p(u / B)
    density = du * np.exp(-R * la - (s + 1.0) * lb) * (s / B)
    if not derivatives:
        kappa: Floats = density.sum(axis=1).reshape(x.size, 1, t.size)
        return kappa
    # averages of products of the functions that the derivatives are made of
    features = np.stack([np.ones_like(u), la, u / (A * (A + u)), lb, u / (B * (B + u))], axis=1)
    moments = (features * density[:, None, :]) @ features.transpose(0, 2, 1)
    return np.moveaxis(_derivatives(moments, R[:, 0], B[:, 0], A[:, 0], s).reshape(15, x.size, t.size), 0, 1)


def _derivatives(moments: Floats, R: Floats, B: Floats, A: Floats, s: float) -> Floats:
    """Return kappa and its derivatives, shape `(15, n)`, from moments of shape `(n, 5, 5)`.

    The logarithm of the integrand has the slopes -la, R ga, 1 / s - lb and (s + 1) gb - 1 / B in the four
    parameters, where la = log(1 + u / A), ga = 1 / A - 1 / (A + u), and lb, gb likewise.
    """
    one, la, ga, lb, gb = moments[:, 0].T
    la_la, la_ga, la_lb, la_gb = moments[:, 1, 1:].T
    ga_ga, ga_lb, ga_gb = moments[:, 2, 2:].T
    lb_lb, lb_gb = moments[:, 3, 3:].T
    gb_gb = moments[:, 4, 4]
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
    ])  # fmt: skip
