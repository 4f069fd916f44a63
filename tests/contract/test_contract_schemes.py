"""Sorting at the command line: kinds of tiers, saved cut points, and what may be shared."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli


@pytest.fixture
def values(clvcli: Cli, computed: bytes) -> Cli:
    """Return the tool in a folder with what compute wrote, `clv.csv`."""
    clvcli.write("clv.csv", computed)
    return clvcli


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_kind_of_tiers_sorts_all_customers_and_says_its_segments(values: Cli) -> None:
    everybody = len(rows((values.folder / "clv.csv").read_text()))
    for spec, names in {
        "gold=20,rest=80": ["gold", "rest"],
        "gold>=300,silver>=100,bronze": ["gold", "silver", "bronze"],
        "abc": ["A", "B", "C"],
        "top=10": ["top", "rest"],
    }.items():
        ran = values("segment", "clv.csv", "--scheme", "tiers", "--tiers", spec, "--table", "segments")
        found = rows(ran.text)
        assert [row["segment"] for row in found] == names
        assert sum(int(row["customers"]) for row in found) == everybody


def test_saved_cut_points_sort_again_as_they_did(values: Cli) -> None:
    schemes = ("--scheme", "tiers,rfm,grid")
    first = values("segment", "clv.csv", *schemes, "--save-cuts", "cuts.json")
    again = values("segment", "clv.csv", *schemes, "--cuts", "cuts.json", "-v")
    assert first.exit_code == again.exit_code == 0
    assert again.stdout == first.stdout
    assert "note[CLVN85]: tiers, rfm, grid: sorted by the cut points of cuts.json, as of 2023-12-" in again.stderr


def test_customers_who_did_not_change_stay_where_they_were_when_others_leave(values: Cli) -> None:
    values("segment", "clv.csv", "--save-cuts", "cuts.json", "-o", "before.csv")
    lines = (values.folder / "clv.csv").read_text().splitlines(keepends=True)
    values.write("fewer.csv", "".join([lines[0], *lines[40:]]))
    before = {row["customer_id"]: row["tier"] for row in rows((values.folder / "before.csv").read_text())}
    frozen = rows(values("segment", "fewer.csv", "--cuts", "cuts.json").text)
    learnt = rows(values("segment", "fewer.csv").text)
    assert all(row["tier"] == before[row["customer_id"]] for row in frozen)
    assert any(row["tier"] != before[row["customer_id"]] for row in learnt)


def test_a_report_takes_saved_cut_points_too(values: Cli) -> None:
    values("segment", "clv.csv", "--save-cuts", "cuts.json", "-o", "before.csv")
    ran = values("report", "clv.csv", "--cuts", "cuts.json", "--sections", "tiers,grid")
    assert ran.exit_code == 0
    assert "warning[CLVN86]: cuts.json has no cut points of grid" in ran.stderr
    assert "## Value so far and to come" in ran.text


def test_a_file_of_cut_points_is_read_before_the_orders(values: Cli) -> None:
    values.write("cuts.json", "{}")
    ran = values("segment", "no such file.csv", "--cuts", "cuts.json")
    assert ran.exit_code == 65
    assert "cuts.json is JSON, but not cut points that clvcli saved" in ran.stderr


def test_a_dry_run_keeps_no_cut_points(values: Cli) -> None:
    ran = values("segment", "clv.csv", "--save-cuts", "cuts.json", "--dry-run")
    assert ran.exit_code == 0
    assert "cuts.json" not in values.files()


def test_a_dry_run_says_what_it_would_write_beside_the_result(values: Cli) -> None:
    ran = values("segment", "clv.csv", "--save-cuts", "c.json", "--summary", "s.csv", "--dry-run")
    assert "would write the cut points to c.json" in ran.stderr
    assert "would write the table of the segments to s.csv" in ran.stderr


def test_cut_points_that_cannot_be_written_leave_no_result(values: Cli) -> None:
    ran = values("segment", "clv.csv", "--save-cuts", "/dev/full", "-o", "sorted.csv")
    assert ran.exit_code == 74
    assert "sorted.csv" not in values.files()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--share",), "--share hides small counts, and --table customers is of single customers"),
        (("--exact-fifths", "--save-cuts", "c.json"), "--exact-fifths draws no lines"),
        (("--keep-within", "10%"), "--keep-within needs --compare-to EARLIER"),
        (("--tier-by", "clv12m"), "--tier-by: tiers cannot rank by `clv12m`"),
        (("--tiers", "gold>=10,silver>=20,rest"), "--tiers: silver asks for no less than gold before it"),
        (("--save-cuts", "clv.csv"), "clv.csv"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_line(values: Cli, options: tuple[str, ...], said: str) -> None:
    ran = values("segment", "clv.csv", *options)
    assert ran.exit_code in {2, 73}
    assert ran.stdout == b""
    assert said in ran.stderr
    assert "hint: " in ran.stderr


IDLE = (
    ("--cross", "tiers,rfm", "--table cross"),
    ("--budget", "50", "--table budget"),
    ("--contact-cost", "10", "--table winback|budget"),
    ("--uplift", "2", "--table winback|budget"),
    ("--reward-share", "5%", "--table loyalty"),
    ("--redemption", "50%", "--table loyalty"),
    ("--reward-cost", "50%", "--table loyalty"),
    ("--spring-summer", "3-8", "--profile"),
    ("--keep-within", "10%", "--compare-to EARLIER"),
)


@pytest.mark.parametrize(
    ("options", "needed"),
    [
        *(((option, text), needed) for option, text, needed in IDLE),
        (("--scheme", "tiers", "--exact-fifths"), "--scheme rfm"),
        (("--scheme", "rfm", "--tiers", "abc"), "--scheme tiers"),
        (("--scheme", "rfm", "--tier-by", "clv_12m"), "--scheme tiers"),
        (("--scheme", "rfm", "--compare-to", "2023-06-30", "--keep-within", "10%"), "--scheme tiers"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused_before_anything_is_read(
    clvcli: Cli, options: tuple[str, ...], needed: str
) -> None:
    ran = clvcli("segment", "no-such-file.csv", *options)
    assert (ran.exit_code, ran.stdout) == (2, b"")
    assert f"[CLV510]: {options[-2] if len(options) % 2 == 0 else options[-1]} needs {needed}\n" in ran.stderr


@pytest.mark.parametrize("shown", [("--table", "segments"), ("--profile",)])
@pytest.mark.parametrize("instead", [("--audience", "csv", "--audience-to", "new"), ("--measure", "old")])
def test_an_audience_stands_in_the_place_of_a_table(
    clvcli: Cli, instead: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    ran = clvcli("segment", "no-such-file.csv", *instead, *shown)
    assert ran.exit_code == 2
    assert f"{instead[0]} and {shown[0]} ask for two results" in ran.stderr


def test_settings_that_hold_for_many_runs_may_be_idle_in_one(values: Cli) -> None:
    values.write("clvcli.toml", '[segment]\ncontact-cost = "10"\nkeep-within = "10%"\nexact-fifths = true\n')
    ran = values("segment", "clv.csv", "--scheme", "tiers")
    assert ran.exit_code == 0, ran.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--seed", "-1"), "--seed: `-1` is not a seed"),
        (("--scheme", ""), "--scheme: nothing was given"),
        (("--tiers", ""), "--tiers: nothing was given"),
        (("--audience", "csv", "--audience-to", "log.csv"), "hint: choose another name for --audience-to"),
    ],
)
def test_what_is_wrong_is_said_of_what_was_typed(clvcli: Cli, options: tuple[str, ...], said: str) -> None:
    ran = clvcli("segment", "log.csv", *options)
    assert ran.exit_code in {2, 73}
    assert said in ran.stderr


def test_a_column_that_tiers_cannot_rank_by_gets_a_few_near_ones(clvcli: Cli) -> None:
    hint = clvcli("segment", "log.csv", "--tier-by", "value").stderr.splitlines()[-1]
    assert "value_total" in hint
    assert hint.count(",") == 2


def test_what_is_shared_hides_rows_of_fewer_than_five_customers(values: Cli) -> None:
    options = ("--scheme", "tiers", "--tiers", "a>=100000,b>=100,c", "--table", "segments")
    shared = rows(
        values("segment", "clv.csv", "--tiers", "top=3", "--scheme", "tiers", *options[4:], "--share").text
    )
    assert [row["customers"] for row in shared] == ["", ""]
    plain = rows(values("segment", "clv.csv", *options).text)
    without_one_customers = [row | {"threshold": ""} for row in plain]
    assert rows(values("segment", "clv.csv", *options, "--share").text) == without_one_customers


def test_a_shared_report_says_that_small_counts_are_hidden(values: Cli) -> None:
    ran = values("report", "clv.csv", "--share", "--tiers", "top=3", "--sections", "tiers", "--format", "json")
    document = json.loads(ran.text)
    table = document["sections"][0]["tables"][0]
    assert [row["customers"] for row in table["rows"]] == [None, None]
    assert "figures of fewer than 5 customers are hidden" in values("report", "clv.csv", "--share").text


def test_the_next_command_is_one_that_runs(values: Cli) -> None:
    ran = values(
        "segment",
        "clv.csv",
        "--tiers",
        "abc",
        "--save-cuts",
        "c.json",
        "--summary",
        "s.csv",
        "--table",
        "segments",
        "-v",
    )
    assert "next: clvcli report clv.csv --tiers abc\n" in ran.stderr


def test_a_terminal_shows_each_scheme_and_then_the_customers_the_context_once(values: Cli) -> None:
    ran = values.on_terminal("segment", "clv.csv", "--scheme", "tiers,grid", env={"COLUMNS": "80", "NO_COLOR": "1"})
    text = ran.text
    assert text.count("as of ") == 1
    assert text.index("platinum") < text.index("protect") < text.index("customers; -o FILE for all")
    assert max(map(len, ran.lines)) <= 80


def test_a_tier_is_kept_by_frozen_cut_points_while_the_value_is_near_its_threshold(values: Cli) -> None:
    values("segment", "clv.csv", "--save-cuts", "cuts.json", "-o", "before.csv")
    old = rows((values.folder / "before.csv").read_text())
    last = min((row for row in old if row["tier"] == "platinum"), key=lambda row: float(row["value_total"]))
    lower = f"{float(last['value_total']) * 0.95:.2f}"
    text = (values.folder / "clv.csv").read_text()
    line = next(line for line in text.splitlines() if line.startswith(f"{last['customer_id']},"))
    values.write("now.csv", text.replace(line, line.replace(f",{last['value_total']},", f",{lower},")))
    options = ("segment", "now.csv", "--cuts", "cuts.json", "--scheme", "tiers")
    fresh = {row["customer_id"]: row["tier"] for row in rows(values(*options).text)}
    kept = {
        row["customer_id"]: row["tier"]
        for row in rows(values(*options, "--keep-within", "10%", "--compare-to", "before.csv").text)
    }
    assert fresh[last["customer_id"]] == "gold"
    assert kept == fresh | {last["customer_id"]: "platinum"}
