"""The same orders in the exports of two systems count once, or somebody is told that they count twice."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from clvcli.orders.ingest import Ingested

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys"
SHOPIFY, LEDGER = (str(NORDLYS / name) for name in ("shopify_orders_export.csv", "ordrelinjer.csv"))

Order = tuple[str, str, date, str, str]
"""Number, customer, day, sku and amount of an order of one line."""


def shop(seed: int = 5, orders: int = 60) -> list[Order]:
    chance = random.Random(seed)  # noqa: S311  (an invented shop, no secret)
    return [
        (
            f"{1000 + number}",
            f"c{chance.randrange(20)}",
            date(2024, 1, 1) + timedelta(days=number),
            f"sku{chance.randrange(9)}",
            f"{chance.randrange(1000, 90_000) / 100:.2f}",
        )
        for number in range(orders)
    ]


def numbered(orders: Sequence[Order], write: Callable[[int], str]) -> list[Order]:
    return [(write(int(number)), *others) for number, *others in orders]  # type: ignore[misc]  # an Order again


def write(path: Path, orders: Sequence[Order]) -> str:
    head = "order_id,customer_id,order_date,sku,quantity,unit_price"
    lines = [f"{number},{who},{day},{sku},1,{amount}" for number, who, day, sku, amount in orders]
    path.write_text("\n".join([head, *lines]) + "\n")
    return str(path)


def counted(found: Ingested) -> tuple[int, Decimal]:
    lines = found.lines.filter(pl.col("excluded").is_null()).collect()
    return lines.select(pl.struct("order_id", "customer_key").n_unique()).item(), lines.select(
        pl.col("net_after_refund").sum()
    ).item()


def codes(found: Ingested) -> set[str]:
    return {note.code for note in found.notes}


def totals(found: Ingested) -> list[tuple[object, ...]]:
    """Return of each currency its orders, kept orders, customers and net revenue."""
    kept = pl.col("order_id").filter("order_kept").n_unique()
    lines = found.lines.filter(pl.col("excluded").is_null())
    sums = lines.group_by("currency").agg(
        pl.col("order_id").n_unique(),
        pl.col("customer_key").n_unique(),
        pl.col("net_after_refund").sum(),
        kept=kept,
    )
    return sums.sort("currency").collect().rows()


@pytest.mark.slow
def test_a_shop_and_its_ledger_give_the_same_alone_and_together() -> None:
    options = ReadOptions(by_currency=True)
    shopify, ledger, both = (ingest(files, options) for files in ([SHOPIFY], [LEDGER], [SHOPIFY, LEDGER]))
    assert totals(shopify) == totals(ledger) == totals(both)
    assert both.lines.collect().equals(ingest([LEDGER, SHOPIFY], options).lines.collect())
    assert {"CLVN02"} <= codes(both)


@pytest.mark.parametrize("sign", ["#{}", "00{}", " #0{}"])
def test_signs_and_zeros_before_a_number_make_no_second_order(tmp_path: Path, sign: str) -> None:
    orders = shop()
    one = write(tmp_path / "shop.csv", orders)
    other = write(tmp_path / "ledger.csv", numbered(orders[20:], sign.format))
    assert counted(ingest([one, other], ReadOptions())) == counted(ingest([one], ReadOptions()))


def test_an_export_of_order_totals_is_known_again_by_numbers_and_sums(tmp_path: Path) -> None:
    orders = shop()
    one = write(tmp_path / "shop.csv", orders)
    other = write(tmp_path / "ledger.csv", [(f"#{n}", who, day, "goods", net) for n, who, day, _, net in orders])
    assert counted(ingest([one, other], ReadOptions())) == counted(ingest([one], ReadOptions()))


def test_a_number_is_another_order_where_day_or_money_differ(tmp_path: Path) -> None:
    here, there = shop(seed=5), numbered(shop(seed=6), "#{}".format)
    files = write(tmp_path / "one.csv", here), write(tmp_path / "other.csv", there)
    found = ingest(files, ReadOptions())
    assert counted(found)[0] == len(here) + len(there)
    assert not codes(found) & {"CLVN02", "CLVN17"}


def test_zeros_that_tell_two_orders_of_one_file_apart_are_kept(tmp_path: Path) -> None:
    orders = shop(orders=12)
    both = [*orders, *numbered(orders, "0{}".format)]
    files = write(tmp_path / "one.csv", both), write(tmp_path / "other.csv", numbered(orders[:1], "#{}".format))
    assert counted(ingest(files, ReadOptions()))[0] == len(both) + 1


def test_orders_alike_under_other_numbers_are_said_and_change_money(tmp_path: Path) -> None:
    orders = shop()
    files = write(tmp_path / "one.csv", orders), write(tmp_path / "two.csv", numbered(orders, "INV-9{}".format))
    found = ingest(files, ReadOptions())
    (note,) = (note for note in found.notes if note.code == "CLVN17")
    assert note.text.startswith("60 orders have the day and money of orders in another file")
    assert note.changes_money
    assert counted(found)[0] == 2 * len(orders)


def test_a_price_that_everybody_pays_every_day_is_chance(tmp_path: Path) -> None:
    orders = [(number, who, day, sku, "10.00") for number, who, day, sku, _ in shop()]
    others = numbered(orders, "INV-9{}".format)
    files = write(tmp_path / "one.csv", orders), write(tmp_path / "two.csv", others)
    assert "CLVN17" not in codes(ingest(files, ReadOptions()))


def test_a_ledger_without_numbers_beside_the_shop_counts_twice_and_is_said(tmp_path: Path) -> None:
    orders = shop()
    one = write(tmp_path / "shop.csv", orders)
    head = "customer_id,order_date,sku,quantity,unit_price"
    rows = [f"{who},{day},{sku},1,{amount}" for _, who, day, sku, amount in orders]
    (tmp_path / "ledger.csv").write_text("\n".join([head, *rows]) + "\n")
    found = ingest([one, str(tmp_path / "ledger.csv")], ReadOptions())
    (note,) = (note for note in found.notes if note.code == "CLVN17")
    assert note.text.startswith("60 orders have the day and money of orders in another file")
    assert counted(found)[0] == 2 * len(orders)


def test_a_ledger_without_numbers_given_twice_counts_twice_and_is_said(tmp_path: Path) -> None:
    head = "customer_id,order_date,sku,quantity,unit_price"
    rows = [f"{who},{day},{sku},1,{amount}" for _, who, day, sku, amount in shop()]
    names = [str(tmp_path / name) for name in ("one.csv", "two.csv")]
    for name in names:
        Path(name).write_text("\n".join([head, *rows]) + "\n")
    alone, found = ingest(names[:1], ReadOptions()), ingest(names, ReadOptions())
    assert "CLVN17" not in codes(alone)
    (note,) = (note for note in found.notes if note.code == "CLVN17")
    assert note.changes_money
    assert counted(found)[1] == 2 * counted(alone)[1]
