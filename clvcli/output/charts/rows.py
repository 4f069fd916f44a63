"""The layout of charts that have a line for each row of the table: names at the left, figures along the line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clvcli.output.charts.ink import AXIS
from clvcli.output.charts.layout import (
    EDGE,
    LINE,
    SIZE,
    WIDTH,
    Frame,
    Key,
    Sheet,
    Word,
    above,
    caption,
    layer,
    pixel,
    quantity,
    raw,
)
from clvcli.output.charts.measure import cut, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clvcli.output.charts.layout import Spec
    from clvcli.output.charts.picture import Picture

NAMES_WIDTH = 168
"""Most that names may take before they are cut."""

LEAST_WIDTH = 40
"""Of the field, however long the figures beside marks."""

BESIDE = 5
"""Between a mark and the words beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where the lines of a chart are, and the scale along them."""

    picture: Picture
    frame: Frame
    gutter: float
    """Where names end, in pixels of the chart."""
    key: Key
    low: float
    high: float
    step: float
    apart: float
    """Between the end of a mark and the figure beside it."""
    centres: tuple[float, ...]
    """Of the lines, in pixels from the top of the field."""
    heads: tuple[tuple[str, float], ...]
    """What lines are within, each above the first of them."""

    @classmethod
    def of(
        cls,
        picture: Picture,
        key: Key,
        *,
        span: tuple[float, float],
        step: float,
        after: Iterable[str],
        before: Iterable[str] = (),
        apart: float = BESIDE,
    ) -> Rows:
        """Return lines `step` pixels apart on a scale over `span` and zero.

        There is room for the figures `after` marks and for those `before` marks below zero.
        """
        low, high = min(span[0], 0.0), max(span[1], 0.0)
        centres, heads, height = _lines(picture, step)
        names = min(NAMES_WIDTH, _widest((*picture.names, picture.along)))
        gutter = EDGE + names + 2 * BESIDE
        left = gutter + _room(before, apart)
        top = EDGE + LINE * len(caption(picture)) + key.height + EDGE
        width = max(LEAST_WIDTH, WIDTH - EDGE - left - _room(after, apart))
        return cls(
            picture=picture,
            frame=Frame(left=round(left), top=top, width=round(width), height=height),
            gutter=gutter,
            key=key,
            low=low,
            high=high if high > low else low + 1.0,
            step=step,
            apart=apart,
            centres=centres,
            heads=heads,
        )

    def sheet(self, layers: Iterable[Spec], figures: Iterable[Word]) -> Sheet:
        """Return the chart: layers over the line at zero, the figures beside marks, and all names."""
        left = EDGE - self.frame.left
        told = caption(self.picture)
        marks, keyed = self.key.drawn(self.frame, EDGE + LINE * len(told))
        names = zip(self.picture.names, self.centres, strict=True)
        words = (
            *self._headed(told),
            *keyed,
            *(Word(cut(text, WIDTH - 2 * EDGE, SIZE), left, y, strong=True) for text, y in self.heads),
            *(Word(cut(name, NAMES_WIDTH, SIZE), left, y) for name, y in names),
            *figures,
        )
        return Sheet(frame=self.frame, layers=(*layers, self._zero(), *marks), words=words)

    def _headed(self, told: tuple[str, ...]) -> list[Word]:
        """Return what stands above the field; what the names are stands above them, where it is known."""
        words = above(told, self.frame)
        if not self.picture.values or not self.picture.along:
            return words
        room = WIDTH - EDGE - self.gutter
        first = replace(words[0], text=cut(told[0], room, SIZE), x=self.gutter - self.frame.left)
        return [replace(words[0], text=cut(self.picture.along, NAMES_WIDTH, SIZE)), first, *words[1:]]

    def across(self, field: str) -> Spec:
        """Return the encoding of a figure along the lines."""
        return quantity(field, self.low, self.high)

    def pixel(self, value: float) -> float:
        """Return where a figure lies on its line, in pixels of the field."""
        return pixel(value, self.low, self.high, self.frame.width)

    def beside(self, text: str, low: float, high: float, y: float) -> Word:
        """Return a figure beside a mark from `low` to `high`: at the left of one below zero, else at the right."""
        if low < 0 and high <= 0:
            return Word(text, self.pixel(low) - self.apart, y, "end")
        return Word(text, self.pixel(high) + self.apart, y)

    def _zero(self) -> Spec:
        """Return the line at zero from which bars begin, without the room of heads."""
        starts = [at for at in range(len(self.centres)) if at == 0 or self._parted(at)]
        ends = [*(at - 1 for at in starts[1:]), len(self.centres) - 1]
        half = self.step / 2
        values = [
            {"zero": 0, "top": self.centres[first] - half, "bottom": self.centres[last] + half}
            for first, last in zip(starts, ends, strict=True)
        ]
        rule = {"type": "rule", "color": AXIS}
        return layer(values, rule, x=self.across("zero"), y=raw("top"), y2={"field": "bottom"})

    def _parted(self, at: int) -> bool:
        return self.centres[at] - self.centres[at - 1] > self.step


def _widest(texts: Iterable[str]) -> float:
    return max((width_of(text, SIZE) for text in texts), default=0.0)


def _room(figures: Iterable[str], apart: float) -> float:
    """Return what figures beside marks take, none of it where there are none."""
    widest = _widest(figures)
    return widest + apart + SIZE / 2 if widest else 0.0


def _lines(picture: Picture, step: float) -> tuple[tuple[float, ...], tuple[tuple[str, float], ...], float]:
    """Return the middle of each line, the heads with theirs, and the height of all."""
    centres, heads, down = [], [], 0.0
    for at in range(len(picture.names)):
        if picture.heads and (at == 0 or picture.heads[at] != picture.heads[at - 1]):
            heads.append((picture.heads[at], down + LINE / 2 + EDGE / 2))
            down += LINE + EDGE
        centres.append(down + step / 2)
        down += step
    return tuple(centres), tuple(heads), down
