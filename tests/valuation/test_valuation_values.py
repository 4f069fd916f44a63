"""Values: invariants that need no truth, the gate, the basis, and what a row says of itself."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from clvcli.customers.contributions import CONTRIBUTION, Earned
from clvcli.errors import AnalysisError, ExitCode, ModelNotUsableError, NothingToAnalyseError
from clvcli.models import bg_nbd, gamma_gamma
from clvcli.orders import schema
from clvcli.valuation.gate import REPEAT_BUYERS, SPAN_DAYS
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.plan import plan_for
from clvcli.valuation.schema import CENTS, VALUES_SCHEMA
from clvcli.valuation.value import ALL_RETURNED, ONE_PURCHASE, value_customers
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clvcli.config import Model
    from clvcli.customers.summary import Customers
    from clvcli.valuation.plan import Plan

    Rows = list[dict[str, Any]]
    MakeCustomers = Callable[..., Customers]
    MakeBuyer = Callable[..., dict[str, Any]]

MONEY = (
    "net_revenue", "aov", "value_to_date", "expected_order_value", "expected_revenue", "clv_12m", "clv_24m",
    "clv_36m", "clv_residual", "clv_low", "clv_high", "value_total", "net_revenue_24m", "expected_revenue_12m",
    "revenue_total",
)  # fmt: skip
CENT = 10.0**-CENTS
SPAN = 730
"""Days that the orders of `base` reach back; two years are as many."""


def scaled(rows: Rows, factor: int) -> Rows:
    return [
        {key: value * factor if isinstance(value, Decimal) else value for key, value in row.items()} for row in rows
    ]


def column(customers: Customers, name: str, settings: ValueSettings | None = None) -> list[Any]:
    return value_customers(customers, settings or ValueSettings()).frame[name].to_list()


# --- invariants -------------------------------------------------------------------------------


def test_the_columns_are_the_contract(make_customers: MakeCustomers, base: Rows) -> None:
    assert value_customers(make_customers(base), ValueSettings()).frame.schema == VALUES_SCHEMA


def test_rows_are_sorted_by_residual_value_then_id(make_customers: MakeCustomers, base: Rows) -> None:
    frame = value_customers(make_customers(base), ValueSettings()).frame
    keys = [(-value, name) for value, name in frame.select("clv_residual", "customer_id").iter_rows()]
    assert keys == sorted(keys)


def test_the_order_of_customers_changes_nothing(make_customers: MakeCustomers, base: Rows) -> None:
    shuffled = random.Random(3).sample(base, len(base))  # noqa: S311  (a shuffle, no secret)
    one, other = (value_customers(make_customers(rows), ValueSettings()).frame for rows in (base, shuffled))
    assert one.equals(other)


@pytest.mark.parametrize("factor", [2, 1000])
def test_scaling_money_scales_money_and_leaves_probabilities(
    make_customers: MakeCustomers, base: Rows, factor: int
) -> None:
    one, many = (
        value_customers(make_customers(rows), ValueSettings()).frame for rows in (base, scaled(base, factor))
    )
    one, many = one.sort("customer_id"), many.sort("customer_id")
    rest = [name for name in one.columns if name not in MONEY]
    assert many.select(rest).equals(one.select(rest))
    # each side was rounded to the cent, so they may differ by half a cent times the factor, and once more
    grown = one.select(pl.col(name) * factor for name in MONEY)
    assert_frame_equal(many.select(MONEY), grown, rel_tol=0, abs_tol=CENT * (factor + 2))


def test_the_total_is_the_sum_of_the_printed_parts(make_customers: MakeCustomers, base: Rows) -> None:
    frame = value_customers(make_customers(base), ValueSettings(margin=0.377)).frame
    for total, to_date, residual in frame.select("value_total", "value_to_date", "clv_residual").iter_rows():
        assert Decimal(f"{total:.2f}") == Decimal(f"{to_date:.2f}") + Decimal(f"{residual:.2f}")
        assert (total, to_date, residual) == tuple(round(value, CENTS) for value in (total, to_date, residual))


def test_without_discount_value_is_expected_revenue_times_margin(make_customers: MakeCustomers, base: Rows) -> None:
    settings = ValueSettings(discount_rate=0.0, margin=0.5, horizon=Horizon(12, "m"))
    frame = value_customers(make_customers(base), settings).frame
    expected = frame.select((pl.col("expected_revenue") * 0.5).alias("clv_residual"))
    # clv_residual is rounded to the cent
    assert_frame_equal(frame.select("clv_residual"), expected, rel_tol=0, abs_tol=CENT)
    assert frame["expected_revenue"].equals(frame["expected_revenue_12m"].alias("expected_revenue"))


def test_longer_horizons_and_lower_rates_are_worth_more(make_customers: MakeCustomers, base: Rows) -> None:
    frame = value_customers(make_customers(base), ValueSettings()).frame
    one, two, three = (pl.col(f"clv_{months}m") for months in (12, 24, 36))
    assert frame.select(((one <= two) & (two <= three)).all()).item()
    assert frame["clv_12m"].sum() < frame["clv_24m"].sum() < frame["clv_36m"].sum()
    cheap, dear = (
        sum(column(make_customers(base), "clv_36m", ValueSettings(discount_rate=r))) for r in (0.05, 0.2)
    )
    assert cheap > dear


def test_clv_at_the_default_horizon_is_the_36_month_column(make_customers: MakeCustomers, base: Rows) -> None:
    frame = value_customers(make_customers(base), ValueSettings()).frame
    assert frame["clv_36m"].equals(frame["clv_residual"].alias("clv_36m"))


def test_currencies_are_fitted_apart(make_customers: MakeCustomers, base: Rows) -> None:
    danish = [row | {"currency": "DKK"} for row in base]
    swedish = [row | {"currency": "SEK"} for row in scaled(base[::-1][:250], 3)]
    together = value_customers(make_customers(danish + swedish), ValueSettings())
    assert [fact.currency for fact in together.facts] == ["DKK", "SEK"]
    for rows, currency in ((danish, "DKK"), (swedish, "SEK")):
        alone = value_customers(make_customers(rows), ValueSettings()).frame
        assert together.frame.filter(pl.col("currency") == currency).equals(alone)


@pytest.mark.parametrize("model", ["auto", "mbg-nbd", "cohort-curve"])
def test_a_currency_whose_customers_returned_everything_has_no_forecast(
    make_customers: MakeCustomers, base: Rows, model: Model
) -> None:
    danish = [row | {"currency": "DKK"} for row in base]
    returned = {"customer_key": "Z", "customer_id": "Z", "orders": 0, "valid_orders": 2, "currency": "SEK"}

    def planner(buyers: pl.DataFrame, _: Model, span_days: int) -> Plan:
        assert set(buyers["currency"]) == {"DKK"}
        return plan_for(buyers, "bg-nbd", span_days)

    valuation = value_customers(make_customers([*danish, returned]), ValueSettings(model=model), planner=planner)
    row = valuation.frame.filter(pl.col("currency") == "SEK").row(0, named=True)
    assert (row["method"], row["note"], row["clv_residual"]) == ("historic", ALL_RETURNED, None)
    assert "no forecast of customers in SEK: nobody kept an order; historic columns only" in {
        note.text for note in valuation.notes
    }


# --- where the numbers come from ---------------------------------------------------------------


def test_a_customer_is_worth_purchases_times_spend_after_returns(make_customers: MakeCustomers, base: Rows) -> None:
    customers = make_customers(base)
    valuation = value_customers(customers, ValueSettings())
    (fact,) = valuation.facts
    letters = fact.parameters
    purchases = bg_nbd.BGNBD(**{name: letters[name] for name in bg_nbd.PARAMETERS})
    spend = gamma_gamma.GammaGamma(**{name: letters[name] for name in gamma_gamma.PARAMETERS})
    frame = valuation.frame.join(customers.frame.select("customer_id", "net_sales"), on="customer_id")
    x, t_x, T = (frame[name].to_numpy() for name in ("repeat_purchases", "active_days", "age_days"))
    n, days = x + 1.0, Horizon(36, "m").days(customers.as_of)
    orders = purchases.expected_purchases(days / 7, x, t_x / 7, T / 7)
    # frame columns are rounded to six and four decimals
    assert frame["expected_orders"].to_list() == pytest.approx(orders, abs=1e-6)
    worth = spend.expected_spend(n, frame["net_sales"].cast(pl.Float64).to_numpy() / n) * 0.9
    assert frame["expected_order_value"].to_list() == pytest.approx(worth, abs=1e-2)
    assert fact.prediction.spend is not None
    assert fact.prediction.spend.return_rate == pytest.approx(0.1, abs=1e-4)


def test_a_one_time_buyer_is_told_why_he_counts_as_alive(make_customers: MakeCustomers, base: Rows) -> None:
    frame = value_customers(make_customers(base), ValueSettings()).frame
    once = frame.filter(pl.col("repeat_purchases") == 0)
    assert once["p_alive"].unique().to_list() == [1.0]
    assert once["note"].unique().to_list() == [ONE_PURCHASE]
    assert frame.filter(pl.col("repeat_purchases") > 0)["note"].null_count() == frame.height - once.height


def test_customers_who_returned_everything_have_a_row_and_no_forecast(
    make_customers: MakeCustomers, base: Rows
) -> None:
    returned = {
        "customer_key": "Z",
        "customer_id": "Z",
        "first_order": date(2024, 1, 1),
        "orders": 0,
        "valid_orders": 1,
    }
    frame = value_customers(make_customers([*base, returned]), ValueSettings()).frame
    row = frame.row(-1, named=True)
    assert (row["customer_id"], row["note"], row["method"]) == ("Z", ALL_RETURNED, "historic")
    assert (row["value_to_date"], row["clv_residual"], row["aov"]) == (0.0, None, None)
    assert frame["method"][0] == "bg-nbd"


def test_equal_spend_is_expected_of_everybody_and_said(make_customers: MakeCustomers, base: Rows) -> None:
    alike = [
        row | {"net_sales": Decimal(50) * row["orders"], "net_revenue_kept": Decimal(50) * row["orders"]}
        for row in base
    ]
    valuation = value_customers(make_customers(alike), ValueSettings())
    assert valuation.frame["expected_order_value"].unique().to_list() == [50.0]
    assert [note.code for note in valuation.notes] == ["CLVN55", "CLVN43"]


def test_spend_that_goes_with_frequency_is_said(make_customers: MakeCustomers, base: Rows) -> None:
    tied = [row | {"net_sales": row["net_sales"] * row["orders"]} for row in base]
    (note,) = (
        note for note in value_customers(make_customers(tied), ValueSettings()).notes if note.code == "CLVN44"
    )
    assert note.changes_money
    assert re.search(r"\(correlation 0\.\d\d, of ranks 0\.\d\d, \d+% of the variance", note.text)


def test_spend_is_learnt_from_those_who_paid_and_the_others_are_counted(
    make_customers: MakeCustomers, base: Rows
) -> None:
    nothing = {"net_sales": Decimal(0), "net_revenue_kept": Decimal(0), "net_revenue": Decimal(0)}
    given, others = [row | nothing for row in base[:3]], base[3:]
    some, rest = (
        value_customers(make_customers(rows), ValueSettings(model="bg-nbd")) for rows in (given + others, others)
    )
    assert [note.text for note in some.notes if note.code == "CLVN54"] == [
        "3 customers have paid nothing for what was kept, and tell nothing of what others spend"
    ]
    assert not [note for note in rest.notes if note.code == "CLVN54"]
    names = ("p", "q", "gamma")
    assert [some.facts[0].parameters[name] for name in names] == pytest.approx(
        [rest.facts[0].parameters[name] for name in names], rel=1e-6
    )
    free = some.frame.filter(pl.col("customer_id").is_in([row["customer_id"] for row in given]))
    spend = free["expected_order_value"]
    assert (spend > 0).all()
    assert (spend < some.frame["expected_order_value"].mean()).all()
    assert free.select((pl.col("clv_low") <= pl.col("clv_residual")).all()).item()
    assert free.select((pl.col("clv_residual") <= pl.col("clv_high")).all()).item()


@pytest.mark.parametrize(
    ("horizon", "span", "looks", "hint", "doubtful"),
    [
        ("12m", 1_100, None, None, False),
        ("24m", 1_064, None, None, False),
        ("24m", 1_063, "clv_36m looks 1,095 days ahead, from 1,063", "clv_24m", False),
        ("24m", SPAN, "clv_36m looks 1,095 days ahead", "clv_24m", False),
        ("30d", 200, "clv_12m and clv_24m and clv_36m look up to 1,095", None, True),
        ("24m", 400, "the forecast and clv_24m and clv_36m look up to 1,095", "--horizon 400d, or clv_12m", False),
        ("36m", SPAN, "the forecast looks 1,095 days ahead", "--horizon 730d, or clv_24m", False),
        ("7y", SPAN, "the forecast looks 2,556 days ahead", "--horizon 730d, or clv_24m", True),
    ],
)
def test_whatever_looks_further_than_the_orders_reach_is_said_to(
    make_customers: MakeCustomers,
    base: Rows,
    horizon: str,
    span: int,
    looks: str | None,
    hint: str | None,
    *,
    doubtful: bool,
) -> None:
    customers = make_customers(base, span=span)
    valuation = value_customers(customers, ValueSettings(model="bg-nbd", horizon=Horizon.of(horizon)))
    found = [note for note in valuation.notes if note.code == "CLVN55"]
    assert len(found) == (looks is not None)
    for note in found:
        assert note.text.startswith(looks or "")
        assert (note.hint, note.changes_money) == (hint, doubtful)


# --- the gate ---------------------------------------------------------------------------------


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


# --- basis ------------------------------------------------------------------------------------


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


# --- horizon ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"), [("36m", 1095), ("12m", 365), ("1y", 365), ("52w", 364), ("90d", 90), ("3y", 1095)]
)
def test_a_horizon_is_exact_days(text: str, days: int) -> None:
    horizon = Horizon.of(text)
    assert horizon.days(date(2024, 6, 30)) == days
    assert str(horizon) == text


def test_a_horizon_over_a_leap_day_is_a_day_longer() -> None:
    assert Horizon.of("12m").days(date(2023, 6, 30)) == 366


@pytest.mark.parametrize("text", ["", "m", "0m", "36", "36 months", "-3m", "1.5y"])
def test_anything_else_is_no_horizon(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Horizon.of(text)


def test_a_lifetime_is_as_long_as_models_are_tried() -> None:
    assert str(Horizon.of("lifetime")) == "20y"
