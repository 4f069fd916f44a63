"""A bridge: from the first row to the last, each step beginning where the one before it ended."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from clvcli.output.charts.ink import AXIS, SERIES
from clvcli.output.charts.layout import Key, layer, raw
from clvcli.output.charts.rows import Rows

if TYPE_CHECKING:
    from clvcli.output.charts.layout import Sheet, Spec
    from clvcli.output.charts.picture import Picture, Point

THICK, STEP = 16, 26
"""Of a bar and of a line, in pixels."""

STANDS, RISES, FALLS = AXIS, SERIES[0], SERIES[5]

RUNNING: tuple[Spec, ...] = (
    {"calculate": "datum.stands && datum.row > 0 ? 0 : datum.value", "as": "moved"},
    {"window": [{"op": "sum", "field": "moved", "as": "reached"}], "sort": [{"field": "row"}]},
    {"calculate": "datum.stands ? 0 : datum.reached - datum.value", "as": "from"},
    {"calculate": "datum.stands ? datum.value : datum.reached", "as": "to"},
)
"""Where bars begin and end: the first and the last stand on zero, the library adds up those between."""


def bridge(picture: Picture) -> Sheet:
    """Return one bar for each step, the first and the last from zero, joined where one ends and the next begins."""
    points = picture.points
    reached = _reached(points)
    ends = [end for pair in reached for end in pair]
    texts = [_signed(point, stands=_stands(points, at)) for at, point in enumerate(points)]
    rows = Rows.of(picture, Key.of(picture), span=(min(ends), max(ends)), step=STEP, after=texts)
    values = [_row(rows, point, stands=_stands(points, at)) for at, point in enumerate(points)]
    thick = {"y": raw("top"), "y2": {"field": "bottom"}, "color": raw("ink")}
    bars = layer(values, {"type": "bar"}, x={**rows.across("from"), "stack": None}, x2={"field": "to"}, **thick)
    between = {"x": rows.across("to"), "y": raw("bottom"), "y2": {"field": "next"}}
    joints = layer(values[:-1], {"type": "rule", "color": AXIS}, **between)
    figures = (
        rows.beside(text, 0.0, max(0.0, *pair), rows.centres[point.place])
        for text, point, pair in zip(texts, points, reached, strict=True)
    )
    return rows.sheet(({**each, "transform": list(RUNNING)} for each in (bars, joints)), figures)


def _stands(points: tuple[Point, ...], at: int) -> bool:
    return at in {0, len(points) - 1}


def _reached(points: tuple[Point, ...]) -> list[tuple[float, float]]:
    """Return from where to where each bar reaches, to make room for it."""
    steps = list(accumulate(point.value for point in points[:-1]))
    return [(0.0, points[0].value), *pairwise(steps), (0.0, points[-1].value)][: len(points)]


def _row(rows: Rows, point: Point, *, stands: bool) -> dict[str, object]:
    middle = rows.centres[point.place]
    return {
        "row": point.place,
        "value": point.value,
        "stands": stands,
        "top": middle - THICK / 2,
        "bottom": middle + THICK / 2,
        "next": middle + STEP - THICK / 2,
        "ink": STANDS if stands else RISES if point.value >= 0 else FALLS,
    }


def _signed(point: Point, *, stands: bool) -> str:
    """Return the figure of a step with its sign, so that its colour is not all that tells its way."""
    return f"+{point.text}" if point.value > 0 and not stands else point.text
