"""Seasons: an index by month of the year, the two seasons of fashion, and in which of them customers buy."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.config import SPRING_SUMMER
from clvcli.customers.month_columns import month_of
from clvcli.customers.months import MONTHS_PER_YEAR, days_of_month, month_number, months_after

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["SS", "AW"]
"""Spring and summer, autumn and winter."""

Profile = Literal["SS", "AW", "both"]

Months = tuple[int, int]
"""The first and the last of some months of the year, from 1 to 12; they may lie around its end."""

LEEWAY_DAYS = 3
"""Days that the last month may lack at its end, and the first at its beginning: a shop closed over a holiday."""

LEAST_YEARS = 2
"""Of one year alone nobody knows what was season and what was that year."""

LEAST_PURCHASES = 3
"""With fewer a customer has no season."""

A_SEASON = 0.75
"""Who makes as large a share of the purchases in one season is a customer of that season."""

YEAR_DAYS = 365
"""Who has been known for less has not seen both seasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """One season of one year, whole calendar months."""

    kind: Kind
    first: date
    last: date

    @property
    def name(self) -> str:
        """What the trade calls it, by the year it begins in: `AW25`."""
        return f"{self.kind}{self.first:%y}"

    @property
    def before(self) -> Season:
        """The same season a year earlier."""
        first = months_after(self.first, -MONTHS_PER_YEAR)
        return Season(kind=self.kind, first=first, last=_month_end(months_after(self.last, -MONTHS_PER_YEAR)))

    def holds(self, day: pl.Expr) -> pl.Expr:
        """Tell whether a day lies in it."""
        return day.is_between(self.first, self.last)


def season_at(day: date, spring_summer: Months = SPRING_SUMMER) -> Season:
    """Return the season that `day` lies in; `spring_summer` are the first and last month of one, January 1."""
    first, last = spring_summer
    of_spring = (last - first) % MONTHS_PER_YEAR + 1
    since = (day.month - first) % MONTHS_PER_YEAR
    spring = since < of_spring
    begun = months_after(day.replace(day=1), -since if spring else of_spring - since)
    months = of_spring if spring else MONTHS_PER_YEAR - of_spring
    end = months_after(begun, months) - timedelta(days=1)
    return Season(kind="SS" if spring else "AW", first=begun, last=end)


def seasons_after(day: date, number: int, spring_summer: Months = SPRING_SUMMER) -> list[Season]:
    """Return the next `number` whole seasons that begin after `day`."""
    found = [season_at(day, spring_summer)]
    for _ in range(number):
        found.append(season_at(found[-1].last + timedelta(days=1), spring_summer))
    return found[1:]


def last_season(day: date, spring_summer: Months = SPRING_SUMMER) -> Season:
    """Return the last whole season that was over at the end of `day`."""
    now = season_at(day, spring_summer)
    return now if now.last == day else season_at(now.first - timedelta(days=1), spring_summer)


