"""Etsy: the sold orders and the sold order items of a shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import Companion, FirstOf, Format, Part

if TYPE_CHECKING:
    from clvcli.orders.formats.base import Derived, Status

BUYER: dict[str, Derived] = {"user": Part("Buyer", r"\(([^()]+)\)\s*$")}
"""The user name that stands behind the full name."""

DISCOUNT: dict[str, Derived] = {
    "coupon": Part("Discount Amount", r"^(.*[1-9].*)$"),
    "discount": FirstOf(("coupon", "InPerson Discount")),
}
"""A sale at a market stall has its discount in a column of its own."""

STATUSES: dict[str, Status] = {
    "paid": "paid",
    "completed": "paid",
    "shipped": "paid",
    "refunded": "refunded",
    "partially refunded": "partially_refunded",
    "canceled": "cancelled",
}

COMMON = {
    "order_id": ("Order ID",),
    "order_date": ("Sale Date",),
    "fulfilled_at": ("Date Shipped",),
    "currency": ("Currency",),
    "country": ("Ship Country",),
    "sku": ("SKU",),
    "discount_code": ("Coupon Code",),
    "channel": ("Order Type",),
    "line_discount": ("discount",),
}
"""Columns that both files call the same."""

FORMATS = (
    Format(
        name="etsy_orders",
        title="Etsy, EtsySoldOrders CSV",
        confidence="sample",
        signatures=(("Sale Date", "Order ID", "Buyer User ID", "Order Value", "Order Net"),),
        columns=COMMON
        | {
            "customer_id": ("account",),
            "status": ("Status",),
            "quantity": ("Number of Items",),
            "amount": ("Order Value",),
            "order_total": ("Order Total",),
            "order_total_left": ("Adjusted Order Total",),
            "order_tax": ("Sales Tax",),
            "order_shipping": ("Shipping",),
            "payment_method": ("Payment Method",),
        },
        derived=BUYER | DISCOUNT | {"account": FirstOf(("Buyer User ID", "user"))},
        grain="order",
        money="before_discount",
        tax="excluded",
        refunds="order_column",
        statuses=STATUSES,
        source="four files, about 11,000 orders, 33 and 36 columns",
        traps=(
            "there are no e-mails; Buyer User ID is blank on some orders, and Buyer then names the account",
            "Order Net is what is left after Etsy's fees, not after tax",
            "Order Total holds taxes that Etsy pays itself: Order Value less the discounts is read",
            "a refund shows only as an Adjusted Order Total below Order Total",
            "European prices hold VAT that is not printed: --tax included --tax-rate 0.25 takes it out",
        ),
    ),
    Format(
        name="etsy_items",
        title="Etsy, EtsySoldOrderItems CSV",
        confidence="sample",
        signatures=(("Sale Date", "Item Name", "Buyer", "Transaction ID", "Order ID"),),
        file="EtsySoldOrderItems.csv",
        companions=(
            Companion(
                name="orders",
                file="EtsySoldOrders.csv",
                signature=("Sale Date", "Order ID", "Buyer User ID", "Order Value", "Order Net"),
                on={"Order ID": "Order ID"},
                columns=("Buyer User ID", "Status", "Order Total", "Adjusted Order Total", "Sales Tax"),
                has_money=True,
            ),
        ),
        columns=COMMON
        | {
            "customer_id": ("account",),
            "status": ("orders.Status",),
            "order_total": ("orders.Order Total",),
            "order_total_left": ("orders.Adjusted Order Total",),
            "order_tax": ("orders.Sales Tax",),
            "paid_at": ("Date Paid",),
            "quantity": ("Quantity",),
            "unit_price": ("Price",),
            "amount": ("Item Total",),
            "order_shipping": ("Order Shipping",),
            "product": ("Item Name",),
            "product_id": ("Listing ID",),
            "variant": ("Variations",),
            "size": ("size",),
            "color": ("color",),
        },
        derived=BUYER
        | DISCOUNT
        | {
            "account": FirstOf(("orders.Buyer User ID", "user")),
            "size": Part("Variations", r"(?i)\bsize\s*:\s*([^,]+)"),
            "color": Part("Variations", r"(?i)\bcolou?r\s*:\s*([^,]+)"),
        },
        money="before_discount",
        tax="excluded",
        refunds="order_column",
        statuses=STATUSES,
        source="four files",
        traps=(
            "Buyer is a full name and the account behind it in brackets: the account is read",
            "refunds and cancellations stand in EtsySoldOrders only: give both files",
            "Item Total is before discount",
            "Order Shipping and Order Sales Tax stand on the first row of an order",
            "a coupon of the whole shop may be repeated on each item",
        ),
    ),
)
