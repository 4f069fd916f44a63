"""Averages over a beta distribution, integrals ahead in time, and Chebyshev series: the models' numerical tools."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import expit, log_expit

if TYPE_CHECKING:
    from clvcli.models.histories import Floats


NEGLIGIBLE = 40.0
"""e^-40 is a twentieth of the rounding error of 1; beyond it nothing is added."""

STEP = 0.3
"""Spacing of the trapezoidal rule.  The integrands are analytic for imaginary parts of the logit
up to pi/2, where the error is exp(-2 pi (pi/2) / 0.3) = 5e-15."""


class BetaRule(NamedTuple):
    """Nodes p and weights, shape `(m,)`, whose weighted sum is an average over a beta distribution."""

    p: Floats
    weight: Floats


def beta_rule(a: float, b: float, decades: float) -> BetaRule:
    """Return a rule for averages over Beta(a, b) of functions that fall with p, at most as 1/p.

    `decades` bounds the logarithm of how far the function falls between p = 0 and the centre.

    The trapezoidal rule in y = logit(p), where the density p^a (1-p)^b falls exponentially on both
    sides and the rule converges exponentially.  A shape parameter near zero makes a tail a
    thousand times longer than the rest, hence the stretch y = centre + width K sinh(tau / K).
    The weights are divided by their own sum, so that the beta function, which loses digits where
    a and b are large, is never needed.
    """
    centre = np.log(a) - np.log(b)
    width = 1.0 / np.sqrt(1.0 + a * b / (a + b))
    bend = 10.0 + decades

    # the density is at least e^(a d) below its top d to the left, times e^(top), and likewise right
    top = np.array([(a + b) * np.log1p(a / b), (a + b) * np.log1p(b / a)])
    reach = (NEGLIGIBLE + np.array([decades, 0.0]) + top) / np.array([a, b])
    left, right = np.ceil(bend * np.arcsinh(reach / (width * bend)) / STEP)
    tau = STEP * np.arange(-left, right + 1)
    y = centre + width * bend * np.sinh(tau / bend)
    log_density = a * log_expit(y) + b * log_expit(-y)
    log_density -= log_density[int(left)]
    gain = np.clip(centre - y, 0.0, decades)
    kept = log_density + gain > -NEGLIGIBLE
    weight = np.exp(log_density[kept]) * np.cosh(tau[kept] / bend)
    return BetaRule(expit(y[kept]), weight / weight.sum())


def panels(width: float) -> tuple[Floats, Floats]:
    """Return Gauss-Legendre nodes and weights on [0, 1], enough for a smooth function of `width` e-folds."""
    nodes, weights = _gauss_legendre()
    n = max(1, int(np.ceil(width / _PANEL_WIDTH)))
    start = np.arange(n)[:, None]
    return ((start + (nodes + 1.0) / 2.0) / n).ravel(), np.tile(weights / (2.0 * n), n)


def ahead(end: Floats, stretch: Floats, widest: float = 0.0) -> tuple[Floats, Floats]:
    """Return nodes s in (0, end) and weights, shape `(rows, m)`, for functions smooth in log(1 + stretch s).

    Takes both of shape `(rows,)`; rows that shall not depend on each other name the `widest` span,
    log(1 + stretch end), among all that there could be.
    """
    span = np.log1p(stretch * end)[:, None]
    nodes, weights = panels(max(widest, float(span.max(initial=0.0))))
    v = nodes * span
    return np.expm1(v) / stretch[:, None], weights * span * np.exp(v) / stretch[:, None]


def chebyshev_points(n: int) -> Floats:
    """Return the n points in (-1, 1) at which `chebyshev_series` wants a function's values."""
    return np.cos(np.pi * (np.arange(n) + 0.5) / n)


def chebyshev_series(values: Floats) -> Floats:
    """Return the coefficients, shape `(..., n)`, of the series through values at `chebyshev_points(n)`."""
    n = values.shape[-1]
    degree, point = np.arange(n)[None, :], np.arange(n)[:, None]
    cosines = np.cos(np.pi * degree * (point + 0.5) / n) * (2.0 / n)
    cosines[:, 0] /= 2.0
    series: Floats = values @ cosines
    return series


def chebyshev_basis(z: Floats, n: int) -> Floats:
    """Return T_k(z) for k < n, shape `(n, z.size)`."""
    return chebyshev_sums(z[:, None], np.ones((z.size, 1)), n)


def chebyshev_degree(span: float, strip: float) -> int:
    """Return how many terms a series needs on a length `span` for a function analytic within +-i `strip`.

    Terms fall as e^(-k rho), where the Bernstein ellipse of radius e^rho just fits into the strip.
    """
    return int(np.ceil(_DIGITS / np.arcsinh(2 * strip / max(span, 1.0))))


def chebyshev_sums(z: Floats, weight: Floats, n: int) -> Floats:
    """Return sum_j weight_ij T_k(z_ij) for k < n, shape `(n, rows)`: a rule applied to each polynomial."""
    sums = np.empty((n, z.shape[0]))
    before, now = z, np.ones_like(z)  # T_-1 = z makes T_1 = 2 z T_0 - T_-1 = z
    for k in range(n):
        sums[k] = np.einsum("ij,ij->i", weight, now)
        before, now = now, 2.0 * z * now - before
    return sums


@cache
def _gauss_legendre() -> tuple[Floats, Floats]:
    """Return the nodes on [-1, 1] and weights of one panel."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES_PER_PANEL)
    return nodes, weights


_DIGITS = 32.0
"""Chebyshev series are cut where their terms have fallen to e^-32 = 1e-14."""

_NODES_PER_PANEL = 20
_PANEL_WIDTH = 2.0
"""Twenty nodes on each stretch of two e-folds integrate exp(-e^v) to rounding error."""
