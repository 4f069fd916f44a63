"""What a chart shows: cells of its table by place and series, with the words that go with them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clvcli.output.document import Figure, Phrase
from clvcli.output.marks import marked
from clvcli.output.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.document import Chart, ChartKind, Column, Flag, Kind, Table, Value
    from clvcli.output.words.language import Language

MOST_PLACES = 20
"""Places of a chart that are still read one by one."""

MOST_PARTED = 40
"""Places in parts of their own."""

MOST_LINES = 60
"""Places along lines, and lines beside one another; so many points are still a curve."""

IN_TIME: frozenset[ChartKind] = frozenset({"lines", "stack"})
"""Kinds whose rows follow one another, so that the last are those to see; of the others the largest are."""

NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF))
"""Code points that XML has no room for, beside the controls that `safe` shows as escapes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One cell of the table, and where it is drawn."""

    place: int
    series: int
    value: float
    text: str
    """The cell as people read it, with the sign of its flag."""
    flag: Flag | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart in one language, ready to be laid out."""

    title: str
    values: str
    """What the figures are, with their unit."""
    names: tuple[str, ...]
    """What is told along the chart, a name for each place."""
    along: str
    """What the names are."""
    at: tuple[float, ...] | None
    """Where the places stand, if they are numbers: days, months of age."""
    heads: tuple[str, ...]
    """What each place is within; empty where nothing parts the rows."""
    series: tuple[str, ...]
    total: int | None
    """The series that pools the others."""
    points: tuple[Point, ...]
    levels: tuple[tuple[str, float], ...]
    interval: str
    """What the ends of intervals are; empty where there are none."""
    column: Column
    """One of the columns drawn: how figures between cells are written."""
    left_out: str
    """What is said where there is more than is drawn; else empty."""
    language: Language

    def write(self, value: float, step: float) -> str:
        """Return a figure of an axis as people read it, with the decimals that its `step` needs."""
        digits = -math.floor(math.log10(step)) - (2 if self.column.kind == "share" else 0)
        kind: Kind = "money" if self.column.kind == "estimate" else self.column.kind
        return self.language.cell(value, replace(self.column, kind=kind, digits=max(0, digits)))

    @property
    def span(self) -> tuple[float, float]:
        """Return the smallest and the largest figure."""
        ends = [end for point in self.points for end in (point.value, point.low, point.high) if end is not None]
        figures = [*ends, *(value for _, value in self.levels)]
        return min(figures), max(figures)


def pictured(chart: Chart, table: Table, language: Language) -> Picture | None:
    """Return what the chart shows; None where its columns hold no figure."""
    rows = [row for row in range(len(table.rows)) if chart.kind == "lines" or not _is_total(chart, table, row)]
    kept = _kept(chart, table, rows)
    columns = [table.columns[table.position(key)] for key in chart.y]
    points = tuple(
        point
        for at, row in enumerate(kept)
        for number, column in enumerate(columns)
        if (point := _point(chart, table, (row, at), (column, number), language)) is not None
    )
    if not points:
        return None
    named = tuple(_name(chart, table, row, language) for row in kept)
    headed = tuple(words(language.heading(column)) for column in columns)
    return Picture(
        title=titled(chart, table, language),
        values=_values(chart, table, columns, language),
        names=headed if chart.by_row else named,
        along="" if chart.by_row else words(language.heading(table.columns[table.position(chart.x)])),
        at=_at(chart, table, kept, columns),
        heads=tuple(words(_cell(table, row, chart.within, language)) for row in kept) if chart.within else (),
        series=named if chart.by_row else headed,
        total=next((at for at, row in enumerate(kept) if _is_total(chart, table, row)), None),
        points=points,
        levels=tuple(
            (words(f"{language.say(level.label)} {language.show(level.figure)}"), float(level.figure.value))
            for level in chart.levels
            if isinstance(level.figure.value, int | float)
        ),
        interval=_interval(chart, table, language),
        column=columns[0],
        left_out=_left_out(chart, len(kept), len(rows), language),
        language=language,
    )


def titled(chart: Chart, table: Table, language: Language) -> str:
    """Return the title of a chart: its own, else its table's, else what it draws."""
    title = chart.title or table.title
    if title:
        return words(language.say(title))
    name, *drawn = (language.heading(table.columns[table.position(key)]) for key in (chart.x, *chart.y))
    return words(f"{name}: {', '.join(drawn)}")


