"""Dates as people write them: the order of day and month decided from the whole column, then one strict parse.

Year-first dates (`2024-12-31`, `20241231`) and spreadsheet day numbers speak for themselves.  Where day and
month come first, one part above 12 decides their order for the column and for the columns of the file that
cannot tell; what no value decides stops the run.  The date of an order is the local date as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.errors import DateFormatError, DayMonthError
from clvcli.orders.parsing import ParsedColumn, helper, value
from clvcli.orders.tables import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Order = Literal["dmy", "mdy", "ymd"]
"""Which part of a date of three parts comes first."""

INSTANT = pl.Datetime("us", "UTC")

_SPREADSHEET_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets, as counted after their leap day of 1900 that never was."""

_DAY = 86_400
"""Seconds."""

_NANOSECONDS = 1_000_000_000

_SIXTY = 60

_HEAD = r"[0-9]+(?:[-/.][0-9]+){0,2}"
_CLOCK = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
_ZONE = r"(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})"
_WHOLE = (
    rf"^\s*(?<head>{_HEAD})"
    r"(?:(?:[T,]\s*|\s+)(?<hour>[0-9]{1,2})[:.](?<minute>[0-9]{2})(?:[:.](?<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    rf"\s*(?<half>[AaPp])?(?:\.?[Mm]\.?)?\s*(?<zone>{_ZONE})?(?:\s*UTC)?)?\s*$"
)
_HAS_CLOCK = rf"[0-9](?:[T,]\s*|\s+){_CLOCK}"
_MIDNIGHT = rf"[0-9](?:[T,]\s*|\s+)0?0[:.]00(?:[:.]00(?:[.,]0+)?)?\s*(?:[Aa][Mm])?\s*{_ZONE}?(?:\s*UTC)?\s*$"
_HAS_ZONE = rf":[0-9]{{2}}(?:[.,][0-9]+)?\s*(?:[AaPp][Mm])?\s*{_ZONE}(?:\s*UTC)?\s*$"
_ISO_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_ISO_SECOND = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}$"
_NOUGHT = r"^\s*0000[-/]?00[-/]?00"
"""What databases print for no date."""

_YEAR_FIRST = r"^[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}$"
_COMPACT = r"^(?:19|20)[0-9]{6}$"
_SERIAL = r"^[2-5][0-9]{4}(?:\.[0-9]+)?$"
_SERIAL_WITH_CLOCK = r"^[2-5][0-9]{4}\.[0-9]+$"
_SHORT_YEAR = r"^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}$"
_LONG_YEAR = r"^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}$"
_LOOKS = (_YEAR_FIRST, _COMPACT, _SERIAL, _SHORT_YEAR, _LONG_YEAR)
_PARTS = r"^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.](?:[0-9]{4}|[0-9]{2})$"


_DIRECTIVES = frozenset("YymbBhdejaAHIklMSfpPzZFTDRnt%")
"""Those of strftime that say something about a date or a time of day."""

_WHOLE_DATES = (("yY", "mbBh", "de"), ("yY", "j"), ("FD",))
"""Directives that make a date together, one of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateColumn:
    """A column to be read as dates."""

    field: str
    column: str
    dtype: pl.DataType


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStyle:
    """How the dates of one column are written."""

    kind: Literal["date", "datetime", "iso day", "iso second", "written", "format"]
    """Typed; text of the two commonest shapes throughout; any other text; text the user described."""
    order: Order | None = None
    """Of the dates that start with day or month."""
    format: str = ""
    """For kind `format`: the user's strftime."""
    clock: bool = False
    """Whether any value has a time of day other than midnight."""
    zone: bool = False
    """Whether any value has an offset."""
    nought: bool = False
    """Whether `0000-00-00` occurs."""
    looks: tuple[str, ...] = ()
    """Patterns of _LOOKS that occur among the date parts."""
    share: float = 1.0
    """Share of the values that look like dates."""


def survey(column: DateColumn) -> list[pl.Expr]:
    """Return the aggregates that tell the common shapes from those that need a closer look."""
    name, raw = column.column, pl.col(column.column)
    if column.dtype.is_temporal():
        clock = raw.dt.time() != pl.time(0, 0, 0) if column.dtype == pl.Datetime else pl.lit(False)
        return [raw.count().alias(f"{name}/count"), clock.any().alias(f"{name}/clock")]
    text = _text(column)
    return [
        text.count().alias(f"{name}/count"),
        text.str.contains(_ISO_DAY).sum().alias(f"{name}/iso day"),
        text.str.contains(_ISO_SECOND).sum().alias(f"{name}/iso second"),
        text.str.contains(_HAS_CLOCK).sum().alias(f"{name}/clocks"),
        text.str.contains(_MIDNIGHT).sum().alias(f"{name}/midnights"),
        text.str.contains(_HAS_ZONE).any().alias(f"{name}/zone"),
        text.str.contains(_NOUGHT).any().alias(f"{name}/nought"),
    ]


