"""Files of systems without an order export here that are mistaken for one."""

from __future__ import annotations

from clvcli.orders.formats.base import NotOrders

NOT_ORDERS = (
    NotOrders(
        name="amazon_business_purchases",
        signature=("Ordering Customer Email", "Purchase Order Number", "Payment Instrument Type"),
        what="it is what you bought at Amazon, not what you sold",
        instead="download All Orders in Seller Central, under Reports > Fulfilment",
    ),
    NotOrders(
        name="amazon_buyer_history",
        signature=("Marketplace", "Payment Instrument Type", "Shipment Status", "Order ID"),
        what="it is what you bought at Amazon, not what you sold",
        instead="download All Orders in Seller Central, under Reports > Fulfilment",
    ),
    NotOrders(
        name="clvcli_values",
        signature=("customer_id", "value_to_date", "clv_residual", "value_total"),
        what="it is what clvcli compute wrote",
        instead="clvcli segment FILE, or clvcli report FILE",
    ),
    NotOrders(
        name="klaviyo_ordered_product",
        signature=("Person//Email", "$event_id", "Item"),
        what="it is Klaviyo's Ordered Product, one row per product and no order totals",
        instead="export the metric Placed Order",
    ),
    NotOrders(
        name="stripe_12_columns",
        signature=("id", "Is Link", "Link Funding"),
        what="it is Stripe's short list of payments, which does not tell paid from failed",
        instead="export Payments with all columns",
    ),
)
