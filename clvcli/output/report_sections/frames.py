"""From a frame to a table of the report: declared columns, plain values, marks where few customers stand behind."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli.config import FEW
from clvcli.on_disk import figures
from clvcli.output.document import Column, Figure, Form, Phrase, Table, Value
from clvcli.output.figures import SMALL_MONEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clvcli.on_disk import Table as Rows
    from clvcli.output.document import Flag
    from clvcli.sayings import Saying


EXACT = pl.Decimal(38, 4)
"""Money that adds up to the same in any order."""

DIGITS = 12
"""Significant digits that a sum of floats keeps in whatever order, on however many cores, it was added up."""


def table(
    name: str,
    frame: pl.DataFrame,
    columns: Sequence[Column],
    *,
    unit: str | None = None,
    form: Form = "table",
    bar: str | None = None,
    few_of: str | None = None,
    title: Phrase | None = None,
    said: Iterable[Saying] = (),
) -> Table:
    """Return the columns of a frame, in its order, as a table of the report.

    `few_of` names the column that counts customers: where it is below 30 it is marked.  A column of money
    or of numbers shows decimals only if all of it is small, so that its figures stand under one another.  Texts
    of the frame that are `said` stand in the table as these sayings, which a frame does not hold.
    """
    columns = [_aligned(column, frame) for column in columns]
    sayings = {str(saying): saying for saying in said}
    rows = tuple(
        tuple(sayings.get(cell, cell) if isinstance(cell, str) else cell for cell in map(plain, row))
        for row in frame.select(column.key for column in columns).iter_rows()
    )
    counts = enumerate(frame[few_of]) if few_of else ()
    flags: dict[tuple[int, str], Flag] = {(row, str(few_of)): "few" for row, n in counts if n and n < FEW}
    return Table(
        id=name,
        columns=tuple(columns),
        rows=rows,
        form=form,
        bar=bar,
        flags=flags,
        unit=unit,
        title=title,
        counted=few_of,
    )


def _aligned(column: Column, frame: pl.DataFrame) -> Column:
    if column.kind not in {"money", "estimate", "number"} or column.digits is not None:
        return column
    largest = frame[column.key].cast(pl.Float64).abs().max()
    return replace(column, digits=0) if isinstance(largest, float) and largest >= SMALL_MONEY else column


def plain(value: object) -> Value:
    """Return a value of a frame as the document holds it: what is no number is not known."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
    if value is None or isinstance(value, str | int | date):
        return value
    return str(value)


def total(rows: Rows, column: str | pl.Expr) -> float | None:
    """Return the sum of a column of money, None where nothing in it is known; the same in any order of rows."""
    known = (pl.col(column) if isinstance(column, str) else column).cast(EXACT)
    whole, many = figures(rows, known.sum().alias("whole"), known.count().alias("many")).row(0)
    return float(whole) if many else None


def text(value: str) -> Figure:
    """Return words of the data or of the run as a figure of a phrase."""
    return Figure(value=value, kind="text")


def term(key: str) -> Figure:
    """Return a key of the catalogue of words as a figure of a phrase."""
    return Figure(value=key, kind="term")


def count(value: int | None) -> Figure:
    """Return a count as a figure of a phrase."""
    return Figure(value=value, kind="count")
