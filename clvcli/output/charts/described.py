"""A chart in words: where its figures begin and end, the largest and the smallest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.document import Figure, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.output.charts.picture import Picture, Point
    from clvcli.output.document import ChartKind

MOST_SERIES = 3
"""Series that are told of; whoever wants more has the table."""

KEYS: Mapping[ChartKind, str] = {
    **dict.fromkeys(("bars", "tornado", "calibration"), "chart_ranked"),
    "bridge": "chart_bridge",
    "lorenz": "chart_lorenz",
}
"""Kind -> what is said of it; of the others where they begin and end."""


def described(picture: Picture, kind: ChartKind) -> str:
    """Return a sentence on each of the first series, on the one that pools the others where there is one."""
    told = [picture.total] if picture.total is not None else list(range(len(picture.series)))[:MOST_SERIES]
    groups = [[point for point in picture.points if point.series == series] for series in told]
    sentences = [_sentence(picture, points, kind) for points in groups if points]
    return " ".join((*sentences, *((f"{picture.left_out}.",) if picture.left_out else ())))


def _sentence(picture: Picture, points: Sequence[Point], kind: ChartKind) -> str:
    chosen = {
        "first": points[0],
        "last": points[-1],
        "largest": max(points, key=lambda point: point.value),
        "smallest": min(points, key=lambda point: point.value),
        "middle": points[len(points) // 2],
        "late": points[-2:][0],
    }
    if kind == "bridge":
        chosen["largest"] = max(points[1:-1] or points, key=lambda point: abs(point.value))
    figures = {name: point.text for name, point in chosen.items()}
    places = {f"{name}_at": picture.names[point.place] for name, point in chosen.items()}
    key = "chart_one" if len(points) == 1 else KEYS.get(kind, "chart_in_order")
    said = {"what": picture.series[points[0].series], **figures, **places}
    return picture.language.say(Phrase(key, {name: Figure(value=text, kind="text") for name, text in said.items()}))
