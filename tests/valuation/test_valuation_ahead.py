"""Purchases expected in spans of days: they add up to those of the forecast they are parts of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from clvcli.customers.summary import Customers
from clvcli.valuation.ahead import purchases_ahead
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import Valuation, ValueSettings

MakeCustomers = Callable[..., Customers]


@pytest.fixture(scope="module")
def shop(make_customers: MakeCustomers, base: list[dict[str, Any]]) -> Customers:
    return make_customers(base)


@pytest.fixture(scope="module")
def valuation(shop: Customers) -> Valuation:
    return value_customers(shop, ValueSettings(intervals=False))


def ahead(customers: Customers, valued: Valuation, *ends: int, by: tuple[str, ...] = ()) -> pl.DataFrame:
    """Purchases between each end, in days ahead, and the one before it."""
    first = [0, *ends]
    spans = {
        str(last): (customers.as_of + timedelta(days=begun + 1), customers.as_of + timedelta(days=last))
        for begun, last in zip(first, ends, strict=False)
    }
    return purchases_ahead(customers, valued.facts, by, spans)


def test_the_spans_of_the_horizon_add_up_to_the_expected_orders(shop: Customers, valuation: Valuation) -> None:
    found = ahead(shop, valuation, 31, 400, valuation.facts[0].prediction.days)
    whole = found.select("customer_key", together=pl.sum_horizontal(pl.col(pl.Float64)))
    orders = valuation.frame.with_columns(customer_key=valuation.keys).drop_nulls("expected_orders")
    both = whole.join(orders, on="customer_key")
    assert both.height == whole.height == orders.height
    # scores are rounded to six decimals
    assert both["together"].to_list() == pytest.approx(both["expected_orders"].to_list(), abs=1e-6)


def test_customers_fitted_in_groups_each_have_one_row(shop: Customers) -> None:
    small = pl.int_range(pl.len()) < 12
    channel = pl.when(small).then(pl.lit("fair")).otherwise(pl.lit("web"))
    mixed = replace(shop, frame=shop.frame.with_columns(channel=channel))
    valued = value_customers(mixed, ValueSettings(by=("channel",), intervals=False))
    found = ahead(mixed, valued, 200, by=("channel",))
    assert sorted(found["customer_key"]) == sorted(valued.keys.filter(valued.frame["p_buy"].is_not_null()))
    assert found["200"].null_count() == 0


def test_without_a_forecast_nothing_is_expected(shop: Customers) -> None:
    assert ahead(shop, value_customers(shop, ValueSettings(model="none")), 200).is_empty()


def test_what_lies_further_ahead_than_a_forecast_looks_is_null(shop: Customers, valuation: Valuation) -> None:
    fact = valuation.facts[0]
    plan = replace(fact.prediction.plan, longest=300)
    near = replace(fact, prediction=replace(fact.prediction, plan=plan))
    found = ahead(shop, replace(valuation, facts=(near,)), 300, 301)
    assert found["300"].null_count() == 0
    assert found["301"].count() == 0
