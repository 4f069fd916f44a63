"""What a language is to the renderers: words for keys, room for figures, and how figures are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.errors import MalformedReportError
from clvcli.output import figures
from clvcli.output.words_en import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.output.document import Column, Figure, Phrase, Value

ONE = ".one"
"""Suffix of the words used where the figure called `count` is 1."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the report."""

    words: Mapping[str, str]

    def say(self, phrase: Phrase) -> str:
        """Return the words of a phrase with its figures in them.

        Raises MalformedReportError where a figure is not known: a sentence with a hole in it says nothing.
        """
        hole = next((name for name, figure in phrase.figures.items() if figure.value is None), None)
        if hole is not None:
            raise MalformedReportError.hole(phrase.key, hole)
        figure = phrase.figures.get("count")
        singular = phrase.key + ONE
        one = figure is not None and figure.value == 1 and singular in self.words
        template = self.words[singular if one else phrase.key]
        return template.format_map({name: self.show(figure) for name, figure in phrase.figures.items()})

    def term(self, key: str) -> str:
        """Return the word for a key; a key the catalogue lacks (a rule, a reason) is spelled out."""
        return self.words.get(key) or key.replace("_", " ")

    def title(self, section: str) -> str:
        """Return the title of the section with this id."""
        return self.words[f"section.{section}"]

    def heading(self, column: Column) -> str:
        """Return what stands above a column."""
        return self.say(column.heading) if column.heading else self.term(column.key)

    def show(self, figure: Figure) -> str:
        """Return a figure as people read it in this language."""
        if figure.kind == "term" and isinstance(figure.value, str):
            return self.term(figure.value)
        return figures.show(figure)

    def cell(self, value: Value, column: Column) -> str:
        """Return a cell of a table as people read it; its unit stands in the heading or title."""
        if column.kind == "term" and isinstance(value, str):
            return self.term(value)
        return figures.show_value(value, column.kind, column.digits)


ENGLISH = Language(WORDS)