def complete_years(first: date, as_of: date) -> list[int]:
    """Return the years of orders from `first` to `as_of`, each by the `months.month_number` it begins with.

    Calendar years, where two are whole; else years that end with the last whole month.  Empty below 24 months.
    """
    start = month_number(first) + (first.day > 1 + LEEWAY_DAYS)
    lacking = days_of_month(month_number(as_of)) - as_of.day
    end = month_number(as_of) + (lacking <= LEEWAY_DAYS)
    january = -(-start // MONTHS_PER_YEAR) * MONTHS_PER_YEAR
    by_calendar = range(january, end - MONTHS_PER_YEAR + 1, MONTHS_PER_YEAR)
    by_end = range(end - (end - start) // MONTHS_PER_YEAR * MONTHS_PER_YEAR, end, MONTHS_PER_YEAR)
    years = by_calendar if len(by_calendar) >= LEAST_YEARS else by_end
    return list(years) if len(years) >= LEAST_YEARS else []


def month_index(by_month: pl.DataFrame, years: Sequence[int], *, of: str, by: Sequence[str] = ()) -> pl.DataFrame:
    """Return `by`, `month` (1 to 12), `index` and `amount`, sorted, for each group that sold in a complete year.

    Takes `by_month`: `month` (`months.month_number`), the columns `by`, and `of`, an amount that is 0 or more.
    The share of each month in its year, 1 being an even one, is averaged over the `years` (`complete_years`) in
    which the group sold anything, and scaled to mean 1.  `amount` is the sum behind it.
    """
    year = (pl.col("month") - min(years, default=0)) // MONTHS_PER_YEAR
    groups = [*by, "year"]
    whole = (
        by_month.with_columns(
            year=year, place=pl.col("month") % MONTHS_PER_YEAR + 1, amount=pl.col(of).cast(pl.Float64)
        )
        .filter(pl.col("year").is_between(0, len(years) - 1))
        .group_by(*groups, "place")
        .agg(pl.col("amount").sum())
        .sort(*groups, "place", nulls_last=True)  # sums of floats in one order, here as below
    )
    sold = (
        whole.group_by(groups, maintain_order=True)
        .agg(usual=pl.col("amount").sum() / MONTHS_PER_YEAR)
        .filter(pl.col("usual") > 0)
    )
    months = pl.DataFrame({"place": range(1, MONTHS_PER_YEAR + 1)}, schema={"place": whole.schema["place"]})
    ratios = sold.join(months, how="cross").join(whole, on=[*groups, "place"], how="left", nulls_equal=True)
    index = (
        ratios.with_columns(pl.col("amount").fill_null(0.0))
        .sort(*groups, "place", nulls_last=True)
        .group_by(*by, "place", maintain_order=True)
        .agg(index=(pl.col("amount") / pl.col("usual")).mean(), amount=pl.col("amount").sum())
    )
    mean = pl.col("index").mean().over(by) if by else pl.col("index").mean()
    return (
        index.with_columns(index=pl.col("index") / mean)
        .select(*by, month="place", index="index", amount="amount")
        .sort(*by, "month", nulls_last=True)
    )


def is_spring(month: pl.Expr, spring_summer: Months = SPRING_SUMMER) -> pl.Expr:
    """Tell whether a month (`months.month_number`) is one of spring and summer."""
    first, last = spring_summer
    return (month + 1 - first) % MONTHS_PER_YEAR <= (last - first) % MONTHS_PER_YEAR


def season_begins(month: pl.Expr, spring_summer: Months = SPRING_SUMMER) -> pl.Expr:
    """Return the month with which the season of a month begins, both as `months.month_number`."""
    first, last = spring_summer
    since = (month + 1 - first) % MONTHS_PER_YEAR
    of_spring = (last - first) % MONTHS_PER_YEAR + 1
    return month - pl.when(since < of_spring).then(since).otherwise(since - of_spring)


def season_share(days: pl.LazyFrame, spring_summer: Months = SPRING_SUMMER) -> pl.LazyFrame:
    """Return `customer_key`, `currency`, `purchases` and `spring_share`, the part of them in spring and summer.

    Takes one row per customer, currency and purchase `day`.
    """
    spring = is_spring(month_of(pl.col("day")), spring_summer)
    return days.group_by("customer_key", "currency").agg(
        purchases=pl.len().cast(pl.Int64), spring_share=spring.mean()
    )


def season_profile(age_days: pl.Expr) -> pl.Expr:
    """Return in which season a customer of `season_share` buys: `SS`, `AW` or `both`.

    Null with fewer than LEAST_PURCHASES, or first seen less than a year ago: both seasons must have been open.
    """
    spring = pl.col("spring_share")
    known = (pl.col("purchases") >= LEAST_PURCHASES) & (age_days >= YEAR_DAYS)
    return pl.when(known).then(
        pl.when(spring >= A_SEASON)
        .then(pl.lit("SS"))
        .when(spring <= 1.0 - A_SEASON)
        .then(pl.lit("AW"))
        .otherwise(pl.lit("both"))
    )


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
