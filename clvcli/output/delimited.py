"""Rows as CSV (RFC 4180: comma, point, line feed, UTF-8, no byte order mark), as TSV, and as Excel takes CSV."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.output.settled import Settled
    from clvcli.output.targets import Excel
    from clvcli.output.terminal import Sink


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How rows are told apart, and cells, and decimals."""

    separator: str = ","
    line_end: str = "\n"
    decimal_comma: bool = False
    byte_order_mark: bool = False
    """Whether the text says that it is UTF-8."""


TABS = Dialect(separator="\t")

EXCEL: Mapping[Excel, Dialect] = {
    "plain": Dialect(line_end="\r\n", byte_order_mark=True),
    "eu": Dialect(separator=";", line_end="\r\n", decimal_comma=True, byte_order_mark=True),
}
"""What Excel takes for numbers and letters by double click, where the point is the decimal sign and where not."""


def write_csv(settled: Settled, sink: Sink, *, excel: Excel | None = None) -> None:
    """Write a header and every row, separated by commas, or as Excel takes them."""
    _write(settled, sink, Dialect() if excel is None else EXCEL[excel])


def write_tsv(settled: Settled, sink: Sink) -> None:
    """Write a header and every row, separated by tabs."""
    _write(settled, sink, TABS)


def _write(settled: Settled, sink: Sink, dialect: Dialect) -> None:
    """Write part by part through one buffer: Polars, given the file itself, would hide why a disk refuses."""
    buffer = io.BytesIO()
    for number, part in enumerate(settled.parts()):
        buffer.seek(0)
        part.write_csv(
            buffer,
            separator=dialect.separator,
            line_terminator=dialect.line_end,
            decimal_comma=dialect.decimal_comma,
            include_bom=dialect.byte_order_mark and number == 0,
            include_header=number == 0,
        )
        buffer.truncate()
        with buffer.getbuffer() as text:
            sink.write(text)
