"""Season, level and boost: what they may change, and what they never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clvcli.models.histories import totals
from clvcli.valuation.boost import Boost, Lesson
from clvcli.valuation.flows import HALF_LIFE_DAYS, chance_to_buy, corrected_flows, plain_ahead
from clvcli.valuation.level import recent_level
from clvcli.valuation.purchase_days import months_ahead
from clvcli.valuation.season import MONTHS, Season, index_by_month
from clvcli.valuation.view import View, view_of
from tests.valuation.valuation_shop import AS_OF, CHRISTMAS, bought

DELTA = 0.002
ENDS = (182, 365, 1096)
NO_SEASON = Season(purchases=np.ones(MONTHS), spend=np.ones(MONTHS), level=1.0)
A_TEN_THOUSANDTH = 1e-4
"""What a month brings is discounted from its middle, while customers leave through the month."""


@cache
def view() -> View:
    found = view_of("bg-nbd", bought(), reach=max(ENDS))
    assert found is not None
    return found


def flows(season: Season | None = None, boost: Boost | None = None) -> dict[int, tuple[float, float, float]]:
    v = view()
    found = corrected_flows(v.forecast, v.position, v.spend, ENDS, DELTA, as_of=AS_OF, season=season, boost=boost)
    return {end: tuple(part.sum() for part in flow) for end, flow in found.items()}


def boost_of(seed: int) -> Boost:
    rng = np.random.default_rng(seed)
    n = view().days.customers
    return Boost(orders=rng.uniform(0.5, 3.0, n), revenue=rng.uniform(0.5, 3.0, n))


def test_without_corrections_the_months_add_up_to_the_plain_model() -> None:
    v = view()
    plain = {
        end: ahead.of(v.position, v.spend, None) for end, ahead in plain_ahead(v.forecast, ENDS, DELTA).items()
    }
    months = corrected_flows(v.forecast, v.position, v.spend, ENDS, DELTA, as_of=AS_OF, season=None, boost=None)
    for end in ENDS:
        np.testing.assert_allclose(months[end].purchases, plain[end].purchases, rtol=1e-9)
        np.testing.assert_allclose(months[end].revenue, plain[end].revenue, rtol=1e-9)
        np.testing.assert_allclose(months[end].worth.sum(), plain[end].worth.sum(), rtol=A_TEN_THOUSANDTH)


def test_a_season_of_ones_at_its_level_changes_nothing() -> None:
    for end, found in flows(NO_SEASON).items():
        assert found == pytest.approx(flows()[end], rel=1e-12)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_boost_leaves_every_total(seed: int) -> None:
    for end, found in flows(boost=boost_of(seed)).items():
        assert found == pytest.approx(flows()[end], rel=1e-9)


def test_a_boost_fades_so_that_nobody_is_blown_up_far_ahead() -> None:
    v, n = view(), view().days.customers
    doubled = np.ones(n)
    best = int(np.argmax(v.flow(91).purchases))
    doubled[best] = 2.0
    boost = Boost(orders=doubled, revenue=doubled)
    ratio = [v.flow(end, boost=boost).purchases[best] / v.flow(end).purchases[best] for end in (30, 365, 1096)]
    assert ratio[0] > 1.9 > ratio[1] > ratio[2] > 1.0


def test_the_level_fades_with_its_half_life() -> None:
    raised = flows(replace(NO_SEASON, level=1.44))
    plain = flows()
    assert raised[182][0] / plain[182][0] == pytest.approx(1.44**0.5 ** (91 / HALF_LIFE_DAYS), rel=0.01)
    assert raised[1096][0] / plain[1096][0] < raised[365][0] / plain[365][0] < raised[182][0] / plain[182][0]


@given(
    chance=arrays(np.float64, 5, elements=st.floats(0, 1)), meant=arrays(np.float64, 5, elements=st.floats(0, 50))
)
@settings(derandomize=True, max_examples=50)
def test_the_chance_to_buy_is_a_chance_and_no_more_than_purchases(
    chance: np.ndarray[tuple[int], np.dtype[np.float64]], meant: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> None:
    for shop in (None, 1.3):
        found = chance_to_buy(chance, meant * 1.3, shop)
        assert ((found >= 0) & (found <= 1) & (found <= meant * 1.3)).all()


# --- season and level ------------------------------------------------------------------------


@given(
    actual=arrays(np.float64, 24, elements=st.floats(0, 1e4)),
    expected=arrays(np.float64, 24, elements=st.floats(0.1, 1e4)),
)
@settings(derandomize=True, max_examples=100)
def test_an_index_has_mean_one_and_is_never_negative(
    actual: np.ndarray[tuple[int], np.dtype[np.float64]], expected: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> None:
    index = index_by_month(np.arange(24) % MONTHS, actual, expected, actual)
    assert index.mean() == pytest.approx(1.0)
    assert (index >= 0).all()


def test_what_chance_alone_would_do_is_no_season() -> None:
    rng = np.random.default_rng(5)
    expected = np.full(24, 50.0)
    actual = rng.poisson(expected).astype(np.float64)
    index = index_by_month(np.arange(24) % MONTHS, actual, expected, actual)
    assert np.abs(index - 1).max() < np.abs(totals(np.arange(24) % 12, actual, 12) / 100 - 1).max() / 2


def test_a_shop_that_sells_twice_as_much_in_december_has_a_december() -> None:
    season = view().season()
    assert season is not None
    assert int(np.argmax(season.purchases)) == CHRISTMAS - 1
    assert 1.5 < season.purchases[CHRISTMAS - 1] < 2.2
    assert season.purchases.mean() == pytest.approx(1.0)


def test_less_than_a_year_has_no_season() -> None:
    early = view_of("bg-nbd", bought(date(2021, 11, 30)))
    assert early is not None
    assert early.season() is None


def test_the_level_is_half_of_the_departure_of_the_last_quarter() -> None:
    expected = np.ones(400)
    actual = np.where(np.arange(400) >= 400 - 91, 4.0, 1.0)
    assert recent_level(actual, expected) == pytest.approx(2.0)
    assert recent_level(np.zeros(400), expected) == 1.0


def test_the_days_ahead_are_cut_where_months_end() -> None:
    stretches = list(months_ahead(date(2022, 12, 30), [40, 70]))
    assert stretches == [(0, 1, 11), (1, 32, 0), (32, 40, 1), (40, 60, 1), (60, 70, 2)]


# --- what trees learn ------------------------------------------------------------------------


def lessons() -> list[Lesson]:
    known = bought()
    before, who = known.known(known.as_of - 91)
    made, brought = (done[who] for done in known.after(before.as_of))
    return [view().lesson(before, made, brought)]


def test_a_boost_that_is_learnt_keeps_totals_of_the_window_it_looks_at() -> None:
    v = view()
    boost, point = v.boost(lessons()), v.point()
    assert boost.orders @ point.orders == pytest.approx(point.orders.sum())
    money = point.orders * point.spend
    assert boost.revenue @ money == pytest.approx(money.sum())
    assert boost.orders.min() >= 0.5  # half of it is the model's


def test_a_boost_is_the_same_at_every_run() -> None:
    first, second = (view().boost(lessons()) for _ in range(2))
    np.testing.assert_array_equal(first.orders, second.orders)
    np.testing.assert_array_equal(first.revenue, second.revenue)
