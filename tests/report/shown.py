"""What a rendering of the report shows, as text, whatever markup it came in; and what JSON says that it should."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from clvcli.output.marks import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.output.document import Document, KeyFigure, Value
    from clvcli.output.document import Section as Source
    from clvcli.output.document import Table as SourceTable
    from clvcli.output.words.language import Language

DECIMALS = {"money": 2, "estimate": 2, "share": 6, "number": 6, "count": 0, "days": 0}
"""Of numbers in JSON, as its documentation says: two of money, none of what is counted, six of others."""

SLACK = 1e-6
"""Of half a decimal: a float that lies between two of them is as near to both as floats can tell."""

Key = tuple[str, str]
"""The title of a section in capitals, as a terminal writes it, and its currency where there are several."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A key figure."""

    label: str
    value: str
    before: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: its title, empty where that of the section says what it shows, and every cell."""

    title: str
    head: Row
    rows: tuple[Row, ...]
    legends: Row = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section: its answer or what it lacks, and everything below."""

    said: str = ""
    cards: tuple[Card, ...] = ()
    legends: Row = ()
    """Of the marks of key figures."""
    lines: Row = ()
    """Each with what proves it and what to type, all in one text."""
    grids: tuple[Grid, ...] = ()
    notes: Row = ()

    @property
    def figures(self) -> int:
        """How many cells, key figures and sentences stand here."""
        cells = sum(len(row) for grid in self.grids for row in grid.rows)
        cards = sum(1 + bool(card.before) for card in self.cards)
        return cells + cards + bool(self.said) + len(self.lines) + len(self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A whole report."""

    title: str
    context: Row
    parts: dict[Key, Part] = field(default_factory=dict)


def plain(text: str) -> str:
    """Return text with every run of blanks, those that hold a line together among them, as one."""
    return " ".join(text.split())


def joined(*texts: str) -> str:
    """Return texts as one, those that are empty left out."""
    return plain(" ".join(texts))


def shown_by_json(tree: dict[str, Any], document: Document, language: Language) -> Shown:
    """Return what JSON shows, its raw values written by `language` with the digits that the document asks for."""
    parts = {}
    for section, source in zip(tree["sections"], document.sections, strict=True):
        unit = section["currency"] or "" if document.several_currencies else ""
        parts[section["title"].upper(), unit] = _part(section, source, language)
    assert len(parts) == len(tree["sections"])
    return Shown(title=tree["title"], context=_texts(tree["context"]), parts=parts)


def _part(section: dict[str, Any], source: Source, language: Language) -> Part:
    missing = section["missing"]
    titles = {each.id: each for each in source.tables}
    flags = {each["flag"] for each in section["key_figures"] if each["flag"]}
    return Part(
        said=plain(missing["text"]) if missing else joined(*_texts(section["answer"])),
        cards=tuple(
            _card(each, key_figure, language)
            for each, key_figure in zip(section["key_figures"], source.key_figures, strict=True)
        ),
        legends=_legends(flags, language),
        lines=tuple(
            joined(
                line["text"],
                language.title(line["proof"]) if line["proof"] else "",
                line["command"] or "",
            )
            for line in section["lines"]
        ),
        grids=tuple(_grid(table, titles[table["id"]], section["title"], language) for table in section["tables"]),
        notes=_texts(section["notes"]),
    )


def _card(each: dict[str, Any], source: KeyFigure, language: Language) -> Card:
    ends = {name: getattr(source, name) for name in ("before", "low", "high")}
    figures = {"value": source.figure} | {name: end for name, end in ends.items() if end is not None}
    assert all(each[name] is None for name, end in ends.items() if end is None)
    for name, figure in figures.items():
        assert is_said(each[name], figure.value, figure.kind), (source.id, name)
        assert (each["kind"], each["currency"]) == (figure.kind, figure.unit)
    shown = {name: plain(language.show(figure)) for name, figure in figures.items()}
    meaning = plain(each["meaning"]["text"])
    assert all(shown[name] in meaning for name in ("low", "high") if name in shown)
    sign = FLAGS[each["flag"]].sign if each["flag"] else ""
    return Card(
        label=plain(each["label"]),
        value=shown["value"] + sign if shown["value"] or sign else language.term("unknown"),
        before=shown.get("before", ""),
        meaning=meaning,
    )


def _grid(table: dict[str, Any], source: SourceTable, section: str, language: Language) -> Grid:
    flags = {(each["row"], each["column"]): each["flag"] for each in table["flags"]}
    title = table["title"]["text"] if table["title"] else ""
    assert [column["key"] for column in table["columns"]] == [column.key for column in source.columns]

    def cells(number: int, row: dict[str, Any]) -> Iterator[str]:
        assert list(row) == sorted(column.key for column in source.columns)
        for column, value in zip(source.columns, source.rows[number], strict=True):
            assert is_said(row[column.key], value, column.kind), (source.id, column.key)
            flag = flags.get((number, column.key))
            yield plain(language.cell(value, column) + (FLAGS[flag].sign if flag else ""))

    return Grid(
        title="" if title == section else plain(title),
        head=tuple(plain(column["label"]) for column in table["columns"]),
        rows=tuple(tuple(cells(number, row)) for number, row in enumerate(table["rows"])),
        legends=_legends(set(flags.values()), language),
    )


def is_said(told: object, value: Value, kind: str) -> bool:
    """Tell whether JSON tells a value of the report: a number to the last decimal that its kind has there."""
    if isinstance(value, float):
        return isinstance(told, int | float) and abs(told - value) <= 0.5 * 10.0 ** -DECIMALS[kind] * (1 + SLACK)
    return told == (value.isoformat() if isinstance(value, date) else value)


def _legends(flags: set[Any], language: Language) -> Row:
    return tuple(plain(language.term(FLAGS[flag].legend)) for flag in sorted(flags))


def _texts(phrases: list[dict[str, Any]]) -> Row:
    return tuple(plain(phrase["text"]) for phrase in phrases)
