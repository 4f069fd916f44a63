"""What a workbook is made of, as data: tables with typed columns, and pages of single cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from clvcli.output.document import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.output.document import Chart, Figure, Flag, Kind, Table, Value
    from clvcli.output.settled import Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a sheet; heading and meaning are said in the language of the workbook."""

    key: str
    """Stable snake_case name, as in JSON."""
    heading: str
    meaning: str
    kind: Kind
    digits: int | None = None
    unit: str | None = None
    """The currency whose decimals money is shown with; of several the finest."""

    @property
    def numeric(self) -> bool:
        """Whether its cells are numbers."""
        return self.kind in NUMERIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Where a table of the report stands in a sheet, and the charts that draw it."""

    table: Table
    row: int
    """The first of its rows, the sheet's first being 0."""
    height: int
    places: Mapping[str, int]
    """The columns of the table, where they stand in the sheet."""
    unit: str | None
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One tidy table: headings in the first line, then rows."""

    id: str
    """What the words know it by: `sheet.ID` is its name, `sheet.ID.about` what it holds."""
    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value | Figure, ...], ...] = ()
    flags: Mapping[tuple[int, int], Flag] = field(default_factory=dict)
    """Marks of single cells, by row and column."""
    shaded: tuple[int, ...] = ()
    """Columns whose shares are shaded, the higher the darker."""
    blocks: tuple[Block, ...] = ()
    settled: Settled | None = None
    """The rows of a long table instead of `rows`, under the same columns."""

    @property
    def height(self) -> int:
        """How many rows stand under the headings."""
        return len(self.rows) if self.settled is None else self.settled.rows.frame.height

    def position(self, key: str) -> int:
        """Return where the column called `key` stands."""
        return next(place for place, each in enumerate(self.fields) if each.key == key)


Style = Literal["plain", "title", "heading", "heading_of_figures", "text", "beside", "input", "result"]
"""`text` is wrapped, words `beside` figures keep away from them, an `input` is to be typed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One cell of a page."""

    value: Value = None
    """Of a formula what it comes to, for whoever does not reckon it."""
    kind: Kind = "text"
    digits: int | None = None
    unit: str | None = None
    formula: str | None = None
    style: Style = "plain"
    link: str | None = None
    """The name of the sheet that the cell leads to."""
    between: tuple[float, float] | None = None
    """The least and the most that may be typed here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Cells that are read from top to bottom: no table."""

    id: str
    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Entry | None, ...], ...]


Part = Sheet | Page
