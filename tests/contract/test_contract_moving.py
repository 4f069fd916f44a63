"""`segment --scheme life-cycle`, `--cross` and `--compare-to`: states, pairs and moves, and what cannot be meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

FAST = ("--model", "bg-nbd", "--no-intervals", "--format", "json")
THEN = "2023-06-30"
SAMPLE = Path(__file__).parents[2] / "sample_data"
CUSTOMERS = 5_875
"""Of the two years of Online Retail II, 36 of whom kept nothing."""


def rows(clvcli: Cli, *options: str, inputs: str = "log.csv") -> list[dict[str, Any]]:
    ran = clvcli("segment", inputs, *FAST, *options)
    assert ran.exit_code == 0, ran.stderr
    return list(json.loads(ran.stdout))


def test_everybody_has_one_state_and_lapses_the_day_after_act_before(clvcli: Cli) -> None:
    found = rows(clvcli, "--scheme", "life-cycle")
    assert {row["life_cycle"] for row in found} <= {"active", "new", "back", "at_risk", "lapsed"}
    for row in found:
        assert (row["as_of"] > row["act_before"]) == (row["life_cycle"] == "lapsed")


def test_pairs_add_up_to_all_customers(clvcli: Cli) -> None:
    customers = rows(clvcli, "--scheme", "tiers")
    pairs = rows(clvcli, "--cross", "tiers,life-cycle", "--table", "cross")
    assert sum(row["customers"] for row in pairs) == len(customers)
    for name in ("value_to_date", "clv_12m"):
        whole = sum(row[name] for row in customers if row[name] is not None)
        assert sum(row[name] for row in pairs if row[name] is not None) == pytest.approx(whole, abs=0.01)  # cents


def test_moves_since_a_day_balance(clvcli: Cli) -> None:
    moves = rows(clvcli, "--scheme", "tiers", "--compare-to", THEN, "--table", "migration")
    tiers = ("platinum", "gold", "silver", "bronze")
    states = rows(clvcli, "--scheme", "tiers,life-cycle")
    for tier in tiers:
        now = sum(row["tier"] == tier and row["life_cycle"] != "lapsed" for row in states)
        assert sum(row["customers"] for row in moves if row["to"] == tier) == now
        shares = [row["share"] for row in moves if row["from"] == tier]
        assert sum(shares) == pytest.approx(1.0, abs=5e-4)  # shares are written with four decimals
    assert {row["from"] for row in moves} <= {*tiers, "new_customer", "back_customer"}
    assert {row["earlier"] for row in moves} == {THEN}


def test_at_a_terminal_moves_are_matrices_of_customers(clvcli: Cli) -> None:
    line = ("--model", "bg-nbd", "--no-intervals", "--compare-to", THEN, "--table", "migration")
    moves = rows(clvcli, "--compare-to", THEN, "--table", "migration")
    shown = clvcli("segment", "log.csv", *line, "--format", "table")
    assert shown.exit_code == 0, shown.stderr
    tiers, rfm = shown.text.split("\n\n")[1:]
    assert tiers.splitlines()[0].split() == ["tiers", "platinum", "gold", "silver", "bronze", "lapsed"]
    for name, matrix in (("tiers", tiers), ("rfm", rfm)):
        counts = [int(word) for row in matrix.splitlines()[1:] for word in row.split() if word.isdecimal()]
        assert sum(counts) == sum(row["customers"] for row in moves if row["scheme"] == name)
    assert shown.text.count("as of ") == 1


def test_who_is_compared_with_the_same_file_has_not_moved(clvcli: Cli) -> None:
    ran = clvcli("segment", "log.csv", "--model", "bg-nbd", "--no-intervals", "-o", "before.csv")
    assert ran.exit_code == 0, ran.stderr
    moves = rows(clvcli, "--scheme", "tiers,rfm", "--compare-to", "before.csv", "--table", "migration")
    assert all(row["from"] == row["to"] for row in moves)
    assert sum(row["customers"] for row in moves if row["scheme"] == "tiers") == len(rows(clvcli))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--table", "migration"), "--compare-to"),
        (("--table", "cross"), "--cross"),
        (("--cross", "tiers"), "does not name two schemes"),
        (("--compare-to", "log.csv"), "holds no values"),
        (("--compare-to", "2023-13-45"), "no day and no version"),
        (("--compare-to", "2023-02-30"), "no day and no version"),
        (("--compare-to", "20230601"), "no day and no version"),
        (("--compare-to", "yesterday"), "hint: --compare-to 2024-06-30"),
        (("--compare-to", ""), "hint: --compare-to 2024-06-30"),
        (("--compare-to", "V0"), "v0 is a version of a store, and the orders are none"),
    ],
)
def test_what_cannot_be_meant_is_one_line_with_a_hint(clvcli: Cli, options: tuple[str, ...], said: str) -> None:
    ran = clvcli("segment", "log.csv", *options)
    assert ran.exit_code == 2
    assert said in ran.stderr


def test_values_alone_do_not_tell_the_life_cycle(clvcli: Cli, computed: bytes) -> None:
    clvcli.write("clv.csv", computed.decode())
    for options in (("--scheme", "life-cycle"), ("--compare-to", THEN)):
        ran = clvcli("segment", "clv.csv", *options)
        assert ran.exit_code == 2
        assert "needs the orders" in ran.stderr


def test_a_version_that_a_store_lacks_is_told_with_the_last_that_it_has(clvcli: Cli) -> None:
    assert clvcli("ingest", "log.csv", "--into", "shop").exit_code == 0
    ran = clvcli("segment", "shop", *FAST, "--compare-to", "v7")
    assert ran.exit_code == 66
    assert "hint: --compare-to v0" in ran.stderr


def test_names_of_schemes_and_sections_are_spelled_either_way(clvcli: Cli) -> None:
    spelled = [rows(clvcli, "--scheme", name) for name in ("life-cycle", "life_cycle")]
    assert spelled[0] == spelled[1]
    ran = clvcli("report", "log.csv", *FAST, "--sections", "life-cycle")
    assert [each["id"] for each in json.loads(ran.stdout)["sections"]] == ["life_cycle"]


def test_a_section_like_none_is_told_with_a_short_hint(clvcli: Cli) -> None:
    ran = clvcli("report", "log.csv", "--sections", "blubb")
    assert ran.exit_code == 2
    assert "hint: summary, key_figures, changed ...;" in ran.stderr


@pytest.mark.long
def test_a_real_log_balances_from_one_year_to_the_next(clvcli: Cli) -> None:
    log = str(SAMPLE / "online_retail_ii.parquet")
    fast = ("--model", "none", "--format", "json")
    moves, pairs = (
        json.loads(clvcli("segment", log, *fast, *options).stdout)
        for options in (
            ("--scheme", "tiers", "--compare-to", "2010-12-09", "--table", "migration"),
            ("--cross", "tiers,life-cycle", "--table", "cross"),
        )
    )
    for tier in ("platinum", "gold", "silver", "bronze"):
        now = sum(row["customers"] for row in pairs if row["segment"] == tier and row["crossed_with"] != "lapsed")
        assert sum(row["customers"] for row in moves if row["to"] == tier) == now
    assert sum(row["customers"] for row in pairs) == CUSTOMERS
    assert {"new_customer", "back_customer"} <= {row["from"] for row in moves}
    assert "gone" not in {row["to"] for row in moves}
