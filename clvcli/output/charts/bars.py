"""Bars from zero, a line for each row: the name at the left, the figure at the end of the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.charts.ink import SERIES, TEXT
from clvcli.output.charts.layout import PALE, Key, colour, layer, raw
from clvcli.output.charts.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clvcli.output.charts.layout import Sheet, Spec
    from clvcli.output.charts.picture import Picture, Point

THICK = 15
"""Of a bar, in pixels."""

BETWEEN = 8
"""From the bars of one line to those of the next."""

BELOW_ZERO = SERIES[5]
"""Of bars below zero, where one series is drawn."""


def bars(picture: Picture) -> Sheet:
    """Return a bar for each row and series, with the ends of its interval where they are known."""
    reached = {point: _reach(point) for point in picture.points}
    rows = Rows.of(
        picture,
        Key.of(picture),
        span=picture.span,
        step=THICK * len(picture.series) + BETWEEN,
        after=(point.text for point, (low, high) in reached.items() if high > 0 or low >= 0),
        before=(point.text for point, (low, high) in reached.items() if low < 0 and high <= 0),
    )
    drawn = [(point, _middle(rows, point)) for point in picture.points]
    figures = (rows.beside(point.text, *reached[point], y) for point, y in drawn)
    return rows.sheet((_bars(rows, drawn), *_intervals(rows, drawn)), figures)


def _reach(point: Point) -> tuple[float, float]:
    """Return from where to where a bar and its interval reach, zero always within."""
    ends = [end for end in (0.0, point.value, point.low, point.high) if end is not None]
    return min(ends), max(ends)


def _middle(rows: Rows, point: Point) -> float:
    """Return how far down the middle of a bar is."""
    return rows.centres[point.place] + THICK * (point.series - (len(rows.picture.series) - 1) / 2)


def _bars(rows: Rows, drawn: Iterable[tuple[Point, float]]) -> Spec:
    alone = len(rows.picture.series) == 1
    values = [
        {
            "value": point.value,
            "top": y - THICK / 2 + 0.5,
            "bottom": y + THICK / 2 - 0.5,
            "ink": BELOW_ZERO if alone and point.value < 0 else colour(point.series),
            "shade": PALE if point.flag else 1,
        }
        for point, y in drawn
    ]
    return layer(
        values,
        {"type": "bar"},
        x={**rows.across("value"), "stack": None},
        x2={"datum": 0},
        y=raw("top"),
        y2={"field": "bottom"},
        color=raw("ink"),
        fillOpacity=raw("shade"),
    )


def _intervals(rows: Rows, drawn: Iterable[tuple[Point, float]]) -> list[Spec]:
    """Return a line from the lower to the upper end of each interval."""
    values = [
        {"low": point.low, "high": point.high, "middle": y}
        for point, y in drawn
        if point.low is not None and point.high is not None
    ]
    if not values:
        return []
    line = {"type": "rule", "color": TEXT, "strokeWidth": 1.5}
    return [layer(values, line, x=rows.across("low"), x2={"field": "high"}, y=raw("middle"))]
