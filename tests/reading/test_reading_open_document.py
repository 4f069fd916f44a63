"""OpenDocument workbooks are read like others; those that claim to be huge are refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from clvcli.errors import DamagedInputError, InputTooLargeError, NotATableError
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from .conftest import Reader

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def cell(value: object, repeated: int = 1) -> str:
    """A cell as LibreOffice writes it."""
    times = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    match value:
        case None:
            return f"<table:table-cell{times}/>"
        case dt.date():
            kind = f'office:value-type="date" office:date-value="{value}"'
        case int() | float():
            kind = f'office:value-type="float" office:value="{value}"'
        case _:
            kind = 'office:value-type="string"'
    return f"<table:table-cell{times} {kind}><text:p>{value}</text:p></table:table-cell>"


def row(*cells: str, repeated: int = 1) -> str:
    times = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


def book(*rows: str, kind: str = SPREADSHEET) -> bytes:
    sheet = f'<table:table table:name="Ordrer">{"".join(rows)}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f'<office:document-content {NAMESPACES} office:version="1.2">{body}</office:document-content>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>{content}')
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return buffer.getvalue()


HEADER = row(*map(cell, ("Kundenr", "Ordrenr", "Dato", "Beløb")))
ORDERS = [row(cell(f"K{n}"), cell(9000 + n), cell(dt.date(2024, 1, n + 1)), cell(100.5 + n)) for n in range(3)]
EMPTY_END = row(cell(None, repeated=1024), repeated=1_048_500)
"""What LibreOffice writes below and beside the cells that are used."""


def test_the_rows_of_an_open_document_are_read_with_their_types(read: Reader) -> None:
    table = read(book(HEADER, *ORDERS, EMPTY_END), "ordrer.ods").frame.collect()
    assert table["Beløb"].to_list() == [100.5, 101.5, 102.5]
    assert table["Dato"].dtype.is_temporal()
    assert table[LINE].to_list() == [2, 3, 4]


@pytest.mark.parametrize(
    "bomb",
    [
        row(cell("x", repeated=16_000_000)),
        row(cell("x"), repeated=1_000_000),
        row(cell(None, repeated=16_000_000), cell("x")),
    ],
)
def test_an_open_document_that_repeats_cells_without_end_is_refused(read: Reader, bomb: str) -> None:
    with pytest.raises(InputTooLargeError):
        read(book(HEADER, *ORDERS, bomb), "ordrer.ods")


def test_an_open_document_of_text_is_no_table(read: Reader) -> None:
    with pytest.raises(NotATableError, match="OpenDocument text"):
        read(book(HEADER, kind="application/vnd.oasis.opendocument.text"), "brev.odt")


@pytest.mark.parametrize(
    ("part", "manifest"),
    [("content.xml", "<manifest><encryption-data/></manifest>"), ("encrypted-package", "<manifest/>")],
)
def test_an_open_document_with_a_password_is_said_to_have_one(read: Reader, part: str, manifest: str) -> None:
    """Each part is locked by OpenDocument 1.2, the whole by 1.3."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", SPREADSHEET)
        archive.writestr(part, bytes(range(256)))
        archive.writestr("META-INF/manifest.xml", manifest)
    with pytest.raises(DamagedInputError, match="a workbook with a password"):
        read(buffer.getvalue(), "ordrer.ods")
