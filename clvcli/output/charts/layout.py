"""Where a chart's parts go, and the pieces all kinds are made of, as Vega-Lite.

Everything is placed here, in pixels of a chart 480 wide, and handed over with fixed sizes: the library scales,
stacks and draws, and never measures words.  Words are data, so nothing in them is run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clvcli.output.charts.ink import AXIS, GRID, MUTED, SERIES, TEXT
from clvcli.output.charts.measure import cut, ticks, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from clvcli.output.charts.picture import Picture

    Spec = dict[str, Any]

WIDTH = 480
"""Of the whole chart: narrow enough to be read on a telephone, two beside one another on a desk."""

SIZE = 12
"""Of words, in pixels."""

LINE = 18
"""From one line of words to the next."""

EDGE = 4
"""Room around everything."""

PLOT_HEIGHT = 210
"""Of charts with an axis of figures at the left."""

NAMES_WIDTH = 168
"""Most that names at the left may take before they are cut."""

PALE = 0.4
"""How much of its colour a mark keeps whose figure rests on few customers or on a period that is not over."""

WHOLE = frozenset({"count", "days"})
"""Kinds of which there are no halves."""

KEY = 10
"""Side of a mark of the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The field in which figures are drawn, and the room around it."""

    left: float
    top: float
    width: float
    height: float
    bottom: float = EDGE

    def spec(self, layers: Iterable[Spec]) -> Spec:
        """Return a whole chart of layers, each with the scales that it names itself."""
        right = WIDTH - self.left - self.width
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "width": self.width,
            "height": self.height,
            "autosize": "none",
            "padding": {"left": self.left, "top": self.top, "right": right, "bottom": self.bottom},
            "background": None,
            "config": {"aria": False, "view": {"stroke": None}, "customFormatTypes": False},
            "resolve": {"scale": dict.fromkeys(("x", "y"), "independent")},
            "layer": list(layers),
        }


def scale(low: float, high: float) -> Spec:
    """Return a scale of exactly these ends."""
    return {"domain": [low, high], "nice": False, "zero": False}


def quantity(field: str, low: float, high: float) -> Spec:
    """Return the encoding of a figure along a scale, no axis of the library's own beside it."""
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale(low, high)}


def raw(field: str) -> Spec:
    """Return the encoding of a colour or an opacity that a row of data names itself."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def layer(values: Iterable[Mapping[str, object]], mark: Spec, **encoding: Spec) -> Spec:
    """Return marks of rows of data."""
    return {"data": {"values": list(values)}, "mark": mark, "encoding": encoding}


def says(rows: Iterable[tuple[str, float, float]], **mark: object) -> list[Spec]:
    """Return several words, each at its place in pixels of the field."""
    values = [{"label": text, "across": x, "down": y} for text, x, y in rows if text]
    if not values:
        return []
    drawn = {"type": "text", "fontSize": SIZE, "baseline": "middle", "align": "left", "color": TEXT, **mark}
    place = {"type": "quantitative", "scale": None, "axis": None}
    return [
        layer(
            values,
            drawn,
            x={"field": "across", **place},
            y={"field": "down", **place},
            text={"field": "label", "type": "nominal"},
        )
    ]


def pixel(value: float, low: float, high: float, length: float) -> float:
    """Return where a figure lies on an axis of `length` pixels that begins at `low`."""
    return round((value - low) / (high - low) * length, 1)


def colour(series: int) -> str:
    """Return the colour of a series; those beyond what eyes tell apart are grey."""
    return SERIES[series] if series < len(SERIES) else MUTED


def caption(picture: Picture) -> list[str]:
    """Return what stands above the field: what the figures are, and what is left out."""
    return [cut(text, WIDTH - 2 * EDGE, SIZE) for text in (picture.values, picture.left_out) if text]


def above(lines: Sequence[str], frame: Frame) -> list[Spec]:
    """Return lines of words at the top of the chart."""
    rows = [(text, EDGE - frame.left, EDGE + LINE * (at + 0.5) - frame.top) for at, text in enumerate(lines)]
    return says(rows)


def key(picture: Picture, frame: Frame, top: float) -> list[Spec]:
    """Return the key of several series, its first line at `top` pixels of the chart."""
    marks, texts = [], []
    for row, entries in enumerate(key_rows(picture)):
        down = top + LINE * (row + 0.5) - frame.top
        for series, name, x in entries:
            marks.append({"across": x + KEY / 2 - frame.left, "down": down, "ink": colour(series)})
            texts.append((name, x + KEY + 5 - frame.left, down))
    place = {"type": "quantitative", "scale": None, "axis": None}
    square = {"type": "square", "size": KEY * KEY, "filled": True, "opacity": 1}
    where: dict[str, Spec] = {"x": {"field": "across", **place}, "y": {"field": "down", **place}}
    return [layer(marks, square, **where, color=raw("ink")), *says(texts)]


def key_rows(picture: Picture) -> list[list[tuple[int, str, float]]]:
    """Return the lines of the key: the series of each, what they are called and where they begin."""
    rows: list[list[tuple[int, str, float]]] = [[]]
    x = float(EDGE)
    for series, name in enumerate(picture.series):
        shown = cut(name, WIDTH / 2, SIZE)
        room = KEY + 5 + width_of(shown, SIZE)
        if rows[-1] and x + room > WIDTH - EDGE:
            rows.append([])
            x = float(EDGE)
        rows[-1].append((series, shown, x))
        x += room + 14
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """An axis of figures at the left of the field, and what of it is drawn."""

    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, picture: Picture, low: float, high: float) -> Rise:
        """Return the axis from round figure to round figure around `low` and `high`."""
        found = ticks(low, high, whole=picture.column.kind in WHOLE)
        return cls(ticks=found, labels=tuple(picture.write(tick) for tick in found))

    @property
    def low(self) -> float:
        """Return the figure at the bottom."""
        return self.ticks[0]

    @property
    def high(self) -> float:
        """Return the figure at the top."""
        return self.ticks[-1]

    @property
    def room(self) -> float:
        """Return how much the labels take at the left."""
        return EDGE + 6 + max(width_of(label, SIZE) for label in self.labels)

    def value(self, field: str) -> Spec:
        """Return the encoding of a figure along this axis."""
        return quantity(field, self.low, self.high)

    def layers(self, frame: Frame) -> list[Spec]:
        """Return the lines across the field and the figures at their left; zero is the strongest."""
        lines = [{"at": tick, "ink": AXIS if tick == 0 else GRID} for tick in self.ticks]
        words = [
            (label, -6.0, frame.height - pixel(tick, self.low, self.high, frame.height))
            for tick, label in zip(self.ticks, self.labels, strict=True)
        ]
        ruled = layer(lines, {"type": "rule", "strokeWidth": 1}, y=self.value("at"), color=raw("ink"))
        return [ruled, *says(words, align="right")]
