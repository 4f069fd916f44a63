"""What a terminal can show, and text made fit for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rich.padding import Padding
from rich.text import Text

from clvcli.output.terminal import can_show, showable

if TYPE_CHECKING:
    from rich.console import RenderableType

    from clvcli.output.document import Phrase
    from clvcli.output.words.language import Language

PROSE_WIDTH = 96
"""Sentences are broken here however wide the screen is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The width, characters and colours of a terminal, and the language of its reader."""

    width: int
    encoding: str
    colours: str | None
    """Rich's name of the colour system; None without colour."""
    language: Language

    def text(self, content: str, style: str = "") -> Text:
        """Return text that neither runs as markup nor moves the cursor, in characters the screen has."""
        return Text(showable(content, self.encoding), style=style)

    def say(self, phrase: Phrase, style: str = "") -> Text:
        """Return the words of a phrase."""
        return self.text(self.language.say(phrase), style)

    def term(self, key: str, style: str = "") -> Text:
        """Return the word for a key."""
        return self.text(self.language.term(key), style)

    def prose(self, content: Text) -> RenderableType:
        """Return a sentence broken to lines that can be read."""
        return Padding(content, (0, max(0, self.width - PROSE_WIDTH), 0, 0))

    @property
    def rule(self) -> str:
        """Return the character of the line under a heading."""
        return "─" if can_show("─", self.encoding) else "-"

    @property
    def cut(self) -> Literal["ellipsis", "crop"]:
        """Return how text that does not fit ends: with a sign for it where there is one."""
        return "ellipsis" if can_show("…", self.encoding) else "crop"

    @property
    def separator(self) -> str:
        """Return what stands between the parts of a line."""
        return " · " if can_show("·", self.encoding) else " | "
