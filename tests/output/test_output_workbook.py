"""A workbook holds text as text, numbers and dates typed, nothing that runs, and never less than all."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest

from clvcli.errors import ExitCode, WorkbookLimitError
from clvcli.orders.schema import Column
from clvcli.output import sheet, workbook
from clvcli.output.rows import Rows, write_rows
from clvcli.output.words.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clvcli.output.terminal import Streams


def book_of(rows: Rows, streams: Streams) -> bytes:
    write_rows(rows, output="-", format="xlsx", streams=streams)
    assert isinstance(streams.stdout, io.BytesIO)
    return streams.stdout.getvalue()


def test_cells_have_the_types_of_their_columns(awkward: Rows, pretended: Callable[..., Streams]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_of(awkward, pretended())))
    sheet = book["Customers"]
    kinds = [{cell.data_type for cell in column[1:] if cell.value is not None} for column in sheet.iter_cols()]
    assert kinds == [{"s"}, {"n"}, {"n"}, {"n"}, {"d", "s"}, {"s"}, {"b"}]  # Excel has no days before 1900
    assert sheet["A2"].value == "007"
    assert sheet["A3"].value == "9007199254740993"
    assert sheet["B2"].number_format == "#,##0.00"
    assert sheet["C2"].number_format == "0.0000"
    assert sheet["E2"].value == datetime(2011, 12, 9)  # noqa: DTZ001  (a workbook's times have no zone)
    assert sheet["E2"].number_format == "yyyy-mm-dd"


def test_no_part_holds_a_formula_or_a_link(awkward: Rows, pretended: Callable[..., Streams]) -> None:
    with zipfile.ZipFile(io.BytesIO(book_of(awkward, pretended()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 2
    assert not any(b"<f" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    assert not [name for name in parts if "externalLink" in name]


def test_the_header_stays_in_sight_and_filters(awkward: Rows, pretended: Callable[..., Streams]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(book_of(awkward, pretended())))["Customers"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G17"
    assert sheet.column_dimensions["A"].width > 20


def test_a_sheet_says_where_the_figures_come_from(awkward: Rows, pretended: Callable[..., Streams]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(book_of(awkward, pretended())))["About"]
    lines = {key: value for key, value in sheet.iter_rows(values_only=True, max_col=2) if key}
    assert lines["as of"] == datetime(2011, 12, 9)  # noqa: DTZ001  (a workbook's times have no zone)
    assert lines["inputs"] == "=orders\\x1b.csv"
    assert lines["p_alive"] == "what p_alive means"


def test_what_is_said_of_the_figures_has_the_type_it_has(awkward: Rows, pretended: Callable[..., Streams]) -> None:
    rows = replace(awkward, about={"discount_rate": 0.1, "note": ("one", "=two")})
    sheet = openpyxl.load_workbook(io.BytesIO(book_of(rows, pretended())))["About"]
    found = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2, max_row=4, max_col=2)]
    assert found == [("discount rate", 0.1), ("note", "one"), ("note", "=two")]


def test_more_rows_than_a_sheet_holds_are_refused_before_writing(
    rows_of: Callable[..., Rows], pretended: Callable[..., Streams], tmp_path: Path
) -> None:
    rows = rows_of(pl.DataFrame({"a": pl.int_range(workbook.MOST_ROWS + 1, eager=True)}))
    target = tmp_path / "clv.xlsx"
    target.write_text("old")
    with pytest.raises(WorkbookLimitError) as caught:
        write_rows(rows, output=str(target), format="xlsx", streams=pretended())
    assert caught.value.exit_code == ExitCode.CANT_CREATE
    assert target.read_text() == "old"


@pytest.mark.parametrize(("text", "fits"), [("x" * 32_767, True), ("x" * 32_768, False), ("\x01" * 9_000, False)])
def test_a_cell_is_never_cut(
    rows_of: Callable[..., Rows], pretended: Callable[..., Streams], text: str, *, fits: bool
) -> None:
    rows = rows_of(pl.DataFrame({"a": [text]}))
    if fits:
        sheet = openpyxl.load_workbook(io.BytesIO(book_of(rows, pretended())))["Rows"]
        assert sheet["A2"].value == text
        return
    with pytest.raises(WorkbookLimitError, match="column a has a cell of"):
        book_of(rows, pretended())


def test_a_large_sheet_is_the_same_as_a_small_one(
    awkward: Rows, pretended: Callable[..., Streams], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = openpyxl.load_workbook(io.BytesIO(book_of(awkward, pretended())))["Customers"]
    monkeypatch.setattr(workbook, "_ROWS_CELL_BY_CELL", 1)
    monkeypatch.setattr(sheet, "ROWS_AT_A_TIME", 3)
    streamed = openpyxl.load_workbook(io.BytesIO(book_of(awkward, pretended())))["Customers"]
    # openpyxl does not undo the escape of an escape in text that stands in its cell
    unescaped = [tuple("_x0041_" if v == "_x005F_x0041_" else v for v in row) for row in streamed.values]
    assert unescaped == list(held.values)
    assert streamed.column_dimensions["A"].width == held.column_dimensions["A"].width
    assert [cell.number_format for cell in streamed[2]] == [cell.number_format for cell in held[2]]
    assert streamed.dimensions == held.dimensions


def test_what_is_said_about_the_figures_is_never_cut(awkward: Rows, pretended: Callable[..., Streams]) -> None:
    rows = replace(awkward, about={"inputs": "a.csv " * 10_000})
    sheet = openpyxl.load_workbook(io.BytesIO(book_of(rows, pretended())))["About"]
    found = [str(value) for key, value in sheet.iter_rows(values_only=True, max_col=2) if key == "inputs"]
    assert "".join(found) == "a.csv " * 10_000


def test_a_few_long_ids_make_no_column_wide(
    rows_of: Callable[..., Rows], pretended: Callable[..., Streams]
) -> None:
    rows = rows_of(pl.DataFrame({"a": [*(["1234567890"] * 500), "x" * 60]}))
    sheet = openpyxl.load_workbook(io.BytesIO(book_of(rows, pretended())))["Rows"]
    assert sheet.column_dimensions["A"].width < 15


@pytest.mark.parametrize(("code", "basis"), [("da", "dækningsbidrag"), ("sv", "täckningsbidrag")])
def test_headings_stay_and_what_is_said_of_them_is_in_the_language(
    awkward: Rows, pretended: Callable[..., Streams], code: str, basis: str
) -> None:
    column = Column("p_alive", pl.Float64, "probability of still being a customer")
    rows = replace(
        awkward.__class__(frame=awkward.frame, columns=(column,), title="Customers"),
        about={"basis": ("contribution, ex tax",), "input": "basis"},
        language=language_of(code),
    )
    book = openpyxl.load_workbook(io.BytesIO(book_of(rows, pretended())))
    assert [cell.value for cell in book["Customers"][1]] == ["p_alive"]
    lines = {
        key: value
        for key, value in book[language_of(code).words["sheet.about"]].iter_rows(values_only=True, max_col=2)
        if key
    }
    words = language_of(code).words
    assert basis in lines[words["about.basis"]].lower()
    assert lines[words["about.input"]] == "basis"
    assert lines["p_alive"].startswith(words["column.p_alive"])
