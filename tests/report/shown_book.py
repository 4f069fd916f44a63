"""The workbook of a report read back: each cell with its type and the digits that Excel shows of it."""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl

from clvcli.output.report_workbook.book import write_book
from clvcli.output.report_workbook.of_tables import SOURCES
from clvcli.output.report_workbook.workbook import parts_of
from tests.report.shown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.output.document import Document, Figure, Section, Table
    from clvcli.output.report_workbook.workbook import Material
    from clvcli.output.words.language import Language
    from tests.report.shown import Grid, Part, Shown

COMMA = {"en": ".", "da": ","}
"""Language -> what stands before decimals."""

DAYS = {"en": {"date": "yyyy-mm-dd", "month": "yyyy-mm"}, "da": {"date": "dd-mm-yyyy", "month": "yyyy-mm"}}

AS_MANY = {"count", "days", "number"}
"""Kinds of which Excel shows as many decimals as every other rendering.  Of money it shows those of the currency and
of shares one at least, where people read no more digits than are known: the cell is what they were rounded from."""

WRITTEN = 1e-15
"""Numbers are written with 16 digits, which is what Excel keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A figure of the report with the text that the other renderings show."""

    figure: Figure
    text: str


def read(material: Material, day: date) -> Any:
    """Return the workbook of a report, written and opened again."""
    target = io.BytesIO()
    write_book(parts_of(material), material.language, target, title="report", created=day)
    return openpyxl.load_workbook(io.BytesIO(target.getvalue()))


def check_book(book: Any, document: Document, shown: Shown, language: Language) -> int:
    """Hold a workbook to the other renderings of its report; return how many figures are compared."""
    words = language.words
    compared = _check_all(rows_of(book[words["sheet.figures"]]), document, shown, language)
    if words["sheet.summary"] in book.sheetnames:
        compared += _check_summary(rows_of(book[words["sheet.summary"]]), document, shown, language)
    else:
        assert not any(part.cards for part in shown.parts.values())
    return compared + _check_sheets(book, document, shown, language) + _check_read_me(book, shown, language)


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    """Return the cells of a sheet below its headings."""
    return list(sheet.iter_rows(min_row=2))


def _parts(document: Document, shown: Shown) -> Iterator[tuple[Section, Part]]:
    yield from zip(document.sections, shown.parts.values(), strict=True)


def _tables(section: Section, part: Part) -> Iterator[tuple[str | None, Table, Grid]]:
    """Yield the tables of a section with their titles, None where they have that of the section."""
    for table, grid in zip(section.tables, part.grids, strict=True):
        yield grid.title or None, table, grid


def _check_all(rows: list[Any], document: Document, shown: Shown, language: Language) -> int:
    found = iter(rows)
    for section, part in _parts(document, shown):
        title = language.title(section.id)
        for line, (card, key_figure) in enumerate(zip(part.cards, section.key_figures, strict=True), start=1):
            names = (title, section.unit, language.term("key_figures"), line, card.label, language.term("value"))
            _check_row(next(found), names, Wanted(figure=key_figure.figure, text=card.value), language)
        for named, table, grid in _tables(section, part):
            for row, texts in enumerate(grid.rows):
                for column in range(min(1, len(texts) - 1), len(texts)):
                    names = (title, section.unit, named or title, row + 1, texts[0], grid.head[column])
                    figure = table.figure(row, table.columns[column].key)
                    _check_row(next(found), names, Wanted(figure=figure, text=texts[column]), language)
    assert next(found, None) is None
    return len(rows)


def _check_row(row: Sequence[Any], names: tuple[object, ...], wanted: Wanted, language: Language) -> None:
    told = tuple(plain(cell.value) if isinstance(cell.value, str) else cell.value for cell in row[:-1])
    assert told == tuple(_unmarked(name) or None if isinstance(name, str) else name for name in names)
    check_cell(row[-1], wanted, language)


