"""Habits of single customers: what and where they usually buy, in which season, and how often at a discount."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.steps import steps_of
from clvcli.products.kept_lines import BUYER, OCCASION, units_kept
from clvcli.products.preferences import discount_class
from clvcli.products.seasons import season_profile, season_share

if TYPE_CHECKING:
    from clvcli.products.seasons import Months

LEAST = 2
"""Once is no habit: units of a category, or purchases through a channel."""


def purchases_of(kept: pl.LazyFrame) -> pl.DataFrame:
    """Return one row per purchase of `kept_lines`: whose and when (OCCASION), sorted, and what it was.

    `purchase_no` from 1 by customer, `category` of the dearest goods (of equally dear ones the first by name; null
    where none is named), `channel` (the first by name), whether any of it was `discounted`.
    """
    names = kept.select(pl.col("category").drop_nulls().unique().sort()).collect(engine="streaming")["category"]
    number = max(names.len(), 1)
    place = pl.col("category").replace_strict(names, range(names.len()), default=None, return_dtype=pl.Int64)
    dearest = pl.when(pl.col("sold").is_not_null()).then(steps_of(pl.col("net")) * number + (number - 1 - place))
    found = (
        kept.select(*OCCASION, "channel", dearest=dearest, discounted=pl.col("discount") > 0)
        .group_by(OCCASION)
        .agg(pl.col("dearest").max(), pl.col("channel").min(), pl.col("discounted").any())
        .collect(engine="streaming")
    )
    named = names.gather(number - 1 - found["dearest"] % number) if names.len() else pl.lit(None, pl.String)
    return (
        found.with_columns(named.alias("category"))
        .drop("dearest")
        .sort(OCCASION, nulls_last=True)
        .with_columns(purchase_no=_number())
    )


def _number() -> pl.Expr:
    """Return the number of each purchase of a customer, from 1, in rows sorted by customer and day."""
    row = pl.int_range(pl.len(), dtype=pl.Int64)
    first = pl.any_horizontal(*(pl.col(name).ne_missing(pl.col(name).shift(1)) for name in BUYER))
    return row - pl.when(first).then(row).forward_fill() + 1


def last_purchases(purchases: pl.DataFrame) -> pl.DataFrame:
    """Return those rows of `purchases_of` after which their customer has none."""
    return purchases.filter(pl.col("purchase_no").shift(-1, fill_value=1) == 1)


def manners(purchases: pl.DataFrame, people: pl.DataFrame, spring_summer: Months) -> pl.DataFrame:
    """Return `season_profile`, `discount_class` and `usual_channel` of customers, one row each (BUYER).

    `purchases` are `purchases_of`, `people` have `age_days`.  A discount class is null where nobody of the currency
    ever had a discount: then the data do not tell of any.
    """
    days = purchases.lazy().rename({"order_date": "day"})
    share = pl.col("discounted").mean()
    discounts = days.group_by(BUYER).agg(discount_class=discount_class(share), discounted=share > 0)
    told = pl.col("discounted").any().over("currency")
    by_channel = days.filter(pl.col("channel").is_not_null()).group_by(*BUYER, "channel")
    channels = most(by_channel.agg(units=pl.len(), last=pl.col("day").max()), "channel")
    return (
        season_share(days, spring_summer)
        .join(people.lazy().select(*BUYER, "age_days"), on=list(BUYER), nulls_equal=True)
        .join(discounts, on=list(BUYER), nulls_equal=True)
        .join(channels, on=list(BUYER), how="left", nulls_equal=True)
        .select(
            *BUYER,
            season_profile=season_profile(pl.col("age_days")),
            discount_class=pl.when(told).then("discount_class"),
            usual_channel="channel",
        )
        .collect()
    )


def top_category(kept: pl.LazyFrame) -> pl.DataFrame:
    """Return the `category` that each customer of `kept_lines` kept most units of (BUYER), as `most`."""
    named = kept.filter(pl.col("category").is_not_null())
    return most(units_kept(named, [*BUYER, "category"]), "category").collect(engine="streaming")


def most(counted: pl.LazyFrame, column: str) -> pl.LazyFrame:
    """Return the `column` with most `units` of each customer, LEAST at least; BUYER and `column`.

    Of equals the one bought `last`, then the first by name.
    """
    best = pl.col(column).sort_by(["units", "last", column], descending=[True, True, False]).first()
    return counted.filter(pl.col("units") >= LEAST).group_by(BUYER).agg(best)
