"""What the tables of the shop are made from: the orders of one currency, as known at the end of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from typing import TYPE_CHECKING

from clvcli.contribution.baskets import baskets
from clvcli.contribution.orders import Level, OrderTable, order_table
from clvcli.contribution.settings import RETURN_WINDOW_DAYS
from clvcli.customers.known import known_at
from clvcli.orders.currency import in_currency

if TYPE_CHECKING:
    import polars as pl

    from clvcli.contribution.settings import CostSettings
    from clvcli.customers.summary import Customers


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The orders of one currency and what must be known to read them."""

    currency: str | None
    orders: pl.DataFrame
    """The columns of `contribution.schema.ORDERS`, guests included."""
    as_of: date
    """All figures are known at the end of this day."""
    first_date: date
    """The first valid order of the shop: where observation starts."""
    level: Level
    """How far down the ladder the known costs lead."""
    return_window_days: int = RETURN_WINDOW_DAYS
    history_starts: date | None = None
    """First purchases before this day may not be the first, the user says; None: see `history.believed_from`."""
    baskets: pl.DataFrame | None = None
    """What its orders consist of, the columns of `contribution.baskets.BASKETS`; None where nobody looked."""

    @property
    def value(self) -> str:
        """The column of `orders` that says what an order is worth: contribution where known, else net revenue."""
        return {"none": "net_revenue", "cm1": "cm1", "cm2": "cm2"}[self.level]


def audits(lines: pl.LazyFrame, customers: Customers, costs: CostSettings) -> dict[str | None, Audit]:
    """Return the audit of each currency of `customers`, who were summarised from canonical `lines`."""
    known = known_at(lines, customers.as_of)
    table, sold = order_table(known, costs, as_of=customers.as_of), baskets(known)
    return {shop.currency: _of(table, sold, shop.currency, customers, costs) for shop in customers.shop}


def _of(
    table: OrderTable, sold: pl.DataFrame, currency: str | None, customers: Customers, costs: CostSettings
) -> Audit:
    return Audit(
        currency=currency,
        orders=table.frame.filter(in_currency(currency)),
        as_of=table.as_of,
        first_date=customers.first_date,
        level=table.level,
        return_window_days=costs.return_window_days,
        baskets=sold.filter(in_currency(currency)),
    )
