"""Klaviyo: the events of the metric Placed Order."""

from __future__ import annotations

from clvcli.orders.formats.base import Format

FORMATS = (
    Format(
        name="klaviyo_placed_order",
        title="Klaviyo, metric Placed Order",
        confidence="docs",
        signatures=(("Person//Email", "Timestamp", "$event_id", "$value", "Items"),),
        columns={
            "order_id": ("$event_id",),
            "customer_email": ("Person//Email",),
            "order_date": ("Timestamp",),
            "amount": ("$value",),
        },
        grain="order",
        money="amount",
        refunds="none",
        source="an article of the vendor with a table",
        traps=(
            "orders as they were placed: cancelled and refunded orders are other metrics",
            "$value usually holds tax and shipping",
            "Ordered Product has one row a product under the same names: the two are never added",
        ),
    ),
)