def words(text: str) -> str:
    """Return text that is drawn as it stands: no line break, nothing that turns it round or that XML lacks."""
    return safe(text).translate(NO_CHARACTERS)


def _is_total(chart: Chart, table: Table, row: int) -> bool:
    return chart.total is not None and table.rows[row][table.position(chart.x)] == chart.total


def _kept(chart: Chart, table: Table, rows: Sequence[int]) -> list[int]:
    """Return the rows that are drawn, in the order of the table."""
    most = MOST_LINES if chart.kind == "lines" else MOST_PARTED if chart.within else MOST_PLACES
    if chart.kind in IN_TIME or len(rows) <= most:
        return list(rows[-most:])
    at = table.position(chart.y[0])
    ranked = sorted(rows, key=lambda row: (-abs(number(table.rows[row][at]) or 0.0), row))
    return sorted(ranked[:most])


def _left_out(chart: Chart, shown: int, of: int, language: Language) -> str:
    if shown == of:
        return ""
    figures = {"shown": Figure(value=shown, kind="count"), "all": Figure(value=of, kind="count")}
    return words(language.say(Phrase("chart_latest" if chart.kind in IN_TIME else "chart_largest", figures)))


def number(value: Value) -> float | None:
    """Return a cell as a number, None where it is none."""
    return float(value) if isinstance(value, int | float) else None


def _point(
    chart: Chart, table: Table, row: tuple[int, int], column: tuple[Column, int], language: Language
) -> Point | None:
    """Return the cell of a row and a column, each with the place it has among those drawn."""
    (row_number, row_place), (of, column_place) = row, column
    cell = table.rows[row_number][table.position(of.key)]
    value = number(cell)
    if value is None:
        return None
    flag = _flag(chart, table, row_number, of.key)
    low, high = (
        number(table.rows[row_number][table.position(key)]) if key is not None and of.key == chart.y[0] else None
        for key in (chart.low, chart.high)
    )
    return Point(
        place=column_place if chart.by_row else row_place,
        series=row_place if chart.by_row else column_place,
        value=value,
        text=marked(language.cell(cell, of), flag),
        flag=flag,
        low=low,
        high=high,
    )


def _flag(chart: Chart, table: Table, row: int, key: str) -> Flag | None:
    """Return the mark of a cell, or of the name or the count of its row."""
    keys = (key, chart.x, *((table.counted,) if table.counted else ()))
    return next((flag for each in keys if (flag := table.flags.get((row, each)))), None)


def _cell(table: Table, row: int, key: str, language: Language) -> str:
    at = table.position(key)
    return language.cell(table.rows[row][at], table.columns[at])


def _name(chart: Chart, table: Table, row: int, language: Language) -> str:
    """Return what a row is called, with its mark where figures stand for themselves."""
    parts = (_cell(table, row, key, language) for key in (chart.x, chart.beside) if key is not None)
    flag = _flag(chart, table, row, chart.x) if chart.kind in IN_TIME else None
    return marked(words(" ".join(parts)), flag)


def _values(chart: Chart, table: Table, columns: Sequence[Column], language: Language) -> str:
    """Return what the figures are: the heading where one column is drawn, and the unit of money."""
    unit = table.unit if columns[0].kind in {"money", "estimate"} else None
    heading = language.heading(columns[0]) if len(columns) == 1 and not chart.by_row else ""
    return words(", ".join(each for each in (heading, language.manner.signs.get(unit or "", unit)) if each))


def _interval(chart: Chart, table: Table, language: Language) -> str:
    if chart.low is None or chart.high is None:
        return ""
    ends = {"low": chart.low, "high": chart.high}
    headings = {name: language.heading(table.columns[table.position(key)]) for name, key in ends.items()}
    figures = {name: Figure(value=heading, kind="text") for name, heading in headings.items()}
    return words(language.say(Phrase("chart_interval", figures)))


def _at(chart: Chart, table: Table, rows: Sequence[int], columns: Sequence[Column]) -> tuple[float, ...] | None:
    """Return where places stand that are numbers: the one in each heading, or the cells of a column of days."""
    if not chart.by_row:
        found = [number(table.rows[row][table.position(chart.x)]) for row in rows]
    else:
        found = [_only_number(column) for column in columns]
    known = [each for each in found if each is not None]
    return tuple(known) if len(known) == len(found) == len(set(known)) else None


def _only_number(column: Column) -> float | None:
    figures = list(column.heading.figures.values()) if column.heading else []
    return number(figures[0].value) if len(figures) == 1 else None
