"""The gate: when customers are too few, too new or too loyal for a model, and what is said instead."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from clvcli.errors import AnalysisError, ExitCode, ModelNotUsableError, NothingToAnalyseError
from clvcli.valuation.gate import REPEAT_BUYERS, SPAN_DAYS
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings
from tests.valuation.valued_people import column

if TYPE_CHECKING:
    from tests.valuation.valued_people import MakeBuyer, MakeCustomers, Rows


def few_repeat_buyers(base: Rows, wanted: int) -> Rows:
    repeat = [row for row in base if row["repeat_purchases"] > 0]
    return [row for row in base if row["repeat_purchases"] == 0] + repeat[:wanted]


def test_too_few_repeat_buyers_close_the_gate_with_a_reason(make_customers: MakeCustomers, base: Rows) -> None:
    valuation = value_customers(make_customers(few_repeat_buyers(base, 12)), ValueSettings())
    assert valuation.frame["clv_residual"].null_count() == valuation.frame.height
    assert valuation.frame["method"].unique().to_list() == ["historic"]
    assert valuation.frame["note"].unique().to_list() == ["no forecast: 12 repeat buyers; 50 are needed"]
    assert [note.code for note in valuation.notes] == ["CLVN42"]
    assert valuation.notes[0].changes_money


def test_the_gate_opens_at_its_threshold(make_customers: MakeCustomers, base: Rows) -> None:
    reasons = [
        value_customers(make_customers(few_repeat_buyers(base, count)), ValueSettings())
        .facts[0]
        .prediction.gate.reason
        for count in (REPEAT_BUYERS - 1, REPEAT_BUYERS)
    ]
    assert reasons[0] == f"{REPEAT_BUYERS - 1} repeat buyers; {REPEAT_BUYERS} are needed"
    assert reasons[1] is None or "needed" not in reasons[1].partition("likelihood ratio")[0]


def test_a_short_span_closes_the_gate(make_customers: MakeCustomers, base: Rows) -> None:
    notes = column(make_customers(base, span=SPAN_DAYS - 1), "note")
    assert notes[0] == f"no forecast: {SPAN_DAYS - 1} days of orders; {SPAN_DAYS} are needed"


def test_somebody_must_have_come_back_twice(make_customers: MakeCustomers, make_buyer: MakeBuyer) -> None:
    twice = [make_buyer(f"{n}", [n, n + 200], Decimal(10)) for n in range(60)]
    assert column(make_customers(twice), "note")[0] == "no forecast: nobody bought on 3 days"


def test_customers_who_never_leave_close_the_gate(make_customers: MakeCustomers, make_buyer: MakeBuyer) -> None:
    steady = [make_buyer(f"{n:03}", range(n % 30, 700 + n % 30, 30 + n % 7), Decimal(100)) for n in range(80)]
    (fact,) = value_customers(make_customers(steady), ValueSettings()).facts
    assert fact.prediction.gate.reason is not None
    assert fact.prediction.gate.reason == (
        "no churn identified: the orders show no sign that customers leave, so how long they stay cannot be told; "
        "orders over a longer time may tell (likelihood ratio 0.00, 2.71 needed)"
    )


def test_a_model_asked_for_that_cannot_be_used_tells_the_story(
    make_customers: MakeCustomers, make_buyer: MakeBuyer
) -> None:
    steady = [make_buyer(f"{n:03}", range(n % 30, 700 + n % 30, 30 + n % 7), Decimal(100)) for n in range(80)]
    with pytest.raises(ModelNotUsableError) as caught:
        value_customers(make_customers(steady), ValueSettings(model="bg-nbd"))
    assert caught.value.message.startswith(
        "bg-nbd was tried on 80 customers, 80 of them with a second purchase day, and cannot be used: the orders"
    )
    assert "--model none" in (caught.value.hint or "")
    assert caught.value.exit_code == ExitCode.ANALYSIS


def test_a_model_asked_for_is_fitted_below_the_thresholds(make_customers: MakeCustomers, base: Rows) -> None:
    settings = ValueSettings(model="bg-nbd")
    values = column(make_customers(base, span=SPAN_DAYS - 1), "clv_residual", settings)
    assert None not in values


def test_no_repeat_buyer_at_all_is_an_analysis_error_only_when_a_model_is_asked_for(
    make_customers: MakeCustomers, make_buyer: MakeBuyer
) -> None:
    once = make_customers([make_buyer(f"{n}", [n], Decimal(10)) for n in range(3)])
    with pytest.raises(AnalysisError, match="second day"):
        value_customers(once, ValueSettings(model="bg-nbd"))
    assert column(once, "value_to_date") == [9.0, 9.0, 9.0]


def test_one_kept_order_is_enough_for_the_historic_columns(
    make_customers: MakeCustomers, make_buyer: MakeBuyer
) -> None:
    (row,) = value_customers(make_customers([make_buyer("A", [0], Decimal(100))]), ValueSettings()).frame.to_dicts()
    assert (row["net_revenue"], row["aov"], row["value_to_date"], row["value_total"]) == (90.0, 90.0, 90.0, None)
    assert row["note"] == "no forecast: 0 repeat buyers; 50 are needed"


def test_nothing_kept_is_an_analysis_error(make_customers: MakeCustomers) -> None:
    returned = {"customer_key": "Z", "customer_id": "Z", "orders": 0, "valid_orders": 2}
    with pytest.raises(NothingToAnalyseError, match="none of 2 valid orders was kept"):
        value_customers(make_customers([returned]), ValueSettings())


def test_no_model_asked_for_is_no_doubt(make_customers: MakeCustomers, base: Rows) -> None:
    valuation = value_customers(make_customers(base), ValueSettings(model="none"))
    assert valuation.notes == ()
    assert valuation.frame["note"].unique().to_list() == ["no forecast: no model asked for"]
