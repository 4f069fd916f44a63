"""A Lorenz curve: which share of customers brings which share of the value, beside the line of equal customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.charts.ink import AXIS, SERIES
from clvcli.output.charts.layout import (
    EDGE,
    LINE,
    SIZE,
    WIDTH,
    Frame,
    Rise,
    Sheet,
    Word,
    above,
    along,
    caption,
    layer,
    pixel,
    quantity,
)

if TYPE_CHECKING:
    from clvcli.output.charts.picture import Picture

HEIGHT = 260
"""Of a field that is nearly as high as it is wide."""


def lorenz(picture: Picture) -> Sheet:
    """Return the curve over the line of equality; places are shares too."""
    at = picture.at or tuple(place / len(picture.names) for place in range(1, len(picture.names) + 1))
    rise = Rise.of(picture, *picture.span)
    told = caption(picture)
    frame = Frame(
        left=round(rise.room),
        top=EDGE + LINE * len(told) + SIZE,
        width=round(WIDTH - rise.room - 2 * SIZE),
        height=HEIGHT,
        bottom=2 * LINE + EDGE,
    )
    low, high = min(0.0, *at), max(1.0, *at)
    x, y = quantity("across", low, high), rise.value("value")
    curve = [{"across": at[point.place], "value": point.value} for point in picture.points]
    equal = {"type": "line", "color": AXIS, "strokeDash": [4, 3], "strokeWidth": 1.5}
    below = {"type": "area", "color": SERIES[0], "opacity": 0.18}
    line = {"type": "line", "color": SERIES[0], "strokeWidth": 2.5, "point": {"size": 24, "color": SERIES[0]}}
    words = (
        *above(told, frame),
        *rise.words(frame),
        *along(picture.names, (pixel(each, low, high, frame.width) for each in at), frame),
        Word(picture.along, frame.width, frame.height + LINE * 1.5 + 2, "end"),
    )
    layers = (
        rise.lines(),
        layer([{"across": 0, "value": 0}, {"across": 1, "value": 1}], equal, x=x, y=y),
        layer(curve, below, x=x, y=y),
        layer(curve, line, x=x, y=y),
    )
    return Sheet(frame=frame, layers=layers, words=words)
