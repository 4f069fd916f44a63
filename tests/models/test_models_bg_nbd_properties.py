"""What must hold for every BG/NBD model and every customer, however unusual."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import hyp2f1

from clvcli.errors import LifetimeNeedsDiscountError
from clvcli.models.bg_nbd import BGNBD
from clvcli.models.histories import Floats, compress

if TYPE_CHECKING:
    from collections.abc import Callable

CORNERS = settings(derandomize=True, max_examples=100, deadline=None)
SUMS = settings(derandomize=True, max_examples=30, deadline=None)

PAPER = BGNBD(r=0.243, alpha=4.414, a=0.793, b=2.426)

ROUNDING = 1e-9
"""Relative; the series of the forecasts keep ten digits at the worst corner and fourteen elsewhere."""


@dataclass(frozen=True)
class Customer:
    """A purchase history of one, as arrays."""

    x: Floats
    t_x: Floats
    T: Floats

    @property
    def history(self) -> tuple[Floats, Floats, Floats]:
        return self.x, self.t_x, self.T


def magnitudes(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers spread evenly over the powers of ten."""
    return st.floats(np.log10(low), np.log10(high)).map(lambda power: float(10.0**power))


@st.composite
def models(draw: st.DrawFn, low: float = 1e-3, high: float = 1e4) -> BGNBD:
    """Return models over the whole domain, a = 1 and its neighbours often among them."""
    size = magnitudes(low, high)
    special = st.sampled_from([1.0, 1.0 - 1e-12, 1.0 + 1e-9, 1.0 - 1e-4])
    return BGNBD(r=draw(size), alpha=draw(size), a=draw(special | size), b=draw(size))


@st.composite
def customers(draw: st.DrawFn, most: int = 5000, longest: int = 7305) -> Customer:
    """Return customers of up to 5,000 purchases and 20 years, t_x = 0 and t_x = T among them."""
    x = draw(st.integers(0, most) | st.sampled_from([0, 1, 2]))
    days = draw(st.integers(0, longest))
    last = draw(st.integers(0, days) | st.just(days)) if x else 0
    return Customer(*(np.array([value]) for value in (float(x), last / 7.0, days / 7.0)))


HORIZONS = magnitudes(1 / 7, 1044.0)


@CORNERS
@given(models(), customers())
def test_a_likelihood_is_finite_and_p_alive_is_a_probability(model: BGNBD, customer: Customer) -> None:
    assert np.isfinite(model.log_likelihood(*customer.history)).all()
    assert 0 <= model.p_alive(*customer.history)[0] <= 1


@CORNERS
@given(models(), customers(), HORIZONS)
def test_a_longer_horizon_never_means_fewer_purchases(model: BGNBD, customer: Customer, t: float) -> None:
    near, far = (model.expected_purchases(ahead, *customer.history)[0] for ahead in (t, 2 * t))
    assert np.isfinite(far)
    assert 0 <= near <= far * (1 + ROUNDING)


@CORNERS
@given(models(), customers())
def test_nothing_is_bought_in_no_time(model: BGNBD, customer: Customer) -> None:
    assert model.expected_purchases(0.0, *customer.history)[0] == 0
    assert model.p_buy(0.0, *customer.history)[0] == 0
    assert model.discounted_purchases(0.0, 0.002, *customer.history)[0] == 0


@CORNERS
@given(models(), customers(), HORIZONS)
def test_the_chance_of_a_purchase_is_at_most_the_purchases_expected(
    model: BGNBD, customer: Customer, t: float
) -> None:
    chance = model.p_buy(t, *customer.history)[0]
    assert 0 <= chance <= min(1.0, model.expected_purchases(t, *customer.history)[0] * (1 + ROUNDING))


@CORNERS
@given(models(), customers(), HORIZONS)
def test_no_discount_leaves_purchases_as_they_are(model: BGNBD, customer: Customer, t: float) -> None:
    plain = model.expected_purchases(t, *customer.history)
    assert model.discounted_purchases(t, 0.0, *customer.history) == pytest.approx(plain, rel=ROUNDING)


@CORNERS
@given(models(), customers(), HORIZONS, magnitudes(1e-4, 1e-1))
def test_discounting_never_adds(model: BGNBD, customer: Customer, t: float, delta: float) -> None:
    plain = model.expected_purchases(t, *customer.history)[0]
    discounted = model.discounted_purchases(t, delta, *customer.history)[0]
    assert plain * np.exp(-delta * t) * (1 - ROUNDING) <= discounted <= plain * (1 + ROUNDING)


@CORNERS
@given(models(), customers(), magnitudes(1e-4, 1e-1))
def test_a_lifetime_is_the_limit_of_long_horizons(model: BGNBD, customer: Customer, delta: float) -> None:
    lifetime = model.discounted_purchases(np.inf, delta, *customer.history)
    half, nearly = (model.discounted_purchases(t, delta, *customer.history) for t in (0.7 / delta, 39.0 / delta))
    assert half <= lifetime * (1 + ROUNDING)
    assert nearly == pytest.approx(lifetime, rel=ROUNDING)


def test_a_lifetime_without_discount_is_refused() -> None:
    with pytest.raises(LifetimeNeedsDiscountError):
        PAPER.discounted_purchases(np.inf, 0.0, np.array([1.0]), np.array([2.0]), np.array([9.0]))


