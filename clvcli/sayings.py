"""Sentences that remember what they were made of, so that they can be said in another language."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


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


def joined(separator: str, parts: Iterable[str]) -> Saying:
    """Say one part after the other, with signs between them that no language writes otherwise."""
    figures = {f"part{number}": part for number, part in enumerate(parts)}
    return Saying(separator.join(f"{{{name}}}" for name in figures), **figures)


def together(parts: Iterable[str]) -> Saying:
    """Say one part and the next, as many as a sentence has room for."""
    first, *others = parts
    return functools.reduce(
        lambda said, other: Saying("{said} and {other}", said=said, other=other), others, joined("", [first])
    )


def some_of(names: Sequence[str], *, most: int) -> Saying:
    """Name the first `most`, and say how many there are beside them."""
    shown, more = joined(", ", names[:most]), len(names) - most
    return Saying("{shown} and {more:,} more", shown=shown, more=more) if more > 0 else shown


def in_ticks(names: Iterable[str]) -> list[str]:
    """Return names as one would type them."""
    return [f"`{name}`" for name in names]
