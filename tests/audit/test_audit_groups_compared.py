"""Groups compared: they add up to the base, and what they differ by is held against who came at the same time."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.audit.buying.grouping import MOST_GROUPS, NOT_KNOWN, OTHERS, grouped
from clvcli.audit.buying.groups_compared import Z, groups_compared
from tests.audit.audit_shop import OPENED, Sale, shop

TOLD = st.lists(st.sampled_from([None, "", "gold", "Gold ", "silver", "8", "3,5"]), min_size=1, max_size=40)

Person = tuple[str | None, int, float]
"""What is told, month of the first order (1 to 12), worth."""


def values_of(people: list[Person], *, times: float = 1.0) -> pl.DataFrame:
    rows: list[dict[str, Any]] = [
        {
            "customer_key": f"c{number:03}",
            "first_order": date(2022, month, 1 + number % 28),
            "value_to_date": worth * times,
            "clv_residual": worth * times / 2,
            "value_total": worth * times * 1.5,
            "told": told,
        }
        for number, (told, month, worth) in enumerate(people)
    ]
    return pl.DataFrame(rows, schema_overrides={"told": pl.String})


def compared(people: list[Person], sales: list[Sale] | None = None, *, times: float = 1.0) -> pl.DataFrame:
    values = values_of(people, times=times)
    audit = shop(sales or [("somebody", 0, 1, None)])
    return groups_compared(audit, values, values["told"], "membership").groups


PEOPLE = st.lists(
    st.tuples(st.sampled_from([None, "gold", "silver"]), st.integers(1, 3), st.floats(-100, 1000)),
    min_size=1,
    max_size=40,
)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(TOLD)
def test_everybody_is_in_one_group_that_is_listed(told: list[str | None]) -> None:
    found = grouped(pl.Series(told, dtype=pl.String))
    assert found.labels.null_count() == 0
    assert set(found.labels) == set(found.order)
    assert len(found.order) == len(set(found.order))


@settings(derandomize=True, max_examples=40, deadline=None)
@given(PEOPLE)
def test_groups_add_up_to_the_base(people: list[Person]) -> None:
    groups = compared(people)
    assert groups["customers"].sum() == len(people)
    total = (groups["value"] * groups["customers"]).sum()
    assert total == pytest.approx(sum(worth * 1.5 for *_, worth in people), abs=1e-6)  # sums of floats


@settings(derandomize=True, max_examples=20, deadline=None)
@given(PEOPLE)
def test_twice_the_money_doubles_differences_and_leaves_counts(people: list[Person]) -> None:
    once, twice = compared(people), compared(people, times=2)
    money = (
        "value_to_date",
        "clv_residual",
        "value",
        "low",
        "high",
        "difference",
        "difference_low",
        "difference_high",
    )
    assert_frame_equal(twice, once.with_columns(pl.col(money) * 2))


@settings(derandomize=True, max_examples=20, deadline=None)
@given(PEOPLE, st.integers(0, 10))
def test_the_order_of_customers_changes_nothing(people: list[Person], seed: int) -> None:
    values = values_of(people)
    shuffled = values.sample(fraction=1, shuffle=True, seed=seed)
    audit = shop([("somebody", 0, 1, None)])
    found = [groups_compared(audit, each, each["told"], "x").groups for each in (values, shuffled)]
    assert_frame_equal(*found)


def test_who_only_came_earlier_is_no_better_among_those_who_came_then() -> None:
    """Worth is by month alone; gold came in January, silver mostly in June."""
    january: list[Person] = [*[("gold", 1, 900.0)] * 50, *[("silver", 1, 900.0)] * 10]
    people: list[Person] = [*january, *[("silver", 6, 100.0)] * 40]
    gold, silver = compared(people).rows(named=True)
    assert gold["value"] > 3 * silver["value"]
    assert gold["difference"] == silver["difference"] == 0
    assert (gold["matched"], silver["matched"]) == (50, 10)  # in June nobody else came


def test_months_weigh_by_all_who_came_in_them() -> None:
    people: list[Person] = [("gold", 1, 30.0), ("silver", 1, 10.0), *[("gold", 2, 50.0)] * 2, ("silver", 2, 40.0)]
    gold = compared(people).row(0, named=True)
    assert gold["difference"] == pytest.approx(1.5 * (2 * 20 + 3 * 10) / 5, rel=1e-12)  # floats


def test_an_interval_is_that_of_a_mean() -> None:
    group = compared([("gold", 1, 10.0), ("gold", 1, 30.0)]).row(0, named=True)
    mean, spread = 30.0, (15**2 + 15**2) ** 0.5  # value_total of 15 and 45
    assert group["value"] == mean
    assert group["high"] - mean == pytest.approx(Z * spread / 2**0.5, rel=1e-12)  # floats
    assert group["difference"] is None  # nobody else came


def test_a_difference_in_one_of_many_groups_must_be_larger_to_be_more_than_chance() -> None:
    better: list[Person] = [("gold", 1, 113.0 + 5 * number) for number in range(10)]
    many: list[Person] = [(each, 1, 100.0 + 5 * number) for each in "abcdefgh" for number in range(10)]
    alone = compared([*better, *(("others", month, worth) for _, month, worth in many)])
    among = compared([*better, *many])
    gold = pl.col("group") == "gold"
    names = ("difference", "beyond_chance")
    assert alone.filter(gold).select(names).row(0) == (pytest.approx(13 * 1.5, rel=1e-12), True)  # floats
    assert among.filter(gold).select(names).row(0) == (pytest.approx(13 * 1.5, rel=1e-12), False)  # floats


def test_repurchase_is_of_the_last_year_among_those_of_the_year_before() -> None:
    people: list[Person] = [("gold", 1, 1.0)] * 3 + [(None, 1, 1.0)]
    sales: list[Sale] = [
        ("c000", 800, 1, None),
        ("c000", 1200, 1, None),
        ("c001", 800, 1, None),
        ("c003", 1200, 1, None),
    ]
    gold, unknown = compared(people, [("first", 0, 1, None), *sales]).rows(named=True)
    assert (gold["before"], gold["again"], gold["repurchase_12m"]) == (2, 1, 0.5)
    assert (unknown["group"], unknown["before"], unknown["repurchase_12m"]) == (NOT_KNOWN, 0, None)


def test_without_two_years_of_orders_nobody_can_buy_again() -> None:
    people: list[Person] = [("gold", 1, 1.0)]
    assert compared(people, [("c000", 1200, 1, None)])["repurchase_12m"].to_list() == [None]
    assert OPENED.year == 2020


@pytest.mark.parametrize(
    ("told", "scale", "order"),
    [
        (["10", "9", "0", "7", None], "promoters", ("0-6", "7-8", "9-10", NOT_KNOWN)),
        (["5", "1", "3", "3"], "marks", ("1", "3", "5")),
        (["1,5", "2.5"], "marks", ("1.5", "2.5")),
        ([str(number) for number in range(1, 101)], "fifths", ("1-20", "21-40", "41-60", "61-80", "81-100")),
        (["Gold", "gold ", "Silver"], "words", ("Gold", "Silver")),
        (["3", "three"], "words", ("3", "three")),
        ([None, ""], "words", (NOT_KNOWN,)),
        (["nan", "inf"], "words", ("inf", "nan")),
    ],
)
def test_a_column_is_read_as_what_it_holds(told: list[str | None], scale: str, order: tuple[str, ...]) -> None:
    found = grouped(pl.Series(told, dtype=pl.String))
    assert (found.scale, found.order) == (scale, order)


def test_rare_words_stand_together() -> None:
    words = [f"w{number:02}" for number in range(20)] * 5 + ["most"] * 6
    found = grouped(pl.Series(words))
    assert len(found.order) == MOST_GROUPS
    assert (found.order[0], found.order[-1]) == ("most", OTHERS)


def test_what_hardly_two_have_in_common_is_no_group() -> None:
    assert grouped(pl.Series([f"Ida Number {number}" for number in range(20)])).order == (OTHERS,)
