"""With which products customers begin, how many of them return, and what they are worth within a year."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.schema import Column
from clvcli.products.credibility import credible_mean
from clvcli.products.kept_lines import BUYER
from clvcli.products.likely_index import CONFIDENCE

if TYPE_CHECKING:
    from datetime import date

    from clvcli.config import FirstCredit
    from clvcli.in_parts import InParts

WINDOW_DAYS = 365
"""Days after the first purchase that are looked at; customers younger than that are left out."""

LEAST_BUYERS = 30
"""Of a product; what fewer began with is no finding."""

LEAST_SECOND = 10
"""Second purchases that name a category; which is most of fewer is chance."""


FIRST: tuple[Column, ...] = (
    Column("currency", pl.String, "currency of the customers' money; null where the data name none"),
    Column("product", pl.String, "what they began with"),
    Column("category", pl.String, "its category; null where the data name none"),
    Column("buyers", pl.Int64, "customers who began with it"),
    Column("customers", pl.Float64, "the same, each as far as it is credited"),
    Column("repeat_customers", pl.Float64, "those of them who bought on another day within the window"),
    Column("repeat_rate", pl.Float64, "repeat_customers of customers"),
    Column("likely_repeat_rate", pl.Float64, "the same, led back to that of the category the fewer there are"),
    Column("value", pl.Float64, "of all they bought within the window"),
    Column("value_per_customer", pl.Float64, "value per customer"),
    Column("likely_value", pl.Float64, "the same, led back to that of the category the fewer there are"),
    Column("low", pl.Float64, "low end of the 80 % interval of value_per_customer; null of one customer"),
    Column("high", pl.Float64, "high end of its 80 % interval"),
    Column("first_value", pl.Float64, "value of the first day, per customer"),
    Column("return_rate", pl.Float64, "of the money for it on the first day, what was returned"),
    Column("next_category", pl.String, "category of most second purchases within the window"),
    Column("next_share", pl.Float64, "how many of the second purchases that name one are of it"),
    Column("top_index", pl.Float64, "share of them in the top tier today, over that of all who began"),
)
"""The columns of `first_products`; those called likely are not of `first_prices`."""

LIKELY = ("likely_repeat_rate", "likely_value")

_TAIL = NormalDist().inv_cdf((1.0 + CONFIDENCE) / 2.0)
"""Standard errors of a mean that an end of its interval is away: means of many are nearly normal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginnings:
    """How the customers began who have been observed for WINDOW_DAYS, in every currency."""

    people: pl.DataFrame
    """One row per such customer: `customer_key`, `currency`, `first_day`, `again` (bought on another day within the
    window), `value` of all orders within it, `first_value` of the first day's, `next_category` (of the second
    purchase, null where it names none or did not come in time), `top` (is in the top tier today)."""
    baskets: pl.DataFrame
    """One row per customer and product of the first day: `product`, `category`, `sold`, `back` (money of it before
    returns, and returned), `discounted`."""


def beginnings(
    kept: InParts,
    orders: InParts,
    purchases: InParts,
    people: pl.DataFrame,
    *,
    as_of: date,
    value: str = "net_revenue",
    top: str | None = None,
    days: int = WINDOW_DAYS,
) -> Beginnings:
    """Return how customers began, from kept goods as known at `as_of` and the orders of the same day.

    `orders` has the columns of `contribution.schema.ORDERS`, of which `value` is what an order is worth, and buyers
    are told in all tables alike (`coded`); `purchases` as
    `next_category.purchase_categories` returns them; `people` with `customer_key`, `currency`, `tier`, of whom the
    tier `top` is the highest, and `since`, the first day whose first purchases are believed to be first.
    """
    began = _people(orders, people, as_of=as_of, value=value, top=top, days=days)
    seconds = purchases.filter(pl.col("purchase_no") == 2)  # noqa: PLR2004  (what a second purchase is)
    second = seconds.map(lambda part: part.select(*BUYER, next_category="category")).collect()
    began = began.join(second, on=list(BUYER), how="left", nulls_equal=True, maintain_order="left")
    began = began.with_columns(next_category=pl.when("again").then("next_category"))
    return Beginnings(people=began, baskets=_baskets(kept, began))


def first_products(found: Beginnings, *, credit: FirstCredit = "full") -> pl.DataFrame:
    """Return one row per currency and product that customers began with, most customers first.

    The columns of FIRST; those called likely are as `credibility` has it.
    With full `credit` whoever began with several products counts whole for each, so that rows do not add up to the
    shop; with shared credit they do, as far as goods have names.
    """
    rows = found.baskets.filter(pl.col("product").is_not_null())
    part = pl.col("sold") / pl.col("sold").sum().over(BUYER)
    rows = rows.with_columns(weight=part if credit == "shared" else pl.lit(1.0))
    category = pl.col("category").drop_nulls().mode().sort().first()
    return _told(rows, found.people, category=category)


def first_prices(found: Beginnings) -> pl.DataFrame:
    """Return customers who began with a discount beside those who paid the full price, at equal age.

    The columns of FIRST but LIKELY, `product` being `discounted` or `full_price`: both are many, and nothing is
    known of them but their own means.
    """
    price = pl.when(pl.col("discounted").any()).then(pl.lit("discounted")).otherwise(pl.lit("full_price"))
    rows = found.baskets.group_by(BUYER, maintain_order=True).agg(
        pl.col("sold", "back").sum(), product=price, weight=pl.lit(1.0)
    )
    return _told(rows, found.people, category=pl.lit(None, pl.String)).drop(LIKELY)


