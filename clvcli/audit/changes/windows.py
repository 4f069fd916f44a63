"""The 12 months up to a day, and the money of the orders in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.months import MONTHS_PER_YEAR, months_after

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days after one day and until another, that one included."""

    after: date
    until: date

    @classmethod
    def year_to(cls, day: date) -> Window:
        """Return the 12 months that end with `day`."""
        return cls(after=months_after(day, -MONTHS_PER_YEAR), until=day)

    def of(self, orders: pl.DataFrame) -> pl.DataFrame:
        """Return those of `orders`, with the columns of `contribution.schema.ORDERS`, that lie in it."""
        return orders.filter((pl.col("day") > self.after) & (pl.col("day") <= self.until))


def is_guest() -> pl.Expr:
    """Return whether nobody knows who bought."""
    return pl.col("customer_key").is_null()


def total(orders: pl.DataFrame, money: str) -> Decimal:
    """Return the exact sum of a column of money; of no orders it is nothing."""
    found: Decimal = orders.select(pl.col(money).sum().cast(orders.schema[money])).item()
    return found
