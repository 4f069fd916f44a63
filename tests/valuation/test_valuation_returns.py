"""What comes back by the number of a purchase: found where it is there, left alone where chance is enough."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.choosing.choice import choose
from clvcli.errors import ModelFileError
from clvcli.valuation.plan import plan_for
from clvcli.valuation.purchase_days import PurchaseDays
from clvcli.valuation.returns import LEAST_RETURNED, ONE_RATE, CameBack, ReturnTrend, Step, return_trend, trend_of
from clvcli.valuation.saved import saved_model
from clvcli.valuation.saved_file import saved_from, text_of
from clvcli.valuation.spend import expected_spend
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings
from tests.valuation.valuation_shop import AS_OF, FIRST, bought, buyers, days

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.customers.summary import Customers
    from clvcli.models.histories import Floats
    from clvcli.valuation.plan import Plan

RISING = ReturnTrend(steps=(Step(1, 0.8), Step(2, 1.0), Step(4, 1.5)))

RATES = np.array([0.05, 0.10, 0.15, 0.25])
"""Of the first, second, third and every later purchase of an invented shop."""


def purchases(rates: Floats = RATES, *, customers: int = 400, seed: int = 3) -> PurchaseDays:
    """Return purchases, in whole cents, of which a share comes back, drawn around the rate of their number."""
    rng = np.random.default_rng(seed)
    each = rng.integers(1, 9, customers)
    customer = np.repeat(np.arange(customers), each)
    number = np.arange(customer.size) - np.repeat(np.cumsum(each) - each, each)
    sales = rng.gamma(4.0, 25.0, customer.size).round(2)
    back = np.clip(rates[np.minimum(number, rates.size - 1)] * rng.gamma(2.0, 0.5, customer.size), 0.0, 0.9)
    return PurchaseDays(
        customer=customer,
        day=number * 20,
        sales=sales,
        revenue=(sales * (1.0 - back)).round(2),
        customers=customers,
        as_of=1_000,
    )


def spend_of(known: PurchaseDays) -> tuple[Floats, Floats]:
    """Return what each customer is expected to bring with the trend, and with one rate."""
    with_trend = expected_spend(known.buyers(), returns=return_trend(known)[0])
    return with_trend.per_purchase, expected_spend(known.buyers()).per_purchase


@given(seed=st.integers(0, 1_000), share=st.floats(0.03, 0.4), slope=st.floats(-0.9, 2.0))
@settings(max_examples=40, derandomize=True, deadline=None)
def test_of_all_purchases_as_much_is_expected_back_as_came(seed: int, share: float, slope: float) -> None:
    known = purchases(share * np.linspace(1.0, 1.0 + slope, 4), seed=seed)
    trend, _ = return_trend(known)
    each = trend.times(known.number_of_purchase.astype(np.float64) - 1.0)
    assert known.sales @ each == pytest.approx(known.sales.sum(), rel=1e-12)


def test_a_trend_is_found_and_told() -> None:
    trend, why = return_trend(purchases())
    rates = [step.times for step in trend.steps]
    assert rates == sorted(rates)
    assert trend.names == ("1", "2", "3", "4-5", "6+")
    assert why is not None
    assert why.startswith("what comes back differs by the number of a purchase, beyond chance (chi-square")
    assert why.endswith("5% of 1, 10% of 2, 15% of 3, 24% of 4-5, 24% of 6+")


def test_where_chance_is_enough_one_rate_holds() -> None:
    found = [return_trend(purchases(np.full(4, 0.1), seed=seed)) for seed in range(20)]
    assert [trend for trend, _ in found] == [ONE_RATE] * 20
    assert all("by chance alone" in str(why) for _, why in found)


def test_where_little_comes_back_one_rate_holds_whatever_the_trend() -> None:
    trend, why = return_trend(purchases(RATES * LEAST_RETURNED / 0.2))
    assert trend == ONE_RATE
    assert why is not None
    assert why.startswith("one return rate for all: ")


def test_where_nothing_comes_back_nothing_is_said() -> None:
    assert return_trend(purchases(np.zeros(4))) == (ONE_RATE, None)


def test_purchases_whose_window_is_open_tell_nothing_of_the_trend() -> None:
    known = purchases(np.full(4, 0.1))
    young = replace(
        known, as_of=int(known.day.max()), revenue=np.where(known.day > 110, known.sales, known.revenue)
    )
    assert return_trend(replace(young, return_window=30))[0] == ONE_RATE
    assert return_trend(replace(young, return_window=0))[0] != ONE_RATE


def test_purchases_that_may_all_come_back_yet_tell_no_trend() -> None:
    known = CameBack.of(purchases())
    young = CameBack.of(replace(purchases(), return_window=1_001))
    trend, why = trend_of(young)
    assert trend == ONE_RATE
    assert "chi-square 0.0" in str(why)
    assert trend_of(replace(known, settled=(*known.settled, *young.settled))) == trend_of(known)


def test_the_next_purchase_says_which_rate_is_taken() -> None:
    assert RISING.times(np.array([1.0, 2.0, 3.0, 4.0, 40.0])).tolist() == [1.0, 1.0, 1.5, 1.5, 1.5]
    assert [RISING.numbers(n) for n in (0, 1, 2, 3, 40)] == ["1", "2-3", "2-3", "4+", "4+"]
    assert (ONE_RATE.times(np.array([1.0, 9.0])).tolist(), ONE_RATE.numbers(3)) == ([1.0, 1.0], None)


def test_who_has_bought_often_is_expected_to_bring_less_where_returns_rise() -> None:
    known = purchases()
    trend, one_rate = spend_of(known)
    first, often = known.number == 1, known.number >= 4
    overall = 1.0 - known.revenue.sum() / known.sales.sum()
    assert (trend[first] / one_rate[first]).mean() == pytest.approx((1 - 0.10) / (1 - overall), abs=0.02)
    assert (trend[often] / one_rate[often]).mean() == pytest.approx((1 - 0.25) / (1 - overall), abs=0.02)


def test_never_more_comes_back_than_was_sold() -> None:
    spend = expected_spend(purchases().buyers(), returns=RISING).model
    n = np.array([1.0, 50.0])
    assert replace(spend, return_rate=0.9).returned(n).tolist() == [0.9, 1.0]
    assert replace(spend, return_rate=0.9).per_purchase(n, n)[1] == 0.0


def test_a_model_asked_for_by_name_knows_the_same_of_returns() -> None:
    """Whatever predicts purchases, what comes back of them is the same."""
    back = bought().number_of_purchase * 0.02
    revenue = days()["net_sales"].cast(float) * (1.0 - np.minimum(back, 0.3))
    of_days = days().with_columns(net_revenue=revenue.cast(days().schema["net_sales"]))
    span = (AS_OF - FIRST).days
    plan = choose(buyers(), "bg-nbd", span, days=of_days, as_of=AS_OF)
    known = PurchaseDays.of(of_days, buyers()["customer_key"], AS_OF)
    assert plan.returns == return_trend(known)[0] != ONE_RATE
    assert plan.reasons[-1] == return_trend(known)[1]


# --- a saved model -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def text(make_customers: Callable[..., Customers], base: list[dict[str, Any]]) -> str:
    customers = make_customers(base)

    def planner(*asked: Any) -> Plan:
        return replace(plan_for(*asked), returns=RISING)

    valuation = value_customers(customers, ValueSettings(model="mbg-nbd"), planner=planner)
    return text_of(saved_model(valuation, customers, name="model.json", clvcli="1.2.3"))


def test_a_saved_model_keeps_the_trend(text: str) -> None:
    assert saved_from(text, "model.json").parts[0].spend.returns == RISING
    assert text_of(saved_from(text, "model.json")) == text


def test_a_file_of_an_earlier_version_has_one_rate(text: str) -> None:
    document = json.loads(text)
    del document["models"][0]["spend"]["returns_from_purchase"]
    assert saved_from(json.dumps(document), "model.json").parts[0].spend.returns == ONE_RATE


@pytest.mark.parametrize(
    "steps", [7, [[1]], [[1, "a"]], [[2, 1.0]], [[1, 1.0], [1, 2.0]], [[1, 1.0], [2.5, 2.0]], [[1, -1.0]]]
)
def test_a_trend_that_is_none_is_refused_by_its_place(text: str, steps: object) -> None:
    document = json.loads(text)
    document["models"][0]["spend"]["returns_from_purchase"] = steps
    with pytest.raises(ModelFileError) as refused:
        saved_from(json.dumps(document), "model.json")
    assert "models[0].spend.returns_from_purchase" in refused.value.message
