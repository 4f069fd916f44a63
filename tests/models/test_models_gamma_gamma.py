"""Gamma-Gamma: exact derivatives, sensible averages, any currency, and refusals in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import SpendNotModelledError
from clvcli.models import gamma_gamma
from clvcli.models.gamma_gamma import PARAMETERS, GammaGamma, Likelihood
from clvcli.models.independence import independence
from tests.models.models_derivatives import assert_derivatives_are_right

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats

PAPER = GammaGamma(p=6.25, q=3.74, gamma=15.44)

PROPERTY = settings(derandomize=True, max_examples=100, deadline=None)


def magnitudes(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers spread evenly over the powers of ten."""
    return st.floats(np.log10(low), np.log10(high)).map(lambda power: float(10.0**power))


@st.composite
def models(draw: st.DrawFn) -> GammaGamma:
    q = 1 + draw(magnitudes(1e-3, 1e4))
    return GammaGamma(p=draw(magnitudes(1e-3, 1e4)), q=q, gamma=draw(magnitudes(1e-3, 1e4)))


def shoppers(customers: int, seed: int, model: GammaGamma = PAPER) -> tuple[Floats, Floats]:
    """Return purchases and mean spend of customers who behave as the model says."""
    rng = np.random.default_rng(seed)
    n = rng.geometric(0.3, customers).astype(np.float64)
    level = rng.gamma(model.q, 1 / model.gamma, customers)
    return n, rng.gamma(model.p * n, 1 / (n * level))


def estimates(fitted: Fit[GammaGamma]) -> list[float]:
    return [getattr(fitted.model, name) for name in PARAMETERS]


@PROPERTY
@given(models(), st.integers(0, 5000), magnitudes(1e-2, 1e7))
def test_expected_spend_lies_between_the_customer_and_the_population(
    model: GammaGamma, n: int, mean: float
) -> None:
    expected = model.expected_spend(np.array([n]), np.array([mean]))[0]
    low, high = sorted((mean, model.mean))
    assert low * (1 - 1e-12) <= expected <= high * (1 + 1e-12)


@PROPERTY
@given(models(), st.integers(1, 5000), magnitudes(1e-2, 1e7))
def test_a_likelihood_is_finite(model: GammaGamma, n: int, mean: float) -> None:
    assert np.isfinite(model.log_likelihood(np.array([n]), np.array([mean]))).all()


def test_without_purchases_spend_is_the_population_mean() -> None:
    assert PAPER.expected_spend(np.array([0.0]), np.array([0.0])) == PAPER.mean


def test_more_purchases_pull_the_expectation_to_the_own_mean() -> None:
    expected = PAPER.expected_spend(np.array([0, 1, 5, 50, 5000]), np.full(5, 100.0))
    assert (np.diff(expected) > 0).all()
    assert expected[-1] == pytest.approx(100.0, rel=1e-2)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.floats(-1.5, 2.0), min_size=3, max_size=3), st.integers(0, 1000))
def test_derivatives_of_the_likelihood_equal_finite_differences(powers: list[float], seed: int) -> None:
    n, mean = shoppers(60, seed)
    likelihood = Likelihood(n, mean, np.ones(60))
    point = 10.0 ** np.array(powers)
    assert_derivatives_are_right(likelihood, point)


def test_the_total_likelihood_is_the_sum_over_customers() -> None:
    n, mean = shoppers(500, 3)
    fitted = gamma_gamma.fit(n, mean)
    assert fitted.log_likelihood == pytest.approx(fitted.model.log_likelihood(n, mean).sum(), rel=1e-12)


def test_a_simulated_shop_gives_back_its_parameters() -> None:
    fitted = gamma_gamma.fit(*shoppers(60_000, 11))
    assert fitted.converged
    assert fitted.at_boundary is None
    assert fitted.standard_errors is not None
    off = (np.array(estimates(fitted)) - [6.25, 3.74, 15.44]) / fitted.standard_errors
    assert np.abs(off).max() < 4


