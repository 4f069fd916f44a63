"""Which columns of a table a width has room for, and how wide each may be."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from clvcli.output.document import WRAPPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.document import Kind

GAP = 2
"""Blanks between two columns."""

READABLE = 34
"""Prose narrower than this is not read; a column gives way before its neighbour gets thinner."""

HEAD_LINES = 2
"""Headings get room for this many lines where there is room."""

NARROW = 16
"""Where no column can give way, prose is broken down to this."""

LEAST = 8
"""Where nothing else helps, the first column is cut to this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One column as it asks for room."""

    index: int
    """Where it stands in the table."""
    priority: int
    natural: int
    """Width at which nothing is cut or broken."""
    least: int
    """Width at which it can be read."""
    floor: int
    """Width below which it says nothing."""


def measure(index: int, kind: Kind, priority: int, head: str, cells: Sequence[str]) -> Measure:
    """Return how much room a column asks for: headings break between words, figures never."""
    longest = max((cell_len(cell) for cell in cells), default=0)
    word = max((cell_len(word) for word in head.split()), default=0)
    natural = max(longest, _width_of_lines(head, HEAD_LINES))
    least, floor = (min(longest, READABLE), min(longest, NARROW)) if kind in WRAPPED else (longest, longest)
    floor = min(floor, LEAST) if index == 0 else floor
    return Measure(
        index=index, priority=priority, natural=natural, least=max(least, word), floor=max(floor, min(word, LEAST))
    )


def _width_of_lines(head: str, most: int) -> int:
    """Return the least width at which a heading takes no more than `most` lines."""
    return next(width for width in range(cell_len(head) + 1) if len(broken(head, width)) <= most)


def fit(measures: Sequence[Measure], width: int, gap: int = GAP) -> list[tuple[int, int]]:
    """Return (column index, width) of the columns that fit, in their order; the first always stays.

    Columns of the highest priority number give way first, the rightmost first among equals; then prose
    gets narrower; then columns go from the right.  Room left over goes from left to right.
    """
    kept = _without_optional(measures, width, gap)
    widths = [each.least for each in kept]
    while len(kept) > 1 and sum(each.floor for each in kept) + gap * (len(kept) - 1) > width:
        kept.pop()
        widths.pop()
    excess = sum(widths) + gap * (len(kept) - 1) - width
    for position in sorted(range(len(kept)), key=lambda position: kept[position].floor - widths[position]):
        less = min(max(excess, 0), widths[position] - kept[position].floor)
        widths[position] -= less
        excess -= less
    for position, each in enumerate(kept):
        more = max(0, min(-excess, each.natural - widths[position]))
        widths[position] += more
        excess += more
    widths[0] = min(widths[0], width)
    return [(each.index, wide) for each, wide in zip(kept, widths, strict=True)]


def _without_optional(measures: Sequence[Measure], width: int, gap: int) -> list[Measure]:
    """Return the columns that are left when those which may have given way until the others can be read."""
    kept = list(measures)
    while sum(each.least for each in kept) + gap * (len(kept) - 1) > width:
        optional = [each for each in kept[1:] if each.priority > 0]
        if not optional:
            break
        kept.remove(max(optional, key=lambda each: (each.priority, each.index)))
    return kept


def broken(head: str, width: int) -> list[str]:
    """Return a heading broken between words into lines of at most `width`."""
    return textwrap.wrap(head, max(width, 1)) or [""]
