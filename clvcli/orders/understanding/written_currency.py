"""The currency of an export without a column for it: as it is written beside the amounts."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.currency import CURRENCY, SIGNS, written_currency
from clvcli.orders.tables import Decision
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from clvcli.orders.understanding.columns import Understanding
    from clvcli.orders.understanding.numbers import NumberColumn


def currencies_beside(numbers: Iterable[NumberColumn], distinct: Mapping[str, pl.DataFrame]) -> frozenset[str]:
    """Return the currencies that stand beside prices: codes, and the signs that several countries share.

    `distinct` holds the distinct values (`text`) of the columns that are not bare digits.
    """
    money = {number.column for number in numbers if number.is_price} & distinct.keys()
    words = {
        word.upper()
        for column in money
        for word in distinct[column].select(written_currency(pl.col("text"))).to_series().drop_nulls().unique()
    }
    return frozenset(SIGNS.get(word, word) or word.removesuffix(".") for word in words)


def with_written_currency(
    found: Understanding, written: Collection[str]
) -> tuple[Understanding, tuple[Decision, ...]]:
    """Return what is understood with the currency that is `written` beside the amounts, where nothing else says it.

    One that is named holds for every row; several are told apart row by row, so that they are never added.
    """
    form = found.format
    if CURRENCY in found.columns or CURRENCY in form.constants or form.currency_in_money or not written:
        return found, ()
    if len(written) > 1:
        return dataclasses.replace(found, format=dataclasses.replace(form, currency_in_money=True)), ()
    (code,) = written
    if code in SIGNS:
        return found, ()
    named = dataclasses.replace(form, constants={**form.constants, CURRENCY: code})
    because = Saying("it stands beside the amounts")
    said = Decision(subject=Saying("currency"), value=code, how="detected", because=because)
    return dataclasses.replace(found, format=named), (said,)
