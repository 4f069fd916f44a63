"""An order that comes again with less than before is replaced, and said with the money that is gone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.store.store_exports import content, kept, write

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.notes import Note
    from clvcli.orders.keep import Kept
    from tests.store.store_exports import Row


def order(number: int, *skus: str, status: str = "paid", price: str = "10.00") -> list[Row]:
    """The lines of an order."""
    day = date(2024, 1, number)
    return [
        (number, f"c{number % 4}", f"c{number % 4}@example.org", day, day, status, sku, 1, price, "EUR")
        for sku in skus
    ]


def replaced(run: Kept) -> list[Note]:
    return [note for note in run.ingested.notes if note.code == "CLVN27"]


def whole(*numbers: int) -> list[Row]:
    return [line for number in numbers for line in order(number, "a", "b", "c")]


def test_orders_that_come_again_with_less_are_counted_with_their_money(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kept(store, write(tmp_path / "1.csv", whole(1, 2, 3, 4, 5)))
    again = kept(store, write(tmp_path / "2.csv", [*whole(1, 2, 3), *order(4, "c"), *order(6, "a")]))
    (note,) = replaced(again)
    assert note.text.startswith("1 orders of the store came again with fewer lines or less money, 20.00 less")
    assert (note.money_at_stake, note.changes_money) == (Decimal("20.00"), True)
    assert content(store)["net_amount"].sum() == (5 * 3 - 2 + 1) * 10


def test_orders_that_come_again_as_they_were_or_with_more_are_not_counted(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kept(store, write(tmp_path / "1.csv", [*whole(1, 2, 3), *order(4, "a")]))
    assert replaced(kept(store, write(tmp_path / "2.csv", whole(1, 2, 3, 4)))) == []


def test_an_order_that_was_cancelled_or_refunded_since_is_not_counted(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kept(store, write(tmp_path / "1.csv", whole(1, 2, 3, 4)))
    since = [
        *whole(1, 2),
        *order(3, "a", "b", "c", status="cancelled"),
        *order(4, "a", "b", "c", status="refunded"),
    ]
    assert replaced(kept(store, write(tmp_path / "2.csv", since))) == []


def test_parts_of_an_order_that_come_in_one_run_are_one_order(tmp_path: Path) -> None:
    parts = [write(tmp_path / "1.csv", [*whole(1), *order(2, "a")]), write(tmp_path / "2.csv", order(2, "b", "c"))]
    assert replaced(kept(tmp_path / "store", *parts)) == []
    assert content(tmp_path / "store").height == 6
