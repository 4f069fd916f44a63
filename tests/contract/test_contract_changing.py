"""`report --compare-to` and `--what-if`: what changed, what would change it, and what cannot be meant."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

FAST = ("--model", "bg-nbd", "--no-intervals", "--format", "json")


def section(clvcli: Cli, name: str, *options: str) -> dict[str, Any]:
    ran = clvcli("report", "log.csv", *FAST, "--sections", name, *options)
    assert ran.exit_code == 0, ran.stderr
    (found,) = json.loads(ran.stdout)["sections"]
    return dict(found)


def rows(found: dict[str, Any], name: str) -> list[dict[str, Any]]:
    table = next(table for table in found["tables"] if table["id"] == name)
    return list(table["rows"])


def cents(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.0001"))


def test_the_steps_from_one_year_to_the_other_add_up(clvcli: Cli) -> None:
    found = section(clvcli, "changed", "--compare-to", "2023-06-30")
    before, *steps, after = [cents(row["amount"]) for row in rows(found, "bridge")]
    assert before + sum(steps) == after
    flows = rows(found, "flows")
    shop = next(row for row in flows if row["state"] == "whole_shop")
    for name, total in (("value_before", before), ("value_after", after)):
        assert sum(cents(row[name]) for row in flows if row is not shop) == cents(shop[name]) == total


def test_levers_and_what_they_do_to_one_another_are_all_at_once(clvcli: Cli) -> None:
    asked = "retention=+1pp,aov=+5%,frequency=+10%,discount-rate=8%,returns=+1pp"
    found = section(clvcli, "what_if", "--what-if", asked)
    each = {row["lever"]: cents(row["equity_change"]) for row in rows(found, "what_if_levers")}
    together = {row["effect"]: cents(row["equity_change"]) for row in rows(found, "what_if_together")}
    assert sum(each.values()) == together["sum_of_effects"]
    assert together["sum_of_effects"] + together["interaction"] == together["all_at_once"]
    assert each["returns"] < 0 < each["discount_rate"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--what-if", "retension=+1pp"), "retention=+1pp"),
        (("--what-if", "retention=+5%"), "moves by points"),
        (("--what-if", "retention=+99pp"), "between 0 and 1"),
        (("--what-if", "discount-rate=-50pp"), "discount rate"),
        (("--what-if", "margin=+2pp"), "--margin 45%"),
        (("--what-if", "cac=-10%"), "--spend spend.csv"),
        (("--compare-to", "yesterday"), "no day and no version"),
        (("--compare-to", "1999-01-01"), "is not between the first order"),
        (("--compare-to", "2031-01-01"), "is not between the first order"),
        (("--compare-to", "v3"), "is a version of a store, and the orders are none"),
    ],
)
def test_what_cannot_be_is_one_line_with_a_hint(clvcli: Cli, options: tuple[str, str], said: str) -> None:
    ran = clvcli("report", "log.csv", *FAST, *options)
    assert ran.exit_code == 2
    assert said in ran.stderr
    assert "hint: " in ran.stderr
    assert "Traceback" not in ran.stderr


def test_what_compute_wrote_holds_no_orders_to_compare(clvcli: Cli, computed: bytes) -> None:
    clvcli.write("clv.csv", computed.decode())
    for options in (("--what-if", "aov=+5%"), ("--compare-to", "2023-06-30")):
        ran = clvcli("report", "clv.csv", *options)
        assert ran.exit_code == 2
        assert "give the orders" in ran.stderr


def test_a_store_is_compared_with_what_it_was(clvcli: Cli) -> None:
    half = [line for line in (clvcli.folder / "log.csv").read_text().splitlines() if ",2024" not in line]
    clvcli.write("early.csv", "\n".join(half) + "\n")
    for name in ("early.csv", "log.csv"):
        assert clvcli("ingest", name, "--into", "shop").exit_code == 0
    ran = clvcli("report", "shop", *FAST, "--sections", "changed", "--compare-to", "v0")
    assert ran.exit_code == 0, ran.stderr
    (found,) = json.loads(ran.stdout)["sections"]
    before, *steps, after = [cents(row["amount"]) for row in rows(found, "bridge")]
    assert before + sum(steps) == after
