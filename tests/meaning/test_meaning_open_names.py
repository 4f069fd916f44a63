"""Names that leave open what they head are decided by the values and the other columns, or not at all."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import ColumnMissingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.orders.tables import Reading

    Read = Callable[..., Reading]
    Log = dict[str, list[str]]

FIRST = date(2023, 1, 2)


def log(number: str = "Id", day: str = "Date", price: str = "Price") -> Log:
    """Write the purchases of 200 invented customers over a year, six a day."""
    chance = random.Random(7)  # noqa: S311  (an invented shop)
    days = [str(FIRST + timedelta(days=at)) for at in range(365) for _ in range(6)]
    return {
        number: [str(chance.randint(1, 200)) for _ in days],
        day: days,
        price: [f"{chance.randint(500, 20_000) / 100:.2f}" for _ in days],
    }


def said_of(reading: Reading, field: str) -> tuple[str, str, str]:
    said = next(one for one in reading.decisions if one.subject == f"column of {field}")
    return said.value, said.how, said.because


@pytest.mark.parametrize(
    ("number", "day", "price"),
    [
        ("Id", "Date", "Price"),
        ("ID", "date", "price"),
        ("nr", "dato", "pris"),
        ("Nr.", "Dato", "Pris (DKK)"),
        ("Nummer", "Datum", "Pris inkl. moms"),
        ("Nr.", "Datum", "Preis"),
        ("#", "Date", "Price"),
    ],
)
def test_a_number_a_day_and_a_price_are_a_log_of_purchases(read: Read, number: str, day: str, price: str) -> None:
    reading = read(log(number, day, price))
    assert dict(reading.columns) == {"customer_id": number, "order_date": day, "amount": price}
    assert reading.grain == "order"
    assert said_of(reading, "customer_id") == (
        number,
        "detected",
        "the only number, and its values come back on other days",
    )
    assert said_of(reading, "amount") == (price, "detected", "a price, and no column holds quantities")


def test_words_in_the_header_of_a_price_still_speak(read: Read) -> None:
    reading = read(log(price="Pris inkl. moms (DKK)"))
    assert reading.tax_included is True
    assert reading.rows.select("currency").first().collect().item() == "DKK"


def test_the_order_of_rows_does_not_matter(read: Read) -> None:
    shuffled = pl.DataFrame(log()).sort("Price").to_dict(as_series=False)
    assert read(shuffled).columns == read(log()).columns


def refused(read: Read, table: Log) -> str:
    with pytest.raises(ColumnMissingError) as stop:
        read(table)
    return str(stop.value.hint)


def test_numbers_that_never_come_back_are_no_customers(read: Read) -> None:
    table = log()
    table["Id"] = [str(at) for at in range(len(table["Id"]))]
    assert "--map customer_id=COLUMN" in refused(read, table)


def test_a_few_numbers_typed_twice_do_not_make_customers(read: Read) -> None:
    table = log()
    table["Id"] = [str(at - 400 if at % 400 == 399 else at) for at in range(len(table["Id"]))]
    assert "--map customer_id=COLUMN" in refused(read, table)


@pytest.mark.parametrize("every", [6, 180, 1100])
def test_numbers_that_begin_again_are_no_customers(read: Read, every: int) -> None:
    """Receipts are numbered anew each day, month or year; the number alone then comes back on other days."""
    table = log()
    table["Id"] = [f"B{at % every + 1:05}" for at in range(len(table["Id"]))]
    assert "--map customer_id=COLUMN" in refused(read, table)


def test_a_number_beside_a_customer_or_an_order_is_nobody_elses(read: Read) -> None:
    with_customer = read({**log(), "customer": log()["Id"]})
    assert with_customer.columns["customer_id"] == "customer"
    assert "Id" not in with_customer.columns.values()
    assert "--map customer_id=COLUMN" in refused(read, {**log(), "invoice no": log()["Id"]})


def test_of_two_numbers_none_is_taken(read: Read) -> None:
    assert "--map customer_id=COLUMN" in refused(read, {**log(), "Nr": log()["Id"]})


def test_a_price_beside_a_quantity_is_of_one_unit(read: Read) -> None:
    reading = read({**log(), "quantity": ["2"] * len(log()["Id"])})
    assert reading.columns["unit_price"] == "Price"
    assert "amount" not in reading.columns


def test_a_price_beside_counts_without_a_name_is_left_open(read: Read) -> None:
    counts = [str(at % 4 + 1) for at in range(len(log()["Id"]))]
    assert "--map amount=COLUMN" in refused(read, {**log(), "x": counts})


def test_the_price_of_a_unit_is_no_amount(read: Read) -> None:
    assert "--map amount=COLUMN" in refused(read, log(price="Unit price"))


def test_what_the_user_sets_is_not_decided(read: Read) -> None:
    table = log()
    reading = read({**table, "Nr": table["Id"]}, columns={"customer_id": "Nr", "amount": "Price"})
    assert {one.how for one in reading.decisions if one.subject.startswith("column of")} == {"set"}
