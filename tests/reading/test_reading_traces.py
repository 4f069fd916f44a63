"""What programs leave in a text: quotes that quote nothing, closing lines, formulas of text, letters written twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clvcli.errors import EncodingUnclearError

if TYPE_CHECKING:
    from clvcli.orders.tables import RawTable

    from .conftest import Reader

HEADER = "order id;customer id;order date;product;amount"


def cells(table: RawTable, column: str) -> list[str | None]:
    return table.frame.collect()[column].to_list()


def lines(*rows: str, header: str = HEADER, separator: str = ";") -> str:
    return "\n".join([header, *rows, ""]).replace(";", separator)


def test_quotes_between_tabs_that_enclose_nothing_are_text(read: Reader) -> None:
    rows = ('1;a;2025-01-13;12" pan;10.00', '2;b;2025-01-14;"Best" pot;5.00', '3;b;2025-01-15;TV 55";9.00')
    table = read(lines(*rows, separator="\t"), "orders.txt")
    assert cells(table, "product") == ['12" pan', '"Best" pot', 'TV 55"']
    assert table.rejects is None


def test_quotes_between_tabs_that_enclose_cells_are_none_of_their_text(read: Reader) -> None:
    rows = ('1;a;2025-01-13;"12"" pan";10.00', '2;b;2025-01-14;"two\nlines";5.00', "3;b;2025-01-15;pot;9.00")
    assert cells(read(lines(*rows, separator="\t"), "orders.txt"), "product") == ['12" pan', "two\nlines", "pot"]


@pytest.mark.parametrize(
    "closing", ["Total: 15,00", "I alt: 15,00;;;;", "2;record(s) downloaded;", "Seller ID : shop"]
)
def test_a_line_that_closes_a_report_is_furniture(read: Reader, closing: str) -> None:
    table = read(lines("1;a;2025-01-13;pan;10,00", "2;b;2025-01-14;pot;5,00", "", closing))
    assert cells(table, "order id") == ["1", "2"]
    assert table.rejects is not None
    assert table.rejects["reason"].to_list() == ["furniture"]


def test_a_record_that_was_cut_off_closes_no_report(read: Reader) -> None:
    table = read(lines("1;a;2025-01-13;pan;10,00", "2;b;2025-01-14;pot;5,00", "3;a"))
    assert table.rejects is not None
    assert table.rejects["reason"].to_list() == ["too_few_fields"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_formula_of_text_is_its_text(read: Reader, separator: str) -> None:
    rows = ('="007";a;2025-01-13;pan;="10.00"', '"=""008""";b;2025-01-14;a="1" pot;5.00')
    table = read(lines(*rows, separator=separator).replace('a="1" pot', "pot"))
    assert cells(table, "order id") == ["007", "008"]
    assert cells(table, "amount") == ["10.00", "5.00"]


def test_letters_that_were_written_twice_are_read_as_they_were(read: Reader) -> None:
    rows = lines("1;7;2025-01-13;Kåbe, blå;10,00", "2;8;2025-01-14;Ærme, smør;5,00").encode()
    table = read(rows.decode("cp1252").encode())
    assert cells(table, "product") == ["Kåbe, blå", "Ærme, smør"]


def test_letters_of_which_only_some_look_so_stay(read: Reader) -> None:
    table = read(lines("1;7;2025-01-13;Ã¦ble;10,00", "2;8;2025-01-14;smør;5,00"))
    assert cells(table, "product") == ["Ã¦ble", "smør"]


@pytest.mark.parametrize("amount", ["€10.00", "10.00 €", "£10.00"])
def test_the_signs_of_euro_and_pound_beside_a_number_prove_windows_1252(read: Reader, amount: str) -> None:
    table = read(lines(f"1;a;2025-01-13;pan;{amount}").encode("cp1252"))
    assert cells(table, "amount") == [amount]


def test_the_same_bytes_elsewhere_prove_nothing(read: Reader) -> None:
    with pytest.raises(EncodingUnclearError):
        read(lines("1;a;2025-01-13;£ukasz;10.00").encode("cp1252"))
