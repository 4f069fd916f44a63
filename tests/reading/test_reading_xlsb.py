"""Binary workbooks are read like any other, and checked for what they claim before."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from clvcli.errors import DamagedInputError, InputTooLargeError
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.binary_sheets import binary_span
from tests.reading.reading_xlsb import xlsb

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reading.conftest import Reader

ORDERS: list[list[str | float]] = [
    ["Order ID", "Customer ID", "Order Date", "Amount"],
    ["1", "c1", 45425.0, 10.5],
    ["2", "Åse", 45426.0, 20.0],
    ["3", "c1", 45427.0, 30.0],
]


def test_the_cells_of_a_binary_workbook_keep_their_types(read: Reader) -> None:
    table = read(xlsb(ORDERS), "orders.xlsb")
    assert table.columns == ("Order ID", "Customer ID", "Order Date", "Amount")
    assert table.frame.collect().rows()[1] == ("2", "Åse", 45426.0, 20.0, 3)


def test_a_binary_workbook_is_worth_what_its_rows_are(tmp_path: Path) -> None:
    (tmp_path / "orders.xlsb").write_bytes(xlsb(ORDERS))
    result = ingest([str(tmp_path / "orders.xlsb")], ReadOptions())
    assert result.reconciliation.money_of("net_revenue") == Decimal("60.50")
    assert result.lines.collect()["order_date"].to_list()[0] == dt.date(2024, 5, 13)


def test_the_span_of_a_sheet_is_told_from_its_records(tmp_path: Path) -> None:
    (tmp_path / "orders.xlsb").write_bytes(xlsb(ORDERS, last_at=900))
    with zipfile.ZipFile(tmp_path / "orders.xlsb") as archive:
        assert binary_span(archive.read("xl/worksheets/sheet1.bin")) == (901, 4, 16)


def test_cells_that_lie_too_far_apart_are_refused_before_any_is_read(read: Reader) -> None:
    wide: list[list[str | float]] = [[f"column {number}" for number in range(2_000)], ["1"]]
    with pytest.raises(InputTooLargeError, match="spans too many cells"):
        read(xlsb(wide, last_at=1_048_575), "orders.xlsb")


@pytest.mark.parametrize("cut", [30, 200, -30])
def test_a_binary_workbook_that_breaks_off_is_said(read: Reader, cut: int) -> None:
    with pytest.raises(DamagedInputError):
        read(xlsb(ORDERS)[:cut], "orders.xlsb")
