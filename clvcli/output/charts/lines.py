"""Lines: how figures go on, by age or by period, each line named where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.output.charts.ink import AXIS, MUTED, PAPER, SERIES, TEXT
from clvcli.output.charts.layout import (
    EDGE,
    LINE,
    NAMED,
    PLOT_HEIGHT,
    SIZE,
    WIDTH,
    Frame,
    Rise,
    Sheet,
    Word,
    above,
    along,
    caption,
    colour,
    layer,
    pixel,
    quantity,
    raw,
)
from clvcli.output.charts.measure import cut, spread, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.charts.layout import Spec
    from clvcli.output.charts.picture import Picture, Point

FEW_LINES = 4
"""So many have colours of their own; more are shades of one, the newest the strongest."""

SHADED = 8
"""Lines that are shades; those before them are grey."""

PALEST = 0.3
"""Of the oldest shade."""

ENDS_WIDTH = 120
"""Most that the names of lines may take at the right."""

MANY_POINTS = 12
"""Up to so many points of a line that is alone, each has its figure beside it."""

INSET = 12
"""From the edges of the field to the first and the last place."""

RISEN = 11
"""Between a point and the figure above it, or below it where the line turns up, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """How a line is drawn."""

    ink: str
    opacity: float = 1
    width: float = 2


def lines(picture: Picture) -> Sheet:
    """Return a line for each series; dashed where few customers are behind it."""
    rise = Rise.of(picture, *picture.span)
    told = caption(picture)
    several = len(picture.series) > 1
    ends = NAMED + min(ENDS_WIDTH, max(width_of(name, SIZE) for name in picture.series)) if several else SIZE
    frame = Frame(
        left=round(rise.room),
        top=EDGE + LINE * len(told) + SIZE,
        width=round(WIDTH - rise.room - ends - EDGE),
        height=PLOT_HEIGHT,
        bottom=LINE * (2 if picture.along else 1) + EDGE,
    )
    field = Field(picture=picture, rise=rise, frame=frame, places=_places(picture, frame))
    leaders, names = field.named() if several else ([], field.figures())
    words = (
        *above(told, frame),
        *rise.words(frame),
        *along(picture.names, field.places, frame),
        Word(picture.along, frame.width, frame.height + LINE * 1.5 + 2, "end"),
        *field.told_levels(),
        *names,
    )
    layers = (rise.lines(), *field.bands(), *field.levels(), *leaders, *field.strokes())
    return Sheet(frame=frame, layers=layers, words=words)


