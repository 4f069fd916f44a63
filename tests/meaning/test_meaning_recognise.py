"""A table is recognised by its columns, or refused with what it is and what helps."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import (
    ColumnMissingError,
    HeadlessError,
    MappingError,
    NotNumbersError,
    NotOrdersError,
    UnknownSourceFormatError,
)
from clvcli.orders.fields import BY_NAME
from clvcli.orders.formats import format_named, formats, not_orders
from clvcli.orders.options import ReadOptions
from clvcli.orders.tables import RawTable
from clvcli.orders.understanding.recognise import recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from clvcli.orders.formats import Format, NotOrders
    from clvcli.orders.tables import Reading

    Read = Callable[..., Reading]

SHOPIFY = "Name Email Created_at Financial_Status Subtotal Total Lineitem_quantity Lineitem_name Lineitem_price"
WOO = "order_id order_number date status order_total customer_id billing_email item_name item_sku item_quantity item_total"
UCI = "InvoiceNo StockCode Description Quantity InvoiceDate UnitPrice CustomerID Country"
UCI_2 = "Invoice StockCode Description Quantity InvoiceDate Price CustomerID Country"
DATES = {"Created_at", "date", "datum", "InvoiceDate", "Date"}


def row(headers: Iterable[str]) -> dict[str, list[str]]:
    """Make one record under `headers`, dates where dates belong."""
    return {header: ["2024-01-31" if header in DATES else "7"] for header in headers}


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (SHOPIFY, "shopify_orders_export"),
        (WOO, "woo_skyverge_items"),
        (UCI, "uci_online_retail"),
        (UCI_2, "uci_online_retail_2"),
        ("customer_id date number_of_cds dollar_value", "cdnow"),
        ("customer_id date amount", "generic"),
    ],
)
def test_a_format_is_recognised_by_its_columns(read: Read, header: str, name: str) -> None:
    reading = read(row(header.split()))
    assert reading.format.name == name
    said = next(decision for decision in reading.decisions if decision.subject == "format")
    assert (said.value, said.how) == (name, "detected")


def test_case_blanks_dots_underscores_and_hyphens_of_headers_do_not_matter(read: Read) -> None:
    for respelled in (
        SHOPIFY.upper(),
        SHOPIFY.replace("_", ""),
        SHOPIFY.replace("_", "-"),
        SHOPIFY.replace("_", "."),
    ):
        record = {header: ["2024-01-31" if header[:1] in "Cc" else "7"] for header in respelled.split()}
        assert read(record).format.name == "shopify_orders_export"


def test_columns_may_be_missing_and_in_any_order_while_the_signature_holds(read: Read) -> None:
    headers = sorted([*SHOPIFY.split(), "Notes", "Anything"], reverse=True)
    assert read(row(headers)).format.name == "shopify_orders_export"


def test_constants_of_a_format_are_columns(read: Read) -> None:
    assert read(row(UCI.split())).rows.collect()["currency"].to_list() == ["GBP"]


def test_a_set_format_wins_over_the_columns(read: Read) -> None:
    reading = read(row(UCI.split()), source_format="generic")
    assert reading.format.name == "generic"
    assert next(decision for decision in reading.decisions if decision.subject == "format").how == "set"


def test_an_unknown_format_names_the_nearest(read: Read) -> None:
    with pytest.raises(UnknownSourceFormatError) as stop:
        read(row(UCI.split()), source_format="shopify_order_export")
    assert stop.value.hint == "--source-format shopify_orders_export"
    assert stop.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("00001 | 19970101 | 1 | 11.77", ("column 1", "column 2", "column 4")),
        ("00004 | 0001 | 19970101 | 2 | 29.33", ("column 1", "column 3", "column 5")),
    ],
)
def test_cdnow_is_recognised_without_column_names(read_text: Read, text: str, columns: tuple[str, ...]) -> None:
    reading = read_text(text, headless=True)
    assert reading.format.name == "cdnow"
    assert (reading.columns["customer_id"], reading.columns["order_date"], reading.columns["amount"]) == columns
    assert reading.rows.collect()["customer_id"][0] == text[:5]


def test_any_other_file_without_column_names_is_refused(read_text: Read) -> None:
    with pytest.raises(HeadlessError) as stop:
        read_text("A | 2024-01-31 | 7.5", headless=True)
    assert stop.value.hint is not None
    assert 'customer_id="column 1"' in stop.value.hint
    positions = {"customer_id": "column 1", "order_date": "column 2", "amount": "column 3"}
    assert read_text("A | 2024-01-31 | 7.5", headless=True, columns=positions).rows.collect().height == 1


@pytest.mark.parametrize("refused", not_orders(), ids=lambda known: known.name)
def test_files_that_look_like_orders_are_refused_with_a_sentence(read: Read, refused: NotOrders) -> None:
    with pytest.raises(NotOrdersError) as stop:
        read(row(refused.signature))
    assert refused.what in stop.value.message


@pytest.mark.parametrize(
    ("headers", "seems"),
    [
        ("Name, Email, City", "a list of people"),
        ("SKU, Product, Unit price", "a list of products"),
        ("Date, Campaign", "it names no customers"),
        ("foo, bar", "its columns are `foo`, `bar`"),
    ],
)
def test_a_file_of_something_else_is_refused_with_what_it_seems_to_be(read: Read, headers: str, seems: str) -> None:
    with pytest.raises(NotOrdersError) as stop:
        read(row(headers.split(", ")))
    assert seems in stop.value.message


@pytest.mark.parametrize(
    ("headers", "missing", "hint"),
    [
        ("foo, date, amount", "who bought", "--map customer_id=COLUMN"),
        ("customer, foo, amount", "the date of the order", "--map order_date=COLUMN"),
        ("customer, date, foo", "an amount", "export the amounts as well, or --map amount=COLUMN"),
        (
            "customer, date, quantity",
            "what was paid for the row, or a quantity and a unit price",
            "export the amounts as well, or --map amount=COLUMN",
        ),
        (
            "order id, date, product",
            "no column that says who bought, and none with an amount",
            "--map customer_id=COLUMN --map amount=COLUMN",
        ),
    ],
)
def test_a_missing_column_is_named_with_the_columns_found(
    read: Read, headers: str, missing: str, hint: str
) -> None:
    with pytest.raises(ColumnMissingError) as stop:
        read(row(headers.split(", ")))
    assert missing in stop.value.message
    assert all(f"`{header}`" in stop.value.message for header in headers.split(", "))
    assert stop.value.hint == hint


@pytest.mark.parametrize("header", ["Kunde", "customer", "Customer name"])
def test_names_of_people_are_never_taken_for_ids(read: Read, header: str) -> None:
    columns = {
        header: ["Anna Holm", "Bo Søby Jensen", "C. O'Hara"],
        "date": ["2024-01-31"] * 3,
        "amount": ["1"] * 3,
    }
    with pytest.raises(ColumnMissingError) as stop:
        read(columns)
    assert f"`{header}`" in stop.value.message
    assert "Anna" not in stop.value.message
    assert read(columns, columns={"customer_id": header}).rows.collect()["customer_id"][0] == "Anna Holm"


def test_e_mails_under_customer_are_read_as_e_mails(read: Read) -> None:
    reading = read({"customer": ["a@example.org"], "date": ["2024-01-31"], "amount": ["1"]})
    assert reading.columns["customer_email"] == "customer"
    assert "customer_id" not in reading.columns


def test_the_better_name_wins_and_the_others_are_said(read: Read) -> None:
    reading = read(row(["date", "total", "customer", "customer_id", "line total"]))
    assert reading.columns["customer_id"] == "customer_id"
    assert reading.columns["amount"] == "line total"
    said = {d.subject: d.because for d in reading.decisions if d.subject.startswith("column of")}
    assert said == {
        "column of amount": "the better name; also `total`",
        "column of customer_id": "the better name; also `customer`",
    }


def test_amounts_without_tax_are_preferred(read: Read) -> None:
    reading = read(row(["kunde", "date", "Beløb inkl. moms", "Beløb ekskl. moms"]))
    assert reading.columns["amount"] == "Beløb ekskl. moms"
    assert reading.tax_included is False


def test_the_option_on_tax_wins_over_the_header(read: Read) -> None:
    assert read(row(["kunde", "date", "Beløb inkl. moms"]), tax="excluded").tax_included is False


def test_line_and_order_totals_are_both_read(read: Read) -> None:
    reading = read(row(["kunde", "date", "ordrenr", "varenr", "linjetotal", "ordretotal"]))
    assert (reading.columns["amount"], reading.columns["order_total"]) == ("linjetotal", "ordretotal")


def test_an_order_total_alone_is_the_amount(read: Read) -> None:
    reading = read(row(["customer", "date", "order total"]))
    assert reading.columns["amount"] == "order total"
    assert "order_total" not in reading.columns


def test_the_currency_in_the_header_of_the_amounts_is_the_currency(read: Read) -> None:
    reading = read(row(["kunde", "date", "Beløb (SEK)"]))
    assert reading.rows.collect()["currency"].to_list() == ["SEK"]


@pytest.mark.parametrize(
    ("headers", "grain"),
    [
        ("customer, date, amount", "order"),
        ("customer, date, amount, sku", "line"),
        ("customer, date, amount, qty", "line"),
    ],
)
def test_columns_of_goods_make_a_row_a_line(read: Read, headers: str, grain: str) -> None:
    assert read(row(headers.split(", "))).grain == grain


def test_a_column_that_does_not_hold_what_its_name_says_is_left_out_and_said(read_text: Read) -> None:
    reading = read_text("""
        customer | date       | amount | levering | paid at
        A        | 2024-01-31 | 7.5    | GLS      | card
        B        | 2024-01-31 | 7.5    | GLS      | cash
    """)
    assert {"order_shipping", "paid_at"}.isdisjoint(reading.columns)
    assert [d.subject for d in reading.decisions if d.value == "not used"] == [
        "column `levering`",
        "column `paid at`",
    ]
    assert reading.rows.collect()["reject_reason"].to_list() == [None, None]


def test_a_mapping_overrides_any_format(read: Read) -> None:
    reading = read(row([*UCI.split(), "Member"]), columns={"customer_id": "member"})
    assert reading.format.name == "uci_online_retail"
    assert reading.columns["customer_id"] == "Member"


def test_one_column_may_carry_two_fields(read: Read) -> None:
    record = {**row(["kunde", "beløb"]), "dato": ["31/01-2024 10:15"]}
    three = {"customer_id": "kunde", "order_date": "dato", "amount": "beløb"}
    rows = read(
        record, columns={**three, "paid_at": "dato", "order_total": "beløb", "order_id": "kunde"}
    ).rows.collect()
    assert rows["paid_at"].to_list() == rows["order_date"].to_list()
    assert rows["order_total"].to_list() == rows["amount"].to_list()
    assert rows["order_id"].to_list() == rows["customer_id"].to_list()


def test_a_mapping_of_an_unknown_field_or_column_names_the_nearest(read: Read) -> None:
    columns = row(["customer", "date", "worth"])
    with pytest.raises(MappingError) as stop:
        read(columns, columns={"amuont": "worth"})
    assert stop.value.hint == "--map amount=COLUMN"
    with pytest.raises(MappingError) as stop:
        read(columns, columns={"amount": "wroth"})
    assert stop.value.hint == '--map amount="worth"'
    assert stop.value.exit_code == 2


def test_three_columns_are_enough(read: Read) -> None:
    rows = read(row(["kund", "datum", "belopp"])).rows.collect()
    assert rows.columns == [
        "__line", "customer_id", "order_date", "order_time", "order_instant", "amount", "reject_reason", "reject_column",
        "reject_text",
    ]  # fmt: skip
    assert rows["__line"].to_list() == [2]


def test_text_and_typed_containers_give_the_same_rows(read: Read) -> None:
    moments = ["2010-12-01 08:26:00", "2010-12-01 09:41:00"]
    goods = {"InvoiceNo": ["536365", "C536379"], "StockCode": ["85123A", "D"]}
    text = {
        "Quantity": ["6", "-1"],
        "InvoiceDate": moments,
        "UnitPrice": ["2.55", "27.5"],
        "CustomerID": ["17.0", None],
    }
    typed = {
        "Quantity": [6, -1],
        "InvoiceDate": pl.Series(moments).str.to_datetime(),
        "UnitPrice": [2.55, 27.5],
        "CustomerID": [17.0, None],
    }
    assert read({**goods, **text}).rows.collect().equals(read({**goods, **typed}).rows.collect())


@pytest.mark.parametrize("declared", formats(), ids=lambda known: known.name)
def test_a_format_is_recognised_by_each_of_its_signatures(declared: Format) -> None:
    assert declared.columns.keys() | declared.constants.keys() <= BY_NAME.keys()
    assert format_named(declared.name.upper()) is declared
    by_name = ReadOptions(source_format=None if declared.auto_detect else declared.name)
    for signature in declared.signatures:
        frame = pl.LazyFrame(schema=dict.fromkeys(signature, pl.String))
        table = RawTable(source="orders.csv", columns=signature, frame=frame, rows_read=0)
        try:
            found = recognise(table, by_name).format.name
        except ColumnMissingError:
            found = declared.name  # recognised, and some of the columns it needs are not in the signature
        assert found == declared.name


def test_an_export_that_names_its_customers_says_so(read: Read) -> None:
    record = row(["Date", "Order #", "Status", "Customer", "Customer type", "Items sold", "Net Sales"])
    with pytest.raises(ColumnMissingError, match="only by name, in `Customer`"):
        read(record)
    assert read(record, columns={"customer_id": "Customer"}).format.name == "woo_analytics_orders"


@pytest.mark.parametrize("odd", [[True], [None], [time(10, 15)], [date(2024, 1, 31)]])
def test_a_typed_column_that_cannot_be_money_is_an_error_or_left_out(read: Read, odd: list[object]) -> None:
    record = row(["customer", "date", "amount"])
    if odd != [None]:
        with pytest.raises(NotNumbersError):
            read({**record, "amount": odd})
    assert read({**record, "moms": odd}).rows.collect()["reject_reason"].to_list() == [None]
