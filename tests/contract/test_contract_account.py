"""`explain --customer`: the figures are those of `compute`, they add up, and nobody else is in them."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from tests.contract.contract_cli import HEADER, log_text

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

CELLS = {
    "p_alive": "p_alive",
    "p_buy": "p_buy",
    "expected_orders": "expected_orders",
    "expected_order_value": "expected_order_value",
    "expected_revenue": "expected_revenue",
    "earned": "value_to_date",
    "residual": "clv_residual",
    "total": "value_total",
    "repeat_purchases": "repeat_purchases",
    "active_days": "active_days",
    "age_days": "age_days",
    "days_since_last": "days_since_last",
}
"""Key figure of the explanation -> column of `compute`."""

AS_WRITTEN = 5.1e-5
"""`compute` writes scores with four decimals and money with two; the explanation may hold more of them."""


def figures(explained: dict[str, Any]) -> dict[str, float]:
    return {each["id"]: each["value"] for section in explained["sections"] for each in section["key_figures"]}


def explained(clvcli: Cli, customer: str, *options: str, env: dict[str, str] | None = None) -> dict[str, Any]:
    ran = clvcli("explain", "--customer", customer, "log.csv", "--format", "json", *options, env=env)
    assert (ran.exit_code, ran.stderr) == (0, "")
    found: dict[str, Any] = json.loads(ran.text)
    return found


def section(found: dict[str, Any], name: str) -> dict[str, Any]:
    sections: list[dict[str, Any]] = found["sections"]
    return next(each for each in sections if each["id"] == name)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def of_each_kind(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the best customer, one who bought once, and the one least likely to be there."""
    once = next(row for row in rows if row["repeat_purchases"] == "0")
    return [rows[0], once, min(rows, key=lambda row: float(row["p_alive"]))]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_every_figure_is_that_of_compute_and_the_parts_add_up(clvcli: Cli, computed: bytes, which: int) -> None:
    row = of_each_kind(rows_of(computed.decode()))[which]
    found = explained(clvcli, row["customer_id"])
    told = figures(found)
    for name, column in CELLS.items():
        digits = (
            0.0051 if column.startswith(("clv", "value", "expected_order_value", "expected_rev")) else AS_WRITTEN
        )
        assert told[name] == pytest.approx(float(row[column]), abs=digits, rel=0), name
    cents = 0.011  # two roundings to the cent
    assert told["earned"] + told["residual"] == pytest.approx(told["total"], abs=cents, rel=0)
    mean = told["own_weight"] * told["own_mean"] + (1 - told["own_weight"]) * told["population_mean"]
    assert mean == pytest.approx(told["before_returns"], abs=cents, rel=0)
    spend = section(found, "account_spend")["key_figures"]
    factors = [each["value"] for each in spend if each["id"].startswith("times_")]
    after_returns = mean * (1 - told["return_rate_of_all"]) * math.prod(factors)
    assert after_returns == pytest.approx(told["expected_order_value"], abs=cents, rel=0)
    revenue = told["expected_orders"] * told["expected_order_value"]
    half_a_cent_an_order = 0.011 + 0.005 * told["expected_orders"]
    assert revenue == pytest.approx(told["expected_revenue"], abs=half_a_cent_an_order, rel=0)
    assert told["expected_revenue"] * told["discount_factor"] == pytest.approx(
        told["residual"], abs=0.011, rel=1e-5
    )
    if "odds_left" in told:
        assert told["odds_at_last"] * told["silence_factor"] == pytest.approx(told["odds_left"], rel=1e-3, abs=1e-5)
        assert 1 / (1 + told["odds_left"]) == pytest.approx(told["p_alive"], abs=AS_WRITTEN)


def test_periods_and_orders_add_up(clvcli: Cli, computed: bytes) -> None:
    row = rows_of(computed.decode())[0]
    found = explained(clvcli, row["customer_id"], "--limit", "1000")
    purchases = section(found, "account_purchases")["tables"][0]["rows"]
    assert sum(each["expected_in_period"] for each in purchases) == pytest.approx(purchases[-1]["so_far"], abs=1e-5)
    figures_of = {each["id"]: each["value"] for each in section(found, "account_purchases")["key_figures"]}
    corrected = purchases[-1]["so_far"] * figures_of.get("times_season", 1) * figures_of.get("times_boost", 1)
    assert corrected == pytest.approx(float(row["expected_orders"]), abs=AS_WRITTEN)
    worth = section(found, "account_value")["tables"][0]["rows"]
    assert [each["so_far"] for each in worth] == [float(row[name]) for name in ("clv_12m", "clv_24m", "clv_36m")]
    orders = section(found, "account_orders")["tables"][0]["rows"]
    assert sum(each["net_revenue"] for each in orders) == pytest.approx(float(row["net_revenue"]), abs=0.005)
    assert len([each for each in orders if each["fate"] == "kept"]) == int(row["orders"])


