"""Options of `report`: its title, and how its page looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from clvcli.cli import values
from clvcli.errors import OptionsDisagreeError
from clvcli.output.targets import PAGE

if TYPE_CHECKING:
    from collections.abc import Collection

    from clvcli.output.document import Document
    from clvcli.output.html.look import Look

PRESENTING = "The page"
"""Heading of `--help`."""

EMAILED = ("summary", "key_figures", "changed", "segments", "next")
"""What a mail holds unless sections are named: what somebody reads before the first coffee."""

OF_PAGES = ("brand-colour", "email-ready")
"""Options that do something to a page alone."""

_page = partial(typer.Option, rich_help_panel=PRESENTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presenting:
    """What the report is called, and how its page looks."""

    title: Annotated[str | None, _page("--title", metavar="TEXT", help="Of the report, in every format.")] = None
    brand_colour: Annotated[
        str | None,
        _page("--brand-colour", metavar="RRGGBB", parser=values.colour, help="Of lines and links on the page."),
    ] = None
    email_ready: Annotated[
        bool, _page("--email-ready", help="A short page for the body of a mail; -o mail.html, or down a pipe.")
    ] = False

    def check(self, given: Collection[str], chosen: str) -> None:
        """Raise OptionsDisagreeError where an option of pages stands on the command line, and no page is made."""
        idle = next((option for option in OF_PAGES if option in given and chosen != PAGE), None)
        if idle is not None:
            raise OptionsDisagreeError.without(f"--{idle}", f"--format {PAGE}")

    def format(self) -> str | None:
        """Return the format that the options imply, None where any will do."""
        return PAGE if self.email_ready else None

    def look(self) -> Look:
        """Return how the page looks."""
        from clvcli.output.html.look import ACCENT, Look

        return Look(accent=self.brand_colour or ACCENT, for_mail=self.email_ready)

    def presented(self, document: Document, asked: Collection[str]) -> Document:
        """Return the document with the sections `asked` for, all if none is named, under its title."""
        from clvcli.output.document import Figure, Phrase

        chosen = document.only(asked or (EMAILED if self.email_ready else ()))
        if self.title is None:
            return chosen
        return replace(chosen, title=Phrase("titled", {"title": Figure(value=self.title, kind="text")}))
