"""What must hold for every model of the family and every customer, however unusual."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clvcli.errors import LifetimeNeedsDiscountError
from clvcli.models.bg_nbd import BGNBD
from clvcli.models.cnbd import BGCNBD, MBGCNBD
from clvcli.models.family import MEMBERS, PurchaseModel
from clvcli.models.histories import Floats, compress
from clvcli.models.mbg_nbd import MBGNBD
from clvcli.models.nbd import NBD
from clvcli.models.pareto_nbd import ParetoNBD
from tests.models.models_strategies import (
    CORNERS,
    HORIZONS,
    NAMES,
    NOTHING,
    ROUNDING,
    SUMS,
    Customer,
    customers,
    magnitudes,
    model_of,
    models,
)

if TYPE_CHECKING:
    from collections.abc import Callable

USUAL = [0.6, 6.0, 0.8, 2.5]


def test_every_member_is_tested_here() -> None:
    assert tuple(member.name for member in MEMBERS) == NAMES
    assert all(isinstance(model_of(member.name, USUAL), member.model) for member in MEMBERS)


@CORNERS
@given(models(), customers())
def test_a_likelihood_is_finite_and_p_alive_is_a_probability(model: PurchaseModel, customer: Customer) -> None:
    assert np.isfinite(model.log_likelihood(*customer.history)).all()
    assert 0 <= model.p_alive(*customer.history)[0] <= 1


@CORNERS
@given(models(), customers(), HORIZONS)
def test_a_longer_horizon_never_means_fewer_purchases(model: PurchaseModel, customer: Customer, t: float) -> None:
    near, far = (model.expected_purchases(ahead, *customer.history)[0] for ahead in (t, 2 * t))
    assert np.isfinite(far)
    assert 0 <= near <= far * (1 + ROUNDING) + NOTHING


@CORNERS
@given(models(), customers())
def test_nothing_is_bought_in_no_time(model: PurchaseModel, customer: Customer) -> None:
    assert model.expected_purchases(0.0, *customer.history)[0] == 0
    assert model.p_buy(0.0, *customer.history)[0] == 0
    assert model.discounted_purchases(0.0, 0.002, *customer.history)[0] == 0


@CORNERS
@given(models(), customers(), HORIZONS)
def test_the_chance_of_a_purchase_is_at_most_the_purchases_expected(
    model: PurchaseModel, customer: Customer, t: float
) -> None:
    chance = model.p_buy(t, *customer.history)[0]
    expected = model.expected_purchases(t, *customer.history)[0]
    assert 0 <= chance <= min(1.0, expected * (1 + ROUNDING))


@CORNERS
@given(models(), customers(), HORIZONS)
def test_no_discount_leaves_purchases_as_they_are(model: PurchaseModel, customer: Customer, t: float) -> None:
    plain = model.expected_purchases(t, *customer.history)
    discounted = model.discounted_purchases(t, 0.0, *customer.history)
    assert discounted == pytest.approx(plain, rel=ROUNDING, abs=NOTHING)


@CORNERS
@given(models(), customers(), HORIZONS, magnitudes(1e-4, 1e-1))
def test_discounting_never_adds(model: PurchaseModel, customer: Customer, t: float, delta: float) -> None:
    plain = model.expected_purchases(t, *customer.history)[0]
    discounted = model.discounted_purchases(t, delta, *customer.history)[0]
    least, most = plain * np.exp(-delta * t) * (1 - ROUNDING) - NOTHING, plain * (1 + ROUNDING) + NOTHING
    assert least <= discounted <= most


@CORNERS
@given(models(), customers(), magnitudes(1e-4, 1e-1))
def test_a_lifetime_is_the_limit_of_long_horizons(model: PurchaseModel, customer: Customer, delta: float) -> None:
    lifetime = model.discounted_purchases(np.inf, delta, *customer.history)
    half, nearly = (model.discounted_purchases(t, delta, *customer.history) for t in (0.7 / delta, 39.0 / delta))
    assert half <= lifetime * (1 + ROUNDING) + NOTHING
    assert nearly == pytest.approx(lifetime, rel=ROUNDING, abs=NOTHING)


@pytest.mark.parametrize("name", NAMES)
def test_a_lifetime_without_discount_is_refused(name: str) -> None:
    with pytest.raises(LifetimeNeedsDiscountError):
        model_of(name, USUAL).discounted_purchases(np.inf, 0.0, np.array([1.0]), np.array([2.0]), np.array([9.0]))


@CORNERS
@given(models(), st.floats(0, 1044))
def test_a_customer_of_today_is_a_new_customer(model: PurchaseModel, t: float) -> None:
    none = np.array([0.0])
    expected = model.expected_purchases(t, none, none, none)
    assert expected == pytest.approx(model.new_customer_expectation(np.array([t])), rel=ROUNDING, abs=NOTHING)


@CORNERS
@given(models(), st.lists(customers(), min_size=2, max_size=6))
def test_a_customer_scores_the_same_alone_and_in_a_crowd(model: PurchaseModel, crowd: list[Customer]) -> None:
    together = tuple(np.concatenate(column) for column in zip(*(c.history for c in crowd), strict=True))
    scores: list[Callable[[Floats, Floats, Floats], Floats]] = [
        model.p_alive,
        partial(model.p_buy, 52.0),
        partial(model.expected_purchases, 52.0),
        partial(model.discounted_purchases, 156.0, 0.0018),
    ]
    for score in scores:
        alone = np.concatenate([score(*customer.history) for customer in crowd])
        # sums of products in another order, and series over another range
        assert score(*together) == pytest.approx(alone, rel=1e-11, abs=NOTHING)


@pytest.mark.parametrize("name", NAMES)
def test_scores_of_distinct_histories_are_the_scores_of_their_customers(name: str) -> None:
    rng = np.random.default_rng(7)
    model = model_of(name, USUAL)
    x = rng.integers(0, 40, 500)
    T_days = rng.integers(300, 320, 500)
    t_x_days = np.where(x > 0, rng.integers(0, 4, 500) * 50, 0)
    histories, position = compress(x, t_x_days, T_days)
    forecast = model.forecast(histories, 52.0)
    one_by_one = model.expected_purchases(52.0, x.astype(float), t_x_days / 7, T_days / 7)
    assert histories.count.size < x.size
    assert histories.n_customers == x.size
    assert forecast.expected_purchases(52.0)[position] == pytest.approx(one_by_one, rel=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_a_forecast_serves_every_shorter_horizon(name: str) -> None:
    model = model_of(name, USUAL)
    h = np.array([0.0, 3.0, 40.0]), np.array([0.0, 20.0, 60.0]), np.array([30.0, 50.0, 60.0])
    days = (np.rint(c * k).astype(int) for c, k in zip(h, (1, 7, 7), strict=True))
    forecast = model.forecast(compress(*days)[0], 156.0)
    for t in (1 / 7, 4.0, 52.0, 156.0):
        assert forecast.expected_purchases(t) == pytest.approx(model.expected_purchases(t, *h), rel=1e-10)
        assert forecast.p_buy(t) == pytest.approx(model.p_buy(t, *h), rel=1e-12)


@pytest.mark.parametrize("name", ["bg-nbd", "mbg-nbd", "bg-cnbd", "mbg-cnbd"])
def test_a_forecast_from_curves_refuses_a_longer_horizon_than_it_was_made_for(name: str) -> None:
    one = np.array([3])
    forecast = model_of(name, USUAL).forecast(compress(one, 7 * one, 14 * one)[0], 52.0)
    with pytest.raises(ValueError, match="made for 52"):
        forecast.expected_purchases(53.0)
    with pytest.raises(ValueError, match="made for 52"):
        forecast.discounted_purchases(np.inf, 0.002)


@SUMS
@given(models(0.05, 20.0), magnitudes(0.1, 100.0))
def test_counts_of_purchases_add_up_to_one(model: PurchaseModel, t: float) -> None:
    n = np.arange(20_000)
    pmf = model.pmf(n, t)
    assert (pmf >= 0).all()
    mean = float(model.new_customer_expectation(np.array([t]))[0])
    # by Markov's inequality at most mean / 20,000 is beyond the last n
    assert pmf.sum() == pytest.approx(1.0, abs=1e-9 + mean / 20_000)


@SUMS
@given(models(0.2, 5.0), customers(most=20, longest=700), magnitudes(0.1, 50.0))
def test_counts_of_future_purchases_have_the_mean_expected(
    model: PurchaseModel, customer: Customer, t: float
) -> None:
    n = np.arange(10_000)
    pmf = model.future_pmf(n, t, *customer.numbers)
    assert pmf.sum() == pytest.approx(1.0, abs=1e-9)
    assert pmf[0] == pytest.approx(1 - model.p_buy(t, *customer.history)[0], abs=1e-11)
    assert n @ pmf == pytest.approx(model.expected_purchases(t, *customer.history)[0], rel=1e-6, abs=1e-9)


@CORNERS
@given(models(), st.sampled_from([0, 1, 2, 10, 200, 5000]), customers(), st.floats(0, 520))
def test_the_chance_of_any_count_is_a_probability(
    model: PurchaseModel, n: int, customer: Customer, t: float
) -> None:
    counts = np.array([n])
    assert 0 <= model.pmf(counts, t)[0] <= 1 + ROUNDING
    assert 0 <= model.future_pmf(counts, t, *customer.numbers)[0] <= 1 + ROUNDING
    if isinstance(model, NBD | BGNBD | MBGNBD | ParetoNBD):
        assert 0 <= model.interval_pmf(counts, customer.numbers[2], t)[0] <= 1 + ROUNDING


@SUMS
@given(models(0.01, 100.0, NAMES[:4]), magnitudes(0.1, 500.0))
def test_an_interval_from_the_start_has_the_counts_of_the_start(model: PurchaseModel, t: float) -> None:
    assert isinstance(model, NBD | BGNBD | MBGNBD | ParetoNBD)
    n = np.arange(30)
    assert model.interval_pmf(n, 0.0, t) == pytest.approx(model.pmf(n, t), rel=1e-9, abs=1e-14)


@SUMS
@given(magnitudes(0.05, 20.0), magnitudes(0.05, 20.0), customers(most=50, longest=700), magnitudes(0.1, 100.0))
def test_models_in_which_next_to_nobody_leaves_are_the_nbd(
    r: float, alpha: float, customer: Customer, t: float
) -> None:
    nbd = NBD(r=r, alpha=alpha)
    n = np.arange(40)
    for name in ("bg-nbd", "mbg-nbd", "pareto-nbd"):
        # one in 10^13 leaves, but who bought often and has long been silent is doubted even so
        model = model_of(name, [r, alpha, 1e-9, 1e4])
        alive = model.p_alive(*customer.history)[0]
        left = np.where(n == 0, 1.0 - alive, 0.0)
        for got, wanted in (
            (model.log_likelihood(*customer.history), nbd.log_likelihood(*customer.history) - np.log(alive)),
            (model.expected_purchases(t, *customer.history), alive * nbd.expected_purchases(t, *customer.history)),
            (model.p_buy(t, *customer.history), alive * nbd.p_buy(t, *customer.history)),
            (model.future_pmf(n, t, *customer.numbers), alive * nbd.future_pmf(n, t, *customer.numbers) + left),
        ):
            assert got == pytest.approx(wanted, rel=1e-7, abs=1e-12)


@CORNERS
@given(models(names=("bg-nbd", "mbg-nbd")), customers(), HORIZONS)
def test_events_that_are_all_purchases_make_cnbd_its_plain_model(
    model: PurchaseModel, customer: Customer, t: float
) -> None:
    assert isinstance(model, BGNBD | MBGNBD)
    regular = (BGCNBD if isinstance(model, BGNBD) else MBGCNBD)(
        r=model.r, alpha=model.alpha, a=model.a, b=model.b, k=1
    )
    assert regular.log_likelihood(*customer.history) == model.log_likelihood(*customer.history)
    assert regular.p_alive(*customer.history) == model.p_alive(*customer.history)
    assert regular.expected_purchases(t, *customer.history) == model.expected_purchases(t, *customer.history)
    assert regular.p_buy(t, *customer.history) == model.p_buy(t, *customer.history)


def test_mbg_nbd_doubts_a_one_time_buyer_the_more_the_longer_they_stay_away() -> None:
    model = model_of("mbg-nbd", USUAL)
    T = np.array([0.0, 10.0, 50.0, 200.0])
    alive = model.p_alive(np.zeros(4), np.zeros(4), T)
    assert alive[0] == pytest.approx(2.5 / 3.3, rel=1e-12)
    assert (np.diff(alive) < 0).all()


def test_pareto_nbd_doubts_nobody_who_has_just_bought() -> None:
    model = model_of("pareto-nbd", USUAL)
    T = np.array([0.0, 10.0, 50.0, 200.0])
    assert model.p_alive(np.array([0.0, 1.0, 8.0, 300.0]), T, T) == pytest.approx(1.0, abs=1e-14)


def test_among_those_silent_for_long_more_purchases_mean_more_doubt() -> None:
    # the increasing frequency paradox: whoever bought often and then stopped has left
    model = model_of("pareto-nbd", [0.55, 10.58, 0.61, 11.67])
    alive = model.p_alive(np.array([5.0, 10.0, 20.0]), np.full(3, 20.0), np.full(3, 39.0))
    assert (np.diff(alive) < 0).all()


def test_regular_buyers_are_due_when_their_gap_is_over() -> None:
    # ten gaps of five weeks, then two weeks of silence, or twelve
    model = model_of("mbg-cnbd", [4.0, 1.0, 0.1, 2.5], k=6)
    soon, late = (model.p_alive(np.array([10.0]), np.array([50.0]), np.array([50.0 + w]))[0] for w in (2.0, 12.0))
    assert soon > 0.95
    assert late < soon / 2
