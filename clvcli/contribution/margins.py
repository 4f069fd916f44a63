"""Margins by category or channel: what goods cost where the data do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.contribution.settings import OTHER
from clvcli.orders.schema import MONEY

if TYPE_CHECKING:
    from clvcli.contribution.settings import CostSettings

NAMED_BY = ("category", "channel")
"""Columns whose values may have a margin of their own, the first that has the name winning."""


def with_margins(lines: pl.LazyFrame, costs: CostSettings) -> pl.LazyFrame:
    """Give merchandise without a cost the one that `costs.margins` says, by category, then by channel."""
    if not costs.margins:
        return lines
    named = {name: margin for name, margin in costs.margins.items() if name != OTHER}
    found = [
        pl.col(column).replace_strict(list(named), list(named.values()), default=None, return_dtype=pl.Float64)
        for column in NAMED_BY
    ]
    margin = pl.coalesce(*found, pl.lit(costs.margins.get(OTHER), pl.Float64))
    goods = (pl.col("net_amount") != 0) | (pl.col("refund_amount") != 0)
    cost = pl.when(goods).then(pl.col("net_after_refund").cast(pl.Float64) * (1.0 - margin))
    return lines.with_columns(cost_amount=pl.coalesce("cost_amount", cost.cast(MONEY)))
