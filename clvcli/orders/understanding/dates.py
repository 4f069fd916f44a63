"""Dates as people write them: the order of day and month decided from the whole column.

Year-first dates (`2024-12-31`, `20241231`) and spreadsheet day numbers speak for themselves.  Where day and
month come first, one part above 12 decides their order for the column and for the columns of the file that
cannot tell; what no value decides stops the run.  `date_values.py` then reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.errors import DateFormatError, DayMonthError
from clvcli.orders.tables import Decision
from clvcli.orders.understanding.month_names import in_numbers
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Order = Literal["dmy", "mdy", "ymd"]
"""Which part of a date of three parts comes first."""

_HEAD = r"(?:[2-5][0-9]{4},[0-9]+|[0-9]+(?:[-/.][0-9]+){0,2})"
_THEN = r"(?:[T,]\s*|\s+)(?:kl\.?\s*)?"
_CLOCK = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
_ZONE = r"(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})"
WHOLE = (
    rf"^\s*(?<head>{_HEAD})"
    rf"(?:{_THEN}(?<hour>[0-9]{{1,2}})[:.](?<minute>[0-9]{{2}})(?:[:.](?<second>[0-9]{{2}})(?:[.,][0-9]+)?)?"
    rf"\s*(?<half>[AaPp])?(?:\.?[Mm]\.?)?\s*(?<zone>{_ZONE})?(?:\s*UTC)?)?\s*$"
)
_HAS_CLOCK = rf"[0-9]{_THEN}{_CLOCK}"
_MIDNIGHT = rf"[0-9]{_THEN}0?0[:.]00(?:[:.]00(?:[.,]0+)?)?\s*(?:[Aa][Mm])?\s*{_ZONE}?(?:\s*UTC)?\s*$"
_HAS_ZONE = rf":[0-9]{{2}}(?:[.,][0-9]+)?\s*(?:[AaPp][Mm])?\s*{_ZONE}(?:\s*UTC)?\s*$"
_ISO_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_ISO_SECOND = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}$"
NOUGHT = r"^\s*0000[-/]?00[-/]?00"
"""What databases print for no date."""

YEAR_FIRST = r"^[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}$"
COMPACT = r"^(?:19|20)[0-9]{6}$"
SERIAL = r"^[2-5][0-9]{4}(?:[.,][0-9]+)?$"
SERIAL_WITH_CLOCK = r"^[2-5][0-9]{4}[.,][0-9]+$"
SHORT_YEAR = r"^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}$"
LONG_YEAR = r"^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}$"
_EPOCH = r"^1[0-9]{9}(?:[0-9]{3})?$"
"""Seconds or milliseconds since 1970, from 2001 to 2033."""

_SIX_DIGITS = r"^[0-9]{6}$"
SHORT_COMPACT = "%y%m%d"
"""`251122`, as Swedish lists print days."""
_DAYS_SEEN = 10
"""Different days of the month, and twice as many as years, prove that six digits end in the day."""

_LOOKS = (YEAR_FIRST, COMPACT, SERIAL, SHORT_YEAR, LONG_YEAR)
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
    spelled: bool = False
    """Whether months stand in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStyle:
    """How the dates of one column are written."""

    kind: Literal["date", "datetime", "iso day", "iso second", "epoch", "written", "format"]
    """Typed; text of the two commonest shapes throughout; seconds or milliseconds since 1970; any other text;
    text the user described."""
    order: Order = "dmy"
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
    text = text_of(column)
    return [
        text.count().alias(f"{name}/count"),
        text.str.contains(_ISO_DAY).sum().alias(f"{name}/iso day"),
        text.str.contains(_ISO_SECOND).sum().alias(f"{name}/iso second"),
        text.str.ends_with("00:00:00").all().alias(f"{name}/midnight"),
        text.str.starts_with("0000").any().alias(f"{name}/nought"),
    ]


def closer_survey(column: DateColumn) -> list[pl.Expr]:
    """Return the aggregates on time of day and offset of a column that is in none of the common shapes."""
    name, text = column.column, text_of(column)
    return [
        text.str.contains(_HAS_CLOCK).sum().alias(f"{name}/clocks"),
        text.str.contains(_MIDNIGHT).sum().alias(f"{name}/midnights"),
        text.str.contains(_HAS_ZONE).any().alias(f"{name}/zone"),
    ]


def heads(column: DateColumn) -> pl.Expr:
    """Return the date part of each text, without the time of day: few distinct ones even in a long log."""
    return text_of(column).str.extract(rf"^\s*({_HEAD})")


