"""A file beside the orders, as a table: columns by what people call them, values read as an export's are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import AttachedFileError, DayMonthError, DecimalSignError
from clvcli.orders import dictionary
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.read import read_tables
from clvcli.orders.tables import LINE
from clvcli.orders.understanding.understand import understand_beside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.orders.tables import Decision, RawTable


def table_beside(path: str) -> RawTable:
    """Read the one table of the file at `path`; raises InputError, and AttachedFileError where it has several."""
    tables = read_tables([path], ReadOptions())
    if len(tables) > 1:
        raise AttachedFileError.several_tables(path)
    return tables[0]


def columns_beside(table: RawTable, fields: Sequence[str]) -> dict[str, str]:
    """Return field -> column; of several columns of one field that with the better name."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for place, column in enumerate(() if table.headless else table.columns):
        named = dictionary.known_beside(column, fields)
        if named is not None:
            found.setdefault(named[0], []).append((named[1], place, column))
    return {field: min(found[field])[2] for field in fields if field in found}


def rows_beside(
    table: RawTable, columns: Mapping[str, str], options: ReadOptions
) -> tuple[pl.DataFrame, tuple[Decision, ...]]:
    """Return the rows, as `Reading.rows`, and what was decided of their values.

    `--decimal` and `--date-format` decide only what the values of the file leave open, since they are said of
    the orders.  Raises the errors of numbers and dates.
    """
    try:
        rows, decisions = understand_beside(table, columns, ReadOptions())
    except (DecimalSignError, DayMonthError):
        if not (options.decimal or options.date_format):
            raise
        said = ReadOptions(decimal=options.decimal, date_format=options.date_format)
        rows, decisions = understand_beside(table, columns, said)
    return rows.collect(), decisions


def first_fault(rows: pl.DataFrame, table: RawTable) -> tuple[int, str | None] | None:
    """Return the line, and the column where one is at fault, of the first row that could not be read."""
    if table.rejects is not None and table.rejects.height:
        line, reason = table.rejects.sort("line").select("line", "reason").row(0)
        if reason != "furniture":
            return line, None
    broken = rows.filter(pl.col("reject_reason").is_not_null()).sort(LINE)
    return (broken[LINE][0], broken["reject_column"][0]) if broken.height else None
