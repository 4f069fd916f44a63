"""Rates of exchange: from a file beside the orders, by day, or from the orders themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import InputMissingError, RateMissingError, RatesUnreadableError

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
    Raises RateMissingError for a line that counts and whose currency has no rate by then.
    """
    path, target = str(options.rates), str(options.currency)
    rates = read_rates(path).rename({"date": RATE_DAY, "currency": currency, "rate": RATE}).sort(RATE_DAY)
    rated = lines.sort("order_date", maintain_order=True).join_asof(
        rates, left_on="order_date", right_on=RATE_DAY, by=currency, strategy="backward", check_sortedness=False
    )
    rated = rated.with_columns(
        pl.when(pl.col(currency) == target).then(pl.lit(1, EXACT)).otherwise(RATE).alias(RATE)
    )
    missing = rated.filter(pl.col(currency).is_not_null() & pl.col(RATE).is_null() & pl.col("excluded").is_null())
    if missing.height:
        code, day = missing.sort("order_date", currency).select(currency, "order_date").row(0)
        raise RateMissingError.on(path, currency=code, day=day)
    return rated


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


def read_rates(path: str) -> pl.DataFrame:
    """Read a rate table: columns `date`, `currency`, `rate` (units of the reporting currency per unit).

    Raises RatesUnreadableError where it is none, where a line cannot be read, and where a day has two rates.
    """
    try:
        table = pl.read_csv(path, infer_schema=False, glob=False)
    except FileNotFoundError:
        raise InputMissingError.file(path, None) from None
    except (pl.exceptions.PolarsError, OSError):
        raise RatesUnreadableError.not_a_table(path) from None
    table = table.rename({name: name.strip().lower() for name in table.columns})
    if not {"date", "currency", "rate"} <= set(table.columns):
        raise RatesUnreadableError.columns_missing(path, table.columns)
    rates = table.select(
        pl.col("date").str.strip_chars().str.to_date("%Y-%m-%d", strict=False),
        pl.col("currency").str.strip_chars().str.to_uppercase(),
        pl.col("rate").str.strip_chars().cast(EXACT, strict=False),
    ).with_row_index("line", offset=2)
    broken = rates.filter(pl.any_horizontal(pl.all().is_null()) | (pl.col("rate") <= 0))
    if broken.height:
        raise RatesUnreadableError.bad_line(path, broken["line"][0])
    rates = rates.unique(["date", "currency", "rate"], keep="first", maintain_order=True)
    twice = rates.filter(pl.struct("date", "currency").is_duplicated()).sort("date", "currency", "line")
    if twice.height:
        raise RatesUnreadableError.two_rates(path, *twice["line"].head(2).to_list())
    return rates.drop("line")
