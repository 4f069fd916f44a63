"""How much of the orders a file beside them speaks of: counts and a share, never a key."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


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


def coverage_of(lines: pl.DataFrame, found: pl.Expr, key: str) -> Coverage:
    """Count over canonical lines which sold ones are `found`, by `key`."""
    sold = lines.filter(pl.col("excluded").is_null() & (pl.col("net_amount") > 0))
    told = sold.select(
        lines=pl.len(),
        found=found.sum(),
        money=pl.col("net_amount").sum().cast(pl.Float64),
        found_money=pl.col("net_amount").filter(found).sum().cast(pl.Float64),
        keys=pl.col(key).filter(~found).drop_nulls().n_unique(),
        no_key=pl.col(key).null_count(),
        currencies=pl.col("currency").n_unique(),
    ).row(0, named=True)
    single = told["currencies"] <= 1 and told["money"] > 0
    return Coverage(
        lines=told["lines"],
        found=told["found"],
        share=told["found_money"] / told["money"] if single else None,
        keys_without=told["keys"],
        lines_without_key=told["no_key"],
    )
