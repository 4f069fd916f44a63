"""A file beside the orders that is joined with them: what it must have, and one row of each key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import AttachedFileError
from clvcli.orders import dictionary
from clvcli.orders.beside import columns_beside, first_fault, rows_beside, table_beside
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.orders.options import ReadOptions
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
    table = table_beside(path)
    columns = columns_beside(table, fields)
    for names in required:
        if not columns.keys() & set(names):
            raise AttachedFileError.no_column(path, names, table.columns)
    frame, decisions = rows_beside(table, columns, options)
    fault = first_fault(frame, table)
    if fault is not None:
        raise AttachedFileError.broken(table.source, *fault)
    if printed is not None:
        frame = _with_printed(frame, table, columns, printed)
    return Attached(
        source=table.source,
        rows=frame.drop("reject_reason", "reject_column", "reject_text"),
        columns=columns,
        decisions=decisions,
    )


def _with_printed(rows: pl.DataFrame, table: RawTable, columns: Mapping[str, str], name: str) -> pl.DataFrame:
    """Add PRINTED; raises AttachedFileError where no column is called so."""
    alike = [column for column in table.columns if dictionary.key(column) == dictionary.key(name)]
    column = name if name in table.columns else alike[0] if alike else columns.get(name)
    if column is None:
        raise AttachedFileError.not_a_column(table.source, name, table.columns)
    text = pl.col(column).cast(pl.String).alias(PRINTED)
    return rows.join(table.frame.select(LINE, text).collect(), on=LINE, how="left", maintain_order="left")


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
