r"""Rows as JSON: an array of objects, one a line, or the bare lines (JSON lines).

Keys are in column order, numbers are numbers with the digits of the CSV, text and ids are strings, unknown is
null.  DEL, C1 and reordering characters are written as `\u` escapes: the same value, and harmless on a terminal.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.terminal import CONTROLS, REORDERING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.output.settled import Settled
    from clvcli.output.terminal import Sink

_ESCAPES = {chr(point): f"\\u{point:04x}" for point in (*CONTROLS, *REORDERING) if point > ord(" ")}


def write_json(settled: Settled, sink: Sink) -> None:
    """Write an array with one object a line."""
    sink.write(b"[")
    start = "\n"
    for lines in _lines(settled):
        sink.write((start + ",\n".join(lines)).encode())
        start = ",\n"
    sink.write(b"\n]\n")


def write_jsonl(settled: Settled, sink: Sink) -> None:
    """Write one object a line."""
    for lines in _lines(settled):
        sink.write(("\n".join(lines) + "\n").encode())


def _lines(settled: Settled) -> Iterator[pl.Series]:
    for part in settled.parts():
        if part.height:
            members = [_member(name, dtype) for name, dtype in part.schema.items()]
            row = pl.concat_str(pl.lit("{"), pl.concat_str(members, separator=", "), pl.lit("}"))
            yield part.select(row.alias("row")).to_series()


def _member(name: str, dtype: pl.DataType) -> pl.Expr:
    """Return `"name": value` as text."""
    key = json.dumps(name) + ": "
    if dtype == pl.String:
        return key + _quoted(name).fill_null("null")
    value = pl.col(name).cast(pl.String)
    quoted = pl.lit('"') + value + '"' if dtype == pl.Date else value
    return key + quoted.fill_null("null")


def _quoted(name: str) -> pl.Expr:
    """Return a text column as JSON strings: what Polars writes for the field `t`, without `{"t":` and `}`."""
    field = pl.struct(pl.col(name).alias("t")).struct.json_encode()
    escaped = field.str.strip_prefix('{"t":').str.strip_suffix("}")
    safe = escaped.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))
    return pl.when(pl.col(name).is_not_null()).then(safe)
