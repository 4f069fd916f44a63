"""sBG: retention that rises, lifetimes that add up, exact derivatives, and refusals in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln, hyp2f1

from clvcli.errors import LifetimeNeedsDiscountError, SurvivalNotModelledError
from clvcli.models import sbg
from clvcli.models.sbg import PARAMETERS, SBG, Likelihood, decisions_of_cohorts, decisions_of_customers
from tests.models.models_derivatives import assert_derivatives_are_right

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit

PROPERTY = settings(derandomize=True, max_examples=100, deadline=None)

HIGH_END = SBG(alpha=0.668, beta=3.806)

REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
"""Customers left after each yearly renewal: Fader and Hardie (2007), the Regular cohort."""


def magnitudes(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers spread evenly over the powers of ten."""
    return st.floats(np.log10(low), np.log10(high)).map(lambda power: float(10.0**power))


@st.composite
def models(draw: st.DrawFn, low: float = 1e-3, high: float = 1e4) -> SBG:
    size = magnitudes(low, high)
    return SBG(alpha=draw(st.just(1.0) | size), beta=draw(size))


RATES = magnitudes(1e-4, 2.0)
RENEWALS = st.integers(0, 5000) | st.sampled_from([0, 1])


def estimates(fitted: Fit[SBG]) -> list[float]:
    return [getattr(fitted.model, name) for name in PARAMETERS]


@PROPERTY
@given(models(), RENEWALS)
def test_survival_falls_from_one_and_stays_a_probability(model: SBG, t: int) -> None:
    survival = model.survival(np.arange(t + 2))
    assert survival[0] == 1
    assert (np.diff(survival) <= 0).all()
    assert survival[-1] >= 0


@PROPERTY
@given(models(), RENEWALS)
def test_retention_rises_with_tenure(model: SBG, t: int) -> None:
    earlier, later = model.retention(np.array([t + 1, t + 2]))
    assert 0 < earlier <= later <= 1


@PROPERTY
@given(models(0.05, 100.0), st.integers(0, 200))
def test_survival_is_the_printed_quotient_of_beta_functions(model: SBG, t: int) -> None:
    printed = np.exp(betaln(model.alpha, model.beta + t) - betaln(model.alpha, model.beta))
    # the quotient loses the digits that its logarithms have before the point
    assert model.survival(np.array([t]))[0] == pytest.approx(printed, rel=1e-10)


@PROPERTY
@given(models(), st.integers(1, 2000))
def test_everybody_leaves_once_or_is_still_there(model: SBG, t: int) -> None:
    left = model.pmf(np.arange(1, t + 1))
    assert (left >= 0).all()
    assert left.sum() + model.survival(np.array([t]))[0] == pytest.approx(1.0, abs=1e-11)  # of up to 2,000 terms


@PROPERTY
@given(models(), RENEWALS, st.integers(1, 100))
def test_those_who_renewed_follow_the_model_that_comes_after(model: SBG, renewals: int, t: int) -> None:
    both, first = model.survival(np.array([renewals + t, renewals]))
    assert model.after(renewals).survival(np.array([t]))[0] * first == pytest.approx(both, rel=1e-9, abs=1e-300)


@PROPERTY
@given(models(), RENEWALS, st.booleans())
def test_a_likelihood_is_finite_and_that_of_its_outcome(model: SBG, renewals: int, left: bool) -> None:
    found = model.log_likelihood(np.array([renewals]), np.array([left]))
    assert np.isfinite(found).all()
    chance = model.pmf(np.array([renewals + 1])) if left else model.survival(np.array([renewals]))
    assert np.exp(found) == pytest.approx(chance, rel=1e-9, abs=1e-300)


# --- lifetimes -----------------------------------------------------------------------------------


@PROPERTY
@given(models(0.05, 50.0), st.integers(1, 30), magnitudes(0.02, 2.0))
def test_a_residual_lifetime_is_the_sum_of_discounted_survival(model: SBG, n: int, rate: float) -> None:
    periods = np.arange(int(40 / np.log1p(rate)))
    survival = model.survival(n + periods) / model.survival(np.array([n - 1]))
    summed = float((1 + rate) ** -periods.astype(float) @ survival)
    assert model.residual_lifetime(np.array([n]), rate)[0] == pytest.approx(summed, rel=1e-11)
    finite = model.residual_lifetime(np.array([n]), rate, periods.size)[0]
    assert finite == pytest.approx(summed, rel=1e-11)


