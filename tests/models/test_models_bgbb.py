"""BG/BB: every history has a finite likelihood, forecasts add up, fits are exact or refused in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln, comb, gammaln

from clvcli.errors import LifetimeNeedsDiscountError, OpportunitiesNotModelledError
from clvcli.models import bgbb
from clvcli.models.bgbb import BGBB, PARAMETERS, Likelihood
from clvcli.models.histories import Histories, histories_of
from tests.models.models_derivatives import assert_derivatives_are_right

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats

CORNERS = settings(derandomize=True, max_examples=60, deadline=None)

PAPER = BGBB(alpha=1.204, beta=0.750, gamma=0.657, delta=2.783)

History = tuple["Floats", "Floats", "Floats"]


def magnitudes(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers spread evenly over the powers of ten."""
    return st.floats(np.log10(low), np.log10(high)).map(lambda power: float(10.0**power))


@st.composite
def models(draw: st.DrawFn, low: float = 1e-3, high: float = 1e4) -> BGBB:
    """Return models over the whole domain, gamma = 1 often among them."""
    size = magnitudes(low, high)
    return BGBB(alpha=draw(size), beta=draw(size), gamma=draw(st.just(1.0) | size), delta=draw(size))


@st.composite
def customers(draw: st.DrawFn, most: int = 5000) -> History:
    """Return customers of up to 5,000 opportunities, none and all taken among them."""
    n = draw(st.integers(0, most) | st.integers(0, 10))
    t_x = draw(st.integers(0, n) | st.just(n))
    x = draw(st.integers(1, t_x) | st.just(t_x)) if t_x else 0
    return np.array([float(x)]), np.array([float(t_x)]), np.array([float(n)])


def together_of(crowd: list[History]) -> History:
    x, t_x, n = (np.concatenate(column) for column in zip(*crowd, strict=True))
    return x, t_x, n


def everybody(n: int) -> Histories:
    """Return every history that n opportunities allow."""
    rows = [(0, 0), *((x, t_x) for t_x in range(1, n + 1) for x in range(1, t_x + 1))]
    x, t_x = np.array(rows, dtype=float).T
    return histories_of(x, t_x, np.array(float(n)), comb(t_x - 1, x - 1) + (t_x == 0))


def shop(model: BGBB, opportunities: tuple[int, ...], each: int, seed: int) -> Histories:
    """Return customers who behave as the model says, some of them observed longer."""
    rng = np.random.default_rng(seed)
    seen = [np.stack([*model.simulate(each, n, rng), np.full(each, n)]) for n in opportunities]
    (x, t_x, n), count = np.unique(np.concatenate(seen, axis=1), axis=1, return_counts=True)
    return histories_of(x.astype(float), t_x.astype(float), n.astype(float), count.astype(float))


def estimates(fitted: Fit[BGBB]) -> list[float]:
    return [getattr(fitted.model, name) for name in PARAMETERS]


# --- histories -----------------------------------------------------------------------------------


@CORNERS
@given(models(), customers())
def test_a_likelihood_is_finite_and_p_alive_is_a_probability_that_falls(model: BGBB, customer: History) -> None:
    found = model.log_likelihood(*customer)
    assert np.isfinite(found).all()
    assert found[0] <= 1e-9
    now, soon, later = (model.p_alive(*customer, ahead=ahead)[0] for ahead in (0, 1, 2))
    assert 0 <= later <= soon <= now <= 1


@CORNERS
@given(models(0.01, 100.0), st.integers(0, 7))
def test_the_likelihoods_of_all_histories_add_up_to_one(model: BGBB, n: int) -> None:
    h = everybody(n)
    assert h.count @ np.exp(model.log_likelihood(h.x, h.t_x, h.T)) == pytest.approx(1.0, rel=1e-11)


