"""How much of the orders a file beside them speaks of: counts and a share, never a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What of the sold lines found a row in the file, and what did not."""

    lines: int
    """Sold lines that count."""
    found: int
    """Those that found a row."""
    share: float | None
    """Of net sales; None where several currencies would be added."""
    keys_without: int
    """Distinct keys of the orders that the file does not have."""
    lines_without_key: int


def tallied(lines: pl.DataFrame, found: pl.Expr, key: str) -> pl.DataFrame:
    """Return one row that counts over canonical lines which sold ones are `found`, by `key`."""
    sold = lines.filter(pl.col("excluded").is_null() & (pl.col("net_amount") > 0))
    return sold.select(
        lines=pl.len(),
        found=found.sum(),
        money=pl.col("net_amount").sum(),
        found_money=pl.col("net_amount").filter(found).sum(),
        keys=pl.col(key).filter(~found).drop_nulls().n_unique(),
        no_key=pl.col(key).null_count(),
        currencies=pl.col("currency").unique().implode(),
    )


def coverage_of(tallies: Sequence[pl.DataFrame]) -> Coverage:
    """Return what lines come to that were `tallied` in parts, each key in one."""
    every = pl.concat(tallies)
    sums = every.select(pl.exclude("currencies").sum()).cast({"money": pl.Float64, "found_money": pl.Float64})
    told = sums.row(0, named=True)
    single = every["currencies"].explode().n_unique() <= 1 and told["money"] > 0
    return Coverage(
        lines=told["lines"],
        found=told["found"],
        share=told["found_money"] / told["money"] if single else None,
        keys_without=told["keys"],
        lines_without_key=told["no_key"],
    )