def _people(
    orders: InParts, people: pl.DataFrame, *, as_of: date, value: str, top: str | None, days: int
) -> pl.DataFrame:
    """Return the columns of `Beginnings.people` but the next category, sorted by customer."""
    known = orders.filter(pl.col("customer_key").is_not_null() & pl.col("first_day").is_not_null())
    age = (pl.col("day") - pl.col("first_day")).dt.total_days()
    seen = known.map(lambda part: part.select(*BUYER, "first_day", "purchase_no", age=age, worth=value)).filter(
        pl.col("age").is_between(0, days), (pl.lit(as_of) - pl.col("first_day")).dt.total_days() >= days
    )
    told = {
        "first_day": pl.col("first_day").first(),
        "again": (pl.col("purchase_no") > 1).any(),
        "value": pl.col("worth").sum().cast(pl.Float64),
        "first_value": pl.col("worth").filter(pl.col("age") == 0).sum().cast(pl.Float64),
    }
    began = seen.map(lambda part: part.group_by(BUYER).agg(**told)).collect()
    believed = began.join(people, on=list(BUYER), nulls_equal=True).filter(pl.col("first_day") >= pl.col("since"))
    in_top = pl.col("tier").eq_missing(pl.lit(top, pl.String))
    return believed.with_columns(top=in_top).drop("tier", "since").sort(BUYER, nulls_last=True)


def _baskets(kept: InParts, began: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of `Beginnings.baskets`, sorted by customer and product."""
    when = began.lazy().select(*BUYER, "first_day")
    bought = kept.map(lambda part: _baskets_of(part, when)).collect()
    return bought.sort(*BUYER, "product", nulls_last=True)


def _baskets_of(kept: pl.LazyFrame, when: pl.LazyFrame) -> pl.LazyFrame:
    bought = kept.join(when, left_on=[*BUYER, "order_date"], right_on=[*BUYER, "first_day"], nulls_equal=True)
    sold, money = pl.col("sold").is_not_null(), pl.col("net")
    return (
        bought.group_by(*BUYER, "product")
        .agg(
            category=pl.col("category").filter(sold).min(),
            sold=money.filter(sold).sum().cast(pl.Float64),
            back=-money.filter(~sold).sum().cast(pl.Float64),
            discounted=(pl.col("discount") > 0).any(),
        )
        .filter(pl.col("sold") > 0)
    )


def _told(rows: pl.DataFrame, people: pl.DataFrame, *, category: pl.Expr) -> pl.DataFrame:
    """Return the columns of `first_products` of customers by what they began with."""
    whole = people.group_by("currency").agg(top_base=pl.col("top").mean())
    weight, again, value = pl.col("weight"), pl.col("again").cast(pl.Float64), pl.col("value")
    told = rows.join(people, on=list(BUYER), nulls_equal=True, maintain_order="left")
    grouped = told.group_by("currency", "product", maintain_order=True)
    known = grouped.agg(
        category=category,
        buyers=pl.len().cast(pl.Int64),
        customers=weight.sum(),
        repeat_customers=(weight * again).sum(),
        value=(weight * value).sum(),
        squares=(weight * value**2).sum(),
        error=_error(value, weight),
        first_value=(weight * pl.col("first_value")).sum() / weight.sum(),
        return_rate=pl.col("back").sum() / pl.col("sold").sum(),
        top_share=(weight * pl.col("top")).sum() / weight.sum(),
    ).with_columns(
        repeat_rate=pl.col("repeat_customers") / pl.col("customers"),
        value_per_customer=pl.col("value") / pl.col("customers"),
    )
    base = pl.when(pl.col("top_base") > 0).then(pl.col("top_share") / pl.col("top_base"))
    return (
        known.join(whole, on="currency", nulls_equal=True, maintain_order="left")
        .with_columns(
            likely_repeat_rate=credible_mean("repeat_rate", "repeat_customers"),
            low=pl.col("value_per_customer") - _TAIL * pl.col("error"),
            high=pl.col("value_per_customer") + _TAIL * pl.col("error"),
            likely_value=credible_mean("value_per_customer", "squares"),
            top_index=base,
        )
        .join(_next(told), on=["currency", "product"], how="left", nulls_equal=True, maintain_order="left")
        .select(pl.col(column.name).cast(column.dtype) for column in FIRST)
        .sort("currency", "customers", "product", descending=[False, True, False], nulls_last=True)
    )


def _error(value: pl.Expr, weight: pl.Expr) -> pl.Expr:
    """Return, as an aggregate, the standard error of the weighted mean of `value`; null of one row."""
    apart = value - (weight * value).sum() / weight.sum()
    spread = (weight**2 * apart**2).sum() * pl.len() / (pl.len().cast(pl.Float64) - 1.0)
    return pl.when(pl.len() > 1).then(spread.sqrt() / weight.sum())


def _next(told: pl.DataFrame) -> pl.DataFrame:
    """Return the category of most second purchases of those who began with the same, and its share."""
    counted = (
        told.filter(pl.col("next_category").is_not_null())
        .group_by("currency", "product", "next_category")
        .agg(n=pl.len())
        .filter(pl.col("n").sum().over("currency", "product") >= LEAST_SECOND)
        .sort("currency", "product", "n", "next_category", descending=[False, False, True, False])
    )
    return counted.group_by("currency", "product", maintain_order=True).agg(
        pl.col("next_category").first(), next_share=pl.col("n").first() / pl.col("n").sum()
    )