@CORNERS
@given(models(), st.floats(0, 1044))
def test_a_customer_of_today_is_a_new_customer(model: BGNBD, t: float) -> None:
    none = np.array([0.0])
    expected = model.expected_purchases(t, none, none, none)
    assert expected == pytest.approx(model.new_customer_expectation(np.array([t])), rel=ROUNDING)


@CORNERS
@given(models(0.05, 20.0), customers(most=50), magnitudes(1.0, 200.0))
def test_forecasts_agree_with_the_printed_formula_where_that_holds(
    model: BGNBD, customer: Customer, t: float
) -> None:
    """Equation (10) of Fader, Hardie and Lee (2005), after Euler's transformation of 2F1."""
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


@CORNERS
@given(models(), st.lists(customers(), min_size=2, max_size=6))
def test_a_customer_scores_the_same_alone_and_in_a_crowd(model: BGNBD, crowd: list[Customer]) -> None:
    together = tuple(np.concatenate(column) for column in zip(*(c.history for c in crowd), strict=True))
    scores: list[Callable[[Floats, Floats, Floats], Floats]] = [
        model.p_alive,
        partial(model.expected_purchases, 52.0),
        partial(model.discounted_purchases, 156.0, 0.0018),
    ]
    for score in scores:
        alone = np.concatenate([score(*customer.history) for customer in crowd])
        assert score(*together) == pytest.approx(alone, rel=1e-12)  # sums of products in another order


def test_scores_of_distinct_histories_are_the_scores_of_their_customers() -> None:
    rng = np.random.default_rng(7)
    x = rng.integers(0, 40, 500)
    T_days = rng.integers(300, 320, 500)
    t_x_days = np.where(x > 0, rng.integers(0, 4, 500) * 50, 0)
    histories, position = compress(x, t_x_days, T_days)
    forecast = PAPER.forecast(histories, 52.0)
    one_by_one = PAPER.expected_purchases(52.0, x.astype(float), t_x_days / 7, T_days / 7)
    assert histories.count.size < x.size
    assert histories.n_customers == x.size
    assert forecast.expected_purchases(52.0)[position] == pytest.approx(one_by_one, rel=1e-12)


def test_a_forecast_serves_every_shorter_horizon() -> None:
    h = np.array([0.0, 3.0, 40.0]), np.array([0.0, 20.0, 60.0]), np.array([30.0, 50.0, 60.0])
    forecast = PAPER.forecast(
        compress(*(np.rint(c * k).astype(int) for c, k in zip(h, (1, 7, 7), strict=True)))[0], 156.0
    )
    for t in (1 / 7, 4.0, 52.0, 156.0):
        assert forecast.expected_purchases(t) == pytest.approx(PAPER.expected_purchases(t, *h), rel=1e-12)
        assert forecast.p_buy(t) == pytest.approx(PAPER.p_buy(t, *h), rel=1e-12)


def test_a_forecast_refuses_a_longer_horizon_than_it_was_made_for() -> None:
    one = np.array([3])
    forecast = PAPER.forecast(compress(one, 7 * one, 14 * one)[0], 52.0)
    with pytest.raises(ValueError, match="made for 52"):
        forecast.expected_purchases(53.0)
    with pytest.raises(ValueError, match="made for 52"):
        forecast.discounted_purchases(np.inf, 0.002)


@SUMS
@given(models(0.05, 20.0), magnitudes(0.1, 100.0))
def test_counts_of_purchases_add_up_to_one(model: BGNBD, t: float) -> None:
    n = np.arange(100_000)
    pmf = model.pmf(n, t)
    assert (pmf >= 0).all()
    mean = float(model.new_customer_expectation(np.array([t]))[0])
    # by Markov's inequality at most mean / 100,000 is beyond the last n
    assert pmf.sum() == pytest.approx(1.0, abs=1e-9 + mean / 100_000)


@SUMS
@given(models(0.2, 5.0), customers(most=20, longest=700), magnitudes(0.1, 50.0))
def test_counts_of_future_purchases_have_the_mean_expected(model: BGNBD, customer: Customer, t: float) -> None:
    n = np.arange(20_000)
    x, t_x, T = (float(value[0]) for value in customer.history)
    pmf = model.future_pmf(n, t, x, t_x, T)
    assert pmf.sum() == pytest.approx(1.0, abs=1e-9)
    assert pmf[0] == pytest.approx(1 - model.p_buy(t, *customer.history)[0], abs=1e-12)
    assert n @ pmf == pytest.approx(model.expected_purchases(t, *customer.history)[0], rel=1e-6, abs=1e-9)


@CORNERS
@given(models(), st.sampled_from([0, 1, 2, 10, 200, 5000]), st.floats(0, 520), st.floats(0, 520))
def test_the_chance_of_any_count_is_a_probability(model: BGNBD, n: int, start: float, t: float) -> None:
    counts = np.array([n])
    assert 0 <= model.pmf(counts, t)[0] <= 1 + ROUNDING
    assert 0 <= model.interval_pmf(counts, start, t)[0] <= 1 + ROUNDING


@CORNERS
@given(models(0.01, 100.0), magnitudes(0.1, 500.0))
def test_an_interval_from_the_start_has_the_counts_of_the_start(model: BGNBD, t: float) -> None:
    n = np.arange(30)
    assert model.interval_pmf(n, 0.0, t) == pytest.approx(model.pmf(n, t), rel=1e-9, abs=1e-14)


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
