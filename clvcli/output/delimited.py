"""Rows as CSV (RFC 4180: comma, point, line feed, UTF-8, no byte order mark) and as TSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.settled import ROWS_AT_A_TIME

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
    sink.write(settled.frame.clear().write_csv(separator=separator).encode())
    for part in settled.frame.iter_slices(ROWS_AT_A_TIME):
        sink.write(part.write_csv(separator=separator, include_header=False).encode())
