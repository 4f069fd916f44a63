"""`--rates`: a file of rates of exchange, read like any other beside the orders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import RatesUnreadableError
from clvcli.orders.beside import columns_beside, first_fault, rows_beside, table_beside
from clvcli.orders.money.rate_units import per_unit
from clvcli.orders.money.rates import EXACT
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from clvcli.orders.options import ReadOptions

FIELDS = ("order_date", "valid_from", "currency", "fx_rate", "quantity")

_DAYS = ("order_date", "valid_from")


def with_rates_read(options: ReadOptions) -> ReadOptions:
    """Return the options with the table of `--rates` read, if one is given; raises as `read_rates`."""
    if options.rates is None or options.rate_table is not None:
        return options
    return replace(options, rate_table=read_rates(options.rates, options))


def read_rates(path: str, options: ReadOptions) -> pl.DataFrame:
    """Read `date`, `currency`, `rate`, the reporting currency per unit, and `per`, the units quoted (both EXACT).

    What is quoted per hundred units is told by a column of units, else by what currencies are worth.
    Raises InputError as for any input, and RatesUnreadableError where a column is missing, where a line cannot
    be read, and where a day has two rates.
    """
    table = table_beside(path)
    columns = columns_beside(table, FIELDS)
    day = next((name for name in _DAYS if name in columns), None)
    if day is None or not {"currency", "fx_rate"} <= columns.keys():
        raise RatesUnreadableError.columns_missing(path, [*table.columns])
    rows, _ = rows_beside(table, columns, options)
    fault = first_fault(rows, table)
    if fault is not None:
        raise RatesUnreadableError.bad_line(path, fault[0])
    rates = rows.select(
        LINE,
        date=day,
        currency=pl.col("currency").str.strip_chars().str.to_uppercase(),
        rate=pl.col("fx_rate").cast(EXACT),
        units=pl.col("quantity").cast(EXACT) if "quantity" in columns else pl.lit(None, EXACT),
    )
    broken = rates.filter(
        pl.any_horizontal(pl.col("date", "currency", "rate").is_null())
        | (pl.col("rate") <= 0)
        | (pl.col("units") <= 0)
    )
    if broken.height:
        raise RatesUnreadableError.bad_line(path, broken[LINE].sort()[0])
    rates = rates.sort(LINE).unique(["date", "currency", "rate"], keep="first", maintain_order=True)
    twice = rates.filter(pl.struct("date", "currency").is_duplicated()).sort("date", "currency", LINE)
    if twice.height:
        raise RatesUnreadableError.two_rates(path, *twice[LINE].head(2).to_list())
    return per_unit(rates, str(options.currency)).drop(LINE, "units")
