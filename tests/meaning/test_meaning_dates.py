"""Dates are read as they are written, or the run stops with the option that decides."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import DateFormatError, DayMonthError, NotDatesError, TimeZoneError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.orders.tables import Reading

    Days = Callable[..., list[date | None]]

FORMATS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d/%m-%Y", "%d.%m.%y",
    "%m/%d/%Y", "%m-%d-%y", "%-d/%-m/%Y", "%-m/%-d/%y",
    "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S.%fZ", "%d-%m-%Y %H:%M",
    "%m/%d/%Y %I:%M %p", "%d.%m.%Y, %H.%M.%S", "%d-%m-%Y kl. %H.%M",
)  # fmt: skip

DAY_ABOVE_TWELVE = datetime(2021, 3, 25, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=25, derandomize=True, deadline=None)
@given(moments=st.lists(st.datetimes(datetime(1990, 1, 1), datetime(2049, 12, 31)), max_size=12))  # noqa: DTZ001  (local)
def test_a_date_comes_back_equal_from_every_way_of_writing_it(
    days: Days, form: str, moments: list[datetime]
) -> None:
    moments = [*moments, DAY_ABOVE_TWELVE]
    assert days([moment.strftime(form) for moment in moments]) == [moment.date() for moment in moments]


def test_the_nordic_oracle(days: Days) -> None:
    """Nordic business systems: dd-mm-yyyy (practice oracle `nordic-number-date`, own construction)."""
    assert days(["31-12-2024", "2024-12-31", "31.12.2024", "31/12/2024"]) == [date(2024, 12, 31)] * 4


def test_one_day_above_twelve_decides_for_its_column_and_is_said(read: Callable[..., Reading]) -> None:
    reading = read({"customer": ["A", "B"], "date": ["03/04/2024", "13/02/2024"], "amount": ["1", "2"]})
    assert reading.rows.collect()["order_date"].to_list() == [date(2024, 4, 3), date(2024, 2, 13)]
    said = next(decision for decision in reading.decisions if decision.subject == "date format")
    assert (said.value, said.how) == ("day before month", "detected")
    assert said.because == "`date`, line 3: 13/02/2024"


def test_dates_that_can_be_read_two_ways_stop_the_run(days: Days) -> None:
    with pytest.raises(DayMonthError) as stop:
        days(["01/01/2024", "03/04/2024", "12/12/2024"])
    assert "orders.csv, line 3: `03/04/2024`" in stop.value.message
    assert stop.value.hint == "--date-format %d/%m/%Y or --date-format %m/%d/%Y"
    assert stop.value.exit_code == 65


def test_equal_day_and_month_need_no_decision(days: Days) -> None:
    assert days(["01/01/2024", "02.02.24"]) == [date(2024, 1, 1), date(2024, 2, 2)]


def test_contradictory_dates_stop_the_run_and_both_lines_are_named(days: Days) -> None:
    with pytest.raises(DayMonthError) as stop:
        days(["13/02/2024", "01/02/2024", "02/14/2024"])
    assert "`13/02/2024` on line 2" in stop.value.message
    assert "`02/14/2024` on line 4" in stop.value.message


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("%d/%m/%Y", date(2024, 4, 3)),
        ("%m/%d/%Y", date(2024, 3, 4)),
        ("%d-%m-%Y", date(2024, 4, 3)),
    ],
)
def test_the_user_decides_over_the_values(days: Days, form: str, expected: date) -> None:
    assert days(["03/04/2024", "2024-05-06"], date_format=form) == [expected, date(2024, 5, 6)]
    assert days(["03/04/2024 10:15"], date_format=form) == [expected]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("240131", "%y%m%d"),
        ("31 Jan 2024", "%d %b %Y"),
        ("24-01-31", "%y-%m-%d"),
        ("Jan 31, 2024 10:15", "%b %d, %Y %H:%M"),
    ],
)
def test_the_user_describes_any_other_date(days: Days, text: str, form: str) -> None:
    assert days([text], date_format=form) == [date(2024, 1, 31)]


@pytest.mark.parametrize("form", ["%d/%m", "dd/mm/yyyy", "%Q", "%d/%m/%Y %Q"])
def test_a_format_that_is_none_is_refused(days: Days, form: str) -> None:
    with pytest.raises(DateFormatError) as stop:
        days(["31/12/2024"], date_format=form)
    assert stop.value.exit_code == 2


def test_a_column_without_a_date_is_an_error(days: Days) -> None:
    with pytest.raises(NotDatesError, match="`date` holds no dates"):
        days(["soon", "later"])


def test_a_column_that_cannot_tell_follows_the_other_dates_of_the_file(read_text: Callable[..., Reading]) -> None:
    rows = read_text("""
        customer | date       | paid at    | amount
        A        | 03/04/2024 | 04/04/2024 | 1
        B        | 05/04/2024 | 25/04/2024 | 1
    """).rows.collect()
    assert rows["order_date"].to_list() == [date(2024, 4, 3), date(2024, 4, 5)]


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2024-13-01", "31-04-2024", "20240230", "yesterday", "2024-01-31 25:00"]
)
def test_an_impossible_date_rejects_its_record(read: Callable[..., Reading], text: str) -> None:
    reading = read({"customer": ["A", "B"], "date": [text, "31-12-2024"], "amount": ["1", "2"]})
    rows = reading.rows.collect()
    assert rows["reject_reason"].to_list() == ["not_a_date", None]
    assert rows["reject_column"].to_list() == ["date", None]


@pytest.mark.parametrize("text", [None, "0000-00-00", "0000-00-00 00:00:00"])
def test_a_missing_date_rejects_its_record(read: Callable[..., Reading], text: str | None) -> None:
    reading = read({"customer": ["A", "B"], "date": [text, "2024-12-31"], "amount": ["1", "2"]})
    assert reading.rows.collect()["reject_reason"].to_list() == ["no_date", None]


def test_a_missing_date_of_payment_rejects_nothing(read_text: Callable[..., Reading]) -> None:
    rows = read_text("""
        customer | date       | paid at    | amount
        A        | 2024-04-03 |            | 1
        B        | 2024-04-05 | 2024-04-05 | 1
    """).rows.collect()
    assert rows["reject_reason"].to_list() == [None, None]


def test_day_numbers_of_a_spreadsheet_are_dates(days: Days) -> None:
    assert days(["45384.34", "36526"]) == [date(2024, 4, 2), date(2000, 1, 1)]
    assert days([45384.34, 36526.0]) == [date(2024, 4, 2), date(2000, 1, 1)]
    assert days([45384, 36526]) == [date(2024, 4, 2), date(2000, 1, 1)]
    assert days(["45384,34", "36526"]) == [date(2024, 4, 2), date(2000, 1, 1)]


def test_whole_numbers_of_eight_digits_are_dates(days: Days) -> None:
    assert days([19970101, 20241231]) == [date(1997, 1, 1), date(2024, 12, 31)]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2024-12-31 08:26:00", time(8, 26)),
        ("31/12/2024 8:26", time(8, 26)),
        ("12/31/2024 12:05 AM", time(0, 5)),
        ("12/31/2024 08:05:07 p.m.", time(20, 5, 7)),
        ("2024-12-31T23:59:59.999", time(23, 59, 59)),
        ("45657.5", time(12, 0)),
    ],
)
def test_the_time_of_day_is_kept(read: Callable[..., Reading], text: str, clock: time) -> None:
    rows = read({"customer": ["A"], "date": [text], "amount": ["1"]}).rows.collect()
    assert rows.row(0, named=True)["order_date"] == date(2024, 12, 31)
    assert rows.row(0, named=True)["order_time"] == clock


@pytest.mark.parametrize(
    "dates",
    [
        ["2024-12-31 00:00:00", "2024-12-30 00:00:00"],
        ["31-12-2024 00:00", "30-12-2024"],
        [datetime(2024, 12, 31), datetime(2024, 12, 30)],  # noqa: DTZ001  (a local date)
    ],
)
def test_midnight_throughout_is_no_time_of_day(read: Callable[..., Reading], dates: list[object]) -> None:
    rows = read({"customer": ["A", "B"], "date": dates, "amount": ["1", "2"]}).rows.collect()
    assert rows["order_time"].to_list() == [None, None]


@pytest.mark.parametrize("zone", ["+0200", "+02:00", " +02:00"])
def test_the_date_is_the_local_one_as_written(read: Callable[..., Reading], zone: str) -> None:
    text = f"2024-07-01 00:30:00{zone}"
    row = read({"customer": ["A"], "date": [text], "amount": ["1"]}).rows.collect().row(0, named=True)
    assert row["order_date"] == date(2024, 7, 1)
    assert row["order_time"] == time(0, 30)
    assert row["order_instant"] == datetime(2024, 6, 30, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2024-06-30T22:30:00Z", "2024-06-30 22:30:00 UTC", "2024-06-30 22:30:00 +0000"])
def test_a_time_zone_moves_instants_to_the_date_of_the_shop(read: Callable[..., Reading], text: str) -> None:
    reading = read({"customer": ["A"], "date": [text], "amount": ["1"]}, time_zone="Europe/Copenhagen")
    row = reading.rows.collect().row(0, named=True)
    assert (row["order_date"], row["order_time"]) == (date(2024, 7, 1), time(0, 30))


def test_a_typed_instant_is_moved_like_a_written_one(read: Callable[..., Reading]) -> None:
    typed = pl.Series([datetime(2024, 6, 30, 22, 30)]).dt.replace_time_zone("UTC")  # noqa: DTZ001  (zone follows)
    columns = {"customer": ["A"], "amount": ["1"]}
    text = {**columns, "date": ["2024-06-30T22:30:00Z"]}
    for zone in (None, "Europe/Copenhagen"):
        assert (
            read({**columns, "date": typed}, time_zone=zone)
            .rows.collect()
            .select("order_date", "order_time", "order_instant")
            .equals(read(text, time_zone=zone).rows.collect().select("order_date", "order_time", "order_instant"))
        )


@pytest.mark.parametrize("stamp", ["1719786600", "1719786600000", 1719786600])
def test_seconds_since_1970_are_instants(read: Callable[..., Reading], stamp: object) -> None:
    columns = {"customer": ["A"], "ts": [stamp], "amount": ["1"]}
    row = read(columns).rows.collect().row(0, named=True)
    assert (row["order_date"], row["order_time"]) == (date(2024, 6, 30), time(22, 30))
    assert row["order_instant"] == datetime(2024, 6, 30, 22, 30, tzinfo=UTC)
    shop = read(columns, time_zone="Europe/Copenhagen").rows.collect().row(0, named=True)
    assert (shop["order_date"], shop["order_time"]) == (date(2024, 7, 1), time(0, 30))


def test_a_time_zone_that_is_none_is_refused(days: Days) -> None:
    with pytest.raises(TimeZoneError) as stop:
        days(["2024-06-30T22:30:00Z"], time_zone="Europe/Copenhagn")
    assert stop.value.hint == "--time-zone Europe/Copenhagen"


def test_six_digits_are_year_month_and_day_where_the_last_two_run_through_the_month(
    read: Callable[..., Reading],
) -> None:
    written = [date(2024 + n // 14, 1 + n % 12, 1 + n) for n in range(28)]
    count = len(written)
    reading = read(
        {"customer": ["A"] * count, "date": [f"{day:%y%m%d}" for day in written], "amount": ["1"] * count}
    )
    assert reading.rows.collect()["order_date"].to_list() == written
    said = next(decision for decision in reading.decisions if decision.subject == "date format")
    assert (said.value, said.how) == ("yymmdd", "detected")


def test_six_digits_that_prove_no_order_of_their_parts_are_no_dates(days: Days) -> None:
    for form in ("%d%m%y", "%m%d%y"):
        with pytest.raises(NotDatesError):
            days([date(2024, 1 + n % 12, 1 + n).strftime(form) for n in range(28)])
    with pytest.raises(NotDatesError):
        days(["251122", "251123"])
