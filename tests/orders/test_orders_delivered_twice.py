"""Orders that one file holds twice count once, whole, wherever their money is printed."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys"

Line = dict[str, object]

PRINTED: dict[str, Callable[[int, list[Decimal]], dict[str, object]]] = {
    "of the line": lambda at, prices: {"amount": prices[at]},
    "of the order, on each row": lambda _, prices: {"amount": sum(prices)},
    "of the order, on its first row": lambda at, prices: {"amount": "" if at else sum(prices)},
    "total and prices": lambda at, prices: {"amount": sum(prices), "unit_price": prices[at], "quantity": 1},
}
"""Where an order's money stands -> what is printed on a row of it."""


def shop(printed: str, *, with_sku: bool) -> list[Line]:
    """Return the lines of 120 orders of one to three different goods, one order a day."""
    chance = random.Random(11)  # noqa: S311  (an invented shop, no secret)
    lines: list[Line] = []
    for order in range(120):
        goods = chance.sample(range(12), chance.randint(1, 3))
        prices = [Decimal(chance.randrange(1_000, 90_000)) / 100 for _ in goods]
        for at, number in enumerate(goods):
            told = {"sku": f"S{number}"} if with_sku else {}
            day = date(2023, 1, 13) + timedelta(days=order)
            who = {"order_id": f"A{order}", "customer_id": f"c{order % 17}", "order_date": day}
            lines.append(who | told | {"product": f"Vare {number}"} | PRINTED[printed](at, prices))
    return lines


def money(path: Path) -> tuple[Decimal, int]:
    """Return net revenue, and how many orders count."""
    counted = ingest([str(path)], ReadOptions()).lines.filter(pl.col("excluded").is_null()).collect()
    return Decimal(counted["net_after_refund"].sum()), counted["order_id"].n_unique()


def write(path: Path, lines: Sequence[Line]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return path


@pytest.mark.parametrize("with_sku", [True, False])
@pytest.mark.parametrize("printed", PRINTED)
def test_orders_that_stand_twice_count_once_and_whole(tmp_path: Path, printed: str, *, with_sku: bool) -> None:
    lines = shop(printed, with_sku=with_sku)
    wanted = money(write(tmp_path / "once.csv", lines))
    assert wanted[1] == 120
    again = [line for line in lines if 40 <= int(str(line["order_id"])[1:]) < 80]
    assert money(write(tmp_path / "behind.csv", [*lines, *again])) == wanted
    assert money(write(tmp_path / "before.csv", [*again, *lines])) == wanted
    assert money(write(tmp_path / "all.csv", [*lines, *lines])) == wanted


def test_goods_without_a_sku_are_told_apart_by_their_names(tmp_path: Path) -> None:
    lines = [
        {"order_id": f"A{at}", "customer_id": f"c{at % 7}", "order_date": date(2023, 1, 13) + timedelta(days=at)}
        | {"product": goods, "amount": 100 + at}
        for at in range(60)
        for goods in ("Kop", "Fad")
    ]
    assert money(write(tmp_path / "orders.csv", lines)) == (Decimal(sum(100 + at for at in range(60))), 60)


def test_a_part_of_a_shopify_export_pasted_behind_it_changes_no_money(tmp_path: Path) -> None:
    whole = NORDLYS / "shopify_orders_export.csv"
    with whole.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    name, created = header.index("Name"), header.index("Created at")
    again = {row[name] for row in rows if "2024-03-01" <= row[created][:10] <= "2024-06-30"}
    pasted = tmp_path / "pasted.csv"
    with pasted.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows, *(row for row in rows if row[name] in again)])
    ladders = [ingest([str(path)], ReadOptions(by_currency=True)).reconciliation.ladder for path in (whole, pasted)]
    assert ladders[0].equals(ladders[1])
