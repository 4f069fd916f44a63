"""Matrixify (once Excelify): the export of Shopify orders with a row for everything that happened to an order."""

from __future__ import annotations

from clvcli.orders.formats.base import Format
from clvcli.orders.formats.shopify import STATUSES

FORMATS = (
    Format(
        name="matrixify_orders",
        title="Matrixify, orders of Shopify",
        confidence="memory",
        signatures=(("Line: Type", "Line: Quantity"),),
        columns={
            "order_id": ("Name",),
            "customer_id": ("Customer: ID",),
            "customer_email": ("Email", "Customer: Email"),
            "customer_phone": ("Phone",),
            "order_date": ("Created At",),
            "cancelled_at": ("Cancelled At",),
            "status": ("Payment: Status",),
            "currency": ("Currency",),
            "channel": ("Source",),
            "country": ("Shipping: Country Code", "Billing: Country Code"),
            "tags": ("Tags",),
            "line_type": ("Line: Type",),
            "quantity": ("Line: Quantity",),
            "unit_price": ("Line: Price",),
            "line_discount": ("Line: Discount",),
            "sku": ("Line: SKU",),
            "product": ("Line: Title", "Line: Name"),
            "brand": ("Line: Vendor",),
        },
        only_rows={"Line: Type": r"^(?:Line Item|Shipping Line|Refund Line)$"},
        refund_rows={"Line: Type": r"^Refund Line$"},
        order_fields="once",
        money="quantity_x_price",
        statuses=STATUSES,
        line_types={
            r"line_type:^(?i:line item|refund line)$": "product",
            r"line_type:^(?i:shipping line)$": "shipping",
            r"product:(?i)^gift card": "gift_card",
        },
        source="names recalled from the app's documentation",
        traps=(
            "payments, discounts and refunds stand in rows of their own beside the goods",
            "Line: Discount repeats what the rows of type Discount say",
            "a refund line has its quantity negative in some settings, and positive in others",
        ),
        auto_detect=False,
    ),
)
