"""What `compute` wrote, read back: `segment` and `report` take it in place of the orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import StoredValuesError
from clvcli.orders.tables import LINE
from clvcli.valuation.schema import VALUES_SCHEMA

if TYPE_CHECKING:
    from clvcli.orders.tables import RawTable

SIGNATURE = frozenset({"customer_id", "value_to_date", "clv_residual", "value_total"})
"""Columns that no order export has together."""

KINDS: dict[pl.DataType | type[pl.DataType], str] = {
    pl.Float64: "a number",
    pl.Int64: "a whole number",
    pl.Date: "a date",
    pl.String: "text",
}


def values_from(table: RawTable) -> pl.DataFrame | None:
    """Return the values a table holds, typed as VALUES and in its order, or None where it holds none.

    Takes CSV and TSV (text), Parquet and XLSX (typed), whatever the order of their columns; columns
    that are not of `compute` are left out.  Raises StoredValuesError where columns of `compute` are
    missing or a cell cannot be read.
    """
    if not set(table.columns) >= SIGNATURE:
        return None
    missing = [name for name in VALUES_SCHEMA if name not in table.columns]
    if missing:
        raise StoredValuesError.lacks(table.source, missing)
    found = table.frame.select(LINE, *VALUES_SCHEMA).collect()
    typed = found.select(
        LINE, *(_read(pl.col(name), found.schema[name], dtype).alias(name) for name, dtype in VALUES_SCHEMA.items())
    )
    _refuse_unread(table.source, found, typed)
    return typed.select(VALUES_SCHEMA.names())


def _read(cell: pl.Expr, found: pl.DataType, wanted: pl.DataType) -> pl.Expr:
    """Return the column as `wanted`, null where a cell cannot be read so."""
    if wanted == pl.String:
        return cell.cast(pl.String)
    if found == pl.String and wanted == pl.Date:
        return cell.str.to_date("%Y-%m-%d", strict=False)
    if found == pl.Float64 and wanted == pl.Int64:
        return pl.when(cell == cell.round()).then(cell.cast(pl.Int64, strict=False))
    return cell.cast(wanted, strict=False)


def _refuse_unread(name: str, found: pl.DataFrame, typed: pl.DataFrame) -> None:
    """Raise StoredValuesError at the first cell that had something in it and could not be read."""
    for column, dtype in VALUES_SCHEMA.items():
        lost = found[column].is_not_null() & (typed[column].is_null() | ~_finite(typed[column]))
        if lost.any():
            line = int(found[LINE].filter(lost)[0])
            raise StoredValuesError.unreadable(name, column, line=line, kind=KINDS[dtype.base_type()])


def _finite(column: pl.Series) -> pl.Series:
    return column.is_finite() if column.dtype == pl.Float64 else column.is_not_null()
