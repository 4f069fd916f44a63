"""The 12 months up to a day, and the money of the orders in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.months import MONTHS_PER_YEAR, months_after

if TYPE_CHECKING:
    from decimal import Decimal

    from clvcli.in_parts import InParts


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days after one day and until another, that one included."""

    after: date
    until: date

    @classmethod
    def year_to(cls, day: date) -> Window:
        """Return the 12 months that end with `day`."""
        return cls(after=months_after(day, -MONTHS_PER_YEAR), until=day)

    def of(self, orders: InParts) -> InParts:
        """Return those of `orders`, with the columns of `contribution.schema.ORDERS`, that lie in it."""
        return orders.filter((pl.col("day") > self.after) & (pl.col("day") <= self.until))


def is_guest() -> pl.Expr:
    """Return whether nobody knows who bought."""
    return pl.col("customer_key").is_null()


def total(orders: InParts, money: str) -> Decimal:
    """Return the exact sum of a column of money; of no orders it is nothing."""
    found: Decimal = orders.total(pl.col(money).sum()).item()
    return found


def people(orders: InParts) -> int:
    """Return how many known customers made `orders`."""
    found: int = orders.total(pl.col("customer_key").drop_nulls().n_unique().cast(pl.Int64)).item()
    return found
