"""Fitting the family: exact derivatives, parameters that come back, evidence that compares, refusals in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import PurchasesNotModelledError
from clvcli.models import (
    bg_nbd,
    cnbd,
    dropout_likelihood,
    mbg_nbd,
    nbd,
    pareto_likelihood,
    pareto_nbd,
    purchase_fitting,
)
from clvcli.models.cnbd import BGCNBD, MBGCNBD
from clvcli.models.family import MEMBERS, bic
from clvcli.models.histories import Floats, Histories, compress, histories_of
from tests.models.models_derivatives import assert_derivatives_are_right
from tests.models.models_strategies import NAMES, model_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.models.family import Member
    from clvcli.models.newton import Derivatives

LIKELIHOODS: dict[str, Callable[[Histories], Callable[[Floats], Derivatives]]] = {
    "nbd": nbd.Likelihood,
    "bg-nbd": bg_nbd.Likelihood,
    "mbg-nbd": mbg_nbd.Likelihood,
    "pareto-nbd": pareto_likelihood.Likelihood,
    "bg-cnbd": partial(dropout_likelihood.Likelihood, first_may_be_last=False, every=3),
    "mbg-cnbd": partial(dropout_likelihood.Likelihood, first_may_be_last=True, every=3),
}

TRUE = {name: [0.9, 3.0, 0.8, 2.5] for name in NAMES} | {"pareto-nbd": [0.9, 3.0, 0.7, 15.0]}

member = pytest.mark.parametrize("member", MEMBERS, ids=NAMES)


def shop(name: str, customers: int, seed: int, k: int = 3) -> tuple[Histories, float]:
    """Return histories of customers who behave as the model says, to the day, and their log-gaps."""
    rng = np.random.default_rng(seed)
    T_days = rng.integers(140, 730, customers)
    drawn = model_of(name, TRUE[name], k).simulate(T_days / 7.0, rng)
    # times to the day, so that histories repeat; purchases of one day stay apart
    t_x_days = np.minimum(np.ceil(7.0 * drawn.last), T_days)
    return compress(drawn.number.astype(np.int64), t_x_days.astype(np.int64), T_days)[0], drawn.log_gaps.sum()


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.lists(st.floats(-2.0, 2.5), min_size=4, max_size=4), st.integers(0, 1000))
def test_derivatives_of_the_likelihood_equal_finite_differences(name: str, powers: list[float], seed: int) -> None:
    likelihood = LIKELIHOODS[name](shop(name, 60, seed)[0])
    point = 10.0 ** np.array(powers[:2] if name == "nbd" else powers)
    assert_derivatives_are_right(likelihood, point)
    hessian = likelihood(point).hessian
    assert np.allclose(hessian, hessian.T, rtol=1e-12)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.lists(st.floats(-3.0, 4.0), min_size=4, max_size=4), st.integers(0, 1000))
def test_the_total_likelihood_is_the_sum_over_customers(name: str, powers: list[float], seed: int) -> None:
    histories = shop(name, 60, seed)[0]
    point = 10.0 ** np.array(powers)
    total = LIKELIHOODS[name](histories)(point[:2] if name == "nbd" else point)
    each = model_of(name, [float(value) for value in point], k=3).log_likelihood(
        histories.x, histories.t_x, histories.T
    )
    assert total.value == pytest.approx(histories.count @ each, rel=1e-9)
    assert np.isfinite(total.gradient).all()
    assert np.isfinite(total.hessian).all()


@member
def test_a_simulated_shop_gives_back_its_parameters(member: Member) -> None:
    fitted = member.fit(*shop(member.name, 40_000, 11))
    assert fitted.converged
    assert fitted.at_boundary is None
    assert fitted.standard_errors is not None
    true = np.array(TRUE[member.name][: fitted.standard_errors.size])
    found = np.array([getattr(fitted.model, name) for name in ("r", "alpha")])
    # times rounded up to the day move all a little; the rest is chance
    assert found == pytest.approx(true[:2], rel=0.08)
    expected = model_of(member.name, TRUE[member.name], 3).new_customer_expectation(np.array([52.0]))
    assert fitted.model.new_customer_expectation(np.array([52.0])) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("model", [BGCNBD, MBGCNBD])
@pytest.mark.parametrize("k", [1, 2, 4])
def test_the_regularity_of_a_simulated_shop_is_found(model: type[BGCNBD], k: int) -> None:
    name = "mbg-cnbd" if model is MBGCNBD else "bg-cnbd"
    histories, log_gaps = shop(name, 4_000, 12, k)
    assert cnbd.fit_most_likely(histories, model, log_gaps=log_gaps).model.k == k


@member
def test_bic_finds_the_model_that_made_the_shop(member: Member) -> None:
    histories, log_gaps = shop(member.name, 20_000, 13)
    scores = {other.name: bic(other.fit(histories, log_gaps), other.free) for other in MEMBERS}
    assert min(scores, key=lambda name: scores[name]) == member.name


def test_k_equal_to_one_has_the_likelihood_of_the_plain_model() -> None:
    histories, log_gaps = shop("mbg-nbd", 2_000, 14)
    plain, regular = mbg_nbd.fit(histories), cnbd.fit(histories, MBGCNBD, k=1, log_gaps=log_gaps)
    assert regular.log_likelihood == plain.log_likelihood
    assert (regular.model.r, regular.model.b) == (plain.model.r, plain.model.b)


def test_the_log_density_of_gaps_makes_a_likelihood_of_all_purchase_times() -> None:
    # two purchases after 3 and 8 weeks, nobody leaves: lambda^(k x) times Erlang densities, over gamma(r, alpha)
    k, r, alpha, T = 2, 50.0, 25.0, 8.0
    x, t_x, age = np.array([2.0]), np.array([8.0]), np.array([T])
    model = BGCNBD(r=r, alpha=alpha, a=1e-12, b=1.0, k=k)
    with_gaps = model.log_likelihood(x, t_x, age)[0] + cnbd.log_density_of_gaps(k, 2.0, np.log(3.0) + np.log(5.0))
    rates = np.linspace(1e-6, 20.0, 200_001)
    prior = r * np.log(alpha) + (r - 1) * np.log(rates) - alpha * rates - float(np.log(np.arange(1.0, r)).sum())
    erlang = 2 * k * np.log(rates) - rates * T + np.log(3.0) + np.log(5.0)
    assert with_gaps == pytest.approx(np.log(np.exp(prior + erlang).sum() * (rates[1] - rates[0])), abs=1e-9)


@member
def test_a_start_from_rounded_times_does_not_move_the_optimum(
    member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    shopped = shop(member.name, 5_000, 8)
    straight = member.fit(*shopped)
    monkeypatch.setattr(purchase_fitting, "HISTORIES_FOR_A_FIRST_GUESS", 100)
    monkeypatch.setattr(purchase_fitting, "CELLS_FOR_A_FIRST_GUESS", 100_000)
    rounded = member.fit(*shopped)
    for name in ("r", "alpha"):
        assert getattr(rounded.model, name) == pytest.approx(getattr(straight.model, name), rel=1e-7)


@member
def test_customers_who_never_leave_are_said_to_show_no_dropout(member: Member) -> None:
    histories, log_gaps = shop("nbd", 3_000, 4)
    said = member.fit(histories, log_gaps).at_boundary
    if member.name == "nbd":
        assert said is None
    else:
        assert said is not None
        assert "no dropout is identified" in said


@member
def test_data_without_variety_are_refused_in_words(member: Member) -> None:
    none, one = np.array([], dtype=np.int64), np.array([3])
    for columns in (
        (none, none, none),
        (one, 40 * one, 90 * one),
        (0 * one.repeat(3), 0 * one.repeat(3), 30 * one.repeat(3)),
    ):
        with pytest.raises(PurchasesNotModelledError):
            member.fit(compress(*columns)[0], 0.0)


@st.composite
def few_customers(draw: st.DrawFn) -> Histories:
    n = draw(st.integers(2, 6))
    T = draw(st.lists(st.integers(0, 7305), min_size=n, max_size=n))
    x = draw(st.lists(st.integers(0, 5000) | st.integers(0, 2), min_size=n, max_size=n))
    t_x = [draw(st.integers(0, age)) if bought else 0 for bought, age in zip(x, T, strict=True)]
    return compress(np.array(x), np.array(t_x), np.array(T))[0]


@settings(derandomize=True, max_examples=15, deadline=None)
@given(st.sampled_from(MEMBERS[:4]), few_customers())
def test_a_handful_of_odd_customers_is_fitted_or_refused(member: Member, histories: Histories) -> None:
    try:
        fitted = member.fit(histories, 0.0)
    except PurchasesNotModelledError:
        return
    assert np.isfinite([fitted.log_likelihood, fitted.gradient_norm]).all()
    assert fitted.covariance is None or np.isfinite(fitted.covariance).all()
    scores = fitted.model.forecast(histories, 156.0).discounted_purchases(156.0, 0.0018)
    assert np.isfinite(scores).all()


@settings(derandomize=True, max_examples=15, deadline=None)
@given(st.sampled_from([BGCNBD, MBGCNBD]), few_customers())
def test_a_handful_of_odd_regular_customers_is_fitted_or_refused(model: type[BGCNBD], histories: Histories) -> None:
    try:
        fitted = cnbd.fit(histories, model, k=2, log_gaps=0.0)
    except PurchasesNotModelledError:
        return
    assert np.isfinite([fitted.log_likelihood, fitted.gradient_norm]).all()
    assert np.isfinite(fitted.model.p_alive(histories.x, histories.t_x, histories.T)).all()


def test_pareto_nbd_has_the_same_optimum_in_days() -> None:
    histories = shop("pareto-nbd", 2_000, 6)[0]
    weeks = pareto_nbd.fit(histories)
    days = pareto_nbd.fit(histories_of(histories.x, 7 * histories.t_x, 7 * histories.T, histories.count))
    assert days.model.beta == pytest.approx(7 * weeks.model.beta, rel=1e-6)
    bought = histories.count @ histories.x
    assert days.log_likelihood == pytest.approx(weeks.log_likelihood - np.log(7) * bought, rel=1e-11)
