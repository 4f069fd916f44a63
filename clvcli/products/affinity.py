"""What the valuable buy more of than others: share among them over share among all."""

from __future__ import annotations

import polars as pl


def with_lift(buyers: pl.DataFrame, *, top: int, base: int) -> pl.DataFrame:
    """Return `buyers`, one row per product or category, with shares and lift.

    Needs `top_buyers`, how many of the `top` customers bought it, and `buyers`, how many of all `base` customers.
    Adds `top_share`, `base_share` and `lift`, the one over the other: 1 is no difference; null where nobody bought.
    """
    shares = buyers.with_columns(top_share=_share("top_buyers", top), base_share=_share("buyers", base))
    lift = pl.when(pl.col("base_share") > 0).then(pl.col("top_share") / pl.col("base_share"))
    return shares.with_columns(lift=lift)


def _share(count: str, among: int) -> pl.Expr:
    return pl.col(count) / among if among else pl.lit(None, pl.Float64)
