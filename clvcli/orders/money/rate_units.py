"""How many units of a currency a rate is of: one, or a hundred as Nordic banks print most of theirs."""

from __future__ import annotations

import polars as pl

from clvcli.orders.money.rates import EXACT, QUOTED_PER

WORTH = {
    "EUR": 1.0, "USD": 0.9, "GBP": 1.2, "CHF": 1.0, "DKK": 0.134, "SEK": 0.095, "NOK": 0.1, "ISK": 0.0075,
    "PLN": 0.23, "CZK": 0.04, "HUF": 0.003, "RON": 0.22, "BGN": 0.51, "JPY": 0.0075, "CNY": 0.125, "CAD": 0.67,
    "AUD": 0.63, "NZD": 0.58, "HKD": 0.12, "SGD": 0.66,
}  # fmt: skip
"""What a unit has been worth in euro since 2000, within a factor of two."""

WITHIN = 3.0
"""How far a rate may lie from what is known of a currency and still be a rate of that many units."""


def per_unit(rates: pl.DataFrame, target: str) -> pl.DataFrame:
    """Return `rates` to `target` per unit, with `per`: of how many units each was printed.

    A column `units` says it; else what the currency has been worth; else the currency itself, which stands at 1 or
    100 in such a table; else all others, where they agree.  What nothing tells is taken as it is printed.
    """
    own = {target: 1.0} | (
        {code: worth / WORTH[target] for code, worth in WORTH.items()} if target in WORTH else {}
    )
    known = pl.col("currency").replace_strict(own, default=None, return_dtype=pl.Float64)
    ratio = pl.col("rate").cast(pl.Float64) / known
    fits = [ratio.is_between(per / WITHIN, per * WITHIN).all() & known.is_not_null().all() for per in QUOTED_PER]
    told = pl.coalesce(
        pl.when(fit).then(pl.lit(per, pl.Int64)) for fit, per in zip(fits, QUOTED_PER, strict=True)
    ).over("currency")
    rates = rates.with_columns(told=told)
    units = rates["told"].drop_nulls().unique().to_list()
    others = units[0] if len(units) == 1 else 1
    rates = rates.with_columns(per=pl.coalesce(pl.col("units"), pl.col("told"), pl.lit(others)).cast(EXACT))
    return rates.with_columns(rate=(pl.col("rate") / pl.col("per")).cast(EXACT)).drop("told")
