"""Wix Stores: the orders export."""

from __future__ import annotations

from clvcli.orders.formats.base import FirstOf, Format, Joined, Part, Summed

FORMATS = (
    Format(
        name="wix_orders",
        title="Wix Stores, Orders > Export",
        confidence="fixture",
        signatures=(("Order number", "Date created", "Contact email", "Total order quantity", "Item"),),
        columns={
            "order_id": ("Order number",),
            "customer_email": ("Contact email",),
            "customer_phone": ("Billing phone", "Recipient phone"),
            "order_date": ("Date created + Time",),
            "status": ("payment status, or cancelled",),
            "currency": ("Currency",),
            "payment_method": ("Payment method",),
            "discount_code": ("Coupon code",),
            "country": ("Delivery country", "Billing country"),
            "region": ("Delivery state", "Billing state"),
            "order_total": ("Total",),
            "order_tax": ("Total tax",),
            "order_shipping": ("shipping and fees",),
            "order_refund": ("Refunded amount",),
            "quantity": ("Qty",),
            "unit_price": ("Price",),
            "sku": ("SKU",),
            "product": ("Item",),
            "variant": ("Variant",),
        },
        derived={
            "Date created + Time": Joined(("Date created", "Time")),
            "cancelled": Part("Fulfillment status", r"(?i)^\s*(cancell?ed)\s*$"),
            "payment status, or cancelled": FirstOf(("cancelled", "Payment status")),
            "shipping and fees": Summed(("Shipping rate", "Additional fees")),
        },
        order_fields="repeated",
        money="total_spread",
        tax="arithmetic",
        refunds="order_column",
        statuses={
            "paid": "paid",
            "unpaid": "pending",
            "pending": "pending",
            "partially paid": "pending",
            "refunded": "refunded",
            "fully refunded": "refunded",
            "partially refunded": "partially_refunded",
            "canceled": "cancelled",
        },
        source="6 test files of a public project, in the shape of real exports",
        traps=(
            "the order's totals stand on each of its lines",
            "Price is of one unit and before the coupon, whose money no column tells",
            "a cancelled order is called so under Fulfillment status, and Paid under Payment status",
            "some versions print Delivery address twice and mean the billing address",
            "a gift card that paid a part is no discount",
        ),
    ),
)
