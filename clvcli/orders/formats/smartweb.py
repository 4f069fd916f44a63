"""SmartWeb, HostedShop and newer DanDomain shops: the orders export."""

from __future__ import annotations

from clvcli.orders.formats.base import Format

FORMATS = (
    Format(
        name="smartweb_hostedshop",
        title="SmartWeb / HostedShop / DanDomain, orders export",
        confidence="docs",
        signatures=(("ORDER_ID", "ORDER_DATE", "PRODUCT_NUMBER", "PRODUCT_AMOUNT", "PRODUCT_PRICE"),),
        columns={
            "order_id": ("ORDER_ID",),
            "customer_id": ("CUSTOMER_ID",),
            "customer_email": ("CUSTOMER_EMAIL",),
            "order_date": ("ORDER_DATE",),
            "updated_at": ("ORDER_DATE_UPDATED",),
            "fulfilled_at": ("ORDER_DATE_SEND",),
            "status": ("ORDER_STATUS",),
            "currency": ("ORDER_CURRENCY",),
            "payment_method": ("PAYMENT_TITLE",),
            "channel": ("ORDER_ORIGIN",),
            "country": ("CUSTOMER_COUNTRY",),
            "store": ("ORDER_SITE_ID",),
            "order_total": ("ORDER_TOTAL",),
            "order_shipping": ("DELIVERY_PRICE",),
            "quantity": ("PRODUCT_AMOUNT",),
            "unit_price": ("PRODUCT_PRICE",),
            "line_discount": ("PRODUCT_DISCOUNT",),
            "unit_cost": ("PRODUCT_BUY_PRICE",),
            "sku": ("PRODUCT_NUMBER",),
            "product_id": ("PRODUCT_ID",),
            "product": ("PRODUCT_TITLE1",),
            "variant": ("PRODUCT_TITLE2",),
        },
        order_fields="repeated",
        money="quantity_x_price",
        tax="excluded",
        source="the vendor's help, which lists the fields; the names of CUSTOMER_ fields are assumed",
        traps=(
            "the shop picks the columns and their order: they are known by name",
            "prices are without tax and before discount, ORDER_TOTAL is with tax and freight",
            "ORDER_VAT is a rate and no amount",
            "ORDER_STATUS is a number that each shop gives its own meaning: --status 3=paid says it",
            "PRODUCT_BUY_PRICE is what a unit cost, so that margins are known",
        ),
    ),
)
