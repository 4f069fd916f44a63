"""Reports as workbooks, read back by another library than the one that wrote them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl

from clvcli.output.report import build_report
from clvcli.output.report_workbook.book import write_book
from clvcli.output.report_workbook.workbook import Material, parts_of
from clvcli.output.shared import shareable
from clvcli.output.words.languages import language_of

if TYPE_CHECKING:
    from clvcli.output.report_inputs import ReportInputs


def written(inputs: ReportInputs, code: str = "en", *, share: bool = False) -> bytes:
    """Return the bytes of the workbook of a report."""
    language, document = language_of(code), build_report(inputs)
    shown = shareable(document) if share else document
    parts = parts_of(Material(document=shown, analyses=inputs.analyses, language=language, share=share))
    target = io.BytesIO()
    write_book(parts, language, target, title=language.say(shown.title), created=inputs.analyses[0].as_of)
    return target.getvalue()


def read(book: bytes, **how: Any) -> Any:
    """Return the workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(book), **how)
