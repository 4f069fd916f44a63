"""`report -o FILE.xlsx` as a user runs it: a private file, whole or not there, and nothing on a terminal."""

from __future__ import annotations

import io
import stat
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli


def test_a_report_is_written_as_a_private_workbook(clvcli: Cli) -> None:
    ran = clvcli("report", "log.csv", "-o", "report.xlsx", "-v")
    assert ran.exit_code == 0
    assert "wrote the report to report.xlsx" in ran.stderr
    book = openpyxl.load_workbook(clvcli.folder / "report.xlsx")
    assert {"Read me", "Summary", "Customers", "Segments", "Scenario", "Dictionary"} <= set(book.sheetnames)
    assert stat.S_IMODE((clvcli.folder / "report.xlsx").stat().st_mode) == 0o600
    assert sorted(clvcli.files()) == ["log.csv", "report.xlsx"]


def test_a_workbook_goes_down_a_pipe_and_never_to_a_terminal(clvcli: Cli) -> None:
    arguments = ("report", "log.csv", "--format", "xlsx", "--sections", "tiers")
    ran = clvcli(*arguments)
    assert ran.exit_code == 0
    assert "Read me" in openpyxl.load_workbook(io.BytesIO(ran.stdout)).sheetnames
    assert "CLV602" in clvcli.on_terminal(*arguments).stderr


def test_a_report_to_share_has_no_customers(clvcli: Cli) -> None:
    assert clvcli("report", "log.csv", "-o", "report.xlsx", "--share").exit_code == 0
    assert "Customers" not in openpyxl.load_workbook(clvcli.folder / "report.xlsx").sheetnames
