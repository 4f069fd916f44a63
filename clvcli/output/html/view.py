"""What a page shows, ready to be set: texts of one language, made harmless, in the order in which they are read.

Templates put these into HTML and decide nothing; the figures and words are those of every other rendering.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table."""

    text: str
    mark: str = ""
    """The sign behind the figure that a legend explains."""
    classes: str = ""
    sort: str | int | float | None = None
    """What rows are sorted by, where it is not the text."""
    bar: str | None = None
    """The length of the bar beside the figure, of 100; None without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart, drawn, with what it shows in words."""

    id: str
    title: str
    drawing: str
    """An `<svg>` element that can do nothing but be seen."""
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table."""

    id: str
    caption: str
    heading: str | None
    """What stands above it; None where its section or a chart says what it shows."""
    label: str
    """Its name among all tables of the page."""
    unit: str | None
    """What amounts of money are in."""
    form: str
    long: bool
    """Whether it may be broken over pages."""
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legends: tuple[str, ...]
    summary: str | None
    """What stands on a table that is closed until somebody asks for it; None for one that stands open."""
    sortable: bool
    pictures: tuple[Picture, ...] = ()
    """Of this table, to be looked at before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A key figure."""

    label: str
    value: str
    meaning: str
    before: str | None = None
    """What it was on the day that the report compares with."""
    classes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another section; `href` is None where the page does not have it."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A line of a list, with the section that proves it or with what to type."""

    text: str
    proof: Link | None
    command: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A section."""

    id: str
    name: str
    """What kind of section it is, in every language: `summary`."""
    number: int | None
    title: str
    answer: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    legends: tuple[str, ...] = ()
    """Of the marks on the cards."""
    findings: tuple[Finding, ...] = ()
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
    big: bool = False
    """Whether it fills a page of its own."""
    missing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The sections of one currency, or of all; without a title where there is one currency only."""

    id: str
    title: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole report."""

    language: str
    title: str
    context: tuple[str, ...]
    parts: tuple[Part, ...]
    words: dict[str, str] = field(default_factory=dict)
    """What the page says of itself."""
