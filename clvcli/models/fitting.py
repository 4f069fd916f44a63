"""What every maximum-likelihood fit returns, and the steps all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from clvcli.models.newton import Derivatives, Minimum, Objective, Status, minimise
from clvcli.sayings import Saying, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clvcli.models.histories import Floats

Model_co = TypeVar("Model_co", covariant=True)

SMALLEST_PARAMETER = 1e-6
LARGEST_PARAMETER = 1e6
"""Outside these a parameter has run off: the data cannot tell it from zero or infinity."""

FIRST_GUESS_TOLERANCE = 1e-5
"""Slope per customer at which a fit that only serves as a start for a finer one may stop."""

LIKELIHOOD_RATIO_5_PERCENT = 2.706
"""Twice the gain in log-likelihood that a parameter must bring where the model without it lies at the
edge of its range: chi-square(1) at 10 %, which is 5 % there (Self & Liang 1987)."""

WIDEST_LOG_ERROR = 2.0
"""Standard error of a log-parameter beyond which the data leave it open by a factor of 50."""

SYMMETRIC = 1e-9
"""How far two correlations across the diagonal may differ: a file keeps seventeen digits, people may not."""

FLATTEST_CORRELATION = 1e-13
"""Smallest eigenvalue of a matrix of correlations that is more than the rounding of its entries."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fit(Generic[Model_co]):
    """A fitted model, how well it fits, and how far it can be trusted."""

    model: Model_co
    log_likelihood: float
    """Total over all customers, in nats, with time and money in their own units, constants included."""
    n_customers: int
    status: Status
    iterations: int
    gradient_norm: float
    """Largest slope of the mean log-likelihood in a log-parameter; zero at the optimum."""
    hessian_condition: float
    """Steepest over flattest curvature in the log-parameters; infinite where one is flat."""
    covariance: Floats | None
    """Of the parameters, in the model's order; None where the likelihood is flat in a direction."""
    at_boundary: Saying | None
    """What the data do not identify, in words; None for an ordinary fit."""

    @property
    def converged(self) -> bool:
        """Whether the search ended where the likelihood is level."""
        return self.status == "converged"

    @property
    def standard_errors(self) -> Floats | None:
        """Standard errors of the parameters, in the model's order."""
        return None if self.covariance is None else np.sqrt(np.diag(self.covariance))


def in_logs(likelihood: Callable[[Floats], Derivatives], n_customers: float) -> Objective:
    """Return the mean negative log-likelihood as a function of the logarithms of the parameters."""

    def objective(log_parameters: Floats) -> Derivatives:
        """Return the mean negative log-likelihood, with its derivatives in the log-parameters."""
        parameters = np.exp(log_parameters)
        at = likelihood(parameters)
        gradient = at.gradient * parameters
        hessian = at.hessian * np.outer(parameters, parameters) + np.diag(gradient)
        return Derivatives(-at.value / n_customers, -gradient / n_customers, -hessian / n_customers)

    return objective


def first_guess(objective: Objective, starts: Sequence[Floats]) -> Floats:
    """Return the log-parameters of the best of several quick fits, one from each start."""
    found = [
        minimise(objective, np.log(start), lower=_LOWER, upper=_UPPER, tolerance=FIRST_GUESS_TOLERANCE)
        for start in starts
    ]
    return min(found, key=lambda minimum: minimum.derivatives.value).point


def maximise_likelihood(objective: Objective, start: Floats) -> Minimum:
    """Return the optimum near `start`, both in log-parameters."""
    return minimise(objective, start, lower=_LOWER, upper=_UPPER)


def covariance_of(minimum: Minimum, n_customers: float) -> tuple[Floats | None, float]:
    """Return the covariance of the parameters, and the condition of the Hessian of their logarithms.

    Cov = D H^-1 D with D = diag(parameters): the delta method from the log scale, and None where that is no
    covariance because the likelihood is flat in a direction.
    """
    hessian = minimum.derivatives.hessian * n_customers
    curvature = np.linalg.eigvalsh(hessian)
    if curvature[0] <= np.finfo(np.float64).eps * curvature[-1]:
        return None, np.inf
    inverse, parameters = np.linalg.inv(hessian), np.exp(minimum.point)
    covariance = np.outer(parameters, parameters) * (inverse + inverse.T) / 2.0
    if not is_covariance(covariance):
        return None, np.inf
    return covariance, float(curvature[-1] / curvature[0])


def is_covariance(matrix: Floats) -> bool:
    """Tell whether a square matrix is symmetric and positive definite, by more than rounding."""
    errors = np.sqrt(np.maximum(np.diag(matrix), np.finfo(np.float64).tiny))
    with np.errstate(over="ignore"):
        related = matrix / np.outer(errors, errors)
    if not np.isfinite(related).all():
        return False
    symmetric = np.allclose(related, related.T, rtol=SYMMETRIC, atol=SYMMETRIC)
    return bool(symmetric and np.linalg.eigvalsh(related)[0] > FLATTEST_CORRELATION)


def run_off(minimum: Minimum, covariance: Floats | None, names: Sequence[str]) -> Saying | None:
    """Say which parameters the data leave open, or None where they settle all."""
    parameters = np.exp(minimum.point)
    at_wall = (minimum.point <= _LOWER) | (minimum.point >= _UPPER)
    if at_wall.any():
        listed = [
            Saying("{name} falls to zero" if point <= _LOWER else "{name} grows without end", name=name)
            for name, point, off in zip(names, minimum.point, at_wall, strict=True)
            if off
        ]
        return Saying("the likelihood keeps rising while {parameters}", parameters=joined(", ", listed))
    if covariance is None:
        return Saying("the likelihood is flat in a combination of {parameters}", parameters=joined(", ", names))
    log_errors = np.sqrt(np.diag(covariance)) / parameters
    if (log_errors > WIDEST_LOG_ERROR).any():
        wide = [name for name, error in zip(names, log_errors, strict=True) if error > WIDEST_LOG_ERROR]
        return Saying("the data leave {parameters} open by more than a factor of 50", parameters=joined(", ", wide))
    return None


def unidentified(what: str, instead: str, *, log_likelihood: float, simpler: float) -> Saying | None:
    """Say that the data do not identify `what` where a `simpler` log-likelihood is as good, else None.

    `instead` says what is so in the simpler model, which has `what` at the edge of its range.
    """
    ratio = 2.0 * (log_likelihood - simpler)
    if ratio >= LIKELIHOOD_RATIO_5_PERCENT:
        return None
    evidence = Saying(
        "likelihood ratio {ratio:.2f}, {needed:.2f} needed",
        ratio=max(ratio, 0.0),
        needed=LIKELIHOOD_RATIO_5_PERCENT,
    )
    return Saying(
        "no {what} is identified: {instead} as well ({evidence})", what=what, instead=instead, evidence=evidence
    )


_LOWER = float(np.log(SMALLEST_PARAMETER))
_UPPER = float(np.log(LARGEST_PARAMETER))
