"""The key figures of all sections, each with what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.report_workbook.figures import said_figure, text_field
from clvcli.output.report_workbook.sheets import Sheet

if TYPE_CHECKING:
    from clvcli.output.document import Document, Figure, KeyFigure
    from clvcli.output.words.language import Language

KEYS = ("section", "currency", "key_figure", "value", "before", "low", "high", "meaning")


def summary_sheet(document: Document, language: Language) -> Sheet | None:
    """Return the key figures, or None where the report has none."""
    rows = tuple(
        (
            language.title(section.id),
            section.unit,
            language.term(each.id),
            *(figure and said_figure(figure, language) for figure in _figures(each)),
            language.say(each.meaning),
        )
        for section in document.sections
        for each in section.key_figures
    )
    flags = {
        (row, KEYS.index("value")): each.flag
        for row, each in enumerate(each for section in document.sections for each in section.key_figures)
        if each.flag
    }
    fields = tuple(text_field(key, "summary", language) for key in KEYS)
    name = language.words["sheet.summary"]
    return Sheet(id="summary", name=name, fields=fields, rows=rows, flags=flags) if rows else None


def _figures(each: KeyFigure) -> tuple[Figure | None, ...]:
    return each.figure, each.before, each.low, each.high
