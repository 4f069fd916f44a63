"""Months as people write them beside figures of a month: `2025-01`, `jan 2025`, `01-2025`, `1. januar 2025`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.understanding.month_names import month_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPREADSHEET_EPOCH = date(1899, 12, 30)
_SERIAL = r"^[2-5][0-9]{4}(?:\.0+)?$"
_CLOCK = r"(?:[T\s][0-9:.,]+Z?)?$"

_YEAR_FIRST = (
    rf"^(?<year>[0-9]{{4}})\s*[-/.\sM]\s*(?<month>[0-9]{{1,2}})(?:[-/.][0-9]{{1,2}}{_CLOCK}|$)",
    r"^(?<year>20[0-9]{2})(?<month>0[1-9]|1[0-2])(?:[0-3][0-9])?$",
)
_YEAR_LAST = r"^(?<month>[0-9]{1,2})\s*[-/.\s]\s*(?<year>[0-9]{4})$"
_THREE_PARTS = rf"^(?<first>[0-9]{{1,2}})[-/.](?<second>[0-9]{{1,2}})[-/.](?<year>[0-9]{{4}}){_CLOCK}"
_MOST_MONTHS = 12


def first_of_month(text: pl.Expr) -> pl.Expr:
    """Return the first day of the month that each text names, or that holds the day it names; null for no month.

    Of dates such as `01-03-2025` that part is the day which is above 12 somewhere, else the one that is the same
    throughout, since figures of months are dated on the same day of each; where neither is, no month is told.
    """
    text = text.str.strip_chars()
    return pl.coalesce(*_readings(text))


def _readings(text: pl.Expr) -> Iterator[pl.Expr]:
    for pattern in (*_YEAR_FIRST, _YEAR_LAST):
        parts = text.str.extract_groups(pattern)
        yield _day(_number(parts, "year"), _number(parts, "month"))
    yield _of_three_parts(text)
    yield from _spelled(text.str.to_lowercase())
    days = pl.when(text.str.contains(_SERIAL)).then(text.cast(pl.Float64, strict=False)).cast(pl.Int64)
    yield (pl.lit(_SPREADSHEET_EPOCH) + pl.duration(days=days)).dt.month_start().cast(pl.Date)


def _of_three_parts(text: pl.Expr) -> pl.Expr:
    parts = text.str.extract_groups(_THREE_PARTS)
    first, second = _number(parts, "first"), _number(parts, "second")
    month_first = (second > _MOST_MONTHS).any().fill_null(value=False)
    month_second = (first > _MOST_MONTHS).any().fill_null(value=False)
    month = (
        pl.when(month_first)
        .then(first)
        .when(month_second | _is_day(first, beside=second))
        .then(second)
        .when(_is_day(second, beside=first))
        .then(first)
    )
    return _day(_number(parts, "year"), month)


def _is_day(part: pl.Expr, *, beside: pl.Expr) -> pl.Expr:
    """Tell whether a part stays the same while the one `beside` changes, or is the first of a month."""
    return (part.drop_nulls().n_unique() == 1) & ((beside.drop_nulls().n_unique() > 1) | (part == 1))


def _spelled(text: pl.Expr) -> Iterator[pl.Expr]:
    words = "|".join(sorted(month_numbers(), key=lambda name: (-len(name), name)))
    month = rf"(?<month>{words})"
    patterns = (
        rf"^(?:[0-9]{{1,2}}\.?(?:st|nd|rd|th)?[\s-]*)?{month}\.?[\s,.'/-]*(?<year>[0-9]{{4}}|[0-9]{{2}})$",
        rf"^(?<year>[0-9]{{4}})[\s,./-]*{month}\.?$",
        rf"^{month}\.?\s+[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s+(?<year>[0-9]{{4}})$",
    )
    for pattern in patterns:
        parts = text.str.extract_groups(pattern)
        year, name = parts.struct.field("year"), parts.struct.field("month")
        century = pl.when(year.str.len_bytes() == 2).then(pl.lit("20")).otherwise(pl.lit(""))  # noqa: PLR2004  (`25`)
        number = name.replace_strict(month_numbers(), default=None, return_dtype=pl.Int32)
        yield _day((century + year).cast(pl.Int32, strict=False), number)


def _number(parts: pl.Expr, name: str) -> pl.Expr:
    return parts.struct.field(name).cast(pl.Int32, strict=False)


def _day(year: pl.Expr, month: pl.Expr) -> pl.Expr:
    possible = month.is_between(1, _MOST_MONTHS)
    return pl.date(pl.when(possible).then(year), pl.when(possible).then(month), 1)
