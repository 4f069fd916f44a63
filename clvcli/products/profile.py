"""The profile of each customer: what, when and how a customer usually buys, and what to offer next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.config import SPRING_SUMMER
from clvcli.customers.next_purchase import next_purchase
from clvcli.orders.schema import Column
from clvcli.products.habits import last_purchases, manners, purchases_of, top_category
from clvcli.products.kept_lines import BUYER, kept_lines
from clvcli.products.offers import next_category, next_product
from clvcli.products.sizes import usual_sizes

if TYPE_CHECKING:
    from datetime import date

    from clvcli.customers.rhythm import Rhythm
    from clvcli.products.seasons import Months

PROFILE: tuple[Column, ...] = (
    Column(
        "top_category",
        pl.String,
        "category the customer has kept most units of, two at least; of equals the one bought last",
    ),
    Column("usual_size", pl.String, "size kept most in top_category, two units at least"),
    Column(
        "season_profile",
        pl.String,
        "SS or AW where three in four purchases are in spring and summer, or in autumn and winter, else both; null"
        " below three purchases or a year since the first",
    ),
    Column(
        "seasonal",
        pl.Boolean,
        "whether all purchases are in the same three months of the year, in two years or more: silent in others,"
        " such a customer has not lapsed; false below 24 months of orders",
    ),
    Column(
        "discount_class",
        pl.String,
        "purchases with a discount: always (80 % or more), mostly (half or more), sometimes, never; null where the"
        " data name none",
    ),
    Column("usual_channel", pl.String, "sales channel of most purchases, two at least; of equals the latest"),
    Column(
        "next_purchase_from",
        pl.Date,
        "when the next purchase is likely, first day: by then a quarter of those have come back who come back after"
        " as many purchases and as long a silence",
    ),
    Column("next_purchase_to", pl.Date, "the last day: by then three quarters of them have come back"),
    Column(
        "next_category",
        pl.String,
        "category most often bought after one of the customer's last purchase; null below 30 such purchases",
    ),
    Column(
        "next_category_share",
        pl.Float64,
        "its share of the purchases that followed, led towards its share of all repeat purchases",
    ),
    Column("next_category_support", pl.Int64, "purchases that followed one of the customer's last category"),
    Column(
        "next_product",
        pl.String,
        "product to offer: of those still sold that the customer has not kept, the one most bought next after the"
        " category of the last purchase; null below 30 such purchases",
    ),
    Column("next_product_support", pl.Int64, "purchases of it that followed one of that category"),
)
"""The columns that a profile adds to those of a customer."""

SHARE_DECIMALS = 6
"""Of next_category_share: what differs between processors lies far behind them."""


def profiles(
    lines: pl.LazyFrame, people: pl.DataFrame, rhythm: Rhythm, as_of: date, *, spring_summer: Months = SPRING_SUMMER
) -> pl.DataFrame:
    """Return the columns of PROFILE, one row per row of `people` in their order.

    `lines` are canonical, and looked at as known at the end of `as_of`; `people` have `customer_key`, `currency`,
    `last_order`, `repeat_purchases`, `days_since_last` and `age_days`; `rhythm` is that of the same lines.  A
    column is null where too little is known of a customer.  A few streaming passes: what is held in memory grows
    with purchases, not with lines.
    """
    kept = kept_lines(lines, as_of)
    bought = purchases_of(kept)
    tops = top_category(kept)
    sizes = usual_sizes(kept).join(tops, on=[*BUYER, "category"], how="semi", nulls_equal=True)
    last = last_purchases(bought).select(*BUYER, "category")
    offered = last.join(next_category(bought), on=["currency", "category"], nulls_equal=True)
    found = people.select(*BUYER).hstack(next_purchase(people, rhythm.waits))
    for part in (
        tops.rename({"category": "top_category"}),
        sizes.select(*BUYER, usual_size="size"),
        manners(bought, people, spring_summer),
        rhythm.people.select(*BUYER, seasonal="yearly"),
        offered.drop("category"),
        next_product(kept, bought, as_of),
    ):
        found = found.join(part, on=list(BUYER), how="left", nulls_equal=True, maintain_order="left")
    rounded = found.with_columns(pl.col("next_category_share").round(SHARE_DECIMALS))
    return rounded.select(pl.col(column.name).cast(column.dtype) for column in PROFILE)