@pytest.mark.parametrize("rate", [1e-6, 7.46, 1e6])
def test_another_currency_changes_gamma_and_nothing_else(rate: float) -> None:
    n, mean = shoppers(2000, 5)
    home, abroad = gamma_gamma.fit(n, mean), gamma_gamma.fit(n, rate * mean)
    # the search ends within rounding of the optimum, not at the same last digit
    assert estimates(abroad) == pytest.approx(np.array(estimates(home)) * [1, 1, rate], rel=1e-7)
    assert abroad.log_likelihood == pytest.approx(home.log_likelihood - 2000 * np.log(rate), rel=1e-11)


def test_the_order_of_customers_does_not_matter() -> None:
    n, mean = shoppers(50_000, 5)
    order = np.random.default_rng(1).permutation(50_000)
    straight, shuffled = gamma_gamma.fit(n, mean), gamma_gamma.fit(n[order], mean[order])
    assert estimates(shuffled) == pytest.approx(estimates(straight), rel=1e-7)


def test_counted_rows_fit_like_the_customers_they_stand_for() -> None:
    n, mean = shoppers(2000, 5)
    repeated = gamma_gamma.fit(np.repeat(n, 3), np.repeat(mean, 3))
    counted = gamma_gamma.fit(n, mean, np.full(2000, 3.0))
    assert estimates(counted) == pytest.approx(estimates(repeated), rel=1e-7)
    assert counted.n_customers == repeated.n_customers == 6000


def test_spend_without_a_finite_mean_is_said_and_refused() -> None:
    n, mean = shoppers(5000, 2, GammaGamma(p=3.0, q=0.7, gamma=10.0))
    fitted = gamma_gamma.fit(n, mean)
    assert fitted.at_boundary is not None
    assert "infinite" in fitted.at_boundary
    with pytest.raises(SpendNotModelledError, match="infinite"):
        fitted.model.expected_spend(n, mean)


@pytest.mark.parametrize(
    ("n", "mean", "says"),
    [
        ([], [], "no customers"),
        ([3], [40.0], "one customer"),
        ([3, 2, 1], [40.0, 0.0, -5.0], "2 customers have a mean spend of zero or less"),
        ([3, 0], [40.0, 10.0], "1 customers? ha"),
        ([3, 2], [40.0, np.nan], "zero or less"),
        ([3, 2], [40.0, 40.0], "same mean spend"),
    ],
)
def test_unfit_spend_is_refused_in_words(n: list[int], mean: list[float], says: str) -> None:
    with pytest.raises(SpendNotModelledError, match=says) as caught:
        gamma_gamma.fit(np.array(n, dtype=float), np.array(mean))
    assert caught.value.hint is not None


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5000), magnitudes(1e-2, 1e7)), min_size=2, max_size=6))
def test_a_handful_of_odd_customers_is_fitted_or_refused(rows: list[tuple[int, float]]) -> None:
    n, mean = np.array(rows, dtype=float).T
    try:
        fitted = gamma_gamma.fit(n, mean)
    except SpendNotModelledError:
        return
    assert np.isfinite([*estimates(fitted), fitted.log_likelihood, fitted.gradient_norm]).all()


def test_ranks_see_what_one_large_buyer_hides() -> None:
    n = np.array([1.0, 2.0, 3.0, 4.0, 50.0])
    found = independence(n, np.array([10.0, 20.0, 30.0, 40.0, 50.0]))
    assert found.spearman == 1.0
    assert found.pearson is not None
    assert found.pearson < 0.8


def test_tied_ranks_are_shared() -> None:
    # ranks 1.5 1.5 3 and 1 2 3: covariance 1.5, variances 1.5 and 2
    found = independence(np.array([1.0, 1.0, 2.0]), np.array([5.0, 7.0, 9.0]))
    assert found.spearman == pytest.approx(1.5 / np.sqrt(1.5 * 2.0), rel=1e-15)


def test_variance_between_groups_is_all_or_nothing_at_the_extremes() -> None:
    n = np.array([1.0, 1.0, 2.0, 2.0])
    assert independence(n, np.array([5.0, 5.0, 9.0, 9.0])).between_groups == pytest.approx(1.0)
    assert independence(n, np.array([5.0, 9.0, 5.0, 9.0])).between_groups == pytest.approx(0.0)


def test_independence_is_undefined_where_nothing_varies() -> None:
    found = independence(np.array([2.0, 2.0]), np.array([5.0, 5.0]))
    assert (found.pearson, found.spearman, found.between_groups) == (None, None, None)