def heads(column: DateColumn) -> pl.Expr:
    """Return the date part of each text, without the time of day: few distinct ones even in a long log."""
    return _text(column).str.extract(rf"^\s*({_HEAD})")


def needs_heads(column: DateColumn, facts: Mapping[str, object]) -> bool:
    """Whether the survey's `facts` leave open how the column is written."""
    if column.dtype.is_temporal():
        return False
    return facts[f"{column.column}/count"] not in (
        facts[f"{column.column}/iso day"],
        facts[f"{column.column}/iso second"],
    )


def decide(
    columns: Sequence[DateColumn],
    facts: Mapping[str, object],
    distinct: Mapping[str, pl.DataFrame],
    date_format: str | None,
    source: str,
) -> tuple[dict[str, DateStyle], list[Decision]]:
    """Decide how each column's dates are written.

    `facts` are the survey's results; `distinct` holds for each column that needs it the distinct date parts
    (`text`, `line` of the first, `rows`); `date_format` is what the user set.  Returns styles by field.
    Raises DayMonthError where values contradict one another or nothing decides, DateFormatError where the
    user's format is none.
    """
    wanted = _order_of(date_format) if date_format else None
    orders: dict[str, Order] = {}
    proofs: dict[str, tuple[int, str]] = {}
    open_lines: dict[str, tuple[int, str]] = {}
    for column in columns:
        if column.column not in distinct:
            continue
        day_first, month_first, undecided = _evidence(distinct[column.column])
        if day_first and month_first and not date_format:
            raise DayMonthError.contradictory(source, column.column, day_first, month_first)
        if proof := day_first or month_first:
            orders[column.field], proofs[column.field] = "dmy" if day_first else "mdy", proof
        elif undecided:
            open_lines[column.field] = undecided
    styles = {}
    for column in columns:
        order = wanted or orders.get(column.field)
        if order is None and column.field in open_lines and not date_format:
            order = _vote(column, orders, open_lines[column.field], source)
        styles[column.field] = _style(column, facts, distinct, order, date_format if wanted is None else None)
    return styles, _decisions(columns, orders, proofs, date_format)


def parse(column: DateColumn, style: DateStyle, time_zone: str | None) -> ParsedColumn:
    """Return the reading of a column: Date, and for the order's date `order_time` and `order_instant`.

    The fault is `not_a_date`, and `no_date` where the order has none.  With `time_zone` an instant gives the
    date and time in that zone.
    """
    if style.kind in {"date", "datetime"}:
        return _typed(column, style, time_zone)
    text = _text(column)
    if style.nought:
        text = pl.when(~text.str.contains(_NOUGHT)).then(text)
    if style.kind == "iso day":
        return _parsed(column, text, text.str.to_date("%Y-%m-%d", strict=False))
    if style.kind == "iso second":
        return _clocked(
            column, text, text.str.replace("T", " ", literal=True), "%Y-%m-%d %H:%M:%S", clock=style.clock
        )
    if style.kind == "format":
        bare = text.str.strip_chars()
        if style.clock:
            return _clocked(column, text, bare, style.format, clock=True)
        return _parsed(column, text, bare.str.to_date(style.format, strict=False))
    return _written(column, text, style, time_zone)


def check_format(date_format: str) -> None:
    """Raise DateFormatError unless `date_format` names a day, a month and a year by known directives."""
    directives = re.findall(r"%[-_0]?([A-Za-z%])", date_format)
    known = all(directive in _DIRECTIVES for directive in directives)
    whole = any(all(set(part) & set(directives) for part in parts) for parts in _WHOLE_DATES)
    if not (known and whole):
        raise DateFormatError.unusable(date_format)


def _text(column: DateColumn) -> pl.Expr:
    raw = pl.col(column.column)
    if column.dtype == pl.String:
        return raw
    return raw.cast(pl.String).str.strip_suffix(".0")


def _parsed(
    column: DateColumn,
    text: pl.Expr,
    day: pl.Expr,
    time: pl.Expr | None = None,
    instant: pl.Expr | None = None,
    prepared: tuple[dict[str, pl.Expr], ...] = (),
) -> ParsedColumn:
    day_read = value(column.field).is_not_null()
    fault = pl.when(text.is_not_null() & ~day_read).then(pl.lit("not_a_date"))
    values = {column.field: day}
    if column.field == "order_date":
        values["order_time"] = pl.lit(None, pl.Time) if time is None else time
        values["order_instant"] = pl.lit(None, INSTANT) if instant is None else instant
        fault = pl.when(day_read).then(pl.lit(None, pl.String)).otherwise(fault.otherwise(pl.lit("no_date")))
    return ParsedColumn(column=column.column, prepared=prepared, values=values, fault=fault)


