"""A customer base drawn from the models themselves, so that a fit has something to find."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest

from clvcli.customers.schema import CUSTOMERS
from clvcli.customers.summary import Customers, ShopTotals
from clvcli.orders.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

AS_OF = date(2024, 6, 30)
SPAN = 730
SCHEMA = schema_of(CUSTOMERS)


def customers_of(rows: Sequence[dict[str, Any]], *, span: int = SPAN) -> Customers:
    """Return a customer table from rows that name only some columns."""
    zero = {name: Decimal(0) for name, dtype in SCHEMA.items() if isinstance(dtype, pl.Decimal)}
    full = [dict.fromkeys(SCHEMA) | zero | row for row in rows]
    frame = pl.DataFrame(full, schema=SCHEMA, orient="row").sort("customer_key", "currency", nulls_last=True)
    shop = ShopTotals(
        currency=None,
        customers=frame.height,
        orders=int(frame["orders"].sum()),
        valid_orders=int(frame["valid_orders"].sum()),
        net_sales=Decimal(0),
        net_revenue=Decimal(0),
        guest_orders=0,
        guest_net_revenue=Decimal(0),
    )
    return Customers(frame=frame, as_of=AS_OF, first_date=AS_OF - timedelta(days=span), shop=(shop,))


def simulated(count: int = 400, *, seed: int = 7) -> list[dict[str, Any]]:
    """Return customers who buy by BG/NBD and spend by Gamma-Gamma, a tenth of what they buy returned."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(count):
        born = int(rng.integers(0, SPAN - 30))
        rate, dropout = rng.gamma(0.8, 1 / 40), rng.beta(0.9, 2.5)
        day, days = float(born), [born]
        while True:
            day += rng.exponential(1 / rate)
            if day > SPAN:
                break
            days.append(int(day))
            if rng.random() < dropout:
                break
        days = sorted(set(days))
        level = rng.gamma(3.5, 1 / 400)
        sales = Decimal(round(sum(rng.gamma(6, 1 / level) for _ in days) * 0.1, 2)).quantize(Decimal("0.01"))
        rows.append(bought(f"C{number:04}", days, sales))
    return rows


def bought(key: str, days: Sequence[int], sales: Decimal, **more: Any) -> dict[str, Any]:
    """Return the row of a customer who bought on `days` after the first day of the shop."""
    first = AS_OF - timedelta(days=SPAN)
    revenue = (sales * Decimal("0.9")).quantize(Decimal("0.01"))
    return {
        "customer_key": key,
        "customer_id": key,
        "first_order": first + timedelta(days=days[0]),
        "last_order": first + timedelta(days=days[-1]),
        "orders": len(days),
        "valid_orders": len(days),
        "repeat_purchases": len(days) - 1,
        "active_days": days[-1] - days[0],
        "age_days": SPAN - days[0],
        "days_since_last": SPAN - days[-1],
        "net_sales": sales,
        "net_revenue_kept": revenue,
        "net_revenue": revenue,
        "orders_24m": len(days),
        "net_revenue_24m": revenue,
    } | more


@pytest.fixture(scope="session")
def make_customers() -> Callable[..., Customers]:
    return customers_of


@pytest.fixture(scope="session")
def make_buyer() -> Callable[..., dict[str, Any]]:
    return bought


@pytest.fixture(scope="session")
def base() -> list[dict[str, Any]]:
    return simulated()
