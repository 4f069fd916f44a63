"""How far the cells of a binary worksheet lie apart, from its records ([MS-XLSB] 2.1.4 and 2.4)."""

from __future__ import annotations

_ROW = 0
_CELLS = frozenset(range(1, 12))
"""Kinds of records of one cell, from the blank one to formulas; each begins with its column."""


def binary_span(sheet: bytes) -> tuple[int, int, int]:
    """Return the rows and columns that the cells of a sheet span from the first ones on, and how many are filled.

    A record that reaches beyond the end ends the count: the reader of workbooks tells what is broken.
    """
    rows = columns = cells = at = 0
    while at < len(sheet):
        kind, at = _number(sheet, at)
        size, at = _number(sheet, at)
        first = int.from_bytes(sheet[at : at + 4], "little")
        if kind == _ROW:
            rows = max(rows, first + 1)
        elif kind in _CELLS:
            columns = max(columns, first + 1)
            cells += 1
        at += size
    return rows, columns, cells


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that stands at `at` in bytes of seven bits, low ones first, and where it ends."""
    number = shift = 0
    while at < len(data):
        byte = data[at]
        number |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:  # noqa: PLR2004  (the eighth bit says that more follow)
            break
        shift += 7
    return number, at
