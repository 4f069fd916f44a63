"""Rows on standard output, messages on standard error, and nothing else anywhere."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.contract.contract_cli import log_rows

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

BOXES = re.compile("[─-▟]")


def test_rows_go_to_stdout_and_messages_to_stderr(clvcli: Cli, computed: bytes) -> None:
    """Row 1, and 42: neither -q nor -v nor -vv changes a byte of the rows."""
    assert computed.startswith(b"customer_id,first_order,last_order,orders,")
    talking = clvcli("compute", "log.csv", "-vv")
    quiet = clvcli("-q", "compute", "log.csv")
    assert talking.stdout == quiet.stdout == computed
    assert quiet.stderr == ""
    assert "separator" in talking.stderr
    assert "customer_id" not in talking.stderr


def test_a_pipe_gets_every_row_without_boxes_or_colour(clvcli: Cli) -> None:
    """Rows 2 and 18: one row per customer, none lost, none twice."""
    ran = clvcli("compute", "log.csv", env={"COLUMNS": "40", "FORCE_COLOR": "1"})
    customers = {row.split(",")[1] for row in log_rows()}
    assert [line.split(",")[0] for line in ran.lines[1:]] != sorted(customers)
    assert sorted(line.split(",")[0] for line in ran.lines[1:]) == sorted(customers)
    assert b"\x1b" not in ran.stdout
    assert not BOXES.search(ran.text)


def test_success_off_a_terminal_is_silent(clvcli: Cli) -> None:
    """Row 12: cron sends no mail; row 47: the file is there, for its owner alone."""
    ran = clvcli("compute", "log.csv", "-o", "clv.csv")
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, b"", "")
    assert (clvcli.folder / "clv.csv").stat().st_mode & 0o777 == 0o600


def test_a_dash_is_stdin_and_stdout(clvcli: Cli, computed: bytes) -> None:
    """Row 21."""
    log = (clvcli.folder / "log.csv").read_bytes()
    assert clvcli("compute", "-", "-o", "-", stdin=log).stdout == computed


def test_stdin_is_read_for_a_dash_alone(clvcli: Cli, computed: bytes) -> None:
    """Row 8: the same bytes with nothing, with a closed stdin and without a terminal; never a wait."""
    for line in (
        "clvcli compute log.csv </dev/null",
        "clvcli compute log.csv <&-",
        "setsid bash -c 'exit' && clvcli compute log.csv",
    ):
        ran = clvcli.shell(line)
        assert (ran.exit_code, ran.stderr) == (0, "")
        assert ran.stdout == computed
    closed = clvcli.shell("clvcli compute - <&-")
    assert closed.exit_code == 66
    assert closed.stdout == b""


def test_expecting_stdin_at_a_terminal_is_said(clvcli: Cli) -> None:
    """Row 22."""
    ran = clvcli.on_terminal("compute", "-", typed=b"customer,date,amount\n\x04")
    assert "end with Ctrl-D" in ran.stderr


def test_a_reader_that_leaves_early_is_no_error(clvcli: Cli) -> None:
    """Row 23."""
    ran = clvcli.shell("clvcli compute log.csv | head -1; echo ${PIPESTATUS[0]}")
    assert ran.stderr == ""
    assert ran.lines[0].startswith("customer_id,")
    assert ran.lines[1] == "0"
    assert clvcli.shell("clvcli compute log.csv | true; echo ${PIPESTATUS[0]}").lines == ["0"]


def test_help_and_explanations_survive_a_reader_that_leaves(clvcli: Cli) -> None:
    ran = clvcli.shell("clvcli explain | true; echo ${PIPESTATUS[0]}; clvcli --help | true; echo ${PIPESTATUS[0]}")
    assert (ran.lines, ran.stderr) == (["0", "0"], "")


@pytest.mark.parametrize("command", ["compute log.csv", "explain", "--help", "--version"])
def test_a_full_device_is_a_failure_with_its_own_status(clvcli: Cli, command: str) -> None:
    """Row 24: never an exit of zero with the data lost."""
    ran = clvcli.shell(f"clvcli {command} >/dev/full")
    assert ran.exit_code == 74
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 3


def test_a_closed_stdout_is_a_failure(clvcli: Cli) -> None:
    ran = clvcli.shell("clvcli compute log.csv >&-")
    assert ran.exit_code == 74
    assert "Traceback" not in ran.stderr


def test_a_closed_stderr_changes_nothing(clvcli: Cli) -> None:
    ran = clvcli.shell("clvcli compute log.csv -vv 2>&-")
    assert ran.exit_code == 0
    assert len(ran.lines) == 241


def test_json_is_valid_and_keeps_ids_as_text(clvcli: Cli) -> None:
    """Rows 15, 16 and 32."""
    ran = clvcli("compute", "log.csv", "--format", "json")
    rows = json.loads(ran.text, parse_constant=pytest.fail)
    assert {row["customer_id"] for row in rows} == {row.split(",")[1] for row in log_rows()}
    assert all(isinstance(row["customer_id"], str) for row in rows)
    assert isinstance(rows[0]["value_total"], float)


def test_no_word_for_a_missing_number_leaves(clvcli: Cli) -> None:
    """Row 15: undefined is empty, and a column says why."""
    text = clvcli("compute", "log.csv", "--model", "none").text
    assert not re.search(r"(^|,)(nan|inf|-inf|none|null)(,|$)", text, flags=re.IGNORECASE | re.MULTILINE)


def test_stats_are_one_line_of_json_on_stderr(clvcli: Cli, computed: bytes) -> None:
    """Row 33."""
    ran = clvcli("compute", "log.csv", "--stats")
    (line,) = ran.stderr.splitlines()
    facts = json.loads(line)
    rows = len(log_rows())
    assert facts["rows_read"] == facts["accepted"] + facts["excluded"] + facts["rejected"] == rows
    assert facts["customers"] == 240
    assert facts["as_of"] == max(row.split(",")[2] for row in log_rows())
    assert {"model", "parameters", "seconds", "horizon", "discount_rate"} <= set(facts)
    assert ran.stdout == computed


def test_identifiers_stay_text(clvcli: Cli) -> None:
    """Row 16: leading zeros, exponents, ranges and long digits come out as they went in."""
    ids = ["007", "1E5", "1-2", "9007199254740993", "00"]
    rows = [f"{n},{name},2024-01-{13 + n},10.00,EUR" for n, name in enumerate(ids)]
    clvcli.write("ids.csv", "Order ID,Customer ID,Order Date,Amount,Currency\n" + "\n".join(rows) + "\n")
    ran = clvcli("compute", "ids.csv", "--model", "none")
    assert {line.split(",")[0] for line in ran.lines[1:]} == set(ids)


def test_the_reference_day_is_that_of_the_last_order_and_never_today(clvcli: Cli) -> None:
    """Row 11: said at a terminal, the same tomorrow, and set by --as-of."""
    last = max(row.split(",")[2] for row in log_rows())
    at_terminal = clvcli.on_terminal("compute", "log.csv", "--limit", "1")
    assert f"as of {last} (last order)" in at_terminal.stderr
    earlier = clvcli("compute", "log.csv", "--as-of", "2023-06-30", "--stats")
    assert json.loads(earlier.stderr)["as_of"] == "2023-06-30"


@pytest.mark.parametrize("option", ["--save-cuts", "--summary", "-o"])
def test_what_cannot_be_written_names_the_option_of_its_file(clvcli: Cli, option: str) -> None:
    (clvcli.folder / "full.csv").symlink_to("/dev/full")
    rest = () if option == "-o" else ("-o", "x.csv")
    ran = clvcli("segment", "log.csv", "--model", "none", option, "full.csv", *rest)
    assert ran.exit_code == 74
    assert ran.stderr.splitlines()[-1] == f"hint: make room, or choose another place with {option} FILE"
