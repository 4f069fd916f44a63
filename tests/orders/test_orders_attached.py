"""Costs, products and customers from files beside the orders: joined, counted where they find nothing, or refused."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.errors import AttachedFileError, CustomerListError, DecimalSignError
from clvcli.orders.attached.attach import attach
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clvcli.orders.ingest import Ingested

Row = dict[str, object]
Attach = "Callable[..., Ingested]"

SALES: list[Row] = [
    {"order_id": "1", "customer_id": "7", "email": "ida@shop.example", "date": "2024-01-10", "sku": "007", "quantity": 2, "unit_price": "100.00"},
    {"order_id": "2", "customer_id": "8", "email": "bo@shop.example", "date": "2024-06-10", "sku": "007", "quantity": 1, "unit_price": "100.00"},
    {"order_id": "2", "customer_id": "8", "email": "bo@shop.example", "date": "2024-06-10", "sku": "008", "quantity": 1, "unit_price": "50.00"},
    {"order_id": "3", "customer_id": "8", "email": "bo@shop.example", "date": "2024-07-01", "sku": "007", "quantity": -1, "unit_price": "100.00"},
    {"order_id": "4", "customer_id": "9", "email": "eva@staff.example", "date": "2024-07-02", "sku": "", "quantity": 1, "unit_price": "25.00"},
]  # fmt: skip


@pytest.fixture
def attached(write: Callable[..., Path], tmp_path: Path) -> Callable[..., Ingested]:
    """Ingest SALES, with files given as text by the name of their option."""

    def run(rows: list[Row] = SALES, *, settings: dict[str, Any] | None = None, **files: str) -> Ingested:
        for option, text in files.items():
            (tmp_path / f"{option}.csv").write_text(text, encoding="utf-8")
        paths: dict[str, Any] = {option: str(tmp_path / f"{option}.csv") for option in files}
        options = ReadOptions(**paths, **(settings or {}))
        return attach(ingest([str(write("sales.csv", rows))], options, condense=True), options)

    return run


def costs(found: Ingested) -> list[Decimal | None]:
    return found.lines.sort("order_id", "line_no").collect()["cost_amount"].to_list()


def said(found: Ingested, code: str) -> str:
    return next(note.text for note in found.notes if note.code == code)


def test_a_cost_is_of_every_unit_and_a_return_takes_it_back(attached: Callable[..., Ingested]) -> None:
    found = attached(costs="sku,unit cost\n007,40.00\n008,20.00\n")
    lines = found.lines.sort("order_date", "line_type", "sku").collect()
    assert lines["cost_amount"].sum() == Decimal("100.0000")
    assert lines.filter(pl.col("line_type") == "refund")["cost_amount"].to_list() == [Decimal("-40.0000")]


def test_what_costs_do_not_reach_is_counted_and_said(attached: Callable[..., Ingested]) -> None:
    found = attached(costs="sku,unit cost\n007,40.00\n")
    text = said(found, "CLVN31")
    assert text.endswith("speaks of 2 of 4 sold lines, 80% of net sales; 1 sku not in it, 1 lines have no sku")


@pytest.mark.parametrize(
    "text",
    [
        "Varenr.;Kostpris\n007;1.040,50\n008;20,00\n",
        "Artikelnummer\tInköpspris\n007\t1 040,50 kr\n008\t20,00 kr\n",
        "Artikelnummer;Einkaufspreis\n007;1.040,50 €\n008;20,00 €\n",
    ],
    ids=["da", "sv", "de"],
)
def test_a_list_of_costs_is_read_in_the_words_and_numbers_of_its_country(
    attached: Callable[..., Ingested], text: str
) -> None:
    assert costs(attached(costs=text))[0] == Decimal("2081.0000")


def test_a_cost_holds_on_its_days_and_ends_where_the_next_begins(attached: Callable[..., Ingested]) -> None:
    text = "sku,cost,valid from,valid to\n007,40.00,,\n007,50.00,2024-06-01,2024-06-30\n008,9.00,2025-01-01,\n"
    found = attached(SALES[:3], costs=text)
    assert costs(found) == [Decimal("80.0000"), Decimal("50.0000"), None]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sku,cost\n007,40.00\n007,41.00\n", "lines 2 and 3"),
        (
            "sku,cost,valid_from,valid_to\n007,1,2024-01-01,2024-06-30\n008,2,,\n007,3,2024-06-30,\n",
            "lines 2 and 4",
        ),
        ("sku,cost,valid_from,valid_to\n007,1,2024-06-30,2024-01-01\n", "line 2: valid_to is before"),
        ("sku,cost\n007,-1.00\n", "line 2: the cost is below zero"),
        ("sku,cost\n007,40.00\n008,cheap\n", "line 3, `cost`"),
        ("name,cost\nShirt,40.00\n", "no column with the sku"),
        ("sku,price\n007,40.00\n", "no column with the cost of a unit"),
    ],
)
def test_costs_that_cannot_be_right_stop_the_run(
    attached: Callable[..., Ingested], text: str, message: str
) -> None:
    with pytest.raises(AttachedFileError, match=message):
        attached(costs=text)


def test_the_same_cost_on_two_lines_is_one(attached: Callable[..., Ingested]) -> None:
    assert costs(attached(SALES[:1], costs="sku,cost\n007,40.50\n007,40.50\n")) == [Decimal("81.0000")]


def test_a_decimal_sign_that_no_cost_proves_is_asked_for(attached: Callable[..., Ingested]) -> None:
    with pytest.raises(DecimalSignError):
        attached(costs="sku;cost\n007;1,040\n")
    found = attached(SALES[:1], costs="sku;cost\n007;1,040\n", settings={"decimal": "."})
    assert costs(found) == [Decimal("2080.0000")]


def test_costs_above_the_price_are_said_and_doubted_where_most_are(attached: Callable[..., Ingested]) -> None:
    found = attached(costs="sku,cost\n007,400.50\n008,20.00\n")
    note = next(note for note in found.notes if note.code == "CLVN32")
    assert note.text.startswith("2 of 3 sold lines cost more")
    assert note.changes_money


def test_costs_without_a_currency_beside_orders_in_two_stop_the_run(attached: Callable[..., Ingested]) -> None:
    rows = [row | {"currency": code} for row, code in zip(SALES, ["DKK", "SEK", "SEK", "SEK", "DKK"], strict=True)]
    with pytest.raises(AttachedFileError, match="the orders are in DKK, SEK"):
        attached(rows, costs="sku,cost\n007,40.50\n", settings={"by_currency": True})
    found = attached(
        rows[:3], costs="sku,cost,currency\n007,40.50,DKK\n007,60.50,SEK\n", settings={"by_currency": True}
    )
    assert costs(found) == [Decimal("81.0000"), Decimal("60.5000"), None]


def test_costs_are_converted_at_the_rate_of_the_order(attached: Callable[..., Ingested], tmp_path: Path) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("date,currency,rate\n2024-01-01,DKK,0.134\n2024-06-01,DKK,0.135\n")
    rows = [row | {"currency": "EUR"} for row in SALES[:3]]
    settings = {"currency": "EUR", "rates": str(rates)}
    found = attached(rows, costs="sku,cost,currency\n007,100.00,DKK\n008,5.00,EUR\n", settings=settings)
    assert costs(found) == [Decimal("26.8000"), Decimal("13.5000"), Decimal("5.0000")]


def test_a_list_whose_skus_have_lost_their_noughts_reaches_nothing_and_is_a_doubt(
    attached: Callable[..., Ingested],
) -> None:
    found = attached(costs="sku,cost\n7,40.50\n8,20.00\n")
    note = next(note for note in found.notes if note.code == "CLVN31")
    assert note.changes_money
    assert "speaks of 0 of 4 sold lines" in note.text


def test_products_say_what_goods_are(attached: Callable[..., Ingested]) -> None:
    text = "Varenr.;Varegruppe;Mærke;Størrelse;Sæson\n007;kjoler;Nordlys;M;SS24\n008;sko;;39;\n"
    lines = attached(SALES[:3], products=text).lines.sort("order_id", "sku").collect()
    assert lines.select("category", "brand", "size", "season").rows() == [
        ("kjoler", "Nordlys", "M", "SS24"), ("kjoler", "Nordlys", "M", "SS24"), ("sko", None, "39", None)
    ]  # fmt: skip


def test_products_that_say_two_things_of_one_sku_stop_the_run(attached: Callable[..., Ingested]) -> None:
    with pytest.raises(AttachedFileError, match="lines 2 and 4 have the same `sku`"):
        attached(products="sku,category\n007,dresses\n008,shoes\n007,skirts\n")


def test_customers_are_known_by_id_or_address(attached: Callable[..., Ingested]) -> None:
    text = "kundenr;e-mail;land;kanal;segment;samtykke\n7;;DK;butik;vip;ja\n;BO@shop.example ;SE;web;;nej\n77;x@y.example;NO;web;;ja\n"
    found = attached(customers=text)
    lines = found.lines.collect()
    assert dict(lines.select("customer_key", "country").unique().rows()) == {
        "ida@shop.example": "DK", "bo@shop.example": "SE", "eva@staff.example": None
    }  # fmt: skip
    assert found.attributes is not None
    assert found.attributes.select("customer_key", "channel", "segment", "consent").rows() == [
        ("bo@shop.example", "web", None, False), ("ida@shop.example", "butik", "vip", True)
    ]  # fmt: skip
    assert "speaks of 3 of 4 sold lines" in said(found, "CLVN31")


def test_a_consent_refused_under_one_of_two_ids_is_refused(attached: Callable[..., Ingested]) -> None:
    rows = [SALES[0], SALES[1] | {"email": "IDA@shop.example"}]
    text = "customer_id,country,newsletter\n7,DK,yes\n8,SE,no\n"
    found = attached(rows, customers=text)
    assert found.attributes is not None
    assert found.attributes.select("country", "consent").rows() == [("DK", False)]
    assert said(found, "CLVN33").startswith(str(found.decisions[-1].source))


def test_a_consent_that_is_neither_stops_the_run(attached: Callable[..., Ingested]) -> None:
    with pytest.raises(AttachedFileError, match="line 3"):
        attached(customers="customer_id,consent\n7,yes\n8,perhaps\n")


def test_listed_customers_are_left_out_by_a_named_rule(attached: Callable[..., Ingested]) -> None:
    found = attached(exclude_customers="# staff\n@staff.example\n8   # the wholesaler\n99\n")
    fates = {row["rule"]: row["rows"] for row in found.reconciliation.fates.to_dicts()}
    assert fates == {None: 1, "excluded_customer": 4}
    assert said(found, "CLVN34") == "2 customers are left out by the list; 1 of its entries name nobody who bought"
    assert not found.lines.filter(pl.col("excluded").is_not_null()).collect()["order_kept"].any()


def test_a_list_of_nobody_stops_the_run(attached: Callable[..., Ingested]) -> None:
    with pytest.raises(CustomerListError):
        attached(exclude_customers="\n# nobody yet\n")
