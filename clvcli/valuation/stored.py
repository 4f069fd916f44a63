"""What `compute` wrote, read back: `segment` and `report` take it in place of the orders."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import StoredValuesError, ValuedTwiceError, ValuesDisagreeError
from clvcli.on_disk import ROWS_AT_A_TIME, OnDisk, figures, gathered
from clvcli.orders.currency import in_currency
from clvcli.orders.rejects import by_structure, faults
from clvcli.orders.tables import LINE
from clvcli.scratch import scratch_folder, writing
from clvcli.valuation.candidates import YARDSTICK
from clvcli.valuation.plan import COHORT_CURVE
from clvcli.valuation.schema import APPENDED, VALUES_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.on_disk import Table
    from clvcli.orders.tables import RawTable

SIGNATURE = frozenset({"customer_id", "value_to_date", "clv_residual", "value_total"})
"""Columns that no order export has together."""

IDS_AT_ONCE = 1_000_000
"""Customers on disk who are looked at together for one who stands there twice."""

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


def values_from(table: RawTable, also: Sequence[str] = ()) -> pl.DataFrame | None:
    """Return the values a table holds, typed as VALUES and in its order, or None where it holds none.

    `also` are columns to be there as text, null where the table lacks them.
    Takes CSV and TSV (text, also as `--excel` writes it), Parquet and XLSX (typed), whatever the order of their
    columns; columns that are not of `compute` are left out.  Raises StoredValuesError where columns of `compute`
    are missing, or a row or a cell cannot be read.
    """
    if not holds_values(table):
        return None
    stored = _stored(table)
    cells = table.frame.select(LINE, *stored, *_as_text(table, also)).collect()
    return _typed(table.source, cells.lazy(), stored, also).collect()


def values_on_disk(table: RawTable, also: Sequence[str] = ()) -> OnDisk:
    """Return what `values_from` returns of a table that `holds_values`, in a file; raises as it, and WriteError."""
    stored = _stored(table)
    typed = _typed(table.source, table.frame.select(LINE, *stored, *_as_text(table, also)), stored, also)
    path = scratch_folder() / "values.parquet"
    with writing():
        typed.sink_parquet(path, compression="lz4", row_group_size=ROWS_AT_A_TIME, statistics=False)
    return OnDisk.of([path])


def together(found: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return the values of several tables as those of one run.

    Raises ValuesDisagreeError where values of one currency were computed in several ways, and ValuedTwiceError
    where a customer has several rows in one.
    """
    frame = pl.concat(found)
    _check_one_run(frame, parts=1)
    return frame


def together_on_disk(found: Sequence[OnDisk]) -> OnDisk:
    """Return what `together` returns of values on disk; raises as it does."""
    table = OnDisk.of([path for each in found for path in each.paths])
    _check_one_run(table, parts=math.ceil(table.height / IDS_AT_ONCE) or 1)
    return table


def _check_one_run(table: Table, *, parts: int) -> None:
    """Raise as `together`; customers are looked for in so many parts, one at least, one after the other."""
    for currency in figures(table, pl.col("currency").unique()).to_series().sort(nulls_last=True):
        values = table.lazy().filter(in_currency(currency))
        for setting, rows in SETTINGS.items():
            several = figures(values.filter(rows), pl.col(setting).unique()).to_series().sort()
            if several.len() > 1:
                raise ValuesDisagreeError.of(setting, map(str, several), currency=currency)
        repeated, customers = 0, 0
        for part in range(parts):
            theirs = values.filter(pl.col("customer_id").hash() % parts == part)
            times = gathered(theirs.group_by("customer_id").agg(pl.len()))["len"]
            repeated, customers = repeated + int((times > 1).sum()), customers + times.len()
        if repeated:
            raise ValuedTwiceError.of(repeated, among=customers, currency=currency)


def _stored(table: RawTable) -> dict[str, pl.DataType]:
    """Return the columns of VALUES that a table has; raises as `values_from` where one or a row is missing."""
    missing = [name for name in VALUES_SCHEMA if name not in table.columns and name not in APPENDED]
    if missing:
        raise StoredValuesError.lacks(table.source, missing)
    broken = faults(by_structure(table))
    if broken.height:
        raise StoredValuesError.broken(table.source, int(broken["line"][0]))
    return {name: dtype for name, dtype in VALUES_SCHEMA.items() if name in table.columns}


def _as_text(table: RawTable, names: Sequence[str]) -> list[pl.Expr]:
    """Return columns of a table as text, null where it lacks them."""
    return [(pl.col(name) if name in table.columns else pl.lit(None)).cast(pl.String).alias(name) for name in names]


def _typed(
    source: str, found: pl.LazyFrame, stored: Mapping[str, pl.DataType], also: Sequence[str]
) -> pl.LazyFrame:
    """Return the values in LINE, the `stored` columns and `also` of a table; raises as `values_from` at a cell."""
    cells = found.with_columns(_with_points(found))
    schema = found.collect_schema()
    typed = {name: _read(pl.col(name), schema[name], dtype) for name, dtype in stored.items()}
    _refuse_unread(source, cells, typed)
    made = {name: how for name, how in APPENDED.items() if name not in stored}
    values = cells.select(*(how.alias(name) for name, how in typed.items()), *also)
    return values.with_columns(**made).select(*VALUES_SCHEMA.names(), *also)


def _with_points(found: pl.LazyFrame) -> list[pl.Expr]:
    """Return text whose numbers have a decimal comma, as `--excel eu` writes them, with points.

    No number of ours has a sign between thousands, and `0,1` can be nothing but a decimal: where a number begins so
    and none has a point, a comma is the decimal sign.  Everything else stays, and is refused where it is no number.
    """
    numbers = [
        pl.col(name)
        for name, dtype in found.collect_schema().items()
        if dtype == pl.String and VALUES_SCHEMA.get(name) == pl.Float64
    ]
    if not numbers:
        return []
    points = pl.any_horizontal(each.str.contains(".", literal=True).any() for each in numbers)
    commas = pl.any_horizontal(each.str.contains(r"^-?0,\d").any() for each in numbers)
    decimal_commas = figures(found, (commas & ~points).alias("found")).item()
    return [each.str.replace(",", ".", literal=True) for each in numbers] if decimal_commas else []


def _read(cell: pl.Expr, found: pl.DataType, wanted: pl.DataType) -> pl.Expr:
    """Return the column as `wanted`, null where a cell cannot be read so."""
    if wanted == pl.String:
        return cell.cast(pl.String)
    if found == pl.String and wanted == pl.Date:
        return cell.str.to_date("%Y-%m-%d", strict=False)
    if found == pl.Float64 and wanted == pl.Int64:
        return pl.when(cell == cell.round()).then(cell.cast(pl.Int64, strict=False))
    return cell.cast(wanted, strict=False)


def _refuse_unread(source: str, cells: pl.LazyFrame, typed: Mapping[str, pl.Expr]) -> None:
    """Raise StoredValuesError at the first cell that had something in it and could not be read."""
    lost = {
        name: pl.col(name).is_not_null() & ~(_fit(how, VALUES_SCHEMA[name]).fill_null(value=False))
        for name, how in typed.items()
    }
    lines = figures(cells, *(pl.col(LINE).filter(unread).min().alias(name) for name, unread in lost.items()))
    for name, line in lines.row(0, named=True).items():
        if line is not None:
            kind = KINDS[VALUES_SCHEMA[name].base_type()]
            raise StoredValuesError.unreadable(source, name, line=int(line), kind=kind)


def _fit(value: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Tell whether a value is there, and finite."""
    return value.is_finite() if dtype == pl.Float64 else value.is_not_null()
