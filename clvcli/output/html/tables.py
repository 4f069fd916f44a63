"""From a table of the report to a table of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.output.document import NUMERIC
from clvcli.output.html.view import Cell, Grid
from clvcli.output.marks import FLAGS, legends
from clvcli.output.render_json import raw
from clvcli.output.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.output.document import Column, Flag, Kind, Table
    from clvcli.output.html.view import Picture
    from clvcli.output.words.language import Language

READ_AT_ONCE = 15
"""Rows that somebody takes in without being asked; longer tables are closed until they are wanted."""

HARDLY_MORE = 2
"""Columns of a table that its pictures do not show, up to which they stand for it."""

SIDE_BY_SIDE = 8
"""Columns that stand beside one another at their ease; more are set closer."""

FULL = 100
"""The longest bar."""

NUMBER, PROSE = "n", "t"
"""Classes of figures, flush right with digits under one another, and of sentences, which want room."""

SENTENCE = 24
"""Letters from which on a text is read and not looked up."""

WORTH_SORTING = 4
"""Rows from which on another order shows something."""

SHADES = 10
"""Steps from nothing to the most: more are not told apart, and each has a class of its own."""

MARKED: Mapping[Flag, str] = {"few": "few", "incomplete": "unseen"}
"""Flag of a cell -> its class."""

SORTED: frozenset[Kind] = NUMERIC | {"date", "month"}
"""What is not sorted as it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a table stands on the page."""

    id: str
    caption: str
    """Its own title, else that of its section."""
    label: str
    """Its name among all tables."""
    pictures: tuple[Picture, ...] = ()
    drawn: frozenset[str] = frozenset()
    """The columns that the pictures show."""


def grid_of(table: Table, language: Language, place: Place) -> Grid:
    """Return a table of the report with its figures as people read them."""
    scale = _Scale.of(table)
    told = {picture.title for picture in place.pictures}
    return Grid(
        id=place.id,
        caption=place.caption,
        heading=place.caption if table.title and place.caption not in told else None,
        label=place.label,
        unit=table.unit if any(column.kind in {"money", "estimate"} for column in table.columns) else None,
        form="wide" if table.form == "table" and len(table.columns) > SIDE_BY_SIDE else table.form,
        long=len(table.rows) > READ_AT_ONCE,
        head=tuple(_head(column, language) for column in table.columns),
        rows=tuple(
            tuple(_cell(table, number, column, scale, language) for column in table.columns)
            for number in range(len(table.rows))
        ),
        legends=tuple(safe(language.term(key)) for key in legends(table.flags.values())),
        summary=_summary(table, language, place),
        sortable=len(table.rows) >= WORTH_SORTING and table.form != "heat",
        pictures=place.pictures,
    )


def _summary(table: Table, language: Language, place: Place) -> str | None:
    """Return what stands on a table that is closed: one that its pictures mostly show, or a long one."""
    count = language.manner.count(len(table.rows))
    undrawn = [column for column in table.columns if column.key not in place.drawn]
    if place.pictures and (len(undrawn) <= HARDLY_MORE or len(table.rows) > READ_AT_ONCE):
        return language.words["page.figures"].format(count=count)
    if len(table.rows) > READ_AT_ONCE and table.form != "heat":
        return language.words["page.closed_table"].format(title=place.caption, count=count)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """What the shades and bars of a table are measured by."""

    darkest: float
    longest: float

    @classmethod
    def of(cls, table: Table) -> _Scale:
        """Return the largest share and the largest bar of a table, which its shades and bars are measured by."""
        shares = [index for index, column in enumerate(table.columns) if column.kind == "share"]
        bars = [table.position(table.bar)] if table.bar is not None else []
        return cls(darkest=_most(table, shares), longest=_most(table, bars))

    def shade(self, share: float) -> str:
        """Return the class of a share."""
        step = int(share / self.darkest * SHADES) if self.darkest else 0
        return f"h{min(max(step, 0), SHADES - 1)}"

    def bar(self, value: float) -> str:
        """Return the length of a bar; what is below zero is drawn as long as what is above."""
        return f"{abs(value) / self.longest * FULL if self.longest else 0:.4g}"


def _most(table: Table, positions: list[int]) -> float:
    values = (row[index] for index in positions for row in table.rows)
    return max((abs(value) for value in values if isinstance(value, float)), default=0.0)


def _head(column: Column, language: Language) -> Cell:
    return Cell(text=safe(language.heading(column)), classes=NUMBER if column.kind in NUMERIC else "")


def _cell(table: Table, number: int, column: Column, scale: _Scale, language: Language) -> Cell:
    value = table.rows[number][table.position(column.key)]
    flag = table.flags.get((number, column.key))
    figure = value if isinstance(value, float) else None
    shaded = figure if table.form == "heat" and column.kind == "share" else None
    shade = "" if shaded is None else scale.shade(shaded)
    text = safe(language.cell(value, column))
    kind = NUMBER if column.kind in NUMERIC else PROSE if len(text) > SENTENCE else ""
    classes = (kind, MARKED[flag] if flag else "", shade)
    return Cell(
        text=text,
        mark=FLAGS[flag].sign if flag else "",
        classes=" ".join(filter(None, classes)),
        sort=raw(value, column.kind) if column.kind in SORTED else None,
        bar=scale.bar(figure) if figure is not None and column.key == table.bar else None,
    )
