"""Magento 2 and Adobe Commerce: what the grid of sales orders exports."""

from __future__ import annotations

from clvcli.orders.formats.base import Format, Part

FORMATS = (
    Format(
        name="magento2_grid",
        title="Magento 2, Sales > Orders > Export",
        confidence="exporter_source",
        signatures=(("Purchase Point", "Purchase Date", "Grand Total (Purchased)", "Status"),),
        columns={
            "order_id": ("ID",),
            "customer_email": ("Customer Email",),
            "customer_type": ("Customer Group",),
            "order_date": ("Purchase Date",),
            "status": ("Status",),
            "payment_method": ("Payment Method",),
            "store": ("last line of Purchase Point",),
            "order_total": ("Grand Total (Base)",),
            "order_shipping": ("Shipping and Handling",),
            "order_refund": ("Total Refunded",),
        },
        derived={"last line of Purchase Point": Part("Purchase Point", r"([^\n]+?)\s*$")},
        grain="order",
        money="total_spread",
        refunds="order_column",
        statuses={
            "complete": "paid",
            "processing": "paid",
            "closed": "refunded",
            "canceled": "cancelled",
            "pending": "pending",
            "pending_payment": "pending",
            "holded": "pending",
            "payment_review": "pending",
            "fraud": "failed",
            "on hold": "pending",
            "pending payment": "pending",
            "payment review": "pending",
            "suspected fraud": "failed",
        },
        source="the grid's own source, and issues on its times and statuses",
        traps=(
            "the e-mail is a column that is hidden at first: show it before the export",
            "the two totals differ in currency where a shop sells in several: the one in the shop's own is taken",
            "no column says which currency that is: --currency does",
            "the total less shipping still holds tax and is after discount; no column tells either",
            "statuses are codes in most versions, and the words of the screen in some",
            "times are UTC in the file and the shop's on the screen",
            "Purchase Point has line breaks; its last line is the shop",
        ),
    ),
)
