"""The report as a document: sections of figures, tables and sentences, before anyone decides how it looks.

A document holds raw values and the keys of words, never finished text: renderers turn a value into
figures for people (`figures.py`) and a key into words of a language (`words.py`).  So the same figure
stands in every rendering by construction, and a language or a format is one more reader of this model.
A sentence takes its figures from the tables and key figures beside it (`Table.figure`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from clvcli.errors import MalformedReportError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SCHEMA_NAME = "clvcli.report"
SCHEMA_VERSION = "1.1"
"""major.minor of the JSON rendering: a minor adds keys, a major changes or removes them."""

Value = str | int | float | date | None

Kind = Literal[
    "text", "term", "name", "count", "number", "money", "estimate", "share", "days", "period", "date", "month"
]
"""What a value is: `text` is data or prose as it stands, `term` a key of the catalogue of words, `name` what a
shop or a person calls a thing, the same in every language (or one of NAMELESS), `money` is observed and
`estimate` predicted, a `share` a fraction of one, a `period` as typed (`36m`), a `month` its first day."""

NAMELESS = frozenset({
    "all_customers", "all_orders", "all_sizes", "category_not_known", "no_size", "not_known", "others",
    "order_first", "order_guest", "order_not_known", "order_returning", "order_second", "order_third_or_later",
})  # fmt: skip
"""Keys of words that stand among names where a row has no name of its own."""

WRAPPED: frozenset[Kind] = frozenset({"text", "name"})
"""What may be broken between words where there is little room."""

NUMERIC: frozenset[Kind] = frozenset({"count", "number", "money", "estimate", "share", "days"})

Flag = Literal["few", "incomplete"]
"""`few`: rests on fewer than 30 customers; `incomplete`: the period was not over at the as-of date."""

Form = Literal["table", "heat", "bars"]
"""How a table wants to be seen: as rows; as a field of shades; with its `bar` column drawn beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One value with what is needed to show it."""

    value: Value
    kind: Kind
    digits: int | None = None
    """Decimals to show; None leaves them to the kind."""
    unit: str | None = None
    """Currency of money, where the data name one."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to say: a key of the catalogue of words, and the figures its words have room for."""

    key: str
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table of the report."""

    key: str
    """Stable snake_case name: what JSON calls it, and the heading's key unless `heading` says otherwise."""
    kind: Kind
    heading: Phrase | None = None
    digits: int | None = None
    priority: int = 0
    """0 is always shown; where the width does not do, the highest goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of raw values under declared columns; a None is a value that is not known."""

    id: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    form: Form = "table"
    bar: str | None = None
    """The share column to draw as bars, where `form` is `bars`."""
    flags: Mapping[tuple[int, str], Flag] = field(default_factory=dict)
    """Marks of single cells, by row number and column key."""
    unit: str | None = None
    """Currency of the money columns."""
    title: Phrase | None = None
    counted: str | None = None
    """The column that counts the customers behind a row."""
    crossed: tuple[str, ...] = ()
    """The columns that count customers, where each is one side of a pair whose other side is the row."""
    behind: Mapping[tuple[int, str], int] = field(default_factory=dict)
    """How many customers stand behind a cell of a crossed column, where it counts something else: money."""
    told_by: str | None = None
    """The crossed table of its section whose cells could be told from this one."""

    def __post_init__(self) -> None:
        width = len(self.columns)
        if any(len(row) != width for row in self.rows):
            raise MalformedReportError.uneven_rows(self.id, width)
        if any(isinstance(cell, float) and not math.isfinite(cell) for row in self.rows for cell in row):
            raise MalformedReportError.not_finite(self.id)

    def position(self, key: str) -> int:
        """Return where the column called `key` stands."""
        return next(index for index, column in enumerate(self.columns) if column.key == key)

    def column(self, key: str) -> Column:
        """Return the column called `key`."""
        return self.columns[self.position(key)]

    def figure(self, row: int, key: str) -> Figure:
        """Return one cell as a figure that a sentence can hold."""
        index = self.position(key)
        column = self.columns[index]
        unit = self.unit if column.kind in {"money", "estimate"} else None
        return Figure(value=self.rows[row][index], kind=column.kind, digits=column.digits, unit=unit)

    def row_where(self, key: str, value: Value) -> int | None:
        """Return the number of the first row whose `key` is `value`, or None."""
        index = self.position(key)
        return next((number for number, row in enumerate(self.rows) if row[index] == value), None)


