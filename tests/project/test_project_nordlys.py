"""The invented shop: its files are reproducible, and both order exports tell the truth stated beside them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys"
WRITTEN = [
    "shopify_orders_export.csv",
    "ordrelinjer.csv",
    "products.csv",
    "customers.csv",
    "spend.csv",
    "rates.csv",
    "truth.json",
]
WITHOUT_TAX = Decimal("0.8")


@dataclass
class Order:
    """An order as a patient person with a pocket calculator would add it up; money with tax."""

    currency: str
    who: str
    day: str
    goods: Decimal = Decimal(0)
    refund: Decimal = Decimal(0)
    skus: set[str] = field(default_factory=set)

    @property
    def net(self) -> Decimal:
        return (self.goods - self.refund) * WITHOUT_TAX


def rows(name: str, *, separator: str = ",", encoding: str = "utf-8") -> Iterator[dict[str, str]]:
    with (NORDLYS / name).open(encoding=encoding, newline="") as file:
        yield from csv.DictReader(file, delimiter=separator, strict=True)


def shopify_orders() -> dict[str, Order]:
    """Return the valid orders of the Shopify export."""
    orders: dict[str, Order] = {}
    for row in rows("shopify_orders_export.csv"):
        number = row["Name"].removeprefix("#")
        if row["Financial Status"]:
            counts = row["Financial Status"] in {"paid", "partially_refunded", "refunded"}
            test = row["Payment Method"] == "bogus"
            if not counts or row["Cancelled at"] or test or row["Lineitem name"].startswith("Gift card"):
                continue
            goods, refund = Decimal(row["Subtotal"]), Decimal(row["Refunded Amount"])
            who, day = row["Email"].strip().lower(), row["Created at"][:10]
            orders[number] = Order(row["Currency"], who, day, goods, min(goods, refund))
        if number in orders:
            orders[number].skus.add(row["Lineitem sku"])
    return orders


def business_system_orders() -> dict[str, Order]:
    """Return the valid orders of the Danish business system."""
    orders: dict[str, Order] = {}
    for row in rows("ordrelinjer.csv", separator=";", encoding="cp1252"):
        if row["Status"] not in {"Afsendt", "Krediteret"} or row["Varegruppe"] == "gavekort":
            continue
        day = "-".join(reversed(row["Ordredato"].split("-")))
        order = orders.setdefault(row["Ordrenr."], Order(row["Valuta"], row["E-mail"].strip().lower(), day))
        amount = Decimal(row["Linjetotal inkl. moms"].replace(".", "").replace(",", "."))
        if amount > 0:
            order.goods += amount
            order.skus.add(row["Varenr."])
        else:
            order.refund -= amount
    return orders


def stated() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((NORDLYS / "truth.json").read_text(encoding="utf-8"))
    return content


def test_writing_the_shop_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", NORDLYS / "generate.py", tmp_path], check=True, timeout=60)
    assert [name for name in WRITTEN if (tmp_path / name).read_bytes() != (NORDLYS / name).read_bytes()] == []


def test_the_folder_stays_small_enough_to_clone() -> None:
    assert sum((NORDLYS / name).stat().st_size for name in WRITTEN) < 3.25 * 2**20


def test_both_exports_describe_the_same_orders() -> None:
    assert shopify_orders() == business_system_orders()


@pytest.mark.parametrize("read", [shopify_orders, business_system_orders])
def test_an_export_comes_to_the_stated_truth(read: Callable[[], dict[str, Order]]) -> None:
    truth, orders = stated(), read().values()
    kept = [order for order in orders if order.net > 0]
    net: dict[str, Decimal] = defaultdict(Decimal)
    for order in orders:
        net[order.currency] += order.net
    assert len(orders) == truth["orders"]["valid"]
    assert len(kept) == truth["orders"]["kept"]
    assert sum(not order.who for order in orders) == truth["orders"]["guest"]
    assert len({order.who for order in orders if order.who}) == truth["customers"]["valid"]
    assert len({order.who for order in kept if order.who}) == truth["customers"]["kept"]
    assert max(order.day for order in orders) == truth["as_of"]
    assert net == {currency: Decimal(sums["net_revenue"]) for currency, sums in truth["money"].items()}


def test_the_stated_rows_are_the_rows_of_the_files() -> None:
    truth = stated()["rows"]
    assert truth["shopify_orders_export.csv"] == sum(1 for _ in rows("shopify_orders_export.csv"))
    assert truth["ordrelinjer.csv"] == sum(1 for _ in rows("ordrelinjer.csv", separator=";", encoding="cp1252"))


def test_tax_is_exactly_a_fifth_of_what_merchandise_costs() -> None:
    for row in rows("shopify_orders_export.csv"):
        if row["Financial Status"] and not row["Lineitem name"].startswith("Gift card"):
            assert Decimal(row["Taxes"]) * 5 == Decimal(row["Total"])


def test_between_a_fifth_and_a_quarter_of_the_units_come_back() -> None:
    units = stated()["units"]
    assert 0.20 < units["returned"] / units["sold"] < 0.26


def test_every_sku_sold_is_in_the_product_file() -> None:
    known = {row["sku"] for row in rows("products.csv")}
    assert {sku for order in shopify_orders().values() for sku in order.skus} <= known


def test_every_registered_buyer_is_in_the_customer_file() -> None:
    known = {row["customer_id"]: row["email"] for row in rows("customers.csv")}
    for row in rows("ordrelinjer.csv", separator=";", encoding="cp1252"):
        if row["Kundenr."]:
            assert known[row["Kundenr."]] == row["E-mail"].strip().lower()


def test_every_mail_address_is_reserved_for_examples() -> None:
    domains = {row["email"].rpartition("@")[2] for row in rows("customers.csv")}
    assert all(domain.removesuffix(".example") != domain or domain.startswith("example.") for domain in domains)


def test_the_rates_cover_every_day_with_an_order_in_swedish_kronor() -> None:
    days = {row["date"] for row in rows("rates.csv") if row["currency"] == "SEK"}
    assert {order.day for order in shopify_orders().values() if order.currency == "SEK"} <= days
