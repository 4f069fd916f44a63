"""One currency, several apart, or one by a rate table: never added silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from clvcli import notes
from clvcli.errors import (
    CurrencyUnclearError,
    SeveralCurrenciesError,
)
from clvcli.orders.currency import SIGNS
from clvcli.orders.money.rates import (
    EXACT,
    RATE,
    RATE_DAY,
    names_rates,
    quoted_per_hundred,
    reporting_currency,
    with_own_rates,
    with_rates,
)
from clvcli.orders.schema import MONEY
from clvcli.orders.tables import Decision
from clvcli.sayings import Saying

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

_PRINTED = pl.col("currency").str.strip_chars().str.to_uppercase()


class InOneCurrency(NamedTuple):
    """Lines whose money can be added, currency by currency, and what is to be said of how they came to be."""

    lines: pl.DataFrame
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()


def in_one_currency(lines: pl.DataFrame, options: ReadOptions) -> InOneCurrency:
    """Return the lines with ISO currencies, converted where a rate table is given or the orders name rates.

    Raises CurrencyUnclearError for a sign that names several currencies, SeveralCurrenciesError where
    more than one would be added, RateMissingError where a table has no rate for an order's date.
    """
    if options.currency is None and lines.select(_PRINTED.is_in(UNCLEAR).any()).item():
        raise CurrencyUnclearError.of_sign()
    lines = lines.with_columns(currency=_code(options))
    counted = lines.filter(pl.col("excluded").is_null())
    found = counted["currency"].unique().drop_nulls().sort().to_list()
    unnamed = counted["currency"].null_count()
    if options.rates is not None:
        return _converted(lines, options)
    if options.currency is not None and set(found) - {options.currency} and names_rates(lines):
        return _converted_by_own(lines, options.currency)
    if len(found) > 1 and not options.by_currency:
        raise SeveralCurrenciesError.of(found, by_own_rates=reporting_currency(lines))
    if found and unnamed and not options.by_currency and options.currency is None:
        raise SeveralCurrenciesError.some_unnamed(found)
    if options.currency is not None:
        if found and not options.by_currency and found != [options.currency]:
            raise SeveralCurrenciesError.not_the_asked(found, options.currency)
        lines = lines.with_columns(currency=pl.col("currency").fill_null(options.currency))
        decision = Decision(subject=Saying("currency"), value=options.currency, how="set")
        return InOneCurrency(lines, (decision,))
    said = (Decision(subject=Saying("currency"), value=", ".join(found), how="detected"),) if found else ()
    return InOneCurrency(lines, said)


def are_in_one_currency(lines: pl.DataFrame, options: ReadOptions) -> bool:
    """Whether lines, with what is printed of their currency, are all in one, or all in none."""
    codes = lines.select(_code(options).fill_null(pl.lit(options.currency, pl.String)))
    return codes.to_series().n_unique() <= 1


def settled_in_currency(lines: pl.LazyFrame, options: ReadOptions) -> tuple[pl.LazyFrame, InOneCurrency]:
    """Return canonical lines in the currency asked for, and what is to be said of it; raises as `in_one_currency`.

    Lines that are in it already, or of which no currency is asked, are not touched.
    """
    if options.currency is None and options.rates is None:
        return lines, InOneCurrency(lines.clear().collect())
    counted = lines.filter(pl.col("excluded").is_null()).select(pl.col("currency").unique())
    if counted.collect(engine="streaming")["currency"].to_list() == [options.currency]:
        return lines, InOneCurrency(lines.clear().collect())
    found = in_one_currency(lines.collect(), options)
    converted = found.lines.with_columns(
        net_after_refund=(pl.col("net_amount") - pl.col("refund_amount")).cast(MONEY)
    )
    return converted.lazy().select(lines.collect_schema().names()), found


def _code(options: ReadOptions) -> pl.Expr:
    """Return the ISO code of a printed currency."""
    asked = pl.lit(options.currency, pl.String)
    return pl.when(_PRINTED.is_in(UNCLEAR)).then(asked).otherwise(_PRINTED.replace(NAMED))


def _converted(lines: pl.DataFrame, options: ReadOptions) -> InOneCurrency:
    target = options.currency
    if target is None:
        raise SeveralCurrenciesError.rates_without_target()
    lines = with_rates(lines.with_columns(currency=pl.col("currency").fill_null(target)), options)
    foreign = (pl.col("currency") != target) & pl.col("excluded").is_null()
    said = _old_rates(lines.filter(foreign))
    hundreds = ", ".join(quoted_per_hundred(options))
    of_hundreds = Saying(", per 100 units for {currencies}", currencies=hundreds) if hundreds else ""
    decision = Decision(
        subject=Saying("currency"),
        value=target,
        how="set",
        because=Saying(
            "rates of the order date from {file}{of_hundreds}", file=options.rates, of_hundreds=of_hundreds
        ),
    )
    return InOneCurrency(_at_rates(lines, target), (decision,), said)


def _converted_by_own(lines: pl.DataFrame, target: str) -> InOneCurrency:
    """Convert at the rates that the orders themselves name."""
    lines = lines.with_columns(currency=pl.col("currency").fill_null(target))
    proved = reporting_currency(lines) == target
    said = () if proved else (notes.rates_not_proved(target),)
    decision = Decision(
        subject=Saying("currency"), value=target, how="set", because=Saying("the rates that the orders name")
    )
    return InOneCurrency(_at_rates(with_own_rates(lines, target), target), (decision,), said)


def _at_rates(lines: pl.DataFrame, target: str) -> pl.DataFrame:
    """Return lines with their money times RATE, rounded half-even once."""
    money = [(pl.col(name).cast(EXACT) * pl.col(RATE)).cast(MONEY) for name in MONEY_COLUMNS]
    return lines.with_columns(*money, currency=pl.lit(target)).drop(RATE, RATE_DAY, strict=False)


def _old_rates(converted: pl.DataFrame) -> tuple[Note, ...]:
    """Say how many lines have a rate from long before their order."""
    age = (pl.col("order_date") - pl.col(RATE_DAY)).dt.total_days().alias("age")
    old = converted.select(RATE_DAY, age).filter(pl.col("age") > OLD_RATE_DAYS)
    old = old.sort("age", RATE_DAY, descending=True)
    if old.is_empty():
        return ()
    day, days = old.row(0)
    return (notes.old_rates(old.height, limit_days=OLD_RATE_DAYS, oldest_days=days, oldest=day),)
