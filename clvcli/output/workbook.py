"""Rows as an Excel workbook: text stays text, numbers and dates are typed, nothing is run, nothing is cut."""

from __future__ import annotations

import io
import shutil
import tempfile
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl
import polars.selectors as cs

from clvcli.budget import MIB
from clvcli.errors import WorkbookLimitError
from clvcli.output.made import made_at
from clvcli.output.sheet import FIRST_DAY, with_rows
from clvcli.output.terminal import safe
from clvcli.scratch import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from clvcli.orders.schema import Column
    from clvcli.output.settled import Fact, Rows, Settled
    from clvcli.output.terminal import Sink
    from clvcli.output.words.language import Language

    _Write = Callable[[int, int, Any, Format], object]

MOST_ROWS = 1_048_575
"""Rows of a sheet under its header (Excel specifications and limits)."""

MOST_CHARACTERS = 32_767
"""Characters of a cell (the same)."""

_ROWS_CELL_BY_CELL = 5_000
"""Rows above which a sheet is written as XML: less than a second's worth of cells."""

_HELD = 64 * MIB
"""Bytes of a workbook that are held until it is whole; a longer one waits in a file."""

_ALL_AS_GIVEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

_SAID = frozenset({"basis", "model", "note"})
"""Facts that are words of ours; the others are data."""

_WIDEST = 40
_NEARLY_ALL = 0.99
_LONGEST_SHEET_NAME = 31


def write_workbook(settled: Settled, sink: Sink) -> None:
    """Write a sheet of the rows and a sheet about them.

    Raises WorkbookLimitError before anything is written where they do not fit.
    """
    if settled.rows.frame.height > MOST_ROWS:
        raise WorkbookLimitError.too_many_rows(settled.rows.frame.height, MOST_ROWS)
    widths = _widths(settled)
    buffer = io.BytesIO()
    _fill(buffer, settled, widths)
    if not _is_long(settled):
        sink.write(buffer.getbuffer())
        return
    with tempfile.SpooledTemporaryFile(_HELD) as book:
        with writing():
            with_rows(buffer, {1: settled}, book)
            book.seek(0)
        shutil.copyfileobj(book, sink)


def _is_long(settled: Settled) -> bool:
    return settled.rows.frame.height > _ROWS_CELL_BY_CELL


def _fill(buffer: io.BytesIO, settled: Settled, widths: Sequence[int]) -> None:
    """Make the workbook; not in a `with`, which would finish it after a failure or Ctrl-C as well."""
    import xlsxwriter

    book = xlsxwriter.Workbook(buffer, {**_ALL_AS_GIVEN, "in_memory": True})
    book.set_properties({"created": made_at(settled.rows.about.get("as_of")), "title": settled.rows.title})
    _write_rows(book, settled, widths)
    _write_about(book, settled.rows)
    book.close()


def require_cells_fit(frame: pl.DataFrame, instead: str) -> None:
    """Raise WorkbookLimitError, with what to type `instead`, where a cell has more text than a workbook holds."""
    for name in frame.select(cs.string()).columns:
        for text in frame[name].filter(frame[name].str.len_bytes() > MOST_CHARACTERS):
            require_fit(text, f"column {name}", instead)


def require_fit(text: str, place: str, instead: str) -> None:
    """Raise the same of the text of one cell in `place`; Excel counts as UTF-16 does, a picture sign twice."""
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if length > MOST_CHARACTERS:
        raise WorkbookLimitError.cell_too_long(place, length, MOST_CHARACTERS, instead)


def _write_rows(book: Workbook, settled: Settled, widths: Sequence[int]) -> None:
    rows, names = settled.rows.frame.height, [*settled.schema]
    sheet = book.add_worksheet(settled.rows.title[:_LONGEST_SHEET_NAME])
    formats = [_format(book, settled, name) for name in names]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, max(len(names) - 1, 0))
    if _is_long(settled):
        for place, shape in enumerate(formats):
            sheet.write_blank(rows, place, None, shape)
    else:
        _write_cells(sheet, settled.frame.with_columns(cs.decimal().cast(pl.Float64)), formats)


