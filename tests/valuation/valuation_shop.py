"""An invented shop whose customers buy at rates of their own, leave, and buy twice as much in December."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np
import polars as pl

from clvcli.valuation.purchase_days import PurchaseDays, day_number

FIRST, AS_OF = date(2021, 1, 1), date(2022, 12, 31)
CUSTOMERS = 1_200
CHRISTMAS = 12


@cache
def days(seed: int = 1) -> pl.DataFrame:
    """Return rows as `customers.calendar.customer_days` has them, sorted by customer and day."""
    rng = np.random.default_rng(seed)
    span = (AS_OF - FIRST).days
    rows = []
    for customer in range(CUSTOMERS):
        start = int(rng.integers(0, span - 30))
        rate, usual = rng.gamma(1.2, 1 / 40), rng.gamma(4.0, 12.0)
        end = min(span, start + rng.exponential(400))
        bought = {start}
        for day in range(start + 1, int(end) + 1):
            december = (FIRST + timedelta(days=day)).month == CHRISTMAS
            if rng.random() < rate * (2.0 if december else 0.9):
                bought.add(day)
        rows += [(f"c{customer:05}", FIRST + timedelta(days=day), usual * rng.gamma(6, 1 / 6)) for day in bought]
    money = pl.Decimal(38, 4)
    return (
        pl.DataFrame(rows, schema=["customer_key", "day", "net_sales"], orient="row")
        .with_columns(kept=pl.lit(value=True), net_sales=pl.col("net_sales").cast(money))
        .with_columns(net_revenue="net_sales")
        .select("customer_key", "day", "kept", "net_sales", "net_revenue")
        .sort("customer_key", "day")
    )


def bought(as_of: date = AS_OF) -> PurchaseDays:
    """Return the purchases of all who had bought by `as_of`."""
    known = days().filter(pl.col("day") <= as_of)
    return PurchaseDays.of(known, known["customer_key"].unique().sort(), as_of)


def buyers(as_of: date = AS_OF) -> pl.DataFrame:
    """Return the customer table of them, with keys and no currency."""
    known = days().filter(pl.col("day") <= as_of)
    keys = known["customer_key"].unique().sort()
    return bought(as_of).buyers().with_columns(customer_key=keys, currency=pl.lit(None, pl.String))


__all__ = ["AS_OF", "CHRISTMAS", "FIRST", "bought", "buyers", "day_number", "days"]
