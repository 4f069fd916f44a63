"""How a command that makes a document, not rows, delivers it: on the screen or in a format of files."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from clvcli.cli.session import check_looks
from clvcli.errors import BadValueError, NotForTerminalError
from clvcli.output.diagnostics import NORMAL
from clvcli.output.targets import format_of_name, is_standard_output

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from clvcli.cli.options import Target
    from clvcli.cli.session import Session
    from clvcli.output.document import Document
    from clvcli.output.html.look import Look
    from clvcli.output.words.language import Language

BOOK = "xlsx"
"""A workbook, which has more in it than the document: whoever has the tables behind it writes one."""


def document_format(
    session: Session, target: Target, noun: str, *, unnamed: str | None = None, book: bool = False
) -> str:
    """Return the format of a document; raises BadValueError for one that documents are not written in.

    `noun` is what the reader calls it: `report`.  `unnamed` is what standard output gets where no format is
    named: by default the screen a table, and a pipe Markdown.  `book` tells whether it can be a workbook, which
    a terminal cannot show: then NotForTerminalError is raised.
    """
    on_screen = is_standard_output(target.output) and session.streams.stdout_is_terminal
    if target.output_format is not None:
        chosen, place = str(target.output_format), "--format"
    elif is_standard_output(target.output):
        chosen, place = unnamed or ("table" if on_screen else "md"), "--format"
    else:
        chosen, place = format_of_name(target.output) or "", "--output"
    screen = ("table",) if is_standard_output(target.output) else ()
    if chosen == BOOK and book and on_screen:
        raise NotForTerminalError.from_format(chosen)
    if chosen not in (*WRITERS, *screen, *((BOOK,) if book else ())):
        word = chosen or Path(str(target.output)).suffix.lstrip(".") or "that"
        hint = "-o report.html, -o report.md or -o report.json"
        raise BadValueError.of(place, f"{_with_article(noun)} is not written as {word}", hint)
    check_looks(session, target, chosen)
    return chosen


def deliver_document(
    session: Session,
    document: Document,
    target: Target,
    chosen: str,
    noun: str,
    look: Look | None = None,
    book: Callable[[BinaryIO], None] | None = None,
) -> None:
    """Draw the document, or write it whole; `look` is that of a page, `book` writes it as a workbook."""
    from clvcli.output.files import OnlyIfChanged
    from clvcli.output.objects import written_whole
    from clvcli.output.render_terminal import ReportView

    place = "standard output" if is_standard_output(target.output) else str(target.output)
    session.facts |= {"output": target.output, "format": chosen}
    if target.dry_run:
        session.voice.detail(f"would write the {noun} to {place} as {chosen}; nothing is written", at=NORMAL)
        return
    if chosen == "table":
        session.streams.show(ReportView(document, session.streams.encoding, session.language))
        session.streams.flush()
        return
    write = book or partial(_written, WRITERS[chosen](document, session.language, look))
    if is_standard_output(target.output):
        whole = BytesIO()
        write(whole)
        session.streams.write(whole.getbuffer())
        session.streams.flush()
        return
    asked = OnlyIfChanged() if target.only_if_changed else None
    with written_whole(str(target.output), private=True, only_if_changed=asked) as file:
        write(file)
    session.write_rejects()
    session.wrote(place, f"the {noun}", left_alone=asked is not None and asked.left_alone)


def _written(content: bytes, file: BinaryIO) -> None:
    file.write(content)


def _markdown(document: Document, language: Language, _look: Look | None) -> bytes:
    from clvcli.output.render_markdown import render_markdown

    return _encoded(render_markdown(document, language))


def _json(document: Document, language: Language, _look: Look | None) -> bytes:
    from clvcli.output.render_json import render_json

    return _encoded(render_json(document, language))


def _page(document: Document, language: Language, look: Look | None) -> bytes:
    from clvcli.output.html.look import Look
    from clvcli.output.html.mail import render_mail
    from clvcli.output.html.page import render_html

    look = look or Look()
    return _encoded((render_mail if look.for_mail else render_html)(document, language, look))


def _encoded(text: str) -> bytes:
    """Return text in UTF-8; what a file name holds that is none is shown as an escape."""
    return text.encode(errors="backslashreplace")


WRITERS: Mapping[str, Callable[[Document, Language, Look | None], bytes]] = {
    "md": _markdown,
    "json": _json,
    "html": _page,
}
"""Formats of a document besides the screen."""


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
