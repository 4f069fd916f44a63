"""Gradients and Hessians held against differences of what they are derivatives of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.models.histories import Floats
    from clvcli.models.newton import Derivatives


def assert_derivatives_are_right(likelihood: Callable[[Floats], Derivatives], point: Floats) -> None:
    """Hold the derivatives at a point against central differences, parameter by parameter."""
    here = likelihood(point)
    for i, size in enumerate(point):
        step = np.zeros(point.size)
        step[i] = 1e-5 * size
        ahead, behind = likelihood(point + step), likelihood(point - step)
        # central differences are wrong by the square of the step, and by rounding over the step
        slope = (ahead.value - behind.value) / (2 * step[i])
        assert here.gradient[i] == pytest.approx(slope, rel=1e-5, abs=1e-6 * abs(here.value) / size)
        curvature = (ahead.gradient - behind.gradient) / (2 * step[i])
        scale = np.abs(here.gradient * point).max() + np.abs(here.hessian[i] * size * point).max()
        assert here.hessian[i] * size * point == pytest.approx(curvature * size * point, rel=1e-5, abs=1e-6 * scale)
