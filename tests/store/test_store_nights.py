"""A night changes the months that differ, day by day, whoever its buyers are connected with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from clvcli.orders.store.changes import changed_days, in_order
from clvcli.orders.store.layout import MONTH
from clvcli.orders.store.table import open_store
from tests.store.store_exports import content, kept, shop, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.store_exports import Row

DAY, OTHER_DAY, OTHER_MONTH = date(2024, 3, 1), date(2024, 3, 9), date(2024, 4, 1)

EARLY, LATE = date(2024, 5, 1), date(2024, 6, 1)


def told(*lines: tuple[date, int, date]) -> pl.DataFrame:
    """Return `contents`: a day, what stands on it, and when that was delivered."""
    schema = {"order_date": pl.Date, "content": pl.UInt64, "export_last": pl.Date}
    return pl.DataFrame(lines, schema, orient="row").with_columns(times=pl.lit(1, pl.Int64))


def days(before: pl.DataFrame, after: pl.DataFrame) -> list[date]:
    return changed_days(before, after)["order_date"].to_list()


def test_lines_that_are_delivered_again_change_nothing() -> None:
    assert days(told((DAY, 1, EARLY)), told((DAY, 1, LATE))) == []


def test_of_a_month_that_changes_all_days_that_were_delivered_again_are_written() -> None:
    before = told((DAY, 1, EARLY), (OTHER_DAY, 2, EARLY), (OTHER_MONTH, 3, EARLY))
    after = told((DAY, 9, LATE), (OTHER_DAY, 2, LATE), (OTHER_MONTH, 3, LATE))
    assert days(before, after) == [DAY, OTHER_DAY]


def test_lines_come_go_and_multiply() -> None:
    one, twice = told((DAY, 1, EARLY)), told((DAY, 1, EARLY), (DAY, 1, EARLY))
    assert [days(one, one.clear()), days(one.clear(), one), days(one, twice)] == [[DAY]] * 3


def test_a_line_that_moves_to_another_day_changes_both() -> None:
    assert days(told((DAY, 1, EARLY)), told((OTHER_MONTH, 1, EARLY))) == [DAY, OTHER_MONTH]


def test_every_month_stays_in_canonical_order(tmp_path: Path) -> None:
    rows, store = shop(orders=300), tmp_path / "store"
    for night in range(4):
        kept(store, write(tmp_path / "night.csv", [row for row in rows if row[0] % 4 <= night]))
    found = open_store(str(store))
    for file in found.files:
        lines = found.lines([file.month]).collect()
        assert_frame_equal(lines, in_order(lines))
        assert lines["order_date"].dt.strftime("%Y-%m").unique().to_list() == [file.month], MONTH


@pytest.mark.parametrize("known_by", ["id", "email", "both", "nobody"])
def test_a_night_finds_its_buyers_by_what_the_store_knows_of_them(tmp_path: Path, known_by: str) -> None:
    def known(row: Row) -> Row:
        return (row[0], row[1] * (known_by in {"id", "both"}), row[2] * (known_by in {"email", "both"}), *row[3:])

    rows = shop(orders=120)
    first = write(tmp_path / "first.csv", [known(row) for row in rows])
    named = write(tmp_path / "named.csv", [(row[0] + 5000, *row[1:]) for row in rows[:60]])
    kept(tmp_path / "apart", first)
    kept(tmp_path / "apart", named)
    kept(tmp_path / "together", first, named)
    assert content(tmp_path / "apart").equals(content(tmp_path / "together"))
