"""What the tables of the shop are made from: the orders of one currency, as known at the end of a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli.config import RETURN_WINDOW_DAYS
from clvcli.contribution.baskets import baskets
from clvcli.contribution.events import money_by_month
from clvcli.contribution.goods import goods_table
from clvcli.contribution.open_returns import return_days
from clvcli.contribution.orders import Level, order_table
from clvcli.contribution.schema import GOODS, RETURN_DAYS, empty
from clvcli.customers.contributions import SPENT
from clvcli.customers.known import known_at
from clvcli.in_parts import InParts
from clvcli.orders.currency import in_currency

if TYPE_CHECKING:
    from clvcli.config import RefundDate
    from clvcli.contribution.settings import CostSettings
    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.customers.summary import Customers


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The orders of one currency and what must be known to read them."""

    currency: str | None
    orders: InParts
    """The columns of `contribution.schema.ORDERS`, guests included."""
    as_of: date
    """All figures are known at the end of this day."""
    first_date: date
    """The first valid order of the shop: where observation starts."""
    level: Level
    """How far down the ladder the known costs lead."""
    goods: pl.DataFrame = field(default_factory=lambda: empty(GOODS))
    """The columns of `contribution.schema.GOODS`: the same money by product."""
    return_days: pl.DataFrame = field(default_factory=lambda: empty(RETURN_DAYS))
    """The columns of `contribution.schema.RETURN_DAYS`."""
    covered: float | None = None
    """Share of net sales whose cost of goods is known; None where one margin stands for all, and where none is."""
    customer_cost: Decimal | None = None
    """What was spent on known customers, which is of none of `orders`; None where nobody says."""
    return_window_days: int = RETURN_WINDOW_DAYS
    history_starts: date | None = None
    """First purchases before this day may not be the first, the user says; None: see `history.believed_from`."""
    baskets: InParts | None = None
    """What its orders consist of, the columns of `contribution.baskets.BASKETS`; None where nobody looked.  It and
    the next are in the parts of `orders`."""
    by_refund_day: InParts | None = None
    """What `contribution.events.money_by_month` tells, where returns are to lower the month they were made in."""

    @property
    def last_day(self) -> date:
        """The day of the last order."""
        day: date = self.orders.map(lambda part: part.select(pl.col("day").max())).collect().max().item()
        return day

    @property
    def value(self) -> str:
        """The column of `orders` that says what an order is worth: contribution where known, else net revenue."""
        return "net_revenue" if self.level == "none" else self.level


def audits(
    lines: pl.LazyFrame | InParts,
    customers: Customers | CustomersInParts,
    costs: CostSettings,
    *,
    history_starts: date | None = None,
    refund_date: RefundDate = "order",
) -> dict[str | None, Audit]:
    """Return the audit of each currency of `customers`, who were summarised from canonical `lines`."""
    known = InParts.of(lines).map(lambda part: known_at(part, customers.as_of))
    table = order_table(known, costs, as_of=customers.as_of)
    goods, days, sold = goods_table(known, costs, table), return_days(known), baskets(known)
    moved = money_by_month(known) if refund_date == "refund" else None
    return {
        shop.currency: Audit(
            currency=shop.currency,
            orders=table.orders.filter(in_currency(shop.currency)),
            as_of=table.as_of,
            first_date=customers.first_date,
            level=table.level,
            goods=goods.filter(in_currency(shop.currency)),
            return_days=days.filter(in_currency(shop.currency)),
            covered=table.coverage[shop.currency].share if table.coverage else None,
            customer_cost=_spent(customers.people.filter(in_currency(shop.currency))),
            return_window_days=costs.return_window_days,
            baskets=sold.filter(in_currency(shop.currency)),
            history_starts=history_starts,
            by_refund_day=_of_currency(moved, shop.currency) if moved is not None else None,
        )
        for shop in customers.shop
    }


def _of_currency(moved: InParts, currency: str | None) -> InParts:
    return moved.map(lambda part: part.filter(in_currency(currency)).drop("currency"))


def _spent(people: InParts) -> Decimal | None:
    if SPENT not in people.columns:
        return None
    return Decimal(people.total(pl.col(SPENT).sum()).item() or 0)
