from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.month_columns import month_of
from clvcli.customers.months import month_number
from clvcli.products.seasons import (
    Season,
    complete_years,
    is_spring,
    last_season,
    month_index,
    season_at,
    season_begins,
    season_profile,
    season_share,
    seasons_after,
)

few = settings(derandomize=True, max_examples=60, deadline=None)

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
MONTHS = st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda ends: (ends[1] - ends[0]) % 12 < 11)
JANUARY = month_number(date(2023, 1, 1))


def by_month(amounts: list[int], **more: Any) -> pl.DataFrame:
    months = pl.Series("month", range(JANUARY, JANUARY + len(amounts)), dtype=pl.Int32)
    return pl.DataFrame({"month": months, "units": amounts}).with_columns(**more)


def index(amounts: list[int], years: list[int]) -> list[float]:
    return month_index(by_month(amounts), years, of="units")["index"].to_list()


@few
@given(st.lists(st.integers(0, 1000), min_size=36, max_size=36))
def test_the_mean_month_has_index_one(amounts: list[int]) -> None:
    found = index(amounts, [JANUARY, JANUARY + 12, JANUARY + 24])
    assert len(found) == (12 if sum(amounts) else 0)
    assert not found or sum(found) / 12 == pytest.approx(1.0)  # floats summed in another order


@few
@given(
    st.lists(st.integers(1, 1000), min_size=24, max_size=24), st.integers(2, 50), st.randoms(use_true_random=False)
)
def test_the_index_knows_neither_the_size_of_a_year_nor_the_order_of_rows(
    amounts: list[int], times: int, chance: Any
) -> None:
    years = [JANUARY, JANUARY + 12]
    grown = amounts[:12] + [amount * times for amount in amounts[12:]]
    assert index(grown, years) == pytest.approx(index(amounts, years))  # a year's scale divides out in floats
    rows = by_month(amounts)
    order = list(range(rows.height))
    chance.shuffle(order)
    assert month_index(rows[order], years, of="units").equals(month_index(rows, years, of="units"))


def test_an_index_is_the_mean_of_the_years_of_what_each_sold_over_its_usual_month() -> None:
    first, second = [10] * 10 + [20, 40], [100] * 11 + [500]
    found = index(first + second, [JANUARY, JANUARY + 12])
    by_hand = [(a / (160 / 12) + b / (1600 / 12)) / 2 for a, b in zip(first, second, strict=True)]
    assert found == pytest.approx(by_hand)  # a quotient of floats


def test_a_year_that_is_not_whole_is_left_out() -> None:
    years = [10] * 11 + [130] + [10] * 11 + [130]
    assert index([*years, 999], [JANUARY, JANUARY + 12]) == index(years, [JANUARY, JANUARY + 12])


def test_each_category_has_its_own_index_and_one_never_sold_has_none() -> None:
    coats = by_month([0] * 11 + [12] + [0] * 12, category=pl.lit("coats"))
    hats = by_month([0] * 24, category=pl.lit("hats"))
    found = month_index(pl.concat([coats, hats]), [JANUARY, JANUARY + 12], of="units", by=["category"])
    assert found["category"].unique().to_list() == ["coats"]
    assert found["index"].to_list() == [0.0] * 11 + [12.0]


def test_years_are_those_of_the_calendar_where_two_are_whole() -> None:
    assert complete_years(date(2022, 7, 1), date(2025, 6, 30)) == [JANUARY, JANUARY + 12]
    assert complete_years(date(2023, 1, 2), date(2024, 12, 30)) == [JANUARY, JANUARY + 12]


def test_else_they_end_with_the_last_whole_month_and_24_are_needed() -> None:
    december = month_number(date(2009, 12, 1))
    assert complete_years(date(2009, 12, 1), date(2011, 12, 9)) == [december, december + 12]
    assert complete_years(date(2009, 12, 10), date(2011, 12, 9)) == []


def test_seasons_are_called_by_the_year_they_begin_in() -> None:
    assert season_at(date(2025, 6, 30)) == Season(kind="SS", first=date(2025, 2, 1), last=date(2025, 7, 31))
    assert season_at(date(2026, 1, 31)).name == season_at(date(2025, 8, 1)).name == "AW25"
    assert [season.name for season in seasons_after(date(2025, 6, 30), 3)] == ["AW25", "SS26", "AW26"]
    assert last_season(date(2025, 7, 30)).name == "AW24"
    assert last_season(date(2025, 7, 31)).name == "SS25"


@few
@given(DAYS, MONTHS)
def test_seasons_follow_one_another_and_hold_their_days(day: date, months: tuple[int, int]) -> None:
    season = season_at(day, months)
    assert season.first <= day <= season.last
    follower = season_at(season.last + timedelta(days=1), months)
    assert (follower.first - season.last).days == 1
    assert follower.kind != season.kind
    assert season_at(season.before.first, months) == season.before
    assert season_at(season.before.last, months) == season.before


@few
@given(st.lists(DAYS, min_size=1, max_size=20), MONTHS)
def test_columns_of_months_know_the_same_seasons(days: list[date], months: tuple[int, int]) -> None:
    month = month_of(pl.col("day"))
    found = pl.DataFrame({"day": days}).select(begins=season_begins(month, months), spring=is_spring(month, months))
    seasons = [season_at(day, months) for day in days]
    assert found["begins"].to_list() == [month_number(season.first) for season in seasons]
    assert found["spring"].to_list() == [season.kind == "SS" for season in seasons]


def profile(*days: date, age: int = 800) -> str | None:
    lines = pl.LazyFrame({"customer_key": ["a"] * len(days), "currency": ["DKK"] * len(days), "day": days})
    return str(season_share(lines).select(season_profile(pl.lit(age))).collect().item())


def test_a_customer_of_one_season_makes_three_of_four_purchases_in_it() -> None:
    spring, autumn = date(2024, 3, 1), date(2023, 11, 1)
    assert profile(spring, spring, spring) == "SS"
    assert profile(spring, spring, spring, autumn) == "SS"
    assert profile(spring, spring, autumn) == "both"
    assert profile(autumn, autumn, date(2024, 1, 31)) == "AW"


def test_two_purchases_or_less_than_a_year_tell_of_no_season() -> None:
    spring = date(2024, 3, 1)
    assert profile(spring, spring) == profile(spring, spring, spring, age=364) == "None"
