"""Files that are mistaken for orders are refused with what they are and what to export instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clvcli.errors import NotOrdersError
from clvcli.orders.formats import not_orders
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = {
    "shopify_products_export": "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price",
    "shopify_customers_export": "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,City,Phone,Total Spent,Total Orders,Tags",
    "shopify_transaction_histories": "Order,Name,Kind,Gateway,Created At,Status,Amount,Currency,Card Type",
    "amazon_business_purchases": "Order Date,Order ID,Account Group,PO Number,Purchase Order Number,Ordering Customer Email,Order Quantity,Currency,Order Subtotal,Order Net Total,Payment Instrument Type",
    "amazon_buyer_history": "Order Date,Order ID,Title,Category,Marketplace,Unit Price,Quantity,Payment Instrument Type,Shipment Status,Item Total,Currency",
    "klaviyo_ordered_product": "Timestamp,$event_id,Person//Email,Item,Items//Quantity,Value",
    "woo_analytics_customers": "Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City",
    "stripe_12_columns": "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Description,Customer Email,Fee,Is Link,Link Funding",
}
"""Name -> header as the system prints it."""

KINDS = {
    "date": "2024-01-31 10:00:00",
    "created": "2024-01-31 10:00:00",
    "stamp": "1706695200",
    "email": "a@b.example",
}


def cell(header: str) -> str:
    return next((text for word, text in KINDS.items() if word in header.lower()), "7")


@pytest.mark.parametrize("name", sorted(known.name for known in not_orders()))
def test_a_file_that_is_no_orders_says_what_it_is_and_what_to_do_instead(name: str, tmp_path: Path) -> None:
    known = next(known for known in not_orders() if known.name == name)
    headers = WHOLE.get(name, ",".join(known.signature)).split(",")
    path = tmp_path / "export.csv"
    path.write_text("\n".join((",".join(headers), *[",".join(map(cell, headers))] * 3)) + "\n")
    with pytest.raises(NotOrdersError) as refusal:
        ingest([str(path)], ReadOptions())
    assert refusal.value.message == f"{path} is not a list of orders: {known.what}"
    assert refusal.value.hint == known.instead


def test_every_whole_header_is_one_that_is_refused() -> None:
    assert WHOLE.keys() <= {known.name for known in not_orders()}
