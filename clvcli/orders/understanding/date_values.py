"""From the text of a date to its day, its time of day and its instant, once its column's style is decided.

The date of an order is the local date as written; where the text has an offset there is an instant too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.understanding.dates import (
    COMPACT,
    LONG_YEAR,
    NOUGHT,
    SERIAL,
    SERIAL_WITH_CLOCK,
    SHORT_YEAR,
    WHOLE,
    YEAR_FIRST,
    DateColumn,
    DateStyle,
    text_of,
)
from clvcli.orders.understanding.parsing import ParsedColumn, helper, value

if TYPE_CHECKING:
    from collections.abc import Callable

INSTANT = pl.Datetime("us", "UTC")

_SPREADSHEET_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets, as counted after their leap day of 1900 that never was."""

_DAY = 86_400
"""Seconds."""

_SIXTY = 60

_NANOSECONDS = 1_000_000_000

_EPOCH_DIGITS = 10
"""Of seconds since 1970; milliseconds have three more."""

_YEAR_LAST = {"dmy": "%d-%m-%Y", "mdy": "%m-%d-%Y"}
_SHORT = {"dmy": "%d-%m-%y", "mdy": "%m-%d-%y", "ymd": "%y-%m-%d"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A column of dates to be read, and how."""

    column: DateColumn
    text: pl.Expr
    style: DateStyle
    time_zone: str | None

    def helper(self, what: str) -> str:
        """Return the name of a column beside this one."""
        return helper(self.column.column, what)

    def parsed(
        self,
        day: pl.Expr,
        time: pl.Expr | None = None,
        instant: pl.Expr | None = None,
        prepared: tuple[dict[str, pl.Expr], ...] = (),
    ) -> ParsedColumn:
        """Return the reading with its faults: `not_a_date`, and `no_date` where an order has none."""
        read = value(self.column.field).is_not_null()
        fault: pl.Expr = pl.when(self.text.is_not_null() & ~read).then(pl.lit("not_a_date"))
        values = {self.column.field: day}
        if self.column.field == "order_date":
            values["order_time"] = pl.lit(None, pl.Time) if time is None else time
            values["order_instant"] = pl.lit(None, INSTANT) if instant is None else instant
            fault = pl.when(read).then(pl.lit(None, pl.String)).otherwise(pl.coalesce(fault, pl.lit("no_date")))
        return ParsedColumn(column=self.column.column, prepared=prepared, values=values, fault=fault)


def parse(column: DateColumn, style: DateStyle, time_zone: str | None) -> ParsedColumn:
    """Return the reading of a column: Date, and for the order's date `order_time` and `order_instant`.

    With `time_zone` an instant gives the date and time in that zone.
    """
    typed = style.kind in {"date", "datetime"}
    text = pl.col(column.column) if typed else text_of(column)
    if style.nought:
        text = pl.when(~text.str.contains(NOUGHT)).then(text)
    return _READERS[style.kind](_Text(column=column, text=text, style=style, time_zone=time_zone))


def _date(dates: _Text) -> ParsedColumn:
    return dates.parsed(dates.text)


def _datetime(dates: _Text) -> ParsedColumn:
    raw = dates.text
    if not dates.style.zone:
        return dates.parsed(raw.dt.date(), raw.dt.time() if dates.style.clock else None)
    instant = raw.dt.cast_time_unit("us").dt.convert_time_zone("UTC")
    local = raw.dt.convert_time_zone(dates.time_zone) if dates.time_zone else raw
    return dates.parsed(local.dt.date(), local.dt.time(), instant)


def _iso_day(dates: _Text) -> ParsedColumn:
    return dates.parsed(dates.text.str.to_date("%Y-%m-%d", strict=False))


def _iso_second(dates: _Text) -> ParsedColumn:
    """Read day and time of day apart: the survey proved the shape, and often only the day is asked for."""
    day = dates.text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    time = dates.text.str.slice(11).str.to_time("%H:%M:%S", strict=False)
    return dates.parsed(day, time if dates.style.clock else None)


def _as_described(dates: _Text) -> ParsedColumn:
    bare = dates.text.str.strip_chars()
    if dates.style.clock:
        return _by_format(dates, bare, dates.style.format)
    return dates.parsed(bare.str.to_date(dates.style.format, strict=False))


def _by_format(dates: _Text, text: pl.Expr, date_format: str) -> ParsedColumn:
    name = dates.helper("moment")
    moment = pl.col(name)
    prepared = ({name: text.str.to_datetime(date_format, strict=False, time_unit="us")},)
    return dates.parsed(moment.dt.date(), moment.dt.time() if dates.style.clock else None, prepared=prepared)


def _since_epoch(dates: _Text) -> ParsedColumn:
    """Read instants, whose date is that of the shop's zone, else of UTC."""
    name = dates.helper("instant")
    number = dates.text.cast(pl.Int64, strict=False)
    milliseconds = pl.when(dates.text.str.len_bytes() == _EPOCH_DIGITS).then(number * 1000).otherwise(number)
    instant = pl.from_epoch(milliseconds, "ms").dt.cast_time_unit("us").dt.replace_time_zone("UTC")
    local = pl.col(name).dt.convert_time_zone(dates.time_zone or "UTC")
    return dates.parsed(local.dt.date(), local.dt.time(), pl.col(name), prepared=({name: instant},))


def _written(dates: _Text) -> ParsedColumn:
    """Read a text part by part: the date, the seconds since midnight, the offset."""
    parts, day, seconds, instant = (dates.helper(what) for what in ("parts", "day", "seconds", "instant"))
    split = {parts: dates.text.str.extract_groups(WHOLE)}
    date_part = _date_of(pl.col(parts).struct.field("head"), dates.style)
    if not (dates.style.clock or dates.style.zone):
        return dates.parsed(date_part, prepared=(split,))
    read = {day: date_part, seconds: _seconds(pl.col(parts))}
    possible = pl.col(seconds).is_null() | (pl.col(seconds) < _DAY)
    local_day: pl.Expr = pl.when(possible).then(day)
    local_time = (pl.when(possible).then(seconds) * _NANOSECONDS).cast(pl.Time)
    if not dates.style.zone:
        return dates.parsed(local_day, local_time, prepared=(split, read))
    offset = pl.duration(minutes=_offset(pl.col(parts).struct.field("zone")))
    moment = local_day.cast(pl.Datetime("us")) + pl.duration(seconds=pl.col(seconds).fill_null(0)) - offset
    known = {instant: moment.dt.replace_time_zone("UTC")}
    if dates.time_zone:
        local = pl.col(instant).dt.convert_time_zone(dates.time_zone)
        local_day = pl.coalesce(local.dt.date(), local_day)
        local_time = pl.coalesce(local.dt.time(), local_time)
    return dates.parsed(local_day, local_time, pl.col(instant), prepared=(split, read, known))


_READERS: dict[str, Callable[[_Text], ParsedColumn]] = {
    "date": _date,
    "datetime": _datetime,
    "iso day": _iso_day,
    "iso second": _iso_second,
    "epoch": _since_epoch,
    "format": _as_described,
    "written": _written,
}


def _date_of(head: pl.Expr, style: DateStyle) -> pl.Expr:
    """Read a date part by what it looks like; the column's order says which of day and month comes first."""
    dashed = head.str.replace_all("[/.]", "-")
    days = _serial(head).floor().cast(pl.Int64, strict=False)
    year_last = _YEAR_LAST.get(style.order)
    ways = {
        YEAR_FIRST: dashed.str.to_date("%Y-%m-%d", strict=False),
        COMPACT: head.str.to_date("%Y%m%d", strict=False),
        SERIAL: pl.lit(_SPREADSHEET_EPOCH) + pl.duration(days=days),
        SHORT_YEAR: dashed.str.to_date(_SHORT[style.order], strict=False),
        LONG_YEAR: dashed.str.to_date(year_last, strict=False) if year_last else pl.lit(None, pl.Date),
    }
    used = [pl.when(head.str.contains(look)).then(ways[look].cast(pl.Date)) for look in style.looks]
    return pl.coalesce(*used, pl.lit(None, pl.Date))


def _serial(head: pl.Expr) -> pl.Expr:
    """Return the days that a spreadsheet counts, of which a part is the time of day."""
    return head.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def _seconds(parts: pl.Expr) -> pl.Expr:
    """Return the seconds since midnight, null without a time of day, a whole day or more where it is none."""
    hour, minute, second = (
        parts.struct.field(name).cast(pl.Int64, strict=False) for name in ("hour", "minute", "second")
    )
    half = parts.struct.field("half").str.to_lowercase()
    twelve = pl.when(hour.is_between(1, 12)).then(hour % 12 + 12 * (half == "p").cast(pl.Int64)).otherwise(24)
    clock = pl.when(half.is_null()).then(hour).otherwise(twelve) * 3600 + minute * 60 + second.fill_null(0)
    head = parts.struct.field("head")
    serial = pl.when(head.str.contains(SERIAL_WITH_CLOCK)).then(
        (_serial(head) % 1 * _DAY).round().clip(upper_bound=_DAY - 1).cast(pl.Int64, strict=False)
    )
    wrong = (minute >= _SIXTY) | (second.fill_null(0) >= _SIXTY)
    return pl.when(hour.is_null()).then(serial).when(wrong).then(_DAY).otherwise(clock)


def _offset(zone: pl.Expr) -> pl.Expr:
    """Return the minutes east of Greenwich; null where the text has no zone."""
    digits = zone.str.replace(":", "", literal=True)
    hours, minutes = (digits.str.slice(at, 2).cast(pl.Int64, strict=False) for at in (1, 3))
    sign = pl.when(zone.str.starts_with("-")).then(-1).otherwise(1)
    return pl.when(zone.is_null()).then(None).otherwise((sign * (hours * 60 + minutes)).fill_null(0))
