"""Several plain exports are condensed together, at once or in parts, or settled by month, and tell what the long way does."""

from __future__ import annotations

import random
from dataclasses import fields
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.customers.in_parts import summarise_in_parts
from clvcli.customers.summary import summarise
from clvcli.errors import SeveralCurrenciesError
from clvcli.orders import ingest as door
from clvcli.orders.ingest import Ingested, ingest, ingest_tables
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.read import read_tables
from clvcli.orders.settling import returning, spans, told_apart
from clvcli.orders.settling.by_month import settled_by_month
from tests.orders.plain_exports import DAYS, NOT_PLAIN, SHOP, Row, busy, orders, row, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from clvcli.customers.summary import Customers
    from clvcli.orders.settling.by_month import SettledByMonth
    from clvcli.orders.tables import Reading

_numbers = count()

WAYS: dict[str, Callable[[Row], object]] = {
    "by day": lambda line: line["date"],
    "by customer": lambda line: line["customer_id"],
    "by order": lambda line: f"{line['order_id']}"[-1:],
}
"""What rows of one file have in common."""


@pytest.fixture(scope="module", autouse=True)
def _few_numbers_at_once() -> Iterator[None]:
    """Compare orders that lie in files a few at a time, as if there were millions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(told_apart, "NUMBERS_AT_ONCE", 20)
        yield


def cut(rows: Sequence[Row], way: str, files: int) -> list[list[Row]]:
    """Deal rows to files: rows that have `way` in common to the same one."""
    places: dict[object, list[Row]] = {}
    for line in rows:
        places.setdefault(WAYS[way](line), []).append(line)
    found: list[list[Row]] = [[] for _ in range(files)]
    for number, lines in enumerate(places.values()):
        found[number % files] += lines
    return [lines for lines in found if lines]


def written(folder: Path, files: Sequence[list[Row]]) -> list[str]:
    place = folder / f"{next(_numbers)}"
    place.mkdir()
    return [write(place / f"orders-{number}.csv", rows) for number, rows in enumerate(files)]


def assert_the_same(paths: Sequence[str], parts: int, folder: Path, **options: Any) -> tuple[Ingested, Customers]:
    """Hold all short ways against the long one; return what the one in parts found, and the customers."""
    read = ReadOptions(**options)
    long, short = (ingest(paths, read, condense=condense) for condense in (False, True))
    apart = ingest_tables(read_tables(paths, read), read, condense=True, apart=parts)
    monthly, is_by_month = by_month(paths, read)
    assert is_by_month == bool(apart.parts)
    assert_frame_equal(monthly.lines.collect(), long.lines.collect())
    for name in (field.name for field in fields(Ingested) if field.name not in ("lines", "parts", "on_disk")):
        for found in (short, apart, monthly):
            left, right = getattr(found, name), getattr(long, name)
            assert left.equals(right) if isinstance(left, pl.DataFrame) else left == right, name
    customers = summarise(long.lines, as_of=read.as_of)
    for found in (short, apart):
        told = summarise(found.lines, as_of=read.as_of)
        assert told.frame.equals(customers.frame)
        assert (told.shop, told.notes, told.as_of) == (customers.shop, customers.notes, customers.as_of)
    if apart.parts:
        place = folder / f"{next(_numbers)}"
        place.mkdir()
        laid = summarise_in_parts(apart.parts, as_of=read.as_of, folder=place)
        table = pl.concat(pl.read_parquet(path) for path in laid.paths).sort("customer_key", "currency")
        assert table.equals(customers.frame)
    assert bool(apart.parts) == is_condensed(short)
    return apart, customers


def by_month(paths: Sequence[str], read: ReadOptions) -> tuple[Ingested, bool]:
    """Return exports as if they were large, and whether they were settled by month."""
    found: list[SettledByMonth | None] = []

    def settle(readings: Sequence[Reading], options: ReadOptions) -> SettledByMonth | None:
        """Settle as the door does, and remember it."""
        found.append(settled_by_month(readings, options))
        return found[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "LARGE", 0)
        patch.setattr(spans, "SPAN_ROWS", 100)
        patch.setattr(returning, "APART_ROWS", 5)
        patch.setattr(door, "settled_by_month", settle)
        return ingest(paths, read), found[0] is not None


def is_condensed(found: Ingested) -> bool:
    """Whether some order stands as one line of no product."""
    return bool(found.lines.select((pl.col("gross_amount").is_null()).any()).collect().item())


@settings(
    max_examples=5, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=orders(),
    way=st.sampled_from([*WAYS]),
    files=st.integers(2, 4),
    as_of=st.sampled_from([None, date(2024, 5, 13)]),
)
def test_a_log_in_several_files_is_told_as_all_of_its_lines_are(
    rows: list[Row], way: str, files: int, as_of: date | None, tmp_path: Path
) -> None:
    rows = busy(rows)
    random.Random(len(rows)).shuffle(rows)  # noqa: S311  (repeatable on purpose)
    assert_the_same(written(tmp_path, cut(rows, way, files)), 3, tmp_path, max_rejects=0.5, as_of=as_of)


@pytest.mark.parametrize("way", WAYS)
def test_a_plain_log_in_several_files_has_the_customers_of_the_one(way: str, tmp_path: Path) -> None:
    rows = busy(SHOP)
    found, customers = assert_the_same(written(tmp_path, cut(rows, way, 3)), 4, tmp_path)
    assert found.parts
    whole = ingest([write(tmp_path / "orders.csv", rows)], ReadOptions(), condense=True)
    assert customers.frame.equals(summarise(whole.lines).frame)
    assert found.fates is not None
    assert whole.fates is not None
    assert found.fates.equals(whole.fates)
    assert found.people == whole.people


def test_a_return_finds_its_sale_in_another_file(tmp_path: Path) -> None:
    sold = [*busy([]), row("sale", "c1", DAYS[0], "a", 2, "10.50")]
    back = [row("back", "c1", DAYS[4], "a", -1, "10.50"), row("next", "c2", DAYS[5], "b", 1, "3.00")]
    for files in ([sold, back], [back, sold]):
        found, customers = assert_the_same(written(tmp_path, files), 4, tmp_path)
        assert found.parts
        assert customers.frame.filter(customer_key="c1")["net_revenue"].to_list() == [pytest.approx(10.5)]


# --- files that are written in different ways -------------------------------------------------


def renamed(rows: list[Row], names: dict[str, str]) -> list[Row]:
    return [{names.get(name, name): value for name, value in line.items()} for line in rows]


def in_danish(rows: list[Row]) -> list[Row]:
    """Other headers, days first, decimal commas, and a column more."""
    days = [line | {"date": f"{date.fromisoformat(str(line['date'])):%d.%m.%Y}", "channel": "web"} for line in rows]
    commas = [line | {"unit_price": str(line["unit_price"]).replace(".", ",")} for line in days]
    return renamed(commas, {"order_id": "Ordrenr", "customer_id": "Kundenr", "date": "Dato", "quantity": "Antal"})


def with_discounts(rows: list[Row]) -> list[Row]:
    return [line | {"discount": "0.125"} for line in rows]


def with_discounts_in_percent(rows: list[Row]) -> list[Row]:
    return [line | {"discount %": "12.5"} for line in rows]


def with_stores(rows: list[Row]) -> list[Row]:
    return [line | {"store": "Aarhus"} for line in rows]


def in_euro(rows: list[Row]) -> list[Row]:
    return [line | {"currency": "eur"} for line in rows]


def with_tax(rows: list[Row]) -> list[Row]:
    return renamed(rows, {"unit_price": "unit price incl. vat"})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (list, in_danish),
        (with_discounts, with_discounts),
        (with_discounts, with_discounts_in_percent),
        (with_discounts, lambda rows: [line | {"discount": ""} for line in rows]),
        (list, with_stores),
        (list, with_tax),
    ],
    ids=["other headers", "discounts", "percent", "no discount", "a store", "tax"],
)
def test_each_file_is_read_as_it_is_written(
    first: Callable[[list[Row]], list[Row]], second: Callable[[list[Row]], list[Row]], tmp_path: Path
) -> None:
    one, other = cut(busy(SHOP), "by day", 2)
    found, _ = assert_the_same(written(tmp_path, [first(one), second(other)]), 3, tmp_path)
    assert found.parts


def test_a_file_without_a_currency_takes_the_one_that_is_named(tmp_path: Path) -> None:
    one, other = cut(busy(SHOP), "by day", 2)
    paths = written(tmp_path, [in_euro(one), other])
    assert assert_the_same(paths, 3, tmp_path, currency="EUR")[0].parts
    with pytest.raises(SeveralCurrenciesError):
        ingest(paths, ReadOptions(), condense=True)


def test_a_file_of_which_nothing_can_be_read_is_rejected(tmp_path: Path) -> None:
    bad = [row(f"bad{n}", "c1", "2024-02-31", "c", 1, "3.00") for n in range(3)]
    dated = [*bad, row("late", "c1", DAYS[5], "c", 1, "three")]
    found, _ = assert_the_same(written(tmp_path, [busy(SHOP), dated]), 3, tmp_path)
    assert found.rejects.height == 4


# --- what stands in two files -----------------------------------------------------------------


@pytest.mark.parametrize("what", ["a line without a buyer", "a date far from all others", "a day delivered twice"])
def test_what_is_not_plain_in_one_file_sends_all_the_long_way(what: str, tmp_path: Path) -> None:
    added = NOT_PLAIN[what]
    one, other = cut(busy(SHOP), "by day", 2)
    blank = dict.fromkeys(added[0], "")
    files = [one, [blank | line for line in [*other, *added]]]
    assert not assert_the_same(written(tmp_path, files), 3, tmp_path)[0].parts


def again(rows: list[Row], **changed: object) -> list[Row]:
    return [line | changed for line in rows]


OVERLAPS: dict[str, Callable[[list[Row]], list[Row]]] = {
    "the same file": list,
    "one number, of another buyer": lambda rows: again(rows[:1], customer_id="somebody else"),
    "an order split between files": lambda rows: again(rows[:1], sku="another"),
    "numbers with a sign": lambda rows: [line | {"order_id": f"#{line['order_id']}"} for line in rows],
}


@pytest.mark.parametrize("more", OVERLAPS.values(), ids=OVERLAPS)
def test_orders_in_two_files_go_the_long_way(more: Callable[[list[Row]], list[Row]], tmp_path: Path) -> None:
    rows = busy(SHOP)
    assert not assert_the_same(written(tmp_path, [rows, more(rows)]), 3, tmp_path)[0].parts


def test_numbers_that_begin_anew_in_each_store_are_of_different_orders(tmp_path: Path) -> None:
    here = again(busy(SHOP), store="Aarhus")
    chance = random.Random(4)  # noqa: S311  (repeatable on purpose)
    there = [
        line
        | {"store": "Odense", "customer_id": f"o{line['customer_id']}", "unit_price": f"{chance.random() * 90:.2f}"}
        for line in here
    ]
    assert assert_the_same(written(tmp_path, [here, there]), 3, tmp_path)[0].parts


def test_orders_of_two_files_that_are_alike_are_said(tmp_path: Path) -> None:
    rows = busy(SHOP)
    alike = [line | {"order_id": f"L{number}", "customer_id": "x"} for number, line in enumerate(rows)]
    found, _ = assert_the_same(written(tmp_path, [rows, alike]), 3, tmp_path)
    assert found.parts
    assert "CLVN17" in [note.code for note in found.notes]


def test_two_people_on_a_line_of_one_file_or_by_other_names_go_the_long_way(tmp_path: Path) -> None:
    one, other = cut(busy(SHOP), "by day", 2)
    by_mail = [
        {
            **{name: value for name, value in line.items() if name != "customer_id"},
            "email": f"{line['customer_id']}@x.example",
        }
        for line in other
    ]
    assert not assert_the_same(written(tmp_path, [one, by_mail]), 3, tmp_path)[0].parts
