"""WooCommerce: SkyVerge's export with one row per item, and the Orders download of Analytics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import Format, NotOrders, Packed, Summed

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

ORDER_COLUMNS = {
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
}
"""Of an order, in both of SkyVerge's exports."""

FORMATS = (
    Format(
        name="woo_skyverge_items",
        title="WooCommerce Customer/Order CSV Export (SkyVerge), one row per item",
        confidence="exporter_source",
        signatures=(("order_id", "order_total", "item_name", "item_total"),),
        columns=ORDER_COLUMNS
        | {
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
        name="woo_skyverge_orders",
        title="WooCommerce Customer/Order CSV Export (SkyVerge), one row per order",
        confidence="exporter_source",
        signatures=(("order_id", "order_total", "line_items"),),
        columns=ORDER_COLUMNS
        | {
            "quantity": ("line quantity",),
            "amount": ("line total",),
            "line_gross": ("line subtotal",),
            "line_tax": ("line tax",),
            "line_refund": ("line refunded",),
            "sku": ("line sku",),
            "product_id": ("line product id",),
            "product": ("line name",),
            "variant": ("line meta",),
        },
        packed=Packed(
            columns="line_items",
            between_lines=";",
            begins="(?:id|name|product_id):",
            between_pairs="|",
            keys={
                "name": "line name",
                "product_id": "line product id",
                "sku": "line sku",
                "quantity": "line quantity",
                "subtotal": "line subtotal",
                "total": "line total",
                "total_tax": "line tax",
                "refunded": "line refunded",
                "meta": "line meta",
            },
        ),
        order_fields="repeated",
        money="line_net",
        tax="excluded",
        refunds="line_column",
        statuses=STATUSES,
        guest_ids=("0",),
        source="the plug-in's own source",
        traps=(
            "all lines of an order stand in one cell, as key:value pairs",
            "names may hold the signs between lines and pairs: a value ends where the next key begins",
            "a refund without line detail stands in refunded_total only",
        ),
    ),
    Format(
        name="woo_db_dump",
        title="WooCommerce database query over orders and their meta data",
        confidence="memory",
        signatures=(("post_status", "_order_total"),),
        columns={
            "order_id": ("order_id", "ID", "post_id"),
            "customer_id": ("_customer_user",),
            "customer_email": ("_billing_email",),
            "customer_phone": ("_billing_phone",),
            "order_date": ("post_date",),
            "status": ("post_status",),
            "currency": ("_order_currency",),
            "payment_method": ("_payment_method",),
            "country": ("_billing_country",),
            "order_total": ("_order_total",),
            "order_tax": ("tax of goods and shipping",),
            "order_shipping": ("_order_shipping",),
        },
        derived={"tax of goods and shipping": Summed(("_order_tax", "_order_shipping_tax"))},
        ignored_rows={"post_type": r"^(?:shop_order_refund|shop_subscription)$"},
        grain="order",
        money="total_spread",
        tax="excluded",
        statuses=STATUSES,
        guest_ids=("0",),
        source="the well-known layout of WordPress's tables",
        traps=(
            "_order_total holds tax and shipping, _order_tax only the tax of the goods",
            "refunds are rows of their own, which name their order in a column that few queries take along",
            "post_status begins with wc-",
            "newer shops keep orders in wc_orders, with dates in UTC",
        ),
        auto_detect=False,
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
