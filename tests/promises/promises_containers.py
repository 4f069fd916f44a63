"""Containers that lie: what they say of themselves is not what is in them, or is more than anybody has memory for."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from tests.fuzz.fuzz_books import (
    BINARY_SHEET,
    HEADER,
    ROWS,
    SHEET,
    archive_of,
    open_document_of,
    parts_of,
    sound_workbook,
)
from tests.fuzz.fuzz_seeds import ORDERS
from tests.reading.reading_xlsb import xlsb
from tests.reading.test_reading_open_document import HEADER as NAMES
from tests.reading.test_reading_open_document import ORDERS as SOLD
from tests.reading.test_reading_open_document import book, cell, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MIB = 1 << 20

STRINGS = "xl/sharedStrings.xml"
_BOOK, _BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
"""A cell in the last corner of a sheet: 16 G cells lie before it."""


# --- compression -----------------------------------------------------------------------------


def gzip_of_gibibytes() -> bytes:
    """Return 4 GiB of nought in 4 MiB: the same member over and over."""
    return gzip.compress(bytes(4 * MIB), 6, mtime=0) * 1024


def zstd_of_gibibytes() -> bytes:
    """Return the same with zstd, which needs a few KiB for it."""
    return bytes(pa.compress(bytes(4 * MIB), codec="zstd", asbytes=True)) * 1024


def nested(levels: int) -> bytes:
    """Return a text in gzip in gzip ... so many times."""
    data = ORDERS.encode()
    for _ in range(levels):
        data = gzip.compress(data, 1, mtime=0)
    return data


def bomb_in_bombs() -> bytes:
    """Return a bomb in two more: each is small to the one around it."""
    return gzip.compress(gzip.compress(gzip_of_gibibytes(), 1, mtime=0), 1, mtime=0)


def repeated(start: bytes, block: bytes, times: int) -> bytes:
    """Return a deflated stream of `start` and `times` times `block`, made in no time."""
    head = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    parts = [head.compress(start), head.flush(zlib.Z_FULL_FLUSH)]
    parts += [body.compress(block) + body.flush(zlib.Z_FULL_FLUSH)] * times
    return b"".join([*parts, b"\x03\x00"])


def lying_zip(parts: Mapping[str, bytes], victim: str, stream: bytes) -> bytes:
    """Return an archive of `parts` in which `victim` says it is what stands there, and expands to `stream`."""
    files, directory = io.BytesIO(), io.BytesIO()
    for name, content in parts.items():
        deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        data = stream if name == victim else deflater.compress(content) + deflater.flush()
        encoded, at = name.encode(), files.tell()
        said = struct.pack(
            "<HHHHIIIHH", 0, 8, 0, 0x21, zlib.crc32(content), len(data), len(content), len(encoded), 0
        )
        files.write(b"PK\x03\x04" + struct.pack("<H", 20) + said + encoded + data)
        directory.write(
            b"PK\x01\x02" + struct.pack("<HH", 20, 20) + said + struct.pack("<HHHII", 0, 0, 0, 0, at) + encoded
        )
    found, count, at = directory.getvalue(), len(parts), files.tell()
    return files.getvalue() + found + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(found), at, 0)


# --- workbooks -------------------------------------------------------------------------------


@cache
def _parts() -> dict[str, bytes]:
    return parts_of(sound_workbook())


def with_part(name: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a workbook in which one part is another, and its sheet is gone where that is told elsewhere."""
    return archive_of(_parts() | {name: content}, compression)


def far_sheet(places: Callable[[bytes], bytes] = bytes) -> bytes:
    """Return the sheet with a cell in its last corner, `places` written another way."""
    return _parts()[SHEET].replace(b"</sheetData>", places(FAR))


def elsewhere(name: str, content: bytes, target: bytes) -> bytes:
    """Return a workbook whose sheet is a part of another name."""
    others = {known: part for known, part in _parts().items() if known != SHEET}
    relations = others[_BOOK_RELATIONS].replace(b"worksheets/sheet1.xml", target)
    return archive_of(others | {_BOOK_RELATIONS: relations, name: content})


