"""Short texts in columns, the last of them broken over as many lines as it needs: nothing is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.terminal import DEFAULT_WIDTH, drawn, showable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.terminal import Streams

WIDEST = 32
"""Columns of the screen that a cell may take before it is broken; the last takes what is left."""

INDENT = 2


def aligned(rows: Sequence[Sequence[str]], streams: Streams, *, numbers: frozenset[int] = frozenset()) -> str:
    """Return `rows` of as many cells each as lines of text; the columns `numbers` are flush right."""
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    shown = [[showable(cell, streams.encoding) for cell in row] for row in rows]
    table = Table.grid(padding=(0, 2, 0, 0))
    last = len(shown[0]) - 1
    for at in range(last + 1):
        width = min(WIDEST, max(cell_len(row[at]) for row in shown))
        table.add_column(
            width=None if at == last else max(width, 1),
            justify="right" if at in numbers else "left",
            overflow="fold",
        )
    for row in shown:
        table.add_row(*map(Text, row))
    text = drawn(table, streams, width=(streams.width or DEFAULT_WIDTH) - INDENT)
    return "".join(f"{' ' * INDENT}{line}\n" for line in text.splitlines())