def _clocked(column: DateColumn, text: pl.Expr, bare: pl.Expr, date_format: str, *, clock: bool) -> ParsedColumn:
    """Read date and time of day by one format."""
    name = helper(column.column, "moment")
    moment = pl.col(name)
    prepared = ({name: bare.str.to_datetime(date_format, strict=False, time_unit="us")},)
    return _parsed(column, text, moment.dt.date(), moment.dt.time() if clock else None, prepared=prepared)


def _typed(column: DateColumn, style: DateStyle, time_zone: str | None) -> ParsedColumn:
    raw = pl.col(column.column)
    if style.kind == "date":
        return _parsed(column, raw, raw)
    if not style.zone:
        return _parsed(column, raw, raw.dt.date(), raw.dt.time() if style.clock else None)
    instant = raw.dt.cast_time_unit("us").dt.convert_time_zone("UTC")
    local = raw.dt.convert_time_zone(time_zone) if time_zone else raw
    return _parsed(column, raw, local.dt.date(), local.dt.time(), instant)


def _written(column: DateColumn, text: pl.Expr, style: DateStyle, time_zone: str | None) -> ParsedColumn:
    """Read a text part by part: the date, the seconds since midnight, the offset."""
    parts, day, seconds, instant = (helper(column.column, what) for what in ("parts", "day", "seconds", "instant"))
    split = {parts: text.str.extract_groups(_WHOLE)}
    head = pl.col(parts).struct.field("head")
    if not (style.clock or style.zone):
        return _parsed(column, text, _date_of(head, style), prepared=(split,))
    read = {day: _date_of(head, style), seconds: _seconds(pl.col(parts))}
    possible = pl.col(seconds).is_null() | (pl.col(seconds) < _DAY)
    local_day = pl.when(possible).then(day)
    local_time = (pl.when(possible).then(seconds) * _NANOSECONDS).cast(pl.Time)
    if not style.zone:
        return _parsed(column, text, local_day, local_time, prepared=(split, read))
    offset = pl.duration(minutes=_offset(pl.col(parts).struct.field("zone")))
    moment = local_day.cast(pl.Datetime("us")) + pl.duration(seconds=pl.col(seconds).fill_null(0)) - offset
    known = {instant: moment.dt.replace_time_zone("UTC")}
    if time_zone:
        local = pl.col(instant).dt.convert_time_zone(time_zone)
        local_day = pl.coalesce(local.dt.date(), local_day)
        local_time = pl.coalesce(local.dt.time(), local_time)
    return _parsed(column, text, local_day, local_time, pl.col(instant), prepared=(split, read, known))


def _date_of(head: pl.Expr, style: DateStyle) -> pl.Expr:
    """Read a date part by what it looks like; the column's order says which of day and month comes first."""
    dashed = head.str.replace_all("[/.]", "-")
    days = head.cast(pl.Float64, strict=False).floor().cast(pl.Int64, strict=False)
    year_last = {"dmy": "%d-%m-%Y", "mdy": "%m-%d-%Y", "ymd": None}[style.order or "dmy"]
    short = {"dmy": "%d-%m-%y", "mdy": "%m-%d-%y", "ymd": "%y-%m-%d"}[style.order or "dmy"]
    ways = {
        _YEAR_FIRST: dashed.str.to_date("%Y-%m-%d", strict=False),
        _COMPACT: head.str.to_date("%Y%m%d", strict=False),
        _SERIAL: pl.lit(_SPREADSHEET_EPOCH) + pl.duration(days=days),
        _SHORT_YEAR: dashed.str.to_date(short, strict=False),
        _LONG_YEAR: dashed.str.to_date(year_last, strict=False) if year_last else pl.lit(None, pl.Date),
    }
    used = [pl.when(head.str.contains(look)).then(ways[look].cast(pl.Date)) for look in style.looks]
    return pl.coalesce(*used, pl.lit(None, pl.Date))


def _seconds(parts: pl.Expr) -> pl.Expr:
    """Return the seconds since midnight, null without a time of day, a whole day or more where it is none."""
    hour, minute, second = (
        parts.struct.field(name).cast(pl.Int64, strict=False) for name in ("hour", "minute", "second")
    )
    half = parts.struct.field("half").str.to_lowercase()
    twelve = pl.when(hour.is_between(1, 12)).then(hour % 12 + 12 * (half == "p").cast(pl.Int64)).otherwise(24)
    clock = pl.when(half.is_null()).then(hour).otherwise(twelve) * 3600 + minute * 60 + second.fill_null(0)
    head = parts.struct.field("head")
    serial = pl.when(head.str.contains(_SERIAL_WITH_CLOCK)).then(
        (head.cast(pl.Float64, strict=False) % 1 * _DAY).round().cast(pl.Int64, strict=False)
    )
    wrong = (minute >= _SIXTY) | (second.fill_null(0) >= _SIXTY)
    return pl.when(hour.is_null()).then(serial).when(wrong).then(_DAY).otherwise(clock)


