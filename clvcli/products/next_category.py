"""Category migration: what is bought next, and which categories gain or lose the customers of the top tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.months import MONTHS_PER_YEAR, months_after
from clvcli.in_parts import InParts
from clvcli.products.kept_lines import BUYER

if TYPE_CHECKING:
    from datetime import date


def purchase_categories(kept: pl.LazyFrame) -> pl.DataFrame:
    """Return one row per purchase that names a category: whose (BUYER), `purchase_no`, `day` and `category`.

    `kept` are goods of kept orders as in `coded`, where the key of a customer is of one currency.  All that a
    customer kept orders of on one day is one purchase, numbered from 1; its category is that of the dearest goods,
    of equally dear ones the first by name.  Sorted by customer and purchase.
    """
    purchase = ["customer_key", "order_date"]
    dearest = pl.col("net").filter(pl.col("sold").is_not_null()).max()
    goods = kept.group_by(*purchase, "category").agg(pl.col("currency").first(), dearest=dearest)
    unnamed = pl.col("category").is_null()
    by_price = goods.collect(engine="streaming").sort(
        *purchase, unnamed, "dearest", "category", descending=[False] * 3 + [True, False]
    )
    purchases = by_price.unique(purchase, keep="first", maintain_order=True)
    number = pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("customer_key")
    return (
        purchases.with_columns(purchase_no=number)
        .filter(~unnamed)
        .select(*BUYER, "purchase_no", "category", day="order_date")
    )


def next_categories(purchases: pl.DataFrame | InParts) -> pl.DataFrame:
    """Return how often a purchase of one category is followed by one of another, from `purchase_categories`.

    One row per `currency`, `category` and `next_category`: `purchases`, pairs of purchase k and k+1 of a customer
    that both name a category; `support`, all such pairs that begin with `category`; and `probability`, which adds
    up to 1 over the next categories.  Whoever has not bought again is in no row.  Sorted by support, most first,
    then probability.
    """
    by = ["currency", "category", "next_category"]
    counted = InParts.of(purchases).added_up(by, _pairs)
    support = pl.col("purchases").sum().over("currency", "category")
    return counted.with_columns(support=support, probability=pl.col("purchases") / support).sort(
        "currency", "support", "category", "purchases", "next_category",
        descending=[False, True, False, True, False], nulls_last=True,
    )  # fmt: skip


def _pairs(purchases: pl.LazyFrame) -> pl.LazyFrame:
    """Return how many purchases of one category are followed by one of another."""
    follows = pl.all_horizontal(
        *(pl.col(name).shift(-1).eq_missing(pl.col(name)) for name in BUYER),
        pl.col("purchase_no").shift(-1) == pl.col("purchase_no") + 1,
    )
    rows = purchases.sort(*BUYER, "purchase_no")
    pairs = rows.with_columns(next_category=pl.col("category").shift(-1), follows=follows).filter("follows")
    return pairs.group_by("currency", "category", "next_category").agg(purchases=pl.len().cast(pl.Int64))


def category_trend(purchases: InParts, people: InParts, *, as_of: date) -> pl.DataFrame:
    """Return which categories the customers of each tier bought in the last 12 months, against the 12 before.

    `purchases` as `purchase_categories` returns them, `people` with `customer_key`, `currency` and `tier`.  One row
    per `currency`, `tier` and `category`: `before` and `after`, customers who bought of it in either year,
    `before_share` and `after_share` of the customers of the tier who bought at all in that year, `change` between
    the two, and `base_change`, the same of the customers of all tiers, so that a category that everybody leaves is
    told from one that the tier leaves.  Null where nobody of the tier bought in a year.
    Customers are sorted by what they are worth today: who stopped buying is seldom in a high tier.
    """
    last, first = months_after(as_of, -MONTHS_PER_YEAR), months_after(as_of, -2 * MONTHS_PER_YEAR)
    day = pl.col("day")
    recent = purchases.filter(day > first, day <= as_of).map(lambda part: part.with_columns(late=day > last))
    known = recent.beside(people, lambda part, who: part.join(who, on=list(BUYER), nulls_equal=True))
    by_tier = _shares(known, ["currency", "tier"])
    base = _shares(known, ["currency"]).select("currency", "category", base_change="change")
    return by_tier.join(base, on=["currency", "category"], how="left", nulls_equal=True).sort(
        "currency", "tier", "change", "category", nulls_last=True, descending=[False, False, True, False]
    )


def _shares(known: InParts, of: list[str]) -> pl.DataFrame:
    """Return who bought which category in either year, as shares of all who bought in it."""
    years = {"before": ~pl.col("late"), "after": pl.col("late")}
    counts = {name: pl.col("customer_key").filter(year).n_unique().cast(pl.Int64) for name, year in years.items()}
    of_all = {f"all_{name}": count for name, count in counts.items()}
    among = known.added_up(of, lambda part: part.group_by(of).agg(**of_all))
    what = [*of, "category"]
    by_category = known.added_up(what, lambda part: part.group_by(what).agg(**counts))
    by_category = by_category.join(among, on=of, nulls_equal=True)
    shares = {
        f"{name}_share": pl.when(pl.col(f"all_{name}") > 0).then(pl.col(name) / pl.col(f"all_{name}"))
        for name in years
    }
    return (
        by_category.with_columns(**shares)
        .with_columns(change=pl.col("after_share") - pl.col("before_share"))
        .select(*of, "category", *years, *shares, "change")
    )
