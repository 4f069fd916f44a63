"""Abicart (once Textalk): the orders export, with a decimal point in .csv and a decimal comma in .skv."""

from __future__ import annotations

from clvcli.orders.formats.base import Format

FORMATS = (
    Format(
        name="abicart_orders",
        title="Abicart, orders export",
        confidence="memory",
        signatures=(("Ordernummer", "Artikelnr"),),
        columns={
            "order_id": ("Ordernummer",),
            "customer_email": ("E-post",),
            "order_date": ("Datum",),
            "status": ("Status",),
            "currency": ("Valuta",),
            "order_shipping": ("Frakt",),
            "quantity": ("Antal",),
            "unit_price": ("Pris",),
            "sku": ("Artikelnr",),
            "product": ("Artikel",),
        },
        order_fields="decide",
        money="quantity_x_price",
        statuses={
            "betald": "paid",
            "skickad": "paid",
            "levererad": "paid",
            "ny": "pending",
            "väntar": "pending",
            "avbruten": "cancelled",
            "makulerad": "cancelled",
            "återbetald": "refunded",
        },
        source="the vendor's help on the two decimal signs; names recalled",
        traps=(
            "one system writes two decimal signs: the values decide",
            "Moms may be a rate or an amount and is not read: --tax and --tax-rate say what prices hold",
        ),
        auto_detect=False,
    ),
)
