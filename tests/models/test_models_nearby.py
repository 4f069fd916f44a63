"""Models nearby have, together, exactly the doubt of the fit they stand around."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from clvcli.models.bg_nbd import BGNBD
from clvcli.models.fitting import LARGEST_PARAMETER, SMALLEST_PARAMETER, Fit
from clvcli.models.nearby import design, nearby

AT = np.array([0.5, 8.0, 0.9, 3.0])
LOG_COVARIANCE = np.array(
    [[0.04, 0.03, 0.0, 0.01], [0.03, 0.09, 0.0, 0.02], [0.0, 0.0, 0.16, 0.1], [0.01, 0.02, 0.1, 0.25]]
)
FIT = Fit(
    model=BGNBD(r=0.5, alpha=8.0, a=0.9, b=3.0),
    log_likelihood=-1.0,
    n_customers=100,
    status="converged",
    iterations=1,
    gradient_norm=0.0,
    hessian_condition=1.0,
    covariance=np.outer(AT, AT) * LOG_COVARIANCE,
    at_boundary=None,
)


@pytest.mark.parametrize("directions", range(1, 10))
def test_a_design_has_mean_nought_and_covariance_one(directions: int) -> None:
    points = design(directions)
    assert (points.sum(axis=0) == 0).all()
    assert np.array_equal(points.T @ points, len(points) * np.eye(directions))


def test_the_logarithms_have_the_mean_and_covariance_of_the_fit() -> None:
    near = nearby(FIT)
    logs = np.log([[getattr(model, name) for name in ("r", "alpha", "a", "b")] for model in near.models])
    assert np.allclose(logs.mean(axis=0), np.log(AT), rtol=0, atol=1e-12)
    assert np.allclose(np.cov(logs.T, bias=True), LOG_COVARIANCE, rtol=0, atol=1e-12)


def test_effects_give_the_variance_of_what_is_linear_in_the_logarithms() -> None:
    near, weights = nearby(FIT), np.array([1.0, -2.0, 0.5, 0.3])
    results = np.array([[weights @ np.log([model.r, model.alpha, model.a, model.b])] for model in near.models])
    variance = (near.effects(results) ** 2).sum()
    assert variance == pytest.approx(weights @ LOG_COVARIANCE @ weights, rel=1e-12)


def test_a_parameter_that_would_run_off_is_held() -> None:
    wide = replace(FIT, covariance=np.outer(AT, AT) * np.diag([900.0, 1.0, 1.0, 1.0]))
    most = max(model.r for model in nearby(wide).models)
    assert most == pytest.approx(LARGEST_PARAMETER, rel=1e-12)  # a logarithm and back


def test_without_a_covariance_the_fit_stands_alone() -> None:
    near = nearby(replace(FIT, covariance=None))
    assert near.models == (FIT.model,)
    assert near.effects(np.ones((1, 3))).shape == (0, 3)


def test_a_doubt_of_many_powers_of_ten_overflows_nothing() -> None:
    open_by = replace(FIT, covariance=np.outer(AT, AT) * np.diag([1e6, 1e6, 1.0, 1.0]))
    near = nearby(open_by)  # a warning of NumPy would be an error here
    assert all(0.999 * SMALLEST_PARAMETER < model.r < 1.001 * LARGEST_PARAMETER for model in near.models)
