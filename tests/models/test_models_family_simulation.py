"""Simulated customers do what the formulas say, in each model of the family; draws depend on the seed alone."""

from __future__ import annotations

import numpy as np
import pytest

from clvcli.models.bg_nbd import BGNBD
from clvcli.models.gamma_gamma import GammaGamma
from clvcli.models.histories import Floats, histories_of
from clvcli.models.mbg_nbd import MBGNBD
from clvcli.models.nbd import NBD
from clvcli.models.pareto_nbd import ParetoNBD
from tests.models.models_strategies import NAMES, model_of

PARAMETERS = {name: [0.9, 3.0, 0.8, 2.5] for name in NAMES} | {"pareto-nbd": [0.9, 3.0, 0.7, 15.0]}

FOUR_ERRORS = 4.0
"""Standard errors that a mean of draws may be off; a seed is fixed, so this passes always or never."""


def off_by(drawn: Floats, expected: Floats | float) -> float:
    """Return how far the mean of draws is from what is expected, in standard errors."""
    return float(abs(drawn.mean() - np.mean(expected)) / (drawn.std() / np.sqrt(drawn.size)))


@pytest.mark.parametrize("k", [2, 3])
@pytest.mark.parametrize("name", NAMES)
def test_new_customers_buy_as_often_as_expected(name: str, k: int) -> None:
    model = model_of(name, PARAMETERS[name], k)
    drawn = model.simulate(np.full(100_000, 39.0), np.random.default_rng(5))
    assert off_by(drawn.number, model.new_customer_expectation(np.array([39.0]))) < FOUR_ERRORS
    shares = np.array([(drawn.number == n).mean() for n in range(6)])
    chances = model.pmf(np.arange(6), 39.0)
    assert np.abs(shares - chances).max() < FOUR_ERRORS * np.sqrt(0.25 / 100_000)
    assert (drawn.last <= 39.0).all()
    assert ((drawn.last > 0) == (drawn.number > 0)).all()


@pytest.mark.parametrize("name", NAMES)
def test_those_who_were_silent_buy_as_often_as_expected_of_them(name: str) -> None:
    # everybody lives through both periods in one simulation; the formulas see the first alone
    model = model_of(name, PARAMETERS[name], k=3)
    both = model.simulate(np.full(200_000, 60.0), np.random.default_rng(6))
    first = model.simulate(np.full(200_000, 39.0), np.random.default_rng(7))
    expected = model.expected_purchases(21.0, first.number, first.last, np.full(200_000, 39.0))
    later = both.number.mean() - first.number.mean()
    error = np.sqrt(both.number.var() + first.number.var()) / np.sqrt(200_000)
    assert abs(expected.mean() - later) < FOUR_ERRORS * error


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("history", [(0.0, 0.0, 20.0), (4.0, 25.0, 30.0), (30.0, 50.0, 60.0)])
def test_drawn_futures_of_a_history_agree_with_its_forecast(name: str, history: tuple[float, float, float]) -> None:
    model = model_of(name, PARAMETERS[name], k=3)
    forecast = model.forecast(histories_of(*(np.array([value]) for value in history)), 52.0)
    at = np.zeros(60_000, dtype=np.int64)
    drawn = forecast.draw(at, 52.0, np.random.default_rng(8), delta=0.02)
    assert off_by(drawn.number, forecast.expected_purchases(52.0)) < FOUR_ERRORS
    assert off_by(drawn.discounted, forecast.discounted_purchases(52.0, 0.02)) < FOUR_ERRORS
    shares = np.array([(drawn.number == n).mean() for n in range(6)])
    chances = model.future_pmf(np.arange(6), 52.0, *history)
    assert np.abs(shares - chances).max() < FOUR_ERRORS * np.sqrt(0.25 / at.size)


@pytest.mark.parametrize("name", NAMES[:4])
def test_a_pause_is_as_likely_as_the_interval_formula_says(name: str) -> None:
    model = model_of(name, PARAMETERS[name])
    assert isinstance(model, NBD | BGNBD | MBGNBD | ParetoNBD)
    both = model.simulate(np.full(100_000, 60.0), np.random.default_rng(9))
    # nobody bought after week 39 whose last purchase was before
    pause = (both.last <= 39.0).mean()
    assert pause == pytest.approx(model.interval_pmf(np.array([0]), 39.0, 21.0)[0], abs=4 * np.sqrt(0.25 / 1e5))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_draws_the_same_futures(name: str) -> None:
    model = model_of(name, PARAMETERS[name])
    history = np.array([0.0, 4.0]), np.array([0.0, 25.0]), np.array([20.0, 30.0])
    forecast = model.forecast(histories_of(*history), 52.0)
    at = np.tile([0, 1], 50)
    one, two = (forecast.draw(at, 52.0, np.random.default_rng(3)) for _ in range(2))
    assert all((a == b).all() for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_drawn_for_no_time_and_for_nobody(name: str) -> None:
    model = model_of(name, PARAMETERS[name])
    forecast = model.forecast(histories_of(*(np.array([v]) for v in (2.0, 5.0, 9.0))), 52.0)
    rng = np.random.default_rng(3)
    assert not forecast.draw(np.zeros(100, dtype=np.int64), 0.0, rng).number.any()
    assert forecast.draw(np.zeros(0, dtype=np.int64), 52.0, rng).number.size == 0
    assert not model.simulate(np.zeros(100), rng).number.any()


def test_gaps_between_regular_purchases_vary_less() -> None:
    ages = np.full(20_000, 400.0)
    spread = []
    for k in (2, 6):
        model = model_of("bg-cnbd", [50.0, 50.0 * 5 / k, 0.01, 50.0], k)
        drawn = model.simulate(ages, np.random.default_rng(4))
        # log-gaps of a k-Erlang vary with trigamma(k); the mean of them per customer shows it
        spread.append(drawn.log_gaps.sum() / drawn.number.sum() - np.log(drawn.last.sum() / drawn.number.sum()))
    assert spread[0] < spread[1] < 0


def test_drawn_spend_agrees_with_the_expected_spend() -> None:
    model = GammaGamma(p=6.25, q=3.74, gamma=15.44)
    rng = np.random.default_rng(2)
    for n, mean in ((0.0, 0.0), (1.0, 20.0), (8.0, 60.0)):
        rows = np.full(100_000, n), np.full(100_000, mean)
        level = model.draw_level(*rows, rng)
        assert off_by(level, model.expected_spend(*rows)[0]) < FOUR_ERRORS
        total = model.draw_spend(np.full(100_000, 3.0), level, rng)
        assert off_by(total, 3 * model.expected_spend(*rows)[0]) < FOUR_ERRORS
    assert not model.draw_spend(np.zeros(5), np.ones(5), rng).any()
