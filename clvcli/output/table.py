"""Rows as a table for eyes: it fits the screen, cuts honestly, and takes nothing in a cell for markup."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from clvcli.output.context import broken_between
from clvcli.output.document import Figure, Phrase
from clvcli.output.markdown_rows import SEPARATOR
from clvcli.output.spoken import cells, heading
from clvcli.output.terminal import Streams, can_show, drawn, showable, table_box, with_blanks
from clvcli.output.words.plain import spelled, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from clvcli.output.settled import Rows, Settled
    from clvcli.output.terminal import Sink
    from clvcli.output.words.language import Language

ROWS_ON_A_TERMINAL = 20
"""A screen of 24 lines, less the heading and what is said below; `--limit` shows more."""

LONGEST_TEXT = 32
"""Viewport columns a text column may take before its cells are cut with an ellipsis."""

_GAP = 2
"""Blanks between two columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewport:
    """What a table is drawn for, and how much of it is shown there."""

    streams: Streams
    is_terminal: bool
    width: int | None
    """None: as wide as the table is."""
    rows: int
    rows_in_all: int

    @classmethod
    def of(cls, streams: Streams, *, to_stdout: bool, wide: bool, rows: int, limit: int | None) -> Viewport:
        """Return what rows go to: a terminal shows 20 of them that fit, a pipe or file all in full."""
        is_terminal = to_stdout and streams.stdout_is_terminal
        usual = ROWS_ON_A_TERMINAL if is_terminal else rows
        most = usual if limit is None else limit
        width = streams.width if to_stdout and not wide else None
        if not to_stdout:
            streams = replace(streams, stdout_is_terminal=False, encoding="utf-8", colour=False)
        return cls(streams=streams, is_terminal=is_terminal, width=width, rows=min(most, rows), rows_in_all=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    name: str
    heading: str
    cells: Sequence[str]
    is_number: bool
    width: int


def write_table(settled: Settled, sink: Sink, *, view: Viewport) -> None:
    """Draw the columns that fit, the most important first, and say below what is not shown."""
    language = within(settled.rows.language, view.streams.encoding)
    columns = [_column(settled, name, view, language) for name in settled.frame.columns]
    shown = _fitting(columns, settled.rows, view.width)
    text = _context(settled.rows, view, language)
    text += drawn(_table(shown, view), view.streams, width=sum(column.width + _GAP for column in shown))
    text += _footer(settled.rows.noun, view, language, hidden=len(columns) - len(shown))
    sink.write(text.encode(view.streams.encoding, "backslashreplace"))


def _context(rows: Rows, view: Viewport, language: Language) -> str:
    """Return what the money of the rows means, in lines that fit."""
    if not rows.context:
        return ""
    from rich.text import Text

    encoding = view.streams.encoding
    separator = SEPARATOR if can_show(SEPARATOR, encoding) else " | "
    parts = [showable(language.say(part), encoding) for part in rows.context]
    lines = broken_between(parts, separator, view.width or sum(map(len, parts)) + len(separator) * len(parts))
    width = max(map(len, lines))
    return drawn(Text("\n".join(lines), style="dim"), view.streams, width=view.width or width) + "\n"


def _column(settled: Settled, name: str, view: Viewport, language: Language) -> _Column:
    from rich.cells import cell_len

    values, encoding = settled.frame[name], view.streams.encoding
    is_number = values.dtype.is_numeric()
    texts = [showable(spelled(text, name, encoding), encoding) for text in cells(values, settled.rows, language)]
    head = showable(heading(name, settled.rows, language), encoding)
    words = head.split() if view.width else [head]
    width = max(map(cell_len, (*texts, *words)))
    if view.width and not is_number:
        width = min(width, LONGEST_TEXT)
        texts = [_cut(text, width, encoding) for text in texts]
    return _Column(name=name, heading=head, cells=texts, is_number=is_number, width=max(width, 1))


def _cut(text: str, width: int, encoding: str) -> str:
    """Return `text` no wider than `width` columns of a screen, with a mark where something is missing."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return text
    mark = "…" if can_show("…", encoding) else "..."
    return set_cell_size(text, width - len(mark)) + mark


def _fitting(columns: Sequence[_Column], rows: Rows, width: int | None) -> list[_Column]:
    """Return the columns that fit into `width`, chosen by priority, in the order declared."""
    if width is None:
        return list(columns)
    declared = [column.name for column in columns]
    rank = {name: place for place, name in enumerate(dict.fromkeys((*rows.priority, *declared)))}
    kept: set[str] = set()
    room = width + _GAP
    for column in sorted(columns, key=lambda column: rank[column.name]):
        room -= column.width + _GAP
        if room < 0 and kept:
            break
        kept.add(column.name)
    return [column for column in columns if column.name in kept]


def _table(columns: Sequence[_Column], view: Viewport) -> Table:
    from rich.table import Table
    from rich.text import Text

    box = table_box(view.streams) if view.is_terminal else None
    between = _GAP if box is None else _GAP - 1  # a box puts a blank of its own between columns
    table = Table(box=box, show_edge=False, pad_edge=False, padding=(0, between, 0, 0), header_style="bold")
    for column in columns:
        justify: Literal["left", "right"] = "right" if column.is_number else "left"
        table.add_column(Text(column.heading), justify=justify, width=column.width)
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*(Text(cell, no_wrap=True) for cell in row))
    return table


def _footer(noun: str, view: Viewport, language: Language, *, hidden: int) -> str:
    said = []
    if view.is_terminal and view.rows < view.rows_in_all:
        counted = {"shown": _count(view.rows), "all": _count(view.rows_in_all)}
        said.append(Phrase("rows_cut", counted | {"noun": Figure(value=noun, kind="term")}))
    if hidden:
        said.append(Phrase("columns_cut", {"count": _count(hidden)}))
    encoding = view.streams.encoding
    return "".join(f"{with_blanks(showable(language.say(phrase), encoding), encoding)}\n" for phrase in said)


def _count(number: int) -> Figure:
    return Figure(value=number, kind="count")
