"""Rows in the language of whoever reads them: headings, words in cells, figures as the language writes them.

In English a table shows what a file holds, names and words as they are typed in options, and ISO dates: so it
can be searched and pasted.  The other languages say all of it in words.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from babel import numbers

from clvcli.output.words.languages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    import polars as pl

    from clvcli.output.settled import Rows
    from clvcli.output.words.language import Language

PERCENT_PLACES = 2
"""A share is moved so far to become a percentage."""

TERMS: Mapping[str, str] = {
    "action": "",
    "basis": "",
    "crossed_with": "",
    "detected": "",
    "discount_class": "discount_",
    "fate": "",
    "forecaster": "",
    "formula": "",
    "from": "",
    "group": "",
    "includes": "",
    "inputs": "",
    "kind": "",
    "life_cycle": "",
    "method": "",
    "needs": "",
    "note": "",
    "ranking": "",
    "reason": "",
    "rfm_segment": "",
    "rule": "",
    "scheme": "",
    "season_profile": "season_",
    "segment": "",
    "step": "",
    "stop_reason": "",
    "tier": "",
    "to": "",
    "totals": "",
    "value_grid": "",
    "what": "",
}
"""Columns of rows that hold keys of words or sentences of ours -> what stands before the key; others hold data."""


def is_english(language: Language) -> bool:
    """Tell whether rows are shown as they are typed."""
    return language.code == ENGLISH.code


def heading(name: str, rows: Rows, language: Language) -> str:
    """Return what stands above a column on a screen."""
    if name in rows.headings:
        return language.term(rows.headings[name])
    return name.replace("_", " ") if is_english(language) else language.label(name)


def cells(values: pl.Series, rows: Rows, language: Language) -> list[str]:
    """Return a settled column as people read it; what is not known is empty."""
    say = cache(_sayer(values, rows, language))
    return ["" if value is None else say(value) for value in values]


def exact(value: float | Decimal, language: Language) -> str:
    """Return a settled number with all of its digits, and signs between thousands."""
    return f"{value:,}".translate(_signs(language.manner.locale))


def _sayer(values: pl.Series, rows: Rows, language: Language) -> Callable[[Any], str]:
    """Return what says a value of this column."""
    if values.dtype.is_numeric():
        if values.name in rows.shares and not is_english(language):
            return lambda value: _percent(value, language)
        return lambda value: exact(value, language)
    if is_english(language):
        return _as_typed
    sayings = {str(saying): saying for saying in rows.sayings}
    return lambda value: _said(sayings.get(value, value), values.name, language)


def _as_typed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _said(value: object, column: str, language: Language) -> str:
    if isinstance(value, bool):
        return language.term(f"cell.{value}".lower())
    if isinstance(value, date):
        return language.manner.day_of(value)
    text = value if isinstance(value, str) else str(value)
    if column not in TERMS:
        return text
    return language.words.get(TERMS[column] + text) or language.words.get(text) or language.prose(text)


def _percent(value: Decimal, language: Language) -> str:
    suffix = language.manner.share(0, 0).removeprefix("0")
    return exact(value.scaleb(PERCENT_PLACES), language) + suffix


@cache
def _signs(locale: str) -> Mapping[int, str]:
    return {
        ord(","): numbers.get_group_symbol(locale),
        ord("."): numbers.get_decimal_symbol(locale),
        ord("-"): numbers.get_minus_sign_symbol(locale),
    }
