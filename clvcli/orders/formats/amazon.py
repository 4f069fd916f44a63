"""Amazon: All Orders and the order report of Seller Central, and the sale report of tutorials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import FirstOf, Format, Part

if TYPE_CHECKING:
    from clvcli.orders.formats.base import Status

STATUSES: dict[str, Status] = {
    "shipped": "paid",
    "unshipped": "paid",
    "partially shipped": "paid",
    "partiallyshipped": "paid",
    "shipping": "paid",
    "complete": "paid",
    "shipped - delivered to buyer": "paid",
    "shipped - picked up": "paid",
    "shipped - out for delivery": "paid",
    "shipped - returned to seller": "refunded",
    "shipped - returning to seller": "refunded",
    "shipped - rejected by buyer": "refunded",
    "shipped - lost in transit": "refunded",
    "shipped - damaged": "refunded",
    "pending": "pending",
    "pending - waiting for pick up": "pending",
    "cancelled": "cancelled",
    "canceled": "cancelled",
}

ITEM = {
    "amount": ("item-price",),
    "line_tax": ("item-tax",),
    "line_discount": ("item-promotion-discount",),
    "order_shipping": ("shipping-price",),
    "order_shipping_discount": ("ship-promotion-discount",),
    "order_shipping_tax": ("shipping-tax",),
    "currency": ("currency",),
    "sku": ("sku",),
    "product": ("product-name",),
    "country": ("ship-country",),
}
"""Columns that both reports of Seller Central call the same."""

FORMATS = (
    Format(
        name="amazon_all_orders",
        title="Amazon Seller Central, All Orders",
        confidence="parser",
        signatures=(("amazon-order-id", "merchant-order-id", "purchase-date", "order-status", "item-price"),),
        columns=ITEM
        | {
            "order_id": ("amazon-order-id",),
            "order_date": ("purchase-date",),
            "updated_at": ("last-updated-date",),
            "status": ("state",),
            "channel": ("sales-channel",),
            "quantity": ("quantity",),
            "product_id": ("asin",),
        },
        derived={
            "cancelled item": Part("item-status", r"(?i)^(cancell?ed)$"),
            "state": FirstOf(("cancelled item", "order-status")),
        },
        order_fields="in_parts",
        money="before_discount",
        refunds="none",
        statuses=STATUSES,
        source="open-source readers and two fixtures, 29 to 32 columns",
        traps=(
            "no column says who bought: there are totals and no customers",
            "item-price is of all units of the line, and shipping-price the line's part of the shipping",
            "cancelled and pending rows may have quantity 0 and no price",
            "refunds stand in another report",
            "item-tax is inside item-price or on top of it, by marketplace",
        ),
    ),
    Format(
        name="amazon_order_report",
        title="Amazon Seller Central, Order Report with buyers' e-mails",
        confidence="parser",
        signatures=(("order-id", "order-item-id", "buyer-email", "quantity-purchased"),),
        columns=ITEM
        | {
            "order_id": ("order-id",),
            "customer_email": ("buyer-email",),
            "order_date": ("purchase-date",),
            "paid_at": ("payments-date",),
            "quantity": ("quantity-purchased",),
        },
        order_fields="in_parts",
        money="before_discount",
        refunds="none",
        source="the test data of an open-source reader, and public code",
        traps=(
            "e-mails are Amazon's relay addresses: stable for a buyer, and never those of the web shop",
            "item-price is of all units of the line, and shipping-price the line's part of the shipping",
            "item-tax is inside item-price or on top of it, by marketplace",
        ),
    ),
    Format(
        name="amazon_in_sale_report",
        title="Amazon India, sale report",
        confidence="sample",
        signatures=(
            ("Order ID", "Courier Status", "Fulfilment", "ASIN", "Amount"),
            ("Order ID", "Fulfilment", "Sales Channel", "ASIN", "Amount"),
        ),
        columns={
            "order_id": ("Order ID",),
            "order_date": ("Date",),
            "status": ("Status",),
            "channel": ("Sales Channel",),
            "quantity": ("Qty",),
            "currency": ("currency",),
            "amount": ("Amount",),
            "sku": ("SKU",),
            "product": ("Style",),
            "category": ("Category",),
            "size": ("Size",),
            "country": ("ship-country",),
        },
        money="amount",
        tax="included",
        refunds="none",
        statuses=STATUSES,
        source="an excerpt of the data set that tutorials use",
        traps=(
            "no column says who bought: there are totals and no customers",
            "cancelled rows keep an amount, with quantity 0",
            "amounts hold tax that is not printed: --tax-rate takes it out",
        ),
    ),
)
