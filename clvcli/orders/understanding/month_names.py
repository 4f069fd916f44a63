"""Dates with the month in words (`2. januar 2023`, `Jan 5, 2023`, `05-MAR-24 14:05`), turned into year-month-day.

Names of all languages are known at once: no abbreviation means one month here and another there.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from clvcli.orders.languages import languages

_SHORTEST = 3
"""Letters that an abbreviation has at least."""

_BETWEEN = r"[\s.,/'-]*"
_YEAR = r"(?<year>[0-9]{4}|[0-9]{2})\b"
_REST = r"(?<rest>.*)$"


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of each month by its names and their beginnings, lower-cased."""
    found: dict[str, int] = {}
    for language in languages():
        for number, name in enumerate(language.months, start=1):
            found |= {name[:length]: number for length in range(_SHORTEST, len(name) + 1)}
        found |= language.odd_months
    return found


@cache
def _shapes() -> tuple[str, ...]:
    """Return the patterns of day, month, year in the orders they are written in, a weekday before them or not."""
    words = "|".join(sorted(month_numbers(), key=lambda name: (-len(name), name)))
    month = rf"(?<month>{words})"
    day = r"(?<day>[0-9]{1,2})"
    return (
        rf"(?i)^[^0-9]*?{day}(?:st|nd|rd|th)?(?:\s+(?:de|of))?{_BETWEEN}{month}\b{_BETWEEN}{_YEAR}{_REST}",
        rf"(?i)^(?:[^0-9,]*,\s*)?{month}\b{_BETWEEN}{day}(?:st|nd|rd|th)?[\s,./'-]+{_YEAR}{_REST}",
        rf"(?i)^(?<year>[0-9]{{4}}){_BETWEEN}{month}\b{_BETWEEN}{day}\b{_REST}",
    )


def has_month_names(text: pl.Expr) -> pl.Expr:
    """Whether any of the texts spells a month."""
    return pl.any_horizontal(text.str.contains(shape).any() for shape in _shapes()).fill_null(value=False)


def in_numbers(text: pl.Expr) -> pl.Expr:
    """Return the texts with spelled dates as `2023-1-2`, the time of day as it stands; others unchanged."""
    return pl.coalesce(*(_in_numbers(text.str.extract_groups(shape)) for shape in _shapes()), text)


def _in_numbers(parts: pl.Expr) -> pl.Expr:
    year, month, day, rest = (parts.struct.field(name) for name in ("year", "month", "day", "rest"))
    century = pl.when(year.str.len_bytes() == 2).then(pl.lit("20")).otherwise(pl.lit(""))  # noqa: PLR2004  (`24`)
    number = month.str.to_lowercase().replace_strict(month_numbers(), default=None, return_dtype=pl.Int64)
    clock = (
        rest.str.replace(r"(?i)^[\s,]*(?:kl\.?|at|um)?\s*", " ")
        .str.replace(r"(?i)\s*uhr\s*$", "")
        .str.strip_chars_end()
    )
    date = pl.concat_str(century + year, number.cast(pl.String), day, separator="-")
    return pl.concat_str(date, clock)
