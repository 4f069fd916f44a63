"""What BG/NBD alone promises: the printed formula where it holds, and a pause later in life."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from scipy.special import hyp2f1

from clvcli.models.bg_nbd import BGNBD
from tests.models.models_strategies import CORNERS, Customer, customers, magnitudes, models

if TYPE_CHECKING:
    from clvcli.models.family import PurchaseModel

PAPER = BGNBD(r=0.243, alpha=4.414, a=0.793, b=2.426)


@CORNERS
@given(models(0.05, 20.0, ("bg-nbd",)), customers(most=50), magnitudes(1.0, 200.0))
def test_forecasts_agree_with_the_printed_formula_where_that_holds(
    model: PurchaseModel, customer: Customer, t: float
) -> None:
    """Equation (10) of Fader, Hardie and Lee (2005), after Euler's transformation of 2F1."""
    assert isinstance(model, BGNBD)
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    x, T = customer.x[0], customer.T[0]
    if abs(a - 1) < 0.05 or a + b + x - 1 < 0.05:
        return
    z = t / (alpha + T + t)
    power = np.exp((a - 1) * np.log1p(-z))
    growth = 1 - power * hyp2f1(a + b - 1 - r, a - 1, a + b + x - 1, z)
    printed = (a + b + x - 1) / (a - 1) * growth * model.p_alive(*customer.history)[0]
    # a difference from 1 loses what the horizon is short of the age, and 2F1 some of its digits
    lost = 1e-13 * (a + b + x) / (abs(a - 1) * growth if growth else 1.0)
    found = model.expected_purchases(t, *customer.history)[0]
    assert found == pytest.approx(printed, rel=1e-8, abs=abs(lost) + 1e-9)


def test_a_simulated_population_buys_as_expected() -> None:
    rng = np.random.default_rng(20_050)
    n, weeks = 200_000, 78.0
    rate, dropout = rng.gamma(PAPER.r, 1 / PAPER.alpha, n), rng.beta(PAPER.a, PAPER.b, n)
    time, bought = np.zeros(n), np.zeros((2, n))
    active = np.arange(n)
    while active.size:
        time[active] += rng.exponential(1 / rate[active])
        active = active[time[active] <= weeks]
        bought[0, active] += time[active] <= 39.0
        bought[1, active] += 1
        active = active[rng.random(active.size) >= dropout[active]]
    error = bought.std(axis=1) / np.sqrt(n)
    expected = PAPER.new_customer_expectation(np.array([39.0, 78.0]))
    assert np.abs(bought.mean(axis=1) - expected).max() < 4 * error.max()
    idle = (bought[0] == 0).mean()
    assert idle == pytest.approx(PAPER.pmf(np.array([0]), 39.0)[0], abs=4 * np.sqrt(0.25 / n))
    pause = (bought[1] == bought[0]).mean()
    assert pause == pytest.approx(PAPER.interval_pmf(np.array([0]), 39.0, 39.0)[0], abs=4 * np.sqrt(0.25 / n))
