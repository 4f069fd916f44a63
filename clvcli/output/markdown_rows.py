"""Rows as a pipe table in Markdown: paste-ready, with nothing in a cell that Markdown or HTML would read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl
import polars.selectors as cs

if TYPE_CHECKING:
    from clvcli.output.settled import Settled
    from clvcli.output.terminal import Sink

_MARKS = re.compile(r"[\\|<>\[\]*`~&]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
"""What starts markup; an underscore inside a word does not."""


def write_markdown(settled: Settled, sink: Sink) -> None:
    """Write the table, numbers to the right."""
    frame = settled.frame
    numbers = set(frame.select(cs.numeric()).columns)
    sink.write(_line(frame.columns).encode())
    sink.write(_line(["---:" if name in numbers else "---" for name in frame.columns]).encode())
    text = frame.with_columns(pl.all().cast(pl.String).fill_null(""))
    for row in text.iter_rows():
        sink.write(_line([escaped(cell) for cell in row]).encode())


def escaped(cell: str) -> str:
    """Return `cell` so that Markdown shows it as it is."""
    return _MARKS.sub(r"\\\g<0>", cell)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
