"""Canonical order lines in files: known again by their schema version, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import NewerSchemaError, OrderLinesError
from clvcli.orders.rejects import by_structure, faults
from clvcli.orders.schema import (
    CANONICAL,
    CANONICAL_SCHEMA,
    SCHEMA_VERSION,
    TAX_KEY,
    major_of,
    names,
    version_in,
)
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from clvcli.orders.money.tax import Tax
    from clvcli.orders.tables import RawTable


TITLE = "canonical order lines"
"""What our own files are called in the place of a format."""

SEMICOLON = ("separator", "semicolon")
"""What is decided of a file that `--excel eu` wrote."""


def tax_of(table: RawTable) -> Tax:
    """Return what a canonical table says of tax in its money; a CSV of it says nothing."""
    known: dict[str, Tax] = {"included": "included", "excluded": "excluded"}
    return known.get(table.metadata.get(TAX_KEY, ""), "unknown")


def drafts_from(table: RawTable, *, file_no: int) -> pl.DataFrame:
    """Return canonical lines as draft lines, so that they can be joined with other inputs.

    Refund rows stay refund rows; what copies and exclusions were, is decided again.
    """
    lines = lines_from(table).collect().with_row_index("row")
    return lines.with_columns(
        row=pl.col("row").cast(pl.Int64) + 2,
        file=pl.lit(file_no, pl.Int32),
        buyer=pl.coalesce("customer_email", "customer_id", "customer_phone"),
        store=pl.col("store").fill_null(""),
        kind=pl.when(pl.col("excluded") == "adjustment").then(pl.lit("adjustment")).otherwise(pl.lit("order")),
        updated_at="state_at",
        order_grain=pl.lit(value=False),
        derived_id=pl.lit(value=False),
        excluded=pl.lit(None, pl.String),
    )


def is_canonical(table: RawTable) -> bool:
    """Tell whether a table holds canonical order lines, by its metadata or by its complete header."""
    return version_in(table.metadata) is not None or set(names(CANONICAL)) <= set(table.columns)


def lines_from(table: RawTable) -> pl.LazyFrame:
    """Return the canonical lines a table holds, typed.

    Raises NewerSchemaError where the file was written by a newer major version, and OrderLinesError where a row
    or a cell is not as it was written: rows of ours are never left out.
    """
    version = version_in(table.metadata) or SCHEMA_VERSION
    if major_of(version) > major_of(SCHEMA_VERSION):
        raise NewerSchemaError.of_file(table.source, version=version, known=SCHEMA_VERSION)
    broken = faults(by_structure(table))
    if broken.height:
        raise OrderLinesError.broken(table.source, int(broken["line"].sort()[0]))
    found = table.frame.collect_schema()
    frame = _with_points(table, found)
    _refuse_unread(table, frame, found)
    return frame.select(
        [
            _typed(name, dtype, found[name]) if name in found else pl.lit(None, dtype).alias(name)
            for name, dtype in CANONICAL_SCHEMA.items()
        ]
    )


def _with_points(table: RawTable, found: pl.Schema) -> pl.LazyFrame:
    """Return lines whose numbers have a decimal comma, as `--excel eu` writes them, with points.

    Such a file has semicolons between its cells, and our numbers four decimals: a comma before three digits is none
    of ours, and stays.
    """
    if not any((decision.subject, decision.value) == SEMICOLON for decision in table.decisions):
        return table.frame
    numbers = [
        name for name, dtype in CANONICAL_SCHEMA.items() if dtype.is_decimal() and found.get(name) == pl.String
    ]
    return table.frame.with_columns(pl.col(numbers).str.replace(r"^(-?\d+),(\d{1,2}|\d{4,})$", "$1.$2"))


def _refuse_unread(table: RawTable, frame: pl.LazyFrame, found: pl.Schema) -> None:
    """Raise OrderLinesError at the first cell in which something stands that its column cannot hold."""
    read = {name: _typed(name, dtype, found[name]) for name, dtype in CANONICAL_SCHEMA.items() if name in found}
    unread = {
        name: pl.col(LINE).filter(pl.col(name).is_not_null() & typed.is_null()).min()
        for name, typed in read.items()
        if found[name] != CANONICAL_SCHEMA[name]
    }
    if not unread:
        return
    lines = frame.select(**unread).collect(engine="streaming").row(0, named=True)
    line, column = min(((line, name) for name, line in lines.items() if line is not None), default=(0, ""))
    if line:
        raise OrderLinesError.unreadable(table.source, column, line)


_FLAGS = {"true": True, "false": False}
"""In small letters: a spreadsheet writes them in capitals."""


def _typed(name: str, dtype: pl.DataType, found: pl.DataType) -> pl.Expr:
    """Return a column as its type, null where a cell cannot be read so."""
    column = pl.col(name)
    if found == dtype:
        return column
    if dtype == pl.Boolean and found == pl.String:
        return column.str.to_lowercase().replace_strict(_FLAGS, default=None, return_dtype=pl.Boolean)
    if found == pl.String and dtype == pl.Date:
        return column.str.to_date("%Y-%m-%d", strict=False)
    if found == pl.String and isinstance(dtype, pl.Datetime):
        return column.str.to_datetime(time_unit="us", time_zone="UTC", strict=False)
    return column.cast(dtype, strict=False)
