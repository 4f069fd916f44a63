"""How a command that makes a document, not rows, delivers it: on the screen, as Markdown or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from clvcli.errors import BadValueError
from clvcli.output.diagnostics import NORMAL
from clvcli.output.targets import format_of_name, is_standard_output

if TYPE_CHECKING:
    from clvcli.cli.options import Target
    from clvcli.cli.session import Session
    from clvcli.output.document import Document

WRITTEN = ("md", "json")
"""Formats of a document besides the screen."""


def document_format(session: Session, target: Target, noun: str) -> str:
    """Return the format of a document; raises BadValueError for one that documents are not written in.

    `noun` is what the reader calls it: `report`.
    """
    on_screen = is_standard_output(target.output) and session.streams.stdout_is_terminal
    if target.output_format is not None:
        chosen, place = str(target.output_format), "--format"
    elif is_standard_output(target.output):
        chosen, place = ("table" if on_screen else "md"), "--format"
    else:
        chosen, place = format_of_name(target.output) or "", "--output"
    screen = ("table",) if is_standard_output(target.output) else ()
    if chosen not in (*WRITTEN, *screen):
        word = chosen or Path(str(target.output)).suffix.lstrip(".") or "that"
        hint = "-o report.md or -o report.json"
        raise BadValueError.of(place, f"{_with_article(noun)} is not written as {word}", hint)
    return chosen


def deliver_document(session: Session, document: Document, target: Target, chosen: str, noun: str) -> None:
    """Draw the document, or write it whole."""
    from clvcli.output.files import replaced_whole
    from clvcli.output.render_json import render_json
    from clvcli.output.render_markdown import render_markdown
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
    text = (render_json if chosen == "json" else render_markdown)(document, session.language)
    if is_standard_output(target.output):
        session.streams.write(text.encode())
        session.streams.flush()
        return
    with replaced_whole(Path(str(target.output)), private=True) as file:
        file.write(text.encode())
    session.write_rejects()
    session.voice.say(f"wrote the {noun} to {place}")


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
