"""A language in the characters that a screen has: letters it lacks are spelled as people without them do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clvcli.output.terminal import can_show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.output.words.language import Language

SPELLED: Mapping[str, str] = {
    "å": "aa", "ä": "ae", "æ": "ae", "ö": "oe", "ø": "oe", "Å": "Aa", "Ä": "Ae", "Æ": "Ae", "Ö": "Oe", "Ø": "Oe",
    "é": "e", "É": "E", "è": "e", "ü": "u", "–": "-", "’": "'", "×": "x", "·": "|", "±": "+/-",
}  # fmt: skip
"""Letters and signs of our words -> how they are written without them; names and other data are never respelled."""


def within(language: Language, encoding: str) -> Language:
    """Return the language as `encoding` can show it."""
    spelled = {ord(letter): plain for letter, plain in SPELLED.items() if not can_show(letter, encoding)}
    if not spelled:
        return language
    return replace(
        language,
        words={key: text.translate(spelled) for key, text in language.words.items()},
        sayings={text: said.translate(spelled) for text, said in language.sayings.items()},
    )