def sheets_without_end(count: int) -> bytes:
    """Return a workbook that names its one sheet `count` times."""
    (one,) = re.findall(rb"<sheet [^>]*/>", _parts()[_BOOK])
    sheets = b"".join(
        b'<sheet name="S%d" sheetId="%d" r:id="rId1"/>' % (number, number) for number in range(1, count + 1)
    )
    return with_part(_BOOK, _parts()[_BOOK].replace(one, sheets))


def sparse_sheets(count: int) -> bytes:
    """Return a workbook of `count` small sheets, each of which spans 4 M cells."""
    parts = dict(_parts())
    sheet = parts[SHEET].replace(b"</sheetData>", b'<row r="150000"><c r="Z150000"><v>1</v></c></row></sheetData>')
    (one,) = re.findall(rb"<sheet [^>]*/>", parts[_BOOK])
    (relation,) = re.findall(rb'<Relationship Id="rId1"[^>]*/>', parts[_BOOK_RELATIONS])
    numbers = range(1, count + 1)
    sheets = b"".join(b'<sheet name="S%d" sheetId="%d" r:id="rId%d"/>' % (n, n, 100 + n) for n in numbers)
    relations = b"".join(
        relation.replace(b'"rId1"', b'"rId%d"' % (100 + n)).replace(b"sheet1.xml", b"sheet%d.xml" % n)
        for n in numbers
    )
    parts |= {f"xl/worksheets/sheet{n}.xml": sheet for n in numbers}
    parts |= {
        _BOOK: parts[_BOOK].replace(one, sheets),
        _BOOK_RELATIONS: parts[_BOOK_RELATIONS].replace(relation, relation + relations),
    }
    return archive_of(parts, zipfile.ZIP_DEFLATED)


def many_cells(columns: bytes) -> bytes:
    """Return 60 MiB of cells in one column, and one cell far to the right of each of them."""
    cells = b"<row><c><v>1</v></c></row>" * 40_000
    stream = b"<sheetData>" + cells * 55 + b'<row><c r="' + columns + b'2200001"><v>1</v></c></row></sheetData>'
    return with_part(SHEET, re.sub(rb"<sheetData>.*</sheetData>", stream, _parts()[SHEET], flags=re.DOTALL))


_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a0 "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><sst><si><t>&a9;</t></si></sst>"
)
_OUTSIDE = b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>'


def far_binary_sheet() -> bytes:
    """Return the sheet of a binary workbook with a cell in its last corner."""
    sheet = parts_of(xlsb([HEADER, *ROWS], last_at=1_048_575))[BINARY_SHEET]
    last = (3).to_bytes(4, "little") + bytes(4)
    at = sheet.rindex(last)
    return sheet[:at] + (16_383).to_bytes(4, "little") + sheet[at + 4 :]


def binary_elsewhere() -> bytes:
    """Return a binary workbook whose sheet is a part of another name."""
    parts = parts_of(xlsb([HEADER, *ROWS]))
    del parts[BINARY_SHEET]
    relations = parts["xl/_rels/workbook.bin.rels"].replace(b"worksheets/sheet1.bin", b"data.foo")
    return archive_of(parts | {"xl/data.foo": far_binary_sheet(), "xl/_rels/workbook.bin.rels": relations})


def open_document(*rows: str, spell: Callable[[str], str] = str) -> bytes:
    """Return an OpenDocument workbook of orders with further `rows`."""
    content = parts_of(book(NAMES, *SOLD, *rows))["content.xml"].decode()
    return open_document_of(spell(content).encode())


# --- Parquet ---------------------------------------------------------------------------------


@cache
def parquet() -> bytes:
    """Return a small sound Parquet file of orders."""
    frame = pl.DataFrame(ROWS, schema=list(HEADER), orient="row")
    sink = io.BytesIO()
    pq.write_table(frame.to_arrow(), sink, compression="none", use_dictionary=["customer_id"])
    return sink.getvalue()


