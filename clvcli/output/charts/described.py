"""A chart in words: where its figures begin and end, the largest and the smallest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.document import Figure, Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.charts.picture import Picture, Point

MOST_SERIES = 3
"""Series that are told of; whoever wants more has the table."""


def described(picture: Picture, *, in_order: bool) -> str:
    """Return a sentence on each of the first series, on the one that pools the others where there is one."""
    told = [picture.total] if picture.total is not None else list(range(len(picture.series)))[:MOST_SERIES]
    groups = [[point for point in picture.points if point.series == series] for series in told]
    sentences = [_sentence(picture, points, in_order=in_order) for points in groups if points]
    return " ".join((*sentences, *((f"{picture.left_out}.",) if picture.left_out else ())))


def _sentence(picture: Picture, points: Sequence[Point], *, in_order: bool) -> str:
    chosen = {
        "first": points[0],
        "last": points[-1],
        "largest": max(points, key=lambda point: point.value),
        "smallest": min(points, key=lambda point: point.value),
    }
    figures = {name: point.text for name, point in chosen.items()}
    places = {f"{name}_at": picture.names[point.place] for name, point in chosen.items()}
    what = picture.series[points[0].series]
    key = "chart_one" if len(points) == 1 else "chart_in_order" if in_order else "chart_ranked"
    said = {"what": what, **figures, **places}
    return picture.language.say(Phrase(key, {name: Figure(value=text, kind="text") for name, text in said.items()}))
