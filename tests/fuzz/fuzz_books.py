"""Workbooks around one part that is given as bytes: sound in everything else."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import xlsxwriter

from tests.reading.reading_xlsb import xlsb

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADER = ("customer_id", "order_id", "order_date", "amount")

ROWS = [(f"C{number % 3}", f"B{number}", f"2024-01-{number + 1:02}", 10.5 + number) for number in range(6)]

PARTS = {
    b"<sst": "xl/sharedStrings.xml",
    b"<styleSheet": "xl/styles.xml",
    b"<workbook": "xl/workbook.xml",
    b"<Relationships": "xl/_rels/workbook.xml.rels",
}
"""How a part begins -> where it stands; any other stands in place of the sheet."""

SHEET = "xl/worksheets/sheet1.xml"
BINARY_SHEET = "xl/worksheets/sheet1.bin"
CONTENT = "content.xml"

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"


@cache
def sound_workbook() -> bytes:
    """Return a small XLSX workbook of orders."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Orders")
        for number, row in enumerate((HEADER, *ROWS)):
            sheet.write_row(number, 0, row)
    return sink.getvalue()


def parts_of(book: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook, by name."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive_of(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip archive of `parts`, the same bytes for the same parts."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", compression, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return sink.getvalue()


def workbook_of(part: bytes) -> bytes:
    """Return an XLSX workbook in which `part` stands where its root element belongs, else in place of the sheet."""
    name = next((place for root, place in PARTS.items() if root in part), SHEET)
    return archive_of(parts_of(sound_workbook()) | {name: part})


def xlsb_of(sheet: bytes) -> bytes:
    """Return an XLSB workbook with this sheet."""
    return archive_of(parts_of(xlsb([HEADER, *ROWS])) | {BINARY_SHEET: sheet})


def open_document_of(content: bytes) -> bytes:
    """Return an ODS workbook with this content."""
    kind = _OPEN_DOCUMENT.encode()
    return archive_of({"mimetype": kind, CONTENT: content, "META-INF/manifest.xml": b"<manifest/>"})
