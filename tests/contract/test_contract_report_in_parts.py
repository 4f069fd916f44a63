"""A report whose orders and customers were looked at in parts: the bytes of one made at once, or a refusal."""

from __future__ import annotations

from pathlib import Path

from tests.contract.test_contract_in_parts import run, same_in_parts

NORDLYS = Path(__file__).parents[2] / "sample_data/nordlys/ordrelinjer.csv"

OF_ALL_COLUMNS = ("--by", "currency", "--margin", "45%", "--model", "bg-nbd")
"""What a shop in two currencies can be valued by in parts."""


def test_a_report_in_parts_has_the_bytes_of_one_at_once(tmp_path: Path) -> None:
    files = same_in_parts(tmp_path, "report", str(NORDLYS), *OF_ALL_COLUMNS, "-v", "-o", "report.json")
    assert [*files] == ["report.json"]


def test_what_a_report_needs_at_once_is_refused_where_memory_was_named(tmp_path: Path) -> None:
    arguments = ("report", str(NORDLYS), *OF_ALL_COLUMNS, "-o", "report.xlsx", "--memory", "4GiB")
    bound = run(tmp_path, *arguments, in_parts=True)
    assert bound.returncode == 2
    assert b"CLV541" in bound.stderr
    assert b"report with a workbook" in bound.stderr
