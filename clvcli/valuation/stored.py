"""What `compute` wrote, read back: `segment` and `report` take it in place of the orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import StoredValuesError, ValuedTwiceError, ValuesDisagreeError
from clvcli.orders.currency import in_currency
from clvcli.orders.rejects import by_structure, faults
from clvcli.orders.tables import LINE
from clvcli.valuation.candidates import YARDSTICK
from clvcli.valuation.plan import COHORT_CURVE
from clvcli.valuation.schema import APPENDED, VALUES_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.orders.tables import RawTable

SIGNATURE = frozenset({"customer_id", "value_to_date", "clv_residual", "value_total"})
"""Columns that no order export has together."""

KINDS: dict[pl.DataType | type[pl.DataType], str] = {
    pl.Float64: "a number",
    pl.Int64: "a whole number",
    pl.Date: "a date",
    pl.String: "text",
}

SETTINGS: Mapping[str, pl.Expr] = {
    "as_of": pl.lit(value=True),
    "basis": pl.lit(value=True),
    "horizon": pl.col("clv_residual").is_not_null() & ~pl.col("method").is_in([COHORT_CURVE, YARDSTICK]),
    "discount_rate": pl.lit(value=True),
}
"""What is the same in all values of a currency -> the rows it is the same in: the cohort curve, and
NBD in its place, look as far as the orders of a group reach, and no further."""


def holds_values(table: RawTable) -> bool:
    """Tell whether a table holds values."""
    return set(table.columns) >= SIGNATURE


def values_from(table: RawTable) -> pl.DataFrame | None:
    """Return the values a table holds, typed as VALUES and in its order, or None where it holds none.

    Takes CSV and TSV (text, also as `--excel` writes it), Parquet and XLSX (typed), whatever the order of their
    columns; columns that are not of `compute` are left out.  Raises StoredValuesError where columns of `compute`
    are missing, or a row or a cell cannot be read.
    """
    if not holds_values(table):
        return None
    missing = [name for name in VALUES_SCHEMA if name not in table.columns and name not in APPENDED]
    if missing:
        raise StoredValuesError.lacks(table.source, missing)
    broken = faults(by_structure(table))
    if broken.height:
        raise StoredValuesError.broken(table.source, int(broken["line"][0]))
    stored = {name: dtype for name, dtype in VALUES_SCHEMA.items() if name in table.columns}
    found = _with_points(table.frame.select(LINE, *stored).collect())
    typed = found.select(
        LINE, *(_read(pl.col(name), found.schema[name], dtype).alias(name) for name, dtype in stored.items())
    )
    _refuse_unread(table.source, found, typed.drop(LINE))
    made = {name: how for name, how in APPENDED.items() if name not in stored}
    return typed.with_columns(**made).select(VALUES_SCHEMA.names())


def together(found: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return the values of several tables as those of one run.

    Raises ValuesDisagreeError where values of one currency were computed in several ways, and ValuedTwiceError
    where a customer has several rows in one.
    """
    frame = pl.concat(found)
    for currency in frame["currency"].unique().sort(nulls_last=True):
        values = frame.filter(in_currency(currency))
        for setting, rows in SETTINGS.items():
            several = values.filter(rows)[setting].unique().sort()
            if several.len() > 1:
                raise ValuesDisagreeError.of(setting, map(str, several), currency=currency)
        repeated = values["customer_id"].filter(values["customer_id"].is_duplicated()).n_unique()
        if repeated:
            raise ValuedTwiceError.of(repeated, among=values["customer_id"].n_unique(), currency=currency)
    return frame


def _with_points(found: pl.DataFrame) -> pl.DataFrame:
    """Return text whose numbers have a decimal comma, as `--excel eu` writes them, with points.

    No number of ours has a sign between thousands, and `0,1` can be nothing but a decimal: where a number begins so
    and none has a point, a comma is the decimal sign.  Everything else stays, and is refused where it is no number.
    """
    numbers = [
        name for name, dtype in found.schema.items() if dtype == pl.String and VALUES_SCHEMA.get(name) == pl.Float64
    ]
    cells = pl.concat([pl.Series("cell", dtype=pl.String), *(found[name].rename("cell") for name in numbers)])
    if cells.str.contains(".", literal=True).any() or not cells.str.contains(r"^-?0,\d").any():
        return found
    return found.with_columns(pl.col(numbers).str.replace(",", ".", literal=True))


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
    for column in typed.columns:
        lost = found[column].is_not_null() & (typed[column].is_null() | ~_finite(typed[column]))
        if lost.any():
            line = int(found[LINE].filter(lost)[0])
            raise StoredValuesError.unreadable(name, column, line=line, kind=KINDS[typed[column].dtype.base_type()])


def _finite(column: pl.Series) -> pl.Series:
    return column.is_finite() if column.dtype == pl.Float64 else column.is_not_null()
