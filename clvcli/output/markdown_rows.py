"""Rows as a pipe table in Markdown: paste-ready, with nothing in a cell that Markdown or HTML would read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import polars.selectors as cs

from clvcli.output.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clvcli.output.settled import Settled
    from clvcli.output.terminal import Sink

SEPARATOR = " · "
"""Between the parts of a line."""

_MARKS = tuple("\\|<>[]*_`~&")
"""What starts markup, anywhere in a cell."""

_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in _MARKS})


def write_markdown(settled: Settled, sink: Sink) -> None:
    """Write what the money of the rows means, then the table, numbers to the right."""
    if settled.rows.context:
        context = SEPARATOR.join(safe(settled.rows.language.say(part)) for part in settled.rows.context)
        sink.write(f"{context.translate(_ESCAPED)}\n\n".encode())
    frame = next(settled.parts())
    text = cs.string().str.replace_many(list(_MARKS), [f"\\{mark}" for mark in _MARKS])
    cells = (pl.col(name).cast(pl.String).fill_null("") for name in frame.columns)
    line = pl.concat_str(cells, separator=" | ").alias("line")
    numbers = set(frame.select(cs.numeric()).columns)
    sink.write(_lines([" | ".join(frame.columns)]))
    sink.write(_lines([" | ".join("---:" if name in numbers else "---" for name in frame.columns)]))
    for part in settled.parts():
        sink.write(_lines(part.with_columns(text).select(line).to_series()))


def _lines(rows: Iterable[str]) -> bytes:
    return "".join(f"| {row} |\n" for row in rows).encode()
