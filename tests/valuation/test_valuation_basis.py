"""The basis: what money means with a margin, with costs of orders, and with neither."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.customers.contributions import CONTRIBUTION, Earned
from clvcli.orders import schema
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings
from tests.valuation.valued_people import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.customers.summary import Customers
    from tests.valuation.valued_people import MakeBuyer, MakeCustomers, Rows


def test_without_cost_value_is_net_revenue_and_says_so(make_customers: MakeCustomers, base: Rows) -> None:
    frame = value_customers(make_customers(base), ValueSettings()).frame
    assert frame["basis"].unique().to_list() == ["net revenue, tax unknown"]
    assert frame["value_to_date"].equals(frame["net_revenue"].alias("value_to_date"))


def test_a_margin_makes_contribution(make_customers: MakeCustomers, base: Rows) -> None:
    full, part = (
        value_customers(make_customers(base), ValueSettings(margin=margin), tax="excluded")
        for margin in (None, 0.4)
    )
    assert part.frame["basis"][0] == "contribution, ex tax"
    assert sum(part.frame["clv_residual"]) == pytest.approx(0.4 * sum(full.frame["clv_residual"]), rel=1e-4)


def earning(
    customers: Customers, contribution: Sequence[Decimal], *, covered: float | None = None, **more: Any
) -> Customers:
    """Return customers with what their orders have left, a column of the table, and the same in each currency."""
    column = pl.Series(CONTRIBUTION, contribution, schema.MONEY)
    earned = Earned(**{"level": "cm1", "rate": 0.4, "per_purchase": 0.0, "covered": covered, **more})
    currencies = customers.frame["currency"].unique()
    return replace(customers, frame=customers.frame.with_columns(column), earned=dict.fromkeys(currencies, earned))


def test_value_to_date_is_what_orders_have_left_and_its_basis_says_how_far_down(
    make_customers: MakeCustomers, make_buyer: MakeBuyer
) -> None:
    customers = make_customers([make_buyer("A", [0], Decimal(100)), make_buyer("B", [1], Decimal(50))])
    for level, words in (("cm1", "contribution 1, incl. tax"), ("cm2", "contribution 2, incl. tax")):
        found = earning(customers, [Decimal(30), Decimal(15)], level=level)
        frame = value_customers(found, ValueSettings(), tax="included").frame.sort("customer_id")
        assert frame["value_to_date"].to_list() == [30.0, 15.0]
        assert frame["basis"].unique().to_list() == [words]


def test_of_costs_that_are_known_in_part_this_is_said(make_customers: MakeCustomers, make_buyer: MakeBuyer) -> None:
    customers = earning(make_customers([make_buyer("A", [0], Decimal(100))]), [Decimal(30)], covered=0.67)
    assert value_customers(customers, ValueSettings()).notes[-1].text == (
        "cost is known for 67% of net sales; the rest is taken at the same average rate"
    )


def test_the_currency_whose_cost_is_estimated_is_named_where_there_are_several(
    make_customers: MakeCustomers, make_buyer: MakeBuyer
) -> None:
    rows = [make_buyer(f"A{currency}", [0], Decimal(100), currency=currency) for currency in ("DKK", "SEK")]
    customers = earning(make_customers(rows), [Decimal(30)] * 2, covered=0.5)
    said = [note.text for note in value_customers(customers, ValueSettings()).notes if note.code == "CLVN45"]
    assert [text.partition(";")[0] for text in said] == [
        "cost is known for 50% of net sales in DKK",
        "cost is known for 50% of net sales in SEK",
    ]


def test_a_customer_may_cost_money(make_customers: MakeCustomers, make_buyer: MakeBuyer) -> None:
    customers = earning(make_customers([make_buyer("A", [0], Decimal(100))]), [Decimal(-30)])
    assert column(customers, "value_to_date") == [-30.0]


def test_what_a_purchase_costs_whatever_it_brings_is_taken_from_each_that_is_expected(
    make_customers: MakeCustomers, base: Rows
) -> None:
    customers = make_customers(base)
    earned = [Decimal(1)] * customers.frame.height
    settings = ValueSettings(discount_rate=0.0, model="bg-nbd")
    with_costs = value_customers(earning(customers, earned, level="cm2", per_purchase=-5.0), settings).frame
    left = with_costs["expected_revenue"] * 0.4 - with_costs["expected_orders"] * 5.0
    assert with_costs["clv_residual"].to_list() == pytest.approx(left.to_list(), abs=0.006)  # printed to the cent
