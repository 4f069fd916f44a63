"""New customers: who first ordered when, and through which channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.customers.known import known_at
from clvcli.in_parts import InParts
from clvcli.orders import dictionary
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from clvcli.audit.audit import Audit

WonBy = Literal["channel", "source"]
"""Columns of order lines that may say what won a customer."""

NO_CHANNEL = Saying("(none)")
"""The channel of customers whose first order names none."""

_WHO = ["customer_key", "currency"]


def sources_of_days(lines: pl.LazyFrame | InParts, *, as_of: date) -> InParts:
    """Return the `source` of each day a customer ordered on: one narrow look at canonical `lines`.

    Of several on a day it is the first by alphabet; days without one are not there.
    """
    return InParts.of(lines).map(lambda part: _sources(known_at(part, as_of)))


def _sources(known: pl.LazyFrame) -> pl.LazyFrame:
    named = pl.col("customer_key").is_not_null() & pl.col("source").is_not_null()
    source = pl.col("source").cast(pl.String).min()
    return known.filter(named).group_by(*_WHO, day="order_date").agg(source)


def new_customers(audit: Audit, sources: InParts | None = None) -> InParts:
    """Return one row per customer of `audit` who ever ordered, sorted: when, through what, and what it left.

    `customer_key`, `first_day` of a valid order, its `month`, `channel` and `source` of that day (the latter from
    `sources_of_days`), `kept`: whether anything was kept of all orders, `first_value`: what that day's orders
    left, by `Audit.value`.  Guests are nobody's customers.  Raises WriteError where the orders lie in files.
    """
    day = pl.col("first_valid_day")
    first = audit.orders.filter(pl.col("customer_key").is_not_null() & (pl.col("day") == day) & pl.col("valid"))
    told = {
        "first_day": day.first(),
        "channel": pl.col("channel").min(),
        "kept": pl.col("first_day").is_not_null().any(),
        "first_value": pl.col(audit.value).sum(),
    }
    people = first.map(lambda part: part.group_by(_WHO).agg(**told))
    if sources is None:
        people = people.map(lambda part: part.with_columns(source=pl.lit(None, pl.String)))
    else:
        people = people.beside(sources, _with_source)
    month = pl.col("first_day").dt.month_start()
    return people.laid_down(
        lambda part: (
            part.with_columns(month=month).drop("currency").sort("customer_key").collect(engine="streaming")
        )
    )


def _with_source(people: pl.LazyFrame, sources: pl.LazyFrame) -> pl.LazyFrame:
    on = sources.rename({"day": "first_day"})
    return people.join(on, on=[*_WHO, "first_day"], how="left", nulls_equal=True)


def earned(audit: Audit) -> InParts:
    """Return what known customers' orders have left: `customer_key`, `day`, `value`, exact."""
    known = audit.orders.filter(pl.col("customer_key").is_not_null())
    return known.map(lambda part: part.select("customer_key", "day", value=pl.col(audit.value)))


def mean_in(people: InParts, money: str) -> float | None:
    """Return the mean of a column of exact money as a float, None of no rows."""
    mean: float | None = mean_by(people, (), money)[money].item()
    return mean


def mean_by(people: InParts, by: Sequence[str], *money: str) -> pl.DataFrame:
    """Return the means of columns of exact money as floats by others, and of how many `customers`.

    Sums of floats would depend on the order of rows.
    """
    told = (pl.len().cast(pl.Int64).alias("customers"), *(pl.col(name).sum() for name in money))
    sums = people.added_up(by, lambda part: part.group_by(by).agg(told) if by else part.select(told))
    many = pl.col("customers")
    return sums.with_columns(pl.when(many > 0).then(pl.col(name).cast(pl.Float64) / many) for name in money)


def named_alike(people: InParts, column: str) -> dict[str, str]:
    """Return each name in a column -> the commonest that is the same but for case, blanks and dashes."""
    times = pl.len().cast(pl.Int64).alias("times")
    counts = people.added_up([column], lambda part: part.group_by(column).agg(times)).drop_nulls(column)
    label: dict[str, str] = {}
    names = counts.sort("times", column, descending=[True, False])[column]
    return {name: label.setdefault(dictionary.key(name), name) for name in names}


def matching(spent_on: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """Return each channel of spend -> the channel of `names` it is, but for case, blanks and dashes."""
    known = {dictionary.key(name): name for name in names}
    return {name: known[dictionary.key(name)] for name in spent_on if dictionary.key(name) in known}
