"""Spend from a file beside the orders: months however they are written, channels once, one currency."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import AttachedFileError, RateMissingError
from clvcli.orders.attached.months import first_of_month
from clvcli.orders.attached.spend import read_spend, spend_in
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.orders.attached.spend import Spend

JANUARY = date(2025, 1, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "spend.csv"


def read(path: Path, text: str, *, encoding: str = "utf-8") -> Spend:
    path.write_bytes(text.encode(encoding))
    return read_spend(str(path), ReadOptions())


def months_of(*texts: str | None) -> list[date | None]:
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    return frame.select(first_of_month(pl.col("text"))).to_series().to_list()


@pytest.mark.parametrize(
    "text",
    [
        "2025-01", "2025/1", "2025.01", "2025 01", "202501", "20250131", "2025M01", "2025-01-17",
        "2025-01-01 00:00:00", "2025-01-01T00:00:00Z", "01-2025", "1/2025", "01.2025", "jan 2025", "Jan-25",
        "Januar 2025", "januari 2025", "January 2025", "1. januar 2025", "01-01-2025", "2025 jan", "jan. 2025",
        "Jan 1, 2025", "45658", " 2025-01 ",
    ],
)  # fmt: skip
def test_a_month_is_known_however_it_is_written(text: str) -> None:
    assert months_of(text) == [JANUARY]


@pytest.mark.parametrize("text", ["2025-13", "13-2025", "00-2025", "total", "2025", "", "1", None])
def test_what_names_no_month_is_none(text: str | None) -> None:
    assert months_of(text) == [None]


def test_the_day_of_dates_is_above_twelve_somewhere_or_the_same_throughout() -> None:
    assert months_of("01-02-2025", "01-03-2025") == [date(2025, 2, 1), date(2025, 3, 1)]
    assert months_of("02/01/2025", "03/01/2025") == [date(2025, 2, 1), date(2025, 3, 1)]
    assert months_of("03.02.2025", "13.02.2025") == [date(2025, 2, 1)] * 2
    assert months_of("2/3/2025", "2/28/2025") == [date(2025, 2, 1)] * 2
    assert months_of("02-03-2025", "04-05-2025") == [None, None]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("month,channel,amount,currency\n2025-01,meta,1234.50,DKK\n", "utf-8"),
        ("Måned;Kanal;Forbrug;Valuta\njan 2025;meta;1.234,50;DKK\n", "cp1252"),
        ("Månad;Källa;Kostnad;Valuta\njanuari 2025;meta;1 234,50;DKK\n", "utf-8"),
        ("måned\tkanal\tannonsekostnad\tvaluta\n01-2025\tmeta\t1234,50\tDKK\n", "utf-8"),
        ("Monat;Kanal;Werbekosten DKK\n01.01.2025;meta;1.234,50\n", "utf-8"),
    ],
)
def test_a_file_is_read_in_five_languages(path: Path, text: str, encoding: str) -> None:
    assert read(path, text, encoding=encoding).frame.rows() == [(JANUARY, "meta", "DKK", Decimal("1234.5000"))]


def test_a_workbook_has_months_as_dates(tmp_path: Path) -> None:
    frame = pl.DataFrame({"Month": [datetime(2025, 1, 1)], "Channel": ["meta"], "Spend": [12.5]})  # noqa: DTZ001  as Excel has it
    frame.write_excel(tmp_path / "spend.xlsx")
    found = read_spend(str(tmp_path / "spend.xlsx"), ReadOptions())
    assert found.frame.rows() == [(JANUARY, "meta", None, Decimal("12.5000"))]


def test_rows_of_a_month_and_channel_are_added_up_and_said(path: Path) -> None:
    found = read(
        path, "date,channel,spend\n2025-01-01,Google Ads,10\n2025-01-02,google-ads,7\n2025-01-03,Meta,-0\n"
    )
    assert found.frame.select("channel", "amount").rows() == [("Google Ads", 17), ("Meta", 0)]
    assert "3 rows are added up to 2" in found.notes[0].text


def test_a_credit_lowers_spend_and_more_credit_than_spend_is_refused(path: Path) -> None:
    found = read(path, "month,channel,spend\n2025-01,meta,10\n2025-01,meta,-4\n")
    assert found.frame["amount"].to_list() == [6]
    assert "below zero on 1 rows" in found.notes[0].text
    with pytest.raises(AttachedFileError, match=r"line 3.*below zero"):
        read(path, "month,channel,spend\n2025-01,meta,10\n2025-02,meta,-4\n")


@pytest.mark.parametrize(
    ("row", "named"), [("soon,meta,10", "month"), ("2025-01,,10", "channel"), ("2025-01,meta,", "spend")]
)
def test_a_row_that_says_too_little_is_named(path: Path, row: str, named: str) -> None:
    with pytest.raises(AttachedFileError, match=f"line 3, `{named}`"):
        read(path, f"month,channel,spend\n2025-01,meta,10\n{row}\n")


@pytest.mark.parametrize(
    ("header", "wanted"), [("channel,spend", "month"), ("month,spend", "channel"), ("month,channel", "amount")]
)
def test_a_column_that_is_missing_is_named(path: Path, header: str, wanted: str) -> None:
    with pytest.raises(AttachedFileError, match=wanted):
        read(path, f"{header}\n2025-01,1\n")


def test_spend_without_a_currency_has_that_of_the_orders(path: Path) -> None:
    spend = read(path, "month,channel,spend\n2025-01,meta,10\n")
    assert spend_in(spend, ["SEK"], ReadOptions()).frame["currency"].to_list() == ["SEK"]
    assert spend_in(spend, [None], ReadOptions()).frame["currency"].to_list() == [None]
    with pytest.raises(AttachedFileError, match="DKK, SEK"):
        spend_in(spend, ["DKK", "SEK"], ReadOptions())


def test_a_currency_that_the_orders_do_not_have_needs_rates(path: Path, tmp_path: Path) -> None:
    spend = read(path, "month,channel,spend,currency\n2025-01,meta,10,eur\n2025-01,meta,5,DKK\n")
    with pytest.raises(AttachedFileError, match="spend in EUR, and the orders are in DKK"):
        spend_in(spend, ["DKK"], ReadOptions())
    (tmp_path / "rates.csv").write_text("date,currency,rate\n2025-01-31,EUR,7.5\n", encoding="utf-8")
    rates = ReadOptions(currency="DKK", rates=str(tmp_path / "rates.csv"))
    assert spend_in(spend, ["DKK"], rates).frame.rows() == [(JANUARY, "meta", "DKK", Decimal(80))]
    early = read(path, "month,channel,spend,currency\n2024-12,meta,10,EUR\n")
    with pytest.raises(RateMissingError, match="EUR"):
        spend_in(early, ["DKK"], rates)
