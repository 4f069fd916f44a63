"""Values: invariants that need no truth, where the numbers come from, and what a row says of itself."""

from __future__ import annotations

import random
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from clvcli.models import bg_nbd, gamma_gamma
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.plan import plan_for
from clvcli.valuation.row_notes import ALL_RETURNED, ONE_PURCHASE
from clvcli.valuation.schema import CENTS, VALUES_SCHEMA
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings
from tests.valuation.valued_people import column

if TYPE_CHECKING:
    from clvcli.config import Model
    from clvcli.valuation.plan import Plan
    from tests.valuation.valued_people import MakeCustomers, Rows

MONEY = (
    "net_revenue", "aov", "value_to_date", "expected_order_value", "expected_revenue", "clv_12m", "clv_24m",
    "clv_36m", "clv_residual", "clv_low", "clv_high", "value_total", "net_revenue_24m", "expected_revenue_12m",
    "revenue_total",
)  # fmt: skip
CENT = 10.0**-CENTS


def scaled(rows: Rows, factor: int) -> Rows:
    return [
        {key: value * factor if isinstance(value, Decimal) else value for key, value in row.items()} for row in rows
    ]


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
