"""What new and returning customers bring, period by period, and what each year's new customers have brought since.

The second is the table by which firms are valued from their customers: value by acquisition cohort and calendar
period (McCarthy, Fader (2018), Customer-Based Corporate Valuation for Publicly Traded Noncontractual Firms,
Journal of Marketing Research 55(5)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl
import polars.selectors as cs

from clvcli.audit.changes.windows import is_guest
from clvcli.orders.schema import MONEY

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit

Every = Literal["1mo", "1q", "1y"]
"""How long a period is: a calendar month, quarter or year."""

WHO = ("new", "returning", "guest")
"""Orders until the end of the first purchase day; those after it; those that nobody is known by."""

COHORT_KINDS = ("cohort", "nothing_kept", "guest")
"""Customers by their first purchase; those who have returned everything so far; guests."""


def new_and_returning(audit: Audit, every: Every = "1q") -> pl.DataFrame:
    """Return what each period brought by whom; the rows add up to the shop exactly.

    Columns: `period` (its first day), `customers_new`, `customers_returning` (with a kept purchase; the same
    customer may be both), `revenue_new`, `revenue_returning`, `revenue_guest`, `revenue` (net), and the same
    four of `value` (`Audit.value`), `incomplete` (whether the period was not observed whole).  What came back
    that no known order sold lowers the returning customers' money, unless a guest's.
    """
    who, buyer = _who(), pl.col("customer_key").filter("kept")
    money = {"revenue": "net_revenue", "value": audit.value}
    sums = (
        *(
            buyer.filter(who.filter("kept") == name).n_unique().cast(pl.Int64).alias(f"customers_{name}")
            for name in WHO[:2]
        ),
        *(
            pl.col(column).filter(who == name).sum().alias(f"{key}_{name}")
            for key, column in money.items()
            for name in WHO
        ),
        *(pl.col(column).sum().alias(key) for key, column in money.items()),
    )
    period = pl.col("day").dt.truncate(every).alias("period")
    return (
        audit.orders.added_up(["period"], lambda part: part.group_by(period).agg(sums))
        .with_columns(cs.decimal().cast(MONEY))
        .sort("period")
        .with_columns(incomplete=_incomplete("period", every, audit))
    )


def acquisition_by_period(audit: Audit, cohorts: Every = "1y", periods: Every = "1y") -> pl.DataFrame:
    """Return value by acquisition cohort and calendar period, long; the rows add up to the shop exactly.

    Columns: `kind` (of COHORT_KINDS), `cohort` (first day of the period of the first kept purchase; null for
    the other kinds), `period` (first day), `customers` (with a kept purchase in the period), `people` (with any
    order), `orders` (valid), `revenue`, `value`, `incomplete`.  Only what was observed has a row.
    """
    keys = [
        _kind().alias("kind"),
        pl.col("first_day").dt.truncate(cohorts).alias("cohort"),
        pl.col("day").dt.truncate(periods).alias("period"),
    ]
    sums = {
        "customers": pl.col("customer_key").filter("kept").drop_nulls().n_unique().cast(pl.Int64),
        "people": pl.col("customer_key").drop_nulls().n_unique().cast(pl.Int64),
        "orders": pl.col("valid").sum().cast(pl.Int64),
        "revenue": pl.col("net_revenue").sum(),
        "value": pl.col(audit.value).sum(),
    }
    return (
        audit.orders.added_up(["kind", "cohort", "period"], lambda part: part.group_by(keys).agg(**sums))
        .with_columns(cs.decimal().cast(MONEY))
        .with_columns(incomplete=_incomplete("period", periods, audit))
        .sort("kind", "cohort", "period", nulls_last=True)
    )


def _who() -> pl.Expr:
    """Return whose order it is, of WHO; a first order that came back whole is a new customer's, too."""
    first = pl.col("valid") & (pl.col("first_day").is_null() | (pl.col("day") <= pl.col("first_day")))
    return pl.when(is_guest()).then(pl.lit("guest")).when(first).then(pl.lit("new")).otherwise(pl.lit("returning"))


def _kind() -> pl.Expr:
    """Return what an order's customer is, of COHORT_KINDS."""
    return (
        pl.when(is_guest())
        .then(pl.lit("guest"))
        .when(pl.col("first_day").is_null())
        .then(pl.lit("nothing_kept"))
        .otherwise(pl.lit("cohort"))
    )


def _incomplete(period: str, every: Every, audit: Audit) -> pl.Expr:
    """Return whether a period began before the shop was observed, or had not ended at the as-of date."""
    start = pl.col(period)
    return (start < audit.first_date) | (start.dt.offset_by(every) > pl.lit(audit.as_of).dt.offset_by("1d"))
