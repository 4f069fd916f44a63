"""Rates of exchange: from a file beside the orders, by day, or from the orders themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import RateMissingError

if TYPE_CHECKING:
    from clvcli.orders.options import ReadOptions

RATE = "__rate"
"""Column of lines: units of the reporting currency per unit of the line's."""

RATE_DAY = "__rate_day"
"""Column of lines: the day their rate is of."""

EXACT = pl.Decimal(38, 10)

QUOTED_PER = (1, 100)
"""What a currency is quoted as in itself: a unit, or a hundred of them as Nordic banks do."""


def with_rates(lines: pl.DataFrame, options: ReadOptions, *, currency: str = "currency") -> pl.DataFrame:
    """Add RATE and RATE_DAY of the order's date, or the last day before it that has one, sorted by date.

    The reporting currency itself has the rate 1; where `currency` is null there is none.
    `options` have the table of `--rates`.  Raises RateMissingError for a line that counts and whose currency has
    no rate by then.
    """
    path, target = str(options.rates), str(options.currency)
    rates = rate_table(options).select(
        pl.col("date").alias(RATE_DAY), pl.col("currency").alias(currency), pl.col("rate").alias(RATE)
    )
    rated = lines.sort("order_date", maintain_order=True).join_asof(
        rates.sort(RATE_DAY),
        left_on="order_date",
        right_on=RATE_DAY,
        by=currency,
        strategy="backward",
        check_sortedness=False,
    )
    rated = rated.with_columns(
        pl.when(pl.col(currency) == target).then(pl.lit(1, EXACT)).otherwise(RATE).alias(RATE)
    )
    missing = rated.filter(pl.col(currency).is_not_null() & pl.col(RATE).is_null() & pl.col("excluded").is_null())
    if missing.height:
        code, day = missing.sort("order_date", currency).select(currency, "order_date").row(0)
        raise RateMissingError.on(path, currency=code, day=day)
    return rated


def rate_table(options: ReadOptions) -> pl.DataFrame:
    """Return `date`, `currency`, `rate` and `per` of the file of `--rates`, which was read at the door."""
    if options.rate_table is None:
        raise ValueError(options.rates)  # a door that reads no rates is a fault of ours
    return options.rate_table


def quoted_per_hundred(options: ReadOptions) -> list[str]:
    """Return the currencies that the file of `--rates` prints per more than a unit."""
    return rate_table(options).filter(pl.col("per") > 1)["currency"].unique().sort().to_list()


def with_own_rates(lines: pl.DataFrame, target: str) -> pl.DataFrame:
    """Add RATE from `fx_rate` of the orders, which are proved to be rates to `target` by its own being 1 or 100.

    Raises RateMissingError where its own is neither, and for a line that counts and names no rate.
    """
    own = pl.col("currency") == target
    units = lines.filter(own)["fx_rate"].drop_nulls().unique().sort().to_list()
    if len(units) > 1 or (units and units[0] not in QUOTED_PER):
        raise RateMissingError.to_another_currency(target, reporting_currency(lines))
    rate = pl.when(own).then(pl.lit(1, EXACT)).otherwise(pl.col("fx_rate").cast(EXACT) / (units or [1])[0])
    rated = lines.with_columns(rate.cast(EXACT).alias(RATE))
    missing = rated.filter(pl.col("excluded").is_null() & ~(pl.col(RATE) > 0).fill_null(value=False))
    if missing.height:
        code, day = missing.sort("order_date", "currency").select("currency", "order_date").row(0)
        raise RateMissingError.in_orders(currency=code, day=day)
    return rated


def names_rates(lines: pl.DataFrame) -> bool:
    """Tell whether the orders name rates of exchange."""
    return "fx_rate" in lines.columns and lines["fx_rate"].null_count() < lines.height


def reporting_currency(lines: pl.DataFrame) -> str | None:
    """Return the currency that the rates of the orders are to: its own rate is always 1, or always 100."""
    if not names_rates(lines):
        return None
    units = (
        lines.filter(pl.col("fx_rate").is_not_null() & pl.col("currency").is_not_null())
        .group_by("currency")
        .agg(least=pl.col("fx_rate").min(), most=pl.col("fx_rate").max())
    )
    steady = units.filter((pl.col("least") == pl.col("most")) & pl.col("least").is_in(QUOTED_PER))
    return str(steady["currency"][0]) if steady.height == 1 else None
