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

    people: InParts
    """One row per such customer: `customer_key`, `currency`, `first_day`, `again` (bought on another day within the
    window), `value` of all orders within it, `first_value` of the first day's, `next_category` (of the second
    purchase, null where it names none or did not come in time), `top` (is in the top tier today)."""
    baskets: InParts
    """One row per customer and product of the first day, in the same parts: `product`, `category`, `sold`, `back`
    (money of it before returns, and returned), `discounted`."""


def beginnings(
    kept: InParts,
    orders: InParts,
    purchases: InParts,
    people: InParts,
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
    began = began.beside(seconds, _with_second).laid_down(lambda part: part.collect())
    baskets = kept.beside(began, _baskets).laid_down(
        lambda part: part.sort(*BUYER, "product", nulls_last=True).collect()
    )
    return Beginnings(people=began, baskets=baskets)


def first_products(found: Beginnings, *, credit: FirstCredit = "full") -> pl.DataFrame:
    """Return one row per currency and product that customers began with, most customers first.

    The columns of FIRST; those called likely are as `credibility` has it.
    With full `credit` whoever began with several products counts whole for each, so that rows do not add up to the
    shop; with shared credit they do, as far as goods have names.
    """
    part = pl.col("sold") / pl.col("sold").sum().over(BUYER)
    weight = (part if credit == "shared" else pl.lit(1.0)).alias("weight")
    rows = found.baskets.filter(pl.col("product").is_not_null()).map(lambda some: some.with_columns(weight))
    by = ["currency", "product", "category"]
    counted = rows.added_up(by, lambda some: some.group_by(by).agg(rows=pl.len().cast(pl.Int64)))
    commonest = (
        counted.drop_nulls("category")
        .with_columns(pl.col("category").cast(pl.String))
        .sort("currency", "product", "rows", "category", descending=[False, False, True, False])
        .unique(["currency", "product"], keep="first", maintain_order=True)
    )
    return _told(rows, found.people, commonest)


def first_prices(found: Beginnings) -> pl.DataFrame:
    """Return customers who began with a discount beside those who paid the full price, at equal age.

    The columns of FIRST but LIKELY, `product` being `discounted` or `full_price`: both are many, and nothing is
    known of them but their own means.
    """
    price = pl.when(pl.col("discounted").any()).then(pl.lit("discounted")).otherwise(pl.lit("full_price"))
    told = {"product": price, "weight": pl.lit(1.0)}
    rows = found.baskets.map(
        lambda part: part.group_by(BUYER, maintain_order=True).agg(pl.col("sold", "back").sum(), **told)
    )
    return _told(rows, found.people, None).drop(LIKELY)


def _people(orders: InParts, people: InParts, *, as_of: date, value: str, top: str | None, days: int) -> InParts:
    """Return the columns of `Beginnings.people` but the next category, each part sorted by customer."""
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
    in_top = pl.col("tier").eq_missing(pl.lit(top, pl.String))

    def believed(part: pl.LazyFrame, who: pl.LazyFrame) -> pl.LazyFrame:
        """Return those whose first purchases are taken for first."""
        began = part.group_by(BUYER).agg(**told).join(who, on=list(BUYER), nulls_equal=True)
        rows = began.filter(pl.col("first_day") >= pl.col("since")).with_columns(top=in_top)
        return rows.select(*BUYER, *told, "top").sort(BUYER, nulls_last=True)

    return seen.beside(people, believed)


def _with_second(people: pl.LazyFrame, seconds: pl.LazyFrame) -> pl.LazyFrame:
    """Add the category of the second purchase, where it came in time."""
    second = seconds.select(*BUYER, next_category="category")
    known = people.join(second, on=list(BUYER), how="left", nulls_equal=True, maintain_order="left")
    return known.with_columns(next_category=pl.when("again").then("next_category"))


def _baskets(kept: pl.LazyFrame, people: pl.LazyFrame) -> pl.LazyFrame:
    """Return the columns of `Beginnings.baskets`."""
    when = people.select(*BUYER, "first_day")
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


def _told(rows: InParts, people: InParts, categories: pl.DataFrame | None) -> pl.DataFrame:
    """Return the columns of `first_products` of customers by what they began with, and its category."""
    by, many = ["currency", "product"], pl.len().cast(pl.Int64)
    weight, again, value = pl.col("weight"), pl.col("again").cast(pl.Float64), pl.col("value")
    told = rows.beside(
        people, lambda part, who: part.join(who, on=list(BUYER), nulls_equal=True, maintain_order="left")
    )
    sums = {
        "buyers": many,
        "customers": weight.sum(),
        "repeat_customers": (weight * again).sum(),
        "value": (weight * value).sum(),
        "squares": (weight * value**2).sum(),
        "of_first": (weight * pl.col("first_value")).sum(),
        "of_top": (weight * pl.col("top")).sum(),
        "back": pl.col("back").sum(),
        "sold": pl.col("sold").sum(),
        **{f"weight_{power}": (weight**2 * value**power).sum() for power in range(3)},
    }
    known = told.added_up(by, lambda part: part.group_by(by, maintain_order=True).agg(**sums)).sort(by)
    named = (
        known.with_columns(category=pl.lit(None, pl.String)) if categories is None else _named(known, categories)
    )
    in_top = people.added_up(
        ["currency"], lambda part: part.group_by("currency").agg(pl.col("top").sum(), everybody=many)
    )
    beside = named.join(in_top, on="currency", nulls_equal=True, maintain_order="left")
    return (
        _weighed(beside)
        .join(_next(told), on=by, how="left", nulls_equal=True, maintain_order="left")
        .select(pl.col(column.name).cast(column.dtype) for column in FIRST)
        .sort("currency", "customers", "product", descending=[False, True, False], nulls_last=True)
    )


def _weighed(sums: pl.DataFrame) -> pl.DataFrame:
    """Add the rates and means of FIRST that follow from sums over customers."""
    base = pl.when(pl.col("top") > 0).then(
        pl.col("of_top") / pl.col("customers") / (pl.col("top") / pl.col("everybody"))
    )
    return sums.with_columns(
        repeat_rate=pl.col("repeat_customers") / pl.col("customers"),
        value_per_customer=pl.col("value") / pl.col("customers"),
        first_value=pl.col("of_first") / pl.col("customers"),
        return_rate=pl.col("back") / pl.col("sold"),
        top_index=base,
    ).with_columns(
        likely_repeat_rate=credible_mean("repeat_rate", "repeat_customers"),
        low=pl.col("value_per_customer") - _TAIL * _error(),
        high=pl.col("value_per_customer") + _TAIL * _error(),
        likely_value=credible_mean("value_per_customer", "squares"),
    )


def _named(products: pl.DataFrame, categories: pl.DataFrame) -> pl.DataFrame:
    """Add the category of each product."""
    names = categories.select("currency", "product", "category")
    return products.join(names, on=["currency", "product"], how="left", nulls_equal=True, maintain_order="left")


def _error() -> pl.Expr:
    """Return the standard error of the weighted mean of `value`; null of one customer."""
    mean, buyers = pl.col("value_per_customer"), pl.col("buyers")
    apart = pl.col("weight_2") - 2.0 * mean * pl.col("weight_1") + mean**2 * pl.col("weight_0")
    spread = apart.clip(0.0) * buyers / (buyers - 1.0)
    return pl.when(buyers > 1).then(spread.sqrt() / pl.col("customers"))


def _next(told: InParts) -> pl.DataFrame:
    """Return the category of most second purchases of those who began with the same, and its share."""
    by = ["currency", "product", "next_category"]
    named = told.filter(pl.col("next_category").is_not_null())
    counted = (
        named.added_up(by, lambda part: part.group_by(by).agg(n=pl.len().cast(pl.Int64)))
        .filter(pl.col("n").sum().over("currency", "product") >= LEAST_SECOND)
        .sort("currency", "product", "n", "next_category", descending=[False, False, True, False])
    )
    return counted.group_by("currency", "product", maintain_order=True).agg(
        pl.col("next_category").first(), next_share=pl.col("n").first() / pl.col("n").sum()
    )
