"""UCI Online Retail I and II: the invoice lines of a British gift retailer that every tutorial uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import Format

if TYPE_CHECKING:
    from clvcli.orders.formats.base import LineType, OrderKind

COLUMNS = {
    "sku": ("StockCode",),
    "product": ("Description",),
    "quantity": ("Quantity",),
    "order_date": ("InvoiceDate",),
    "country": ("Country",),
}
"""Columns that both editions call the same."""

LINE_TYPES: dict[str, LineType] = {
    r"^(?i:POST|DOT|C2)$": "shipping",
    r"^(?i:BANK CHARGES|AMAZONFEE|CRUK)$": "fee",
    r"^(?i:gift_\S+)$": "gift_card",
    r"^(?i:D)$": "discount",
    r"^(?i:M|S|B|PADS|ADJUST\d*|TEST\d*)$": "adjustment",
}
"""Stock codes that are no goods: postage, charges, vouchers, discount, manual entries, samples, bad debt."""

ORDER_KINDS: dict[str, OrderKind] = {"C": "credit_note", "A": "adjustment"}

TRAPS = (
    "a quarter of the lines have no customer",
    "an invoice that starts with C is a credit note and names no invoice, one with A adjusts bad debt",
    "a negative quantity without C at price 0 is a stock write-off",
)

FORMATS = (
    Format(
        name="uci_online_retail",
        title="UCI Online Retail (2010-2011)",
        confidence="sample",
        signatures=(("InvoiceNo", "StockCode", "InvoiceDate", "UnitPrice", "CustomerID"),),
        columns=COLUMNS
        | {"order_id": ("InvoiceNo",), "unit_price": ("UnitPrice",), "customer_id": ("CustomerID",)},
        constants={"currency": "GBP"},
        money="quantity_x_price",
        line_types=LINE_TYPES,
        order_kinds=ORDER_KINDS,
        source="the data set (Chen 2015) and its copies in four repositories",
        traps=TRAPS,
    ),
    Format(
        name="uci_online_retail_2",
        title="UCI Online Retail II (2009-2011)",
        confidence="sample",
        signatures=(("Invoice", "StockCode", "InvoiceDate", "Price", "Customer ID"),),
        columns=COLUMNS | {"order_id": ("Invoice",), "unit_price": ("Price",), "customer_id": ("Customer ID",)},
        constants={"currency": "GBP"},
        money="quantity_x_price",
        line_types=LINE_TYPES,
        order_kinds=ORDER_KINDS,
        source="the data set (Chen 2012)",
        traps=(*TRAPS, "the two sheets of the workbook overlap on the first nine days of December 2010"),
    ),
)
