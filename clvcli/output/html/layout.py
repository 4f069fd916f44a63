"""From the report to a page: what stands where, what it is called, what leads to what."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clvcli.output.charts.draw import alternative, drawn
from clvcli.output.html.tables import Place, grid_of
from clvcli.output.html.view import Block, Card, Finding, Grid, Link, Page, Part, Picture
from clvcli.output.marks import FLAGS, legends
from clvcli.output.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.output.document import Chart, Document, KeyFigure, Line, Phrase, Section, Table
    from clvcli.output.words.language import Language

MANY_TABLES = 4
"""From which on a section begins a page of its own on paper."""

UNNUMBERED = frozenset({"summary"})
"""Sections that stand before the first and lead to all others."""


def page_of(document: Document, language: Language) -> Page:
    """Return the page of a document: the sections of each currency together, then those of all."""
    several = document.several_currencies
    units: list[str | None] = [None]
    if several:
        units = [*dict.fromkeys(section.unit for section in document.sections if section.unit), None]
    parts = [
        (unit, [section for section in document.sections if not several or section.unit == unit]) for unit in units
    ]
    page = _Page(language=_typeset(language), several=several)
    page.lay(section for _, sections in parts for section in sections)
    return Page(
        language=language.code,
        title=page.say(document.title),
        context=tuple(map(page.say, document.context)),
        parts=tuple(page.part(unit, sections) for unit, sections in parts if sections),
        words={key: text for key, text in language.words.items() if key.startswith("page.")},
    )


def _typeset(language: Language) -> Language:
    """Return the language with amounts that no line breaks in two."""
    amount = language.manner.amount.replace(" ", "\N{NO-BREAK SPACE}")
    return replace(language, manner=replace(language.manner, amount=amount))


def columns_of(chart: Chart) -> tuple[str, ...]:
    """Return the columns of its table that a chart shows."""
    return (chart.x, *chart.y, *(key for key in (chart.low, chart.high) if key))


@dataclass(slots=True, kw_only=True)
class _Page:
    """A page in the making: which names are taken, and where each section is."""

    language: Language
    several: bool
    anchors: dict[tuple[str, str | None], tuple[str, int | None]] = field(default_factory=dict)
    """Section -> its id on the page and its number."""
    taken: Counter[str] = field(default_factory=Counter)

    def say(self, phrase: Phrase) -> str:
        """Return the words of a phrase, made harmless."""
        return safe(self.language.say(phrase))

    def lay(self, sections: Iterator[Section]) -> None:
        """Give each section its id and number, in the order of the page."""
        number = 0
        for section in sections:
            number += section.id not in UNNUMBERED
            name = self.named(section.id, section.unit if self.several else None)
            self.anchors[section.id, section.unit] = name, None if section.id in UNNUMBERED else number

    def named(self, *parts: str | None) -> str:
        """Return an id that nothing else on the page has: `changed-dkk`."""
        name = "-".join(re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") or "x" for part in parts if part)
        return self.once(name, "-")

    def once(self, name: str, sign: str) -> str:
        """Return `name`, numbered where it is taken."""
        self.taken[name] += 1
        return name if self.taken[name] == 1 else self.once(f"{name}{sign}{self.taken[name]}", sign)

    def part(self, unit: str | None, sections: Sequence[Section]) -> Part:
        """Return the sections of a currency, or of all."""
        title = (safe(unit) if unit else self.language.words["page.all_currencies"]) if self.several else None
        return Part(id=self.named("part", unit), title=title, blocks=tuple(map(self.block, sections)))

    def block(self, section: Section) -> Block:
        """Return a section."""
        name, number = self.anchors[section.id, section.unit]
        marks = legends(card.flag for card in section.key_figures)
        return Block(
            id=name,
            name=section.id,
            number=number,
            title=safe(self.language.title(section.id)),
            answer=tuple(map(self.say, section.answer)),
            cards=tuple(map(self.card, section.key_figures)),
            legends=tuple(safe(self.language.term(key)) for key in marks),
            findings=tuple(self.finding(line, section.unit) for line in section.lines),
            grids=tuple(self.grids(section)),
            notes=tuple(map(self.say, section.notes)),
            missing=self.say(section.missing) if section.missing else None,
            big=len(section.tables) >= MANY_TABLES,
        )

    def card(self, figure: KeyFigure) -> Card:
        """Return a key figure; what is not known says so."""
        known = self.language.show(figure.figure)
        mark = FLAGS[figure.flag].sign if figure.flag and known else ""
        return Card(
            label=safe(self.language.term(figure.id)),
            value=safe(known + mark or self.language.term("unknown")),
            meaning=self.say(figure.meaning),
            before=self.before(figure),
            classes="" if known else "unknown",
        )

    def before(self, figure: KeyFigure) -> str | None:
        """Return what a key figure was, where that is known."""
        if figure.before is None:
            return None
        return safe(f"{self.language.term('figure_before')}: {self.language.show(figure.before)}")

    def finding(self, line: Line, unit: str | None) -> Finding:
        """Return a line with the section that proves it, of the same currency where there are several."""
        proof = self.link(line.proof, unit) if line.proof else None
        command = safe(line.command) if line.command else None
        return Finding(text=self.say(line.phrase), proof=proof, command=command)

    def link(self, section: str, unit: str | None) -> Link:
        """Return the way to a section."""
        of_any = (anchor for (name, _), anchor in self.anchors.items() if name == section)
        anchor, number = self.anchors.get((section, unit)) or next(of_any, (None, None))
        title = safe(self.language.title(section))
        return Link(text=f"{number} {title}" if number else title, href=anchor and f"#{anchor}")

    def grids(self, section: Section) -> Iterator[Grid]:
        """Yield the tables of a section, each with the charts that show it."""
        title = safe(self.language.title(section.id))
        for table in section.tables:
            words = self.say(table.title) if table.title else title
            label = f"{words}, {table.unit}" if self.several and table.unit else words
            name = self.named(self.anchors[section.id, section.unit][0], table.id)
            charts = [chart for chart in section.charts if chart.table == table.id]
            pictures = tuple(filter(None, (self.picture(chart, table, name) for chart in charts)))
            place = Place(
                id=name,
                caption=words,
                label=self.once(label, " "),
                pictures=pictures,
                drawn=frozenset(key for chart in charts for key in columns_of(chart)) if pictures else frozenset(),
            )
            yield grid_of(table, self.language, place)

    def picture(self, chart: Chart, table: Table, name: str) -> Picture | None:
        """Return a chart of a table, None where the table holds no figure of it."""
        drawing = drawn(chart, table, self.language, prefix=f"{name}-")
        if not drawing:
            return None
        title = chart.title or table.title
        return Picture(
            id=self.named(name, chart.id),
            title=self.say(title) if title else "",
            drawing=safe(drawing),
            alternative=safe(alternative(chart, table, self.language)),
        )
