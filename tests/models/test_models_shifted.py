from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.models.bg_nbd import BGNBD
from clvcli.models.cnbd import MBGCNBD
from clvcli.models.histories import histories_of
from clvcli.models.mbg_nbd import MBGNBD
from clvcli.models.nbd import NBD
from clvcli.models.pareto_nbd import ParetoNBD
from clvcli.models.shifted import leaving_for, share_staying, shifted

if TYPE_CHECKING:
    from clvcli.models.family import PurchaseModel

X = np.array([0.0, 1.0, 4.0, 12.0])
T_X = np.array([0.0, 5.0, 30.0, 48.0])
T = np.array([20.0, 40.0, 52.0, 50.0])
LEAVING: list[PurchaseModel] = [
    BGNBD(r=0.7, alpha=9.0, a=0.8, b=2.4),
    MBGNBD(r=0.6, alpha=8.0, a=0.6, b=1.6),
    MBGCNBD(r=0.9, alpha=4.0, a=0.4, b=2.0, k=3),
    ParetoNBD(r=0.7, alpha=10.0, s=0.9, beta=30.0),
]
ALL: list[PurchaseModel] = [*LEAVING, NBD(r=0.7, alpha=10.0)]
RATES = st.floats(-0.5, 1.0)


@pytest.mark.parametrize("model", ALL)
def test_without_change_the_forecast_is_the_models(model: PurchaseModel) -> None:
    histories = histories_of(X, T_X, T)
    same, forecast = shifted(model, histories, 156.0), model.forecast(histories, 156.0)
    assert same.expected_purchases(156.0) == pytest.approx(forecast.expected_purchases(156.0), rel=1e-12)
    assert same.discounted_purchases(156.0, 0.002) == pytest.approx(forecast.discounted_purchases(156.0, 0.002))


@pytest.mark.parametrize("model", [each for each in ALL if not isinstance(each, MBGCNBD)])
def test_before_anybody_can_leave_purchases_are_proportional_to_the_rate(model: PurchaseModel) -> None:
    histories = histories_of(X, T_X, T)
    usual, faster = (shifted(model, histories, 1.0, frequency=frequency) for frequency in (0.0, 0.5))
    ratio = faster.expected_purchases(1e-4) / usual.expected_purchases(1e-4)
    assert ratio == pytest.approx(np.full(4, 1.5), rel=1e-4)  # what leave within a minute


@settings(derandomize=True, max_examples=20, deadline=None)
@given(RATES)
def test_a_higher_rate_of_one_customer_is_a_smaller_alpha(frequency: float) -> None:
    """For a new customer (x = 0, T = 0) the posterior is the prior, whose scale is alpha / (1 + frequency)."""
    nothing = np.zeros(1)
    histories = histories_of(nothing, nothing, nothing)
    pairs: list[tuple[PurchaseModel, PurchaseModel]] = [
        (BGNBD(r=0.7, alpha=9.0, a=0.8, b=2.4), BGNBD(r=0.7, alpha=9.0 / (1 + frequency), a=0.8, b=2.4)),
        (
            ParetoNBD(r=0.7, alpha=9.0, s=0.8, beta=24.0),
            ParetoNBD(r=0.7, alpha=9.0 / (1 + frequency), s=0.8, beta=24.0),
        ),
    ]
    for model, quicker in pairs:
        found = shifted(model, histories, 104.0, frequency=frequency).discounted_purchases(104.0, 0.002)
        expected = quicker.discounted_purchases(104.0, 0.002, nothing, nothing, nothing)
        assert found == pytest.approx(expected, rel=1e-9)  # series of 14 digits


def test_less_readiness_to_leave_is_a_larger_beta_of_pareto_nbd() -> None:
    nothing = np.zeros(1)
    found = shifted(LEAVING[3], histories_of(nothing, nothing, nothing), 104.0, frequency=0.2, leaving=0.5)
    slower = ParetoNBD(r=0.7, alpha=10.0 / 1.2, s=0.9, beta=60.0)
    expected = slower.discounted_purchases(104.0, 0.002, nothing, nothing, nothing)
    assert found.discounted_purchases(104.0, 0.002) == pytest.approx(expected, rel=1e-9)  # series of 14 digits


@pytest.mark.parametrize("model", LEAVING)
@settings(derandomize=True, max_examples=10, deadline=None)
@given(points=st.floats(-0.1, 0.1))
def test_the_share_who_stay_rises_by_just_the_points_asked_for(model: PurchaseModel, points: float) -> None:
    histories = histories_of(X, T_X, T)
    leaving = leaving_for(model, histories, 52.0, points)
    assert leaving is not None
    before, after = (share_staying(model, histories, 52.0, each) for each in (1.0, leaving))
    assert after - before == pytest.approx(points, abs=1e-8)  # forty halvings


def test_the_share_who_stay_is_that_of_simulated_customers() -> None:
    """New customers of MBG/CNBD-3 and BG/NBD, followed for a year: alive if they bought after it."""
    rng = np.random.default_rng(3)
    nothing = np.zeros(1)
    for model in (BGNBD(r=2.0, alpha=9.0, a=0.8, b=2.4), BGNBD(r=1.0, alpha=4.0, a=0.3, b=1.0)):
        n = 200_000
        p, rate = rng.beta(model.a, model.b, n), rng.standard_gamma(model.r, n) / model.alpha
        stays = np.exp(-rate * p * 52.0).mean()
        found = share_staying(model, histories_of(nothing, nothing, nothing), 52.0)
        assert found == pytest.approx(stays, abs=0.004)  # four standard errors of 200,000 draws


def test_nobody_leaves_nbd_and_no_share_passes_one() -> None:
    histories = histories_of(X, T_X, T)
    assert share_staying(NBD(r=0.7, alpha=10.0), histories, 52.0) == 1.0
    assert leaving_for(NBD(r=0.7, alpha=10.0), histories, 52.0, 0.01) is None
    assert leaving_for(LEAVING[0], histories, 52.0, 0.99) is None
