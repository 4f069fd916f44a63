"""Who comes back: by age since the first purchase, by monthly cohort, and over the last year.

A shop does not see a customer leave, so nothing here is called retention: each figure is a share that
has bought again within a stated window, over those who could be observed for all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.known import known_at
from clvcli.customers.month_columns import first_day_of, month_of
from clvcli.customers.months import MONTHS_PER_YEAR, is_month_end, month_number, months_after
from clvcli.in_parts import InParts
from clvcli.orders.currency import in_currency

if TYPE_CHECKING:
    from datetime import date

    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.customers.summary import Customers

WINDOWS = (30, 60, 90, 180, 365)
"""Days since the first purchase; the last is the usual repeat rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repurchase:
    """Customers who bought in the year before the last, and those of them who bought again in the last.

    Both zero where the orders do not reach back two years.
    """

    before: int
    again: int

    @property
    def rate(self) -> float | None:
        """The 12-month repurchase rate: what to give when asked for `the` retention rate."""
        return self.again / self.before if self.before else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts:
    """How customers have come back, as known at the end of the as-of day."""

    by_age: pl.DataFrame
    """`days` (WINDOWS), `eligible` customers observed that long, `again` who bought again within, `share`."""
    cells: pl.DataFrame
    """`cohort` (first day of the month of the first purchase), `customers`, `age` in calendar months,
    `active` customers with a purchase in that month and their `share` (null where the month is not over
    yet, 0 where nobody bought), `so_far` the customers seen at all; sorted by cohort and age."""
    pooled: pl.DataFrame
    """`age`, `eligible` customers of the cohorts observed, `active`, `share`: cohorts weighted by size."""
    last_year: Repurchase


def cohorts(lines: pl.LazyFrame | InParts, *, as_of: date, first_date: date) -> Cohorts:
    """Return how the customers of canonical `lines` came back, as known at the end of `as_of`.

    Purchases are days with a kept order; guests have none.  `first_date` is the day of the first order.
    """
    people = InParts.of(lines).laid_down(lambda part: _purchase_days(known_at(part, as_of), as_of))
    cells = _cells(people, as_of)
    return Cohorts(
        by_age=_by_age(people, as_of),
        cells=cells,
        pooled=pooled(cells),
        last_year=_last_year(people, reaches_back=first_date <= months_after(as_of, -2 * MONTHS_PER_YEAR)),
    )


def cohorts_by_currency(
    lines: pl.LazyFrame | InParts, customers: Customers | CustomersInParts
) -> dict[str | None, Cohorts]:
    """Return how those came back whose orders are in each currency of `customers`, summarised from `lines`."""
    return {
        shop.currency: cohorts(
            InParts.of(lines).filter(in_currency(shop.currency)),
            as_of=customers.as_of,
            first_date=customers.first_date,
        )
        for shop in customers.shop
    }


def _purchase_days(lines: pl.LazyFrame, as_of: date) -> pl.DataFrame:
    """Return one row per customer: first and second purchase day, months with one, and the last two years."""
    day = pl.col("order_date")
    year_ago, two_years_ago = (months_after(as_of, -years * MONTHS_PER_YEAR) for years in (1, 2))
    days = lines.filter(pl.col("order_kept") & pl.col("customer_key").is_not_null()).select("customer_key", day)
    return (
        days.unique()
        .group_by("customer_key")
        .agg(
            first=day.min(),
            second=day.sort().get(1, null_on_oob=True),
            months=month_of(day).unique(),
            before=day.is_between(two_years_ago, year_ago, closed="right").any(),
            last=(day > year_ago).any(),
        )
        .sort("customer_key")
        .drop("customer_key")
        .collect(engine="streaming")
    )


def _by_age(people: InParts, as_of: date) -> pl.DataFrame:
    observed = (pl.lit(as_of) - pl.col("first")).dt.total_days()
    waited = (pl.col("second") - pl.col("first")).dt.total_days()
    counts = [
        {
            "days": pl.lit(window, pl.Int32),
            "eligible": (observed >= window).sum().cast(pl.Int64),
            "again": ((observed >= window) & (waited <= window)).sum().cast(pl.Int64),
        }
        for window in WINDOWS
    ]
    rows = people.added_up(["days"], lambda part: pl.concat([part.select(**each) for each in counts]))
    return rows.sort("days").with_columns(share=_share("again", "eligible"))


def _cells(people: InParts, as_of: date) -> pl.DataFrame:
    numbered = people.map(lambda part: part.select("months", month=month_of(pl.col("first"))))
    age, many = (pl.col("months") - pl.col("month")).alias("age"), pl.len().cast(pl.Int64)
    seen = numbered.added_up(
        ["month", "age"], lambda part: part.explode("months").group_by("month", age).agg(so_far=many)
    )
    last = month_number(as_of)
    grid = (
        numbered.added_up(["month"], lambda part: part.group_by("month").agg(customers=many))
        .with_columns(age=pl.int_ranges(0, last - pl.col("month") + 1, dtype=pl.Int32))
        .explode("age")
    )
    over = pl.lit(is_month_end(as_of)) | (pl.col("month") + pl.col("age") < last)
    return (
        grid.join(seen, on=["month", "age"], how="left")
        .with_columns(pl.col("so_far").fill_null(0))
        .with_columns(
            cohort=first_day_of(pl.col("month")),
            active=pl.when(over).then("so_far"),
        )
        .with_columns(share=_share("active", "customers"))
        .select("cohort", "customers", "age", "active", "share", "so_far")
        .sort("cohort", "age")
    )


def pooled(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the active share by age over all cohorts observed, weighted by size; zeros count, nulls do not."""
    observed = cells.filter(pl.col("active").is_not_null())
    return (
        observed.group_by("age")
        .agg(eligible=pl.col("customers").sum(), active=pl.col("active").sum())
        .with_columns(share=_share("active", "eligible"))
        .sort("age")
    )


def _last_year(people: InParts, *, reaches_back: bool) -> Repurchase:
    if not reaches_back:
        return Repurchase(before=0, again=0)
    again = (pl.col("before") & pl.col("last")).sum().alias("again")
    return Repurchase(**people.total(pl.col("before").sum(), again).row(0, named=True))


def _share(part: str, whole: str) -> pl.Expr:
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole))
