"""How wide words are and where they go, without asking the fonts of a machine.

A chart must have the same bytes on every machine and be read in whatever font the reader has, so widths are
estimated a little too wide, from the usual widths of letters in sans-serif fonts.
"""

from __future__ import annotations

import math
import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS = "…"

NARROW, WIDE = frozenset("ijltfrI.,:;'|!()[]- "), frozenset("mwMW@%&")
"""Letters that take clearly less or more room than most."""

_EM = {"narrow": 0.32, "wide": 0.88, "upper": 0.68, "usual": 0.565, "full": 1.0}
"""Width of a letter, in sizes of the font."""

MOST_TICKS = 6

DUST = 1e-9
"""Of a step: what sums of floating point miss a round figure by."""

_STEPS = (1.0, 2.0, 5.0, 10.0, 20.0)
"""Of a power of ten: distances between ticks that people count in."""


def width_of(text: str, size: float) -> float:
    """Return about how wide `text` is in a font of `size`, in the same units."""
    return size * sum(_EM[_breadth(letter)] for letter in text)


def _breadth(letter: str) -> str:
    if letter in NARROW:
        return "narrow"
    if letter in WIDE:
        return "wide"
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return "full"
    return "upper" if letter.isupper() else "usual"


def cut(text: str, width: float, size: float) -> str:
    """Return `text`, shortened with an ellipsis where it is wider than `width`."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def ticks(low: float, high: float, *, whole: bool = False) -> tuple[float, ...]:
    """Return round numbers that span `low` to `high`, at most MOST_TICKS and two at least; counts are `whole`."""
    low, high = (0.0 if abs(end) < sys.float_info.min else end for end in (low, high))
    if low == high:
        low, high = min(low, 0.0), max(high, 0.0) or low + 1.0
    power = 10.0 ** math.floor(math.log10((high - low) / (MOST_TICKS - 1)))
    power = max(power, 1.0) if whole else power
    step = next(power * each for each in _STEPS if _count(low, high, power * each) <= MOST_TICKS)
    first = math.floor(low / step + DUST)
    return tuple(_clean(step * (first + number)) for number in range(max(2, _count(low, high, step))))


def _count(low: float, high: float, step: float) -> int:
    return math.ceil(high / step - DUST) - math.floor(low / step + DUST) + 1


def _clean(value: float) -> float:
    """Return a multiple of a step without the dust of floating point."""
    return float(f"{value:.12g}")


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return `places` moved apart until each is `gap` from the next, within `low` to `high` where there is room."""
    order = sorted(range(len(places)), key=lambda at: (places[at], -at))
    moved = [places[at] for at in order]
    for at in range(1, len(moved)):
        moved[at] = max(moved[at], moved[at - 1] + gap)
    limit = high
    for at in reversed(range(len(moved))):
        moved[at] = min(moved[at], limit)
        limit = moved[at] - gap
    if moved and moved[0] < low:
        moved = [each + low - moved[0] for each in moved]
    found = [0.0] * len(places)
    for at, place in zip(order, moved, strict=True):
        found[at] = place
    return found
