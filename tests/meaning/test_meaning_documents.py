"""A list of no known system says in its words which rows take back, and which lines are no goods."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Listed = Callable[..., Ingested]


@pytest.fixture
def listed(tmp_path: Path) -> Listed:
    """Ingest a list with these columns and rows."""

    def run(*rows: str) -> Ingested:
        path = tmp_path / "list.csv"
        path.write_text("\n".join(rows), encoding="utf-8")
        return ingest([str(path)], ReadOptions())

    return run


def net(result: Ingested) -> Decimal:
    return result.reconciliation.money_of("net_revenue")


@pytest.mark.parametrize("back", ["50.00", "-50.00"])
@pytest.mark.parametrize(
    ("header", "sale", "credit"),
    [
        ("Type", "Invoice", "Credit memo"),
        ("Bilagstype", "Faktura", "Kreditnota"),
        ("Fakturatyp", "Faktura", "Kreditfaktura"),
        ("Belegart", "Rechnung", "Gutschrift"),
    ],
)
def test_a_credit_note_takes_back_whatever_its_sign(
    listed: Listed, header: str, sale: str, credit: str, back: str
) -> None:
    result = listed(
        f"invoice no;invoice date;customer no;{header};amount",
        f"1;2025-01-13;k1;{sale};200.00",
        f"2;2025-01-14;k2;{sale};100.00",
        f"3;2025-01-20;k1;{credit};{back}",
    )
    assert net(result) == Decimal(250)


def test_how_something_was_paid_is_no_document(listed: Listed) -> None:
    rows = ("1;2025-01-13;k1;credit card;200.00", "2;2025-01-14;k2;Credit;100.00")
    assert net(listed("order no;order date;customer no;type;amount", *rows)) == Decimal(300)


@pytest.mark.parametrize("tax", ["Heraf moms", "varav moms", "herav mva"])
def test_a_tax_that_is_called_a_part_of_the_amount_is_taken_out_of_it(listed: Listed, tax: str) -> None:
    rows = ("1;2025-01-13;k1;125.00;25.00", "2;2025-01-14;k2;250.00;50.00")
    assert net(listed(f"order no;order date;customer no;amount;{tax}", *rows)) == Decimal(300)


def test_netto_behind_a_name_says_that_tax_is_not_in(listed: Listed) -> None:
    result = listed(
        "Bestellnummer;Bestelldatum;Kundennummer;Artikel;Menge;Einzelpreis (netto);Gesamtpreis netto;MwSt",
        "1;13.01.2025;K1;Hose;2;100,00 €;200,00 €;38,00 €",
        "2;14.01.2025;K2;Hut;1;50,00 €;50,00 €;9,50 €",
    )
    assert (net(result), result.tax) == (Decimal(250), "excluded")


@pytest.mark.parametrize("carriage", ["Shipping", "Shipping (DHL)", "fragt", "Frakt: PostNord", "Versandkosten"])
def test_a_line_for_shipping_is_no_merchandise(listed: Listed, carriage: str) -> None:
    result = listed(
        "order no;order date;customer no;product;quantity;unit price",
        "1;2025-01-13;k1;Delivery bag;1;60.00",
        f"1;2025-01-13;k1;{carriage};1;10.00",
        "2;2025-01-14;k2;Hat;1;60.00",
    )
    assert (net(result), result.lines.collect()["other_amount"].sum()) == (Decimal(120), Decimal(10))
