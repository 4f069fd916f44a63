"""Tiers that are kept: a customer who had one keeps it until the value lies well below its threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.segments.cuts import placed_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.segments.cuts import Measure


def kept_within(
    values: pl.DataFrame,
    cuts: pl.DataFrame,
    earlier: pl.DataFrame,
    share: float,
    *,
    measure: Measure,
    order: Sequence[str],
) -> pl.Series:
    """Return the tier of each customer of `values` where the lines of tiers once reached lie lower by `share`.

    `earlier` has `customer_id`, `currency` and `tier`, one row per customer at most; `cuts` are CUTS, and `order`
    the tiers, best first.  A line at 1,000 is at 900 for those who had its tier or a better one, with a share of
    0.1; nobody gets less than without, and who was in none of these tiers gets the same.
    """
    step = pl.col("at").abs() * share
    eased = cuts.with_columns(at=pl.col("at") + step if measure.less_is_better else pl.col("at") - step)
    places = {name: place for place, name in enumerate(order)}
    had = values.join(
        earlier.select("customer_id", "currency", had=pl.col("tier").cast(pl.String)),
        on=["customer_id", "currency"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    found = pl.DataFrame(
        {
            "fresh": placed_by(values, cuts, measure, order),
            "eased": placed_by(values, eased, measure, order),
            "had": had["had"],
        }
    ).select(pl.all().replace_strict(places, default=len(order), return_dtype=pl.Int64))
    kept = pl.max_horizontal("eased", "had")
    place = pl.min_horizontal("fresh", kept)
    return found.select(name=place.replace_strict(dict(enumerate(order)), return_dtype=pl.String)).to_series()
