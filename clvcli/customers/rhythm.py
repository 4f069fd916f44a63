"""The rhythm of customers: the waits between their purchase days, and what only those days tell of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.known import known_at
from clvcli.customers.months import MONTHS_PER_YEAR, months_after

if TYPE_CHECKING:
    from datetime import date

LAST_RUNG = 7
"""Purchases of this number and later are one rung."""

WAITS = pl.Schema({"currency": pl.String, "rung": pl.Int32, "silence": pl.Int64, "gap": pl.Int64})
"""One row per purchase day of a known customer: `rung` of its number, `silence` days from it to the as-of day,
`gap` days to the next purchase day, null where there has been none."""

ONE_DAY = timedelta(days=1)

WHO = ("customer_key", "currency")

SEASON_MONTHS = 3
"""Whoever buys in no other months of the year buys by season."""

MONTHS_OF_EVIDENCE = 24
"""In fewer months no month of the year is seen twice in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When the customers of a log buy."""

    people: pl.DataFrame
    """`customer_key`, `currency`, `last_gap` (days between the last two purchase days, null with one), `yearly`
    (whether every purchase lies in the same SEASON_MONTHS of the year, in at least two years); sorted by both."""
    waits: pl.DataFrame
    """The columns of WAITS, customer by customer."""


def rhythm(lines: pl.LazyFrame, *, first_date: date, as_of: date) -> Rhythm:
    """Return when the known customers of canonical `lines` buy, as known at the end of `as_of`.

    A purchase day is one with a kept order; customers without any have no rows.  `first_date` is where
    observation starts: in less than MONTHS_OF_EVIDENCE nobody is seen to be `yearly`.
    """
    return rhythm_of(known_at(lines, as_of), first_date=first_date, as_of=as_of)


def rhythm_of(known: pl.LazyFrame, *, first_date: date, as_of: date) -> Rhythm:
    """Return what `rhythm` returns of lines as they were `known` at the end of `as_of` (`known.known_at`).

    One streaming group-by over three narrow columns.
    """
    days = (
        known.filter(pl.col("order_kept") & pl.col("customer_key").is_not_null())
        .group_by(WHO)
        .agg(day=pl.col("order_date").unique().sort())
        .collect(engine="streaming")
        .sort(WHO, nulls_last=True)
    )
    each = pl.col("day").list
    bought = (
        days.with_row_index("customer")
        .select("customer", "currency", "day", next=each.shift(-1), purchase_no=pl.int_ranges(1, each.len() + 1))
        .explode("day", "next", "purchase_no")
    )
    seen = months_after(first_date, MONTHS_OF_EVIDENCE) <= as_of + ONE_DAY
    yearly = yearly_buyers(bought) if seen else bought["customer"].clear()
    last_gap = (each.get(-1) - each.get(-2, null_on_oob=True)).dt.total_days()
    return Rhythm(
        people=days.with_row_index("customer").select(
            *WHO, last_gap=last_gap, yearly=pl.col("customer").is_in(yearly.implode())
        ),
        waits=bought.select(
            "currency",
            rung_of(pl.col("purchase_no")).alias("rung"),
            silence=(pl.lit(as_of) - pl.col("day")).dt.total_days(),
            gap=(pl.col("next") - pl.col("day")).dt.total_days(),
        ),
    )


def rung_of(purchase_no: pl.Expr) -> pl.Expr:
    """Return the rung of the order ladder on which the purchase of this number (from 1) stands."""
    return pl.min_horizontal(purchase_no, pl.lit(LAST_RUNG)).cast(WAITS["rung"])


def yearly_buyers(bought: pl.DataFrame) -> pl.Series:
    """Return each `customer` who bought in several years and always in the same SEASON_MONTHS of the year, sorted.

    Takes `customer` and `day`, one row per purchase day.  Months are counted from half a year before the first
    purchase, so that a season that holds it never crosses the end of such a year.
    """
    month = pl.col("day").dt.year().cast(pl.Int32) * MONTHS_PER_YEAR + pl.col("day").dt.month()
    since = month - month.first().over("customer") + MONTHS_PER_YEAR // 2
    found = (
        bought.sort("customer", "day")
        .select("customer", year=since // MONTHS_PER_YEAR, month=since % MONTHS_PER_YEAR)
        .group_by("customer")
        .agg(
            several_years=pl.col("year").max() > 0,
            one_season=pl.col("month").max() - pl.col("month").min() < SEASON_MONTHS,
        )
        .filter(pl.col("several_years") & pl.col("one_season"))
    )
    return found["customer"].sort()
