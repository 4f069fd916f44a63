"""Orders in other containers, sound, damaged and hostile; file names and cells that mean harm."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.pollution.pollution_judge import Case
from tests.pollution.pollution_orders import HEADER, HIT, ROWS, Row, joined, lines_of, with_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

TEXT = joined(lines_of())

COUNTED = tuple(range(1, len(ROWS) + 1))
"""Where rows stand in a file without a line of names."""


def container_cases() -> Iterator[Case]:
    """Yield all cases of this module."""
    yield from _compressed()
    yield from _parquet()
    yield from _workbooks()
    yield from _strangers()
    yield from _names()
    yield from _hostile()


def _case(kind: str, name: str, files: dict[str, bytes], **more: Any) -> Case:
    return Case(kind=kind, name=name, files=files, **more)


def _zstd(data: bytes) -> bytes:
    return bytes(pa.compress(data, codec="zstd", asbytes=True))


def _compressed() -> Iterator[Case]:
    packed = gzip.compress(TEXT, mtime=0)
    yield _case("container", "gzip", {"orders.csv.gz": packed})
    yield _case("container", "gzip under another name", {"orders.csv": packed})
    yield _case("container", "gzip of gzip", {"orders.csv.gz": gzip.compress(packed, mtime=0)}, promise="either")
    yield _case("container", "two gzip members", {"orders.csv.gz": gzip.compress(TEXT[:900], mtime=0) + gzip.compress(TEXT[900:], mtime=0)})  # fmt: skip
    yield _case("container", "zstd", {"orders.csv.zst": _zstd(TEXT)})
    refused = {
        "gzip cut short": packed[: len(packed) // 2],
        "gzip without its end": packed[:-4],
        "gzip with a flipped byte": packed[:200] + bytes([packed[200] ^ 0xFF]) + packed[201:],
        "gzip with a wrong sum": packed[:-8] + b"\0\0\0\0" + packed[-4:],
        "gzip with nothing inside": gzip.compress(b"", mtime=0),
        "gzip's first bytes": packed[:3],
        "gzip bomb": gzip.compress(b"0" * (80 << 20), 1, mtime=0),
        "gzip bomb behind orders": gzip.compress(TEXT + b"\n" * (80 << 20), 1, mtime=0),
        "zstd cut short": _zstd(TEXT)[: len(_zstd(TEXT)) // 2],
        "zstd bomb": _zstd(b"0" * (80 << 20)),
    }
    for name, content in refused.items():
        yield _case("container", name, {"orders.csv.gz": content}, promise="refused")
    yield _case("container", "gzip with text behind it", {"orders.csv.gz": packed + b"tail"}, promise="either")
    yield _case("container", "text called gz", {"orders.csv.gz": TEXT})
    yield _case("container", "text called parquet", {"orders.parquet": TEXT})
    yield _case("container", "text called xlsx", {"orders.xlsx": TEXT})


# --- parquet ---------------------------------------------------------------------------------


def _frame(rows: Sequence[Row]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "customer_id": [row.customer for row in rows],
            "order_id": [row.order for row in rows],
            "order_date": [row.day for row in rows],
            "sku": [row.sku for row in rows],
            "product": [row.product for row in rows],
            "quantity": [row.quantity for row in rows],
            "amount": [row.amount for row in rows],
        }
    )


def _written(frame: pl.DataFrame) -> bytes:
    sink = io.BytesIO()
    frame.write_parquet(sink)
    return sink.getvalue()


def _parquet() -> Iterator[Case]:
    frame = _frame(ROWS)
    sound = {
        "typed": frame,
        "all text": frame.cast(pl.String),
        "floats": frame.with_columns(pl.col("amount").cast(pl.Float64), pl.col("quantity").cast(pl.Float64)),
        "instants": frame.with_columns(pl.col("order_date").cast(pl.Datetime("us"))),
        "instants in UTC": frame.with_columns(pl.col("order_date").cast(pl.Datetime("ns", "UTC"))),
        "categories": frame.with_columns(pl.col("customer_id", "sku").cast(pl.Categorical)),
        "small integers": frame.with_columns(pl.col("quantity").cast(pl.Int8)),
    }
    for name, table in sound.items():
        yield _case("parquet", name, {"orders.parquet": _written(table)})
    yield _case("parquet", "under another name", {"orders.csv": _written(frame)})
    numbers = tuple(replace(row, customer=str(int(row.customer))) for row in ROWS)
    whole = _frame(numbers).with_columns(pl.col("customer_id").cast(pl.Int64))
    yield _case("parquet", "whole numbers as ids", {"orders.parquet": _written(whole)}, rows=numbers)
    floats = whole.with_columns(pl.col("customer_id").cast(pl.Float64))
    yield _case("parquet", "floats as ids", {"orders.parquet": _written(floats)}, rows=numbers)
    for name, value in {"NaN": float("nan"), "infinity": float("inf"), "nothing": None, "1e30": 1e30}.items():
        amounts = [value if n == HIT else float(row.amount) for n, row in enumerate(ROWS)]
        table = frame.with_columns(amount=pl.Series(amounts, dtype=pl.Float64))
        yield _case(
            "parquet",
            f"an amount of {name}",
            {"orders.parquet": _written(table)},
            at_risk=frozenset({HIT}),
            lines=COUNTED,
        )
    nodate = frame.with_columns(order_date=pl.Series([None if n == HIT else row.day for n, row in enumerate(ROWS)]))
    yield _case(
        "parquet", "a day of nothing", {"orders.parquet": _written(nodate)}, at_risk=frozenset({HIT}), lines=COUNTED
    )
    nested = frame.with_columns(product=pl.struct("sku", "product"))
    yield _case("parquet", "a nested column", {"orders.parquet": _written(nested)}, promise="either")
    lists = frame.with_columns(amount=pl.concat_list("amount"))
    yield _case("parquet", "amounts in lists", {"orders.parquet": _written(lists)}, promise="either")
    content = _written(frame)
    end = len(content)
    damaged = {
        "no rows": _written(frame.clear()),
        "no columns": _written(pl.DataFrame()),
        "cut short": content[: end // 2],
        "without its end": content[:-1],
        "first bytes": content[:4],
        "magic only": b"PAR1PAR1",
        "a footer longer than the file": content[:-8] + struct.pack("<I", end * 2) + b"PAR1",
        "a footer of no length": content[:-8] + struct.pack("<I", 0) + b"PAR1",
        "a footer of 4 GiB": content[:-8] + struct.pack("<I", 0xFFFFFFFF) + b"PAR1",
        "an encrypted footer": content[:-4] + b"PARE",
        "pages of noise": content[:4] + bytes(b ^ 0x5A for b in content[4 : end // 3]) + content[end // 3 :],
    }
    for name, data in damaged.items():
        yield _case("parquet", name, {"orders.parquet": data}, promise="refused")
    footer = end - 8 - struct.unpack("<I", content[-8:-4])[0]
    for step in range(0, end - 8 - footer, 97):
        spot = footer + step
        data = content[:spot] + bytes([content[spot] ^ 0x7F]) + content[spot + 1 :]
        yield _case("parquet", f"byte {step} of the footer flipped", {"orders.parquet": data}, promise="either")
    groups = io.BytesIO()
    pq.write_table(frame.to_arrow(), groups, row_group_size=7)
    yield _case("parquet", "many row groups", {"orders.parquet": groups.getvalue()})


# --- workbooks -------------------------------------------------------------------------------


def _workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        fill(book)
    return sink.getvalue()


def _sheet(
    book: xlsxwriter.Workbook, *, name: str = "Orders", text: bool = False, first: int = 0
) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet(name)
    sheet.write_row(first, 0, HEADER)
    for number, row in enumerate(ROWS, first + 1):
        for column, cell in enumerate(row.cells()):
            sheet.write_string(number, column, cell)
        if not text:
            sheet.write_datetime(number, 2, datetime.combine(row.day, time()))
            sheet.write_number(number, 5, row.quantity)
            sheet.write_number(number, 6, float(row.amount))
    return sheet


def _with_notes(book: xlsxwriter.Workbook) -> None:
    _sheet(book)
    book.add_worksheet("Notes").write(0, 0, "exported by Ina")


def _with_fault(value: str) -> Callable[[xlsxwriter.Workbook], None]:
    def fill(book: xlsxwriter.Workbook) -> None:
        _sheet(book).write_formula(18, 6, "=1/0", None, value)

    return fill


def _with_formulas(book: xlsxwriter.Workbook) -> None:
    sheet = _sheet(book)
    for number, row in enumerate(ROWS, 1):
        sheet.write_formula(number, 6, f"={row.amount}", None, float(row.amount))


def _workbooks() -> Iterator[Case]:
    sound = {
        "typed": _workbook(lambda book: void(_sheet(book))),
        "all text": _workbook(lambda book: void(_sheet(book, text=True))),
        "another sheet of notes": _workbook(_with_notes),
        "title above": _workbook(lambda book: void(_sheet(book, first=2).write(0, 0, "Orders 2023"))),
        "formulas": _workbook(_with_formulas),
    }
    for name, content in sound.items():
        lines = tuple(range(4, len(ROWS) + 4)) if name == "title above" else ()
        yield _case("workbook", name, {"orders.xlsx": content}, lines=lines)
    book = sound["typed"]
    yield _case("workbook", "under another name", {"orders.csv": book})
    for fault in ("#DIV/0!", "#REF!", "#N/A"):
        yield _case("workbook", f"a cell of {fault}", {"orders.xlsx": _workbook(_with_fault(fault))}, at_risk=frozenset({HIT}))  # fmt: skip
    refused = {
        "cut short": book[: len(book) // 2],
        "without its end": book[:-30],
        "no sheets": _workbook(lambda book: void(book.add_worksheet("Empty"))),
        "header only": _workbook(lambda book: void(book.add_worksheet("Orders").write_row(0, 0, HEADER))),
        "zip of a CSV": _zip({"orders.csv": TEXT}),
        "zip of nothing": _zip({}),
        "zip bomb": _rezipped(book, {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * (150 << 20)}),
        "shared strings bomb": _rezipped(
            book, {"xl/sharedStrings.xml": b"<sst>" + b"<si><t>a</t></si>" * (8 << 20)}
        ),
        "entity bomb": _rezipped(book, {"xl/sharedStrings.xml": _ENTITIES}),
        "sheet that is no XML": _rezipped(book, {"xl/worksheets/sheet1.xml": b"\0\1\2" * 99}),
        "a cell in row 4 billion": _rezipped(book, {"xl/worksheets/sheet1.xml": _FAR}),
    }
    for name, content in refused.items():
        yield _case("workbook", name, {"orders.xlsx": content}, promise="refused")


def void(_: object) -> None:
    """Let an expression stand where a function without a result is wanted."""


_ENTITIES = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">'.encode() if n > 1 else b'<!ENTITY a1 "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    for n in range(1, 10)
) + b"]><sst><si><t>&a9;</t></si></sst>"  # fmt: skip

_FAR = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>customer_id</t></is></c></row>'
    b'<row r="4000000000"><c r="XFD4000000000"><v>1</v></c></row></sheetData></worksheet>'
)


def _zip(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


def _rezipped(book: bytes, changed: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return _zip({name: archive.read(name) for name in archive.namelist()} | changed)


# --- no tables at all ------------------------------------------------------------------------


def _strangers() -> Iterator[Case]:
    strangers = {
        "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
        "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(64)),
        "HTML": b"<!DOCTYPE html><html><body><table><tr><td>customer_id</td></tr></table></body></html>",
        "XML": b'<?xml version="1.0"?><orders><order id="1"/></orders>\n',
        "JSON": b'[{"customer_id": "0007", "order_id": "B-1", "order_date": "2023-01-01", "amount": 10.0}]\n',
        "JSON lines": b'{"customer_id": "0007", "order_date": "2023-01-01", "amount": 10.0}\n' * 9,
        "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_024,
        "7z": b"7z\xbc\xaf\x27\x1c" + b"\0" * 100,
        "rar": b"Rar!\x1a\x07\x00" + b"\0" * 100,
        "bzip2": b"BZh91AY&SY" + bytes(range(200, 250)),
        "xz": b"\xfd7zXZ\0" + bytes(99),
        "SQLite": b"SQLite format 3\0" + bytes(100),
        "ELF": b"\x7fELF" + bytes(100),
        "Arrow": b"ARROW1\0\0" + bytes(100),
        "noise": bytes((n * 7919 + n // 3) % 256 for n in range(3_000)),
        "zeros": bytes(4_096),
        "blank lines": b"\n" * 50,
        "blanks": b"   \t  \n   \n",
        "one word": b"hello",
        "a mark and nothing": b"\xef\xbb\xbf",
        "UTF-16 mark and nothing": b"\xff\xfe",
        "prose": b"Dear Ina,\n\nhere are the orders, as promised.\n\nBo\n",
        "separators only": b",,,,\n" * 20,
        "quotes only": b'"' * 999,
        "one long line": b"customer_id,order_id," + b"x" * (2 << 20),
        "products": b"sku,product,price\n0042,Krus,10.00\n0043,Fad,20.00\n",
        "customers": b"customer_id,name,email\n7,Ina,ina@example.com\n8,Bo,bo@example.com\n",
    }
    for name, content in strangers.items():
        yield _case("stranger", name, {"orders.csv": content}, promise="refused")


# --- names and cells that mean harm ----------------------------------------------------------


def _names() -> Iterator[Case]:
    for name in (
        "orders [2023].csv", "[red]orders.csv", "orders*.csv", "orders?.csv", "a\nb.csv", "ordrer æøå.csv", "-orders.csv",
        "--help", "orders", "a b  c.csv", "$(touch x).csv", "orders\x1b[31m.csv", "{orders}.csv", "%s.csv", "~orders.csv",
        "orders.csv;ls", "http:orders.csv", "'orders'.csv", "x" * 200 + ".csv", "orders.CSV", "orders.txt", "orders.tsv",
    ):  # fmt: skip
        yield _case("name", repr(name)[:40], {name: TEXT})
    for name in ("[red]orders.csv", "a\nb.csv", "--help", "orders\x1b[31m.csv", "%s.csv"):
        yield _case("name", f"{name!r}, of no table", {name: b"%PDF-1.4"}, promise="refused")


HOSTILE = {
    "formula": '=HYPERLINK("http://x.test","a")',
    "pipe": "=cmd|' /C calc'!A0",
    "wide equals": "\uff1d1+1",
    "tab first": "\t=1+1",
    "escape codes": "\x1b]0;title\x07\x1b[2J",
    "C1": "\x9b31m",
    "markup": "[bold][/bold][/]",
    "script": "<script>alert(1)</script>",
    "break out": '"></td><img src=x onerror=alert(1)>',
    "reordering": "\u202e\u2066abc",
    "a lone letter": "\u0301",
    "long": "y" * 40_000,
    "template": "{{7*7}} ${7*7} %n",
    "delete": "\x7f\x08\x08",
    "line separator": "a\u2028b",
    "next line": "a\x85b",
    "vertical tab": "a\x0bb\x0cc\x1cd\x1ee",
}  # fmt: skip


def _hostile() -> Iterator[Case]:
    for name, text in HOSTILE.items():
        for column in ("product", "sku"):
            content = joined(lines_of(change=with_cell(column, text, HIT)))
            yield _case("hostile", f"{name} in {column}", {"orders.csv": content})
        content = joined([f"{lines_of()[0]},{_quoted(text)}", *(f"{line},1" for line in lines_of()[1:])])
        yield _case("hostile", f"{name} in the header", {"orders.csv": content}, promise="either")
        for column in ("order_date", "amount"):
            content = joined(lines_of(change=with_cell(column, text, HIT)))
            yield _case(
                "hostile",
                f"{name} in {column}",
                {"orders.csv": content},
                at_risk=frozenset({HIT}),
                promise="either",
            )


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
