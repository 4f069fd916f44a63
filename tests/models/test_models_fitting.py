"""What a fit keeps of its curvature is a covariance, or nothing."""

from __future__ import annotations

import numpy as np
import pytest

from clvcli.models.fitting import covariance_of, is_covariance
from clvcli.models.newton import Derivatives, Minimum


def minimum(hessian: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Minimum:
    return Minimum(
        point=np.log([1e6, 2e5, 30.0]),
        derivatives=Derivatives(0.0, np.zeros(3), hessian),
        gradient_norm=0.0,
        iterations=1,
        status="converged",
    )


@pytest.mark.parametrize("flattest", 10.0 ** np.arange(-16.0, 1.0))
@pytest.mark.parametrize("seed", range(5))
def test_the_covariance_of_a_nearly_flat_likelihood_is_one_or_is_not_there(flattest: float, seed: int) -> None:
    turn, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    covariance, condition = covariance_of(minimum(turn @ np.diag([flattest, 0.3, 1.0]) @ turn.T), 250)
    if covariance is None:
        assert np.isinf(condition)
        assert flattest < 1e-10  # a root of rounding: more is curved, and its covariance is kept
    else:
        assert is_covariance(covariance)
        assert np.array_equal(covariance, covariance.T)
        np.linalg.cholesky(covariance / np.outer(np.diag(covariance), np.diag(covariance)) ** 0.5)


def test_what_is_lopsided_or_flat_is_no_covariance() -> None:
    assert is_covariance(np.array([[4.0, 1.0], [1.0, 1.0]]))
    assert not is_covariance(np.array([[4.0, 1.0], [1.1, 1.0]]))
    assert not is_covariance(np.array([[4.0, 2.0], [2.0, 1.0]]))
    assert not is_covariance(np.array([[-1.0, 0.0], [0.0, 1.0]]))
