"""What the figures rest on: settings, models and their parameters, and how the data were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.report_workbook.figures import said_figure, text_field
from clvcli.output.report_workbook.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.output.document import Document, Figure, Section, Table, Value
    from clvcli.output.words.language import Language

    Row = tuple[Value | Figure, ...]

KEYS = ("section", "currency", "assumption", "value", "because")

TABLES = {"methods": ("customers", "note"), "parameters": ("value", None), "decisions": ("value", "because")}
"""Table -> the columns that hold what is assumed, and why; its first column says what it is about."""


def assumptions_sheet(document: Document, language: Language) -> Sheet:
    """Return what the report says of its making, then settings of models, then decisions about the data."""
    about = ((language.say(document.title), None, None, language.say(each), None) for each in document.context)
    rows = (*about, *(row for section in document.sections for row in _of_section(section, language)))
    fields = tuple(text_field(key, "assumptions", language) for key in KEYS)
    return Sheet(id="assumptions", name=language.words["sheet.assumptions"], fields=fields, rows=rows)


def _of_section(section: Section, language: Language) -> Iterator[Row]:
    title = language.title(section.id)
    if section.id == "method":
        for each in section.key_figures:
            value, because = said_figure(each.figure, language), language.say(each.meaning)
            yield (title, section.unit, language.term(each.id), value, because)
    for table in section.tables:
        if table.id in TABLES:
            yield from ((title, section.unit, *told) for told in _of_table(table, language))


def _of_table(table: Table, language: Language) -> Iterator[Row]:
    value, why = TABLES[table.id]
    for row in range(len(table.rows)):
        because = None if why is None else said_figure(table.figure(row, why), language)
        name = said_figure(table.figure(row, table.columns[0].key), language)
        yield (name, said_figure(table.figure(row, value), language), because)
