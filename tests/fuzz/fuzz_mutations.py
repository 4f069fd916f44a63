"""Good files made bad, and good files written in other ways: strategies of hypothesis."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from typing import TYPE_CHECKING, Any, Literal

import polars as pl
import pyarrow as pa
import xlsxwriter
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.pollution.pollution_orders import HEADER, ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.pollution.pollution_orders import Row

ASKED = int(os.environ.get("FUZZ", "0"))
"""Inputs a property is tried with by `make fuzz`, others each time; 0 for `make check`, which tries the same few."""


def tries(usual: int) -> settings:
    """Return how often a property is tried."""
    return settings(
        max_examples=ASKED or usual,
        derandomize=not ASKED,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


# --- good files made bad ---------------------------------------------------------------------

_AWKWARD = (
    b"", b"\0", b'"', b'""', b"'", b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\n\n", b" ", b"\xa0", b"\xc2\xa0",
    b"\xef\xbb\xbf", b"\xff", b"\xc3", b"\xe6", b"=", b"-", b"(", b"1e5", b"NaN", b"inf", b"0", b"9" * 40, b".", b"-0",
    b"2024-02-30", b"31.12.2024", b"1/2/2024", b"0000-00-00", b"Total", b"1.234,50", b"1,234", b"DKK", b"true", b"null",
    b"{", b"[" * 50, b"<", b"&a;", b"%", b"\x1b[31m", "\u202e".encode(), "９".encode(), b"\xf0\x9f\x92\xa9",
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """Draw one of `seeds` with one to four things done to it."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 4))):
        change = draw(st.sampled_from(_CHANGES))
        data = change(draw, data, seeds)
    return data


def _span(draw: st.DrawFn, data: bytes, longest: int = 40) -> tuple[int, int]:
    start = draw(st.integers(0, len(data)))
    return start, min(len(data), start + draw(st.integers(0, longest)))


