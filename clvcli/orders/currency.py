"""Currencies: how exports name them, how many decimals they have, and which rows are in one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS: Mapping[str, str | None] = {
    "€": "EUR", "EURO": "EUR", "£": "GBP", "US$": "USD", "US $": "USD", "AU $": "AUD", "C $": "CAD",
    "KR": None, "KR.": None, "$": None, "¥": None,
}  # fmt: skip
"""What people write for a currency, upper-cased -> ISO 4217 code; None where several are written so."""

COMMON = ("DKK", "SEK", "NOK", "EUR", "USD", "GBP", "CHF", "ISK", "PLN")
"""Codes that are looked for in headers and beside amounts; a column of currencies may hold any."""

WRITTEN = rf"(?:{'|'.join(re.escape(word) for word in sorted([*COMMON, *SIGNS], key=len, reverse=True))})"
"""Regular expression of a currency as it stands beside an amount, whatever its case."""

CURRENCY = "currency"
"""The column that says how many decimals the money of a row has."""

USUAL_MINOR_UNITS = 2
"""Decimals of most currencies, and of money whose currency nobody named."""

MINOR_UNITS: Mapping[str, int] = {
    code: unit
    for unit, codes in (
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    )
    for code in codes.split()
}
"""Currencies whose money has not two decimals (ISO 4217, list one, column "minor unit")."""


def written_currency(money: pl.Expr) -> pl.Expr:
    """Return the currency that stands in the text of an amount (`EUR 90,00`, `$90.00`), as it stands there."""
    return money.str.extract(f"(?i)({WRITTEN})")


def minor_units() -> pl.Expr:
    """Return how many decimals the money of a row has."""
    return pl.col(CURRENCY).replace_strict(MINOR_UNITS, default=USUAL_MINOR_UNITS, return_dtype=pl.Int64)


def in_currency(currency: str | None) -> pl.Expr:
    """Tell whether the money of a row is in `currency`; None are the rows whose currency nobody named."""
    return pl.col("currency").eq_missing(pl.lit(currency, pl.String))
