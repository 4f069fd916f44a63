"""The tiny shop of the practice oracles, from its export on: which rows count, and what they come to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.customers.summary import summarise
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

TINY_SHOP = """Order ID,Order Date,Email,Amount incl. VAT,VAT,Shipping,Order Refund,Refunded at,Status
O01,2024-01-05,anna@x.dk,1000.00,200.00,50.00,0.00,,paid
O02,2024-01-20,bo@x.dk,400.00,80.00,50.00,0.00,,paid
O03,2024-01-20, Bo@X.dk,250.00,50.00,0.00,0.00,,paid
O04,2024-02-10,anna@x.dk,720.00,144.00,0.00,360.00,2024-03-02,partially_refunded
O05,2024-02-14,carl@x.dk,1200.00,240.00,50.00,1200.00,2024-02-28,refunded
O06,2024-02-25,dina@x.dk,600.00,120.00,50.00,0.00,,paid
O07,2024-03-03,bo@x.dk,400.00,80.00,50.00,0.00,,paid
O08,2024-03-15,erik@x.dk,810.00,162.00,0.00,0.00,,paid
O09,2024-03-31,DINA@x.dk,300.00,60.00,50.00,0.00,,paid
O10,2024-04-02,fie@x.dk,700.00,140.00,0.00,0.00,,paid
O11,2024-04-20,anna@x.dk,1500.00,300.00,0.00,0.00,,paid
O12,2024-05-05,gert@x.dk,400.00,80.00,50.00,0.00,,paid
O13,2024-05-06,erik@x.dk,450.00,90.00,50.00,0.00,,paid
O14,2024-05-28,,350.00,70.00,50.00,0.00,,paid
O15,2024-06-10,anna@x.dk,540.00,108.00,0.00,0.00,,paid
O16,2024-06-12,fie@x.dk,550.00,110.00,50.00,0.00,,paid
O17,2024-06-15,hans@x.dk,1000.00,200.00,0.00,0.00,,cancelled
O18,2024-06-20,dina@x.dk,0.00,0.00,0.00,0.00,,paid
O19,2024-06-25,bo@x.dk,900.00,180.00,0.00,0.00,,test
"""
"""Fixture `tiny_shop` of the practice oracles (own construction), prices and refunds with 25 % VAT."""


def test_the_rows_of_the_tiny_shop_that_count(tmp_path: Path) -> None:
    """Practice oracle `tiny-validity`: recomputed in plain Python from the definitions."""
    path = tmp_path / "tiny.csv"
    path.write_text(TINY_SHOP, encoding="utf-8")
    found = ingest([str(path)], ReadOptions())
    fates = {row["rule"]: row["rows"] for row in found.reconciliation.fates.to_dicts()}
    assert (found.rows_read, fates) == (19, {None: 16, "cancelled": 1, "test": 1, "zero_value": 1})
    customers = summarise(found.lines)
    (shop,) = customers.shop
    assert (shop.valid_orders, shop.orders, shop.guest_orders) == (16, 15, 1)
    assert (customers.frame.height, (customers.frame["orders"] > 0).sum()) == (7, 6)
    assert float(shop.guest_net_revenue / shop.net_revenue) == pytest.approx(0.04065, abs=5e-6)  # printed digits


def test_a_refund_of_an_order_of_nothing_returns_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tiny.csv"
    free = "O20,2024-06-26,bo@x.dk,0.00,0.00,0.00,25.00,2024-06-27,paid"
    path.write_text(f"{TINY_SHOP}{free}\n", encoding="utf-8")
    refunds = ingest([str(path)], ReadOptions()).lines.filter(pl.col("refund_amount") > 0).collect()
    assert refunds.sort("order_id").select("order_id", "refund_amount").rows() == [
        ("O04", Decimal("288.0000")), ("O05", Decimal("960.0000"))
    ]  # fmt: skip