def _replaced(draw: st.DrawFn, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(draw, data)
    return data[:start] + draw(st.sampled_from(_AWKWARD) | st.binary(max_size=4)) + data[end:]


def _inserted(draw: st.DrawFn, data: bytes, _: Sequence[bytes]) -> bytes:
    start, _end = _span(draw, data)
    return data[:start] + draw(st.sampled_from(_AWKWARD)) + data[start:]


def _copied(draw: st.DrawFn, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(draw, data, 400)
    at, _end = _span(draw, data)
    return data[:at] + data[start:end] * draw(st.integers(1, 3)) + data[at:]


def _cut(draw: st.DrawFn, data: bytes, _: Sequence[bytes]) -> bytes:
    start, _end = _span(draw, data)
    return data[:start] if draw(st.booleans()) else data[start:]


def _lines_changed(draw: st.DrawFn, data: bytes, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    first, second = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    how = draw(st.sampled_from(("swap", "drop", "double", "blank", "join")))
    if how == "swap":
        lines[first], lines[second] = lines[second], lines[first]
    elif how == "drop":
        del lines[first]
    elif how == "double":
        lines.insert(second, lines[first])
    elif how == "blank":
        lines.insert(first, b"")
    else:
        lines[first : first + 2] = [b"".join(lines[first : first + 2])]
    return b"\n".join(lines)


def _cell_changed(draw: st.DrawFn, data: bytes, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    separator = draw(st.sampled_from((b",", b";", b"\t")))
    cells = lines[at].split(separator)
    cells[draw(st.integers(0, len(cells) - 1))] = draw(st.sampled_from(_AWKWARD))
    lines[at] = separator.join(cells)
    return b"\n".join(lines)


def _with_another(draw: st.DrawFn, data: bytes, seeds: Sequence[bytes]) -> bytes:
    return data + draw(st.sampled_from(seeds))


def _encoded(draw: st.DrawFn, data: bytes, _: Sequence[bytes]) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(draw(st.sampled_from(("cp1252", "utf-16", "utf-16-le", "utf-8-sig", "cp865"))), "replace")


def _separated(draw: st.DrawFn, data: bytes, _: Sequence[bytes]) -> bytes:
    return data.replace(
        *draw(st.sampled_from(((b",", b";"), (b";", b","), (b"\n", b"\r\n"), (b'"', b"'"), (b".", b","))))
    )


_CHANGES: tuple[Callable[[st.DrawFn, bytes, Sequence[bytes]], bytes], ...] = (
    _replaced, _inserted, _copied, _cut, _lines_changed, _cell_changed, _with_another, _encoded, _separated,
)  # fmt: skip

_ODD_VALUES: tuple[Any, ...] = (
    None, True, "", "x", -1, 0, 1e-300, 1e300, 10**400, 2**63, [], {}, [[]], [0, 1], "2024-13-45", [1e300] * 12, {"a": 1},
)  # fmt: skip


@st.composite
def lying_json(draw: st.DrawFn, seed: bytes) -> bytes:
    """Draw a JSON file of which a value is another, or a key is missing."""
    document = json.loads(seed)
    place: Any = document
    for _ in range(draw(st.integers(0, 5))):
        inside = list(place.values()) if isinstance(place, dict) else place
        deeper = [each for each in inside if isinstance(each, dict | list) and each]
        if not deeper:
            break
        place = draw(st.sampled_from(deeper))
    key = draw(st.sampled_from(sorted(place)) if isinstance(place, dict) else st.integers(0, len(place) - 1))
    if draw(st.booleans()) and draw(st.booleans()):
        del place[key]
    else:
        place[key] = draw(st.sampled_from(_ODD_VALUES))
    return json.dumps(document).encode()


# --- good files written in other ways --------------------------------------------------------

_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d/%m/%Y", "%Y-%m-%d 00:00:00")


@st.composite
def same_orders(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw files that hold the orders of `pollution_orders`, in any order of rows and columns, written in any way."""
    rows = draw(st.permutations(ROWS)) if draw(st.booleans()) else list(ROWS)
    columns = draw(st.permutations(range(len(HEADER))))
    if draw(st.integers(0, 3)) == 0:
        cut = draw(st.integers(1, len(rows) - 1))
        return {"a.csv": _text_of(draw, rows[:cut], columns), "b.csv": _text_of(draw, rows[cut:], columns)}
    kind = draw(st.sampled_from(("text", "text", "text", "parquet", "xlsx", "gzip", "zstd")))
    if kind == "parquet":
        return {"orders.parquet": _parquet_of(draw, rows, columns)}
    if kind == "xlsx":
        return {"orders.xlsx": _workbook_of(draw, rows, columns)}
    text = _text_of(draw, rows, columns)
    if kind == "gzip":
        return {"orders.csv.gz": gzip.compress(text, 1, mtime=0)}
    return {"orders.csv": bytes(pa.compress(text, codec="zstd", asbytes=True)) if kind == "zstd" else text}


def _text_of(draw: st.DrawFn, rows: Sequence[Row], columns: Sequence[int]) -> bytes:
    separator = draw(st.sampled_from(",;\t|"))
    quoting: Literal[0, 1] = csv.QUOTE_ALL if draw(st.booleans()) else csv.QUOTE_MINIMAL
    end = draw(st.sampled_from(("\n", "\r\n", "\r")))
    comma = separator != "," and draw(st.booleans())
    day = draw(st.sampled_from(_DAYS))
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=separator, quoting=quoting, lineterminator=end)
    writer.writerow([HEADER[at] for at in columns])
    for row in rows:
        cells = row.cells()
        cells[2] = row.day.strftime(day)
        cells[6] = cells[6].replace(".", ",") if comma else cells[6]
        writer.writerow([cells[at] for at in columns])
        if draw(st.integers(0, 40)) == 0:
            sink.write(end)
    text = sink.getvalue()
    text = text.removesuffix(end) if draw(st.booleans()) else text + end * draw(st.integers(0, 2))
    return text.encode(draw(st.sampled_from(_ENCODINGS)))


def _parquet_of(draw: st.DrawFn, rows: Sequence[Row], columns: Sequence[int]) -> bytes:
    frame = pl.DataFrame([row.cells() for row in rows], schema=list(HEADER), orient="row")
    if draw(st.booleans()):
        typed = (
            pl.col("order_date").str.to_date(),
            pl.col("quantity").cast(pl.Int16),
            pl.col("amount").cast(pl.Float64),
        )
        frame = frame.with_columns(typed)
    sink = io.BytesIO()
    frame.select(HEADER[at] for at in columns).write_parquet(sink, row_group_size=draw(st.sampled_from((7, 1000))))
    return sink.getvalue()


def _workbook_of(draw: st.DrawFn, rows: Sequence[Row], columns: Sequence[int]) -> bytes:
    typed = draw(st.booleans())
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Orders")
        sheet.write_row(0, 0, [HEADER[at] for at in columns])
        for number, row in enumerate(rows, 1):
            cells: list[Any] = list(row.cells())
            if typed:
                cells[2], cells[5], cells[6] = row.day, row.quantity, float(row.amount)
            for place, at in enumerate(columns):
                if isinstance(cells[at], str):
                    sheet.write_string(number, place, cells[at])
                else:
                    sheet.write(number, place, cells[at])
    return sink.getvalue()
