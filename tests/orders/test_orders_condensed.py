"""One line an order, where a file is plain, tells the same customers as all lines do."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clvcli.customers.summary import Customers, summarise
from clvcli.errors import SeveralCurrenciesError
from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions
from tests.orders.plain_exports import DAYS, NOT_PLAIN, SHOP, Row, busy, orders, row, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def told(path: str, *, condense: bool, **options: Any) -> tuple[Ingested, Customers]:
    found = ingest([path], ReadOptions(**options), condense=condense)
    return found, summarise(found.lines, as_of=options.get("as_of"))


def assert_the_same(path: str, **options: Any) -> Ingested:
    """Hold the short way against the long one, and return what the short one found."""
    long, short = (told(path, condense=condense, **options) for condense in (False, True))
    assert short[1].frame.equals(long[1].frame)
    assert short[1].shop == long[1].shop
    assert (short[1].as_of, short[1].first_date, short[1].notes) == (
        long[1].as_of,
        long[1].first_date,
        long[1].notes,
    )
    assert short[0].notes == long[0].notes
    assert short[0].decisions == long[0].decisions
    assert short[0].rejects.equals(long[0].rejects)
    assert short[0].fates is not None
    assert long[0].fates is not None
    assert short[0].fates.equals(long[0].fates)
    assert (short[0].tax, short[0].rows_read) == (long[0].tax, long[0].rows_read)
    return short[0]


def is_condensed(found: Ingested) -> bool:
    """Whether some order of several lines stands as one."""
    return bool(
        found.lines.select((pl.col("gross_amount").is_null() & pl.col("excluded").is_null()).any()).collect().item()
    )


@settings(
    max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=orders(), as_of=st.sampled_from([None, date(2024, 5, 13)]))
def test_a_condensed_log_has_the_customers_notes_and_counts_of_the_whole(
    rows: list[Row], as_of: date | None, tmp_path: Path
) -> None:
    rows = busy(rows)
    random.Random(len(rows)).shuffle(rows)  # noqa: S311  (repeatable on purpose)
    assert_the_same(write(tmp_path / "orders.csv", rows), max_rejects=0.5, as_of=as_of)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"currency": "eur"},
        {"store": "Aarhus"},
        {"discount": "0.125"},
        {"category": "Pets, care"},
        {"product": "Scarf", "color": "red", "channel": "web"},
    ],
    ids=lambda more: ", ".join(more) or "nothing more",
)
def test_a_plain_log_is_condensed(more: Row, tmp_path: Path) -> None:
    rows = [line | more for line in busy(SHOP)]
    assert is_condensed(assert_the_same(write(tmp_path / "orders.csv", rows)))


def test_a_plain_log_by_e_mail_is_condensed(tmp_path: Path) -> None:
    rows = [{**line, "customer_id": None, "email": f"{line['customer_id']}@Shop.example"} for line in busy(SHOP)]
    rows = [{name: value for name, value in line.items() if name != "customer_id"} for line in rows]
    assert is_condensed(assert_the_same(write(tmp_path / "orders.csv", rows)))


@pytest.mark.parametrize("added", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_a_log_that_is_not_plain_goes_the_long_way(added: list[Row], tmp_path: Path) -> None:
    blank = dict.fromkeys(added[0], "")
    rows = [blank | line for line in [*busy(SHOP), *added]]
    assert not is_condensed(assert_the_same(write(tmp_path / "orders.csv", rows)))


def test_rows_that_cannot_be_read_are_rejected_on_the_short_way_too(tmp_path: Path) -> None:
    rows = [*busy(SHOP), row("7", "c1", "2024-02-31", "c", 1, "3.00"), row("8", "c1", DAYS[0], "c", 1, "three")]
    found = assert_the_same(write(tmp_path / "orders.csv", rows))
    assert is_condensed(found)
    assert found.rejects["reason"].to_list() == ["not_a_date", "not_a_number"]


# --- evidence that stands far behind the first rows ------------------------------------------

FAR = 9_000
"""Rows that fill more than the 256 KiB by which a text is recognised."""


def long_log() -> list[Row]:
    """A log by whose rows alone nobody can tell day from month, or how decimals and letters are written."""
    days = [date(2024, month, 1 + (month + n) % 12) for month in range(1, 13) for n in range(6)]
    return [
        row(
            f"o{n // 2}", f"c{n // 2 % 90}", f"{days[n // 2 % len(days)]}", f"s{n % 7}", 1 + n % 3, f"{n % 50 + 20}"
        )
        for n in range(FAR)
    ]


def day_first(rows: list[Row]) -> list[Row]:
    return [line | {"date": f"{date.fromisoformat(str(line['date'])):%d/%m/%Y}"} for line in rows]


def with_points_as_commas(rows: list[Row]) -> list[Row]:
    return [line | {"unit_price": str(line["unit_price"]).replace(".", ",")} for line in rows]


LATE = {
    "a day above 12": ({"date": "2024-12-31"}, day_first),
    "a decimal comma": ({"unit_price": "1234.50"}, with_points_as_commas),
}


@pytest.mark.parametrize(("last", "written"), LATE.values(), ids=LATE)
def test_the_last_row_decides_how_all_are_written(
    last: Row, written: Callable[[list[Row]], list[Row]], tmp_path: Path
) -> None:
    plain = [*long_log(), row("last", "c1", "2024-12-12", "a", 1, "30.00") | last]
    expected = told(write(tmp_path / "plain.csv", plain), condense=False)[1]
    path = write(tmp_path / "orders.csv", written(plain))
    assert is_condensed(assert_the_same(path))
    assert told(path, condense=True)[1].frame.equals(expected.frame)


def test_a_line_break_far_down_is_part_of_its_cell(tmp_path: Path) -> None:
    rows = [line | {"product": "Scarf"} for line in long_log()]
    rows.append(row("last", "c1", "2024-12-12", "a", 1, "30.00", product="Scarf,\nred"))
    found = assert_the_same(write(tmp_path / "orders.csv", rows))
    assert is_condensed(found)
    assert found.rows_read == FAR + 1


@pytest.mark.parametrize(
    ("cell", "rejected"),
    [("blå halsduk".encode("cp1252"), 0), (b"\x81\x8d\xff", 1)],
    ids=["Windows-1252", "no text"],
)
def test_a_byte_far_down_that_is_not_utf_8_is_told(cell: bytes, rejected: int, tmp_path: Path) -> None:
    rows = [line | {"product": "Scarf" if rejected == 0 else "Blå halsduk"} for line in long_log()]
    rows.append(row("last", "c1", "2024-12-12", "a", 1, "30.00", product="HERE"))
    path = tmp_path / "orders.csv"
    write(path, rows)
    path.write_bytes(path.read_bytes().replace(b"HERE", cell))
    found = assert_the_same(str(path))
    assert is_condensed(found)
    assert found.rejects.height == rejected


@pytest.mark.parametrize("last", ["EUR", ""], ids=["another", "none"])
def test_one_row_in_another_currency_or_in_none_stops_either_way(last: str, tmp_path: Path) -> None:
    rows = [line | {"currency": "SEK"} for line in busy(SHOP)]
    rows[-1]["currency"] = last
    path = write(tmp_path / "orders.csv", rows)
    for condense in (True, False):
        with pytest.raises(SeveralCurrenciesError):
            told(path, condense=condense)


def test_the_currency_of_a_row_that_cannot_be_read_does_not_count(tmp_path: Path) -> None:
    rows = [line | {"currency": "SEK"} for line in busy(SHOP)]
    rows.append(row("7", "c1", "yesterday", "c", 1, "3.00", currency="EUR"))
    found = assert_the_same(write(tmp_path / "orders.csv", rows))
    assert is_condensed(found)
    assert found.rejects["reason"].to_list() == ["not_a_date"]


def test_orders_of_many_lines_are_looked_through_for_identical_ones(tmp_path: Path) -> None:
    rows = [row(f"o{n}", f"c{n % 9}", DAYS[n % 6], f"s{k}", 1, f"{k + 1}.00") for n in range(60) for k in range(40)]
    rows += [rows[-1], row("back", "c1", DAYS[5], "s3", -1, "4.00")]
    assert is_condensed(assert_the_same(write(tmp_path / "orders.csv", rows)))
