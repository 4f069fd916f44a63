"""Shopify: the orders export of the admin, and the exports that are mistaken for it."""

from __future__ import annotations

from clvcli.orders.formats.base import Format, NotOrders

FORMATS = (
    Format(
        name="shopify_orders_export",
        title="Shopify admin, Orders > Export",
        confidence="sample",
        signatures=(("Name", "Financial Status", "Lineitem quantity", "Lineitem name", "Lineitem price"),),
        columns={
            "order_id": ("Name",),
            "customer_email": ("Email",),
            "customer_phone": ("Phone", "Billing Phone"),
            "order_date": ("Created at",),
            "paid_at": ("Paid at",),
            "fulfilled_at": ("Fulfilled at",),
            "cancelled_at": ("Cancelled at",),
            "status": ("Financial Status",),
            "currency": ("Currency",),
            "payment_method": ("Payment Method",),
            "channel": ("Source",),
            "discount_code": ("Discount Code",),
            "country": ("Shipping Country", "Billing Country"),
            "region": ("Shipping Province", "Billing Province"),
            "tags": ("Tags",),
            "order_subtotal": ("Subtotal",),
            "order_total": ("Total",),
            "order_discount": ("Discount Amount",),
            "order_tax": ("Taxes",),
            "order_shipping": ("Shipping",),
            "order_refund": ("Refunded Amount",),
            "quantity": ("Lineitem quantity",),
            "unit_price": ("Lineitem price",),
            "sku": ("Lineitem sku",),
            "product": ("Lineitem name",),
            "brand": ("Vendor",),
        },
        order_fields="once",
        money="subtotal_spread",
        tax="arithmetic",
        refunds="order_column",
        statuses={
            "paid": "paid",
            "partially_refunded": "partially_refunded",
            "refunded": "refunded",
            "pending": "pending",
            "authorized": "pending",
            "partially_paid": "pending",
            "unpaid": "pending",
            "voided": "failed",
            "expired": "failed",
        },
        line_types={r"product:^Tip$": "tip", r"product:(?i)^gift card": "gift_card"},
        test_marks={"payment_method": r"(?i)bogus"},
        variant_in_product=True,
        source="18 orders_export files of 14 public repositories: 8,930 orders, 71 to 79 columns",
        traps=(
            "order money stands on the first row of an order only, and Email and Created at on every row",
            "Subtotal is after discounts; Lineitem discount repeats a part of them",
            "prices hold tax or not by shop and market, whatever the currency",
            "a paid order may have a Cancelled at and no refund",
            "Refunded Amount holds tax and shipping, and the totals stay as they were",
            "a tip is a line and part of Total, not of Subtotal",
            "Location stands on the first row only and is no part of an order's identity: it is not read",
            "orders of the point of sale and drafts often have no Email",
        ),
    ),
)

NOT_ORDERS = (
    NotOrders(
        name="shopify_products_export",
        signature=("Handle", "Title", "Body (HTML)", "Variant SKU"),
        what="it is Shopify's product catalogue",
        instead="export Orders in the Shopify admin",
    ),
    NotOrders(
        name="shopify_customers_export",
        signature=("First Name", "Last Name", "Email", "Total Spent", "Total Orders"),
        what="it is Shopify's list of customers, with sums and no order dates",
        instead="export Orders in the Shopify admin",
    ),
    NotOrders(
        name="shopify_transaction_histories",
        signature=("Order", "Kind", "Gateway", "Status", "Amount"),
        what="it is Shopify's list of payments, which names no customers and prints one order several times",
        instead="export Orders in the Shopify admin",
    ),
)
