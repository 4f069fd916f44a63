"""A stack: what each period consists of, the parts named beside the last column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.charts.layout import (
    EDGE,
    KEY,
    LINE,
    NAMED,
    PALE,
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
    raw,
    square,
    squares,
)
from clvcli.output.charts.measure import cut, spread, width_of

if TYPE_CHECKING:
    from clvcli.output.charts.layout import Spec
    from clvcli.output.charts.picture import Picture

APART = 0.28
"""Share of its place that a column leaves free."""

PARTS_WIDTH = 140
"""Most that the names of the parts may take at the right."""


def stack(picture: Picture) -> Sheet:
    """Return a column for each place, its parts on one another; those below zero hang from it."""
    rise = Rise.of(picture, *_reach(picture))
    told = caption(picture)
    parts = min(PARTS_WIDTH, max(width_of(name, SIZE) for name in picture.series)) + NAMED + KEY + EDGE
    frame = Frame(
        left=round(rise.room),
        top=EDGE + LINE * len(told) + SIZE,
        width=round(WIDTH - rise.room - parts - EDGE),
        height=PLOT_HEIGHT,
        bottom=LINE * (2 if picture.along else 1) + EDGE,
    )
    place = frame.width / len(picture.names)
    marks, names = _named(picture, rise, frame)
    words = (
        *above(told, frame),
        *rise.words(frame),
        *along(picture.names, ((at + 0.5) * place for at in range(len(picture.names))), frame),
        Word(picture.along, frame.width, frame.height + LINE * 1.5 + 2, "end"),
        *names,
    )
    return Sheet(frame=frame, layers=(rise.lines(), _columns(picture, rise), marks), words=words)


def _columns(picture: Picture, rise: Rise) -> Spec:
    """Return the columns; the library stacks them."""
    values = [
        {
            "value": point.value,
            "place": point.place,
            "part": point.series,
            "ink": colour(point.series),
            "shade": PALE if point.flag else 1,
        }
        for point in picture.points
    ]
    band = {"domain": list(range(len(picture.names))), "paddingInner": APART, "paddingOuter": APART / 2}
    return layer(
        values,
        {"type": "bar"},
        x={"field": "place", "type": "ordinal", "axis": None, "scale": band},
        y={**rise.value("value"), "stack": "zero"},
        order={"field": "part", "type": "quantitative"},
        color=raw("ink"),
        fillOpacity=raw("shade"),
    )


def _reach(picture: Picture) -> tuple[float, float]:
    """Return how far columns reach below and above zero, to make room for them."""
    places = range(len(picture.names))
    below = (sum(min(0.0, point.value) for point in picture.points if point.place == at) for at in places)
    over = (sum(max(0.0, point.value) for point in picture.points if point.place == at) for at in places)
    return min(below), max(over)


def _named(picture: Picture, rise: Rise, frame: Frame) -> tuple[Spec, list[Word]]:
    """Return the colour and the name of each part at the right, level with it in the last column."""
    last = {point.series: point.value for point in picture.points if point.place == len(picture.names) - 1}
    reached = {True: 0.0, False: 0.0}
    middles = []
    for series in range(len(picture.series)):
        value = last.get(series, 0.0)
        middles.append(rise.down(reached[value >= 0] + value / 2, frame))
        reached[value >= 0] += value
    x = frame.width + NAMED
    apart = min(LINE - 2, frame.height / len(middles))
    downs = spread(middles, apart, 0.0, frame.height)
    marks = squares(square(x, y, series) for series, y in enumerate(downs))
    names = (cut(name, PARTS_WIDTH, SIZE) for name in picture.series)
    return marks, [Word(name, x + KEY + EDGE, y) for name, y in zip(names, downs, strict=True)]
