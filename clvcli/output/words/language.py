"""What a language is to the renderers: words for keys, room for figures, and how figures are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import TYPE_CHECKING, Any

from clvcli.errors import MalformedReportError
from clvcli.output.document import NAMELESS
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders import schema
    from clvcli.orders.fields import Field
    from clvcli.output.document import Column, Figure, Phrase, Value
    from clvcli.output.figures import Manner

ONE = ".one"
"""Suffix of the words used where the figure called `count` is 1."""

MADE_IN = "en"
"""The language that sayings are made in: it shows them as they were made."""

MEANING = ".meaning"
"""Suffix of what a column of rows means, in a whole sentence."""

_SPEC = re.compile(r"(?P<thousands>,?)(?:\.(?P<digits>\d+))?(?P<kind>[fg%]?)")
"""Forms of `str.format` that sayings have for numbers: `,` `.2f` `g` `.0%`; a day in any form is its month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of what people read."""

    code: str
    words: Mapping[str, str]
    manner: Manner
    sayings: Mapping[str, str] = field(default_factory=dict)
    """English templates, and texts that tables carry in English -> the same in this language."""

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
        """Return the word for a key, or for a text that tables carry; what no catalogue has is spelled out."""
        return self.words.get(key) or self.sayings.get(key) or key.replace("_", " ")

    def title(self, section: str) -> str:
        """Return the title of the section with this id."""
        return self.words[f"section.{section}"]

    def heading(self, column: Column) -> str:
        """Return what stands above a column of a table of the report."""
        return self.say(column.heading) if column.heading else self.term(column.key)

    def label(self, name: str) -> str:
        """Return what stands above a column of rows: `value_to_date` -> `value to date`."""
        return self.words.get(f"column.{name}") or self.term(name)

    def meaning(self, column: schema.Column | Field) -> str:
        """Return what a column of rows means; the schema says it in English.

        Several tables may have a column of one name; where it means something else there, that is a saying.
        """
        own = self.words.get(f"column.{column.name}{MEANING}")
        return self.sayings.get(column.meaning) or own or column.meaning

    def prose(self, text: str) -> str:
        """Return a text that the tables carry, in this language where it has one; data stay as they are."""
        if not isinstance(text, Saying):
            return self.sayings.get(text, text)
        if self.code == MADE_IN:
            return text
        return _Filled(self).vformat(self.sayings.get(text.template, text.template), (), text.figures)

    def show(self, figure: Figure) -> str:
        """Return a figure as people read it in this language."""
        if isinstance(figure.value, str):
            return self._text(figure.value, figure.kind)
        return self.manner.figure(figure)

    def cell(self, value: Value, column: Column) -> str:
        """Return a cell of a table as people read it; its unit stands in the heading or title."""
        if isinstance(value, str):
            return self._text(value, column.kind)
        return self.manner.value(value, column.kind, column.digits)

    def _text(self, text: str, kind: str) -> str:
        if kind == "name" and not isinstance(text, Saying):
            return self.term(text) if text in NAMELESS else text
        if kind == "term":
            return self.term(text)
        return self._period(text) if kind == "period" else self.prose(text)

    def _period(self, text: str) -> str:
        """Return a period as its option is typed, `36m`, in words: 36 months."""
        key, length = f"period.{text[-1:]}", text[:-1]
        if key not in self.words:
            return self.prose(text)
        return self.words[key + ONE if length == "1" else key].format(count=length)


class _Filled(Formatter):
    """Figures of a saying as a language writes them."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return a figure in the form that the template asks for."""
        manner, spec = self.language.manner, _SPEC.fullmatch(format_spec)
        if isinstance(value, str):
            return self.language.prose(value)
        if isinstance(value, date):
            return manner.month_of(value) if format_spec else manner.day_of(value)
        if isinstance(value, int | float | Decimal) and spec is not None:
            if spec["kind"] == "%":
                return manner.share(float(value), int(spec["digits"] or 0))
            if spec["kind"] == "g":
                return manner.number(float(value), len(format(value, format_spec).partition(".")[2]))
            if spec["digits"] or spec["thousands"]:
                return manner.number(float(value), int(spec["digits"] or -min(0, _exponent(value))))
        return str(super().format_field(value, format_spec))


def _exponent(value: float | Decimal) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return exponent if isinstance(exponent, int) else 0
