"""What goods cost: the costs that the data name, and what stands for those they do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.contribution.settings import CostSettings
    from clvcli.in_parts import InParts


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far the costs of goods are known, in one currency."""

    cost_rate: float
    """Cost per revenue of the lines whose cost is known; the others are taken to cost as much."""
    share: float
    """Share of net sales whose cost is known."""


def coverage_of(orders: InParts) -> dict[str | None, Coverage]:
    """Return by currency how far the costs of `orders`, with the sums of `line_sums.merchandise`, are known."""
    money = pl.col("sold_cost", "costed_sales", "net_sales")
    sums = orders.added_up(["currency"], lambda part: part.group_by("currency").agg(money.sum()))
    sums = sums.with_columns(money.cast(pl.Float64))
    return {
        row["currency"]: Coverage(
            cost_rate=row["sold_cost"] / row["costed_sales"] if row["costed_sales"] > 0 else 0.0,
            share=min(row["costed_sales"] / row["net_sales"], 1.0) if row["net_sales"] > 0 else 1.0,
        )
        for row in sums.sort("currency", nulls_last=True).iter_rows(named=True)
    }


def goods_cost(costs: CostSettings, coverage: Mapping[str | None, Coverage], *, known: bool) -> pl.Expr:
    """Return the cost of goods sold less what is saved of returned ones, as float; null where no cost is `known`.

    An expression over rows with the sums of `line_sums.merchandise` as money.  Sold goods without a cost are taken
    to cost as much per revenue as those of the currency that have one, returned ones as much as those of their row.
    """
    if not known:
        return pl.lit(None, pl.Float64)
    if costs.margin is not None:
        sold, returned = (floats(money) * (1.0 - costs.margin) for money in ("net_sales", "returns"))
    else:
        usual = pl.col("currency").replace_strict(
            list(coverage), [each.cost_rate for each in coverage.values()], return_dtype=pl.Float64
        )
        own = floats("sold_cost") / pl.when(pl.col("costed_sales") > 0).then(floats("costed_sales"))
        sold = floats("sold_cost") + (floats("net_sales") - floats("costed_sales")) * usual
        uncosted = floats("returns") - floats("costed_returns")
        returned = floats("returned_cost") + uncosted * pl.coalesce(own, usual)
    return sold - returned * costs.restocked


def floats(money: str) -> pl.Expr:
    """Return a column of money as float."""
    return pl.col(money).cast(pl.Float64)
