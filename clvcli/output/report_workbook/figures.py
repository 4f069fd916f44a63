"""All figures of the report in one long table: for pivots, and so that nothing is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.report_workbook.meanings import meaning_of
from clvcli.output.report_workbook.sheets import Field, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.output.document import Document, Figure, Kind, Section, Value
    from clvcli.output.words.language import Language

Row = tuple["Value | Figure", ...]

KEYS = ("section", "currency", "table", "line", "row", "column", "value")


def figures_sheet(document: Document, language: Language) -> Sheet:
    """Return a row for each key figure and each cell of each table of the report."""
    rows = (
        (language.title(section.id), section.unit, *told)
        for section in document.sections
        for told in (*_key_figures(section, language), *_cells(section, language))
    )
    return Sheet(
        id="figures",
        name=language.words["sheet.figures"],
        fields=tuple(text_field(key, "figures", language, "count" if key == "line" else "text") for key in KEYS),
        rows=tuple(rows),
    )


def text_field(key: str, sheet: str, language: Language, kind: Kind = "text") -> Field:
    """Return a column of a sheet that is no table of the report."""
    return Field(
        key=key,
        heading=language.words.get(f"heading.{key}") or language.term(key),
        meaning=meaning_of(key, language, sheet),
        kind=kind,
    )


def said_figure(figure: Figure, language: Language) -> Value | Figure:
    """Return a figure as a cell holds it: words in the language, numbers and days as they are."""
    return language.show(figure) if isinstance(figure.value, str) else figure


def _key_figures(section: Section, language: Language) -> Iterator[Row]:
    for line, each in enumerate(section.key_figures, start=1):
        table, name = language.term("key_figures"), language.term(each.id)
        yield (table, line, name, language.term("value"), said_figure(each.figure, language))


def _cells(section: Section, language: Language) -> Iterator[Row]:
    for table in section.tables:
        title = language.say(table.title) if table.title else language.title(section.id)
        first, *others = table.columns
        for line, cells in enumerate(table.rows):
            row = language.cell(cells[0], first)
            for column in others or (first,):
                figure = table.figure(line, column.key)
                yield (title, line + 1, row, language.heading(column), said_figure(figure, language))
