"""The invented shop down the ladder: what its generator says, and every table as every other says it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from clvcli.audit.audit import Audit, audits
from clvcli.contribution.ladder import KNOWN, PART, ladder
from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import ByChannel, CostSettings
from clvcli.customers.contributions import CONTRIBUTION, with_contributions
from clvcli.customers.known import known_at
from clvcli.customers.summary import Customers, summarise
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

SHOP = Path(__file__).parents[2] / "sample_data" / "nordlys"
COSTS = CostSettings(payment_fee=0.015, freight=Decimal(39), return_handling=Decimal(35))
CURRENCIES = ("DKK", "SEK")


@pytest.fixture(scope="module")
def lines() -> pl.LazyFrame:
    return ingest([str(SHOP / "ordrelinjer.csv")], ReadOptions(by_currency=True)).lines


@pytest.fixture(scope="module")
def people(lines: pl.LazyFrame) -> Customers:
    found = summarise(lines)
    table = order_table(known_at(lines, found.as_of), COSTS, as_of=found.as_of)
    return with_contributions(found, table)


@pytest.fixture(scope="module")
def shops(lines: pl.LazyFrame, people: Customers) -> dict[str | None, Audit]:
    return audits(lines, people, COSTS)


def row(audit: Audit) -> dict[str, Any]:
    return ladder(audit.orders, audit.goods).shop.row(0, named=True)


@pytest.mark.parametrize("currency", CURRENCIES)
def test_the_ladder_is_what_the_generator_says(shops: dict[str | None, Audit], currency: str) -> None:
    truth = json.loads((SHOP / "truth.json").read_text(encoding="utf-8"))["money"][currency]
    shop = row(shops[currency])
    told = {
        "orders": shop["orders"],
        "gross": shop["gross"],
        "discount": shop["discount"],
        "refund": shop["returns"],
        "net_revenue": shop["net_revenue"],
        "cost_of_goods": shop["goods_cost"],
    }
    assert told == {name: Decimal(money) for name, money in truth.items()}


@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("step", ["net_revenue", "cm1", "cm2", "orders"])
def test_parts_are_the_shop(shops: dict[str | None, Audit], currency: str, step: str) -> None:
    found = ladder(shops[currency].orders, shops[currency].goods)
    parts = [found.months, found.channels, found.countries, found.buyers, found.categories, found.products]
    assert {each[step].sum() for each in parts if step in each.columns} == {found.shop[step].item()}


@pytest.mark.parametrize("currency", CURRENCIES)
def test_known_buyers_left_what_the_customers_did(
    shops: dict[str | None, Audit], people: Customers, currency: str
) -> None:
    buyers = ladder(shops[currency].orders, shops[currency].goods).buyers
    known = buyers.row(by_predicate=pl.col(PART) == KNOWN, named=True)
    frame = people.frame.filter(pl.col("currency") == currency)
    assert (known["net_revenue"], known["cm2"]) == (frame["net_revenue"].sum(), frame[CONTRIBUTION].sum())


def test_an_order_and_a_channel_by_hand(shops: dict[str | None, Audit]) -> None:
    orders = shops["DKK"].orders.collect()
    order = orders.row(by_predicate=pl.col("order_id") == "1010", named=True)
    # three pieces over the counter for 1,697.00 with tax, 1,357.60 without; they cost 584.72
    assert (order["net_revenue"], order["goods_cost"]) == (Decimal("1357.60"), Decimal("584.72"))
    assert order["cm2"] == Decimal("1357.60") - Decimal("584.72") - 39 - Decimal("1697.00") * Decimal("0.015")
    returned = orders.row(by_predicate=pl.col("order_id") == "1001", named=True)
    assert returned["cm2"] == -39 - 35 - Decimal("949.00") * Decimal("0.015")
    counter = ladder(orders, shops["DKK"].goods).channels.row(by_predicate=pl.col(PART) == "Butik", named=True)
    # added up from the rows of the file with nothing but Python's csv and decimal
    assert (counter["orders"], counter["cm1"], counter["cm2"]) == (211, Decimal("79631.79"), Decimal("67338.88"))


def test_all_that_came_back_is_dated(shops: dict[str | None, Audit]) -> None:
    days = shops["DKK"].return_days
    assert days["delay"].null_count() == 0
    assert days["returned"].sum() == row(shops["DKK"])["returns"]
    assert days["day"].max() <= date(2025, 6, 30)  # type: ignore[operator]  # a column of dates has a date


def test_a_shop_that_hands_goods_over_pays_no_freight(lines: pl.LazyFrame, people: Customers) -> None:
    costs = CostSettings(freight=ByChannel({"Webshop": Decimal(39), "Butik": Decimal(0)}))
    found = audits(lines, people, costs)["DKK"]
    channels = {part["part"]: part for part in ladder(found.orders, found.goods).channels.iter_rows(named=True)}
    assert channels["Butik"]["freight"] == 0
    assert channels["Webshop"]["freight"] == 39 * channels["Webshop"]["orders"] > 0
    assert channels["Butik"]["cm2"] == channels["Butik"]["cm1"] + channels["Butik"]["shipping_income"]