@CORNERS
@given(models(0.05, 20.0), customers(most=12))
def test_a_likelihood_is_the_printed_sum_of_beta_functions(model: BGBB, customer: History) -> None:
    x, t_x, n = (int(value[0]) for value in customer)

    def buying(j: int) -> float:
        return float(np.exp(betaln(model.alpha + x, model.beta + j - x) - betaln(model.alpha, model.beta)))

    def leaving(gone: int, j: int) -> float:
        return float(np.exp(betaln(model.gamma + gone, model.delta + j) - betaln(model.gamma, model.delta)))

    printed = buying(n) * leaving(0, n) + sum(buying(j) * leaving(1, j) for j in range(t_x, n))
    assert np.exp(model.log_likelihood(*customer)[0]) == pytest.approx(printed, rel=1e-10)


def test_whoever_bought_at_the_last_opportunity_was_alive_at_it_and_may_not_be_at_the_next() -> None:
    six = np.array([6.0])
    assert PAPER.p_alive(six, six, six)[0] == 1
    assert PAPER.p_alive(six, six, six, ahead=1)[0] == pytest.approx(PAPER.leaving.retention(np.array([7]))[0])


# --- forecasts -----------------------------------------------------------------------------------


@CORNERS
@given(models(), customers(), st.integers(0, 100))
def test_more_opportunities_never_mean_fewer_purchases_nor_more_than_opportunities(
    model: BGBB, customer: History, ahead: int
) -> None:
    near, far = (model.expected_purchases(k, *customer)[0] for k in (ahead, ahead + 1))
    assert 0 <= near <= far * (1 + 1e-12)
    assert far <= (ahead + 1) * (1 + 1e-12)
    chance = model.p_buy(ahead, *customer)[0]
    assert 0 <= chance <= min(1.0, near * (1 + 1e-9) + 1e-12)  # 1 - P(none) loses what the chance is short of 1


@CORNERS
@given(models(), customers(), magnitudes(1e-3, 1.0))
def test_a_lifetime_is_the_limit_of_many_opportunities_and_discounting_never_adds(
    model: BGBB, customer: History, rate: float
) -> None:
    lifetime = model.discounted_purchases(np.inf, rate, *customer)[0]
    many = int(40 / np.log1p(rate))
    assert model.discounted_purchases(many, rate, *customer)[0] == pytest.approx(lifetime, rel=1e-9)
    assert model.discounted_purchases(3, rate, *customer)[0] <= model.expected_purchases(3, *customer)[0]
    assert 0 <= lifetime <= (1 + 1e-12) / rate


def test_a_lifetime_without_discount_is_refused() -> None:
    six = np.array([6.0])
    with pytest.raises(LifetimeNeedsDiscountError):
        PAPER.discounted_purchases(np.inf, 0.0, six, six, six)


@CORNERS
@given(models(0.05, 50.0).filter(lambda model: abs(model.gamma - 1) > 0.01), customers(most=20), st.integers(1, 20))
def test_forecasts_agree_with_the_printed_formula_where_that_holds(
    model: BGBB, customer: History, ahead: int
) -> None:
    """Equation (13) of Fader, Hardie and Shang (2010)."""
    x, _, n = (float(value[0]) for value in customer)
    a, b, g, d = model.alpha, model.beta, model.gamma, model.delta

    def later(m: float) -> float:
        return float(np.exp(gammaln(g + d) - gammaln(1 + d) + gammaln(1 + d + m) - gammaln(g + d + m)))

    bought = np.exp(betaln(a + x + 1, b + n - x) - betaln(a, b) - model.log_likelihood(*customer)[0])
    printed = bought * d / (g - 1) * (later(n) - later(n + ahead))
    # a difference of nearly equal terms divided by gamma - 1
    lost = 1e-13 * bought * d / abs(g - 1) * later(n)
    assert model.expected_purchases(ahead, *customer)[0] == pytest.approx(printed, rel=1e-9, abs=lost)


@CORNERS
@given(models(0.01, 100.0), st.integers(0, 60))
def test_counts_of_purchases_add_up_to_one_and_have_the_mean_expected(model: BGBB, n: int) -> None:
    x = np.arange(-1, n + 2)
    pmf = model.pmf(x, n)
    assert (pmf >= 0).all()
    assert pmf[0] == pmf[-1] == 0
    assert pmf.sum() == pytest.approx(1.0, rel=1e-10)
    assert x @ pmf == pytest.approx(model.new_customer_expectation(np.array([n]))[0], rel=1e-9, abs=1e-12)


