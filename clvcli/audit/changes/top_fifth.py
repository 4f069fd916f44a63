"""Whether the best customers of one year are those of the next: fewer than one hopes, in every shop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.windows import Window, is_guest
from clvcli.customers.months import MONTHS_PER_YEAR, months_after

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit

ONE_IN = 5
"""The fifth of customers that everyone compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopFifth:
    """The best fifth of the customers of the year before the last 12 months."""

    customers: int
    bought_again: int
    """Of them, with a kept purchase in the last 12 months."""
    stayed: int
    """Of them, among the best fifth of the last 12 months."""


def top_fifth(audit: Audit) -> TopFifth | None:
    """Return how many of the best fifth of the year before are there in the last; None where that was not seen.

    Customers count with a kept purchase in the year, by what its orders brought (`Audit.value`); those who
    brought as much as the last of the fifth are of it, so that it does not hang on an order of names.
    """
    last = Window.year_to(audit.as_of)
    before = Window.year_to(months_after(audit.as_of, -MONTHS_PER_YEAR))
    if audit.first_date > before.after + timedelta(days=1):
        return None
    old, new = _active(audit, before), _active(audit, last)
    if old.is_empty():
        return None
    best = _best(old)
    return TopFifth(
        customers=best.height,
        bought_again=best.join(new, on="customer_key", how="semi").height,
        stayed=best.join(_best(new), on="customer_key", how="semi").height,
    )


def _active(audit: Audit, year: Window) -> pl.DataFrame:
    told = (pl.col("kept").any(), pl.col(audit.value).sum().alias("value"))
    orders = year.of(audit.orders).filter(~is_guest())
    return orders.map(lambda part: part.group_by("customer_key").agg(told).filter("kept").drop("kept")).collect()


def _best(people: pl.DataFrame) -> pl.DataFrame:
    count = -(-people.height // ONE_IN)
    return people.filter(pl.col("value").rank("min", descending=True) <= count)
