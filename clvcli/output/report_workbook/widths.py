"""How wide a column must be so that nothing in it is cut."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Figure
from clvcli.output.report_sections.frames import plain
from clvcli.output.workbook import width_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from clvcli.output.document import Kind, Value
    from clvcli.output.report_workbook.sheets import Field, Sheet

LEAST, MOST = 8, 60
"""Characters; longer text is wrapped."""

HEADING_LINES = 3
"""Lines that a heading may take before its column is made wider."""

FILTER = 3
"""Characters that the button of the filter covers."""

OF_KIND: Mapping[Kind, int] = {"date": 11, "month": 9, "share": 8}
"""Characters of values whose length does not depend on how large they are."""

CENTS = 2


def width_of(sheet: Sheet, place: int) -> int:
    """Return the width of a column in characters."""
    column = sheet.fields[place]
    longest = max((_length(cell, column) for cell in _cells(sheet, place)), default=0)
    words = max(map(len, column.heading.split()), default=0)
    heading = max(words, math.ceil(len(column.heading) / HEADING_LINES)) + FILTER
    return min(max(longest + 2, heading, LEAST), MOST)


def lines_of(text: str, whole: int) -> int:
    """Return how many lines a text takes where `whole` characters have room in one, broken between words."""
    lines, room = 1, whole
    for word in text.split():
        if len(word) > room and room < whole:
            lines, room = lines + 1, whole
        lines, room = lines + max(0, len(word) - 1) // whole, room - len(word) - 1
    return lines


def heights_of(sheet: Sheet, widths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the rows in which a text is wrapped, and how many lines it takes."""
    for row, cells in enumerate(sheet.rows):
        texts = ((cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str))
        lines = max((lines_of(text, width) for text, width in texts if len(text) > width), default=1)
        if lines > 1:
            yield row, lines


def _cells(sheet: Sheet, place: int) -> Iterable[Value | Figure]:
    """Return the cells of a column; of a long one those that take most room."""
    if sheet.settled is None:
        return (cells[place] for cells in sheet.rows)
    values = sheet.settled.rows.held[sheet.fields[place].key]
    if values.dtype == pl.String:
        return ["x" * width_of_text(values)]
    return [plain(values.min()), plain(values.max())]


def _length(cell: Value | Figure, column: Field) -> int:
    kind, digits = column.kind, column.digits
    if isinstance(cell, Figure):
        kind, digits, cell = cell.kind, cell.digits, cell.value
    if cell is None:
        return 0
    if isinstance(cell, str):
        return len(cell)
    if isinstance(cell, date) or kind in OF_KIND:
        return OF_KIND.get(kind, OF_KIND["date"])
    places = 0 if kind in {"count", "days"} else digits if kind == "number" and digits is not None else CENTS
    return len(f"{cell:,.{places}f}")