@CORNERS
@given(models(0.05, 50.0), customers(most=30), st.integers(0, 20))
def test_counts_of_future_purchases_have_the_mean_and_the_chance_expected(
    model: BGBB, customer: History, ahead: int
) -> None:
    k = np.arange(ahead + 1)
    pmf = model.future_pmf(k, ahead, *(float(value[0]) for value in customer))
    assert pmf.sum() == pytest.approx(1.0, rel=1e-10)
    assert k @ pmf == pytest.approx(model.expected_purchases(ahead, *customer)[0], rel=1e-9, abs=1e-12)
    assert 1 - pmf[0] == pytest.approx(model.p_buy(ahead, *customer)[0], abs=1e-11)


@CORNERS
@given(models(0.05, 50.0), st.integers(1, 5), st.integers(1, 4))
def test_the_future_of_everybody_is_what_the_model_says_of_more_opportunities(
    model: BGBB, n: int, ahead: int
) -> None:
    h = everybody(n)
    chance = h.count * np.exp(model.log_likelihood(h.x, h.t_x, h.T))
    then, now = model.new_customer_expectation(np.array([n + ahead, n]))
    assert chance @ model.expected_purchases(ahead, h.x, h.t_x, h.T) == pytest.approx(then - now, rel=1e-9)


@CORNERS
@given(models(), st.lists(customers(most=60), min_size=2, max_size=6))
def test_a_customer_scores_the_same_alone_and_in_a_crowd(model: BGBB, crowd: list[History]) -> None:
    together = together_of(crowd)
    scores: list[Callable[[Floats, Floats, Floats], Floats]] = [
        model.p_alive,
        partial(model.expected_purchases, 5),
        partial(model.p_buy, 5),
    ]
    for score in scores:
        alone = np.concatenate([score(*customer) for customer in crowd])
        assert score(*together) == pytest.approx(alone, rel=1e-12, abs=1e-14)


def test_many_endings_are_summed_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    h = everybody(9)
    once = Likelihood(h)(np.array([1.2, 0.7, 0.6, 2.8]))
    monkeypatch.setattr(bgbb, "ENDINGS_AT_A_TIME", 7)
    in_parts = Likelihood(h)(np.array([1.2, 0.7, 0.6, 2.8]))
    assert in_parts.value == pytest.approx(once.value, rel=1e-13)
    assert in_parts.gradient == pytest.approx(once.gradient, rel=1e-11)
    assert in_parts.hessian == pytest.approx(once.hessian, rel=1e-11)


def test_a_simulated_population_buys_as_expected() -> None:
    x, t_x = PAPER.simulate(200_000, 9, np.random.default_rng(9))
    assert ((t_x >= x) & (t_x <= 9) & ((x > 0) | (t_x == 0))).all()
    error = x.std() / np.sqrt(x.size)
    assert x.mean() == pytest.approx(PAPER.new_customer_expectation(np.array([9]))[0], abs=4 * error)
    for k, chance in enumerate(PAPER.pmf(np.arange(10), 9)):
        assert (x == k).mean() == pytest.approx(chance, abs=4 * np.sqrt(0.25 / x.size))
    again = PAPER.simulate(200_000, 9, np.random.default_rng(9))
    assert (again[0] == x).all()


# --- fits ----------------------------------------------------------------------------------------


@settings(derandomize=True, max_examples=30, deadline=None)
@given(st.lists(st.floats(-1.5, 2.0), min_size=4, max_size=4))
def test_derivatives_of_the_likelihood_equal_finite_differences(powers: list[float]) -> None:
    likelihood = Likelihood(shop(PAPER, (3, 6), 60, 1))
    point = 10.0 ** np.array(powers)
    assert_derivatives_are_right(likelihood, point)


