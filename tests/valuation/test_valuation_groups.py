"""Groups fitted apart: what is large enough has its own model, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from clvcli.customers.schema import CUSTOMERS
from clvcli.customers.summary import Customers
from clvcli.valuation.groups import EVERYBODY, groups_of
from clvcli.valuation.row_notes import ONE_PURCHASE, model_of
from clvcli.valuation.schema import VALUES_SCHEMA
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

Rows = list[dict[str, Any]]
MakeCustomers = Callable[..., Customers]

BY_CHANNEL = ValueSettings(by=("channel",))
SMALL = 12
"""Too few customers to hold fifty repeat buyers."""


def with_channels(customers: Customers, channel: pl.Expr) -> Customers:
    return replace(customers, frame=customers.frame.with_columns(channel=channel))


def halves(customers: Customers) -> Customers:
    """Return customers of two channels of about the same size."""
    even = pl.col("customer_key").str.slice(-1).cast(pl.Int32) % 2 == 0
    return with_channels(customers, pl.when(even).then(pl.lit("shop")).otherwise(pl.lit("web")))


def small_and_large(customers: Customers, small: int = SMALL) -> Customers:
    """Return customers of a large channel and of two small ones."""
    number = pl.int_range(pl.len())
    return with_channels(
        customers,
        pl.when(number < small)
        .then(pl.lit("fair"))
        .when(number < 2 * small)
        .then(pl.lit("post"))
        .otherwise(pl.lit("web")),
    )


def by_id(frame: pl.DataFrame, *, without: tuple[str, ...] = ("note",)) -> pl.DataFrame:
    return frame.sort("customer_id").drop(without)


@pytest.fixture(scope="module")
def shop(make_customers: MakeCustomers, base: Rows) -> Customers:
    return make_customers(base)


def test_the_columns_stay_those_of_the_contract(shop: Customers) -> None:
    assert value_customers(halves(shop), BY_CHANNEL).frame.schema == VALUES_SCHEMA


def test_every_customer_is_in_one_group(shop: Customers) -> None:
    mixed = small_and_large(shop)
    groups = list(groups_of(mixed.frame, ("channel",), mixed))
    keys = pl.concat([group.members["customer_key"] for group in groups])
    assert sorted(keys) == sorted(mixed.frame["customer_key"])


def test_one_group_is_no_group(shop: Customers) -> None:
    grouped = value_customers(with_channels(shop, pl.lit("web")), BY_CHANNEL)
    assert_frame_equal(by_id(grouped.frame), by_id(value_customers(shop, ValueSettings()).frame))


def test_a_group_fitted_apart_is_valued_as_a_shop_of_its_own(
    shop: Customers, make_customers: MakeCustomers
) -> None:
    both = halves(shop)
    valued = value_customers(both, BY_CHANNEL).frame
    keys = both.frame.filter(pl.col("channel") == "web")["customer_key"].to_list()
    columns = [column.name for column in CUSTOMERS]
    alone = make_customers(shop.frame.filter(pl.col("customer_key").is_in(keys)).select(columns).to_dicts())
    expected = value_customers(alone, ValueSettings()).frame
    assert_frame_equal(by_id(valued.filter(pl.col("customer_id").is_in(keys))), by_id(expected))


def test_groups_add_up_to_the_whole_in_what_is_known(shop: Customers) -> None:
    known = ["customer_id", "orders", "net_revenue", "value_to_date", "aov", "orders_24m"]
    grouped, whole = (value_customers(halves(shop), settings).frame for settings in (BY_CHANNEL, ValueSettings()))
    assert_frame_equal(grouped.select(known).sort("customer_id"), whole.select(known).sort("customer_id"))


def test_the_note_says_whose_model_it_is_beside_what_else_it_says(shop: Customers) -> None:
    notes = value_customers(halves(shop), BY_CHANNEL).frame["note"].unique().sort().to_list()
    models = [str(model_of(group)) for group in ("channel=shop", "channel=web")]
    assert notes == sorted([*models, *(f"{ONE_PURCHASE}; {model}" for model in models)])


def test_each_row_knows_the_model_of_its_group(shop: Customers) -> None:
    valuation = value_customers(halves(shop), BY_CHANNEL)
    channels = dict(halves(shop).frame.select("customer_key", "channel").iter_rows())
    for key in valuation.keys.sort()[::40]:
        row, facts = valuation.of(key, None)
        assert row["customer_id"] == key
        assert facts.group == f"channel={channels[key]}"


def test_small_groups_too_few_even_together_are_valued_as_without_groups(shop: Customers) -> None:
    mixed = small_and_large(shop)
    frame = value_customers(mixed, BY_CHANNEL).frame
    small = frame.filter(pl.col("note").str.ends_with(model_of(EVERYBODY)))
    assert small.height == 2 * SMALL
    whole = value_customers(shop, ValueSettings()).frame.filter(
        pl.col("customer_id").is_in(small["customer_id"].to_list())
    )
    assert_frame_equal(by_id(small), by_id(whole))


def test_small_groups_enough_together_have_a_model_of_their_own(shop: Customers) -> None:
    facts = value_customers(small_and_large(shop, small=50), BY_CHANNEL).facts
    assert [fact.group for fact in facts] == ["channel=web", "2 small groups together"]


def test_a_group_that_has_just_begun_is_not_fitted_apart(shop: Customers) -> None:
    late = shop.as_of - timedelta(days=100)
    born_late = pl.col("first_order") > late
    mixed = with_channels(shop, pl.when(born_late).then(pl.lit("app")).otherwise(pl.lit("web")))
    names = [group.name for group in groups_of(mixed.frame, ("channel",), mixed)]
    assert names == ["channel=web", EVERYBODY]


def test_a_customer_without_the_attribute_is_in_a_group_of_those_without(shop: Customers) -> None:
    both = halves(shop)
    half = with_channels(both, pl.col("channel").replace("web", None))
    assert [fact.group for fact in value_customers(half, BY_CHANNEL).facts] == ["channel=(none)", "channel=shop"]


def test_cohort_years_are_those_of_the_first_order(shop: Customers) -> None:
    for group in groups_of(shop.frame, ("cohort-year",), shop):
        years = group.members["first_order"].dt.year().unique().to_list()
        assert group.name in {f"cohort-year={year}" for year in years} | {EVERYBODY}


def test_without_forecast_nothing_is_said_of_models(shop: Customers) -> None:
    frame = value_customers(halves(shop), ValueSettings(by=("channel",), model="none")).frame
    assert not frame["note"].drop_nulls().str.contains(model_of(""), literal=True).any()
