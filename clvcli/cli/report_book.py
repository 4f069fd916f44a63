"""`report -o FILE.xlsx`: the report, and the tables behind it, as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from clvcli.cli.session import Session
    from clvcli.output.document import Document
    from clvcli.output.report_inputs import ReportInputs


def report_book(
    session: Session, document: Document, inputs: ReportInputs, *, share: bool
) -> Callable[[BinaryIO], None]:
    """Return what writes `document`, which was made from `inputs`, as a workbook; to `share` without customers."""
    from clvcli.output.report_workbook.book import write_book
    from clvcli.output.report_workbook.workbook import Material, parts_of

    material = Material(document=document, analyses=inputs.analyses, language=session.language, share=share)
    title, created = session.language.say(document.title), inputs.analyses[0].as_of
    parts = parts_of(material)
    session.elapsed("sheets described")
    return lambda file: write_book(parts, session.language, file, title=title, created=created)
