"""DanDomain Webshop (Classic): the orders export."""

from __future__ import annotations

from clvcli.orders.formats.base import Format

FORMATS = (
    Format(
        name="dandomain_classic",
        title="DanDomain Webshop (Classic), orders export",
        confidence="memory",
        signatures=(("Ordrenummer", "Ordredato"),),
        columns={
            "order_id": ("Ordrenummer",),
            "customer_id": ("Kundenummer",),
            "customer_email": ("Email",),
            "order_date": ("Ordredato",),
            "status": ("Status",),
            "order_shipping": ("Fragt",),
            "quantity": ("Antal",),
            "unit_price": ("Stk. pris",),
            "amount": ("Total",),
            "line_tax": ("Moms",),
            "sku": ("Varenummer",),
            "product": ("Varenavn",),
        },
        order_fields="decide",
        statuses={
            "afsluttet": "paid",
            "afsendt": "paid",
            "betalt": "paid",
            "afventer": "pending",
            "ny": "pending",
            "annulleret": "cancelled",
        },
        source="recalled",
        traps=("amounts may be of the line or of the order, with tax or without: the values decide",),
        auto_detect=False,
    ),
)
