"""Rows as a pipe table in Markdown: paste-ready, with nothing in a cell that Markdown or HTML would read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import polars.selectors as cs

from clvcli.output.spoken import cells, heading, is_english
from clvcli.output.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clvcli.output.settled import Settled
    from clvcli.output.terminal import Sink

SEPARATOR = " · "
"""Between the parts of a line."""

_MARKS = tuple("\\|<>[]*_`~&")
"""What starts markup, anywhere in a cell."""

_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in _MARKS})


def write_markdown(settled: Settled, sink: Sink) -> None:
    """Write what the money of the rows means, then the table, numbers to the right."""
    rows, language = settled.rows, settled.rows.language
    if rows.context:
        context = SEPARATOR.join(safe(language.say(part)) for part in rows.context)
        sink.write(f"{context.translate(_ESCAPED)}\n\n".encode())
    columns = settled.schema
    text = cs.string().str.replace_many(list(_MARKS), [f"\\{mark}" for mark in _MARKS])
    line = pl.concat_str(pl.all().cast(pl.String).fill_null(""), separator=" | ").alias("line")
    sink.write(_lines([" | ".join(_headings(settled, [*columns]))]))
    sink.write(_lines([" | ".join("---:" if dtype.is_numeric() else "---" for dtype in columns.values())]))
    for part in settled.parts():
        sink.write(_lines(_said(part, settled).with_columns(text).select(line).to_series()))


def _headings(settled: Settled, names: Sequence[str]) -> Iterable[str]:
    """Return the headings: in English the names of the columns, since they are what one types."""
    rows, language = settled.rows, settled.rows.language
    return names if is_english(language) else (heading(name, rows, language).translate(_ESCAPED) for name in names)


def _said(part: pl.DataFrame, settled: Settled) -> pl.DataFrame:
    """Return cells as people read them in another language than English, whose numbers can be pasted."""
    rows, language = settled.rows, settled.rows.language
    if is_english(language):
        return part
    return part.select(pl.Series(column.name, cells(column, rows, language), pl.String) for column in part)


def _lines(rows: Iterable[str]) -> bytes:
    return "".join(f"| {row} |\n" for row in rows).encode()
