"""The numerical tools under the models: search, averages, series, discounting, histories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln, psi

from clvcli.models.bg_nbd import BGNBD
from clvcli.models.discounting import (
    continuous_rate_per_day,
    continuous_rate_per_week,
    discounted_increments,
    rate_per_period,
)
from clvcli.models.gamma_poisson import rising_product
from clvcli.models.histories import ascending, compress, histories_of
from clvcli.models.newton import Derivatives, minimise
from clvcli.models.quadrature import beta_rule, chebyshev_points, chebyshev_series, chebyshev_sums, panels

if TYPE_CHECKING:
    from clvcli.models.histories import Floats

PROPERTY = settings(derandomize=True, max_examples=100, deadline=None)

SHAPES = st.floats(-3, 4).map(lambda power: float(10.0**power))


def rosenbrock(point: Floats) -> Derivatives:
    x, y = point
    return Derivatives(
        float((1 - x) ** 2 + 100 * (y - x * x) ** 2),
        np.array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]),
        np.array([[2 - 400 * (y - 3 * x * x), -400 * x], [-400 * x, 200.0]]),
    )


# --- search --------------------------------------------------------------------------------------


def test_the_search_follows_a_curved_valley_to_its_end() -> None:
    found = minimise(rosenbrock, np.array([-1.2, 1.0]), lower=-5, upper=5)
    assert found.status == "converged"
    assert found.point == pytest.approx([1.0, 1.0], rel=1e-9)


def test_the_search_stops_at_a_wall_that_the_slope_points_to() -> None:
    found = minimise(rosenbrock, np.array([-1.2, 0.3]), lower=-2, upper=0.5)
    assert found.status == "converged"
    assert found.point == pytest.approx([0.5, 0.25], abs=0.3)
    assert found.point[0] == 0.5
    assert found.point[1] == pytest.approx(0.25, rel=1e-9)


def test_the_search_says_when_it_runs_out_of_steps() -> None:
    found = minimise(rosenbrock, np.array([-1.2, 1.0]), lower=-5, upper=5, max_iterations=3)
    assert found.status == "iteration limit"
    assert found.iterations == 3


# --- averages and series -------------------------------------------------------------------------


@PROPERTY
@given(SHAPES, SHAPES)
def test_averages_over_a_beta_distribution_have_its_moments(a: float, b: float) -> None:
    rule = beta_rule(a, b, decades=0.0)
    mean = b / (a + b)
    square = b * (b + 1) / ((a + b) * (a + b + 1))
    # a node p near 1 knows 1 - p to 1e-16 only
    assert rule.weight @ (1 - rule.p) == pytest.approx(mean, rel=1e-9, abs=1e-15)
    assert rule.weight @ (1 - rule.p) ** 2 == pytest.approx(square, rel=1e-9, abs=1e-15)


def test_a_series_gives_back_the_function_it_was_made_from() -> None:
    series = chebyshev_series(np.exp(chebyshev_points(20)))
    z = np.linspace(-1, 1, 7)[:, None]
    assert series @ chebyshev_sums(z, np.ones_like(z), 20) == pytest.approx(np.exp(z[:, 0]), rel=1e-13)


def test_panels_integrate_a_double_exponential() -> None:
    # integral over v in [0, log 40] of e^v e^(-e^v) is e^-1 - e^-40
    width = np.log(40.0)
    nodes, weights = panels(width)
    v = nodes * width
    assert width * weights @ np.exp(v - np.exp(v)) == pytest.approx(np.exp(-1) - np.exp(-40), rel=1e-13)


@PROPERTY
@given(SHAPES, st.integers(0, 5000))
def test_a_rising_product_is_a_ratio_of_gamma_functions(base: float, x: int) -> None:
    product = rising_product(base, np.array([0.0, float(x)]))
    assert (product.log[0], product.slope[0], product.curvature[0]) == (0, 0, 0)
    # the difference of two gamma functions of up to 1e5 loses their rounding
    assert product.log[1] == pytest.approx(gammaln(base + x) - gammaln(base), rel=1e-9, abs=1e-9)
    assert product.slope[1] == pytest.approx(psi(base + x) - psi(base), rel=1e-9, abs=1e-12)


# --- discounting ---------------------------------------------------------------------------------


def test_a_year_of_continuous_discounting_is_the_annual_rate() -> None:
    assert np.exp(continuous_rate_per_day(0.10) * 365.25) == pytest.approx(1.10, rel=1e-14)
    assert continuous_rate_per_week(0.10) == 7 * continuous_rate_per_day(0.10)


def test_a_year_of_periods_is_the_annual_rate() -> None:
    assert (1 + rate_per_period(0.10, 52)) ** 52 == pytest.approx(1.10, rel=1e-13)
    assert rate_per_period(0.10, 12) < 0.10 / 12


def test_a_flow_at_the_start_of_its_period_is_worth_one_period_more() -> None:
    cumulative = np.array([[1.0], [3.0], [4.0]])
    end, start = (discounted_increments(cumulative, 0.01, timing=timing) for timing in (1.0, 0.0))
    assert end[0] == pytest.approx(1 / 1.01 + 2 / 1.01**2 + 1 / 1.01**3, rel=1e-14)
    assert start == pytest.approx(1.01 * end, rel=1e-14)


def test_ever_shorter_periods_lead_to_continuous_discounting() -> None:
    model, history = (
        BGNBD(r=0.243, alpha=4.414, a=0.793, b=2.426),
        (np.array([2.0]), np.array([30.43]), np.array([38.86])),
    )
    delta, weeks = 0.002, 52
    continuous = model.discounted_purchases(weeks, delta, *history)
    middles = [
        discounted_increments(
            np.stack([model.expected_purchases(i / k, *history) for i in range(1, weeks * k + 1)]),
            float(np.expm1(delta / k)),
            timing=0.5,
        )
        for k in (1, 2)
    ]
    # mid-period sums are off by the square of the period
    off = [float(abs(middle[0] / continuous[0] - 1)) for middle in middles]
    assert off[0] < 2e-6
    assert off[1] == pytest.approx(off[0] / 4, rel=0.1)


# --- histories -----------------------------------------------------------------------------------


@PROPERTY
@given(st.lists(st.one_of(st.integers(0, 9), st.integers(0, 2**62)), max_size=50))
def test_whole_numbers_of_any_size_are_put_in_order_and_equal_ones_stay_in_theirs(values: list[int]) -> None:
    numbers = np.array(values, dtype=np.int64)
    assert (ascending(numbers) == np.argsort(numbers, kind="stable")).all()


FEW = st.tuples(st.integers(0, 5), st.integers(0, 30), st.integers(30, 60))
MANY = st.tuples(st.integers(0, 8_000_000), st.integers(0, 5000), st.integers(5000, 9000))


@PROPERTY
@given(st.lists(st.one_of(FEW, MANY), min_size=1, max_size=50))
def test_compressing_keeps_every_customer(rows: list[tuple[int, int, int]]) -> None:
    x, t_x, T = np.array(rows).T
    histories, position = compress(x, t_x, T)
    assert histories.n_customers == len(rows)
    assert histories.count.size == len(set(rows))
    assert (histories.x[position] == x).all()
    assert (histories.t_x[position] == t_x / 7).all()
    assert (histories.T[position] == T / 7).all()
    triples = list(zip(histories.x, histories.t_x, histories.T, strict=True))
    assert triples == sorted(triples)


def test_histories_in_weeks_keep_their_order_and_fractions() -> None:
    histories = histories_of(np.array([2.0, 0.0]), np.array([30.43, 0.0]), np.array([38.86]))
    assert histories.x.tolist() == [2.0, 0.0]
    assert histories.t_x.tolist() == [30.43, 0.0]
    assert histories.T.tolist() == [38.86, 38.86]
    assert histories.ages[0].tolist() == [38.86]


def test_no_customers_make_no_histories() -> None:
    none = np.array([], dtype=np.int64)
    histories, position = compress(none, none, none)
    assert histories.n_customers == 0
    assert position.size == 0
