"""Futures that are acted out agree with what the models expect of them."""

from __future__ import annotations

import numpy as np
import pytest

from clvcli.models.bg_nbd import BGNBD
from clvcli.models.cnbd import BGCNBD
from clvcli.models.histories import histories_of
from clvcli.models.mbg_nbd import MBGNBD
from clvcli.models.nbd import NBD
from clvcli.models.pareto_nbd import ParetoNBD
from clvcli.models.simulation import RAREST_DROPOUT, futures

DRAWS = 40_000
WITHIN = 4.5
"""Standard errors: one in 150,000 draws of the seed would miss."""

MODELS = [
    NBD(r=0.6, alpha=9.0),
    BGNBD(r=0.6, alpha=9.0, a=0.9, b=3.0),
    MBGNBD(r=0.6, alpha=9.0, a=0.9, b=3.0),
    ParetoNBD(r=0.6, alpha=9.0, s=0.5, beta=20.0),
    BGCNBD(r=0.6, alpha=3.0, a=0.9, b=3.0, k=2),
]
HISTORIES = histories_of(
    np.array([0.0, 1.0, 4.0, 40.0]), np.array([0.0, 5.0, 50.0, 60.0]), np.array([30.0, 80.0, 60.0, 61.0])
)


def assert_mean(drawn: np.ndarray, expected: np.ndarray) -> None:
    error = drawn.std(axis=1) / np.sqrt(DRAWS)
    assert (np.abs(drawn.mean(axis=1) - expected) <= WITHIN * error + 1e-12).all()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)
def test_drawn_futures_have_the_expected_number_chance_and_worth(model: BGNBD) -> None:
    weeks, delta = 104.0, 0.02
    forecast = model.forecast(HISTORIES, weeks)
    at = np.repeat(np.arange(4), DRAWS)
    number, discounted = (
        drawn.reshape(4, DRAWS) for drawn in forecast.draw(at, weeks, np.random.default_rng(1), delta=delta)
    )
    assert_mean(number, forecast.expected_purchases(weeks))
    assert_mean((number > 0).astype(float), forecast.p_buy(weeks))
    if not isinstance(model, BGCNBD):  # whose purchases, being regular, come later than even spreading has them
        assert_mean(discounted, forecast.discounted_purchases(weeks, delta))


def test_without_discount_a_purchase_is_worth_one() -> None:
    rng = np.random.default_rng(2)
    rate = rng.gamma(2.0, 1.0, 1_000)
    number, discounted = futures(rng, rate=rate, until=np.full(1_000, 10.0), dropout=np.full(1_000, 0.1), delta=0.0)
    assert np.allclose(discounted, number)
    assert (number <= 1_000).all()


def test_the_corners_are_finite() -> None:
    rng = np.random.default_rng(3)
    corners = np.array([0.0, 1e-300, 1.0, 1e300])
    rate, until, dropout = (
        each.ravel() for each in np.meshgrid(corners, [0.0, 1e-9, 1e4], [0.0, RAREST_DROPOUT, 1.0])
    )
    for drawn in futures(rng, rate=rate, until=until, dropout=dropout, delta=0.1):
        assert np.isfinite(drawn).all()
        assert (drawn[until == 0] == 0).all()
