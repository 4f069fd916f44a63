"""Sizes: demand from what customers kept, and how many of each to buy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_size_shares(sizes: pl.DataFrame) -> pl.DataFrame:
    """Return `sizes`, one row each, with the shares of units sold and kept, and the return rate.

    Needs units `sold` and of these `returned`; adds `kept`, `sold_share`, `kept_share` and `return_rate`, null
    where nothing was sold or kept.  Who orders two sizes to keep one raises what is sold of both: what is wanted
    is what is kept.
    """
    kept = sizes.with_columns(kept=pl.col("sold") - pl.col("returned"))
    return kept.with_columns(
        sold_share=_share(pl.col("sold"), pl.col("sold").sum()),
        kept_share=_share(pl.col("kept"), pl.col("kept").sum()),
        return_rate=_share(pl.col("returned"), pl.col("sold")),
    )


def units_to_buy(curve: Mapping[str, float], units: int) -> dict[str, int]:
    """Return how many of each size to buy: shares of `curve` times `units`, in whole pieces that add up.

    Pieces left by rounding down go to the largest remainders, the first of equals.  Shares count relative to
    their sum, which must be above 0.
    """
    shares = np.array(list(curve.values()), dtype=np.float64)
    exact = np.round(shares / shares.sum() * units, 9)  # what differs further behind is rounding of the shares
    whole = np.floor(exact).astype(int)
    largest = np.argsort(whole - exact, kind="stable")[: units - int(whole.sum())]
    whole[largest] += 1
    return dict(zip(curve, whole.tolist(), strict=True))


def _share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole > 0).then(part / whole)