def _offset(zone: pl.Expr) -> pl.Expr:
    """Return the minutes east of Greenwich; null where the text has no zone."""
    digits = zone.str.replace(":", "", literal=True)
    hours, minutes = (digits.str.slice(at, 2).cast(pl.Int64, strict=False) for at in (1, 3))
    sign = pl.when(zone.str.starts_with("-")).then(-1).otherwise(1)
    return pl.when(zone.is_null()).then(None).otherwise((sign * (hours * 60 + minutes)).fill_null(0))


def _evidence(distinct: pl.DataFrame) -> tuple[tuple[int, str] | None, ...]:
    """Return the first (line, text) that proves day first, month first, and that leaves it open."""
    parts = pl.col("text").str.extract_groups(_PARTS)
    first, second = (parts.struct.field(str(at)).cast(pl.Int64, strict=False) for at in (1, 2))
    table = distinct.sort("line").with_columns(first=first, second=second)
    low = pl.col("second").is_between(1, 12), pl.col("first").is_between(1, 12)
    tests = (
        pl.col("first").is_between(13, 31) & low[0],
        pl.col("second").is_between(13, 31) & low[1],
        low[0] & low[1] & (pl.col("first") != pl.col("second")),
    )
    found = [table.filter(test).select("line", "text").head(1).rows() for test in tests]
    return tuple(rows[0] if rows else None for rows in found)


def _vote(column: DateColumn, orders: Mapping[str, Order], undecided: tuple[int, str], source: str) -> Order:
    votes = set(orders.values())
    if len(votes) != 1:
        raise DayMonthError.undecided(source, column.column, *undecided)
    return next(iter(votes))


def _style(
    column: DateColumn,
    facts: Mapping[str, object],
    distinct: Mapping[str, pl.DataFrame],
    order: Order | None,
    date_format: str | None,
) -> DateStyle:
    name = column.column
    if column.dtype == pl.Date:
        return DateStyle(kind="date")
    if column.dtype.is_temporal():
        zone = isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone is not None
        return DateStyle(kind="datetime", clock=bool(facts[f"{name}/clock"]), zone=zone)
    clock = facts[f"{name}/clocks"] != facts[f"{name}/midnights"]
    nought = bool(facts[f"{name}/nought"])
    if date_format:
        return DateStyle(kind="format", format=date_format, clock=_has_clock(date_format), nought=nought)
    if name not in distinct:
        whole = facts[f"{name}/count"] == facts[f"{name}/iso day"]
        return DateStyle(kind="iso day" if whole else "iso second", clock=clock, nought=nought)
    heads_seen = distinct[name]
    looks = tuple(look for look in _LOOKS if heads_seen["text"].str.contains(look).any())
    like = heads_seen.filter(pl.any_horizontal(pl.col("text").str.contains(look) for look in _LOOKS))["rows"].sum()
    count = facts[f"{name}/count"]
    return DateStyle(
        kind="written",
        # Equal day and month throughout read the same either way.
        order=order or "dmy",
        clock=clock or bool(heads_seen["text"].str.contains(_SERIAL_WITH_CLOCK).any()),
        zone=bool(facts[f"{name}/zone"]),
        nought=nought,
        looks=looks,
        share=like / count if isinstance(count, int) and count else 1.0,
    )


def _order_of(date_format: str) -> Order | None:
    """Return the order of three separated numbers that a strftime format describes, or None for any other."""
    found = re.match(r"^%[-_0]?([dmyYe])[-/. ]+%[-_0]?([dmye])[-/. ]+%[-_0]?([dyYe])", date_format)
    orders: dict[str, Order] = {"dmy": "dmy", "mdy": "mdy", "ymd": "ymd"}
    return orders.get("".join(found.groups()).lower().replace("e", "d")) if found else None


def _has_clock(date_format: str) -> bool:
    return re.search(r"%[-_0]?[HIklRTXcsr]", date_format) is not None


def _decisions(
    columns: Sequence[DateColumn],
    orders: Mapping[str, Order],
    proofs: Mapping[str, tuple[int, str]],
    date_format: str | None,
) -> list[Decision]:
    if date_format:
        return [Decision(subject="date format", value=date_format, how="set", because="--date-format")]
    words = {"dmy": "day before month", "mdy": "month before day", "ymd": "year first"}
    said: dict[Order, Decision] = {}
    for column in columns:
        order = orders.get(column.field)
        if order and order not in said:
            line, text = proofs[column.field]
            because = f"`{column.column}`, line {line}: {text}"
            said[order] = Decision(subject="date format", value=words[order], how="detected", because=because)
    return list(said.values())
