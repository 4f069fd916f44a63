"""From the first order to the third: counts fall, categories add up, and nobody is asked too early."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.audit.buying.journey import journey
from tests.audit.audit_shop import Sale, audit_of, lines_of, shop

SALES = st.lists(
    st.tuples(
        st.sampled_from("abcdefgh"), st.integers(0, 1460), st.integers(1, 900), st.sampled_from(["k", "s", None])
    ),
    min_size=1,
    max_size=40,
)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(SALES)
def test_counts_fall_from_step_to_step(sales: list[Sale]) -> None:
    for each in journey(shop(sales)).iter_rows(named=True):
        assert each["customers"] >= each["second"] >= each["asked"] >= (each["third"] or 0)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(SALES)
def test_categories_add_up_to_all_customers(sales: list[Sale]) -> None:
    steps = journey(shop(sales))
    counts = ("customers", "second", "asked", "third")
    parts = steps.filter(~pl.col("whole")).select(pl.col(counts).sum())
    if steps.height > 1:
        assert parts.row(0) == steps.select(pl.col(counts).fill_null(0)).row(0)


@settings(derandomize=True, max_examples=20, deadline=None)
@given(SALES, st.integers(0, 10))
def test_neither_the_order_of_rows_nor_the_unit_of_money_changes_anything(sales: list[Sale], seed: int) -> None:
    steps = journey(shop(sales))
    shuffled = lines_of(sales, times=2).sample(fraction=1, shuffle=True, seed=seed)
    assert_frame_equal(journey(audit_of(shuffled)), steps)


def test_a_step_is_given_a_year_and_asked_of_nobody_who_has_had_less() -> None:
    sales: list[Sale] = [
        *(("quick", day, 10, "k") for day in (0, 100, 150)),
        *(("slow", day, 10, "k") for day in (0, 366)),
        *(("late", day, 10, "s") for day in (1000, 1050)),
        ("new", 1200, 10, "s"),
    ]
    whole, k, s = journey(shop(sales)).rows(named=True)
    assert (whole["customers"], whole["second"], whole["asked"], whole["third"]) == (3, 2, 1, 1)
    assert (k["category"], k["second_share"], k["second_days"], k["third_days"]) == ("k", 0.5, 100, 50)
    assert (s["category"], s["asked"], s["third"], s["third_share"]) == ("s", 0, None, None)


def test_whoever_may_have_bought_before_the_data_begin_is_not_asked() -> None:
    """A hundred come in the first month, and two in each later one: most of the hundred are old customers."""
    first: list[Sale] = [(f"old{number}", number % 28, 10, None) for number in range(100)]
    later: list[Sale] = [(f"new{month}{each}", 95 + 30 * month, 10, None) for month in range(40) for each in "ab"]
    aged = sum(1 for _, after, *_ in later if after <= 1460 - 365)
    assert journey(shop([*first, *later]))["customers"].to_list() == [aged]


def test_a_first_order_is_of_the_category_of_its_dearest_goods() -> None:
    steps = journey(shop([("a", 0, 10, "cheap"), ("a", 0, 90, "dear"), ("a", 700, 500, "later")]))
    assert steps["category"].to_list() == [None, "dear"]


def test_without_categories_there_is_one_row() -> None:
    assert journey(shop([("a", 0, 10, None)])).height == 1
