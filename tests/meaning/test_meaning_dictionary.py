"""Headers are known by what people call them."""

from __future__ import annotations

import pytest

from clvcli.orders.dictionary import key, known_name, names_people, parse, statuses
from clvcli.orders.fields import BY_NAME
from clvcli.orders.languages import languages


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        (
            "customer_id",
            "customerid, client, user, buyer, member, Customer ID, CUSTOMER_ID, Kundenr., Kundnummer, cust_id",
        ),
        ("customer_email", "E-mail, e_mail, E-post, Email Address, Billing Email, E-Mail-Adresse"),
        ("order_id", "Order #, OrderId, Ordrenr., Bilagsnr., Kvittonr, Rechnungsnr., invoice_no, Transaction ID"),
        ("order_date", "purchase_date, invoice_date, order_time, ts, day, Dato, Köpdatum, Bestelldatum, CreatedAt"),
        ("amount", "value, price paid, total price, net, revenue, sales, spend, sum, belopp, beløb, BELOEB"),
        ("amount", "omsætning, Umsatz, Betrag, Summe, I alt, Linjetotal, Radsumma inkl moms, Omsætning (DKK)"),
        ("unit_price", "À-pris inkl moms, Stk. pris, Einzelpreis, unit_price, UnitPrice, Pris ekskl. moms"),
        ("quantity", "Antal, Antall, Menge, Qty, Stk., units"),
        ("line_tax", "Moms, Heraf moms, MVA-beløp, MwSt, VAT"),
        (
            "line_discount",
            "Rabat %, Rabatt %, discount %, rabatprocent, discount percent, Rabattprosent, Rabatt in %",
        ),
        ("size", "Størrelse, Storlek, Größe, Groesse, Str."),
        ("unit_cost", "Kostpris, Inköpspris, cost_price"),
    ],
)
def test_a_header_is_known_however_it_is_spelled(field: str, headers: str) -> None:
    assert {header: known_name(header) for header in headers.split(", ")} == dict.fromkeys(
        headers.split(", "), field
    )


@pytest.mark.parametrize("header", ["kundenavn", "Customer Name", "Namn", "Vorname", "full_name"])
def test_names_of_people_are_no_ids(header: str) -> None:
    assert known_name(header) is None
    assert names_people(header)


@pytest.mark.parametrize(
    ("header", "tax_included"),
    [
        ("Beløb inkl. moms", True),
        ("Belopp exkl moms", False),
        ("Beløb ekskl.", False),
        ("amount_excl_vat", False),
        ("amountInclVat", True),
        ("Umsatz ohne MwSt", False),
        ("Beløb (moms inkl.)", True),
        ("Pris uden moms", False),
        ("Heraf moms", None),
        ("Total incl. shipping", None),
        ("Tax included", None),
        ("Amount", None),
    ],
)
def test_a_header_says_whether_tax_is_in(header: str, tax_included: bool | None) -> None:
    assert parse(header).tax_included is tax_included


@pytest.mark.parametrize(
    ("header", "currency"),
    [("Beløb (DKK)", "DKK"), ("Umsatz in EUR", "EUR"), ("price €", "EUR"), ("amount kr", None), ("EUR", None)],
)
def test_a_header_may_name_the_currency(header: str, currency: str | None) -> None:
    assert parse(header).currency == currency


def test_every_language_names_fields_that_exist() -> None:
    assert {field for language in languages() for field in language.names} <= BY_NAME.keys()


def test_no_name_means_two_fields() -> None:
    meanings: dict[str, set[str]] = {}
    for language in languages():
        for field, names in language.names.items():
            for name in names:
                meanings.setdefault(key(name), set()).add(field)
    assert {name: fields for name, fields in meanings.items() if len(fields) > 1} == {}


def test_status_words_are_lower_cased() -> None:
    assert [word for word in statuses() if word != word.lower()] == []
