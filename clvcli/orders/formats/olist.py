"""Olist: the orders of a Brazilian marketplace in nine tables, which courses on customer value are built on."""

from __future__ import annotations

from clvcli.orders.formats.base import Companion, Format

FORMATS = (
    Format(
        name="olist",
        title="Olist, Brazilian e-commerce (nine tables)",
        confidence="sample",
        signatures=(("order_id", "order_item_id", "product_id", "price", "freight_value"),),
        file="olist_order_items_dataset.csv",
        companions=(
            Companion(
                name="orders",
                file="olist_orders_dataset.csv",
                signature=("order_id", "customer_id", "order_purchase_timestamp"),
                on={"order_id": "order_id"},
                columns=(
                    "customer_id",
                    "order_status",
                    "order_purchase_timestamp",
                    "order_approved_at",
                    "order_delivered_carrier_date",
                ),
                needed="they say when an order was placed and for whom",
            ),
            Companion(
                name="customers",
                file="olist_customers_dataset.csv",
                signature=("customer_id", "customer_unique_id"),
                on={"orders.customer_id": "customer_id"},
                columns=("customer_unique_id", "customer_state"),
                needed="customer_id is new with every order, so that everybody would have bought once",
            ),
            Companion(
                name="products",
                file="olist_products_dataset.csv",
                signature=("product_id", "product_category_name", "product_weight_g"),
                on={"product_id": "product_id"},
                columns=("product_category_name",),
            ),
            Companion(
                name="payments",
                file="olist_order_payments_dataset.csv",
                signature=("order_id", "payment_sequential", "payment_value"),
            ),
            Companion(
                name="reviews",
                file="olist_order_reviews_dataset.csv",
                signature=("review_id", "order_id", "review_score"),
            ),
            Companion(
                name="sellers",
                file="olist_sellers_dataset.csv",
                signature=("seller_id", "seller_zip_code_prefix"),
            ),
            Companion(
                name="places",
                file="olist_geolocation_dataset.csv",
                signature=("geolocation_zip_code_prefix", "geolocation_lat", "geolocation_lng"),
            ),
            Companion(
                name="names of categories",
                file="product_category_name_translation.csv",
                signature=("product_category_name", "product_category_name_english"),
            ),
        ),
        columns={
            "order_id": ("order_id",),
            "customer_id": ("customers.customer_unique_id", "customer_unique_id"),
            "order_date": ("orders.order_purchase_timestamp", "order_purchase_timestamp"),
            "paid_at": ("orders.order_approved_at", "order_approved_at"),
            "fulfilled_at": ("orders.order_delivered_carrier_date", "order_delivered_carrier_date"),
            "status": ("orders.order_status", "order_status"),
            "region": ("customers.customer_state", "customer_state"),
            "amount": ("price",),
            "order_shipping": ("freight_value",),
            "sku": ("product_id",),
            "product_id": ("product_id",),
            "category": ("products.product_category_name", "product_category_name"),
        },
        constants={"currency": "BRL"},
        order_fields="in_parts",
        money="amount",
        refunds="none",
        statuses={
            "delivered": "paid",
            "shipped": "paid",
            "invoiced": "paid",
            "processing": "paid",
            "approved": "paid",
            "created": "pending",
            "canceled": "cancelled",
            "unavailable": "cancelled",
        },
        source="the data set's orders and items, and many notebooks on them",
        traps=(
            "customer_id is new with every order; customer_unique_id, in the customers file, is the person",
            "an order may have several payments: joined to items they would count its amount several times",
            "a row is one piece; price is without freight, and freight_value is the piece's part of it",
            "some orders have no items: most of them were cancelled or never available",
        ),
    ),
)
