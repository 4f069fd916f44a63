"""The readings of value side by side: they add up for every customer, also for one who costs money."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.contributions import CONTRIBUTION, Earned
from clvcli.orders.schema import MONEY
from clvcli.segments.schemes import segment
from clvcli.valuation.doubt import CONFIDENCE, Doubt, Interval
from clvcli.valuation.row_notes import AT_A_LOSS
from clvcli.valuation.schema import CENTS, MONEY_DECIMALS
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import Valuation, ValueSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.customers.summary import Customers

HORIZONS = ("clv_12m", "clv_24m", "clv_36m")
EXACT = 1e-9
"""Of a cent: sums of two printed numbers differ from a third by the rounding of floats alone."""


@pytest.fixture(scope="module")
def customers(make_customers: Callable[..., Customers], base: list[dict[str, Any]]) -> Customers:
    return make_customers(base)


def valued(customers: Customers, rate: float, per_purchase: float, discount_rate: float = 0.1) -> Valuation:
    """Value customers whose past purchases left what future ones are expected to leave."""
    revenue = customers.frame["net_revenue"].cast(float)
    left = rate * revenue + per_purchase * (customers.frame["repeat_purchases"] + 1)
    earned = Earned(level="cm2", rate=rate, per_purchase=per_purchase, covered=None)
    column = left.cast(MONEY).alias(CONTRIBUTION)
    known = replace(customers, frame=customers.frame.with_columns(column), earned={None: earned})
    return value_customers(known, ValueSettings(model="mbg-nbd", discount_rate=discount_rate))


def usual_loss(customers: Customers) -> float:
    """Return what a purchase costs beside its goods where the middle customer's leaves nothing, at a rate of 0.4."""
    middle = valued(customers, 0.4, 0.0).frame["expected_order_value"].median()
    assert isinstance(middle, float)
    return -0.4 * middle


@given(rate=st.floats(-0.2, 1.0), per_purchase=st.floats(-200.0, 50.0), discount=st.floats(0.0, 0.5))
@settings(max_examples=10, derandomize=True, deadline=None)
def test_what_was_and_what_will_be_are_the_whole(
    customers: Customers, rate: float, per_purchase: float, discount: float
) -> None:
    frame = valued(customers, rate, per_purchase, discount).frame
    assert frame["clv_residual"].null_count() == 0
    for parts, whole, decimals in (
        (("value_to_date", "clv_residual"), "value_total", CENTS),
        (("net_revenue", "expected_revenue"), "revenue_total", MONEY_DECIMALS),
    ):
        apart = frame.select(pl.sum_horizontal(parts).round(decimals) - pl.col(whole)).to_series()
        assert apart.to_list() == pytest.approx([0.0] * frame.height, abs=EXACT), whole
    assert (frame["clv_low"] <= frame["clv_residual"]).all()
    assert (frame["clv_residual"] <= frame["clv_high"]).all()
    assert frame["clv_residual"].is_sorted(descending=True)


def test_a_longer_horizon_is_worth_more_where_a_purchase_leaves_something(customers: Customers) -> None:
    year, two, three = (valued(customers, 0.4, 2.0).frame[name] for name in HORIZONS)
    assert (year <= two).all()
    assert (two <= three).all()


def test_who_costs_money_on_each_purchase_is_worth_less_the_longer(customers: Customers) -> None:
    found = valued(customers, 0.4, -1_000.0)
    year, two, three = (found.frame[name] for name in HORIZONS)
    assert (year >= two).all()
    assert (two >= three).all()
    below = found.frame.filter(pl.col("clv_residual") < 0)
    assert set(below["note"]) == {AT_A_LOSS}
    assert (below["clv_low"] < 0).all()
    assert (found.frame["clv_high"] <= 0).all()
    nothing = found.frame.filter(pl.col("clv_residual") >= 0)["clv_residual"]
    assert nothing.cast(pl.String).unique().to_list() == ["0.0"]  # of hardly any purchase, and without a sign


def test_customers_who_cost_money_are_counted(customers: Customers) -> None:
    found = valued(customers, 0.4, usual_loss(customers))
    below = int((found.frame["clv_residual"] < 0).sum())
    assert 0 < below < found.frame.height
    said = [note.text for note in found.notes if note.code == "CLVN66"]
    assert said == [
        f"a purchase of {below:,} of {found.frame.height:,} customers is expected to cost more than it leaves"
    ]
    assert not [note for note in valued(customers, 0.4, 5.0).notes if note.code == "CLVN66"]


def test_where_some_gain_and_some_cost_the_whole_may_be_on_either_side_of_nothing(customers: Customers) -> None:
    ends = {}
    for per_purchase in (2.0, usual_loss(customers), -1_000.0):
        found = valued(customers, 0.4, per_purchase)
        low, high = ends[per_purchase] = found.base_intervals[None]
        assert low < found.frame["clv_residual"].sum() < high
    assert ends[2.0][0] > 0
    assert ends[-1_000.0][1] < 0


def test_a_sum_near_nothing_is_as_unsure_as_its_parts() -> None:
    """Two customers, one worth 100 and one -100 give or take 50: the sum is 0 give or take 71."""
    mean = np.array([100.0, -100.0])
    doubt = Doubt(customers=Interval(mean, mean), mean=mean, variance=np.full(2, 2_500.0), effects=np.zeros((0, 2)))
    low, high = doubt.of_all()
    assert (low, high) == pytest.approx((-90.62, 90.62), abs=0.01)  # 1.2816 standard deviations of 70.71
    assert CONFIDENCE == 0.8


def test_segments_add_up_to_the_base_in_every_reading(customers: Customers) -> None:
    returned = customers.frame.head(1).with_columns(
        customer_key=pl.lit("returned"),
        customer_id=pl.lit("returned"),
        orders=pl.lit(0, pl.Int32),
        repeat_purchases=pl.lit(None, pl.Int32),
        net_revenue=pl.lit(Decimal(-10), MONEY),
    )
    together = replace(customers, frame=pl.concat([customers.frame, returned]))
    found = valued(together, 0.4, 2.0)
    both = found.frame.select(total=pl.coalesce("revenue_total", "net_revenue")).sum().item()
    cents = 0.005 * found.frame.height  # a segment is a sum of cents
    for table in segment(found.frame).summaries.values():
        known = table.filter(pl.col("value_total").is_not_null())
        apart = known.select(pl.col("value_to_date") + pl.col("clv_residual") - pl.col("value_total")).to_series()
        assert apart.to_list() == pytest.approx([0.0] * known.height, abs=1e-6)  # of floats
        assert table["revenue_total"].sum() == pytest.approx(both, abs=cents)
