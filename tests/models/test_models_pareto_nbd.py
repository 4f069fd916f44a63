"""Pareto/NBD against its integrals: the papers' formulas where these hold, and plain quadrature where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import gammaln, hyp2f1, hyperu

from clvcli.models.histories import Floats, by_repeats, histories_of
from clvcli.models.leaving_first import LeavingFirst
from clvcli.models.pareto_nbd import ParetoNBD
from tests.models.models_strategies import CORNERS, SUMS, Customer, customers, magnitudes, models

if TYPE_CHECKING:
    from clvcli.models.family import PurchaseModel

PARETO = ("pareto-nbd",)


def integral(log_integrand: Floats, log_u: Floats) -> float:
    """Return the integral over u by the trapezoidal rule in log u."""
    terms = np.exp(log_integrand + log_u)
    return float((terms.sum() - (terms[0] + terms[-1]) / 2.0) * (log_u[1] - log_u[0]))


@CORNERS
@given(models(names=PARETO), st.integers(0, 5000), st.floats(0, 1044))
def test_the_chance_of_leaving_first_is_its_integral(model: PurchaseModel, x: int, t: float) -> None:
    assert isinstance(model, ParetoNBD)
    first = LeavingFirst.of(model, np.array([float(x)]), 1044.0)
    R, A, B = model.r + x, model.alpha + t, model.beta + t
    scale = 1.0 / ((R + 1.0) / A + (model.s + 1.0) / B)
    # the series' integral ends two e-folds beyond the last t
    smaller = min(model.alpha, model.beta)
    end = (smaller + 1044.0) * np.e**2 - smaller - t
    log_u = np.linspace(np.log(scale) - 40.0, np.log(end), 40_000)
    u = np.exp(log_u)
    weighted = np.log(model.s / B) - R * np.log1p(u / A) - (model.s + 1.0) * np.log1p(u / B)
    found = (first.series[0, 0] @ first.basis(np.array([t])))[0]
    # the trapezoidal rule is wrong by the square of its step, a thousandth
    assert found == pytest.approx(integral(weighted, log_u), rel=1e-6)
    assert 0 < found <= 1 + 1e-12


@CORNERS
@given(models(0.05, 20.0, PARETO), customers(most=50, longest=1500))
def test_likelihoods_agree_with_the_printed_formula_where_that_holds(
    model: PurchaseModel, customer: Customer
) -> None:
    """Equations (19) and (20) of Hardie's note 009, in which the larger of alpha and beta decides."""
    assert isinstance(model, ParetoNBD)
    r, alpha, s, beta = model.r, model.alpha, model.s, model.beta
    x, t_x, T = customer.numbers
    total = r + s + x
    larger, second = (alpha, s + 1.0) if alpha >= beta else (beta, r + x)
    a0 = sum(
        sign * np.exp(-total * np.log((larger + t) / (larger + T))) * hyp2f1(total, second, total + 1.0, z)
        for sign, t, z in (
            (1.0, t_x, abs(alpha - beta) / (larger + t_x)),
            (-1.0, T, abs(alpha - beta) / (larger + T)),
        )
    )
    front = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    alive = np.exp(
        (total - r - x) * np.log((larger + T) / (beta + T)) + (r + x) * np.log((larger + T) / (alpha + T))
    )
    printed = front - total * np.log(larger + T) + np.log(alive + s / total * a0)
    assert model.log_likelihood(*customer.history)[0] == pytest.approx(printed, rel=1e-9, abs=1e-9)


@SUMS
@given(models(0.1, 5.0, PARETO), customers(most=50, longest=1500), magnitudes(1e-4, 1e-1))
def test_lifetimes_agree_with_the_closed_form(model: PurchaseModel, customer: Customer, delta: float) -> None:
    """Equation (2) of Fader, Hardie and Lee (2005), Journal of Marketing Research, over P(alive)."""
    assert isinstance(model, ParetoNBD)
    assume(abs(model.s - round(model.s)) > 1e-3)  # there, hyperu has lost its digits
    x, _, T = customer.numbers
    s, B = model.s, model.beta + T
    weeks = delta ** (s - 1.0) * B**s * hyperu(s, s, delta * B)
    closed = (model.r + x) / (model.alpha + T) * weeks * model.p_alive(*customer.history)[0]
    found = model.discounted_purchases(np.inf, delta, *customer.history)[0]
    assert found == pytest.approx(closed, rel=1e-7)


def test_alpha_equal_to_beta_is_no_special_case() -> None:
    customer = np.array([3.0]), np.array([4.0]), np.array([6.0])
    near, same = (
        ParetoNBD(r=0.5, alpha=9.0, s=0.7, beta=beta).log_likelihood(*customer)[0] for beta in (9.0 + 1e-7, 9.0)
    )
    assert near == pytest.approx(same, abs=1e-8)


def test_heavy_buyers_are_told_apart() -> None:
    model = ParetoNBD(r=0.55, alpha=10.58, s=0.61, beta=11.67)
    x = np.array([1000.0, 5000.0])
    alive = model.p_alive(x, np.full(2, 200.0), np.full(2, 201.0))
    assert 0 < alive[1] < alive[0] < 1


@CORNERS
@given(models(0.01, 1e3, PARETO), st.sets(st.integers(0, 10_000), min_size=2, max_size=6))
def test_the_chance_of_leaving_first_is_the_same_among_other_buyers(model: PurchaseModel, x: set[int]) -> None:
    assert isinstance(model, ParetoNBD)
    repeats = np.array(sorted(x), dtype=np.float64)
    together = LeavingFirst.of(model, repeats, 1044.0, derivatives=True).series
    alone = [
        LeavingFirst.of(model, repeats[[at]], 1044.0, derivatives=True).series[0] for at in range(repeats.size)
    ]
    kappa = np.abs(together[:, 0]).sum(axis=1)
    # two rules for the same integral differ by the rounding of their nodes, a hundred of them
    assert np.abs(together[:, 0] - np.array(alone)[:, 0]).max(axis=1) == pytest.approx(0, abs=1e-12 * kappa.max())


@pytest.mark.parametrize("cells", [1, 150, 1_000_000])
def test_histories_of_neighbouring_x_are_all_there_once(cells: int) -> None:
    rng = np.random.default_rng(1)
    x, T = rng.integers(0, 5, 300).astype(float), rng.integers(10, 99, 300) / 7
    h = histories_of(x, np.where(x > 0, T / 2, 0.0), T)
    groups = [block for some in by_repeats(h, cells) for block in some.blocks(20)]
    assert sorted(np.concatenate([block.rows for block in groups])) == list(range(300))
    for block in groups:
        times = h.times[block.times_at]
        assert (h.x[block.rows] == h.repeats[block.repeats_at][block.x_at]).all()
        assert (h.t_x[block.rows] == times[block.t_x_at]).all()
        assert (h.T[block.rows] == times[block.T_at]).all()
        assert block.rows.size <= 20
