"""The dictionary: what every column of every sheet means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.report_workbook.figures import text_field
from clvcli.output.report_workbook.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.words.language import Language

KEYS = ("sheet", "heading", "key", "meaning")


def dictionary_sheet(sheets: Sequence[Sheet], language: Language) -> Sheet:
    """Return one row for each column of `sheets`, and of the dictionary itself."""
    fields = tuple(text_field(key, "dictionary", language) for key in KEYS)
    itself = Sheet(id="dictionary", name=language.words["sheet.dictionary"], fields=fields)
    rows = tuple(
        (sheet.name, each.heading, each.key, each.meaning) for sheet in (*sheets, itself) for each in sheet.fields
    )
    return Sheet(id=itself.id, name=itself.name, fields=fields, rows=rows)
