"""Rows that no order line came of: the table they stand in, where each room puts them, how many are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import TooManyRejectsError
from clvcli.orders.schema import Column, schema_of
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import RawTable, Reading

REJECTS: tuple[Column, ...] = (
    Column("source", pl.String, "file as given"),
    Column("line", pl.Int64, "line of a text file, row of a sheet or of Parquet"),
    Column("column", pl.String, "column at fault; empty where the whole row is"),
    Column("reason", pl.String, "code of the reason, see clvcli explain"),
    Column("text", pl.String, "what stands there"),
)

REJECTS_SCHEMA = schema_of(REJECTS)

NONE = REJECTS_SCHEMA.to_frame()
"""The table of no rejects."""

FURNITURE = "furniture"
"""Reason code of a total row or a repeated header: left out, but no fault of the file."""


def by_structure(table: RawTable) -> pl.DataFrame:
    """Return the records that were no rows of their table."""
    return table.rejects if table.rejects is not None else NONE


def by_values(rows: pl.DataFrame, source: str) -> pl.DataFrame:
    """Return typed rows whose values cannot be read, as rejects: one a record, whatever lines it holds."""
    rows = rows.unique(LINE, keep="first", maintain_order=True)
    text = pl.col("reject_text") if "reject_text" in rows.columns else pl.lit(None, pl.String)
    return rows.select(
        source=pl.lit(source),
        line=pl.col(LINE).cast(pl.Int64),
        column="reject_column",
        reason="reject_reason",
        text=text,
    )


def of_export(reading: Reading, readable: int) -> Iterator[pl.DataFrame]:
    """Yield the rejects of an export by structure and values; `readable` rows of it are none."""
    yield (structural := by_structure(reading.table))
    if readable + structural.height < reading.table.rows_read:
        unreadable = reading.rows.filter(pl.col("reject_reason").is_not_null())
        yield by_values(unreadable.collect(engine="streaming"), reading.table.source)


def by_money(drafts: pl.DataFrame, source: str) -> pl.DataFrame:
    """Return drafts without money as rejects."""
    return drafts.select(
        source=pl.lit(source),
        line=pl.col("row").cast(pl.Int64),
        column=pl.lit("amount"),
        reason=pl.lit("no_amount"),
        text=pl.lit(None, pl.String),
    )


def by_date(rows: pl.DataFrame, sources: Sequence[str]) -> pl.DataFrame:
    """Return rows (`file`, `row`, `order_date`) whose date lies apart from all others, as rejects."""
    names = dict(enumerate(sources))
    return rows.select(
        source=pl.col("file").replace_strict(names, return_dtype=pl.String),
        line=pl.col("row").cast(pl.Int64),
        column=pl.lit("order_date"),
        reason=pl.lit("isolated_date"),
        text=pl.col("order_date").cast(pl.String),
    )


def together(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return the rejects of several rooms and files as one table, sorted."""
    rejects = pl.concat([part.select(REJECTS_SCHEMA.names()) for part in parts])
    return rejects.sort("source", "line", "reason", nulls_last=True)


def without_text(rejects: pl.DataFrame) -> pl.DataFrame:
    """Return rejects that do not quote the rows, which may name people."""
    return rejects.with_columns(text=pl.lit(None, pl.String))


def faults(rejects: pl.DataFrame) -> pl.DataFrame:
    """Return the rejects that are faults of the file; titles and totals are none."""
    return rejects.filter(pl.col("reason") != FURNITURE)


def check(rejects: pl.DataFrame, read: int, options: ReadOptions) -> None:
    """Raise TooManyRejectsError where more of the rows `read` are faulty than the options allow."""
    faulty = faults(rejects)
    if faulty.height == 0:
        return
    first = faulty.row(0, named=True)
    place = f"{first['source']}:{first['line']}"
    if options.strict:
        raise TooManyRejectsError.strictly(faulty.height, place)
    if faulty.height > options.max_rejects * read:
        most = faulty["reason"].value_counts(sort=True)["reason"][0]
        raise TooManyRejectsError.of(faulty.height, read, most, place)