def test_the_total_likelihood_is_the_sum_over_customers() -> None:
    h = shop(PAPER, (4, 6), 500, 2)
    fitted = bgbb.fit(h)
    each = fitted.model.log_likelihood(h.x, h.t_x, h.T)
    assert fitted.log_likelihood == pytest.approx(h.count @ each, rel=1e-12)


def test_simulated_customers_give_back_their_parameters_although_observed_for_different_times() -> None:
    fitted = bgbb.fit(shop(PAPER, (4, 8, 12), 30_000, 3))
    assert fitted.converged
    assert fitted.at_boundary is None
    assert fitted.n_customers == 90_000
    assert fitted.standard_errors is not None
    off = (np.array(estimates(fitted)) - [1.204, 0.750, 0.657, 2.783]) / fitted.standard_errors
    assert np.abs(off).max() < 4


def test_twice_the_customers_halve_the_variance() -> None:
    h = shop(PAPER, (4, 6), 2000, 4)
    once, twice = (bgbb.fit(histories_of(h.x, h.t_x, h.T, k * h.count)) for k in (1, 2))
    assert once.covariance is not None
    assert twice.covariance is not None
    assert estimates(twice) == pytest.approx(estimates(once), rel=1e-7)
    assert twice.covariance == pytest.approx(once.covariance / 2, rel=1e-5)


def test_customers_who_never_leave_are_said_to_show_no_dropout() -> None:
    rng = np.random.default_rng(4)
    buys = rng.random((3000, 12)) < rng.beta(1.2, 0.9, (3000, 1))
    t_x = np.where(buys.any(axis=1), 12 - buys[:, ::-1].argmax(axis=1), 0)
    fitted = bgbb.fit(histories_of(buys.sum(axis=1).astype(float), t_x.astype(float), np.array(12.0)))
    assert fitted.at_boundary is not None
    assert "no dropout is identified" in fitted.at_boundary
    assert np.isfinite(fitted.log_likelihood)


@pytest.mark.parametrize(
    ("x", "t_x", "n", "says"),
    [
        ([], [], [], "no customers"),
        ([3], [4], [6], "one customer"),
        ([0, 0, 0], [0, 0, 0], [6, 6, 5], "none of 3 customers"),
        ([6, 6, 5], [6, 6, 5], [6, 6, 5], "all 3 customers took every"),
        ([2, 2, 2], [5, 5, 5], [6, 6, 6], "all 3 customers took the same"),
        ([2, 5, 1], [5, 4, 2], [6, 6, 6], "1 customers have more purchases than opportunities"),
        ([2, 2, 1], [5, 7, 1.5], [6, 6, 6], "2 customers have more purchases than opportunities"),
        ([0, 2], [3, 5], [6, 6], "1 customers"),
    ],
)
def test_histories_that_teach_nothing_or_cannot_be_are_refused_in_words(
    x: list[float], t_x: list[float], n: list[float], says: str
) -> None:
    with pytest.raises(OpportunitiesNotModelledError, match=says) as caught:
        bgbb.fit(histories_of(np.array(x, dtype=float), np.array(t_x, dtype=float), np.array(n, dtype=float)))
    assert caught.value.hint is not None


@CORNERS
@given(st.lists(customers(most=200), min_size=2, max_size=6))
def test_a_handful_of_odd_customers_is_fitted_or_refused(crowd: list[History]) -> None:
    histories = histories_of(*together_of(crowd))
    try:
        fitted = bgbb.fit(histories)
    except OpportunitiesNotModelledError:
        return
    assert np.isfinite([*estimates(fitted), fitted.log_likelihood, fitted.gradient_norm]).all()
    assert fitted.covariance is None or np.isfinite(fitted.covariance).all()
    assert np.isfinite(
        fitted.model.discounted_purchases(np.inf, 0.1, histories.x, histories.t_x, histories.T)
    ).all()


def test_one_opportunity_tells_buying_from_leaving_for_nobody_and_this_is_said() -> None:
    bought = np.repeat([0.0, 1.0], [30, 70])
    fitted = bgbb.fit(histories_of(bought, bought, np.array(1.0)))
    assert fitted.at_boundary is not None
