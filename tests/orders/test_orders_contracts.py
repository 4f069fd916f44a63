"""Files of contracts, and columns of customers to compare: read in many words, refused where they contradict."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.errors import AttachedFileError
from clvcli.orders.attached.attach import attach
from clvcli.orders.attached.contracts import Agreed, read_contracts
from clvcli.orders.attached.tables import PRINTED
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Agreed]:
    def run(text: str) -> Agreed:
        file = tmp_path / "contracts.csv"
        file.write_text(text, encoding="utf-8")
        return read_contracts(str(file), ReadOptions())

    return run


@pytest.mark.parametrize(
    "text",
    [
        "customer_id,start,end,renewals,billing period\n7,2024-01-13,2025-01-12,3,yearly\n",
        "Kundenr;Startdato;Slutdato;Fornyelser;Binding\n7;13-01-2024;12-01-2025;3;1 år\n",
        "Kundnr;Startdatum;Slutdatum;Förnyelser;Bindningstid\n7;2024-01-13;2025-01-12;3;12\n",
        "Kundennummer;Vertragsbeginn;Vertragsende;Verlängerungen;Laufzeit\n7;13.01.2024;12.01.2025;3;12 Monate\n",
        "customer_id,contract start,contract end,renewals,term\n7,2024-01-13,2025-01-12,3,4 quarters\n",
    ],
)
def test_contracts_are_read_in_the_words_of_many(read: Callable[[str], Agreed], text: str) -> None:
    assert read(text).frame.row(0) == ("7", date(2024, 1, 13), date(2025, 1, 12), 3, 12)


def test_what_a_file_does_not_say_is_null(read: Callable[[str], Agreed]) -> None:
    assert read("e-mail,start\nIda@Shop.example,2024-01-13\n").frame.row(0) == (
        "ida@shop.example",
        date(2024, 1, 13),
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("customer_id,start,end\n7,2024-01-13,2023-01-12\n", "line 2: the contract ends before it starts"),
        ("customer_id,start,end\n7,,2023-01-12\n", "line 2, `start`: this cannot be read"),
        ("customer_id,start,end\n,2024-01-13,\n", "line 2, `customer_id`: this cannot be read"),
        ("customer_id,start,term\n7,2024-01-13,a while\n", "line 2, `term`: this cannot be read"),
        ("customer_id,end\n7,2024-01-13\n", "has no column with the first day or the date"),
    ],
)
def test_a_contract_that_cannot_be_is_refused_with_its_line(
    read: Callable[[str], Agreed], text: str, said: str
) -> None:
    with pytest.raises(AttachedFileError) as error:
        read(text)
    assert said in error.value.message


def test_contracts_that_overlap_are_said(read: Callable[[str], Agreed]) -> None:
    found = read("customer_id,start,end\n7,2024-01-01,2024-12-31\n7,2024-06-01,\n8,2024-01-01,\n")
    assert "1 customer that overlap" in found.notes[0].text
    assert read("customer_id,start,end\n7,2024-01-01,2024-12-31\n7,2024-12-31,\n").notes == ()


SALES: list[dict[str, object]] = [
    {"order_id": str(number), "customer_id": str(number), "date": "2024-01-10", "product": "x", "quantity": 1, "unit_price": "9.00"}
    for number in range(1, 5)
]  # fmt: skip


@pytest.mark.parametrize("column", ["Satisfaction score", "satisfaction_score"])
def test_any_column_of_customers_can_be_kept_as_it_is_printed(
    write: Callable[..., Path], tmp_path: Path, column: str
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("customer_id,Satisfaction score\n1,9\n2,\n2,7\n9,1\n", encoding="utf-8")
    options: dict[str, Any] = {"customers": str(people), "compare": column}
    read = ReadOptions(**options)
    found = attach(ingest([str(write("sales.csv", SALES))], read), read)
    assert found.attributes is not None
    told = dict(found.attributes.select("customer_key", PRINTED).iter_rows())
    assert sorted(told.values()) == ["7", "9"]
    assert found.lines.collect()["customer_key"].null_count() == 0


def test_a_field_is_a_name_of_its_column(write: Callable[..., Path], tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("customer_id,Newsletter\n1,ja\n2,nej\n", encoding="utf-8")
    read = ReadOptions(customers=str(people), compare="consent")
    found = attach(ingest([str(write("sales.csv", SALES))], read), read)
    assert found.attributes is not None
    assert found.attributes.schema == {"customer_key": pl.String, "consent": pl.Boolean, PRINTED: pl.String}
    assert found.attributes[PRINTED].to_list() == ["ja", "nej"]


def test_a_column_that_is_not_there_is_refused_with_the_nearest(write: Callable[..., Path], tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("customer_id,satisfaction\n1,9\n", encoding="utf-8")
    read = ReadOptions(customers=str(people), compare="satisfction")
    with pytest.raises(AttachedFileError) as error:
        attach(ingest([str(write("sales.csv", SALES))], read), read)
    assert "no column `satisfction`" in error.value.message
    assert error.value.hint == "satisfaction"
