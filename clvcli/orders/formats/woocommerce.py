"""WooCommerce: SkyVerge's export with one row per item, and the Orders download of Analytics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import Format, NotOrders

if TYPE_CHECKING:
    from clvcli.orders.formats.base import Status

STATUSES: dict[str, Status] = {
    "completed": "paid",
    "processing": "paid",
    "on-hold": "pending",
    "pending": "pending",
    "pending payment": "pending",
    "on hold": "pending",
    "checkout-draft": "draft",
    "cancelled": "cancelled",
    "refunded": "refunded",
    "failed": "failed",
    "trash": "cancelled",
}
"""Of WooCommerce itself; plug-ins add their own, which only the shop can explain."""

FORMATS = (
    Format(
        name="woo_skyverge_items",
        title="WooCommerce Customer/Order CSV Export (SkyVerge), one row per item",
        confidence="exporter_source",
        signatures=(("order_id", "order_total", "item_name", "item_total"),),
        columns={
            "order_id": ("order_number", "order_id"),
            "customer_id": ("customer_id",),
            "customer_email": ("billing_email",),
            "customer_phone": ("billing_phone",),
            "order_date": ("date", "order_date"),
            "status": ("status",),
            "currency": ("order_currency",),
            "payment_method": ("payment_method",),
            "discount_code": ("coupon_items",),
            "country": ("billing_country",),
            "region": ("billing_state",),
            "order_total": ("order_total",),
            "order_discount": ("discount_total",),
            "order_tax": ("tax_total",),
            "order_shipping": ("shipping_total",),
            "order_shipping_tax": ("shipping_tax_total",),
            "order_refund": ("refunded_total",),
            "quantity": ("item_quantity",),
            "amount": ("item_total",),
            "line_gross": ("item_subtotal",),
            "line_tax": ("item_total_tax",),
            "line_refund": ("item_refunded",),
            "sku": ("item_sku",),
            "product_id": ("item_product_id",),
            "product": ("item_name",),
            "variant": ("item_meta",),
        },
        order_fields="repeated",
        money="line_net",
        tax="excluded",
        refunds="line_column",
        statuses=STATUSES,
        guest_ids=("0",),
        source="the plug-in's own source",
        traps=(
            "order totals stand on every row of an order",
            "item_subtotal is before discount, item_total after, both without tax",
            "a refund without line detail stands in refunded_total only",
        ),
    ),
    Format(
        name="woo_analytics_orders",
        title="WooCommerce Analytics, Orders > Download",
        confidence="exporter_source",
        signatures=(
            ("Order #", "N. Revenue (formatted)", "Customer type", "Items sold"),
            ("Order #", "Net Sales", "Customer type", "Items sold"),
        ),
        columns={
            "order_id": ("Order #",),
            "order_date": ("Date",),
            "status": ("Status",),
            "customer_email": ("Customer email", "Email"),
            "quantity": ("Items sold",),
            "amount": ("Net Sales", "N. Revenue"),
            "discount_code": ("Coupon(s)",),
            "source": ("Attribution",),
            "product": ("Product(s)",),
        },
        grain="order",
        money="line_net",
        tax="excluded",
        refunds="rows",
        statuses=STATUSES,
        source="the client and the controller of WooCommerce's own source",
        traps=(
            "customers are named and have no e-mail: two people may share a name",
            "a refund is a row of its own with its own number and date",
            "Net Sales was called N. Revenue until version 9",
        ),
    ),
)

NOT_ORDERS = (
    NotOrders(
        name="woo_analytics_customers",
        signature=("Total Spend", "AOV", "Last Active"),
        what="it is WooCommerce's list of customers, with sums and no order dates",
        instead="export the orders with their items and e-mails",
    ),
)
