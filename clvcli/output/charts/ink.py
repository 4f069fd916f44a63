"""Colours of charts that all eyes tell apart, each with the class by which a page recolours it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SERIES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#882255", "#999933")
"""Of Okabe and Ito, Color Universal Design (2008), without its yellow and black; the last two of Tol's "muted"."""

MUTED = "#949494"
"""What is not to be looked at first: older cohorts."""

GRID, AXIS, TEXT, PAPER = "#dedede", "#5e5e5e", "#212121", "#fefefe"
"""Lines behind the figures, lines that bound them, words, and what shows through a hollow mark."""

CLASSES: Mapping[str, str] = {
    **{colour: f"c{number}" for number, colour in enumerate(SERIES)},
    MUTED: "muted",
    GRID: "grid",
    AXIS: "axis",
    TEXT: "text",
    PAPER: "paper",
}
"""Colour -> class.  An element has one colour, as `color`; what it fills or strokes says `currentColor`."""

HOLLOW = "hollow"
"""Class of marks with an edge in their colour, filled with PAPER as `fill`, which a page replaces by its own."""
