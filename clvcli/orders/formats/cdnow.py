"""CDNOW: the purchases of 23,570 customers that the papers on buying behaviour are tested on."""

from __future__ import annotations

from clvcli.orders.formats.base import Format

FORMATS = (
    Format(
        name="cdnow",
        title="CDNOW purchases (1997-1998)",
        confidence="sample",
        signatures=(("customer_id", "date", "number_of_cds", "dollar_value"),),
        columns={
            "customer_id": ("customer_id",),
            "order_date": ("date",),
            "quantity": ("number_of_cds",),
            "amount": ("dollar_value",),
        },
        headless=(
            ("customer_id", "order_date", "quantity", "amount"),
            ("customer_id", "", "order_date", "quantity", "amount"),
        ),
        constants={"currency": "USD"},
        money="amount",
        refunds="none",
        source="the authors' files: the master file, and the tenth of it that the papers use",
        traps=(
            "no column names; the sample has two ids, the first of which is the one of the master file",
            "one customer may buy several times on one day",
            "some purchases cost nothing",
        ),
    ),
)