def _check_summary(rows: list[Any], document: Document, shown: Shown, language: Language) -> int:
    found = iter(rows)
    for section, part in _parts(document, shown):
        for card, key_figure in zip(part.cards, section.key_figures, strict=True):
            title, unit, label, value, before, low, high, meaning = next(found)
            assert (title.value, unit.value) == (language.title(section.id), section.unit)
            assert (plain(label.value), plain(meaning.value)) == (card.label, card.meaning)
            check_cell(value, Wanted(figure=key_figure.figure, text=card.value), language)
            for cell, figure in ((before, key_figure.before), (low, key_figure.low), (high, key_figure.high)):
                if figure is None:
                    assert cell.value is None
                else:
                    check_cell(cell, Wanted(figure=figure, text=plain(language.show(figure))), language)
    assert next(found, None) is None
    return 4 * len(rows)


def _check_sheets(book: Any, document: Document, shown: Shown, language: Language) -> int:
    """Hold the sheets that are made of tables of the report to these tables."""
    compared = 0
    for source in SOURCES.values():
        tables = [
            (section, *found)
            for name in source.tables
            for section, part in _parts(document, shown)
            for found in _tables(section, part)
            if found[1].id == name and found[1].rows
        ]
        name = language.words[f"sheet.{source.id}"]
        assert (name in book.sheetnames) == bool(tables)
        if not tables:
            continue
        rows = iter(rows_of(book[name]))
        keys = [row[2].value for row in rows_of(book[language.words["sheet.dictionary"]]) if row[0].value == name]
        several = len(source.tables) > 1
        leading = any(section.unit for section, *_ in tables) + several
        for section, _, table, grid in tables:
            places = [keys.index(column.key) if at else leading for at, column in enumerate(table.columns)]
            heads = [plain(str(book[name].cell(1, place + 1).value)) for place in places]
            assert heads[several:] == _heads(source.id, table, grid, language)[several:]
            for number, texts in enumerate(grid.rows):
                cells = next(rows)
                assert leading == several or cells[0].value == section.unit
                for place, column, text in zip(places, table.columns, texts, strict=True):
                    figure = table.figure(number, column.key)
                    check_cell(cells[place], Wanted(figure=figure, text=text), language)
                    compared += 1
        assert next(rows, None) is None
    return compared


def _heads(sheet: str, table: Table, grid: Grid, language: Language) -> list[str]:
    """Return the headings of a table, those that a sheet has for several tables in their place."""
    keys = (f"heading.{sheet}.{column.key}" for column in table.columns)
    return [language.words.get(key, head) for key, head in zip(keys, grid.head, strict=True)]


def _check_read_me(book: Any, shown: Shown, language: Language) -> int:
    """Find the head of the report and its first lines on the first page."""
    cells = book[language.words["sheet.read_me"]].iter_rows(values_only=True)
    told = {plain(cell) for row in cells for cell in row if isinstance(cell, str)}
    summary = language.title("summary").upper()
    lines = [line for (title, _), part in shown.parts.items() if title == summary for line in part.lines]
    assert {shown.title, *shown.context} <= told
    assert all(any(line.startswith(text) for text in told) for line in lines)
    return 1 + len(shown.context) + len(lines)


def check_cell(cell: Any, wanted: Wanted, language: Language) -> None:
    """Hold a cell to a figure: typed and not rounded, shown with digits that the text was rounded from."""
    value, kind = wanted.figure.value, wanted.figure.kind
    if value is None or value == "":
        assert cell.value is None, wanted
    elif isinstance(value, str):
        assert plain(cell.value) == _unmarked(wanted.text), wanted
    elif isinstance(value, date):
        assert isinstance(cell.value, datetime), wanted
        assert (cell.value.date(), cell.number_format) == (value, DAYS[language.code][kind]), wanted
    else:
        assert isinstance(cell.value, int | float), wanted
        assert math.isclose(cell.value, value, rel_tol=WRITTEN), wanted
        found, shown = _decimals(cell.number_format, "."), _decimals(wanted.text, COMMA[language.code])
        assert cell.number_format.endswith("%") == (kind == "share") == ("%" in wanted.text), wanted
        assert found == shown if kind in AS_MANY else found >= shown, (wanted, cell.number_format)


def _decimals(text: str, comma: str) -> int:
    """Return how many decimals a figure is shown with, or a format shows."""
    found = re.search(rf"{re.escape(comma)}(\d+)\D*$", text)
    return len(found[1]) if found else 0


def _unmarked(text: str) -> str:
    return re.sub(r"(?<=\w)[*~]$|^[*~]$", "", text)
