"""A file beside the orders: its columns by what people call them, its values read as an export's are."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file beside the orders, read."""

    source: str
    rows: pl.DataFrame
    """LINE and the fields it has, typed as in `Reading.rows`."""
    columns: Mapping[str, str]
    """Field -> column."""
    decisions: tuple[Decision, ...]


PRINTED = "__printed"
"""Column of rows: one of the file's as it stands there."""


def read_attached(
    path: str,
    fields: Sequence[str],
    required: Sequence[Sequence[str]],
    options: ReadOptions,
    *,
    printed: str | None = None,
) -> Attached:
    """Read `fields` of the file at `path`, of which one of each of `required` must be there.

    The column called `printed`, or that of the field of this name, is added as text under PRINTED.
    `--decimal` and `--date-format` decide only what the values of the file leave open, since they are said of
    the orders.  Raises InputError as for any input, AttachedFileError where a column is missing or a row is broken.
    """
    tables = read_tables([path], ReadOptions())
    if len(tables) > 1:
        raise AttachedFileError.several_tables(path)
    (table,) = tables
    columns = _columns(table, fields)
    for names in required:
        if not columns.keys() & set(names):
            raise AttachedFileError.no_column(path, names, table.columns)
    try:
        rows, decisions = understand_beside(table, columns, ReadOptions())
    except (DecimalSignError, DayMonthError):
        if not (options.decimal or options.date_format):
            raise
        said = ReadOptions(decimal=options.decimal, date_format=options.date_format)
        rows, decisions = understand_beside(table, columns, said)
    frame = rows.collect()
    _check_rows(frame, table)
    if printed is not None:
        frame = _with_printed(frame, table, columns, printed)
    return Attached(
        source=table.source,
        rows=frame.drop("reject_reason", "reject_column", "reject_text"),
        columns=columns,
        decisions=decisions,
    )


def _columns(table: RawTable, fields: Sequence[str]) -> dict[str, str]:
    """Return field -> column; of several columns of one field that with the better name."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for place, column in enumerate(() if table.headless else table.columns):
        named = dictionary.known_beside(column, fields)
        if named is not None:
            found.setdefault(named[0], []).append((named[1], place, column))
    return {field: min(found[field])[2] for field in fields if field in found}


def _with_printed(rows: pl.DataFrame, table: RawTable, columns: Mapping[str, str], name: str) -> pl.DataFrame:
    """Add PRINTED; raises AttachedFileError where no column is called so."""
    alike = [column for column in table.columns if dictionary.key(column) == dictionary.key(name)]
    column = name if name in table.columns else alike[0] if alike else columns.get(name)
    if column is None:
        raise AttachedFileError.not_a_column(table.source, name, table.columns)
    text = pl.col(column).cast(pl.String).alias(PRINTED)
    return rows.join(table.frame.select(LINE, text).collect(), on=LINE, how="left", maintain_order="left")


def _check_rows(rows: pl.DataFrame, table: RawTable) -> None:
    """Raise AttachedFileError for the first row that could not be read: half a list of costs is a wrong one."""
    if table.rejects is not None and table.rejects.height:
        line, reason = table.rejects.sort("line").select("line", "reason").row(0)
        if reason != "furniture":
            raise AttachedFileError.broken(table.source, line, None)
    broken = rows.filter(pl.col("reject_reason").is_not_null()).sort(LINE)
    if broken.height:
        raise AttachedFileError.broken(table.source, broken[LINE][0], broken["reject_column"][0])


def one_a_key(attached: Attached, key: str) -> pl.DataFrame:
    """Return the rows that have a `key`, one each, without LINE.

    Identical rows count once; raises AttachedFileError where rows of one key say different things.
    """
    rows = attached.rows.filter(pl.col(key).is_not_null())
    others = [name for name in rows.columns if name != LINE]
    rows = rows.sort(LINE).unique(others, keep="first", maintain_order=True)
    twice = rows.filter(pl.col(key).is_duplicated()).sort(key, LINE)
    if twice.height:
        first, second = twice[LINE].head(2).to_list()
        raise AttachedFileError.twice(attached.source, attached.columns[key], first, second)
    return rows.drop(LINE).sort(key)