def needs_closer_look(column: DateColumn, facts: Mapping[str, object]) -> bool:
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
    compact = [] if date_format else [each for each in columns if styles[each.field].format == SHORT_COMPACT]
    return styles, [*_decisions(columns, orders, proofs, date_format), *map(_compact, compact)]


def _compact(column: DateColumn) -> Decision:
    """Return the decision on a column whose dates are six digits."""
    because = Saying("all of `{column}` are days so", column=column.column)
    return Decision(subject=Saying("date format"), value="yymmdd", how="detected", because=because)


def text_of(column: DateColumn) -> pl.Expr:
    """Return the column as text, months as numbers; whole numbers of a typed container without a point."""
    raw = pl.col(column.column)
    if column.dtype != pl.String:
        return raw.cast(pl.String).str.strip_suffix(".0")
    return in_numbers(raw) if column.spelled else raw


def check_format(date_format: str) -> None:
    """Raise DateFormatError unless `date_format` names a day, a month and a year by known directives."""
    directives = re.findall(r"%[-_0]?([A-Za-z%])", date_format)
    known = all(directive in _DIRECTIVES for directive in directives)
    whole = any(all(set(part) & set(directives) for part in parts) for parts in _WHOLE_DATES)
    if not (known and whole):
        raise DateFormatError.unusable(date_format)


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
    if column.dtype.is_temporal():
        return _typed_style(column, facts)
    nought = bool(facts[f"{name}/nought"])
    if date_format:
        return DateStyle(kind="format", format=date_format, clock=_has_clock(date_format), nought=nought)
    if name in distinct:
        return _written_style(name, facts, distinct[name], order)
    if facts[f"{name}/count"] == facts[f"{name}/iso day"]:
        return DateStyle(kind="iso day", nought=nought)
    return DateStyle(kind="iso second", clock=not facts[f"{name}/midnight"], nought=nought)


def _typed_style(column: DateColumn, facts: Mapping[str, object]) -> DateStyle:
    if not isinstance(column.dtype, pl.Datetime):
        return DateStyle(kind="date")
    zone = column.dtype.time_zone is not None
    return DateStyle(kind="datetime", clock=bool(facts[f"{column.column}/clock"]), zone=zone)


def _written_style(
    name: str, facts: Mapping[str, object], heads_seen: pl.DataFrame, order: Order | None
) -> DateStyle:
    texts = heads_seen["text"]
    if heads_seen.height and texts.str.contains(_EPOCH).all():
        return DateStyle(kind="epoch")
    if not facts[f"{name}/clocks"] and _is_short_compact(texts):
        return DateStyle(kind="format", format=SHORT_COMPACT, nought=bool(facts[f"{name}/nought"]))
    like = heads_seen.filter(pl.any_horizontal(pl.col("text").str.contains(look) for look in _LOOKS))["rows"].sum()
    count = facts[f"{name}/count"]
    clock = facts[f"{name}/clocks"] != facts[f"{name}/midnights"]
    return DateStyle(
        kind="written",
        order=order or "dmy",  # where day equals month throughout, either way reads the same
        clock=clock or bool(texts.str.contains(SERIAL_WITH_CLOCK).any()),
        zone=bool(facts[f"{name}/zone"]),
        nought=bool(facts[f"{name}/nought"]),
        looks=tuple(look for look in _LOOKS if texts.str.contains(look).any()),
        share=float(like) / count if isinstance(count, int) and count else 1.0,
    )


def _is_short_compact(texts: pl.Series) -> bool:
    """Whether all are days as year, month and day of two digits, and no days as day, month and year."""
    if texts.is_empty() or not texts.str.contains(_SIX_DIGITS).all():
        return False
    years, days = (texts.str.slice(at, 2).n_unique() for at in (0, 4))
    return bool(
        texts.str.to_date(SHORT_COMPACT, strict=False).is_not_null().all() and days >= max(_DAYS_SEEN, 2 * years)
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
        return [Decision(subject=Saying("date format"), value=date_format, how="set", because="--date-format")]
    words = {
        "dmy": Saying("day before month"),
        "mdy": Saying("month before day"),
        "ymd": Saying("year first"),
    }
    said: dict[Order, Decision] = {}
    for column in columns:
        order = orders.get(column.field)
        if order and order not in said:
            line, text = proofs[column.field]
            because = Saying("`{column}`, line {line}: {text}", column=column.column, line=line, text=text)
            said[order] = Decision(
                subject=Saying("date format"), value=words[order], how="detected", because=because
            )
    return list(said.values())
