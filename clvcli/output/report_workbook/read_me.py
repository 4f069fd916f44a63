"""The first page: what the workbook is made from, how to read it, and where everything is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.output.report_workbook.sheets import Entry, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.document import Document
    from clvcli.output.report_workbook.sheets import Part
    from clvcli.output.words.language import Language

HOW_TO_READ = ("read_units", "read_marks", "read_unknown", "read_keys")
"""Keys of what the reader should know of all sheets."""

WIDTHS = (30, 100)

Line = tuple["Entry | None", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A sheet that is not there, and why."""

    id: str
    section: str | None = None
    """The section of the report that says what it lacks."""
    why: str | None = None
    """Or the words that do."""


def read_me(document: Document, parts: Sequence[Part], absent: Sequence[Absent], language: Language) -> Page:
    """Return the page that leads to `parts`; `absent` are the sheets that have no input."""
    context = (language.say(phrase) for phrase in document.context)
    short = [line for section in document.sections if section.id == "summary" for line in section.lines]
    rows: list[Line] = [
        (Entry(value=language.say(document.title), style="title"),),
        *(_text(line) for line in context),
        (),
        *_list(language.title("summary"), [language.say(line.phrase) for line in short]),
        *_list(language.words["read_how"], [language.words[key] for key in HOW_TO_READ]),
        (Entry(value=language.words["read_sheets"], style="heading"),),
        *(_link(part, language) for part in parts),
        (),
    ]
    if absent:
        rows.append((Entry(value=language.words["read_absent"], style="heading"),))
        rows.extend(_absent(document, each, language) for each in absent)
    return Page(id="read_me", name=language.words["sheet.read_me"], widths=WIDTHS, rows=tuple(rows))


def _list(title: str, texts: Sequence[str]) -> list[Line]:
    if not texts:
        return []
    return [(Entry(value=title, style="heading"),), *(_text(text) for text in texts), ()]


def _text(text: str) -> Line:
    return (None, Entry(value=text, style="text"))


def _link(part: Part, language: Language) -> Line:
    return (
        Entry(value=part.name, link=part.name),
        Entry(value=language.words[f"sheet.{part.id}.about"], style="text"),
    )


def _absent(document: Document, absent: Absent, language: Language) -> Line:
    """Say why a sheet is not there: what its section asks for, or that nobody asked for it."""
    sections = [section for section in document.sections if section.id == absent.section]
    wanted = next((section.missing for section in sections if section.missing), None)
    why = absent.why or ("read_no_input" if sections else "read_not_asked")
    said = language.say(wanted) if wanted else language.words[why]
    return (Entry(value=language.words[f"sheet.{absent.id}"]), Entry(value=said, style="text"))
