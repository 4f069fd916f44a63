"""The days customers bought on, so that what was known of them at an earlier day can be had without the orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.config import RETURN_WINDOW_DAYS
from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints, totals
from clvcli.orders.steps import STEPS, in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PurchaseDays:
    """Purchases of some customers up to a day, one for each customer and day.

    Returns are those known when the table was made, also where it is cut at an earlier day.  Days count
    from EPOCH; `customer` is a position from 0, and purchases are in the order of customer and day.
    """

    customer: Ints
    day: Ints
    sales: Floats
    """Before returns."""
    revenue: Floats
    """After returns."""
    customers: int
    as_of: int
    """The last day that is known."""
    return_window: int = RETURN_WINDOW_DAYS
    """Days after a purchase in which goods may still come back."""

    @classmethod
    def of(
        cls, days: pl.DataFrame, keys: pl.Series, as_of: date, return_window: int = RETURN_WINDOW_DAYS
    ) -> PurchaseDays:
        """Return the purchases of the customers of `keys`, in their order, up to `as_of`.

        `days` are rows of `customers.calendar.customer_days`; others' are left out.
        """
        at = pl.DataFrame({"customer_key": keys, "customer": np.arange(keys.len())})
        bought = (
            days.lazy()
            .filter(pl.col("kept") & (pl.col("day") <= as_of))
            .join(at.lazy(), on="customer_key")
            .select(
                "customer",
                pl.col("day").to_physical().cast(pl.Int64),
                pl.col("net_sales", "net_revenue").cast(pl.Float64),
            )
            .sort("customer", "day")
            .collect()
        )
        return cls(
            customer=bought["customer"].to_numpy(),
            day=bought["day"].to_numpy(),
            sales=bought["net_sales"].to_numpy(),
            revenue=bought["net_revenue"].to_numpy(),
            customers=keys.len(),
            as_of=day_number(as_of),
            return_window=return_window,
        )

    @property
    def first(self) -> Ints:
        """Day of each customer's first purchase, shape `(customers,)`."""
        return self.day[self._starts]

    @property
    def last(self) -> Ints:
        """Day of each customer's last purchase, shape `(customers,)`."""
        ends: Ints = np.append(self._starts[1:], self.customer.size) - 1
        return self.day[ends]

    @property
    def number(self) -> Floats:
        """Purchases of each customer, shape `(customers,)`."""
        return totals(self.customer, np.ones(self.customer.size), self.customers)

    @property
    def is_first(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Whether a purchase is its customer's first."""
        return np.diff(self.customer, prepend=-1) > 0

    @property
    def number_of_purchase(self) -> Ints:
        """How manyth of its customer's a purchase is, from 1."""
        found: Ints = np.arange(self.customer.size) - self._starts[self.customer] + 1
        return found

    @property
    def settled(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Whether the return window of a purchase is over."""
        return self.day <= self.as_of - self.return_window

    @property
    def span(self) -> int:
        """Days from the first purchase of all to the last day known."""
        return self.as_of - int(self.day.min())

    @property
    def log_gaps(self) -> float:
        """Sum of the logarithms of the weeks between purchases of the same customer."""
        between = np.diff(self.day)[~self.is_first[1:]]
        return float(np.log(between / DAYS_PER_WEEK).sum())

    def total(self, amount: Floats) -> Floats:
        """Return the sum of an `amount` of each purchase by customer, shape `(customers,)`."""
        return totals(self.customer, amount, self.customers)

    def buyers(self) -> pl.DataFrame:
        """Return the columns of the customer table that a forecast is made from, one row per customer.

        Their money is that of the customer table to the last bit.
        """
        first, last, number = self.first, self.last, self.number
        return pl.DataFrame(
            {
                "repeat_purchases": number.astype(np.int64) - 1,
                "active_days": last - first,
                "age_days": self.as_of - first,
                "net_sales": self.total(in_steps(self.sales)) / STEPS,
                "net_revenue_kept": self.total(in_steps(self.revenue)) / STEPS,
            }
        )

    def known(self, as_of: int) -> tuple[PurchaseDays, Ints]:
        """Return what was known at the end of an earlier day, and the position here of each customer there."""
        before = self.day <= as_of
        who, customer = np.unique(self.customer[before], return_inverse=True)
        earlier = PurchaseDays(
            customer=customer,
            day=self.day[before],
            sales=self.sales[before],
            revenue=self.revenue[before],
            customers=who.size,
            as_of=as_of,
            return_window=self.return_window,
        )
        return earlier, who

    def of_customers(self, who: Ints) -> PurchaseDays:
        """Return the purchases of some customers, `who` ascending."""
        number = np.full(self.customers, -1)
        number[who] = np.arange(who.size)
        rows = number[self.customer] >= 0
        return PurchaseDays(
            customer=number[self.customer[rows]],
            day=self.day[rows],
            sales=self.sales[rows],
            revenue=self.revenue[rows],
            customers=who.size,
            as_of=self.as_of,
            return_window=self.return_window,
        )

    def after(self, day: int) -> tuple[Floats, Floats]:
        """Return how often each customer bought after `day`, and for how much after returns."""
        later = self.day > day
        return totals(self.customer[later], np.ones(int(later.sum())), self.customers), totals(
            self.customer[later], self.revenue[later], self.customers
        )

    @property
    def _starts(self) -> Ints:
        return np.flatnonzero(self.is_first)


def day_number(day: date) -> int:
    """Return the days from EPOCH to `day`."""
    return (day - EPOCH).days


def date_of(number: int) -> date:
    """Return the day that is `number` days after EPOCH."""
    return EPOCH + timedelta(days=number)


def month_numbers(days: Ints) -> Ints:
    """Return a number that counts calendar months, from January 1970 = 0, for each day number."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def months_ahead(as_of: date, ends: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (first, last, month of year from 0) of each stretch of days after `as_of` that lies in one month.

    Days are counted from `as_of`, `first` excluded; each of `ends` is the end of a stretch.
    """
    days = month_numbers(day_number(as_of) + np.arange(1, max(ends, default=0) + 1))
    changes = np.flatnonzero(np.diff(days)) + 1
    stops = sorted({*map(int, changes), *ends} - {0})
    for first, last in zip([0, *stops], stops, strict=False):
        yield first, last, int(days[last - 1]) % 12
