"""Sizes: demand from what customers kept, who wears which, and how many of each to buy."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.products.kept_lines import BUYER, units_kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from clvcli.in_parts import InParts

LEAST_UNITS = 2
"""Kept units of a size from which on it is what a customer usually wears."""

TOLD = 0.8
"""Share of the money returned that must name the size it came back from, for a size to have a return rate."""


def with_size_shares(sizes: pl.DataFrame, *, of: Sequence[str] = ()) -> pl.DataFrame:
    """Return `sizes`, one row each, with the shares of units sold and kept, and the return rate.

    Needs units `sold` and of these `returned`; adds `kept`, `sold_share`, `kept_share` and `return_rate`, null
    where nothing was sold or kept, or `returned` is not known.  Shares are of the rows that have the columns `of`
    in common.  Who orders two sizes to keep one raises what is sold of both: what is wanted is what is kept.
    """

    def share(name: str) -> pl.Expr:
        """Return the part of a row in the sum of its rows."""
        whole = pl.col(name).sum()
        return _share(pl.col(name), whole.over(of) if of else whole)

    kept = sizes.with_columns(kept=pl.col("sold") - pl.col("returned"))
    return kept.with_columns(
        sold_share=share("sold"), kept_share=share("kept"), return_rate=_share(pl.col("returned"), pl.col("sold"))
    )


def returns_over(goods: pl.LazyFrame, *, as_of: date, return_days: int) -> pl.LazyFrame:
    """Return those of `goods` whose orders lie `return_days` or more before `as_of`: no more of them comes back."""
    return goods.filter(pl.col("order_date") <= pl.lit(as_of - timedelta(days=return_days)))


def size_curve(goods: InParts, people: InParts) -> pl.DataFrame:
    """Return how many units of each size were sold and kept: sizes of a category, of all buyers and by tier.

    `goods` are `returns_over` of `kept_lines.goods_lines`, guests and orders that came back whole included;
    `people` with `customer_key`, `currency`, `tier`.  One row per `currency`, `category`, `tier` (null: all
    buyers) and `size`, in no order of sizes (`size_names.in_order`): `sold`, `returned` and what
    `with_size_shares` adds, of sizes of the same category and tier.  Where less than TOLD of the money returned
    names a size, `returned` and `return_rate` are null, and `kept` is what was sold.  No more comes back of a size
    than was sold of it.
    """
    tiers = people.map(lambda part: part.select(*BUYER, "tier"))
    came_back = pl.col("net").filter(pl.col("sold").is_null())
    by_size = ["currency", "category", "tier", "size"]
    told = {
        "sold": pl.col("sold").sum(),
        "returned": pl.col("returned").sum(),
        "back": came_back.sum(),
        "back_in_units": pl.col("net").filter(pl.col("returned").is_not_null()).sum(),
    }
    tiered = goods.beside(tiers, lambda part, known: part.join(known, on=list(BUYER), how="left", nulls_equal=True))
    sums = tiered.added_up(by_size, lambda part: part.group_by(by_size).agg(**told))
    sums = sums.with_columns(pl.col("sold", "returned").cast(pl.Float64))
    sized = sums.with_columns(told=_told().over("currency")).filter(pl.col("size").is_not_null())
    by = ["currency", "category", "tier"]
    whole = sized.group_by("currency", "category", "size", "told").agg(pl.col("sold", "returned").sum())
    every = pl.concat([whole.with_columns(tier=pl.lit(None, pl.String)), sized.drop_nulls("tier")], how="diagonal")
    counted = every.filter(pl.col("sold") > 0).with_columns(
        returned=pl.when("told").then(pl.min_horizontal("returned", "sold")).otherwise(0.0)
    )
    shares = with_size_shares(counted.sort(*by, "size", nulls_last=True), of=by)
    return shares.select(
        *by, "size", "sold", _if_told("returned"), "kept", "sold_share", "kept_share", _if_told("return_rate")
    )


def _told() -> pl.Expr:
    """Tell, as an aggregate, whether enough of the money that came back names the size and how many units."""
    in_units = pl.col("back_in_units").filter(pl.col("size").is_not_null()).sum().cast(pl.Float64)
    return in_units <= TOLD * pl.col("back").sum().cast(pl.Float64)  # money that came back is below zero


def _if_told(name: str) -> pl.Expr:
    return pl.when("told").then(name).alias(name)


def usual_sizes(kept: pl.LazyFrame, who: Sequence[str] = BUYER) -> pl.DataFrame:
    """Return which size each customer usually wears, one row per customer, the columns `who`, and `category`.

    `size`, of which most units were kept, LEAST_UNITS at least; of equals the one bought last, then the first by
    name.  `units` kept of it, and their `share` of the sized units kept of the category.  Sorted by customer and
    category.  Needs `kept_lines`.
    """
    by = [*who, "category"]
    sized = kept.filter(pl.col("size").is_not_null())
    units = units_kept(sized, [*by, "size"]).filter(pl.col("units") > 0).collect(engine="streaming")
    often = units.filter(pl.col("units") >= LEAST_UNITS)
    best = often.sort(
        *by, "units", "last", "size", descending=[False] * len(by) + [True, True, False], nulls_last=True
    )
    usual = best.unique(by, keep="first", maintain_order=True)
    whole = units.group_by(by).agg(whole=pl.col("units").sum())
    shares = usual.join(whole, on=by, how="left", nulls_equal=True, maintain_order="left")
    return shares.select(*by, "size", "units", share=pl.col("units") / pl.col("whole"))


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
