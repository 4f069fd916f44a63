"""Lines: how figures go on, by age or by period, each line named where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.output.charts.ink import AXIS, GRID, MUTED, SERIES, TEXT
from clvcli.output.charts.layout import (
    EDGE,
    LINE,
    PLOT_HEIGHT,
    SIZE,
    WIDTH,
    Frame,
    Rise,
    above,
    caption,
    colour,
    layer,
    pixel,
    quantity,
    raw,
    says,
)
from clvcli.output.charts.measure import cut, spread, width_of

if TYPE_CHECKING:
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
"""Up to so many points of a line that is alone, each has its figure above it."""

RISES_ABOVE = 11
"""Between a point and the figure above it, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """How a line is drawn."""

    ink: str
    opacity: float = 1.0
    width: float = 2.0


def lines(picture: Picture) -> Spec:
    """Return a line for each series; dashed where few customers are behind it."""
    rise = Rise.of(picture, min(0.0, picture.span[0]), picture.span[1])
    top_lines = caption(picture)
    several = len(picture.series) > 1
    ends = min(ENDS_WIDTH, max(width_of(name, SIZE) for name in picture.series)) + 10 if several else 16
    frame = Frame(
        left=round(rise.room),
        top=EDGE + LINE * len(top_lines) + 10,
        width=round(WIDTH - rise.room - ends - EDGE),
        height=PLOT_HEIGHT,
        bottom=LINE + EDGE,
    )
    places = _places(picture, frame)
    drawn: list[Spec] = [*_bands(picture, rise, places, frame.width)]
    for series in range(len(picture.series)):
        points = [point for point in picture.points if point.series == series]
        drawn += _line(points, picture, rise, places, frame.width)
    return frame.spec(
        [
            *rise.layers(frame),
            *drawn,
            *_levels(picture, rise, frame),
            *(_names(picture, rise, frame, places) if several else _figures(picture, rise, frame, places)),
            *_along(picture, frame, places),
            *above(top_lines, frame),
        ]
    )


def _places(picture: Picture, frame: Frame) -> list[float]:
    """Return where the places are from left to right, in pixels; evenly where they are no numbers."""
    at = picture.at or tuple(float(place) for place in range(len(picture.names)))
    low, high = min(at), max(at)
    return [pixel(each, low, high, frame.width) if high > low else frame.width / 2 for each in at]


def stroke(picture: Picture, series: int) -> Stroke:
    """Return how the line of a series is drawn."""
    if series == picture.total:
        return Stroke(ink=TEXT, width=3.0)
    others = [each for each in range(len(picture.series)) if each != picture.total]
    if len(others) <= FEW_LINES:
        return Stroke(ink=colour(others.index(series)))
    age = len(others) - 1 - others.index(series)
    if age >= SHADED:
        return Stroke(ink=MUTED, opacity=0.6, width=1.0)
    return Stroke(ink=SERIES[0], opacity=round(1 - (1 - PALEST) * age / (SHADED - 1), 2))


def _line(points: list[Point], picture: Picture, rise: Rise, places: list[float], width: float) -> list[Spec]:
    if not points:
        return []
    how = stroke(picture, points[0].series)
    values = [{"value": point.value, "across": places[point.place]} for point in points]
    few = any(point.flag == "few" for point in points)
    mark = {
        "type": "line",
        "color": how.ink,
        "opacity": how.opacity,
        "strokeWidth": how.width,
        **({"strokeDash": [4, 3]} if few else {}),
    }
    dots = points if len(picture.series) <= FEW_LINES and len(points) <= MANY_POINTS else points[-1:]
    marked = [
        {
            "value": point.value,
            "across": places[point.place],
            "hollow": 0.0 if point.flag == "incomplete" else 1.0,
        }
        for point in dots
    ]
    dot = {"type": "point", "shape": "circle", "size": 28, "color": how.ink, "opacity": how.opacity, "filled": True}
    x, y = quantity("across", 0.0, width), rise.value("value")
    return [
        layer(values, mark, x=x, y=y),
        layer(marked, {**dot, "strokeWidth": 1.5, "stroke": how.ink}, x=x, y=y, fillOpacity=raw("hollow")),
    ]


def _bands(picture: Picture, rise: Rise, places: list[float], width: float) -> list[Spec]:
    """Return what lies between the lower and the upper ends of intervals."""
    values = [
        {"low": point.low, "high": point.high, "across": places[point.place]}
        for point in picture.points
        if point.low is not None and point.high is not None
    ]
    if not values:
        return []
    x = quantity("across", 0.0, width)
    mark = {"type": "area", "color": SERIES[0], "opacity": 0.18}
    return [layer(values, mark, x=x, y=rise.value("low"), y2={"field": "high"})]


def _levels(picture: Picture, rise: Rise, frame: Frame) -> list[Spec]:
    """Return a dashed line across the field for each level, its name and figure on it."""
    if not picture.levels:
        return []
    rule = {"type": "rule", "color": SERIES[5], "strokeWidth": 1.5, "strokeDash": [6, 3]}
    down = [frame.height - pixel(value, rise.low, rise.high, frame.height) for _, value in picture.levels]
    texts = [(text, 4.0, y - 8) for (text, _), y in zip(picture.levels, down, strict=True)]
    return [
        layer([{"value": value} for _, value in picture.levels], rule, y=rise.value("value")),
        *says(texts),
    ]


def _names(picture: Picture, rise: Rise, frame: Frame, places: list[float]) -> list[Spec]:
    """Return the names of the lines at the right, and from the end of each a faint line to its name."""
    last = {point.series: point for point in picture.points}
    ends = [last[series] for series in sorted(last)]
    down = [frame.height - pixel(point.value, rise.low, rise.high, frame.height) for point in ends]
    moved = spread(down, SIZE + 2, 0.0, frame.height)
    led = [
        {"across": places[point.place] + 4, "down": y, "until": frame.width + 2, "to": to}
        for point, y, to in zip(ends, down, moved, strict=True)
    ]
    names = [
        (cut(picture.series[point.series], ENDS_WIDTH, SIZE), frame.width + 6, y)
        for point, y in zip(ends, moved, strict=True)
    ]
    leader = {"type": "rule", "color": GRID, "strokeWidth": 1}
    return [
        layer(led, leader, x=raw("across"), y=raw("down"), x2={"field": "until"}, y2={"field": "to"}),
        *says(names),
    ]


def _figures(picture: Picture, rise: Rise, frame: Frame, places: list[float]) -> list[Spec]:
    """Return the figure above each point of a line that is alone and has few of them."""
    if len(picture.points) > MANY_POINTS:
        return []
    return says(
        (
            (
                point.text,
                places[point.place],
                frame.height - pixel(point.value, rise.low, rise.high, frame.height) - RISES_ABOVE,
            )
            for point in picture.points
        ),
        align="center",
    )


def _along(picture: Picture, frame: Frame, places: list[float]) -> list[Spec]:
    """Return the names of places below the field, as many as there is room for, and the line above them."""
    told: list[tuple[str, float, float]] = []
    until = -frame.left
    for name, x in zip(picture.names, places, strict=True):
        half = width_of(name, SIZE) / 2
        if x - half > until:
            told.append((name, x, frame.height + LINE / 2 + 2))
            until = x + half + 6
    base = {"type": "rule", "color": AXIS}
    return [layer([{"down": frame.height}], base, y=raw("down")), *says(told, align="center")]
