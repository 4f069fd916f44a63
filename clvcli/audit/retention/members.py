"""Cohorts: customers who began in the same month, quarter or year, or in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.audit.retention.history import believed_from
from clvcli.contribution.baskets import leading_category
from clvcli.customers.month_columns import first_day_of, month_of
from clvcli.customers.months import MONTHS_PER_YEAR, is_month_end, month_number
from clvcli.orders.schema import ONE_ORDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts

Period = Literal["month", "quarter", "year"]
MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "year": MONTHS_PER_YEAR}
"""Calendar months of a period."""

_ORDER = (*ONE_ORDER, "currency")


def members(audit: Audit) -> InParts:
    """Return one row per known customer who kept something, each part sorted by `customer_key`.

    `first_day`, `second_day` (null: has not bought again), `began` (`month_number` of the first day), `channel`
    and `country` of the first kept order, `category` (`first_categories`), and `believed`: whether the first
    purchase is taken for one (`history`).  Raises WriteError where the orders lie in files.
    """
    day, first = pl.col("day"), pl.col("first_day").first()
    told = {
        "first_day": first,
        "second_day": day.filter(pl.col("purchase_no") > 1).min(),
        "began": month_of(first),
        "channel": pl.col("channel").first(),
        "country": pl.col("country").first(),
        "believed": first >= believed_from(audit),
    }
    bought = audit.orders.filter(pl.col("purchase_no").is_not_null())
    people = bought.map(lambda part: part.group_by("customer_key", maintain_order=True).agg(**told))
    named = people.beside(first_categories(audit), _with_category)
    return named.laid_down(lambda part: part.sort("customer_key").collect())


def _with_category(people: pl.LazyFrame, categories: pl.LazyFrame) -> pl.LazyFrame:
    return people.join(categories, on="customer_key", how="left")


def first_categories(audit: Audit) -> InParts:
    """Return one row per customer: the `category` of the dearest line of the first purchase day's orders.

    Nobody has one where nobody looked at what orders consist of (`Audit.baskets`).
    """
    if audit.baskets is None:
        return audit.orders.map(lambda _: pl.LazyFrame(schema={"customer_key": pl.String, "category": pl.String}))
    first = audit.orders.filter(pl.col("purchase_no") == 1).map(lambda part: part.select(_ORDER))
    return audit.baskets.beside(first, _leading)


def _leading(baskets: pl.LazyFrame, orders: pl.LazyFrame) -> pl.LazyFrame:
    return leading_category(baskets.join(orders, on=_ORDER, how="semi", nulls_equal=True))


def by_period(people: InParts, period: Period) -> InParts:
    """Return `members` with their `cohort`, the first day of the period they began in.

    `complete_from` is the month in which the youngest of the cohort can have begun: what is said of the cohort
    at an age is known when that month was observed so long.  `truncated`: a first purchase of it is not believed.
    """
    months = MONTHS[period]
    start = pl.col("began") // months * months
    doubted = (~pl.col("believed")).sum().cast(pl.Int64)
    starts = people.added_up(["start"], lambda part: part.group_by(start=start).agg(doubted=doubted))
    cut = starts.filter(pl.col("doubted") > 0)["start"].implode()
    told = {
        "cohort": first_day_of(start),
        "complete_from": start + months - 1,
        "truncated": start.is_in(cut),
    }
    return people.map(lambda part: part.with_columns(**told))


def by_trait(people: InParts, trait: str) -> InParts:
    """Return `members` with their `cohort`, the column `trait`; as `by_period`.

    A cohort of all times is never complete: at each age it consists of those who were observed so long, and of
    believed first purchases (`complete_from` is null for the others).
    """
    told = {
        "cohort": pl.col(trait),
        "complete_from": pl.when("believed").then("began"),
        "truncated": pl.lit(value=False),
    }
    return people.map(lambda part: part.with_columns(**told))


def by_age(grouped: InParts, facts: InParts, audit: Audit, *, summed_up: Sequence[str]) -> pl.DataFrame:
    """Return what the customers of each cohort did at each age in calendar months, up to the as-of day.

    `grouped` is of `by_period` or `by_trait`; `facts` has `customer_key`, `month` (`month_number`) and columns
    to sum, those named in `summed_up` from the first month on; what lies before a customer's first purchase, an
    order that came back whole, counts in their first month.
    Returns `cohort`, `truncated`, `age`, `eligible` customers who stand behind the figures of that age, and the
    columns: null, with nobody eligible, where the month is not over for the cohort.  Sorted by cohort and age.
    """
    columns = [name for name in facts.columns if name not in {"customer_key", "month"}]
    who = grouped.map(lambda part: part.select("customer_key", *_ALIKE))
    age = pl.max_horizontal(pl.col("month") - pl.col("began"), pl.lit(0, pl.Int32))
    sums = pl.col(columns).sum()
    known = facts.beside(who, lambda part, whose: part.join(whose, on="customer_key"))
    found = known.added_up([*_ALIKE, "age"], lambda part: part.group_by(*_ALIKE, age=age).agg(sums))
    alike = (
        _ages(grouped, audit)
        .join(found, on=[*_ALIKE, "age"], how="left", nulls_equal=True)
        .with_columns(pl.col(columns).fill_null(strategy="zero"))
        .sort(*_ALIKE, "age")
        .with_columns(pl.col(summed_up).cum_sum().over(_ALIKE))
    )
    observed = pl.col("eligible") > 0
    return (
        alike.group_by("cohort", "truncated", "age")
        .agg(pl.col("eligible").sum(), *(pl.col(name).filter(observed).sum() for name in columns))
        .with_columns(pl.when(observed).then(pl.col(name)).alias(name) for name in columns)
        .sort("cohort", "age", nulls_last=True)
    )


_ALIKE = ("cohort", "truncated", "began", "complete_from")
"""Customers alike in these reach each age in the same month."""


def _ages(grouped: InParts, audit: Audit) -> pl.DataFrame:
    """Return a row per group of customers alike and age they can have, and how many are `eligible` at it."""
    last = month_number(audit.as_of) - (not is_month_end(audit.as_of))
    observed = (pl.col("complete_from") + pl.col("age") <= last).fill_null(value=False)
    return (
        grouped.added_up(_ALIKE, lambda part: part.group_by(_ALIKE).agg(customers=pl.len().cast(pl.Int64)))
        .with_columns(age=pl.int_ranges(0, month_number(audit.as_of) - pl.col("began") + 1, dtype=pl.Int32))
        .explode("age")
        .select(*_ALIKE, "age", eligible=pl.when(observed).then("customers").otherwise(0))
    )


def pooled(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of all cohorts of `by_age` that were observed at an age and are not truncated, by `age`."""
    observed = cells.filter(~pl.col("truncated") & (pl.col("eligible") > 0))
    return observed.drop("cohort", "truncated").group_by("age").sum().sort("age")
