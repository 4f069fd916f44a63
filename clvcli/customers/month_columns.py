"""Calendar months of a column of days, as `months.month_number` counts them."""

from __future__ import annotations

import polars as pl

from clvcli.customers.months import MONTHS_PER_YEAR


def month_of(day: pl.Expr) -> pl.Expr:
    """Return `months.month_number` of a column of days."""
    return day.dt.year() * MONTHS_PER_YEAR + day.dt.month().cast(pl.Int32) - 1


def first_day_of(month: pl.Expr) -> pl.Expr:
    """Return the first day of a month by its number."""
    return pl.date(month // MONTHS_PER_YEAR, month % MONTHS_PER_YEAR + 1, 1)
