"""Which columns of a table a width has room for, and how wide each may be."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.document import Kind

GAP = 2
"""Blanks between two columns."""

READABLE = 34
"""Prose narrower than this is not read; a column gives way before its neighbour gets thinner."""

HEAD_LINES = 2
"""Headings get room for this many lines where there is room."""

LEAST = 8
"""Where nothing can give way any more, text is cut to this."""


@dataclass(slots=True)
class Measure:
    """One column as it asks for room."""

    index: int
    """Where it stands in the table."""
    priority: int
    natural: int
    """Width at which nothing is cut or broken."""
    least: int
    """Width at which it can still be read."""


def measure(index: int, kind: Kind, priority: int, head: str, cells: Sequence[str]) -> Measure:
    """Return how much room a column asks for: headings break between words, figures never."""
    longest = max((cell_len(cell) for cell in cells), default=0)
    word = max((cell_len(word) for word in head.split()), default=0)
    natural = max(longest, _width_of_lines(head, HEAD_LINES))
    least = max(min(longest, READABLE) if kind == "text" else longest, word)
    return Measure(index, priority, natural, least)


def _width_of_lines(head: str, most: int) -> int:
    """Return the least width at which a heading takes no more than `most` lines."""
    return next(width for width in range(cell_len(head) + 1) if len(broken(head, width)) <= most)


def fit(measures: Sequence[Measure], width: int, gap: int = GAP) -> list[tuple[int, int]]:
    """Return (column index, width) of the columns that fit, in their order; the first always stays.

    Columns of the highest priority number give way first, the rightmost first among equals; then text
    is cut; then columns go from the right.  Room left over goes to text that would else be broken.
    """
    kept = list(measures)
    while len(kept) > 1 and _taken(kept, gap) > width:
        optional = [each for each in kept[1:] if each.priority > 0]
        if optional:
            kept.remove(max(optional, key=lambda each: (each.priority, each.index)))
            continue
        widest = max(kept, key=lambda each: each.least if each.natural > LEAST else 0)
        excess = _taken(kept, gap) - width
        if widest.index == kept[0].index and widest.least > LEAST:
            widest.least = max(LEAST, widest.least - excess)
        else:
            kept.pop()
    kept[0].least = min(kept[0].least, width)
    spare = width - _taken(kept, gap)
    widths = []
    for each in kept:
        more = max(0, min(spare, each.natural - each.least))
        spare -= more
        widths.append((each.index, each.least + more))
    return widths


def _taken(measures: Sequence[Measure], gap: int) -> int:
    return sum(each.least for each in measures) + gap * (len(measures) - 1)


def broken(head: str, width: int) -> list[str]:
    """Return a heading broken between words into lines of at most `width`."""
    return textwrap.wrap(head, max(width, 1)) or [""]
