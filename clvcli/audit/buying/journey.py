"""From the first order to the second and the third: who goes on, how soon, and where the others are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.retention.history import believed_from
from clvcli.audit.retention.members import first_categories

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit

STEP_DAYS = 365
"""Time given for each step; who has had less of it is not asked."""


def journey(audit: Audit) -> pl.DataFrame:
    """Return one row for all customers (`category` null, `whole` true), then one per category of the first order.

    Of customers whose first purchase is believed (`history`) and lies STEP_DAYS back or longer: `customers`;
    `second`, those who bought again within that time, their `second_share` and `second_days` (median); `asked`,
    those of them whose first purchase lies twice as long back; `third`, those who then bought a third time within
    STEP_DAYS of the second, null where nobody is asked, as share of `asked`, and `third_days`.  From `customers` to
    `third` no count rises.
    The category is that of the dearest line of the first day's orders, null where the data name none; the largest
    categories first.
    """
    people = _people(audit)
    whole = _steps(people, pl.lit(None, pl.String)).with_columns(whole=pl.lit(value=True))
    by_category = _steps(people, pl.col("category")).with_columns(whole=pl.lit(value=False))
    named = by_category.sort("customers", "category", descending=[True, False], nulls_last=True)
    return pl.concat([whole, named]) if people["category"].drop_nulls().len() else whole


def _people(audit: Audit) -> pl.DataFrame:
    """Return the customers old enough: `category`, days to the second and from it to the third, and age."""
    believed = pl.col("first_day") >= believed_from(audit)
    bought = audit.orders.filter(pl.col("purchase_no").is_not_null() & believed)
    day, number = pl.col("day"), pl.col("purchase_no")
    days = {
        "first_day": pl.col("first_day").first(),
        "second_day": day.filter(number == 2).min(),  # noqa: PLR2004  (what a second purchase is)
        "third_day": day.filter(number == 3).min(),  # noqa: PLR2004  (the same)
    }
    told = {
        "age": (pl.lit(audit.as_of) - pl.col("first_day")).dt.total_days(),
        "to_second": (pl.col("second_day") - pl.col("first_day")).dt.total_days(),
        "to_third": (pl.col("third_day") - pl.col("second_day")).dt.total_days(),
    }
    each = bought.map(lambda part: part.group_by("customer_key").agg(**days).select("customer_key", **told))
    return each.filter(pl.col("age") >= STEP_DAYS).beside(first_categories(audit), _with_category).collect()


def _with_category(people: pl.LazyFrame, categories: pl.LazyFrame) -> pl.LazyFrame:
    return people.join(categories, on="customer_key", how="left").drop("customer_key")


def _steps(people: pl.DataFrame, category: pl.Expr) -> pl.DataFrame:
    second = (pl.col("to_second") <= STEP_DAYS).fill_null(value=False)
    asked = second & (pl.col("age") >= 2 * STEP_DAYS)
    third = asked & (pl.col("to_third") <= STEP_DAYS).fill_null(value=False)
    counted = people.group_by(category.alias("category")).agg(
        customers=pl.len().cast(pl.Int64),
        second=second.sum().cast(pl.Int64),
        second_days=pl.col("to_second").filter(second).median(),
        asked=asked.sum().cast(pl.Int64),
        third=third.sum().cast(pl.Int64),
        third_days=pl.col("to_third").filter(third).median(),
    )
    observed = pl.when(pl.col("asked") > 0)
    return counted.select(
        "category",
        "customers",
        "second",
        pl.when(pl.col("customers") > 0).then(pl.col("second") / pl.col("customers")).alias("second_share"),
        "second_days",
        "asked",
        observed.then("third").alias("third"),
        observed.then(pl.col("third") / pl.col("asked")).alias("third_share"),
        "third_days",
    )
