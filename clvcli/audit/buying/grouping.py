"""From what a column says of customers to groups of them: words as they stand, marks as marks, numbers in bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

NOT_KNOWN = "not_known"
"""The group of those of whom nothing is said."""

OTHERS = "others"
"""The group of all words but the most frequent."""

MOST_GROUPS = 12

LEAST_SHOWN = 5
"""Customers from which on one of very many words is shown: a name is not a group."""

BEST_MARK, DETRACTS, PASSIVE = 10, 6, 8
"""Marks from 0 to 10, asked as for the net promoter score: 0-6, 7-8, 9-10 (Reichheld 2003)."""

FEW_MARKS = 5
"""A scale that ends here is shown mark by mark."""

FIFTHS = 5

Scale = Literal["words", "promoters", "marks", "fifths"]
"""How a column was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Customers in groups, each in one."""

    scale: Scale
    labels: pl.Series
    """The group of each row."""
    order: tuple[str, ...]
    """Groups that have anybody, the largest word or the lowest number first, OTHERS and NOT_KNOWN last."""


def grouped(text: pl.Series) -> Grouping:
    """Return the groups that the words or numbers of a column make, null for who is not in it.

    Words differ by more than case and blanks around them.  Whole numbers from 0 to 10 are taken for the answers
    that the net promoter score asks for where they go beyond FEW_MARKS, few different numbers stand as they are,
    others are fifths, equal numbers always together.
    """
    text = text.cast(pl.String).str.strip_chars().replace("", None)
    numbers = text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    known = numbers.drop_nulls()
    if known.len() and numbers.null_count() == text.null_count() and known.is_finite().all():
        return _of_numbers(numbers)
    return _of_words(text)


def _of_numbers(numbers: pl.Series) -> Grouping:
    known = numbers.drop_nulls()
    whole = bool((known == known.round()).all())
    if whole and known.ge(0).all() and known.le(BEST_MARK).all() and known.gt(FEW_MARKS).any():
        mark = pl.col("number")
        names = (f"0-{DETRACTS}", f"{DETRACTS + 1}-{PASSIVE}", f"{PASSIVE + 1}-{BEST_MARK}")
        promoters = pl.when(mark <= DETRACTS).then(0).when(mark <= PASSIVE).then(1).when(mark.is_not_null()).then(2)
        return _named("promoters", _frame(numbers, promoters), dict(enumerate(names)))
    if known.n_unique() <= MOST_GROUPS:
        band = pl.col("number").rank("dense").cast(pl.Int64)
        scale: Scale = "marks"
    else:
        band = ((pl.col("number").rank("min") - 1) * FIFTHS // pl.col("number").count()).cast(pl.Int64)
        scale = "fifths"
    frame = _frame(numbers, band)
    ends = frame.drop_nulls().group_by("band").agg(low=pl.col("number").min(), high=pl.col("number").max())
    names_of = {
        band: f"{low:g}" if low == high else f"{low:g}-{high:g}"
        for band, low, high in ends.sort("band").iter_rows()
    }
    return _named(scale, frame, names_of)


def _of_words(text: pl.Series) -> Grouping:
    frame = pl.DataFrame({"word": text}).with_columns(key=pl.col("word").str.to_lowercase())
    counted = (
        frame.drop_nulls()
        .group_by("key")
        .agg(len=pl.len(), word=pl.col("word").mode().min())
        .sort("len", "key", descending=[True, False])
    )
    several = counted.filter(pl.col("len") >= LEAST_SHOWN).head(MOST_GROUPS - 1)
    shown = counted if counted.height <= MOST_GROUPS else several
    places = shown.select("key", "word").with_row_index("band").with_columns(pl.col("band").cast(pl.Int64))
    rest = pl.when(pl.col("key").is_not_null()).then(places.height)
    placed = frame.select("key").join(places, on="key", how="left", maintain_order="left")
    names = {**dict(places.select("band", "word").iter_rows()), places.height: OTHERS}
    return _named("words", placed.select(band=pl.coalesce("band", rest)), names)


def _frame(numbers: pl.Series, band: pl.Expr) -> pl.DataFrame:
    return pl.DataFrame({"number": numbers}).with_columns(band=band.cast(pl.Int64))


def _named(scale: Scale, frame: pl.DataFrame, names: dict[int, str]) -> Grouping:
    labels = frame["band"].replace_strict(names, default=None, return_dtype=pl.String).fill_null(NOT_KNOWN)
    there = set(labels)
    order = tuple(name for _, name in sorted(names.items()) if name in there)
    return Grouping(scale=scale, labels=labels, order=(*order, *((NOT_KNOWN,) if NOT_KNOWN in there else ())))
