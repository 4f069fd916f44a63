from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audit.audit import Audit, audits
from clvcli.audit.worth.yearly import yearly
from clvcli.contribution.settings import CostSettings
from clvcli.customers.cohorts import cohorts
from clvcli.customers.summary import summarise
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

AS_OF = date(2024, 12, 31)
OPENED = date(2020, 1, 1)

Bought = tuple[str, int, int]
"""Customer, days before AS_OF, amount."""


def shop(bought: Sequence[Bought], costs: CostSettings | None = None) -> tuple[pl.LazyFrame, Audit]:
    rows: list[dict[str, Any]] = [*order_rows("first", OPENED, None, Decimal(1), currency="DKK")]
    for number, (key, ago, amount) in enumerate(bought):
        rows += order_rows(f"O{number}", AS_OF - timedelta(days=ago), key, Decimal(amount), currency="DKK")
    lines = canonical_lines(rows).lazy()
    return lines, audits(lines, summarise(lines, as_of=AS_OF), costs or CostSettings())["DKK"]


SALES = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.integers(0, 1500), st.integers(1, 900)), min_size=1, max_size=25
)


@settings(derandomize=True, max_examples=30, deadline=None)
@given(SALES)
def test_the_rate_of_the_last_year_is_the_12_month_repurchase_rate(bought: list[Bought]) -> None:
    lines, audit = shop(bought)
    assert yearly(audit).retention == cohorts(lines, as_of=AS_OF, first_date=OPENED).last_year.rate


@settings(derandomize=True, max_examples=30, deadline=None)
@given(SALES)
def test_order_value_times_orders_is_what_an_active_customer_bought(bought: list[Bought]) -> None:
    found = yearly(shop([*bought, ("h", 10, 100)])[1])
    assert found.aov is not None
    assert found.orders is not None
    assert found.aov * found.orders == pytest.approx(found.value, rel=1e-12)  # no returns, no costs: one sum


@settings(derandomize=True, max_examples=20, deadline=None)
@given(SALES)
def test_money_times_two_doubles_money_and_leaves_shares(bought: list[Bought]) -> None:
    margin = CostSettings(margin=0.4)
    once = yearly(shop([*bought, ("h", 10, 100)], margin)[1])
    twice = yearly(shop([(key, ago, 2 * amount) for key, ago, amount in [*bought, ("h", 10, 100)]], margin)[1])
    assert once.aov is not None
    assert once.value is not None
    assert (twice.aov, twice.value) == (2 * once.aov, 2 * once.value)
    assert (twice.repurchase, twice.orders, twice.margin_rate) == (once.repurchase, once.orders, once.margin_rate)


def test_customers_are_sorted_by_the_year_of_their_last_purchase_before() -> None:
    _, audit = shop([("a", 400, 10), ("a", 20, 10), ("b", 500, 10), ("c", 900, 10), ("c", 30, 10), ("d", 800, 10)])
    assert yearly(audit).repurchase == (0.5, 0.5)


def test_contribution_per_net_sales_is_known_with_a_cost_only() -> None:
    bought = [("a", 10, 100)]
    assert yearly(shop(bought)[1]).margin_rate is None
    assert yearly(shop(bought, CostSettings(margin=0.4))[1]).margin_rate == pytest.approx(0.4)


def test_a_shop_younger_than_a_year_has_no_yearly_figures() -> None:
    _, audit = shop([("a", 10, 100)])
    found = yearly(replace(audit, first_date=AS_OF - timedelta(days=200)))
    assert (found.value, found.orders, found.aov, found.margin_rate, found.retention) == (None,) * 5


def test_a_shop_that_nobody_came_to_for_a_year_has_no_averages() -> None:
    found = yearly(shop([("a", 500, 100)])[1])
    assert (found.customers, found.value, found.retention) == (0, None, 0.0)