def test_only_the_latest_orders_are_shown_and_the_others_counted(clvcli: Cli, computed: bytes) -> None:
    row = max(rows_of(computed.decode()), key=lambda each: int(each["orders"]))
    orders = section(explained(clvcli, row["customer_id"], "--limit", "2"), "account_orders")
    (hidden,) = orders["notes"]
    assert len(orders["tables"][0]["rows"]) == 2
    assert hidden["figures"]["count"]["value"] == int(row["orders"]) - 2
    shown = sum(each["net_revenue"] for each in orders["tables"][0]["rows"])
    assert shown + hidden["figures"]["revenue"]["value"] == pytest.approx(float(row["net_revenue"]), abs=0.011)


def test_the_settings_of_compute_hold_for_the_explanation(clvcli: Cli) -> None:
    clvcli.write("clvcli.toml", 'horizon = "18m"\n[compute]\nmargin = "40%"\n')
    rows = rows_of(clvcli("compute", "log.csv").text)
    told = explained(clvcli, rows[0]["customer_id"])
    assert figures(told)["total"] == float(rows[0]["value_total"])
    assert figures(told)["margin_rate"] == figures(told)["contribution_rate"] == 0.4
    assert figures(told)["undiscounted"] == pytest.approx(0.4 * figures(told)["expected_revenue"], abs=0.006)
    assert len(section(told, "account_value")["tables"][0]["rows"]) == 2


def test_without_a_forecast_the_past_is_explained(clvcli: Cli, computed: bytes) -> None:
    row = rows_of(computed.decode())[0]
    found = explained(clvcli, row["customer_id"], "--model", "none")
    assert "residual" not in figures(found)
    assert figures(found)["earned"] == float(row["value_to_date"])
    assert "no forecast" in section(found, "account_value")["notes"][0]["text"]


def test_who_is_not_there_is_not_told_of_others(clvcli: Cli) -> None:
    ran = clvcli("explain", "--customer", "nobody-of-that-name", "log.csv")
    assert ran.exit_code == 1
    assert ran.stdout == b""
    assert "nobody-of-that-name" not in ran.stderr
    assert not any(line.split(",")[1] in ran.stderr for line in log_text().splitlines()[1:])


def test_an_email_is_shown_as_on_screens_and_either_finds_the_customer(clvcli: Cli) -> None:
    lines = [line.split(",") for line in log_text().splitlines()[1:]]
    text = "".join(f"{order},{who}@post.example,{day},{rest}\n" for order, who, day, rest in (
        (line[0], line[1], line[2], ",".join(line[3:])) for line in lines
    ))  # fmt: skip
    clvcli.write("log.csv", HEADER.replace("Customer ID", "Email") + text)
    row = rows_of(clvcli("compute", "log.csv").text)[0]
    private = clvcli("explain", "--customer", row["customer_id"], "log.csv").text
    assert "@" not in private
    name = next(word for word in private.split() if word.startswith("buyer-"))
    assert name in clvcli("compute", "log.csv", "--format", "md").text
    assert clvcli("explain", "--customer", name, "log.csv").text == private
    assert row["customer_id"] in clvcli("explain", "--customer", name, "log.csv", "--show-identity").text


def test_a_customer_of_a_group_is_explained_by_the_model_of_the_group(clvcli: Cli) -> None:
    options = ("--by", "cohort-year")
    rows = rows_of(clvcli("compute", "log.csv", *options).text)
    for row in rows[:2]:
        assert figures(explained(clvcli, row["customer_id"], *options))["p_alive"] == pytest.approx(
            float(row["p_alive"]), abs=AS_WRITTEN
        )


def test_an_unknown_group_is_told_the_nearest_and_one_that_no_order_names_how_to_map_it(clvcli: Cli) -> None:
    assert clvcli("compute", "log.csv", "--by", "contry").stderr.endswith("hint: country\n")
    ran = clvcli("compute", "log.csv", "--by", "channel")
    assert (ran.exit_code, ran.stderr.splitlines()[-1]) == (2, "hint: --map channel=COLUMN")


def test_an_explanation_needs_orders_and_topics_come_one_at_a_time(clvcli: Cli) -> None:
    assert clvcli("explain", "--customer", "C1").exit_code == 2
    assert clvcli("explain", "CLV101", "CLV102").exit_code == 2