def _places(picture: Picture, frame: Frame) -> tuple[float, ...]:
    """Return where the places are from left to right, in pixels; evenly where they are no numbers."""
    at = picture.at or tuple(float(place) for place in range(len(picture.names)))
    low, high = min(at), max(at)
    if low == high:
        return (frame.width / 2,) * len(at)
    return tuple(INSET + pixel(each, low, high, frame.width - 2 * INSET) for each in at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The field of lines: its axis, and where the places are along it."""

    picture: Picture
    rise: Rise
    frame: Frame
    places: tuple[float, ...]

    def stroke(self, series: int) -> Stroke:
        """Return how the line of a series is drawn."""
        if series == self.picture.total:
            return Stroke(ink=TEXT, width=3)
        others = [each for each in range(len(self.picture.series)) if each != self.picture.total]
        if len(others) <= FEW_LINES:
            return Stroke(ink=colour(others.index(series)))
        age = len(others) - 1 - others.index(series)
        if age >= SHADED:
            return Stroke(ink=MUTED, opacity=0.6, width=1)
        return Stroke(ink=SERIES[0], opacity=round(1 - (1 - PALEST) * age / (SHADED - 1), 2))

    def strokes(self) -> list[Spec]:
        """Return the line of each series, the one that pools the others last, so that it lies on top."""
        order = sorted(range(len(self.picture.series)), key=lambda series: series == self.picture.total)
        groups = ([point for point in self.picture.points if point.series == series] for series in order)
        return [each for group in groups if group for each in self._line(group)]

    def _line(self, points: Sequence[Point]) -> list[Spec]:
        how = self.stroke(points[0].series)
        dashed = {"strokeDash": [4, 3]} if any(point.flag == "few" for point in points) else {}
        line = {"type": "line", "color": how.ink, "opacity": how.opacity, "strokeWidth": how.width, **dashed}
        each = len(self.picture.series) <= FEW_LINES and len(points) <= MANY_POINTS
        dots = [self._dot(point) | {"ink": PAPER if point.flag else how.ink} for point in points]
        circle = {"type": "circle", "size": 30, "stroke": how.ink, "strokeWidth": 1.5, "opacity": how.opacity}
        x, y = self._across(), self.rise.value("value")
        return [
            layer(map(self._dot, points), line, x=x, y=y),
            layer(dots if each else dots[-1:], circle, x=x, y=y, fill=raw("ink")),
        ]

    def _dot(self, point: Point) -> dict[str, object]:
        return {"value": point.value, "across": self.places[point.place]}

    def _across(self) -> Spec:
        return quantity("across", 0.0, self.frame.width)

    def bands(self) -> list[Spec]:
        """Return what lies between the lower and the upper ends of intervals."""
        values = [
            {"low": point.low, "high": point.high, "across": self.places[point.place]}
            for point in self.picture.points
            if point.low is not None and point.high is not None
        ]
        if not values:
            return []
        area = {"type": "area", "color": SERIES[0], "opacity": 0.18}
        return [layer(values, area, x=self._across(), y=self.rise.value("low"), y2={"field": "high"})]

    def levels(self) -> list[Spec]:
        """Return a dashed line across the field for each level."""
        rule = {"type": "rule", "color": SERIES[5], "strokeWidth": 1.5, "strokeDash": [6, 3]}
        values = [{"value": value} for _, value in self.picture.levels]
        return [layer(values, rule, y=self.rise.value("value"))] if values else []

    def told_levels(self) -> list[Word]:
        """Return the name and the figure of each level, at the right end of its line and below it."""
        right = self.frame.width - 2
        return [
            Word(text, right, self.rise.down(value, self.frame) + LINE / 2, "end")
            for text, value in self.picture.levels
        ]

    def named(self) -> tuple[list[Spec], list[Word]]:
        """Return the names of lines that are not grey at the right, and from the end of each a faint line to it."""
        last = {point.series: point for point in self.picture.points if self.stroke(point.series).ink != MUTED}
        ends = [last[series] for series in sorted(last)]
        down = [self.rise.down(point.value, self.frame) for point in ends]
        moved = spread(down, SIZE + 2, 0.0, self.frame.height)
        right = self.frame.width
        led = [
            {"across": self.places[point.place] + 4, "down": y, "right": right + NAMED - 2, "to": to}
            for point, y, to in zip(ends, down, moved, strict=True)
        ]
        leader = {"type": "rule", "color": AXIS, "strokeWidth": 0.75, "strokeDash": [1, 2]}
        until = {"x2": {"field": "right"}, "y2": {"field": "to"}}
        names = (cut(self.picture.series[point.series], ENDS_WIDTH, SIZE) for point in ends)
        words = [Word(name, right + NAMED, y) for name, y in zip(names, moved, strict=True)]
        return [layer(led, leader, x=raw("across"), y=raw("down"), **until)], words

    def figures(self) -> list[Word]:
        """Return the figure beside each point of a line that is alone, as many as there is room for."""
        points = self.picture.points if len(self.picture.points) <= MANY_POINTS else ()
        told: list[Word] = []
        until = -self.frame.left
        for at, point in enumerate(points):
            x, half = self.places[point.place], width_of(point.text, SIZE) / 2
            beside = [each.value for each in (*points[max(0, at - 1) : at], *points[at + 1 : at + 2])]
            down = self.rise.down(point.value, self.frame)
            turns_up = beside and point.value < min(beside) and down + LINE < self.frame.height
            if x - half >= until:
                told.append(Word(point.text, x, down + (RISEN if turns_up else -RISEN), "middle"))
                until = x + half + 4
        return told
