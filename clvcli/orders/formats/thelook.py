"""thelook: the invented fashion shop that BigQuery's lessons are given on."""

from __future__ import annotations

from clvcli.orders.formats.base import Companion, Format

FORMATS = (
    Format(
        name="thelook_order_items",
        title="thelook_ecommerce (BigQuery), order_items with orders, users and products",
        confidence="docs",
        signatures=(("order_id", "user_id", "inventory_item_id", "sale_price"),),
        file="order_items.csv",
        companions=(
            Companion(
                name="orders",
                file="orders.csv",
                signature=("order_id", "user_id", "status", "created_at", "num_of_item"),
                on={"order_id": "order_id"},
                columns=("created_at",),
            ),
            Companion(
                name="users",
                file="users.csv",
                signature=("id", "email", "traffic_source", "created_at"),
                on={"user_id": "id"},
                columns=("email", "traffic_source", "country", "state"),
            ),
            Companion(
                name="products",
                file="products.csv",
                signature=("id", "cost", "retail_price", "distribution_center_id"),
                on={"product_id": "id"},
                columns=("cost", "name", "category", "brand", "sku"),
            ),
            Companion(
                name="stock",
                file="inventory_items.csv",
                signature=("id", "product_id", "sold_at", "product_distribution_center_id"),
            ),
            Companion(
                name="events",
                file="events.csv",
                signature=("id", "user_id", "sequence_number", "session_id", "event_type"),
            ),
            Companion(
                name="warehouses",
                file="distribution_centers.csv",
                signature=("id", "name", "latitude", "longitude"),
            ),
        ),
        columns={
            "order_id": ("order_id",),
            "customer_id": ("user_id",),
            "customer_email": ("users.email",),
            "order_date": ("orders.created_at", "created_at"),
            "fulfilled_at": ("shipped_at",),
            "refunded_at": ("returned_at",),
            "status": ("status",),
            "source": ("users.traffic_source",),
            "country": ("users.country",),
            "region": ("users.state",),
            "amount": ("sale_price",),
            "unit_cost": ("products.cost",),
            "sku": ("products.sku", "product_id"),
            "product_id": ("product_id",),
            "product": ("products.name",),
            "category": ("products.category",),
            "brand": ("products.brand",),
        },
        constants={"currency": "USD"},
        money="line_net",
        tax="excluded",
        refunds="none",
        statuses={
            "complete": "paid",
            "shipped": "paid",
            "processing": "paid",
            "cancelled": "cancelled",
            "returned": "refunded",
        },
        source="the schema of the public data set",
        traps=(
            "a row is one piece, and status is that of the piece: a part of an order may come back",
            "an item is created hours or days after its order, so that the orders file gives the day",
            "sale_price is without tax and shipping",
        ),
    ),
)
