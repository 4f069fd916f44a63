"""Centra: the export of orders, and the one of their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import Format, Part

if TYPE_CHECKING:
    from clvcli.orders.formats.base import Status

CAPTURED: dict[str, Status] = {"": "pending", **dict.fromkeys("123456789", "paid")}
"""First digit above zero of what was captured -> status."""

FORMATS = (
    Format(
        name="centra_orders",
        title="Centra, orders export",
        confidence="sample",
        signatures=(("Order", "Order Date", "Delivery Email", "Total Order Value (inc VAT)", "VAT Deduct"),),
        columns={
            "order_id": ("Order",),
            "customer_email": ("Delivery Email",),
            "order_date": ("Order Date",),
            "paid_at": ("Captured Date",),
            "status": ("whether anything was Captured",),
            "currency": ("Currency",),
            "fx_rate": ("Currency Rate",),
            "payment_method": ("Payment Method Code", "Paytype"),
            "source": ("Affiliate",),
            "country": ("Delivery Country", "Billing Country"),
            "order_total": ("Total Order Value (inc VAT)",),
            "order_total_net": ("Total Order Value (ex VAT)",),
            "order_tax": ("VAT",),
            "order_shipping": ("Shipping Value (ex VAT)",),
            "order_refund": ("Refunded",),
            "quantity": ("Pcs",),
            "season": ("Collection",),
        },
        derived={"whether anything was Captured": Part("Captured", "([1-9])")},
        grain="order",
        money="total_spread",
        tax="arithmetic",
        refunds="order_column",
        statuses=CAPTURED,
        source="an anonymised sample and the parser beside it",
        traps=(
            "columns called (ex VAT) hold tax where they equal those called (inc VAT): the two are compared",
            "an order that was not captured was not paid, and 0000-00-00 is no date",
            "orders that a voucher paid whole have a total of 0",
            "numbers end in -1, -2 by shipment, and some rows stand twice",
            "columns with a currency in their name repeat the money in the shop's own",
        ),
    ),
    Format(
        name="centra_order_lines",
        title="Centra, product orders export",
        confidence="parser",
        signatures=(("Order", "Folder", "Size", "Base Total"),),
        columns={
            "order_id": ("Order",),
            "customer_email": ("Email",),
            "order_date": ("Created",),
            "currency": ("Currency",),
            "country": ("Country",),
            "quantity": ("Qty",),
            "amount": ("Total",),
            "line_tax": ("Total VAT",),
            "sku": ("SKU",),
            "product": ("Product",),
            "variant": ("Variant",),
            "size": ("Size",),
            "category": ("Folder",),
            "brand": ("Brand",),
        },
        money="amount",
        tax="included",
        source="the columns that a public parser reads",
        traps=(
            "Total holds tax, which stands beside it",
            "says nothing of what was captured or refunded: the orders export does",
        ),
    ),
)
