"""The likelihood of the models of `dropout`, with its derivatives, and the search for its maximum.

ln L = ln(A1 A3) + ln A2 + ln(S + A4 / A3) of [FHL2005] section 6: a gamma-Poisson part, a part in x
alone, and the one part that needs every history.

[FHL2005] Fader, Hardie, Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from clvcli.models.dropout import PARAMETERS, DropoutModel
from clvcli.models.erlang import waiting
from clvcli.models.gamma_poisson import GammaPoisson, rising_product
from clvcli.models.newton import Derivatives
from clvcli.models.purchase_fitting import BLOCK, fit_purchases

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.models.erlang import Waiting
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats, Histories, Ints

Model = TypeVar("Model", bound=DropoutModel)


class Likelihood:
    """The total log-likelihood of `histories` and its derivatives in (r, alpha, a, b)."""

    def __init__(self, histories: Histories, *, first_may_be_last: bool, every: int = 1) -> None:
        self.purchasing = GammaPoisson.of(histories, every)
        self.every, self.events, self.times = every, self.purchasing.events, histories.times
        self.survived = histories.repeats + first_may_be_last
        # without events in between, only those who could have left tell more than their x and T
        asked = slice(None) if every > 1 else np.flatnonzero(self.survived[histories.x_at] > 0)
        self.x_at, self.t_x_at, self.T_at = (at[asked] for at in (histories.x_at, histories.t_x_at, histories.T_at))
        self.count = histories.count[asked]

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
        return apart + self._waiting_or_left(r, alpha, a, b)

    def without_dropout(self, parameters: Floats) -> Derivatives:
        """Return the total in (r, alpha) of customers who never leave."""
        r, alpha = parameters
        buying = self.purchasing(r, alpha)
        if self.every == 1:
            return buying
        waited = self._waiting_or_left(r, alpha, a=0.0, b=1.0)
        return buying + Derivatives(waited.value, waited.gradient[:2], waited.hessian[:2, :2])

    def _staying(self, a: float, b: float) -> Derivatives:
        """Return the sum of ln A2 = ln B(a, b + m) - ln B(a, b), in (a, b).

        A2 is b (b + 1) ... (b + m - 1) over (a + b) (a + b + 1) ... (a + b + m - 1).
        """
        n_x = self.purchasing.customers_by_x
        above, below = rising_product(b, self.survived), rising_product(a + b, self.survived)
        by_a, by_b = -(n_x @ below.slope), n_x @ (above.slope - below.slope)
        by_aa, by_bb = -(n_x @ below.curvature), n_x @ (above.curvature - below.curvature)
        return Derivatives(
            float(n_x @ (above.log - below.log)),
            np.array([by_a, by_b]),
            np.array([[by_aa, by_aa], [by_aa, by_bb]]),
        )

    def _waiting_or_left(self, r: float, alpha: float, a: float, b: float) -> Derivatives:
        """Return the sum of ln(S + e^d) = ln S + ln(1 + e^(d - ln S)), with d = ln(A4 / A3).

        a = 0 is nobody leaving, with derivatives in r and alpha alone.
        """
        log_time, inverse = np.log(alpha + self.times), 1.0 / (alpha + self.times)
        last = b + np.maximum(self.survived, 1.0) - 1.0
        log_odds_of_leaving = np.where(self.survived > 0, np.log(a / last) if a > 0 else -np.inf, -np.inf)
        per_a = 1.0 / a if a > 0 else 0.0
        value, gradient, hessian = 0.0, np.zeros(4), np.zeros((4, 4))
        regular = Derivatives(0.0, np.zeros(4), np.zeros((4, 4)))
        for first in range(0, self.count.size, BLOCK):
            x_at, t_x_at, T_at, n = self._block(first)
            R = r + self.events[x_at]
            waited = log_time[T_at] - log_time[t_x_at]
            inverse_T, inverse_t_x = inverse[T_at], inverse[t_x_at]
            slope = inverse_T - inverse_t_x
            d = R * waited + log_odds_of_leaving[x_at]
            per_survivor = 1.0 / last[x_at]
            # the gradient of d
            by = np.stack([waited, R * slope, np.full_like(d, per_a), -per_survivor])
            if self.every > 1:
                no_purchase = waiting(
                    self.every, R, self.times[T_at] - self.times[t_x_at], alpha + self.times[T_at]
                )
                d, by[0], by[1] = (v - s for v, s in zip((d, by[0], by[1]), no_purchase[:3], strict=True))
            e = np.exp(-np.abs(d))
            left = np.where(d > 0, 1.0, e) / (1.0 + e)
            expected = n * left
            value += float(n @ (np.log1p(e) + np.maximum(d, 0.0)))
            gradient += by @ expected
            hessian += (by * (expected * (1.0 - left))) @ by.T
            # the second derivatives of d that are not zero
            hessian[[0, 1], [1, 0]] += expected @ slope
            hessian[1, 1] -= (expected * R * slope) @ (inverse_T + inverse_t_x)
            hessian[2, 2] -= expected.sum() * per_a**2
            hessian[3, 3] += expected @ per_survivor**2
            if self.every > 1:
                regular += _waiting(no_purchase, n, n - expected)
        return Derivatives(value, gradient, hessian) + regular

    def _block(self, first: int) -> tuple[Ints, Ints, Ints, Floats]:
        """Return x_at, t_x_at, T_at and count of the histories from `first` on."""
        block = slice(first, first + BLOCK)
        return self.x_at[block], self.t_x_at[block], self.T_at[block], self.count[block]


def _waiting(no_purchase: Waiting, n: Floats, stayed: Floats) -> Derivatives:
    """Return the sum of ln S over `n` customers each, of whom `stayed` are expected to be alive."""
    gradient, hessian = np.zeros(4), np.zeros((4, 4))
    gradient[:2] = n @ no_purchase.by_r, n @ no_purchase.by_alpha
    mixed = stayed @ no_purchase.by_r_alpha
    hessian[:2, :2] = [[stayed @ no_purchase.by_rr, mixed], [mixed, stayed @ no_purchase.by_alpha_alpha]]
    return Derivatives(float(n @ no_purchase.log), gradient, hessian)


def fit_dropout(
    histories: Histories, model: Callable[..., Model], likelihood: Callable[[Histories], Likelihood]
) -> Fit[Model]:
    """Return the maximum-likelihood `model` of these customers.

    Raises PurchasesNotModelledError as `fit_purchases`.
    """
    return fit_purchases(histories, model, PARAMETERS, likelihood, _starts)


def _starts(purchasing: GammaPoisson) -> list[Floats]:
    """Return parameters to start from, with the purchase rate of the data and three kinds of dropout."""
    rate = purchasing.events_per_week
    return [
        np.array([0.7, 0.7 / (1.5 * rate), 0.8, 2.5]),
        np.array([0.3, 0.3 / (3.0 * rate), 0.3, 1.0]),
        np.array([1.5, 1.5 / rate, 0.1, 10.0]),
    ]