def footer_of(data: bytes) -> tuple[int, bytes]:
    """Return where the footer of a Parquet file begins, and the footer."""
    at = len(data) - 8 - struct.unpack("<I", data[-8:-4])[0]
    return at, data[at:-8]


def with_footer(footer: bytes) -> bytes:
    """Return the file with another footer."""
    at, _ = footer_of(parquet())
    return parquet()[:at] + footer + struct.pack("<I", len(footer)) + b"PAR1"


def varint(number: int) -> bytes:
    """Return a number as Thrift's compact protocol writes it: zigzag, seven bits at a time."""
    rest, out = number * 2, b""
    while rest > 0x7F:
        out, rest = out + bytes([rest & 0x7F | 0x80]), rest >> 7
    return out + bytes([rest])


def numbers_replaced(old: int, new: int) -> Iterator[bytes]:
    """Yield the file with each place of its footer at which `old` may stand as a number, one at a time."""
    _, footer = footer_of(parquet())
    was, now = b"\x16" + varint(old), b"\x16" + varint(new)
    for found in re.finditer(re.escape(was), footer):
        yield with_footer(footer[: found.start()] + now + footer[found.end() :])


def many_columns(count: int) -> bytes:
    """Return a Parquet file of `count` columns and one row."""
    sink = io.BytesIO()
    pq.write_table(pa.table({f"c{number}": ["1"] for number in range(count)}), sink, store_schema=False)
    return sink.getvalue()


# --- all of them -----------------------------------------------------------------------------


def _spaced(far: bytes) -> bytes:
    return far.replace(b'r="', b'r\n =\t"')


