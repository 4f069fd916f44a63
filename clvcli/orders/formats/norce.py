"""Norce Commerce (once Storm): order data as a report hands them over."""

from __future__ import annotations

from clvcli.orders.formats.base import Format

FORMATS = (
    Format(
        name="norce_orders",
        title="Norce Commerce, order lines",
        confidence="memory",
        signatures=(("OrderNo", "PartNo", "QtyOrdered"),),
        columns={
            "order_id": ("OrderNo",),
            "customer_email": ("CustomerEmail",),
            "order_date": ("OrderDate",),
            "status": ("Status",),
            "currency": ("CurrencyCode",),
            "quantity": ("QtyOrdered",),
            "unit_price": ("PriceDisplay",),
            "amount": ("LineAmount",),
            "sku": ("PartNo",),
            "product": ("Description",),
        },
        source="names of the programming interface, recalled; no public export was found",
        traps=(
            "usually comes through a reporting tool, which may name its columns otherwise",
            "VatRate is a rate: nothing tells whether LineAmount holds tax, --tax does",
        ),
        auto_detect=False,
    ),
)
