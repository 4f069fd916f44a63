"""What stands beside the orders: goods, people, marketing, exchange rates; and the truth of it all."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.days import DAYS, EXPORTED
from generator.exports import erp_rows, shopify_rows
from generator.people import CHANNELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from generator.assortment import Style
    from generator.people import Customer
    from generator.trade import Order

PRODUCTS_HEADER = (
    "sku",
    "product",
    "category",
    "brand",
    "colour",
    "size",
    "season",
    "list_price",
    "unit_cost",
    "currency",
)
CUSTOMERS_HEADER = (
    "customer_id", "email", "name", "country", "city", "birth_year", "acquisition_channel", "consent_email",
    "consent_sms",
)  # fmt: skip
SPEND_HEADER = ("month", "channel", "amount", "currency")
RATES_HEADER = ("date", "currency", "rate")


def products(styles: Sequence[Style]) -> Iterator[tuple[str, ...]]:
    """Yield one row a size of a style; prices and costs in Danish kroner, the cost without tax."""
    for style in styles:
        for size in style.category.sizes:
            yield (
                style.sku(size),
                style.name,
                style.category.name,
                style.brand,
                style.colour,
                size,
                style.collection.name,
                _money(style.list_price["DKK"]),
                _money(style.unit_cost["DKK"]),
                "DKK",
            )


def people(customers: Sequence[Customer]) -> Iterator[tuple[str, ...]]:
    """Yield one row a customer number: who registered twice stands twice."""
    for each in customers:
        for customer_id in each.ids:
            yield (
                customer_id,
                each.email,
                each.name,
                each.country,
                each.city,
                str(each.birth_year),
                each.channel.name,
                "yes" if each.wants_mail else "no",
                "yes" if each.wants_text else "no",
            )


def spend(rng: Random, orders: Sequence[Order]) -> Iterator[tuple[str, ...]]:
    """Yield what each paid channel cost each month: about its price a new customer, more in busy months."""
    new = Counter((_month(order), order.came_by) for order in _first_orders(orders))
    for month in dict.fromkeys(f"{day:%Y-%m}" for day in DAYS):
        for channel in CHANNELS:
            if channel.spend:
                cost = channel.spend * (new[month, channel.name] + 3) * rng.uniform(0.85, 1.15)
                yield month, channel.name, f"{cost:.2f}", "DKK"


def rates(rng: Random) -> Iterator[tuple[str, ...]]:
    """Yield Danish kroner for a Swedish krona, every day; an invented walk around 0.66."""
    rate = 0.695
    for day in DAYS:
        rate += 0.004 * (0.66 - rate) + rng.gauss(0.0, 0.0014)
        yield day.isoformat(), "SEK", f"{rate:.4f}"


def truth(orders: Sequence[Order]) -> dict[str, Any]:
    """Return what both exports must be understood as, money ex tax.

    A valid order is paid, not cancelled, no test, and sells merchandise; a kept one is not returned whole.
    """
    valid = [order for order in orders if order.state == "paid" and not order.sells_gift_card]
    kept = [order for order in valid if order.subtotal > order.goods_returned]
    return {
        "as_of": max(order.placed for order in valid).date().isoformat(),
        "exported": EXPORTED.isoformat(),
        "rows": {
            "shopify_orders_export.csv": sum(1 for _ in shopify_rows(orders)),
            "ordrelinjer.csv": sum(1 for _ in erp_rows(orders)),
        },
        "orders": {
            "valid": len(valid),
            "kept": len(kept),
            "guest": sum(not order.email for order in valid),
            "cancelled": _count(orders, "cancelled"),
            "pending": _count(orders, "pending"),
            "test": _count(orders, "test"),
            "gift_card": sum(order.sells_gift_card for order in orders),
        },
        "customers": {"valid": _people(valid), "kept": _people(kept)},
        "units": {
            "sold": sum(line.quantity for order in valid for line in order.lines),
            "returned": sum(line.returned for order in valid for line in order.lines),
        },
        "money": {currency: _sums(valid, currency) for currency in ("DKK", "SEK")},
    }


def _sums(valid: Sequence[Order], currency: str) -> dict[str, str]:
    mine = [order for order in valid if order.currency == currency]
    gross = sum(order.subtotal + order.discount for order in mine)
    discount = sum(order.discount for order in mine)
    refund = sum(order.goods_returned for order in mine)
    cost = sum(
        (line.quantity - line.returned) * line.style.unit_cost[currency] for order in mine for line in order.lines
    )
    return {
        "orders": str(len(mine)),
        "gross": _without_tax(gross),
        "discount": _without_tax(discount),
        "refund": _without_tax(refund),
        "net_revenue": _without_tax(gross - discount - refund),
        "cost_of_goods": _money(cost),
    }


def _first_orders(orders: Sequence[Order]) -> Iterator[Order]:
    seen = set()
    for order in orders:
        if order.customer and order.state == "paid" and order.customer.email not in seen:
            seen.add(order.customer.email)
            yield order


def _people(orders: Sequence[Order]) -> int:
    return len({order.customer.email for order in orders if order.customer})


def _count(orders: Sequence[Order], state: str) -> int:
    return sum(order.state == state for order in orders)


def _month(order: Order) -> str:
    return f"{order.placed:%Y-%m}"


def _without_tax(money: int) -> str:
    """Return what is left of hundredths of a price when its 25 % is taken out: a fifth goes, exactly."""
    return f"{Decimal(money) * 4 / 500:.2f}"


def _money(money: int) -> str:
    return f"{money // 100}.{money % 100:02d}"
