"""Fitting BG/NBD: exact derivatives, the same answer for the same data, and refusals in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import PurchasesNotModelledError
from clvcli.models import bg_nbd, purchase_fitting
from clvcli.models.bg_nbd import BGNBD, PARAMETERS, Likelihood
from clvcli.models.histories import Histories, Ints, compress, histories_of
from tests.models.models_derivatives import assert_derivatives_are_right

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit

TRUE = BGNBD(r=0.6, alpha=6.0, a=0.8, b=2.5)


def shop(
    customers: int, seed: int, model: BGNBD = TRUE, weeks: tuple[int, int] = (20, 104)
) -> tuple[Ints, Ints, Ints]:
    """Return x, t_x and T, in days, of customers who behave as the model says."""
    rng = np.random.default_rng(seed)
    rate, dropout = rng.gamma(model.r, 1 / model.alpha, customers), rng.beta(model.a, model.b, customers)
    T = rng.integers(weeks[0] * 7, weeks[1] * 7, customers)
    x, t_x, time = (
        np.zeros((2, customers), dtype=np.int64),
        np.zeros(customers, dtype=np.int64),
        np.zeros(customers),
    )
    active = np.arange(customers)
    while active.size:
        time[active] += 7 * rng.exponential(1 / rate[active])
        active = active[time[active] <= T[active]]
        day = np.ceil(time[active]).astype(np.int64)
        x[0, active] += day > t_x[active]
        t_x[active] = np.minimum(day, T[active])
        active = active[rng.random(active.size) >= dropout[active]]
    return x[0], t_x, T


def estimates(fitted: Fit[BGNBD]) -> list[float]:
    return [getattr(fitted.model, name) for name in PARAMETERS]


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.floats(-1.5, 2.0), min_size=4, max_size=4), st.integers(0, 1000))
def test_derivatives_of_the_likelihood_equal_finite_differences(powers: list[float], seed: int) -> None:
    likelihood = Likelihood(compress(*shop(60, seed))[0])
    point = 10.0 ** np.array(powers)
    assert_derivatives_are_right(likelihood, point)


def test_the_total_likelihood_is_the_sum_over_customers() -> None:
    x, t_x, T = shop(500, 3)
    total = Likelihood(compress(x, t_x, T)[0])(np.array([0.6, 6.0, 0.8, 2.5])).value
    each = TRUE.log_likelihood(x.astype(float), t_x / 7, T / 7)
    assert total == pytest.approx(each.sum(), rel=1e-12)


def test_a_simulated_shop_gives_back_its_parameters() -> None:
    fitted = bg_nbd.fit(compress(*shop(60_000, 11))[0])
    assert fitted.converged
    assert fitted.at_boundary is None
    assert fitted.standard_errors is not None
    off = np.array(estimates(fitted)) / np.array([0.6, 6.0, 0.8, 2.5]) - 1
    # purchases of one day merge into one, which moves all four a little; the rest is chance
    assert np.abs(off).max() < 0.08


def test_the_order_of_customers_does_not_matter() -> None:
    columns = shop(3000, 5)
    order = np.random.default_rng(1).permutation(3000)
    straight = bg_nbd.fit(compress(*columns)[0])
    shuffled = bg_nbd.fit(compress(*(column[order] for column in columns))[0])
    assert shuffled.model == straight.model


def test_counted_histories_fit_like_the_customers_they_stand_for() -> None:
    x, t_x, T = shop(3000, 6)
    apart = bg_nbd.fit(histories_of(x.astype(float), t_x / 7, T / 7))
    together = bg_nbd.fit(compress(x, t_x, T)[0])
    assert estimates(together) == pytest.approx(estimates(apart), rel=1e-9)  # sums in another order
    assert together.log_likelihood == pytest.approx(apart.log_likelihood, rel=1e-12)
    assert together.n_customers == apart.n_customers == 3000


def test_twice_the_customers_halve_the_variance() -> None:
    x, t_x, T = shop(3000, 6)
    once, twice = (bg_nbd.fit(compress(*(np.tile(c, k) for c in (x, t_x, T)))[0]) for k in (1, 2))
    assert once.covariance is not None
    assert twice.covariance is not None
    assert estimates(twice) == pytest.approx(estimates(once), rel=1e-8)
    assert twice.covariance == pytest.approx(once.covariance / 2, rel=1e-6)
    assert np.allclose(once.covariance, once.covariance.T, rtol=1e-12)


def test_another_unit_of_time_moves_alpha_and_shifts_the_likelihood_by_the_purchases() -> None:
    x, t_x, T = shop(3000, 6)
    weeks = bg_nbd.fit(histories_of(x.astype(float), t_x / 7, T / 7))
    days = bg_nbd.fit(histories_of(x.astype(float), t_x / 1.0, T / 1.0))
    assert days.model.alpha == pytest.approx(7 * weeks.model.alpha, rel=1e-8)
    assert days.log_likelihood == pytest.approx(weeks.log_likelihood - np.log(7) * x.sum(), rel=1e-11)


def test_a_start_from_rounded_times_does_not_move_the_optimum(monkeypatch: pytest.MonkeyPatch) -> None:
    histories = compress(*shop(20_000, 8))[0]
    straight = bg_nbd.fit(histories)
    monkeypatch.setattr(purchase_fitting, "HISTORIES_FOR_A_FIRST_GUESS", 100)
    monkeypatch.setattr(purchase_fitting, "CELLS_FOR_A_FIRST_GUESS", 5_000)
    assert estimates(bg_nbd.fit(histories)) == pytest.approx(estimates(straight), rel=1e-8)


def test_rounding_keeps_every_customer_and_every_purchase() -> None:
    histories = compress(*shop(5000, 8))[0]
    rounded = histories.rounded(2_000)
    assert rounded.count.size < histories.count.size / 5
    assert rounded.count.sum() == 5000
    assert rounded.count @ rounded.x == histories.count @ histories.x


def test_customers_who_never_leave_are_said_to_show_no_dropout() -> None:
    rng = np.random.default_rng(4)
    T = rng.integers(200, 400, 3000)
    visits = rng.poisson(rng.gamma(1.5, 1 / 60, 3000) * T)
    gaps = rng.beta(np.maximum(visits, 1), 1)  # the last of x uniform times
    fitted = bg_nbd.fit(compress(visits, np.where(visits > 0, gaps * T, 0).astype(np.int64), T)[0])
    assert fitted.at_boundary is not None
    assert "no dropout is identified" in fitted.at_boundary
    assert np.isfinite(fitted.log_likelihood)


@pytest.mark.parametrize(
    ("x", "t_x", "T", "says"),
    [
        ([], [], [], "no customers"),
        ([3], [40], [90], "one customer"),
        ([0, 0, 0], [0, 0, 0], [30, 60, 90], "none of 3 customers"),
        ([2, 2, 2], [30, 30, 30], [90, 90, 90], "all 3 customers have the same"),
    ],
)
def test_data_without_variety_are_refused_in_words(x: list[int], t_x: list[int], T: list[int], says: str) -> None:
    columns = (np.array(column, dtype=np.int64) for column in (x, t_x, T))
    with pytest.raises(PurchasesNotModelledError, match=says) as caught:
        bg_nbd.fit(compress(*columns)[0])
    assert caught.value.hint is not None


@st.composite
def few_customers(draw: st.DrawFn) -> Histories:
    n = draw(st.integers(2, 6))
    T = draw(st.lists(st.integers(0, 7305), min_size=n, max_size=n))
    x = draw(st.lists(st.integers(0, 5000) | st.integers(0, 2), min_size=n, max_size=n))
    t_x = [draw(st.integers(0, age)) if bought else 0 for bought, age in zip(x, T, strict=True)]
    return compress(np.array(x), np.array(t_x), np.array(T))[0]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(few_customers())
def test_a_handful_of_odd_customers_is_fitted_or_refused(histories: Histories) -> None:
    try:
        fitted = bg_nbd.fit(histories)
    except PurchasesNotModelledError:
        return
    assert np.isfinite([*estimates(fitted), fitted.log_likelihood, fitted.gradient_norm]).all()
    assert fitted.covariance is None or np.isfinite(fitted.covariance).all()
    scores = fitted.model.forecast(histories, 156.0).discounted_purchases(156.0, 0.0018)
    assert np.isfinite(scores).all()
