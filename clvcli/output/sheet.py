"""The rows of a long sheet, written as the XML that a workbook holds, a column at a time.

A library that is handed cell after cell takes longer for a hundred thousand customers than all that was
reckoned about them.  So it writes the workbook with one row, which shows the format of each column, and the
rows are put in its place.

ECMA-376, Office Open XML File Formats, part 1, 18.3: `row`, `c`, `is`.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date
from typing import IO, TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.output.settled import Settled

FIRST_DAY = date(1900, 3, 1)
"""Excel counts days rightly from here: it takes 1900 for a leap year."""

ROWS_AT_A_TIME = 8_192
"""Rows that are held as XML at once: some ten megabytes."""

_SHEET = "xl/worksheets/sheet{number}.xml"
_CELL = 64
"""Bytes of a cell as XML, generously: most take forty."""

_DAY_ZERO = date(1899, 12, 30)
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\ufffe": "_xFFFE_", "\uffff": "_xFFFF_"}
_LOOKS_ESCAPED = "_(x[0-9a-fA-F]{4}_)"
"""Text that a reader would take for an escaped character."""


def with_rows(book: io.BytesIO, sheets: Mapping[int, Settled], target: IO[bytes]) -> None:
    """Write `book` to `target` with all rows in its `sheets`, by number from 1, in place of their last row.

    That row has an empty cell in each column.  Text is without control characters, which XML cannot hold.
    """
    rows = {_SHEET.format(number=number): settled for number, settled in sheets.items()}
    with zipfile.ZipFile(book) as template, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as filled:
        for item in template.infolist():
            content = template.read(item)
            if item.filename not in rows:
                filled.writestr(item, content)
                continue
            start, end = content.rindex(b"<row "), content.rindex(b"</sheetData>")
            with filled.open(item, "w", force_zip64=_is_huge(rows[item.filename])) as sheet:
                sheet.write(content[:start])
                for part in _rows(rows[item.filename], _styles(content[start:end])):
                    sheet.write(part)
                sheet.write(content[end:])


def _is_huge(settled: Settled) -> bool:
    """Tell whether the XML may be larger than a plain entry of a ZIP file: two gigabytes."""
    frame = settled.rows.frame
    return frame.height * frame.width * _CELL > zipfile.ZIP64_LIMIT


def _styles(row: bytes) -> list[str]:
    """Return the number of each cell's format; 0, the usual one, is left out of XML."""
    return [found.decode() or "0" for found in re.findall(rb'<c r="[A-Z]+[0-9]+"(?: s="([0-9]+)")?/>', row)]


def _rows(settled: Settled, styles: Sequence[str]) -> Iterator[bytes]:
    """Yield the XML of some rows after the other, from the second line on."""
    line = 2
    for part in settled.parts():
        for rows in part.iter_slices(ROWS_AT_A_TIME):
            yield _xml(rows, line, styles).encode()
            line += rows.height


def _xml(rows: pl.DataFrame, line: int, styles: Sequence[str]) -> str:
    from xlsxwriter.utility import xl_col_to_name

    number = pl.int_range(line, line + rows.height).cast(pl.String)
    cells = [
        _cell(name, dtype, pl.concat_str(pl.lit(f'<c s="{style}" r="{xl_col_to_name(place)}'), number))
        for place, ((name, dtype), style) in enumerate(zip(rows.schema.items(), styles, strict=True))
    ]
    row = pl.concat_str(pl.lit('<row r="'), number, pl.lit('">'), *cells, pl.lit("</row>"), ignore_nulls=True)
    return str(rows.select(row.str.join("")).item())


def _cell(name: str, dtype: pl.DataType, start: pl.Expr) -> pl.Expr:
    """Return the XML of a column's cells, null where there is no value; `start` is `<c` and its place."""
    value = pl.col(name)
    if dtype == pl.Date:
        serial = (value - pl.lit(_DAY_ZERO)).dt.total_days().cast(pl.String)
        return (
            pl.when(value >= FIRST_DAY).then(_number(start, serial)).otherwise(_text(start, value.cast(pl.String)))
        )
    if dtype == pl.Boolean:
        return pl.concat_str(start, pl.lit('" t="b"><v>'), value.cast(pl.Int8).cast(pl.String), pl.lit("</v></c>"))
    if dtype.is_numeric():
        return _number(start, value.cast(pl.String))
    return _text(start, value)


def _number(start: pl.Expr, value: pl.Expr) -> pl.Expr:
    return pl.concat_str(start, pl.lit('"><v>'), value, pl.lit("</v></c>"))


def _text(start: pl.Expr, value: pl.Expr) -> pl.Expr:
    escaped = value.str.replace_all(_LOOKS_ESCAPED, "_x005F_$1").str.replace_many(_SPECIAL)
    return pl.concat_str(
        start, pl.lit('" t="inlineStr"><is><t xml:space="preserve">'), escaped, pl.lit("</t></is></c>")
    )
