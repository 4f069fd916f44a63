"""New customers: who first ordered when, and through which channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.customers.known import known_at
from clvcli.orders import dictionary
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts

WonBy = Literal["channel", "source"]
"""Columns of order lines that may say what won a customer."""

NO_CHANNEL = Saying("(none)")
"""The channel of customers whose first order names none."""

_WHO = ["customer_key", "currency"]


def sources_of_days(lines: pl.LazyFrame, *, as_of: date) -> pl.DataFrame:
    """Return the `source` of each day a customer ordered on: one narrow look at canonical `lines`.

    Of several on a day it is the first by alphabet; days without one are not there.
    """
    named = pl.col("customer_key").is_not_null() & pl.col("source").is_not_null()
    return (
        known_at(lines, as_of)
        .filter(named)
        .group_by(*_WHO, day="order_date")
        .agg(pl.col("source").cast(pl.String).min())
        .collect(engine="streaming")
    )


def new_customers(audit: Audit, sources: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return one row per customer of `audit` who ever ordered, sorted: when, through what, and what it left.

    `customer_key`, `first_day` of a valid order, its `month`, `channel` and `source` of that day (the latter from
    `sources_of_days`), `kept`: whether anything was kept of all orders, `first_value`: what that day's orders
    left, by `Audit.value`.  Guests are nobody's customers.
    """
    day = pl.col("first_valid_day")
    first = audit.orders.filter(pl.col("customer_key").is_not_null() & (pl.col("day") == day) & pl.col("valid"))
    told = {
        "first_day": day.first(),
        "channel": pl.col("channel").min(),
        "kept": pl.col("first_day").is_not_null().any(),
        "first_value": pl.col(audit.value).sum(),
    }
    people = first.map(lambda part: part.group_by(_WHO).agg(**told)).collect()
    if sources is None:
        people = people.with_columns(source=pl.lit(None, pl.String))
    else:
        on = sources.rename({"day": "first_day"})
        people = people.join(on, on=[*_WHO, "first_day"], how="left", nulls_equal=True)
    return people.with_columns(month=pl.col("first_day").dt.month_start()).drop("currency").sort("customer_key")


def earned(audit: Audit) -> InParts:
    """Return what known customers' orders have left: `customer_key`, `day`, `value`, exact."""
    known = audit.orders.filter(pl.col("customer_key").is_not_null())
    return known.map(lambda part: part.select("customer_key", "day", value=pl.col(audit.value)))


def mean_of(money: str) -> pl.Expr:
    """Return the mean of a column of exact money as a float, null of no rows.

    Sums of floats would depend on the order of rows.
    """
    return pl.when(pl.len() > 0).then(pl.col(money).sum().cast(pl.Float64) / pl.len())


def named_alike(names: pl.Series) -> dict[str, str]:
    """Return each of `names` -> the commonest that is the same but for case, blanks and dashes."""
    counts = names.drop_nulls().value_counts(name="times").sort("times", names.name, descending=[True, False])
    label: dict[str, str] = {}
    return {name: label.setdefault(dictionary.key(name), name) for name in counts[names.name]}


def matching(spent_on: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """Return each channel of spend -> the channel of `names` it is, but for case, blanks and dashes."""
    known = {dictionary.key(name): name for name in names}
    return {name: known[dictionary.key(name)] for name in spent_on if dictionary.key(name) in known}
