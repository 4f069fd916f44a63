"""Sentences that remember what they were made of, so that they can be said in another language."""

from __future__ import annotations

from typing import Any, Self


class Saying(str):
    """A sentence in English, with the template and the figures it was made of.

    It is a text like any other to whoever asks no more; whoever speaks another language looks the template up
    and fills in the figures as that language writes them (`output.words.language`).
    """

    __slots__ = ("figures", "template")

    template: str
    """In the form of `str.format`, with named figures only: what a translation is looked up by."""
    figures: dict[str, Any]
    """Numbers, days and texts; a text may be a saying of its own."""

    def __new__(cls, template: str, **figures: Any) -> Self:
        """Say `template` with `figures` in its braces."""
        said = super().__new__(cls, template.format_map(figures))
        said.template, said.figures = template, figures
        return said
