"""Superstore: the order lines of an invented office supplier that Tableau is taught with."""

from __future__ import annotations

from clvcli.orders.formats.base import Format

FORMATS = (
    Format(
        name="superstore",
        title="Sample Superstore (Tableau)",
        confidence="sample",
        signatures=(("Row ID", "Order ID", "Customer ID", "Sales", "Profit"),),
        columns={
            "order_id": ("Order ID",),
            "customer_id": ("Customer ID",),
            "order_date": ("Order Date",),
            "fulfilled_at": ("Ship Date",),
            "customer_type": ("Segment",),
            "country": ("Country", "Country/Region"),
            "region": ("State", "State/Province"),
            "quantity": ("Quantity",),
            "amount": ("Sales",),
            "line_profit": ("Profit",),
            "sku": ("Product ID",),
            "product": ("Product Name",),
            "category": ("Category",),
        },
        constants={"currency": "USD"},
        money="line_net",
        tax="excluded",
        refunds="none",
        source="the full file of 9,994 rows",
        traps=(
            "Discount is a share, .2 of the list price, and already out of Sales",
            "Profit is printed and cost is not: cost is Sales less Profit",
            "the copies differ in encoding and in how dates are written",
        ),
    ),
)
