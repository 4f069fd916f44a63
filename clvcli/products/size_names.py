"""Sizes as they are printed, each in one spelling and in their natural order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LETTERS = ("3XS", "XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL", "4XL", "5XL", "6XL")
"""Sizes in letters, the smallest first, as they are written here."""

ONE_SIZE = "ONE SIZE"

_SPELLINGS: Mapping[str, str] = {
    "3XS": "XXXS",
    "XXS": "2XS,EXTRAEXTRASMALL",
    "XS": "XSMALL,EXTRASMALL,XSM",
    "S": "SMALL,LILLE,LITEN,LITE,KLEIN",
    "M": "MED,MEDIUM,MELLEM,MELLAN,MIDDELS,MITTEL",
    "L": "LG,LRG,LARGE,STOR,GROSS",
    "XL": "XLARGE,EXTRALARGE,XLG",
    "XXL": "2XL,XXLARGE,EXTRAEXTRALARGE,2XLARGE",
    "3XL": "XXXL,XXXLARGE,3XLARGE",
    "4XL": "XXXXL,XXXXLARGE,4XLARGE",
    "5XL": "XXXXXL,5XLARGE",
    "6XL": "XXXXXXL,6XLARGE",
    ONE_SIZE: "ONESIZE,ONE,OS,O/S,OSFA,OSFM,UNI,UNISIZE,TU,ENSTØRRELSE,ENSTR,EINHEITSGRÖSSE",
}
"""A size -> other ways to write it, upper-cased and without blanks and hyphens."""

_BY_SPELLING = {other: name for name, others in _SPELLINGS.items() for other in others.split(",")}


def size_name(size: pl.Expr) -> pl.Expr:
    """Return sizes in one spelling: `Medium`, `med.` and ` m ` are `M`, `38,5` is `38.5`, `2XL` is `XXL`.

    Words before the size (`str. 38`, `size M`) and blanks go, case does not count, and a comma between digits is a
    point; letters and words have the spellings declared above.  What is none of these stands as it is printed,
    upper-cased; an empty size is null.  Two sizes in one (`38/40`, `38 - 40`) are one of their own, `38/40`: which
    letter that is differs by brand.
    """
    bare = (
        size.str.to_uppercase()
        .str.strip_chars(" .\t\u00a0")
        .str.replace(r"^(?:SIZE|STR|STL|STØRRELSE|STORLEK|GRÖSSE|GR|EU|EUR)\b[.:]?\s*", "")
        .str.replace(r"(\d),(\d)", "${1}.${2}")
    )
    squeezed = bare.str.replace_all(r"[\s-]", "")
    named = squeezed.replace_strict(_BY_SPELLING, default=None, return_dtype=pl.String)
    found = pl.coalesce(named, bare.str.replace(r"\s*[/-]\s*", "/"))
    return pl.when(found != "").then(found)


def in_one_spelling(lines: pl.LazyFrame) -> pl.Expr:
    """Return the column `size` of `lines` as `size_name` writes it, each printed size being looked at once."""
    printed = lines.select(pl.col("size").drop_nulls().unique().sort()).collect(engine="streaming")
    names = printed.with_columns(name=size_name(pl.col("size"))).drop_nulls()
    return pl.col("size").replace_strict(names["size"], names["name"], default=None, return_dtype=pl.String)


def in_order(sizes: Iterable[str]) -> list[str]:
    """Return `sizes` in their natural order: letters from small to large, numbers, other words, one size.

    Of two sizes in one (`S/M`, `38/40`) the first counts, and they come right after it.
    """
    return sorted(sizes, key=_place)


def _place(size: str) -> tuple[int, float, str]:
    first = size.split("/", maxsplit=1)[0]
    if first in LETTERS:
        return 0, LETTERS.index(first), size
    digits = first.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
    try:
        return 1, float(digits), size
    except ValueError:
        return (3 if size == ONE_SIZE else 2), 0.0, size
