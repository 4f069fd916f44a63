"""A store holds each order once, in its latest state, whichever file came first."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import SeveralCurrenciesError
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from tests.store.store_exports import content, kept, shop, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.store_exports import Row


def net(lines: pl.DataFrame) -> Decimal:
    return Decimal(lines.filter(pl.col("excluded").is_null())["net_after_refund"].sum())


def order(number: int, day: str, *, sku: str = "a", quantity: int = 1, price: str = "100.00", **other: str) -> Row:
    said = {
        "status": "paid",
        "email": "ann@example.org",
        "customer": "c1",
        "updated": day,
        "currency": "EUR",
    } | other
    return (number, said["customer"], said["email"], day, said["updated"], said["status"], sku, quantity, price,
            said["currency"])  # fmt: skip


def test_a_store_holds_what_ingest_writes_into_a_file(tmp_path: Path) -> None:
    export = write(tmp_path / "all.csv", shop(orders=300))
    kept(tmp_path / "store", export)
    expected = ingest([str(export)], ReadOptions()).lines.collect()
    assert content(tmp_path / "store").equals(expected)


def test_files_in_any_order_give_the_same_content(tmp_path: Path) -> None:
    rows = shop(orders=200)
    nights = [[row for row in rows if row[3].year * 12 + row[3].month in months] for months in
              (range(24276, 24285), range(24282, 24293), range(24290, 24302))]  # fmt: skip
    exports = [write(tmp_path / f"{number}.csv", night) for number, night in enumerate(nights)]
    contents = []
    for turn in itertools.permutations(exports):
        store = tmp_path / "-".join(path.stem for path in turn)
        for export in turn:
            kept(store, export)
        contents.append(content(store))
    assert all(found.equals(contents[0]) for found in contents)
    together = ingest([str(write(tmp_path / "all.csv", rows))], ReadOptions()).lines.collect()
    assert contents[0].equals(together)


def test_the_same_file_twice_makes_no_version(tmp_path: Path) -> None:
    export = write(tmp_path / "all.csv", shop(orders=200))
    first = kept(tmp_path / "store", export)
    log = sorted(path.name for path in (tmp_path / "store" / "_delta_log").iterdir())
    second = kept(tmp_path / "store", export)
    assert (first.store.version, second.store.version, second.months) == (0, 0, 0)
    assert sorted(path.name for path in (tmp_path / "store" / "_delta_log").iterdir()) == log


def test_only_months_that_change_are_written(tmp_path: Path) -> None:
    rows = shop(orders=300)
    kept(tmp_path / "store", write(tmp_path / "all.csv", rows))
    before = set((tmp_path / "store").rglob("*.parquet"))
    last = max(row[3] for row in rows)
    again = write(tmp_path / "night.csv", [*rows, order(9000, str(last), customer="c3", email="c3@example.org")])
    night = kept(tmp_path / "store", again)
    assert night.months == 1
    new = set((tmp_path / "store").rglob("*.parquet")) - before
    assert [path.parent.name for path in new] == [f"order_month={last:%Y-%m}"]


def test_an_order_seen_again_is_replaced_whole_by_its_newer_state(tmp_path: Path) -> None:
    first = write(tmp_path / "1.csv", [order(1, "2024-05-01"), order(1, "2024-05-01", sku="b", price="50.00")])
    later = write(tmp_path / "2.csv", [order(1, "2024-05-01", updated="2024-05-09", price="80.00")])
    for turn in ((first, later), (later, first)):
        store = tmp_path / turn[0].stem
        for export in turn:
            kept(store, export)
        assert net(content(store)) == 80


def test_an_order_that_was_cancelled_later_counts_no_more(tmp_path: Path) -> None:
    kept(tmp_path / "s", write(tmp_path / "1.csv", [order(1, "2024-05-01"), order(2, "2024-05-02")]))
    kept(
        tmp_path / "s",
        write(tmp_path / "2.csv", [order(1, "2024-05-01", updated="2024-05-09", status="cancelled")]),
    )
    lines = content(tmp_path / "s")
    assert net(lines) == 100
    assert lines.filter(pl.col("order_id") == "1")["excluded"].to_list() == ["cancelled"]


def test_an_order_is_known_again_when_its_buyer_has_another_address(tmp_path: Path) -> None:
    kept(tmp_path / "s", write(tmp_path / "1.csv", [order(1, "2024-05-01"), order(2, "2024-06-02")]))
    moved = [order(1, "2024-05-01", updated="2024-06-09", email="ann@example.net", customer="")]
    kept(tmp_path / "s", write(tmp_path / "2.csv", moved))
    assert net(content(tmp_path / "s")) == 200


def test_people_are_merged_across_files(tmp_path: Path) -> None:
    kept(tmp_path / "s", write(tmp_path / "1.csv", [order(1, "2024-01-01", customer="c1", email="a@example.org")]))
    kept(tmp_path / "s", write(tmp_path / "2.csv", [order(2, "2024-03-01", customer="c2", email="b@example.org")]))
    assert content(tmp_path / "s")["customer_key"].n_unique() == 2
    bridge = [order(3, "2024-05-01", customer="c1", email="b@example.org")]
    found = kept(tmp_path / "s", write(tmp_path / "3.csv", bridge))
    assert content(tmp_path / "s")["customer_key"].unique().to_list() == ["a@example.org"]
    assert found.months == 2, "the first order has its key already"


def test_a_return_is_set_against_a_sale_that_arrives_later(tmp_path: Path) -> None:
    rows = [
        order(1, "2024-01-05", quantity=2),
        order(2, "2024-03-05", quantity=1),
        order(3, "2024-04-01", quantity=-2),
    ]
    exports = [write(tmp_path / f"{number}.csv", [row]) for number, row in enumerate(rows)]
    expected = ingest([str(write(tmp_path / "all.csv", rows))], ReadOptions()).lines.collect()
    for turn in itertools.permutations(exports):
        store = tmp_path / "".join(path.stem for path in turn)
        for export in turn:
            kept(store, export)
        assert content(store).equals(expected)


def test_random_histories_of_states_and_returns_settle_the_same_in_any_order(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311  (invented orders)
    rows = shop(orders=60, seed=3)
    returns = [
        (
            f"R{row[0]}",
            *row[1:3],
            row[3] + timedelta(days=20),
            row[3] + timedelta(days=20),
            "paid",
            row[6],
            -1,
            *row[8:],
        )
        for row in chance.sample(rows, 15)
    ]
    later = [
        (*row[:4], date(2025, 3, 1), row[5], row[6], row[7], "5.00", row[9])
        for row in rows
        if row[0] in {1003, 1017}
    ]
    halves = [[row for row in rows if (row[0] < 1030) == first] for first in (True, False)]
    exports = [write(tmp_path / f"{n}.csv", part) for n, part in enumerate((halves[0], halves[1], returns, later))]
    contents = []
    for n, turn in enumerate((exports, exports[::-1], [exports[i] for i in (2, 0, 3, 1)])):
        for export in turn:
            kept(tmp_path / f"store{n}", export)
        contents.append(content(tmp_path / f"store{n}"))
    assert contents[0].equals(contents[1])
    assert contents[0].equals(contents[2])


def test_lists_without_order_numbers_can_come_twice(tmp_path: Path) -> None:
    header = "customer,date,amount\n"
    (tmp_path / "1.csv").write_text(
        header + "7,2024-01-03,10.00\n7,2024-01-03,12.00\n8,2024-02-03,10.00\n9,2024-02-13,11.00\n"
    )
    (tmp_path / "2.csv").write_text(header + "7,2024-01-03,11.00\n8,2024-02-03,10.00\n9,2024-03-13,11.00\n")
    kept(tmp_path / "s", tmp_path / "1.csv")
    kept(tmp_path / "s", tmp_path / "2.csv")
    assert net(content(tmp_path / "s")) == 65
    assert kept(tmp_path / "s", tmp_path / "1.csv", tmp_path / "2.csv").months == 0


def test_money_of_another_currency_is_refused(tmp_path: Path) -> None:
    kept(tmp_path / "s", write(tmp_path / "1.csv", [order(1, "2024-01-01")]))
    other = write(
        tmp_path / "2.csv", [order(2, "2024-01-02", currency="SEK", customer="c9", email="z@example.org")]
    )
    with pytest.raises(SeveralCurrenciesError):
        kept(tmp_path / "s", other)
    assert content(tmp_path / "s").height == 1
