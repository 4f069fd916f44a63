"""Exports as they come by another way: re-saved by a spreadsheet, in another language, with fewer columns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

WIX = (
    "Order number;Date created;Time;Total order quantity;Contact email;Item;Qty;Price;Payment status;Shipping rate;"
    "Total tax;Total;Currency;Refunded amount;Additional fees\n"
    "1;Jan 13, 2025;1:00:00 PM;1;ada@mail.example;Vase;1;1.000,00;Paid;1.010,00;0;2.015,00;EUR;0;5,00\n"
    "2;Jan 14, 2025;1:00:00 PM;1;bo@mail.example;Vase;1;100,00;Paid;0,00;0;100,00;EUR;0;0,00\n"
)
"""1,000 less a shipping of 1,010 and a fee of 5; and 100 with neither."""

STRIPE = (
    "id;Created date (UTC);Amount;Amount Refunded;Currency;Captured;Status;Customer Email\n"
    "ch_1;13/01/2025 10:00;1.010,00;0,00;eur;SAND;Paid;ada@mail.example\n"
    "ch_2;14/01/2025 10:00;10,00;0,00;eur;FALSK;Paid;bo@mail.example\n"
)
"""The second was not captured."""

MAGENTO = (
    "ID,Purchase Point,Purchase Date,Grand Total (Base),Grand Total (Purchased),Status,Customer Email\n"
    "1,Main,2025-01-03 10:00:00,100.0000,€100.00,Complete,ada@mail.example\n"
    "2,Main,2025-01-04 10:00:00,50.0000,€50.00,On Hold,bo@mail.example\n"
    "3,Main,2025-01-05 10:00:00,50.0000,€50.00,Pending Payment,bo@mail.example\n"
    "4,Main,2025-01-06 10:00:00,50.0000,€50.00,Suspected Fraud,bo@mail.example\n"
)
"""In the words of the screen."""

BUSINESS_CENTRAL = (
    "Kundnr;Dokumentnr;Radnr;Typ;Nummer;Bokföringsdatum;Beskrivning;Antal;Enhetspris;Radrabattbelopp;Belopp;"
    "Belopp inkl. moms\n"
    "K1;F1;10000;Artikel;100;2025-01-13;Stol;2;1 000,00;200,00;1 800,00;2 250,00\n"
    "K2;F2;10000;Artikel;100;2025-01-14;Stol;1;1 000,00;0,00;1 000,00;1 250,00\n"
    "K2;F2;20000; ;;2025-01-14;Tack;;;;;\n"
)
"""The last line is a comment."""

SQUARESPACE = (
    "Order ID,Email,Financial Status,Currency,Shipping,Taxes,Amount Refunded,Total,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price\n"
    "1,ada@mail.example,PAID,USD,10.00,8.00,0.00,118.00,2025-01-13 10:00:00 -0500,1,Print,60.00\n"
    "1,,,,,,,,,2,Card,20.00\n"
    "2,bo@mail.example,PAID,USD,0.00,4.00,0.00,54.00,2025-01-14 10:00:00 -0500,1,Card,50.00\n"
)
"""118 less 10 and 8; 54 less 4."""


@pytest.mark.parametrize(
    ("export", "currency", "net", "paid"),
    [
        pytest.param(WIX, None, "1100.00", 2, id="wix_with_decimal_commas"),
        pytest.param(STRIPE, None, "1010.00", 1, id="stripe_with_danish_booleans"),
        pytest.param(MAGENTO, "EUR", "100.00", 1, id="magento_with_labels"),
        pytest.param(BUSINESS_CENTRAL, "SEK", "2800.00", 2, id="business_central_in_swedish"),
        pytest.param(SQUARESPACE, None, "150.00", 2, id="squarespace_without_blank_columns"),
    ],
)
def test_an_export_comes_to_the_same_by_whatever_way(
    tmp_path: Path, export: str, currency: str | None, net: str, paid: int
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(export, encoding="utf-8")
    result = ingest([str(path)], ReadOptions(currency=currency))
    assert result.reconciliation.money_of("net_revenue") == Decimal(net)
    counted = result.lines.filter(pl.col("excluded").is_null()).collect()
    assert counted["order_id"].n_unique() == paid
