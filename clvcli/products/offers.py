"""What to offer a customer next: what those who had last bought the same bought after it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.months import QUARTER_DAYS
from clvcli.products.habits import last_purchases
from clvcli.products.kept_lines import BUYER, OCCASION
from clvcli.products.next_category import next_categories

if TYPE_CHECKING:
    from datetime import date

SUPPORT = 30
"""Purchases that must have followed one of a category before anything is offered after it; and so many purchases
of all weigh as much as those that followed it."""

CANDIDATES = 24
"""Products looked through for one that a customer has not: who has them all is offered none."""


def next_category(purchases: pl.DataFrame) -> pl.DataFrame:
    """Return what is likeliest to be bought after each `category`: by `currency`, from `habits.purchases_of`.

    `next_category`, its `next_category_share` of the purchases that followed, led towards its share of all that
    followed any (`SUPPORT`), and `next_category_support`, those purchases.  Of equals the first by name.
    """
    pairs = next_categories(purchases.filter(pl.col("category").is_not_null()))
    of_all = pl.col("purchases").sum().over("currency", "next_category") / pl.col("purchases").sum().over(
        "currency"
    )
    share = (pl.col("purchases") + SUPPORT * of_all) / (pl.col("support") + SUPPORT)
    by = ["currency", "category"]
    return (
        pairs.filter(pl.col("support") >= SUPPORT)
        .with_columns(share=share)
        .sort(*by, "share", "next_category", descending=[False, False, True, False], nulls_last=True)
        .unique(by, keep="first", maintain_order=True)
        .select(*by, "next_category", next_category_share="share", next_category_support="support")
    )


def next_product(kept: pl.LazyFrame, purchases: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the product to offer each customer (BUYER): `next_product` and its `next_product_support`.

    Of the products sold in the last QUARTER_DAYS that the customer has not kept, the one with the largest share of
    the purchases that followed one of the customer's last category, led towards its share of all; `support` are
    the purchases of it that did.  Of equals the first by name.
    """
    bought = kept.filter(pl.col("product").is_not_null()).select(*BUYER, "product", "order_date", "sold")
    candidates = _candidates(bought, purchases, as_of)
    last = last_purchases(purchases).filter(pl.col("category").is_not_null()).select(*BUYER, "category")
    offered = ["currency", "category", "product"]
    had = (
        bought.join(candidates.lazy(), on=["currency", "product"], how="semi", nulls_equal=True)
        .join(last.lazy(), on=list(BUYER), nulls_equal=True)
        .join(candidates.lazy(), on=offered, nulls_equal=True)
        .group_by(BUYER)
        .agg(had=(2 ** (pl.col("rank") - 1)).cast(pl.Int64).bitwise_or())
        .collect(engine="streaming")
    )
    bits = pl.col("had").fill_null(0)  # one for each candidate that the customer has, the first rank lowest
    first_without = (bits ^ (bits + 1)).bitwise_count_ones().cast(pl.Int64)
    ranked = last.join(had, on=list(BUYER), how="left", nulls_equal=True).with_columns(rank=first_without)
    found = ranked.join(candidates, on=["currency", "category", "rank"], nulls_equal=True)
    return found.select(*BUYER, next_product="product", next_product_support="purchases")


def _candidates(bought: pl.LazyFrame, purchases: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return up to CANDIDATES products by `currency` and last `category`: `rank` from 1, `purchases`; by rank."""
    before = pl.when(pl.col("purchase_no") > 1).then(pl.col("category").shift(1))
    after = purchases.select(*OCCASION, category=before).drop_nulls("category").with_row_index("purchase")
    support = after.group_by("currency", "category").agg(support=pl.len())
    selling = pl.col("order_date") > as_of - timedelta(days=QUARTER_DAYS)
    sold = bought.filter(pl.col("sold").is_not_null())
    current = sold.filter(selling).select("currency", "product").unique()
    counted = (
        sold.join(current, on=["currency", "product"], how="semi", nulls_equal=True)
        .join(after.lazy(), on=list(OCCASION), nulls_equal=True)
        .select("purchase", "currency", "category", "product")
        .unique()
        .group_by("currency", "category", "product")
        .agg(purchases=pl.len().cast(pl.Int64))
        .collect(engine="streaming")
    )
    known = counted.join(support, on=["currency", "category"], nulls_equal=True)
    everything = support.group_by("currency").agg(of_all=pl.col("support").sum())
    base = pl.col("purchases").sum().over("currency", "product") / pl.col("of_all")
    share = (pl.col("purchases") + SUPPORT * base) / (pl.col("support") + SUPPORT)
    by = ["currency", "category"]
    return (
        known.join(everything, on="currency", nulls_equal=True)
        .with_columns(share=share)
        .filter(pl.col("support") >= SUPPORT)
        .sort(*by, "share", "product", descending=[False, False, True, False], nulls_last=True)
        .with_columns(rank=pl.int_range(1, pl.len() + 1).over(by))
        .filter(pl.col("rank") <= CANDIDATES)
        .sort("rank", *by, nulls_last=True)
        .select(*by, "product", "purchases", "rank")
    )