LYING: dict[str, tuple[str, Callable[[], bytes]]] = {
    "4 GiB in gzip": ("orders.csv.gz", gzip_of_gibibytes),
    "4 GiB in zstd": ("orders.csv.zst", zstd_of_gibibytes),
    "gzip in gzip in gzip that expands to 4 GiB": ("orders.csv.gz", bomb_in_bombs),
    "bzip2": ("orders.csv.bz2", lambda: b"BZh91AY&SY" + bytes(64)),
    "a zip of a CSV": ("orders.zip", lambda: archive_of({"orders.csv": ORDERS.encode()})),
    "a zip of paths out of the folder": ("orders.xlsx", lambda: archive_of({"../../evil.csv": b"x", "/evil.csv": b"x"})),
    "a zip in a zip": ("orders.xlsx", lambda: archive_of({"a.zip": archive_of({"orders.csv": ORDERS.encode()})})),
    "a part of 750 MiB that says it has 1 KiB": (
        "orders.xlsx",
        lambda: lying_zip(_parts(), STRINGS, repeated(_parts()[STRINGS][:-6], b"<si><t>aaaaaaa</t></si>" * 40_000, 850)),
    ),
    "shared strings of 90 MiB": (
        "orders.xlsx", lambda: with_part(STRINGS, b"<sst>" + b"<si><t>a</t></si>" * (5 << 20)),
    ),
    "entities in entities": ("orders.xlsx", lambda: with_part(STRINGS, _ENTITIES)),
    "an entity from outside": ("orders.xlsx", lambda: with_part(STRINGS, _OUTSIDE)),
    "entities behind a long comment": (
        "orders.xlsx", lambda: with_part(STRINGS, b"<?xml version='1.0'?><!--" + b" " * MIB + b"-->" + _ENTITIES[21:]),
    ),
    "a cell in the last corner": ("orders.xlsx", lambda: with_part(SHEET, far_sheet())),
    "the same in a row that says no number": (
        "orders.xlsx", lambda: with_part(SHEET, far_sheet(lambda far: far.replace(b' r="1048576"', b""))),
    ),
    "the same between single quotes": (
        "orders.xlsx", lambda: with_part(SHEET, far_sheet(lambda far: far.replace(b'"', b"'"))),
    ),
    "the same with blanks around the sign": ("orders.xlsx", lambda: with_part(SHEET, far_sheet(_spaced))),
    "the same in a part of another name": (
        "orders.xlsx", lambda: elsewhere("xl/data.foo", far_sheet(), b"data.foo"),
    ),
    "the same in a part in capitals": (
        "orders.xlsx", lambda: elsewhere("xl/Worksheets/Sheet1.XML", far_sheet(), b"worksheets/sheet1.xml"),
    ),
    "the same behind 20 MiB of blanks": (
        "orders.xlsx", lambda: with_part(SHEET, far_sheet(lambda far: far.replace(b'r="', b"r" + b" " * (20 * MIB) + b'="'))),
    ),
    "a column behind all columns": (
        "orders.xlsx", lambda: with_part(SHEET, far_sheet(lambda far: far.replace(b"XFD", b"ZZZZZZZ"))),
    ),
    "20,000 sheets that are one": ("orders.xlsx", lambda: sheets_without_end(20_000)),
    "sheets that span 4 M cells each": ("orders.xlsx", lambda: sparse_sheets(40)),
    "cells far to the right of two million": ("orders.xlsx", lambda: many_cells(b"S")),
    "a binary sheet with a cell in its last corner": (
        "orders.xlsb", lambda: archive_of(parts_of(xlsb([HEADER, *ROWS])) | {BINARY_SHEET: far_binary_sheet()}),
    ),
    "the same in a binary part of another name": ("orders.xlsb", binary_elsewhere),
    "an open document that repeats a cell 16 million times": (
        "orders.ods", lambda: open_document(row(cell("x", repeated=16_000_000))),
    ),
    "the same between single quotes in an open document": (
        "orders.ods",
        lambda: open_document(
            row(cell("x", repeated=16_000_000)), spell=lambda text: text.replace('"16000000"', " = '16000000'").replace("repeated =", "repeated=")
        ),
    ),
    "rows and cells of an open document repeated below every limit": (
        "orders.ods", lambda: open_document(*[row(cell("x", repeated=9_999), repeated=9_999)] * 4),
    ),
    "an open document with entities": (
        "orders.ods",
        lambda: open_document(spell=lambda text: text.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1)),
    ),
    "an encrypted footer": ("orders.parquet", lambda: parquet()[:-4] + b"PARE"),
    "a footer of 4 GiB": ("orders.parquet", lambda: parquet()[:-8] + b"\xff\xff\xff\xffPAR1"),
    "a footer cut short": ("orders.parquet", lambda: with_footer(footer_of(parquet())[1][:-40])),
    "20,000 columns": ("orders.parquet", lambda: many_columns(20_000)),
    "20,000 columns of text": ("orders.csv", lambda: b"x," * 19_999 + b"x\n" + b"1," * 19_999 + b"1\n"),
}  # fmt: skip
"""What lies -> what it is called, and how it is made; none of it may be read."""


def lying_numbers() -> dict[str, bytes]:
    """Return Parquet files of whose footer one number is another: rows, sizes, places of pages."""
    at, _ = footer_of(parquet())
    file = pq.ParquetFile(io.BytesIO(parquet())).metadata
    chunk = file.row_group(0).column(0)
    said = {
        "rows": file.num_rows,
        "offset": chunk.data_page_offset,
        "dictionary": chunk.dictionary_page_offset,
        "compressed": chunk.total_compressed_size,
        "expanded": chunk.total_uncompressed_size,
    }
    lies = {"10^12": 10**12, "the footer": at}
    wanted = {"rows": "10^12", "compressed": "10^12", "expanded": "10^12", "offset": "the footer"}
    return {
        f"{what} of {lie}, place {place}": data
        for what, number in said.items()
        for lie, other in lies.items()
        if wanted.get(what, lie) == lie
        for place, data in enumerate(numbers_replaced(number, other))
    }
