"""A budget goes where it is expected to gain most, and never further than that, its ceiling, or itself."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.actions.action_book import book_rows, read_book
from clvcli.actions.budget import budget_split
from clvcli.actions.contact import Contact, Uplift
from clvcli.segments.schemes import segment
from tests.actions.actions_shop import PEOPLE, customer, shop, values_of

PROPERTY = settings(derandomize=True, max_examples=20, deadline=None)
UPLIFT = Uplift(low=0.01, middle=0.02, high=0.04)
BOOK = book_rows(read_book("en"))
AMOUNTS = st.integers(0, 5000).map(lambda cents: Decimal(cents) / 100)


def split(values: pl.DataFrame, cost: Decimal, budget: Decimal) -> pl.DataFrame:
    found = segment(values, ["rfm"], book=BOOK)
    return budget_split(found.frame, found.summaries["rfm"], "rfm", Contact(cost=cost, uplift=UPLIFT), budget)


@PROPERTY
@given(people=PEOPLE, cost=AMOUNTS, budget=AMOUNTS)
def test_no_limit_is_ever_passed(people: pl.DataFrame, cost: Decimal, budget: Decimal) -> None:
    found = split(people, cost, budget)
    exact = [Decimal(str(each)) for each in found["allotted"]]
    assert sum(exact) <= budget
    assert found["customers"].sum() == people.height
    hair = 1e-9  # of a float that holds an amount of cents
    for row in found.to_dicts():
        assert row["contacts"] <= row["customers"]
        assert row["allotted"] == float(cost * row["contacts"])
        assert row["allotted"] <= max(row["expected_gain"], 0.0) + hair
        assert row["allotted"] <= row["cost"] + hair
        if row["spend_ceiling"] is not None and cost:
            assert row["allotted"] <= row["spend_ceiling"] + hair
        if row["expected_gain"] <= 0:
            assert (row["allotted"], row["contacts"], row["gain_of_allotted"]) == (0.0, 0, 0.0)


@PROPERTY
@given(people=PEOPLE, cost=AMOUNTS, budget=AMOUNTS)
def test_a_larger_budget_never_gains_less(people: pl.DataFrame, cost: Decimal, budget: Decimal) -> None:
    small, large = split(people, cost, budget), split(people, cost, budget * 2)
    gains = [float(found["gain_of_allotted"].sum()) for found in (small, large)]
    assert gains[0] <= gains[1] + 0.01 * small.height  # each is rounded to the cent


@PROPERTY
@given(people=PEOPLE, cost=AMOUNTS, budget=AMOUNTS, seed=st.integers(0, 9))
def test_the_order_of_rows_changes_nothing(people: pl.DataFrame, cost: Decimal, budget: Decimal, seed: int) -> None:
    shuffled = people.sample(fraction=1.0, shuffle=True, seed=seed)
    assert split(shuffled, cost, budget).equals(split(people, cost, budget))


def test_doubled_amounts_costs_and_budget_double_what_is_allotted() -> None:
    values = shop(300)
    money = [name for name, dtype in values.schema.items() if dtype == pl.Float64 and not name.startswith("p_")]
    doubled = values.with_columns(pl.col(money) * 2)
    once, twice = split(values, Decimal("2.50"), Decimal(400)), split(doubled, Decimal(5), Decimal(800))
    assert once["allotted"].sum() > 0
    assert twice["contacts"].to_list() == once["contacts"].to_list()
    assert twice["allotted"].to_list() == [2 * each for each in once["allotted"]]
    cents = 0.02 * values.height  # each customer's gain is rounded to the cent
    assert twice["expected_gain"].to_list() == pytest.approx(
        [2 * each for each in once["expected_gain"]], abs=cents
    )


def three_segments() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two customers each worth 2,000, 1,000 and 100 if they buy again, in segments a, b and c; b may cost 12."""
    rows = [
        customer(f"{name}{n}", silent=100, repeats=1, active=50, chance=0.5, worth=worth / 2, alive=0.5)
        for name, worth in (("a", 2000.0), ("b", 1000.0), ("c", 100.0))
        for n in (1, 2)
    ]
    frame = values_of(rows).with_columns(group=pl.col("customer_id").str.slice(0, 1))
    ceilings = pl.Series([None, 12.0, None], dtype=pl.Float64)
    summary = pl.DataFrame({"currency": ["DKK"] * 3, "group": ["a", "b", "c"], "customers": [2] * 3}).with_columns(
        spend_ceiling=ceilings
    )
    return frame, summary


def allotted(budget: str) -> list[tuple[str, float, float, int]]:
    frame, summary = three_segments()
    contact = Contact(cost=Decimal(10), uplift=UPLIFT)
    found = budget_split(frame, summary, "groups", contact, Decimal(budget))
    return found.select("segment", "expected_gain", "allotted", "contacts").rows()


def test_the_best_return_comes_first_the_ceiling_holds_and_what_loses_gets_nothing() -> None:
    assert allotted("100") == [("a", 60.0, 20.0, 2), ("b", 20.0, 10.0, 1), ("c", -16.0, 0.0, 0)]


def test_a_small_budget_buys_whole_contacts_of_the_best() -> None:
    assert allotted("19") == [("a", 60.0, 10.0, 1), ("b", 20.0, 0.0, 0), ("c", -16.0, 0.0, 0)]
    assert allotted("0") == [("a", 60.0, 0.0, 0), ("b", 20.0, 0.0, 0), ("c", -16.0, 0.0, 0)]


def test_without_a_forecast_nothing_is_allotted() -> None:
    values = shop(40).with_columns(pl.lit(None, pl.Float64).alias(name) for name in ("clv_12m", "clv_residual"))
    found = split(values, Decimal(5), Decimal(1000))
    assert found["allotted"].sum() == 0
    with_people = found.filter(pl.col("customers") > 0)
    assert with_people.select("expected_gain", "roi").null_count().row(0) == (with_people.height,) * 2
