"""One currency, several apart, or one by a rate table: never added silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from clvcli import notes
from clvcli.errors import (
    CurrencyUnclearError,
    InputMissingError,
    RateMissingError,
    RatesUnreadableError,
    SeveralCurrenciesError,
)
from clvcli.orders.currency import SIGNS
from clvcli.orders.schema import MONEY
from clvcli.orders.tables import Decision

if TYPE_CHECKING:
    from clvcli.notes import Note
    from clvcli.orders.options import ReadOptions

MONEY_COLUMNS = (
    "unit_price",
    "gross_amount",
    "discount_amount",
    "tax_amount",
    "net_amount",
    "refund_amount",
    "other_amount",
    "cost_amount",
)

OLD_RATE_DAYS = 31
"""A rate of the month before is common practice; an older one is a table that nobody has kept up."""

UNCLEAR = [sign for sign, code in SIGNS.items() if code is None]
"""Signs that need `--currency`."""

NAMED = {sign: code for sign, code in SIGNS.items() if code is not None}


class InOneCurrency(NamedTuple):
    """Lines whose money can be added, currency by currency, and what is to be said of how they came to be."""

    lines: pl.DataFrame
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()


def in_one_currency(lines: pl.DataFrame, options: ReadOptions) -> InOneCurrency:
    """Return the lines with ISO currencies, converted where a rate table is given.

    Raises CurrencyUnclearError for a sign that names several currencies, SeveralCurrenciesError where
    more than one would be added, RateMissingError where a table has no rate for an order's date.
    """
    printed = pl.col("currency").str.strip_chars().str.to_uppercase()
    code = (
        pl.when(printed.is_in(UNCLEAR)).then(pl.lit(options.currency, pl.String)).otherwise(printed.replace(NAMED))
    )
    if options.currency is None and lines.select(printed.is_in(UNCLEAR).any()).item():
        raise CurrencyUnclearError.of_sign()
    lines = lines.with_columns(currency=code)
    counted = lines.filter(pl.col("excluded").is_null())
    found = counted["currency"].unique().drop_nulls().sort().to_list()
    unnamed = counted["currency"].null_count()
    if options.rates is not None:
        return _converted(lines, options)
    if len(found) > 1 and not options.by_currency:
        raise SeveralCurrenciesError.of(found)
    if found and unnamed and not options.by_currency and options.currency is None:
        raise SeveralCurrenciesError.some_unnamed(found)
    if options.currency is not None:
        if found and not options.by_currency and found != [options.currency]:
            raise SeveralCurrenciesError.not_the_asked(found, options.currency)
        lines = lines.with_columns(currency=pl.col("currency").fill_null(options.currency))
        decision = Decision(subject="currency", value=options.currency, how="set")
        return InOneCurrency(lines, (decision,))
    said = (Decision(subject="currency", value=", ".join(found), how="detected"),) if found else ()
    return InOneCurrency(lines, said)


def _converted(lines: pl.DataFrame, options: ReadOptions) -> InOneCurrency:
    target = options.currency
    if target is None:
        raise SeveralCurrenciesError.rates_without_target()
    rates = read_rates(str(options.rates))
    lines = lines.with_columns(currency=pl.col("currency").fill_null(target)).sort(
        "order_date", maintain_order=True
    )
    lines = lines.join_asof(
        rates.sort("date"),
        left_on="order_date",
        right_on="date",
        by="currency",
        strategy="backward",
        check_sortedness=False,
    )
    rate = pl.when(pl.col("currency") == target).then(pl.lit(1, pl.Decimal(38, 10))).otherwise("rate")
    lines = lines.with_columns(rate=rate)
    missing = lines.filter(pl.col("rate").is_null() & pl.col("excluded").is_null())
    if missing.height:
        first = missing.sort("order_date", "currency").row(0, named=True)
        raise RateMissingError.on(str(options.rates), currency=first["currency"], day=first["order_date"])
    said = _old_rates(lines.filter((pl.col("currency") != target) & pl.col("excluded").is_null()))
    lines = lines.with_columns(
        (pl.col(name).cast(pl.Decimal(38, 10)) * pl.col("rate")).cast(MONEY) for name in MONEY_COLUMNS
    )
    lines = lines.with_columns(currency=pl.lit(target)).drop("rate", "date", strict=False)
    because = f"rates of the order date from {options.rates}"
    decision = Decision(subject="currency", value=target, how="set", because=because)
    return InOneCurrency(lines, (decision,), said)


def _old_rates(converted: pl.DataFrame) -> tuple[Note, ...]:
    """Say how many lines have a rate (of `date`) from long before their order."""
    age = (pl.col("order_date") - pl.col("date")).dt.total_days().alias("age")
    old = converted.select("date", age).filter(pl.col("age") > OLD_RATE_DAYS).sort("age", "date", descending=True)
    if old.is_empty():
        return ()
    day, days = old.row(0)
    return (notes.old_rates(old.height, limit_days=OLD_RATE_DAYS, oldest_days=days, oldest=day),)


def read_rates(path: str) -> pl.DataFrame:
    """Read a rate table: columns `date`, `currency`, `rate` (units of the reporting currency per unit)."""
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
        pl.col("rate").str.strip_chars().cast(pl.Decimal(38, 10), strict=False),
    )
    broken = rates.with_row_index("line", offset=2).filter(
        pl.any_horizontal(pl.all().is_null()) | (pl.col("rate") <= 0)
    )
    if broken.height:
        raise RatesUnreadableError.bad_line(path, broken["line"][0])
    return rates