@PROPERTY
@given(models(0.05, 50.0), st.integers(1, 30), magnitudes(0.02, 2.0))
def test_a_residual_lifetime_is_the_printed_formula(model: SBG, n: int, rate: float) -> None:
    both, stay = model.alpha + model.beta + n, model.beta + n
    printed = (stay - 1) / (both - 1) * hyp2f1(1, stay, both, 1 / (1 + rate))
    assert model.residual_lifetime(np.array([n]), rate)[0] == pytest.approx(printed, rel=1e-8)  # digits of 2F1


@PROPERTY
@given(models(), st.integers(1, 5000), RATES)
def test_a_residual_lifetime_is_finite_bounded_and_rises_with_tenure(model: SBG, n: int, rate: float) -> None:
    sooner, later = model.residual_lifetime(np.array([n, n + 1]), rate)
    assert 0 < sooner <= later * (1 + 1e-12)
    assert later <= (1 + rate) / rate * (1 + 1e-12)


@PROPERTY
@given(models(), RATES, st.integers(0, 300))
def test_more_payments_are_worth_more_up_to_the_lifetime(model: SBG, rate: float, payments: int) -> None:
    some, more, all_of_them = (model.lifetime(rate, most) for most in (payments, payments + 1, np.inf))
    assert some <= more <= all_of_them * (1 + 1e-12)


@PROPERTY
@given(models(), RATES)
def test_a_new_customer_pays_now_and_then_decides(model: SBG, rate: float) -> None:
    first = 1 + model.residual_lifetime(np.array([1]), rate)[0] / (1 + rate)
    assert model.lifetime(rate) == pytest.approx(first, rel=1e-11)


def test_an_endless_lifetime_without_discount_is_refused() -> None:
    with pytest.raises(LifetimeNeedsDiscountError):
        HIGH_END.lifetime(0.0)
    with pytest.raises(LifetimeNeedsDiscountError):
        HIGH_END.residual_lifetime(np.array([1]), 0.0)
    assert HIGH_END.lifetime(0.0, payments=3) == pytest.approx(HIGH_END.survival(np.arange(3)).sum())


def test_a_projection_adds_up_customers_of_every_tenure() -> None:
    expected = HIGH_END.project(3, np.array([0, 4, 0]), np.array([10.0, 5.0, 2.0]))
    new, old = HIGH_END.survival(np.arange(1, 4)), HIGH_END.after(4).survival(np.arange(1, 4))
    assert expected == pytest.approx(12 * new + 5 * old, rel=1e-12)
    assert HIGH_END.project(0, np.array([0])).size == 0


# --- fits ----------------------------------------------------------------------------------------


@settings(derandomize=True, max_examples=40, deadline=None)
@given(magnitudes(0.05, 100.0), magnitudes(0.05, 100.0))
def test_derivatives_of_the_likelihood_equal_finite_differences(alpha: float, beta: float) -> None:
    likelihood = Likelihood(decisions_of_cohorts(REGULAR, REGULAR[:3]))
    point = np.array([alpha, beta])
    assert_derivatives_are_right(likelihood, point)


def test_customers_one_by_one_and_survivors_of_their_cohort_are_the_same_decisions() -> None:
    survivors = np.array(REGULAR)
    left_after = np.repeat(np.arange(7), -np.diff(survivors))
    renewals = np.concatenate([left_after, np.full(241, 7)])
    left = np.arange(1000) < left_after.size
    one_by_one, cohort = decisions_of_customers(renewals, left), decisions_of_cohorts(REGULAR)
    assert one_by_one.renewed[:7].tolist() == cohort.renewed.tolist()
    assert one_by_one.left[:7].tolist() == cohort.left.tolist()
    assert one_by_one.renewed[7:].sum() == one_by_one.left[7:].sum() == 0
    fitted = sbg.fit(cohort)
    assert fitted.log_likelihood == pytest.approx(fitted.model.log_likelihood(renewals, left).sum(), rel=1e-12)


