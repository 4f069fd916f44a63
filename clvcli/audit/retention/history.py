"""From which day on a first purchase is believed to be one: exports seldom reach back to a shop's opening."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.month_columns import month_of
from clvcli.customers.months import MONTHS_PER_YEAR, days_of_month, month_number, months_after

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit

TRUNCATED_MONTHS = 3
"""So many first months are doubted where old customers seem to be among their new ones."""

TOO_MANY = 1.5
"""First purchases a day in the first month, over what is usual later, from which on they are doubted."""

ENOUGH_CUSTOMERS = 30
"""Fewer first purchases in the first month show nothing."""

SHORT_MONTHS = 13
"""Orders that span fewer have no month with a year before it: in each of them a yearly buyer may seem new."""


def believed_from(audit: Audit) -> date:
    """Return the first day whose first purchases count as first: whoever came before may be an old customer.

    What the user said (`Audit.history_starts`), else the day of the first order; but where the first month has
    more than TOO_MANY times the first purchases a day of the median later month, the start of the month after
    the first TRUNCATED_MONTHS.  Where a shop grows, or its customers seldom come back, old ones are no more in
    the first month than new ones later, and nothing in the orders tells them apart: see `is_untold`.
    """
    if audit.history_starts is not None:
        return audit.history_starts
    first, last = month_number(audit.first_date), month_number(audit.as_of)
    later = range(first + TRUNCATED_MONTHS, last)  # the last month may not be over
    came = dict(_first_purchases(audit).iter_rows())
    usual = pl.Series([came.get(month, 0) / days_of_month(month) for month in later], dtype=pl.Float64).median()
    seen = days_of_month(first) - audit.first_date.day + 1
    many = came.get(first, 0) >= ENOUGH_CUSTOMERS
    if usual is not None and many and came[first] / seen > TOO_MANY * usual:  # type: ignore[operator]  # a Float64 column has a float median
        year, month = divmod(first + TRUNCATED_MONTHS, MONTHS_PER_YEAR)
        return date(year, month + 1, 1)
    return audit.first_date


def is_untold(audit: Audit) -> bool:
    """Tell whether all first purchases are believed, of orders so few months long that none is proved to be one."""
    believed = audit.history_starts is None and believed_from(audit) == audit.first_date
    return believed and audit.as_of < months_after(audit.first_date, SHORT_MONTHS)


def _first_purchases(audit: Audit) -> pl.DataFrame:
    """Return how many customers bought first in which month."""
    month = month_of(pl.col("first_day")).alias("month")
    return audit.orders.filter(pl.col("purchase_no") == 1).added_up(
        ["month"], lambda part: part.select("customer_key", "first_day").unique().group_by(month).len()
    )
