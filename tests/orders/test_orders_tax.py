"""Whether amounts hold tax, told by what adds up in tables of no known system."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from clvcli.errors import TaxUnclearError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.orders.ingest import Ingested

    Ingest = Callable[..., Ingested]

UNITS = ((1, 100), (2, 110), (3, 120), (1, 130), (2, 140))
"""Quantity and unit price of an order of one line."""

GOODS = sum(quantity * price for quantity, price in UNITS)


def orders(**columns: Callable[[int], object]) -> list[dict[str, object]]:
    """Orders of one line with further columns, each made of what the line costs."""
    return [
        {"order_id": f"o{n}", "customer_id": f"c{n}", "date": f"2024-05-{13 + n}", "quantity": quantity,
         "unit_price": price, **{name: made(quantity * price) for name, made in columns.items()}}
        for n, (quantity, price) in enumerate(UNITS)
    ]  # fmt: skip


def without(rows: list[dict[str, object]], *names: str) -> list[dict[str, object]]:
    """The rows less the columns of these names."""
    return [{name: value for name, value in row.items() if name not in names} for row in rows]


def net_of(result: Ingested) -> Decimal:
    return result.reconciliation.money_of("net_revenue")


def test_a_quarter_of_quantity_x_price_is_tax_on_top(ingested: Ingest) -> None:
    result = ingested(orders(tax=lambda goods: goods * 0.25))
    assert result.tax == "excluded"
    assert net_of(result) == GOODS


def test_a_fifth_of_quantity_x_price_stops_the_run(ingested: Ingest) -> None:
    rows = orders(tax=lambda goods: goods * 0.20)
    with pytest.raises(TaxUnclearError):
        ingested(rows)
    assert net_of(ingested(rows, tax="included")) == GOODS * Decimal("0.8")


def test_an_amount_of_price_and_tax_holds_the_tax(ingested: Ingest) -> None:
    result = ingested(orders(tax=lambda goods: goods * 0.25, total=lambda goods: goods * 1.25))
    assert result.tax == "excluded"
    assert net_of(result) == GOODS
    assert [said.because for said in result.decisions if said.subject == "tax"] == ["amount = price + tax on 100%"]


@pytest.mark.parametrize(("rate", "tax_in"), [(0.20, True), (0.20, False), (0.25, False)])
def test_the_order_total_tells_whether_lines_hold_tax(ingested: Ingest, rate: float, *, tax_in: bool) -> None:
    on_top = 0 if tax_in else rate
    rows = orders(tax=lambda goods: goods * rate, order_total=lambda goods: goods * (1 + on_top))
    assert net_of(ingested(rows)) == (GOODS * (1 - Decimal(str(rate))) if tax_in else GOODS)


def test_tax_of_an_order_is_held_against_all_of_its_lines(ingested: Ingest) -> None:
    lines = [
        {"order_id": f"o{n}", "customer_id": "c", "date": f"2024-05-{13 + n}", "sku": sku, "quantity": 1,
         "unit_price": price, "order_tax": 75}
        for n in range(3)
        for sku, price in (("a", 100), ("b", 200))
    ]  # fmt: skip
    result = ingested(lines)
    assert result.tax == "excluded"
    assert net_of(result) == 900


def test_a_total_that_holds_shipping_leaves_it_out_of_merchandise(ingested: Ingest) -> None:
    rows = orders(
        subtotal=lambda goods: goods,
        shipping=lambda _: 40,
        tax=lambda goods: (goods + 40) * 0.2,
        total=lambda goods: goods + 40,
    )
    result = ingested(without(rows, "quantity", "unit_price"))
    assert net_of(result) == GOODS * Decimal("0.8")


def test_taxes_that_are_zero_throughout_change_nothing(ingested: Ingest) -> None:
    assert net_of(ingested(orders(tax=lambda _: 0))) == GOODS


def test_shipping_of_each_line_is_the_orders_and_stands_apart_without_its_tax(ingested: Ingest) -> None:
    rows = [
        {"order-id": "202-1", "order-item-id": item, "buyer-email": "q1w2@marketplace.example", "sku": f"s{item}",
         "purchase-date": "2024-06-01T10:00:00+01:00", "quantity-purchased": 1, "currency": "EUR",
         "item-price": "119.00", "item-tax": "19.00", "shipping-price": "5.95", "shipping-tax": "0.95"}
        for item in (1, 2)
    ]  # fmt: skip
    lines = ingested(rows, tax="included").lines.collect()
    assert sorted(lines.select("line_type", "net_amount", "other_amount").rows()) == [
        ("product", 100, 0),
        ("product", 100, 0),
        ("shipping", 0, 10),
    ]
