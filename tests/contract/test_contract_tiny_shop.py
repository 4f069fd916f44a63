"""The tiny shop from the file its owner would export, by the names of its columns alone, to what each order leaves."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import CostSettings
from clvcli.customers.known import known_at

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.contract_cli import Cli

COLUMNS = (
    "order_id", "date", "email", "channel", "gross_incl_vat", "discount_incl_vat", "shipping_incl_vat",
    "refund_merch_incl_vat", "refund_shipping_incl_vat", "refund_date", "cogs", "cogs_restocked", "status",
)  # fmt: skip

TINY_SHOP = """\
O01,2024-01-05,anna@x.dk,google,1000,0,50,0,0,,300,0,paid
O02,2024-01-20,bo@x.dk,meta,500,100,50,0,0,,160,0,paid
O03,2024-01-20, Bo@X.dk,meta,250,0,0,0,0,,80,0,paid
O04,2024-02-10,anna@x.dk,email,800,80,0,360,0,2024-03-02,260,130,partially_refunded
O05,2024-02-14,carl@x.dk,meta,1200,0,50,1200,50,2024-02-28,400,400,refunded
O06,2024-02-25,dina@x.dk,google,600,0,50,0,0,,200,0,paid
O07,2024-03-03,bo@x.dk,direct,400,0,50,0,0,,130,0,paid
O08,2024-03-15,erik@x.dk,meta,900,90,0,0,0,,280,0,paid
O09,2024-03-31,DINA@x.dk,email,300,0,50,0,0,,100,0,paid
O10,2024-04-02,fie@x.dk,google,700,0,0,0,0,,220,0,paid
O11,2024-04-20,anna@x.dk,direct,1500,0,0,0,0,,480,0,paid
O12,2024-05-05,gert@x.dk,organic,400,0,50,0,0,,140,0,paid
O13,2024-05-06,erik@x.dk,email,450,0,50,0,0,,150,0,paid
O14,2024-05-28,,direct,350,0,50,0,0,,120,0,paid
O15,2024-06-10,anna@x.dk,email,600,60,0,0,0,,190,0,paid
O16,2024-06-12,fie@x.dk,meta,550,0,50,0,0,,180,0,paid
O17,2024-06-15,hans@x.dk,google,1000,0,0,0,0,,320,0,cancelled
O18,2024-06-20,dina@x.dk,direct,0,0,0,0,0,,60,0,paid
O19,2024-06-25,bo@x.dk,direct,900,0,0,0,0,,300,0,test
"""
"""Fixture `tiny_shop` of the practice oracles (own construction): sales and refunds with 25 % VAT, costs without."""

READ_AS = ("--currency", "DKK", "--tax-rate", "25%", "--as-of", "2024-06-30")

COSTS = CostSettings(freight=Decimal(40), payment_fee=0.015, return_handling=Decimal(30))
COST_OPTIONS = ("--freight", "40", "--payment-fee", "1.5%", "--return-handling", "30")

STEPS = (
    "gross",
    "discount",
    "returns",
    "goods_cost",
    "shipping_income",
    "charged",
    "payment_fee",
    "return_cost",
    "cm2",
)

LADDER = {
    # money of goods and shipping / 1.25; charged with VAT; fee 1.5 % of charged; freight of 40 an order
    #        gross disc. ret. goods ship. charged  fee    return  cm2
    "O01": ("800", "0", "0", "300", "40", "1050", "15.75", "0", "484.25"),  # 800 - 300 + 40 - 40 - 15.75
    "O02": ("400", "80", "0", "160", "40", "450", "6.75", "0", "153.25"),  # 320 - 160 + 40 - 40 - 6.75
    "O03": ("200", "0", "0", "80", "0", "250", "3.75", "0", "76.25"),  # 200 - 80 - 40 - 3.75
    "O04": ("640", "64", "288", "130", "0", "720", "10.80", "30", "77.20"),  # 288 - 130 - 40 - 10.80 - 30
    "O05": ("960", "0", "960", "0", "0", "1250", "18.75", "30", "-88.75"),  # 0 - 0 + 40 - 40 - 40 - 18.75 - 30
    "O06": ("480", "0", "0", "200", "40", "650", "9.75", "0", "270.25"),  # 480 - 200 + 40 - 40 - 9.75
    "O07": ("320", "0", "0", "130", "40", "450", "6.75", "0", "183.25"),  # 320 - 130 + 40 - 40 - 6.75
    "O08": ("720", "72", "0", "280", "0", "810", "12.15", "0", "315.85"),  # 648 - 280 - 40 - 12.15
    "O09": ("240", "0", "0", "100", "40", "350", "5.25", "0", "134.75"),  # 240 - 100 + 40 - 40 - 5.25
    "O10": ("560", "0", "0", "220", "0", "700", "10.50", "0", "289.50"),  # 560 - 220 - 40 - 10.50
    "O11": ("1200", "0", "0", "480", "0", "1500", "22.50", "0", "657.50"),  # 1200 - 480 - 40 - 22.50
    "O12": ("320", "0", "0", "140", "40", "450", "6.75", "0", "173.25"),  # 320 - 140 + 40 - 40 - 6.75
    "O13": ("360", "0", "0", "150", "40", "500", "7.50", "0", "202.50"),  # 360 - 150 + 40 - 40 - 7.50
    "O14": ("280", "0", "0", "120", "40", "400", "6.00", "0", "154.00"),  # 280 - 120 + 40 - 40 - 6.00
    "O15": ("480", "48", "0", "190", "0", "540", "8.10", "0", "193.90"),  # 432 - 190 - 40 - 8.10
    "O16": ("440", "0", "0", "180", "40", "600", "9.00", "0", "251.00"),  # 440 - 180 + 40 - 40 - 9.00
}
"""Practice definitions, section c.3."""

CUSTOMERS = {
    #             orders, net revenue, contribution 2
    "anna@x.dk": (4, "2720", "1412.85"),  # O01 + O04 + O11 + O15
    "bo@x.dk": (3, "840", "412.75"),  # O02 + O03 + O07
    "carl@x.dk": (0, "0", "-88.75"),  # O05 came back whole
    "dina@x.dk": (2, "720", "405.00"),  # O06 + O09
    "erik@x.dk": (2, "1008", "518.35"),  # O08 + O13
    "fie@x.dk": (2, "1000", "540.50"),  # O10 + O16
    "gert@x.dk": (1, "320", "173.25"),  # O12
}

NET_SALES = 8136  # 6888 of net revenue + 288 + 960 that came back


def money(*figures: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(figure) for figure in figures)


@pytest.fixture
def shop(clvcli: Cli) -> Cli:
    """The tool in a folder with the export."""
    clvcli.write("tiny_shop.csv", f"{','.join(COLUMNS)}\n{TINY_SHOP}")
    return clvcli


@pytest.fixture
def lines(shop: Cli) -> pl.LazyFrame:
    """Order lines, as `ingest -o` keeps them."""
    ran = shop("ingest", "tiny_shop.csv", *READ_AS, "-o", "lines.parquet", "--quiet")
    assert (ran.exit_code, ran.stderr) == (0, "")
    return pl.scan_parquet(shop.folder / "lines.parquet")


def orders_at(lines: pl.LazyFrame, day: date) -> dict[str, dict[str, Any]]:
    frame = order_table(known_at(lines, day), COSTS, as_of=day).frame
    return {row["order_id"]: row for row in frame.iter_rows(named=True)}


def test_ingest_tells_which_rows_count(shop: Cli) -> None:
    """Practice oracle `tiny-validity`."""
    ran = shop("ingest", "tiny_shop.csv", *READ_AS, "--format", "json")
    fates = {row["rule"]: (row["rows"], row["money"]) for row in json.loads(ran.text)}
    assert fates == {None: (16, 6888.0), "cancelled": (1, 800.0), "test": (1, 720.0), "zero_value": (1, 0.0)}


def test_every_order_goes_down_the_ladder_as_reckoned_by_hand(lines: pl.LazyFrame) -> None:
    orders = orders_at(lines, date(2024, 6, 30))
    assert {number: tuple(row[step] for step in STEPS) for number, row in orders.items()} == {
        number: money(*figures) for number, figures in LADDER.items()
    }
    assert {row["freight"] for row in orders.values()} == {Decimal(40)}
    assert sum(row["cm2"] for row in orders.values()) == Decimal("3527.95")


def test_the_order_values_are_those_of_the_definitions(lines: pl.LazyFrame) -> None:
    """Practice definitions, section c.4: before returns, of what was kept, and as charged."""
    orders = orders_at(lines, date(2024, 6, 30)).values()
    kept = [row for row in orders if row["kept"]]
    assert (len(orders), len(kept)) == (16, 15)
    assert sum(row["net_sales"] for row in orders) / len(orders) == Decimal(NET_SALES) / 16  # 508.50
    assert sum(row["net_revenue"] for row in kept) / len(kept) == Decimal("459.2")  # 6888 / 15
    assert sum(row["charged"] for row in orders) / len(orders) == Decimal("666.875")  # 10670 / 16


def test_one_guest_bought_for_four_percent_of_net_revenue(lines: pl.LazyFrame) -> None:
    orders = orders_at(lines, date(2024, 6, 30)).values()
    (guest,) = (row for row in orders if row["customer_key"] is None)
    revenue = sum(row["net_revenue"] for row in orders)
    assert (guest["order_id"], revenue) == ("O14", 6888)
    assert float(guest["net_revenue"] / revenue) == pytest.approx(0.04065, abs=5e-6)  # printed digits


def test_compute_values_customers_by_what_their_orders_left(shop: Cli) -> None:
    ran = shop("compute", "tiny_shop.csv", *READ_AS, *COST_OPTIONS, "--format", "csv", "--quiet")
    rows = csv.DictReader(io.StringIO(ran.text))
    found = {
        row["customer_id"]: (int(row["orders"]), *money(row["net_revenue"], row["value_to_date"])) for row in rows
    }
    assert found == {name: (orders, *money(*figures)) for name, (orders, *figures) in CUSTOMERS.items()}


def test_goods_and_shipping_come_back_on_their_day_and_not_before(lines: pl.LazyFrame) -> None:
    before = orders_at(lines, date(2024, 2, 27))["O05"]
    assert (before["kept"], before["returns"], before["shipping_income"]) == (True, 0, 40)
    after = orders_at(lines, date(2024, 2, 28))["O05"]
    assert (after["kept"], after["returns"], after["shipping_income"]) == (False, 960, 0)


def test_what_came_back_is_rows_of_their_own_and_they_alone_have_its_day(lines: pl.LazyFrame) -> None:
    dated = lines.filter(pl.col("refunded_at").is_not_null()).collect()
    found = dated.select(
        "order_id", "line_type", "refund_amount", "other_amount", "tax_amount", "cost_amount"
    ).rows()
    assert sorted(found) == [
        ("O04", "refund", *money("288", "0"), None, Decimal(-130)),
        ("O05", "refund", *money("960", "0"), None, Decimal(-400)),
        ("O05", "shipping", *money("0", "-40", "-10"), None),
    ]


def test_the_names_of_other_languages_say_the_same(clvcli: Cli, lines: pl.LazyFrame) -> None:
    danish = (
        "ordrenr", "dato", "e-mail", "kanal", "bruttobeløb inkl. moms", "rabat inkl. moms", "fragt inkl. moms",
        "refunderede varer inkl. moms", "refunderet fragt inkl. moms", "returdato", "vareforbrug",
        "vareforbrug retur", "status",
    )  # fmt: skip
    clvcli.write("dansk.csv", f"{','.join(danish)}\n{TINY_SHOP}")
    ran = clvcli("ingest", "dansk.csv", *READ_AS, "-o", "dansk.parquet", "--quiet")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert pl.read_parquet(clvcli.folder / "dansk.parquet").equals(lines.collect())


def test_shipping_without_vat_beside_prices_with_it_stays(clvcli: Cli, tmp_path: Path) -> None:
    header = ",".join(COLUMNS).replace("shipping_incl_vat,refund_merch", "shipping_excl_vat,refund_merch")
    clvcli.write("shop.csv", f"{header}\n{TINY_SHOP}")
    without_rate = clvcli("ingest", "shop.csv", "--currency", "DKK")
    assert without_rate.exit_code == 65
    assert "`shipping_excl_vat` is without tax and the amounts are with" in without_rate.stderr
    clvcli("ingest", "shop.csv", *READ_AS, "-o", str(tmp_path / "lines.parquet"), "--quiet")
    orders = orders_at(pl.scan_parquet(tmp_path / "lines.parquet"), date(2024, 6, 30))
    assert (orders["O01"]["net_revenue"], orders["O01"]["shipping_income"]) == (800, 50)
    assert orders["O01"]["charged"] == Decimal("1062.5")  # 1000 + 50 x 1.25
