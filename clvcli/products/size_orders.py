"""How sizes are chosen: several of one product in an order to keep one, and the same bought again in exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from clvcli.in_parts import InParts

SWAP_DAYS = 30
"""After its return; the same product bought again by then is an exchange."""

_BY = ("currency", "category")


def size_orders(goods: InParts) -> pl.DataFrame:
    """Return one row per `currency` and `category`: `orders` that have a size, and how sizes were chosen in them.

    `goods` are `coded.coded_goods` of orders whose returns are over, also of those that came back whole.
    `bracketed` orders have a product of the category in two sizes or more, and `bracketing` is their share.
    `swaps` are orders in which a customer bought a product again up to SWAP_DAYS after having returned it from an
    earlier order, `other_size` those of them in which it was bought in another size.  Guests have no swaps: nobody
    knows their other orders.  The categories with most orders first.
    """
    return (
        goods.added_up(_BY, _of_part)
        .filter(pl.col("orders").is_not_null())
        .with_columns(pl.col("swaps", "other_size").fill_null(0), bracketing=pl.col("bracketed") / pl.col("orders"))
        .select(*_BY, "orders", "bracketed", "bracketing", "swaps", "other_size")
        .sort("currency", "orders", "category", descending=[False, True, False], nulls_last=True)
    )


def _of_part(goods: pl.LazyFrame) -> pl.LazyFrame:
    """Return the counts of a part; what one of them does not have is null."""
    sized = goods.filter(
        pl.col("size").is_not_null() & pl.col("sold").is_not_null() & pl.col("product").is_not_null()
    )
    swaps = _swaps(goods, sized).group_by(_BY)
    counts = swaps.agg(swaps=pl.len().cast(pl.Int64), other_size=pl.col("other_size").sum().cast(pl.Int64))
    return pl.concat([_bracketed(sized), counts], how="diagonal")


def _bracketed(sized: pl.LazyFrame) -> pl.LazyFrame:
    """Return how many orders have sizes of a category, and several of one product."""
    size = pl.col("size").to_physical()
    return (
        sized.group_by("order", *_BY, "product")
        .agg(several=size.min() != size.max())
        .group_by("order", *_BY)
        .agg(pl.col("several").any())
        .group_by(_BY)
        .agg(orders=pl.len().cast(pl.Int64), bracketed=pl.col("several").sum().cast(pl.Int64))
    )


def _swaps(goods: pl.LazyFrame, sized: pl.LazyFrame) -> pl.LazyFrame:
    """Return the orders that are exchanges, one row per order and category, and whether the size is another."""
    what = ["customer_key", "currency", "product"]
    back = (
        goods.filter(
            pl.col("sold").is_null() & pl.col("customer_key").is_not_null() & pl.col("product").is_not_null()
        )
        .select(*what, back_on=pl.coalesce("refunded_at", "order_date"), from_order="order", from_size="size")
        .unique()
    )
    days = (pl.col("order_date") - pl.col("back_on")).dt.total_days()
    return (
        back.join(sized.filter(pl.col("customer_key").is_not_null()), on=what, nulls_equal=True)
        .filter(days.is_between(0, SWAP_DAYS), pl.col("order") != pl.col("from_order"))
        .group_by("order", *_BY)
        .agg(other_size=(pl.col("size") != pl.col("from_size")).any())
    )
