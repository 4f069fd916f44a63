"""Where another table begins below the orders: its rows fill the same columns and mean something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.dictionary import known_name
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders.tables import RawTable

ANOTHER_TABLE = "another_table"
"""Reason code of a row below the names of other columns."""

_HEADER_NAMES = 3
"""Known names that make a row the header of a table."""

_MOST_LOOKED_AT = 1_000
"""Rows with words for a date that are looked at; where there are more, rejects stop the run anyhow."""


def second_table(table: RawTable, columns: Mapping[str, str]) -> int | None:
    """Return the line on which a row names columns other than those of `table`, or None.

    `columns` are those of the fields.  A header has words where the date of an order stands.
    """
    schema = table.frame.collect_schema()
    if schema[columns["order_date"]] != pl.String:
        return None
    day = pl.col(columns["order_date"])
    texts = [name for name in table.columns if schema[name] == pl.String]
    worded = table.frame.filter(day.is_not_null() & ~day.str.contains("[0-9]")).select(LINE, *texts)
    ours = [known_name(name) for name in texts]
    for line, *cells in worded.head(_MOST_LOOKED_AT).collect(engine="streaming").sort(LINE).iter_rows():
        names = [known_name(cell) if cell else None for cell in cells]
        if names != ours and len({*names} - {None}) >= _HEADER_NAMES:
            return int(line)
    return None


def without_second_table(rows: pl.LazyFrame, begins: int) -> pl.LazyFrame:
    """Return typed `rows` with those from line `begins` on rejected."""
    below = pl.when(pl.col(LINE) >= begins).then(pl.lit(ANOTHER_TABLE))
    return rows.with_columns(reject_reason=pl.coalesce("reject_reason", below))
