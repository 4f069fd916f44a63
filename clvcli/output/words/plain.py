"""A language in the characters that a screen has: letters it lacks are spelled as people without them do."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from clvcli.output.terminal import can_show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.output.words.language import Language

SPELLED: Mapping[str, str] = {
    "å": "aa", "ä": "ae", "æ": "ae", "ö": "oe", "ø": "oe", "Å": "Aa", "Ä": "Ae", "Æ": "Ae", "Ö": "Oe", "Ø": "Oe",
    "é": "e", "É": "E", "è": "e", "ü": "u", "–": "-", "’": "'", "×": "x", "·": "|", "±": "+/-",
    "“": '"', "”": '"', "„": '"', "‘": "'",
}  # fmt: skip
"""Letters and signs of our words -> how they are written without them; names and other data are never respelled."""


OF_THE_BOOK = frozenset({"action", "owner"})
"""Columns of sentences of the book of actions, which is in the language of the reader too."""


def within(language: Language, encoding: str) -> Language:
    """Return the language as `encoding` can show it."""
    letters = _lacking(encoding)
    if not letters:
        return language
    return replace(
        language,
        words={key: text.translate(letters) for key, text in language.words.items()},
        sayings={text: said.translate(letters) for text, said in language.sayings.items()},
    )


def spelled(text: str, column: str, encoding: str) -> str:
    """Return a cell of `column` as `encoding` can show it, where it is a sentence of ours."""
    return text.translate(_lacking(encoding)) if column in OF_THE_BOOK else text


@cache
def _lacking(encoding: str) -> Mapping[int, str]:
    """Return the letters that an encoding lacks, and how they are spelled without."""
    return {ord(letter): plain for letter, plain in SPELLED.items() if not can_show(letter, encoding)}
