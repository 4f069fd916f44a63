"""The season of a shop: how the months of a year differ, in all and by category, and when its customers buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.config import SPRING_SUMMER
from clvcli.customers.month_columns import month_of
from clvcli.in_parts import InParts
from clvcli.products.kept_lines import BUYER
from clvcli.products.seasons import Months, complete_years, month_index, season_profile, season_share

if TYPE_CHECKING:
    from datetime import date

INDICES = {"orders": pl.col("kept"), "net_revenue": pl.col("net_revenue")}
"""Amounts of orders whose months are compared."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seasonality:
    """When the customers of one currency buy."""

    currency: str | None
    years: tuple[int, ...]
    """Complete years, by the `months.month_number` they begin with; none where fewer than two are."""
    months: pl.DataFrame
    """`month` (1 to 12), `orders` and `net_revenue`: the index of kept orders, guests' too, and of net revenue."""
    categories: pl.DataFrame
    """`category`, `month`, `index` of units kept and `amount`, those units; of no rows where none is named."""
    profiles: pl.DataFrame
    """`season_profile` (null: too little is known) and `customers`, of those with a purchase; sorted."""
    spring_summer: Months


def seasonality(
    goods: pl.LazyFrame | InParts,
    orders: pl.DataFrame | InParts,
    *,
    currency: str | None,
    first_date: date,
    as_of: date,
    spring_summer: Months = SPRING_SUMMER,
) -> Seasonality:
    """Return when the customers of one currency buy.

    `goods` are `kept_lines.goods_lines`, `orders` have the columns of `contribution.schema.ORDERS`, both of this
    currency and as known at the end of `as_of`; `first_date` is where observation starts.
    """
    years = complete_years(first_date, as_of)
    kept = InParts.of(orders).filter("kept")
    month, sums = month_of(pl.col("day")), [amount.sum() for amount in INDICES.values()]
    by_month = kept.added_up(["month"], lambda part: part.group_by(month=month).agg(sums))
    by_month = by_month.rename({"kept": "orders"})
    indices = [
        month_index(by_month, years, of=name).select("month", pl.col("index").alias(name)) for name in INDICES
    ]
    units = pl.col("sold").fill_null(0) - pl.col("returned").fill_null(0)
    named = InParts.of(goods).lazy().filter(pl.col("kept") & pl.col("category").is_not_null())
    by_category = (
        named.group_by("category", month=month_of(pl.col("order_date")))
        .agg(units=units.sum().clip(0))
        .collect(engine="streaming")
    )
    return Seasonality(
        currency=currency,
        years=tuple(years),
        months=indices[0].join(indices[1], on="month", maintain_order="left"),
        categories=month_index(by_category, years, of="units", by=["category"]),
        profiles=_profiles(kept, as_of, spring_summer),
        spring_summer=spring_summer,
    )


def _profiles(kept: InParts, as_of: date, spring_summer: Months) -> pl.DataFrame:
    profile = season_profile((pl.lit(as_of) - pl.col("first_day")).dt.total_days()).alias("season_profile")

    def counted(orders: pl.LazyFrame) -> pl.LazyFrame:
        """Return how many customers of a part have each profile."""
        days = orders.filter(pl.col("purchase_no").is_not_null()).select(*BUYER, "day", "first_day").unique()
        first = days.select(*BUYER, "first_day").unique()
        known = season_share(days, spring_summer).join(first, on=list(BUYER), nulls_equal=True)
        return known.group_by(profile).agg(customers=pl.len().cast(pl.Int64))

    return kept.added_up(["season_profile"], counted).sort("season_profile", nulls_last=True)
