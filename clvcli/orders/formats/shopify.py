"""Shopify: the orders export of the admin, and the exports that are mistaken for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import Format, NotOrders

if TYPE_CHECKING:
    from clvcli.orders.formats.base import LineType, Status

COLUMNS = {
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
}

STATUSES: dict[str, Status] = {
    "paid": "paid",
    "partially_refunded": "partially_refunded",
    "refunded": "refunded",
    "pending": "pending",
    "authorized": "pending",
    "partially_paid": "pending",
    "unpaid": "pending",
    "voided": "failed",
    "expired": "failed",
}

LINE_TYPES: dict[str, LineType] = {r"product:^Tip$": "tip", r"product:(?i)^gift card": "gift_card"}

TEST_MARKS = {"payment_method": r"(?i)bogus"}

FORMATS = (
    Format(
        name="shopify_orders_export",
        title="Shopify admin, Orders > Export",
        confidence="sample",
        signatures=(("Name", "Financial Status", "Lineitem quantity", "Lineitem name", "Lineitem price"),),
        columns=COLUMNS,
        order_fields="once",
        money="subtotal_spread",
        tax="arithmetic",
        refunds="order_column",
        statuses=STATUSES,
        line_types=LINE_TYPES,
        test_marks=TEST_MARKS,
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
    Format(
        name="shopify_reduced",
        title="Shopify orders export with columns removed",
        confidence="sample",
        signatures=(
            ("Name", "Created at", "Email", "Lineitem price"),
            ("Name", "Created at", "Email", "Total", "Lineitem name"),
        ),
        columns=COLUMNS,
        order_fields="once",
        money="subtotal_spread",
        tax="arithmetic",
        refunds="order_column",
        statuses=STATUSES,
        line_types=LINE_TYPES,
        test_marks=TEST_MARKS,
        variant_in_product=True,
        source="4 public files with 7 to 38 of the columns",
        traps=(
            "without Subtotal the total less shipping, tips and tax is taken, and without Total quantity x price",
            "without Shipping the total holds it, and without Taxes nobody can take the tax out",
            "dates are as the spreadsheet wrote them",
            "a file without Email names no customers",
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
