"""`backtest` as a user runs it: rows in a pipe, tables and a verdict at a terminal, nothing under --dry-run."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from clvcli.backtest.schema import BACKTEST

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

QUICK = ("--model", "bg-nbd")
"""One model instead of all."""


def test_a_pipe_gets_a_row_per_forecaster_and_nothing_else(clvcli: Cli) -> None:
    ran = clvcli("backtest", "log.csv", *QUICK)
    rows = list(csv.DictReader(ran.lines))
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.lines[0].split(",") == [column.name for column in BACKTEST]
    assert rows[0]["chosen"] == "true"
    assert {row["kind"] for row in rows} == {"model", "naive"}
    assert [row["forecaster"] for row in rows if row["kind"] == "model"] == ["bg-nbd"]
    assert all(row["orders_actual"] == rows[0]["orders_actual"] for row in rows)


def test_neither_quiet_nor_verbose_changes_the_rows(clvcli: Cli) -> None:
    plain = clvcli("backtest", "log.csv", *QUICK, "--holdout", "26w")
    quiet, talking = (
        clvcli("-q", "backtest", "log.csv", *QUICK, "--holdout", "26w"),
        clvcli("backtest", "log.csv", *QUICK, "--holdout", "26w", "-vv"),
    )
    assert plain.stdout == quiet.stdout == talking.stdout
    assert quiet.stderr == ""
    assert "forecast held against what came" in talking.stderr


def test_a_terminal_gets_tables_that_fit_and_the_verdict_last(clvcli: Cli) -> None:
    ran = clvcli.on_terminal("backtest", "log.csv", *QUICK, env={"COLUMNS": "80", "NO_COLOR": "1"})
    lines = ran.text.replace("\r", "").splitlines()
    assert ran.exit_code == 0
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line.isupper()] == ["CAN THE FORECAST BE TRUSTED", "VERDICT"]
    assert "Gini" in " ".join(lines[lines.index("VERDICT") :])


def test_each_fold_has_its_rows(clvcli: Cli) -> None:
    ran = clvcli("backtest", "log.csv", *QUICK, "--holdout", "3m", "--folds", "3", "--format", "json", "--stats")
    rows, facts = json.loads(ran.text), json.loads(ran.stderr)
    assert sorted({row["cut"] for row in rows}) == facts["cuts"]
    assert len(facts["cuts"]) == 3
    assert {row["totals"] for row in rows if row["chosen"]} == set(facts["totals"])


def test_a_file_is_written_in_any_format_and_kept_under_dry_run(clvcli: Cli) -> None:
    before = clvcli.files()
    tried = clvcli("backtest", "log.csv", *QUICK, "-o", "scores.xlsx", "--dry-run")
    assert tried.exit_code == 0
    assert clvcli.files() == before
    for name in ("scores.xlsx", "scores.parquet", "scores.md"):
        assert (clvcli("backtest", "log.csv", *QUICK, "-o", name).exit_code, (clvcli.folder / name).exists()) == (
            0,
            True,
        )


def test_dry_run_at_a_terminal_shows_nothing(clvcli: Cli) -> None:
    ran = clvcli.on_terminal("backtest", "log.csv", *QUICK, "--dry-run")
    assert ran.stdout == b""
    assert "nothing is written" in ran.stderr


def test_without_a_model_there_is_nothing_to_judge(clvcli: Cli) -> None:
    ran = clvcli("backtest", "log.csv", "--model", "none")
    assert (ran.exit_code, ran.stdout) == (2, b"")
    assert "hint: --model auto" in ran.stderr


def test_an_earlier_day_knows_nothing_of_later_orders(clvcli: Cli) -> None:
    facts = json.loads(clvcli("backtest", "log.csv", *QUICK, "--as-of", "2023-09-30", "--stats").stderr)
    assert facts["as_of"] == "2023-09-30"
    assert facts["cuts"][0] < facts["as_of"]


def test_the_report_says_whether_to_trust_the_forecast(clvcli: Cli) -> None:
    told = json.loads(clvcli("report", "log.csv", "--format", "json").text)
    section = next(section for section in told["sections"] if section["id"] == "trust")
    assert section["answer"][0]["key"].startswith("trust_totals_")
    assert [table["id"] for table in section["tables"]] == ["forecasts_compared", "calibration"]
    assert len(section["tables"][1]["rows"]) == 10
    clvcli("compute", "log.csv", "-o", "clv.csv")
    stored = clvcli("report", "clv.csv").text
    assert "give the orders instead of what compute wrote" in stored.partition("Can the forecast be trusted")[2]
