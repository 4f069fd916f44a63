"""Workbooks keep their types and row numbers; the sheet of orders is found; hostile ones are refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest

from clvcli.errors import DamagedInputError, EmptyInputError, InputTooLargeError, SheetMissingError
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.read import read_tables
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from clvcli.orders.tables import RawTable

    from .conftest import Reader

HEADER = ("Invoice", "InvoiceDate", "Quantity", "Price", "Customer ID")
FIRST = (536365, dt.datetime.fromisoformat("2010-01-01T08:26"), 6, 2.55, 17850.0)
SECOND = ("C536366", dt.datetime.fromisoformat("2010-01-02"), -1, 3.5, 13047.0)


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], *, corner: tuple[int, int] = (1, 1)) -> bytes:
    """A workbook with `sheets`, each table's first cell at `corner` (row, column)."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, values in enumerate(rows, corner[0]):
            for column, value in enumerate(values, corner[1]):
                sheet.cell(row, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook `data` with `old` replaced by `new` in one of its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    return buffer.getvalue()


def tables_of(tmp_path: Path, data: bytes, **options: object) -> list[RawTable]:
    (tmp_path / "book.xlsx").write_bytes(data)
    return read_tables([str(tmp_path / "book.xlsx")], ReadOptions(**options))  # type: ignore[arg-type]  # keywords of the test


def test_types_are_kept_and_lines_are_the_rows_of_the_sheet(read: Reader) -> None:
    table = read(workbook({"Year": [HEADER, FIRST, (), SECOND]}, corner=(4, 3)), name="book.xlsx")
    rows = table.frame.collect()
    assert table.columns == HEADER
    assert table.rows_read == 2
    assert rows[LINE].to_list() == [5, 7]
    assert rows.schema["InvoiceDate"] == pl.Datetime("ms")
    assert rows["Invoice"].to_list() == ["536365", "C536366"]
    assert rows["Quantity"].to_list() == [6, -1]
    assert rows["InvoiceDate"].to_list() == [FIRST[1], SECOND[1]]


def test_titles_totals_and_repeated_headers_are_left_out(read: Reader) -> None:
    rows = [("Sales 2010",), (), HEADER, FIRST, HEADER, SECOND, ("Total", None, None, 6.05)]
    table = read(workbook({"Year": rows}), name="book.xlsx")
    assert table.columns == HEADER
    assert table.frame.collect()[LINE].to_list() == [4, 6]
    assert table.rejects is not None
    assert table.rejects.select("line", "reason").rows() == [(5, "furniture"), (7, "furniture")]
    assert table.rows_read == 4


def test_an_error_value_in_a_known_column_rejects_its_row_and_elsewhere_is_null(read: Reader) -> None:
    rows = [(*HEADER, "Gizmo"), (*FIRST, "#REF!"), (*SECOND[:3], "#N/A", 13047.0, "x"), (*SECOND, "y")]
    table = read(workbook({"Year": rows}), name="book.xlsx")
    assert table.rejects is not None
    assert table.rejects.select("line", "column", "reason").rows() == [(3, "Price", "error_value")]
    assert table.frame.collect()[LINE].to_list() == [2, 4]


def test_the_sheet_of_orders_is_found_and_said(tmp_path: Path) -> None:
    notes = [("Read me",), ("this is not a table",)]
    (table,) = tables_of(tmp_path, workbook({"Info": notes, "Empty": [], "Data": [HEADER, FIRST]}))
    assert table.source.endswith("book.xlsx[Data]")
    assert [(one.value, one.because) for one in table.decisions] == [("Data", "not Info, Empty")]


def test_sheets_with_the_same_header_are_all_read(tmp_path: Path) -> None:
    """As in the UCI workbook, which holds a year a sheet."""
    both = tables_of(tmp_path, workbook({"2009": [HEADER, FIRST], "2010": [HEADER, SECOND]}))
    assert [table.source.rpartition("[")[2] for table in both] == ["2009]", "2010]"]


def test_sheet_given_beats_the_evidence(tmp_path: Path) -> None:
    data = workbook({"2009": [HEADER, FIRST], "2010": [HEADER, SECOND]})
    (table,) = tables_of(tmp_path, data, sheet="2010")
    assert table.frame.collect()["Invoice"].to_list() == ["C536366"]
    with pytest.raises(SheetMissingError) as caught:
        tables_of(tmp_path, data, sheet="2011")
    assert caught.value.hint in {"--sheet '2010'", "--sheet '2009'"}


def test_two_tables_of_orders_with_different_columns_ask_for_the_sheet(tmp_path: Path) -> None:
    other = ("Order ID", "Order Date", "Quantity", "Amount", "Customer ID")
    with pytest.raises(SheetMissingError, match="several tables"):
        tables_of(tmp_path, workbook({"A": [HEADER, FIRST], "B": [other, FIRST]}))


@pytest.mark.parametrize("rows", [[], [HEADER]])
def test_a_workbook_without_orders_is_65(read: Reader, rows: list[Sequence[object]]) -> None:
    with pytest.raises(EmptyInputError):
        read(workbook({"Year": rows}), name="book.xlsx")


def test_a_truncated_workbook_is_refused(read: Reader) -> None:
    with pytest.raises(DamagedInputError, match="a workbook that breaks off"):
        read(workbook({"Year": [HEADER, FIRST]})[:-200])


def test_a_workbook_with_a_password_is_said_to_have_one(read: Reader) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(64)
    with pytest.raises(DamagedInputError, match="a workbook with a password"):
        read(locked, name="book.xlsx")


def test_a_workbook_that_declares_entities_is_refused(read: Reader) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet '
    data = replaced(workbook({"Year": [HEADER, FIRST]}), "xl/worksheets/sheet1.xml", b"<worksheet ", entity)
    with pytest.raises(DamagedInputError, match="declares entities"):
        read(data, name="book.xlsx")


def test_a_workbook_that_expands_beyond_the_limit_is_refused(read: Reader) -> None:
    padding = b"<!--" + b"x" * (70 << 20) + b"--><worksheet "
    data = replaced(workbook({"Year": [HEADER, FIRST]}), "xl/worksheets/sheet1.xml", b"<worksheet ", padding)
    with pytest.raises(InputTooLargeError, match="more than 64 MiB"):
        read(data, name="book.xlsx")


def test_a_sheet_with_one_cell_in_its_last_corner_is_refused(read: Reader) -> None:
    """A reader would hold seventeen thousand million empty cells."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Invoice"
    book.worksheets[0]["XFD1048576"] = 1
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(InputTooLargeError, match="spans too many cells"):
        read(buffer.getvalue(), name="book.xlsx")


def test_nothing_is_written_to_stderr(read: Reader, capfd: pytest.CaptureFixture[str]) -> None:
    """The engine logs a warning for each column it finds empty."""
    table = read(workbook({"Year": [(*HEADER, "empty"), FIRST, SECOND]}), name="book.xlsx")
    assert table.frame.collect()["empty"].to_list() == [None, None]
    assert capfd.readouterr().err == ""
