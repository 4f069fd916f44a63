"""Newton's method with a line search, inside a box: the only optimiser the models need.

The likelihoods are smooth in at most a handful of parameters and their second derivatives are
exact, so a few Newton steps reach the optimum to the last digit, and the Hessian at the end is
the one the standard errors come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from clvcli.models.histories import Floats

Status = Literal["converged", "no further progress", "iteration limit"]

LONGEST_STEP = 1.5
"""No coordinate moves further in one step: parameters are logarithms, and this is a factor of 4.5."""

SUFFICIENT_DECREASE = 1e-4
"""Armijo's constant: the share of the promised decrease that a step must deliver."""

SHRINK = 0.4
"""A step that does not deliver is tried again at this fraction of its length."""

SHORTEST_STEP = 1e-7
"""Below this fraction of the Newton step the value no longer changes in double precision."""

ROUNDING = 1e-13
"""Two values nearer than this, relative, are the same as far as sums of rounded terms can show; where
a step promises less, its worth is judged by the slope, which still shows."""

FLATTEST_CURVATURE = 1e-10
"""Curvature, relative to the steepest direction, below which a direction is walked, not solved."""


@dataclass(frozen=True, slots=True, eq=False)
class Derivatives:
    """A function's value, gradient `(k,)` and Hessian `(k, k)` at one point; they add up."""

    value: float
    gradient: Floats
    hessian: Floats

    def __add__(self, other: Derivatives) -> Derivatives:
        return Derivatives(self.value + other.value, self.gradient + other.gradient, self.hessian + other.hessian)


Objective: TypeAlias = "Callable[[Floats], Derivatives]"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Minimum:
    """Where the search ended, and why."""

    point: Floats
    derivatives: Derivatives
    gradient_norm: float
    """Largest slope among the directions that the box leaves free."""
    iterations: int
    status: Status


def minimise(
    objective: Objective,
    start: Floats,
    *,
    lower: float,
    upper: float,
    tolerance: float = 1e-10,
    max_iterations: int = 100,
) -> Minimum:
    """Return a local minimum of `objective` with every coordinate in `[lower, upper]`.

    A coordinate at a wall, with the slope pressing it there, rests until the slope turns
    (Bertsekas 1982, projected Newton).  Ends when no free slope exceeds `tolerance`, or when
    neither the value nor the slope can be bettered.
    """
    point = np.clip(start, lower, upper)
    here = objective(point)
    status: Status = "converged"
    steps = 0
    while True:
        free = _free(point, here.gradient, lower, upper)
        slope = _norm(here.gradient[free])
        if slope < tolerance:
            break
        if steps == max_iterations:
            status = "iteration limit"
            break
        step = np.zeros_like(point)
        step[free] = _newton_step(here.gradient[free], here.hessian[np.ix_(free, free)])
        visible = -float(here.gradient @ step) > ROUNDING * max(1.0, abs(here.value))
        if visible:
            moved = _search_along(objective, point, here, step, lower=lower, upper=upper)
        else:
            moved = _flatter(objective, point, slope, step, lower=lower, upper=upper)
        if moved is None:
            status = "no further progress" if visible else "converged"
            break
        point, here = moved
        steps += 1
    return Minimum(point=point, derivatives=here, gradient_norm=slope, iterations=steps, status=status)


def _free(point: Floats, gradient: Floats, lower: float, upper: float) -> NDArray[np.bool_]:
    """Return which coordinates may move: those not pressed against a wall."""
    return ~(((point <= lower) & (gradient > 0)) | ((point >= upper) & (gradient < 0)))


def _norm(slopes: Floats) -> float:
    return float(np.max(np.abs(slopes), initial=0.0))


def _newton_step(gradient: Floats, hessian: Floats) -> Floats:
    """Return a descent step: Newton's, with every curvature taken as positive and none as zero."""
    curvature, direction = np.linalg.eigh(hessian)
    steepness = np.abs(curvature)
    steepness = np.maximum(steepness, FLATTEST_CURVATURE * max(1.0, steepness.max()))
    step: Floats = -direction @ ((direction.T @ gradient) / steepness)
    return step * min(1.0, LONGEST_STEP / _norm(step))


def _search_along(
    objective: Objective, point: Floats, here: Derivatives, step: Floats, *, lower: float, upper: float
) -> tuple[Floats, Derivatives] | None:
    """Return the first point along `step` that is low enough, or None where none is."""
    fraction = 1.0
    while fraction > SHORTEST_STEP:
        trial = np.clip(point + fraction * step, lower, upper)
        there = objective(trial)
        promised = SUFFICIENT_DECREASE * float(here.gradient @ (trial - point))
        if there.value <= here.value + promised + ROUNDING * abs(here.value):
            return trial, there
        fraction *= SHRINK
    return None


def _flatter(
    objective: Objective, point: Floats, slope: float, step: Floats, *, lower: float, upper: float
) -> tuple[Floats, Derivatives] | None:
    """Return the end of `step` if the slope there is at most half of `slope`, else None."""
    trial = np.clip(point + step, lower, upper)
    there = objective(trial)
    if _norm(there.gradient[_free(trial, there.gradient, lower, upper)]) > slope / 2.0:
        return None
    return trial, there
