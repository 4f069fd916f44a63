"""A writer of the smallest binary workbook there is: one sheet of texts and numbers ([MS-XLSB], 2.1 and 2.4)."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW, TEXT, NUMBER = 0, 6, 5  # BrtRowHdr, BrtCellSt, BrtCellReal
BEGIN_SHEET, END_SHEET, BEGIN_DATA, END_DATA, DIMENSION = 129, 130, 145, 146, 148
BEGIN_BOOK, END_BOOK, BEGIN_SHEETS, END_SHEETS, SHEET = 131, 132, 143, 144, 156

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)


def xlsb(rows: Sequence[Sequence[str | float]], *, last_at: int | None = None) -> bytes:
    """Return a workbook with the sheet `Orders` that holds `rows`, the last of them at row `last_at`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", _related("officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/_rels/workbook.bin.rels", _related("worksheet", "worksheets/sheet1.bin"))
        archive.writestr("xl/workbook.bin", _book())
        archive.writestr("xl/worksheets/sheet1.bin", _sheet(rows, last_at))
    return file.getvalue()


def _related(kind: str, target: str) -> str:
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>'


def _book() -> bytes:
    sheet = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Orders")
    records = ((BEGIN_BOOK, b""), (BEGIN_SHEETS, b""), (SHEET, sheet), (END_SHEETS, b""), (END_BOOK, b""))
    return b"".join(_record(kind, data) for kind, data in records)


def _sheet(rows: Sequence[Sequence[str | float]], last_at: int | None) -> bytes:
    corners = struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)
    parts = [_record(BEGIN_SHEET, b""), _record(DIMENSION, corners), _record(BEGIN_DATA, b"")]
    for number, row in enumerate(rows):
        place = last_at if last_at is not None and number == len(rows) - 1 else number
        parts.append(_record(ROW, struct.pack("<IIHBBBI", place, 0, 300, 0, 0, 0, 0)))
        for column, cell in enumerate(row):
            head = struct.pack("<II", column, 0)
            data = _wide(cell) if isinstance(cell, str) else struct.pack("<d", cell)
            parts.append(_record(TEXT if isinstance(cell, str) else NUMBER, head + data))
    return b"".join([*parts, _record(END_DATA, b""), _record(END_SHEET, b"")])


def _wide(text: str) -> bytes:
    """Return an XLWideString: the number of UTF-16 units, and those."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, data: bytes) -> bytes:
    """Return a record: its kind and its length, then its data."""
    return _seven_bits(kind) + _seven_bits(len(data)) + data


def _seven_bits(number: int) -> bytes:
    """Return a number in bytes of seven bits, low ones first; all but the last have the eighth bit set."""
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _seven_bits(rest) if rest else bytes([low])
