"""Squarespace Commerce: the orders export, which looks like Shopify's and is not."""

from __future__ import annotations

from clvcli.orders.formats.base import Format

FORMATS = (
    Format(
        name="squarespace_orders",
        title="Squarespace, Commerce > Orders > Export",
        confidence="fixture",
        signatures=(
            ("Order ID", "Amount Refunded", "Lineitem variant", "Private Notes"),
            ("Order ID", "Financial Status", "Amount Refunded", "Lineitem name", "Lineitem price"),
        ),
        columns={
            "order_id": ("Order ID",),
            "customer_email": ("Email",),
            "customer_phone": ("Billing Phone", "Shipping Phone"),
            "order_date": ("Created at",),
            "paid_at": ("Paid at",),
            "fulfilled_at": ("Fulfilled at",),
            "cancelled_at": ("Cancelled at",),
            "status": ("Financial Status",),
            "currency": ("Currency",),
            "payment_method": ("Payment Method",),
            "channel": ("Channel Type", "Channel Name"),
            "discount_code": ("Discount Code",),
            "country": ("Shipping Country", "Billing Country"),
            "region": ("Shipping Province", "Billing Province"),
            "order_total": ("Total",),
            "order_discount": ("Discount Amount",),
            "order_tax": ("Taxes",),
            "order_shipping": ("Shipping",),
            "order_refund": ("Amount Refunded",),
            "quantity": ("Lineitem quantity",),
            "unit_price": ("Lineitem price",),
            "sku": ("Lineitem sku",),
            "product": ("Lineitem name",),
            "variant": ("Lineitem variant",),
        },
        order_fields="once",
        money="total_spread",
        tax="arithmetic",
        refunds="order_column",
        statuses={
            "paid": "paid",
            "pending": "pending",
            "refunded": "refunded",
            "partially_refunded": "partially_refunded",
            "failed": "failed",
            "voided": "failed",
            "canceled": "cancelled",
        },
        source="a sample inside a public component, and the vendor's help",
        traps=(
            "the second line of an order has its number and the line, and not even an e-mail",
            "Subtotal is before the discount: the total less shipping and tax is taken",
            "one file writes PAID and refunded, in capitals and not",
            "older files have no channel",
        ),
    ),
)
