"""What a new customer is worth by channel and season, and what winning one may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli import config
from clvcli.audit.acquisition.acquired import mean_by, mean_in
from clvcli.audit.acquisition.payback import curves

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from clvcli.in_parts import InParts

BORROWED = 30.0
"""Customers' worth of the shop that a group takes over: with as many of its own it counts half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What winning a customer may cost."""

    share: float = config.CAC_SHARE
    """Of the value of a new customer in 36 months."""
    months: int | None = None
    """After that of the first order, within which it must be paid back; None where that is left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewValue:
    """What a new customer of the shop is worth, on the day of the first order."""

    first: float | None
    """What first orders left, on average."""
    later: Mapping[str, float | None]
    """What is expected after it, by `forecast.FIXED_HORIZONS`, `held` included."""
    held: float = 1.0
    """What customers a year old have left in it after the first order, over what the model expected of them."""
    reason: str | None = None
    """Why nothing is known 36 months ahead."""

    def total(self, horizon: str) -> float | None:
        """Return the value of a new customer, the first order included (`clv_new`)."""
        after = self.later.get(horizon)
        return None if self.first is None or after is None else self.first + after


def held(seen: float | None, expected: float | None, customers: int) -> float:
    """Return what `customers` have left on average, `seen`, over what was `expected`; BORROWED others draw it to 1.

    1 where either is not known or nothing was expected; never below 0.
    """
    if seen is None or expected is None or expected <= 0:
        return 1.0
    return max((customers * seen / expected + BORROWED) / (customers + BORROWED), 0.0)


def relative_later(people: InParts, *, group: str, within: str) -> pl.DataFrame:
    """Return how much more than others the customers of each `group` leave after the first order: `ratio`.

    `people` have `later`: what they have left after the first order, and what is still expected of them.  Each is
    held against all customers of the same `within`, such as the month they came in, so that old customers are not
    better for being old; BORROWED customers of the shop stand beside those of the group.  1 is as much as others,
    and stands where others leave nothing.
    """
    usual = mean_in(people, "later") or 0.0
    others = mean_by(people, [within], "later").select(within, each="later")
    both, many = [group, within], pl.len().cast(pl.Int64).alias("customers")
    found = (
        people.added_up(both, lambda part: part.group_by(both).agg(pl.col("later").sum(), many))
        .with_columns(pl.col("later").cast(pl.Float64))
        .join(others, on=within)
        .sort(group, within)
        .group_by(group, maintain_order=True)
        .agg(own=pl.col("later").sum(), others=(pl.col("each") * pl.col("customers")).sum())
    )
    own, others_left = pl.col("own") + BORROWED * usual, pl.col("others") + BORROWED * usual
    return found.select(
        group, ratio=pl.when((others_left > 0) & (usual > 0)).then(own / others_left).otherwise(1.0)
    )


def by_group(
    people: InParts,
    left: InParts,
    value: NewValue,
    limit: Limit,
    *,
    group: str,
    within: str,
    as_of: date,
    own: Mapping[str, float] | None = None,
) -> pl.DataFrame:
    """Return, of each `group` of `people`: `first_value`, `clv_new`, `allowable_cac`.

    `people` and `left` are as in `payback.curves` and `relative_later`.  `clv_new` is what first orders of the
    group leave and what comes after them in 36 months: what a model of their `own` expects, else what the shop
    does, times `relative_later`.  `allowable_cac` is the share of it that winning a customer may cost, no more than
    they have left in the months of `limit` where these were observed, and 0 where it is below.  Both are null
    where nothing is known 36 months ahead.
    """
    later = pl.lit(value.later.get("clv_36m"), pl.Float64) * pl.col("ratio")
    if own:
        fitted = pl.col(group).replace_strict(list(own), list(own.values()), default=None, return_dtype=pl.Float64)
        later = pl.coalesce(fitted, later)
    first = mean_by(people, [group], "first_value").select(group, "first_value")
    so_far = curves(people, left, by=group, as_of=as_of).filter(pl.col("age").eq_missing(limit.months))
    allowable = pl.max_horizontal(pl.min_horizontal(pl.col("clv_new") * limit.share, "cumulative"), 0.0)
    return (
        first.join(relative_later(people, group=group, within=within), on=group)
        .join(so_far.select(group, "cumulative"), on=group, how="left")
        .with_columns(clv_new=pl.col("first_value") + later)
        .with_columns(allowable_cac=pl.when(pl.col("clv_new").is_not_null()).then(allowable))
        .drop("cumulative", "ratio")
        .sort(group)
    )
