"""The likelihood of Pareto/NBD with its exact derivatives, from the chances of leaving before the next purchase.

The likelihood of a history is that of somebody still alive, a gamma-Poisson part times
(beta / (beta + T))^s, over P(alive), the one part that needs every history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clvcli.models.gamma_poisson import GammaPoisson
from clvcli.models.histories import by_repeats, totals
from clvcli.models.leaving_first import CELLS, UPPER, LeavingFirst, Rates
from clvcli.models.newton import Derivatives
from clvcli.models.purchase_fitting import BLOCK

if TYPE_CHECKING:
    from clvcli.models.histories import Floats, Histories, Neighbours


class Likelihood:
    """The total log-likelihood of `histories` and its derivatives in (r, alpha, s, beta)."""

    def __init__(self, histories: Histories) -> None:
        self.purchasing = GammaPoisson.of(histories)
        self.repeats, self.times = histories.repeats, histories.times
        self.neighbours = by_repeats(histories, CELLS)

    def __call__(self, parameters: Floats) -> Derivatives:
        """Return the total at `parameters`, in the order r, alpha, s, beta."""
        r, alpha, s, beta = (float(value) for value in parameters)
        buying = self.purchasing(r, alpha)
        staying = self._staying(s, beta)
        apart = Derivatives(
            buying.value + staying.value,
            np.concatenate([buying.gradient, staying.gradient]),
            np.block([[buying.hessian, np.zeros((2, 2))], [np.zeros((2, 2)), staying.hessian]]),
        )
        return apart + self._doubting(Rates(r=r, alpha=alpha, s=s, beta=beta))

    def without_dropout(self, parameters: Floats) -> Derivatives:
        """Return the total in (r, alpha) of customers who never leave."""
        r, alpha = parameters
        return self.purchasing(r, alpha)

    def _staying(self, s: float, beta: float) -> Derivatives:
        """Return the sum of s ln(beta / (beta + T)), in (s, beta)."""
        n_T, T = self.purchasing.customers_by_age, self.times
        by_s, lost = -(n_T @ np.log1p(T / beta)), T / (beta * (beta + T))
        by_s_beta = n_T @ lost
        by_beta_beta = -s * (n_T @ (lost * (1.0 / beta + 1.0 / (beta + T))))
        return Derivatives(
            float(s * by_s),
            np.array([by_s, s * by_s_beta]),
            np.array([[0.0, by_s_beta], [by_s_beta, by_beta_beta]]),
        )

    def _doubting(self, rates: Rates) -> Derivatives:
        """Return the sum of -ln P(alive)."""
        times = Times.of(rates, self.times)
        first = LeavingFirst.of(rates, self.repeats, float(self.times.max(initial=0.0)), derivatives=True)
        basis = first.basis(self.times)
        total = Derivatives(0.0, np.zeros(4), np.zeros((4, 4)))
        for some in self.neighbours:
            own, series = basis[:, some.times_at], first.series[some.repeats_at]
            curves = np.moveaxis(series[:, :5], 1, 0) @ own
            own_times = Times(*(column[some.times_at] for column in times))
            R = rates.r + self.repeats[some.repeats_at]
            level = np.zeros(curves.shape[1:])
            for block in some.blocks(BLOCK):
                doubt, of_block = _doubt(R, rates.s, own_times, curves, block)
                total += doubt
                level += of_block
            second = np.zeros((4, 4))
            second[UPPER] = np.einsum("xkn,xn->k", series[:, 5:], level @ own.T)
            total += Derivatives(0.0, np.zeros(4), second + np.triu(second, 1).T)
        return total


class Times(NamedTuple):
    """log(alpha + t), 1 / (alpha + t), log(beta + t), 1 / (beta + t), all shape `(n_times,)`."""

    log_a: Floats
    per_a: Floats
    log_b: Floats
    per_b: Floats

    @classmethod
    def of(cls, rates: Rates, t: Floats) -> Times:
        """Return the values at times `t`."""
        A, B = rates.alpha + t, rates.beta + t
        return cls(np.log(A), 1.0 / A, np.log(B), 1.0 / B)


def _doubt(R: Floats, s: float, times: Times, curves: Floats, some: Neighbours) -> tuple[Derivatives, Floats]:
    """Return the sum of -ln P(alive) of histories with neighbouring x, but for second derivatives of kappa.

    1 / P(alive) = e^d Q with Q = kappa(t_x) + (1 - kappa(T)) e^-d; its derivatives over itself are those of
    e^d kappa(t_x) and of -kappa(T), over e^d, over Q.  R is that of each x; `curves` holds kappa and its slopes,
    shape `(5, n_x, n_times)`; the other result is the weight of its second derivatives, shape `(n_x, n_times)`.
    """
    n, t_x, T = some.count, some.t_x_at, some.T_at
    n_x, n_times = curves.shape[1:]
    then_at, now_at = some.x_at * n_times + t_x, some.x_at * n_times + T
    curves, R = curves.reshape(5, -1), R[some.x_at]
    waited_a, waited_b = times.log_a[T] - times.log_a[t_x], times.log_b[T] - times.log_b[t_x]
    slope_a, slope_b = times.per_a[T] - times.per_a[t_x], times.per_b[T] - times.per_b[t_x]
    d = R * waited_a + s * waited_b
    by = np.stack([waited_a, R * slope_a, waited_b, s * slope_b])
    e = np.exp(-d)
    then, now = curves.take(then_at, axis=1), curves.take(now_at, axis=1)
    unlikelier = then[0] + (1.0 - now[0]) * e
    weight = n / unlikelier
    slope = (by * then[0] + then[1:] - now[1:] * e) / unlikelier
    left = weight * then[0]
    crossed = (by * weight) @ then[1:].T
    hessian = (by * left) @ by.T + crossed + crossed.T - (slope * n) @ slope.T
    # the second derivatives of d that are not zero
    hessian[[0, 1], [1, 0]] += left @ slope_a
    hessian[1, 1] -= (R * left * slope_a) @ (times.per_a[T] + times.per_a[t_x])
    hessian[[2, 3], [3, 2]] += left @ slope_b
    hessian[3, 3] -= s * ((left * slope_b) @ (times.per_b[T] + times.per_b[t_x]))
    level = totals(then_at, weight, n_x * n_times) - totals(now_at, weight * e, n_x * n_times)
    return Derivatives(float(n @ (d + np.log(unlikelier))), slope @ n, hessian), level.reshape(n_x, n_times)