ChartKind = Literal["lines", "bars", "stack", "lorenz", "bridge", "tornado", "calibration"]
"""What a chart looks like; a table of the form `heat` is its own chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A line across a chart to hold the others against: what a customer cost to win."""

    label: Phrase
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of a table of its own section: it shows the table's figures and has none of its own."""

    id: str
    kind: ChartKind
    table: str
    """The id of the table."""
    x: str
    """The column that names the rows."""
    y: tuple[str, ...]
    """The columns that are drawn; several are series."""
    by_row: bool = False
    """Each row is a series, and the columns `y` are its points from left to right."""
    low: str | None = None
    """The column of lower ends of intervals, where there are any; so is the next."""
    high: str | None = None
    beside: str | None = None
    """A column that is told beside the name of a row: by how much a lever moves."""
    within: str | None = None
    """A column that parts the rows: sizes within a category."""
    total: str | None = None
    """The value of `x` in the row that sums or pools the others: no part of a stack, the strongest of lines."""
    levels: tuple[Level, ...] = ()
    title: Phrase | None = None
    """None: that of the table."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of the table that are drawn or named."""
        others = (self.low, self.high, self.beside, self.within)
        return (self.x, *self.y, *(key for key in others if key is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """A figure that stands on its own, with one line of what it means."""

    id: str
    figure: Figure
    meaning: Phrase
    """What is counted, over which window, of whom."""
    flag: Flag | None = None
    before: Figure | None = None
    """The same as it was known on the day that the report compares with; of what is observed only."""
    low: Figure | None = None
    """The ends of the 80 % interval of what is predicted, where its doubt is known."""
    high: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list: a finding with the section that proves it, or an action with what to type."""

    phrase: Phrase
    proof: str | None = None
    command: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One question of the reader: the answer in a sentence, then the proof."""

    id: str
    """Stable snake_case name, and the key of the title."""
    unit: str | None = None
    """The currency the section is about, where the report has several."""
    answer: tuple[Phrase, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    """Pictures of the tables; whoever cannot see them has the tables."""
    lines: tuple[Line, ...] = ()
    notes: tuple[Phrase, ...] = ()
    """Definitions, and what the reader should know before acting."""
    missing: Phrase | None = None
    """What to add so that the section can be made; then it holds nothing else."""

    def __post_init__(self) -> None:
        for chart in self.charts:
            table = next((each for each in self.tables if each.id == chart.table), None)
            if table is None:
                raise MalformedReportError.no_table(chart.id, chart.table)
            unknown = set(chart.columns) - {column.key for column in table.columns}
            if unknown:
                raise MalformedReportError.no_column(chart.id, min(unknown))

    def key_figure(self, name: str) -> Figure | None:
        """Return the key figure called `name`, or None where it could not be made."""
        found = next((each for each in self.key_figures if each.id == name), None)
        return found.figure if found and found.figure.value is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report."""

    title: Phrase
    context: tuple[Phrase, ...]
    """From what, until when, in what sense: files, rows, as-of date, basis, model, currency."""
    sections: tuple[Section, ...]

    def only(self, names: Collection[str]) -> Document:
        """Return the document with the sections called `names`; whole where none is named."""
        chosen = tuple(section for section in self.sections if section.id in names)
        return replace(self, sections=chosen) if names else self

    @property
    def several_currencies(self) -> bool:
        """Whether a section's title must say whose money it is about."""
        return len({section.unit for section in self.sections if section.unit}) > 1
