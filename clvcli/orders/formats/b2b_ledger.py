"""A ledger of sales to businesses: styles, sizes and pieces, with the name of the company."""

from __future__ import annotations

from clvcli.orders.formats.base import Format

FORMATS = (
    Format(
        name="b2b_fashion_ledger",
        title="B2B fashion sales ledger",
        confidence="sample",
        signatures=(("CUSTOMER", "Style", "SKU", "Size", "GROSS AMT"),),
        columns={
            "customer_id": ("CUSTOMER",),
            "order_date": ("DATE",),
            "quantity": ("PCS",),
            "unit_price": ("RATE",),
            "amount": ("GROSS AMT",),
            "sku": ("SKU",),
            "product": ("Style",),
            "size": ("Size",),
        },
        money="amount",
        source="a public data set",
        traps=(
            "orders have no number: what a company buys on a day is one",
            "customers are companies, by name",
            "a second header with other columns stands in the middle of the file",
        ),
    ),
)
