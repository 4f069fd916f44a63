"""What may leave the house: results in which nobody stands alone, because small counts are hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import NUMERIC, Document, Phrase, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clvcli.output.document import Value
    from clvcli.output.rows import Rows

LEAST = 5
"""Customers behind a figure: of fewer, something could be told of each."""

COUNTED = "customers"
"""The column that counts them in rows."""

KEPT = frozenset({"window_days"})
"""Numbers of rows that say what to do, and nothing of the customers."""

TOLD = frozenset({"count", "customers"})
"""Figures of a sentence that count customers."""


def hidden(counts: Sequence[int | None]) -> frozenset[int]:
    """Return which of the rows that make up a whole to hide, by their counts of customers.

    Those of fewer than LEAST, and then the smallest others until LEAST customers are hidden together: what is left
    of a whole when the rest is known must not be a few either.
    """
    known = [(count, row) for row, count in enumerate(counts) if count]
    gone = {row for count, row in known if count < LEAST}
    together = sum(count for count, row in known if row in gone)
    for count, row in sorted(known):
        if together >= LEAST or not gone:
            break
        if row not in gone:
            gone.add(row)
            together += count
    return frozenset(gone)


def shareable_rows(rows: Rows) -> Rows:
    """Return rows without the figures of those that few customers stand behind; what is named stays."""
    frame = rows.frame
    if COUNTED not in frame.columns:
        return rows
    numbered = frame.with_row_index("__row")
    wholes = [name for name in ("scheme", "currency") if name in frame.columns]
    parts = numbered.partition_by(wholes) if wholes else [numbered]
    gone = [part["__row"][row] for part in parts for row in sorted(hidden(part[COUNTED].to_list()))]
    figures = [name for name, dtype in frame.schema.items() if dtype.is_numeric() and name not in KEPT]
    shown = ~pl.int_range(pl.len()).is_in(gone)
    kept = frame.with_columns(pl.when(shown).then(pl.col(name)).alias(name) for name in figures)
    return replace(rows, frame=kept)


def shareable(document: Document) -> Document:
    """Return a document without the figures that few customers stand behind, and without lists of customers."""
    note = Phrase("context_shared")
    sections = tuple(map(_section, document.sections))
    return replace(document, context=(*document.context, note), sections=sections)


def _section(section: Section) -> Section:
    return replace(
        section,
        answer=_told(section.answer),
        key_figures=tuple(
            each for each in section.key_figures if each.figure.kind != "count" or not _few(each.figure.value)
        ),
        tables=tuple(_table(table) for table in section.tables if not _of_customers(table)),
        lines=tuple(line for line in section.lines if _told((line.phrase,))),
        notes=_told(section.notes),
    )


def _told(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return the sentences that speak of no few customers."""
    return tuple(
        phrase
        for phrase in phrases
        if not any(name in TOLD and _few(figure.value) for name, figure in phrase.figures.items())
    )


def _few(value: Value) -> bool:
    return isinstance(value, int) and 0 < value < LEAST


def _of_customers(table: Table) -> bool:
    return any(column.key == "customer_id" for column in table.columns)


def _table(table: Table) -> Table:
    if table.counted is None:
        return table
    place = table.position(table.counted)
    counts = [count if isinstance(count, int) else None for count in (row[place] for row in table.rows)]
    gone = hidden(counts)
    figures = [at > 0 and column.kind in NUMERIC for at, column in enumerate(table.columns)]
    rows = tuple(
        tuple(None if row in gone and figure else cell for cell, figure in zip(cells, figures, strict=True))
        for row, cells in enumerate(table.rows)
    )
    flags = {at: flag for at, flag in table.flags.items() if at[0] not in gone}
    return replace(table, rows=rows, flags=flags)
