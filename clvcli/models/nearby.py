"""Parameters that the data leave possible: a few sets around the fitted ones, with exactly their doubt.

A fit is sure of its parameters up to a covariance.  On the log scale, where parameters stay positive and
likelihoods are nearly symmetric, that is theta = exp(log theta^ + L z) with z standard normal and L L' the
covariance of the logarithms.  In place of many random z a designed few stand: the rows of a Hadamard
matrix and their negatives, every coordinate at plus or minus one standard error.  Their mean is 0 and
their covariance 1, exactly, and their distance from the fit is that of a typical draw; a result
averaged over them is exact for all that is quadratic in z, and the same on every machine.

Plackett, Burman (1946), The Design of Optimum Multifactorial Experiments, Biometrika 33(4), 305-325.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from clvcli.models.fitting import LARGEST_PARAMETER, SMALLEST_PARAMETER

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats

Model = TypeVar("Model")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nearby(Generic[Model]):
    """Equally likely models around a fitted one."""

    models: tuple[Model, ...]
    """The second half are the opposites of the first."""
    z: Floats
    """Where they stand, in standard errors along independent directions, shape `(models, directions)`."""

    def effects(self, results: Floats) -> Floats:
        """Return what one standard error in each direction changes, shape `(directions, n)`.

        `results` are those of `models`, shape `(models, n)`.  The directions are independent, so the
        variance of a result is the sum of the squares.
        """
        changes: Floats = self.z.T @ results / len(self.models)
        return changes


def nearby(fit: Fit[Any]) -> Nearby[Any]:
    """Return models as likely as the data allow; the fitted one alone where its doubt is not known.

    A parameter that would run off is held at the edge of what a fit may find.
    """
    model = fit.model
    if fit.covariance is None:
        return Nearby(models=(model,), z=np.zeros((1, 0)))
    names = [field.name for field in fields(model)][: fit.covariance.shape[0]]
    at = np.array([getattr(model, name) for name in names])
    spread = np.linalg.cholesky(fit.covariance / np.outer(at, at))
    z = design(at.size)
    down, up = np.log(SMALLEST_PARAMETER / at), np.log(LARGEST_PARAMETER / at)
    parameters = at * np.exp(np.clip(z @ spread.T, down, up))
    models = tuple(replace(model, **dict(zip(names, map(float, row), strict=True))) for row in parameters)
    return Nearby(models=models, z=z)


def design(directions: int) -> Floats:
    """Return points at plus and minus one in each of several directions, shape `(points, directions)`.

    Points come with their opposites, so that columns add up to 0; and columns are orthogonal.
    """
    rows = np.ones((1, 1))
    while rows.shape[1] < directions:
        rows = np.block([[rows, rows], [rows, -rows]])
    return np.concatenate([rows, -rows])[:, :directions]
