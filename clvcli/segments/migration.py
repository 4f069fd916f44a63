"""Who moved between tiers from one day to another: the matrix, and shares of those who were there before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

NEW, LAPSED = "new", "lapsed"
"""Where a customer came from who was in no tier before, and where one went who is in none after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """Moves between tiers; the four shares add up to one, and are None where nobody was there before."""

    matrix: pl.DataFrame
    """`before`, `after`, `customers`: the moves that happened, best tiers first, NEW and LAPSED last."""
    upgraded: float | None
    downgraded: float | None
    stable: float | None
    lapsed: float | None


def migration(moves: pl.DataFrame, tiers: Sequence[str]) -> Migration:
    """Return who moved, from one row per customer: the tiers `before` and `after`, null for in none.

    `tiers` are best first; any other word, such as LAPSED, is in none as well.
    """
    places = {tier: place for place, tier in enumerate(tiers)}
    none = len(tiers)
    placed = moves.select(
        pl.col(name).replace_strict(places, default=none, return_dtype=pl.Int64) for name in ("before", "after")
    )
    there = placed.filter(pl.min_horizontal("before", "after") < none)
    known = there.filter(pl.col("before") < none)
    better, gone = pl.col("after") < pl.col("before"), pl.col("after") == none
    shares = known.select(
        upgraded=better.mean(),
        downgraded=(~better & ~gone & (pl.col("after") != pl.col("before"))).mean(),
        stable=(pl.col("after") == pl.col("before")).mean(),
        lapsed=gone.mean(),
    )
    return Migration(matrix=_matrix(there, tiers), **shares.row(0, named=True))


def _matrix(placed: pl.DataFrame, tiers: Sequence[str]) -> pl.DataFrame:
    counts = placed.group_by("before", "after").agg(customers=pl.len().cast(pl.Int64)).sort("before", "after")
    places = range(len(tiers) + 1)
    return counts.with_columns(
        pl.col("before").replace_strict(places, [*tiers, NEW], return_dtype=pl.String),
        pl.col("after").replace_strict(places, [*tiers, LAPSED], return_dtype=pl.String),
    )
