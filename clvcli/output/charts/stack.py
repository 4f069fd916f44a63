"""A stack: what each period consists of, the parts named where the last column ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.charts.layout import (
    EDGE,
    LINE,
    PALE,
    PLOT_HEIGHT,
    SIZE,
    WIDTH,
    Frame,
    Key,
    Rise,
    Sheet,
    Word,
    above,
    along,
    caption,
    colour,
    layer,
    raw,
)

if TYPE_CHECKING:
    from clvcli.output.charts.layout import Spec
    from clvcli.output.charts.picture import Picture

APART = 0.28
"""Share of its place that a column leaves free."""


def stack(picture: Picture) -> Sheet:
    """Return a column for each place, its parts on one another; those below zero hang from it."""
    rise = Rise.of(picture, *_reach(picture))
    told, key = caption(picture), Key.of(picture)
    frame = Frame(
        left=round(rise.room),
        top=EDGE + LINE * len(told) + key.height + SIZE,
        width=round(WIDTH - rise.room - 2 * EDGE),
        height=PLOT_HEIGHT,
        bottom=LINE * (2 if picture.along else 1) + EDGE,
    )
    place = frame.width / len(picture.names)
    marks, keyed = key.drawn(frame, EDGE + LINE * len(told))
    words = (
        *above(told, frame),
        *keyed,
        *rise.words(frame),
        *along(picture.names, ((at + 0.5) * place for at in range(len(picture.names))), frame),
        Word(picture.along, frame.width, frame.height + LINE * 1.5 + 2, "end"),
    )
    return Sheet(frame=frame, layers=(rise.lines(), _columns(picture, rise), *marks), words=words)


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
