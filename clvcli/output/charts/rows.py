"""The layout of charts that have a line for each row of the table: names at the left, figures along the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.output.charts.ink import AXIS
from clvcli.output.charts.layout import (
    EDGE,
    LINE,
    SIZE,
    WIDTH,
    Frame,
    above,
    caption,
    key,
    key_rows,
    layer,
    pixel,
    quantity,
    says,
)
from clvcli.output.charts.measure import cut, width_of

if TYPE_CHECKING:
    from clvcli.output.charts.layout import Spec
    from clvcli.output.charts.picture import Picture

NAMES_WIDTH = 168
"""Most that names may take before they are cut."""

BESIDE = 5
"""Between a mark and the words beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where the lines of a chart are, and the scale along them."""

    picture: Picture
    frame: Frame
    low: float
    high: float
    centres: tuple[float, ...]
    """Of the lines, in pixels from the top of the field."""
    heads: tuple[tuple[str, float], ...]
    """What lines are within, each above the first of them."""
    top_lines: tuple[str, ...]

    @classmethod
    def of(cls, picture: Picture, low: float, high: float, *, step: float) -> Rows:
        """Return lines `step` pixels apart on a scale from `low` to `high`, zero always on it."""
        low, high = min(low, 0.0), max(high, 0.0)
        centres, heads, down = [], [], 0.0
        for at in range(len(picture.names)):
            if picture.heads and (at == 0 or picture.heads[at] != picture.heads[at - 1]):
                heads.append((picture.heads[at], down + LINE / 2))
                down += LINE
            centres.append(down + step / 2)
            down += step
        figures = max(width_of(point.text, SIZE) for point in picture.points) + BESIDE + 2
        names = min(NAMES_WIDTH, max(width_of(name, SIZE) for name in picture.names))
        left = EDGE + names + BESIDE + (figures if low < 0 else 0.0)
        top_lines = tuple(caption(picture))
        keyed = LINE * len(key_rows(picture)) if len(picture.series) > 1 else 0
        top = EDGE + LINE * len(top_lines) + keyed + 4
        width = WIDTH - EDGE - left - figures
        return cls(
            picture=picture,
            frame=Frame(left=round(left), top=top, width=round(width), height=down),
            low=low,
            high=high if high > low else low + 1.0,
            centres=tuple(centres),
            heads=tuple(heads),
            top_lines=top_lines,
        )

    def across(self, field: str) -> Spec:
        """Return the encoding of a figure along the lines."""
        return quantity(field, self.low, self.high)

    def pixel(self, value: float) -> float:
        """Return where a figure lies on its line, in pixels of the field."""
        return pixel(value, self.low, self.high, self.frame.width)

    def zero(self) -> Spec:
        """Return the line at zero, from which bars begin."""
        return layer([{"at": 0.0}], {"type": "rule", "color": AXIS}, x=self.across("at"))

    def words(self) -> list[Spec]:
        """Return the names of the lines, what they are within, and what stands above them all."""
        left = EDGE - self.frame.left
        room = NAMES_WIDTH if not self.picture.heads else NAMES_WIDTH - BESIDE
        names = [
            (cut(name, room, SIZE), float(left), centre)
            for name, centre in zip(self.picture.names, self.centres, strict=True)
        ]
        heads = [(cut(text, WIDTH - 2 * EDGE, SIZE), float(left), centre) for text, centre in self.heads]
        keyed = len(self.picture.series) > 1
        return [
            *says(names),
            *says(heads, fontWeight="bold"),
            *above(self.top_lines, self.frame),
            *(key(self.picture, self.frame, EDGE + LINE * len(self.top_lines)) if keyed else ()),
        ]

    def figures(self, ends: list[tuple[str, float, float, float]]) -> list[Spec]:
        """Return figures beside marks: their text, the ends of the mark, and how far down they stand.

        A figure stands at the right of its mark, one below zero at its left.
        """
        right = [(text, self.pixel(high) + BESIDE, y) for text, low, high, y in ends if low >= 0 or high > 0]
        left = [(text, self.pixel(low) - BESIDE, y) for text, low, high, y in ends if low < 0 and high <= 0]
        return [*says(right), *says(left, align="right")]
