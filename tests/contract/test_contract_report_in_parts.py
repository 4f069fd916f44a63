"""A report whose orders and customers were looked at in parts: the bytes of one made at once, or a refusal."""

from __future__ import annotations

from pathlib import Path

from tests.contract.test_contract_in_parts import run

NORDLYS = Path(__file__).parents[2] / "sample_data/nordlys/ordrelinjer.csv"

OF_ALL_COLUMNS = ("--by", "currency", "--margin", "45%", "--model", "bg-nbd")
"""What a shop in two currencies can be valued by in parts."""


def test_a_report_in_parts_has_the_bytes_of_one_at_once(tmp_path: Path) -> None:
    results = []
    for in_parts in (False, True):
        arguments = ("report", str(NORDLYS), *OF_ALL_COLUMNS, "-v", "-o", "report.json")
        ran = run(tmp_path, *arguments, in_parts=in_parts)
        assert ran.returncode == 0, ran.stderr
        assert (b"looked at in 2 parts, as all at once would take" in ran.stderr) is in_parts
        said = [line for line in ran.stderr.splitlines() if b" parts, " not in line]
        results.append(((tmp_path / "report.json").read_bytes(), said))
    assert results[0] == results[1]
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_what_a_report_needs_at_once_is_refused_where_memory_was_named(tmp_path: Path) -> None:
    arguments = ("report", str(NORDLYS), *OF_ALL_COLUMNS, "-o", "report.xlsx", "--memory", "4GiB")
    bound = run(tmp_path, *arguments, in_parts=True)
    assert bound.returncode == 2
    assert b"CLV541" in bound.stderr
    assert b"report with a workbook" in bound.stderr