def test_cohorts_of_different_age_add_up() -> None:
    old, young = [100.0, 80.0, 70.0, 65.0], [50.0, 39.0]
    together = decisions_of_cohorts(old, young)
    assert together.renewed.tolist() == [119, 70, 65]
    assert together.left.tolist() == [31, 10, 5]
    assert together.customers == 150


def test_twice_the_customers_halve_the_variance() -> None:
    once, twice = sbg.fit(decisions_of_cohorts(REGULAR)), sbg.fit(decisions_of_cohorts(REGULAR, REGULAR))
    assert once.covariance is not None
    assert twice.covariance is not None
    assert estimates(twice) == pytest.approx(estimates(once), rel=1e-8)
    assert twice.covariance == pytest.approx(once.covariance / 2, rel=1e-6)
    assert (once.n_customers, twice.n_customers) == (1000, 2000)


def test_simulated_customers_give_back_their_parameters_although_observed_for_different_times() -> None:
    seen = [HIGH_END.simulate(30_000, decisions, np.random.default_rng(decisions)) for decisions in (3, 6, 12)]
    renewals, left = (np.concatenate(column) for column in zip(*seen, strict=True))
    fitted = sbg.fit(decisions_of_customers(renewals, left))
    assert fitted.converged
    assert fitted.at_boundary is None
    assert fitted.standard_errors is not None
    assert np.abs((np.array(estimates(fitted)) - [0.668, 3.806]) / fitted.standard_errors).max() < 4


def test_simulated_customers_leave_as_expected() -> None:
    renewals, left = HIGH_END.simulate(200_000, 10, np.random.default_rng(3))
    for t in (1, 4, 10):
        staying = HIGH_END.survival(np.array([t]))[0]
        assert (renewals >= t).mean() == pytest.approx(staying, abs=4 * np.sqrt(0.25 / 200_000))
    assert (renewals[~left] == 10).all()
    assert (renewals[left] < 10).all()
    again = HIGH_END.simulate(200_000, 10, np.random.default_rng(3))
    assert (again[0] == renewals).all()


@PROPERTY
@given(models(1e-3, 1e4), st.integers(0, 20))
def test_any_model_can_be_simulated(model: SBG, decisions: int) -> None:
    renewals, left = model.simulate(50, decisions, np.random.default_rng(1))
    assert ((renewals >= 0) & (renewals <= decisions)).all()
    assert (left == (renewals < decisions)).all()


def test_customers_who_are_all_alike_are_said_to_be() -> None:
    fitted = sbg.fit(decisions_of_cohorts([10_000, 8_000, 6_400, 5_120, 4_096]))
    assert fitted.at_boundary is not None
    assert "no difference between customers is identified: a retention of 80.0%" in fitted.at_boundary
    assert np.isfinite([*estimates(fitted), fitted.log_likelihood]).all()


@pytest.mark.parametrize(
    ("cohorts", "says"),
    [
        ([], "no customers"),
        ([[1, 1, 0]], "one customer"),
        ([[100]], "none of 100 customers has left"),
        ([[100, 100, 100]], "none of 100 customers has left"),
        ([[100, 0, 0]], "none of 100 customers has renewed"),
        ([[100, 80], [40, 30]], "none of 140 customers has come to a second renewal"),
        ([[100, 80, 90]], "more customers after renewal 2 than before"),
    ],
)
def test_cohorts_that_teach_nothing_are_refused_in_words(cohorts: list[list[float]], says: str) -> None:
    with pytest.raises(SurvivalNotModelledError, match=says) as caught:
        sbg.fit(decisions_of_cohorts(*cohorts))
    assert caught.value.hint is not None


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.booleans()), min_size=2, max_size=6))
def test_a_handful_of_odd_customers_is_fitted_or_refused(rows: list[tuple[int, bool]]) -> None:
    renewals, left = (np.array(column) for column in zip(*rows, strict=True))
    try:
        fitted = sbg.fit(decisions_of_customers(renewals, left))
    except SurvivalNotModelledError:
        return
    assert np.isfinite([*estimates(fitted), fitted.log_likelihood, fitted.gradient_norm]).all()
    assert fitted.covariance is None or np.isfinite(fitted.covariance).all()
    assert np.isfinite(fitted.model.lifetime(0.1))
