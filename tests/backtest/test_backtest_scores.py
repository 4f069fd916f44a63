"""The scores: what a perfect forecast gets, what changes nothing, and a published example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.backtest.forecaster import Expected
from clvcli.backtest.scores import amounts, buying, calibration, ranking, score
from clvcli.choosing.ranking import gains, normalised_gini

if TYPE_CHECKING:
    from random import Random

    from clvcli.models.histories import Floats

ROUNDING = 1e-9
"""Sums of a few dozen floats in another order."""

quick = settings(derandomize=True, max_examples=40, deadline=None)

spends = st.lists(st.integers(0, 500), min_size=2, max_size=60).filter(any).map(lambda v: np.array(v, dtype=float))


@st.composite
def forecasts(draw: st.DrawFn) -> tuple[Floats, Floats]:
    actual = draw(spends)
    predicted = draw(st.lists(st.integers(0, 9), min_size=actual.size, max_size=actual.size))
    return np.array(predicted, dtype=float), actual


def held(purchases: Floats, spend: Floats) -> pl.DataFrame:
    return pl.DataFrame({"purchases": purchases.astype(int), "net_sales": spend, "net_revenue": spend})


@quick
@given(spends)
def test_a_perfect_forecast_has_every_score_at_its_best(actual: Floats) -> None:
    bought = (actual > 0).astype(float)
    found = score(
        Expected(orders=bought, spend=actual, p_buy=bought, low=actual, high=actual), held(bought, actual)
    )
    assert found.orders
    assert found.spend
    assert found.ranking
    assert found.buying
    assert (found.orders.ratio, found.orders.mae, found.spend.rmse, found.spend.log_error) == (1.0, 0.0, 0.0, 0.0)
    assert (found.buying.accuracy, found.buying.brier, found.coverage) == (1.0, 0.0, 1.0)
    assert found.ranking.gini is None or found.ranking.gini == pytest.approx(1.0)
    assert found.ranking.spearman is None or found.ranking.spearman == pytest.approx(1.0)


@quick
@given(forecasts(), st.floats(0.01, 100))
def test_a_scale_changes_amounts_and_no_ranking(forecast: tuple[Floats, Floats], scale: float) -> None:
    predicted, actual = forecast
    one, scaled = amounts(predicted, actual), amounts(predicted * scale, actual * scale)
    assert scaled.mae == pytest.approx(one.mae * scale, abs=ROUNDING)
    assert scaled.rmse == pytest.approx(one.rmse * scale, abs=ROUNDING)
    assert ranking(predicted * scale, actual) == ranking(predicted, actual)
    assert ranking(np.log1p(predicted), actual) == ranking(predicted, actual)


@quick
@given(forecasts(), st.randoms(use_true_random=False))
def test_the_order_of_customers_changes_no_score(forecast: tuple[Floats, Floats], random: Random) -> None:
    """Although many of them are predicted the same."""
    predicted, actual = forecast
    order = list(range(actual.size))
    random.shuffle(order)
    expected = Expected(orders=predicted, spend=predicted, p_buy=predicted / 9)
    shuffled = Expected(orders=predicted[order], spend=predicted[order], p_buy=predicted[order] / 9)
    one, other = score(expected, held(actual, actual)), score(shuffled, held(actual[order], actual[order]))
    assert other.ranking
    assert one.ranking
    for name in ("gini", "top10", "top20", "spearman"):
        assert getattr(other.ranking, name) == pytest.approx(getattr(one.ranking, name), abs=ROUNDING)
    tenths, others = (
        calibration(expected, held(actual, actual)),
        calibration(shuffled, held(actual[order], actual[order])),
    )
    assert np.allclose(tenths.to_numpy(), others.to_numpy(), atol=ROUNDING)


@quick
@given(forecasts())
def test_no_ranking_is_better_than_the_perfect_one(forecast: tuple[Floats, Floats]) -> None:
    predicted, actual = forecast
    gini = normalised_gini(predicted, actual)
    best = gains(actual, actual)
    found = gains(predicted, actual)
    assert gini is None or gini <= 1 + ROUNDING
    assert best is not None
    assert found is not None
    assert (found <= best + ROUNDING).all()
    assert found[-1] == pytest.approx(1.0)


def test_equal_predictions_hold_what_chance_holds() -> None:
    actual = np.array([100.0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    found = ranking(np.ones(10), actual)
    assert found.top20 == pytest.approx(0.2)
    assert found.spearman is None


def test_the_normalised_gini_and_the_shares_of_the_best_are_those_of_the_published_definition() -> None:
    """Gain chart of the evaluation code of Wang, Liu and Miao (2019), recomputed by hand."""
    actual = np.array([0, 0, 100, 20, 0, 300, 50, 0, 10, 20.0])
    predicted = np.array([5, 1, 80, 30, 2, 120, 90, 3, 4, 40.0])
    achieved, perfect = gains(predicted, actual), gains(actual, actual)
    assert achieved is not None
    assert perfect is not None
    assert 2 * achieved.mean() - 1 == pytest.approx(0.82)
    assert 2 * perfect.mean() - 1 == pytest.approx(0.844)
    found = ranking(predicted, actual)
    assert found.gini == pytest.approx(0.971564, abs=1e-6)  # printed digits
    assert found.top20 == pytest.approx(0.7)
    assert perfect[1] == pytest.approx(0.8)
    assert found.top10 == pytest.approx(6.0 / 10)  # a lift of six


def test_nobody_bought_leaves_ratios_and_ranking_unknown() -> None:
    none = np.zeros(5)
    found = amounts(np.ones(5), none)
    assert (found.ratio, found.log_error, found.mae) == (None, None, 1.0)
    assert ranking(np.arange(5.0), none).gini is None
    assert ranking(np.arange(5.0), none).top10 is None


def test_the_best_tenth_is_rounded_up() -> None:
    actual = np.array([5.0, 3.0, 2.0])
    assert ranking(actual, actual).top10 == pytest.approx(0.5)


def test_who_is_as_likely_as_not_to_buy_is_told_to_buy() -> None:
    found = buying(np.array([0.5, 0.49, 0.9, 0.1]), np.array([1, 0, 0, 2.0]))
    assert found.accuracy == 0.5
    assert found.brier == pytest.approx((0.25 + 0.49**2 + 0.81 + 0.81) / 4)


def test_tenths_add_up_to_the_whole_and_differ_by_one_customer_at_most() -> None:
    rng = np.random.default_rng(1)
    predicted, actual = rng.gamma(1, 50, 137), rng.gamma(0.3, 100, 137)
    tenths = calibration(Expected(orders=predicted / 50, spend=predicted), held(actual // 50, actual))
    count = tenths["customers"]
    assert (count.sum(), tenths["decile"].to_list()) == (137, list(range(1, 11)))
    assert int(count.max()) - int(count.min()) <= 1  # type: ignore[arg-type]  # an Int64 column
    assert (count * tenths["spend_actual"]).sum() == pytest.approx(actual.sum())
    assert tenths["spend_predicted"].is_sorted(descending=True)


def test_what_a_forecaster_does_not_say_is_not_scored() -> None:
    found = score(Expected(rank=np.array([1.0, 2])), held(np.array([1.0, 2]), np.array([3.0, 4])))
    assert (found.orders, found.spend, found.buying, found.coverage) == (None, None, None, None)
    assert found.ranking
    assert found.ranking.gini == pytest.approx(1.0)