def _write_cells(sheet: Worksheet, frame: pl.DataFrame, formats: Sequence[Format]) -> None:
    write = [_writer(sheet, dtype) for dtype in frame.dtypes]
    for line, row in enumerate(frame.iter_rows(), start=1):
        for place, value in enumerate(row):
            if value is not None:
                write[place](line, place, value, formats[place])


def _writer(sheet: Worksheet, dtype: pl.DataType) -> _Write:
    """Return the method that writes a cell of a column, so that nothing is decided cell by cell."""
    write: _Write = sheet.write_string
    if dtype == pl.Boolean:
        write = sheet.write_boolean
    elif dtype.is_numeric():
        write = sheet.write_number
    elif dtype == pl.Date:
        write = partial(_write_day, sheet)
    return write


def _write_day(sheet: Worksheet, line: int, place: int, day: date, shape: Format) -> None:
    if day < FIRST_DAY:
        sheet.write_string(line, place, day.isoformat(), shape)
    else:
        sheet.write_datetime(line, place, datetime.combine(day, time()), shape)


def _format(book: Workbook, settled: Settled, name: str) -> Format:
    dtype = settled.schema[name]
    if dtype == pl.Date:
        return book.add_format({"num_format": "yyyy-mm-dd"})
    if isinstance(dtype, pl.Decimal):
        whole = "#,##0" if name in settled.rows.money else "0"
        return book.add_format({"num_format": whole + "." * bool(dtype.scale) + "0" * dtype.scale})
    return book.add_format({"num_format": "0" if dtype.is_integer() else "General"})


def width_of_text(values: pl.Series) -> int:
    """Return the characters that nearly all texts of a column take: a few long ids make none of it wide."""
    return _nearly_all(values.str.len_chars())


def _nearly_all(lengths: pl.Series) -> int:
    return int(lengths.quantile(_NEARLY_ALL, "higher") or 0)


def _widths(settled: Settled) -> list[int]:
    """Return how wide each column is to be; raises as `require_cells_fit`."""
    lengths = []
    for part in settled.parts():
        require_cells_fit(part, "-o FILE.csv")
        characters = pl.all().cast(pl.String).str.len_chars()
        lengths.append(part.select(characters.clip(upper_bound=_WIDEST).cast(pl.UInt8)))
    return [min(max(_nearly_all(column), len(column.name)) + 2, _WIDEST) for column in pl.concat(lengths)]


def _write_about(book: Workbook, rows: Rows) -> None:
    """Say where the figures come from and what each column means."""
    language = rows.language
    sheet = book.add_worksheet(language.words["sheet.about"])
    bold, left = book.add_format({"bold": True}), book.add_format({"align": "left"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    facts = [
        (language.words.get(f"about.{key}") or key.replace("_", " "), part, None)
        for key, fact in rows.about.items()
        for part in _parts(fact, language if key in _SAID else None)
    ]
    meanings = [(column.name, _meaning(column, language), None) for column in rows.columns]
    columns = (language.words["about.columns"], "", bold)
    lines = [(rows.title, "", bold), *facts, ("", "", None), columns, *meanings]
    for line, (key, fact, shape) in enumerate(lines):
        sheet.write_string(line, 0, key, shape)
        if isinstance(fact, str):
            sheet.write_string(line, 1, fact)
        elif isinstance(fact, date):
            _write_day(sheet, line, 1, fact, day)
        else:
            sheet.write_number(line, 1, fact, left)


def _meaning(column: Column, language: Language) -> str:
    """Return what a column means, after what the language calls it."""
    label = language.words.get(f"column.{column.name}")
    return f"{label}: {language.meaning(column)}" if label else language.meaning(column)


def _parts(fact: Fact, language: Language | None) -> list[str | float | date]:
    """Return a fact in pieces that fit into cells: a text is harmless, and cut where a cell would be full.

    It is said in `language`, as it stands without one.
    """
    if isinstance(fact, tuple):
        return [part for text in fact for part in _parts(text, language)]
    if not isinstance(fact, str):
        return [fact]
    shown = safe(language.words.get(fact) or language.prose(fact)) if language else safe(fact)
    return [shown[start : start + MOST_CHARACTERS] for start in range(0, max(len(shown), 1), MOST_CHARACTERS)]
