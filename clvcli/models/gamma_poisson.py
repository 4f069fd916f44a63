"""Purchases at a rate that differs between customers: the part of the likelihood most models share.

Each customer buys as a Poisson process with rate lambda, and lambda is gamma distributed with
shape r and rate alpha.  Somebody who bought x times in T weeks and never left has likelihood

    Gamma(r + x) / Gamma(r) * alpha^r / (alpha + T)^(r + x)

which is the whole of the NBD model and the factors A1 and A3 of BG/NBD ([FHL2005] section 6).
It falls apart into a term in x and a term in T, so it costs a few hundred evaluations however
many customers there are.

[FHL2005] Fader, Hardie, Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln, polygamma, psi

from clvcli.models.histories import totals
from clvcli.models.newton import Derivatives

if TYPE_CHECKING:
    from clvcli.models.histories import Floats, Histories


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GammaPoisson:
    """The sums over customers that the likelihood needs, taken once."""

    repeats: Floats
    times: Floats
    customers_by_x: Floats
    customers_by_age: Floats
    purchases_by_age: Floats

    @classmethod
    def of(cls, histories: Histories) -> GammaPoisson:
        """Return the sums for `histories`."""
        h = histories
        return cls(
            repeats=h.repeats,
            times=h.times,
            customers_by_x=totals(h.x_at, h.count, h.repeats.size),
            customers_by_age=totals(h.T_at, h.count, h.times.size),
            purchases_by_age=totals(h.T_at, h.count * h.x, h.times.size),
        )

    def __call__(self, r: float, alpha: float) -> Derivatives:
        """Return the total log-likelihood and its derivatives in (r, alpha)."""
        x, n_x = self.repeats, self.customers_by_x
        n_T, x_T = self.customers_by_age, self.purchases_by_age
        n = n_x.sum()
        log_alpha_T, inverse = np.log(alpha + self.times), 1.0 / (alpha + self.times)
        exponent = n_T * r + x_T
        value = n_x @ (gammaln(r + x) - gammaln(r)) + n * r * np.log(alpha) - exponent @ log_alpha_T
        by_r = n_x @ (psi(r + x) - psi(r)) + n * np.log(alpha) - n_T @ log_alpha_T
        by_alpha = n * r / alpha - exponent @ inverse
        by_rr = n_x @ (polygamma(1, r + x) - polygamma(1, r))
        by_r_alpha = n / alpha - n_T @ inverse
        by_alpha_alpha = exponent @ inverse**2 - n * r / alpha**2
        return Derivatives(
            float(value),
            np.array([by_r, by_alpha]),
            np.array([[by_rr, by_r_alpha], [by_r_alpha, by_alpha_alpha]]),
        )


def log_likelihood(r: float, alpha: float, x: Floats, T: Floats) -> Floats:
    """Return the log-likelihood of x purchases in T weeks by somebody who never left, shape `(n,)`."""
    result: Floats = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - (r + x) * np.log(alpha + T)
    return result
