"""`compute --method formula`: averages for comparison, which nobody can take for a customer's value."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from clvcli.cli.formula import FORMULA_COLUMNS
from clvcli.valuation.schema import VALUES

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli, Ran

TWO_YEARS_ON = ("log.csv", "--as-of", "2024-01-31")
"""A day from which the log reaches back two years, as the repurchase rate needs."""

BERGER_NASR = "retention=75%,margin=260,retention-cost=50,years=10"
ALL = f"{BERGER_NASR},growth=2%,aov=480,orders-per-year=2.8,margin-rate=35%,acquisition-cost=100,repurchase=30%/20%/15%/5%"


def rows(ran: Ran) -> dict[str, dict[str, str]]:
    assert ran.exit_code == 0, ran.stderr
    return {row["formula"]: row for row in csv.DictReader(io.StringIO(ran.text))}


def test_with_all_inputs_assumed_no_orders_are_needed(clvcli: Cli) -> None:
    found = rows(clvcli("compute", "--method", "formula", "--assume", ALL, "--discount-rate", "20%"))
    assert found["berger-nasr"]["value_per_customer"] == "568.78"
    assert {row["needs"] for row in found.values()} == {""}
    assert all(row["value_per_customer"] for row in found.values())


def test_the_inputs_come_from_the_orders_and_say_so(clvcli: Cli) -> None:
    found = rows(clvcli("compute", *TWO_YEARS_ON, "--method", "formula", "--margin", "45%"))
    told = found["margin-multiple"]["inputs"]
    assert "contribution 1 per active customer, 12 months" in told
    assert "12-month repurchase rate" in told
    assert "discount-rate 10 % (--discount-rate)" in told
    assert found["simple-revenue"]["inputs"].endswith("years 3.00 (--horizon)")


def test_without_a_cost_nothing_is_called_contribution(clvcli: Cli) -> None:
    found = rows(clvcli("compute", "log.csv", "--method", "formula"))
    assert "net revenue per active customer" in found["margin-multiple"]["inputs"]
    assert found["simple-contribution"]["needs"] == "margin-rate"
    assert found["simple-contribution"]["value_per_customer"] == ""


def test_what_is_assumed_wins_over_the_orders(clvcli: Cli) -> None:
    assumed = ("--assume", "retention=50%", "--assume", "margin=110")
    found = rows(clvcli("compute", "log.csv", "--method", "formula", *assumed))
    assert found["first-excluded"]["value_per_customer"] == "91.67"  # 110 x 0.5 / 0.6
    assert "retention 50 % (assumed)" in found["first-excluded"]["inputs"]


def test_a_terminal_says_that_the_rows_are_no_customers_and_what_lacks(clvcli: Cli) -> None:
    ran = clvcli.on_terminal("compute", *TWO_YEARS_ON, "--method", "formula")
    assert "no customer's value" in ran.text
    assert "need --assume with margin-rate, growth, retention-cost, acquisition-cost" in ran.stderr


def test_no_column_is_one_of_customers() -> None:
    columns = {column.name for column in FORMULA_COLUMNS}
    assert columns & {column.name for column in VALUES} == {"currency"}


def test_the_usual_result_is_what_it_was(clvcli: Cli, computed: bytes) -> None:
    assert clvcli("compute", "log.csv", "--method", "model").stdout == computed


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), "CLV504"),
        (("--assume", "retention=75%", "--assume", "retention=60%"), "CLV503"),
        (("--assume", "margin=260,retention=75%", "--discount-rate", "0"), "CLV403"),
        (("--assume", "margin=260", "--model", "bg-nbd"), "CLV510"),
        (("--assume", "margin=260", "--by", "channel"), "CLV510"),
        (("--assume", "margin=260", "--customer-costs", "costs.csv"), "CLV510"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(clvcli: Cli, options: tuple[str, ...], code: str) -> None:
    ran = clvcli("compute", "--method", "formula", *options)
    assert f"error[{code}]" in ran.stderr
    assert ran.exit_code in {1, 2}
    assert ran.text == ""


def test_a_model_takes_no_assumptions(clvcli: Cli) -> None:
    ran = clvcli("compute", "log.csv", "--assume", "retention=75%")
    assert "error[CLV510]" in ran.stderr


def test_each_formula_is_explained(clvcli: Cli) -> None:
    assert "Berger, Nasr 1998" in clvcli("explain", "berger-nasr").text
