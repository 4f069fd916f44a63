"""Two figures of each row on one line, joined: what was predicted, hollow, and what came, solid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.charts.ink import AXIS, PAPER
from clvcli.output.charts.layout import Key, colour, layer, raw
from clvcli.output.charts.rows import Rows

if TYPE_CHECKING:
    from clvcli.output.charts.layout import Sheet, Spec
    from clvcli.output.charts.picture import Picture

APART = 11
"""From the middle of a mark to the figures beside it, in pixels."""

STEP = 24
"""From one line to the next, in pixels."""


def calibration(picture: Picture) -> Sheet:
    """Return a hollow and a solid mark for each row, and between them how far they are apart."""
    pairs = [
        found
        for place in range(len(picture.names))
        if (found := [point for point in picture.points if point.place == place])
    ]
    texts = [" · ".join(point.text for point in pair) for pair in pairs]
    key = Key.of(picture, hollow=True)
    rows = Rows.of(picture, key, span=picture.span, step=STEP, after=texts, apart=APART)
    joints = [
        {"from": pair[0].value, "to": pair[-1].value, "middle": rows.centres[pair[0].place]} for pair in pairs
    ]
    joined = {"type": "rule", "color": AXIS, "strokeWidth": 1.5}
    dots = [
        {
            "value": point.value,
            "middle": rows.centres[point.place],
            "ink": PAPER if point.series == 0 else colour(point.series),
            "edge": colour(point.series),
        }
        for point in picture.points
    ]
    circle = {"type": "circle", "size": 70, "strokeWidth": 2, "opacity": 1}
    marks: tuple[Spec, ...] = (
        layer(joints, joined, x=rows.across("from"), x2={"field": "to"}, y=raw("middle")),
        layer(dots, circle, x=rows.across("value"), y=raw("middle"), fill=raw("ink"), stroke=raw("edge")),
    )
    figures = (
        rows.beside(text, 0.0, max(point.value for point in pair), rows.centres[pair[0].place])
        for text, pair in zip(texts, pairs, strict=True)
    )
    return rows.sheet(marks, figures)
