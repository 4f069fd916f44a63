"""Purchases at a rate that differs between customers: the part of the likelihood most models share.

Each customer buys as a Poisson process with rate lambda, and lambda is gamma distributed with
shape r and rate alpha.  Somebody who bought x times in T weeks and never left has likelihood

    Gamma(r + x) / Gamma(r) * alpha^r / (alpha + T)^(r + x)

which is the whole of the NBD model and the factors A1 and A3 of BG/NBD ([FHL2005] section 6).
Where every k-th event is a purchase, x purchases are k x events of this process.  The likelihood
falls apart into a term in x and a term in T, so it costs a few hundred evaluations however many
customers there are.

[FHL2005] Fader, Hardie, Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import gammaln, xlog1py, xlogy

from clvcli.models.histories import totals
from clvcli.models.newton import Derivatives

if TYPE_CHECKING:
    from clvcli.models.histories import Floats, Histories


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GammaPoisson:
    """The sums over customers that the likelihood needs, taken once."""

    events: Floats
    """Distinct numbers of events after the first purchase, shape `(n_x,)`."""
    times: Floats
    customers_by_x: Floats
    customers_by_age: Floats
    events_by_age: Floats

    @classmethod
    def of(cls, histories: Histories, every: int = 1) -> GammaPoisson:
        """Return the sums for `histories`, where every `every`-th event is a purchase."""
        h = histories
        return cls(
            events=every * h.repeats,
            times=h.times,
            customers_by_x=totals(h.x_at, h.count, h.repeats.size),
            customers_by_age=totals(h.T_at, h.count, h.times.size),
            events_by_age=totals(h.T_at, every * h.count * h.x, h.times.size),
        )

    @property
    def customers(self) -> float:
        """Customers in all."""
        return float(self.customers_by_x.sum())

    @property
    def weeks(self) -> float:
        """Weeks observed per customer."""
        return float(self.customers_by_age @ self.times) / self.customers

    @property
    def events_per_week(self) -> float:
        """Events per customer and week observed; positive if there is one."""
        weeks = float(self.customers_by_age @ self.times)
        return float(self.events_by_age.sum()) / max(weeks, 1.0)

    def __call__(self, r: float, alpha: float) -> Derivatives:
        """Return the total log-likelihood and its derivatives in (r, alpha).

        Written with log(1 + T / alpha), so that nothing cancels where r and alpha grow together.
        """
        n_x, n_T, x_T, T = self.customers_by_x, self.customers_by_age, self.events_by_age, self.times
        product = rising_product(r, self.events)
        inverse, lost = 1.0 / (alpha + T), T / (alpha * (alpha + T))
        waited = np.log1p(T / alpha)
        value = n_x @ product.log - r * (n_T @ waited) - x_T @ np.log(alpha + T)
        by_r = n_x @ product.slope - n_T @ waited
        by_alpha = r * (n_T @ lost) - x_T @ inverse
        by_rr = n_x @ product.curvature
        by_r_alpha = n_T @ lost
        by_alpha_alpha = x_T @ inverse**2 - r * (n_T @ (lost * (1.0 / alpha + inverse)))
        return Derivatives(
            float(value),
            np.array([by_r, by_alpha]),
            np.array([[by_rr, by_r_alpha], [by_r_alpha, by_alpha_alpha]]),
        )


class RisingProduct(NamedTuple):
    """ln base (base + 1) ... (base + x - 1) for each x, and its derivatives in base, shape `(n_x,)`."""

    log: Floats
    slope: Floats
    curvature: Floats


def rising_product(base: float, repeats: Floats) -> RisingProduct:
    """Return ln Gamma(base + x) / Gamma(base) and its derivatives, for whole x.

    Summed factor by factor: exact where a difference of gamma functions of large numbers is not.
    """
    x = repeats.astype(np.int64)
    factor = base + np.arange(x.max(initial=0))

    def summed(terms: Floats) -> Floats:
        """Return the sum of the first x terms, for each x."""
        return np.concatenate([[0.0], np.cumsum(terms)])[x]

    return RisingProduct(summed(np.log(factor)), summed(1.0 / factor), -summed(1.0 / factor**2))


def log_likelihood(r: float, alpha: float, x: Floats, T: Floats) -> Floats:
    """Return the log-likelihood of x purchases in T weeks by somebody who never left, shape `(n,)`."""
    result: Floats = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - (r + x) * np.log(alpha + T)
    return result


def event_counts(n: Floats, share: Floats | float, R: Floats | float) -> Floats:
    """Return P(n events) in t weeks at a rate gamma(R, A), `share` being t / (A + t); arrays broadcast."""
    binomial = gammaln(R + n) - gammaln(R) - gammaln(n + 1.0)
    result: Floats = np.exp(binomial + xlog1py(R, np.negative(share)) + xlogy(n, share))
    return result
