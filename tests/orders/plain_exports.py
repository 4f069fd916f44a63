"""Plain exports of an invented shop, and what makes one not plain."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, object]

DAYS = tuple(f"2024-05-{day:02}" for day in range(10, 16))


def row(order: str, customer: str, day: str, sku: str, quantity: object, price: object, **more: object) -> Row:
    names = ("order_id", "customer_id", "date", "sku", "quantity", "unit_price")
    return dict(zip(names, (order, customer, day, sku, quantity, price), strict=True)) | more


@st.composite
def orders(draw: st.DrawFn) -> list[Row]:
    """A few days of a shop: sales, returns of all kinds, guests, free and identical lines, damaged cells."""
    rows = []
    for number in range(draw(st.integers(20, 40))):
        customer = draw(st.sampled_from(["c1", "c2", "c3", "c4", "", "guest"]))
        day = draw(st.sampled_from(DAYS))
        returns_only = draw(st.integers(0, 12)) == 0
        for _ in range(draw(st.integers(1, 3))):
            quantity = -1 if returns_only else draw(st.sampled_from([1, 1, 1, 2, 3, -1]))
            price = draw(st.sampled_from(["10.50", "10.50", "19.99", "0.00", "249.00"]))
            rows.append(row(f"o{number}", customer, day, draw(st.sampled_from("abcd")), quantity, price))
    if draw(st.integers(0, 3)) == 0:
        rows[0]["date"] = draw(st.sampled_from(["2024-02-31", "yesterday", DAYS[-1]]))
    if draw(st.integers(0, 5)) == 0:
        rows[-1]["customer_id"] = draw(st.sampled_from(["", "c9"]))
    return rows


def busy(rows: list[Row]) -> list[Row]:
    """Add to every day orders enough that a few identical lines are no second delivery."""
    many = [row(f"{day}-{n}", f"p{n % 7}", day, "x", 1, f"{n + 20}.00") for day in DAYS for n in range(40)]
    return [*many, *rows]


def write(path: Path, rows: list[Row]) -> str:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


SHOP = [
    row("1", "c1", DAYS[0], "a", 2, "10.50"),
    row("1", "c1", DAYS[0], "a", 2, "10.50"),
    row("1", "c1", DAYS[0], "b", 1, "19.99"),
    row("2", "c2", DAYS[1], "a", 1, "10.50"),
    row("2", "c2", DAYS[1], "a", -1, "10.50"),
    row("3", "c1", DAYS[2], "b", -1, "19.99"),
    row("4", "guest", DAYS[3], "c", 1, "5.00"),
    row("5", "c3", DAYS[3], "d", 1, "0.00"),
    row("6", "c4", DAYS[4], "d", -2, "7.00"),
]
"""Identical lines, an order returned whole, a return of an earlier order, a guest, a gift, a return of nothing known."""


NOT_PLAIN = {
    "an order on two days": [row("1", "c1", DAYS[5], "c", 1, "3.00")],
    "a number of two buyers": [row("1", "c9", DAYS[0], "c", 1, "3.00")],
    "a line without a buyer": [row("1", "", DAYS[0], "c", 1, "3.00")],
    "a line without a price": [row("7", "c1", DAYS[0], "c", 1, "")],
    "a line without a number": [row("", "c1", DAYS[0], "c", 1, "3.00")],
    "a date far from all others": [row("7", "c1", "2019-01-01", "c", 1, "3.00")],
    "a voucher": [row("7", "c1", DAYS[0], "c", 1, "30.00", product="Gift card")],
    "a cancelled order": [row("7", "c1", DAYS[0], "c", 1, "30.00", status="cancelled")],
    "a cost": [row("7", "c1", DAYS[0], "c", 1, "30.00", unit_cost="10.00")],
    "two people on a line": [row("7", "c1", DAYS[0], "c", 1, "30.00", email="c1@shop.example")],
    "a day delivered twice": [line for line in busy([]) if line["date"] == DAYS[5]],
}
