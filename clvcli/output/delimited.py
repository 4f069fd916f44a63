"""Rows as CSV (RFC 4180: comma, point, line feed, UTF-8, no byte order mark) and as TSV."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clvcli.output.settled import Settled
    from clvcli.output.terminal import Sink


def write_csv(settled: Settled, sink: Sink) -> None:
    """Write a header and every row, separated by commas."""
    _write(settled, sink, separator=",")


def write_tsv(settled: Settled, sink: Sink) -> None:
    """Write a header and every row, separated by tabs."""
    _write(settled, sink, separator="\t")


def _write(settled: Settled, sink: Sink, *, separator: str) -> None:
    """Write part by part through one buffer: Polars, given the file itself, would hide why a disk refuses."""
    buffer = io.BytesIO()
    for number, part in enumerate(settled.parts()):
        buffer.seek(0)
        part.write_csv(buffer, separator=separator, include_header=number == 0)
        buffer.truncate()
        with buffer.getbuffer() as text:
            sink.write(text)
