"""`--customer-costs`: whose a cost is, what is of nobody, and what came too late."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import AttachedFileError
from clvcli.orders.attached.customer_costs import CustomerCosts, costs_of_customers, read_customer_costs
from clvcli.orders.options import ReadOptions
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    from pathlib import Path

JAN = date(2024, 1, 5)
END = date(2024, 6, 30)


@pytest.fixture
def shop() -> pl.DataFrame:
    """Two customers; one has two ids."""
    return canonical_lines(
        [
            *order_rows("A", JAN, "ida", Decimal(100), customer_id="7", customer_email="ida@shop.example"),
            *order_rows("B", JAN, "ida", Decimal(100), customer_id="8", customer_email="ida@shop.example"),
            *order_rows("C", JAN, "bo", Decimal(100), customer_id="9", customer_email="bo@shop.example"),
        ]
    ).with_columns(currency=pl.lit("DKK"))


def costs_in(path: Path, text: str, lines: pl.DataFrame) -> CustomerCosts:
    file = path / "spent.csv"
    file.write_text(text, encoding="utf-8")
    people = lines.select("customer_key", "currency").unique()
    attached = read_customer_costs(str(file), ReadOptions())
    return costs_of_customers(attached, lines.lazy(), people, as_of=END)


def told(found: CustomerCosts) -> dict[str, Decimal]:
    return dict(found.frame.select("customer_key", "customer_cost").iter_rows())


def test_a_cost_is_of_whoever_has_the_id_or_the_address(tmp_path: Path, shop: pl.DataFrame) -> None:
    text = "customer id,e-mail,amount\n8,,10.00\n, IDA@shop.example,5\n9,bo@shop.example,2.50\n9,,-1\n"
    found = costs_in(tmp_path, text, shop)
    assert told(found) == {"ida": Decimal(15), "bo": Decimal("1.5")}
    assert found.notes == ()


def test_a_row_that_names_two_customers_counts_once(tmp_path: Path, shop: pl.DataFrame) -> None:
    found = costs_in(tmp_path, "customer id,e-mail,amount\n9,ida@shop.example,10\n", shop)
    assert sum(told(found).values()) == 10


def test_what_is_of_nobody_or_too_late_is_left_out_and_said(tmp_path: Path, shop: pl.DataFrame) -> None:
    text = "e-mail,date,amount\nida@shop.example,2024-06-30,10\neva@shop.example,2024-05-13,30\nbo@shop.example,2024-07-14,7\n"
    found = costs_in(tmp_path, text, shop)
    assert told(found) == {"ida": Decimal(10)}
    assert [note.text.partition(": ")[2] for note in found.notes] == [
        "1 of 2 rows are of nobody who has ordered; 30.00 is left out, 75% of its money",
        "1 row is dated after 2024-06-30; 7.00 is left out",
    ]
    assert [note.changes_money for note in found.notes] == [True, False]


def test_a_month_counts_from_its_first_day(tmp_path: Path, shop: pl.DataFrame) -> None:
    text = "e-mail,month,amount\nida@shop.example,2024-06,10\nida@shop.example,2024-07,20\n"
    assert told(costs_in(tmp_path, text, shop)) == {"ida": Decimal(10)}


def test_amounts_in_another_currency_are_refused(tmp_path: Path, shop: pl.DataFrame) -> None:
    with pytest.raises(AttachedFileError, match="amounts in SEK, and the orders are in DKK"):
        costs_in(tmp_path, "e-mail,amount,currency\nida@shop.example,10,SEK\n", shop)


def test_each_currency_of_several_must_be_named(tmp_path: Path, shop: pl.DataFrame) -> None:
    code = pl.when(pl.col("order_id") == "A").then(pl.lit("SEK")).otherwise(pl.lit("DKK"))
    both = shop.with_columns(currency=code)
    with pytest.raises(AttachedFileError, match="names no currency"):
        costs_in(tmp_path, "e-mail,amount\nida@shop.example,10\n", both)
    found = costs_in(tmp_path, "e-mail,amount,currency\nida@shop.example,10,sek\nida@shop.example,4,DKK\n", both)
    assert dict(found.frame.select("currency", "customer_cost").iter_rows()) == {"SEK": 10, "DKK": 4}


@pytest.mark.parametrize("row", ["ida@shop.example,2024-01-10,", "ida@shop.example,,10"])
def test_a_row_without_an_amount_or_day_is_named(tmp_path: Path, shop: pl.DataFrame, row: str) -> None:
    with pytest.raises(AttachedFileError, match="line 3"):
        costs_in(tmp_path, f"e-mail,date,amount\nbo@shop.example,2024-01-13,5\n{row}\n", shop)


def test_a_file_of_no_amounts_is_refused(tmp_path: Path, shop: pl.DataFrame) -> None:
    with pytest.raises(AttachedFileError, match="no column with"):
        costs_in(tmp_path, "e-mail,date\nbo@shop.example,2024-01-13\n", shop)
