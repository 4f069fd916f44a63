"""Where a chart's parts go: the field for the library to draw in, and the words around and on it.

Everything is placed here, in pixels of a chart 480 wide.  The library scales, adds up, stacks and draws, in
fields of fixed sizes; it is handed figures only.  Words never pass through it: they are put into the picture
as text, so nothing in them is run, and no font of a machine is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from clvcli.output.charts.ink import AXIS, GRID, MUTED, PAPER, SERIES
from clvcli.output.charts.measure import cut, ticks, width_of
from clvcli.output.marks import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clvcli.output.charts.picture import Picture

Spec = dict[str, Any]
"""A part of a chart in the library's own words, which are those of Vega-Lite."""

Anchor = Literal["start", "middle", "end"]

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

PALE = 0.4
"""How much of its colour a mark keeps whose figure rests on few customers or on a period that is not over."""

WHOLE = frozenset({"count", "days"})
"""Kinds of which there are no halves."""

NAMED = 8
"""Between the field and the names of lines or parts at its right."""

ALONG_WIDTH = 120
"""Most that the name of a place below the field may take."""

KEY = 10
"""Side of a mark of the key."""


@dataclass(frozen=True, slots=True)
class Word:
    """Words at a place of the field, in pixels from its upper left corner; `y` is their middle."""

    text: str
    x: float
    y: float
    anchor: Anchor = "start"
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The field in which figures are drawn, and the room around it."""

    left: float
    top: float
    width: float
    height: float
    bottom: float = EDGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A chart laid out: what the library draws, and the words that are put on it."""

    frame: Frame
    layers: tuple[Spec, ...]
    words: tuple[Word, ...]

    @property
    def spec(self) -> Spec:
        """Return the whole chart for the library; each layer has the scales that it names itself."""
        frame = self.frame
        right = WIDTH - frame.left - frame.width
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "width": frame.width,
            "height": frame.height,
            "autosize": "none",
            "padding": {"left": frame.left, "top": frame.top, "right": right, "bottom": frame.bottom},
            "background": None,
            "config": {"aria": False, "view": {"stroke": None}},
            "resolve": {"scale": dict.fromkeys(("x", "y"), "independent")},
            "layer": list(self.layers),
        }


def layer(values: Iterable[Mapping[str, object]], mark: Spec, **encoding: Spec) -> Spec:
    """Return marks of rows of data."""
    return {"data": {"values": list(values)}, "mark": mark, "encoding": encoding}


def quantity(field: str, low: float, high: float) -> Spec:
    """Return the encoding of a figure along a scale of exactly these ends, without an axis of the library's own."""
    scale = {"domain": [low, high], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def raw(field: str) -> Spec:
    """Return the encoding of a pixel, a colour or an opacity that a row of data names itself."""
    return {"field": field, "type": "nominal", "scale": None}


def pixel(value: float, low: float, high: float, length: float) -> float:
    """Return where a figure lies on an axis of `length` pixels that begins at `low`."""
    return round((value - low) / (high - low) * length, 1)


def colour(series: int) -> str:
    """Return the colour of a series; those beyond what eyes tell apart are grey."""
    return SERIES[series] if series < len(SERIES) else MUTED


def caption(picture: Picture) -> tuple[str, ...]:
    """Return what stands above the field: what the figures are, what is left out, and what marks mean."""
    flags = sorted({point.flag for point in picture.points if point.flag})
    legends = (picture.language.term(FLAGS[flag].legend) for flag in flags)
    return tuple(text for text in (picture.values, picture.interval, picture.left_out, *legends) if text)


def above(lines: Iterable[str], frame: Frame) -> list[Word]:
    """Return lines of words at the top of the chart."""
    return [
        Word(cut(text, WIDTH - 2 * EDGE, SIZE), EDGE - frame.left, EDGE + LINE * (at + 0.5) - frame.top)
        for at, text in enumerate(lines)
    ]


def square(x: float, y: float, series: int, *, hollow: bool = False) -> dict[str, object]:
    """Return a mark of the key as a row of `squares`, its left edge at `x` and its middle at `y`."""
    ink, half = colour(series), KEY / 2
    ends = {"left": x, "right": x + KEY, "top": y - half, "bottom": y + half}
    return {**ends, "edge": ink, "ink": PAPER if hollow else ink}


def squares(rows: Iterable[Mapping[str, object]]) -> Spec:
    """Return marks of the key."""
    ends = {"x2": {"field": "right"}, "y2": {"field": "bottom"}, "fill": raw("ink"), "stroke": raw("edge")}
    return layer(rows, {"type": "rect", "strokeWidth": 1.5}, x=raw("left"), y=raw("top"), **ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What the colours of several series mean, in lines above the field; nothing where there is one series."""

    entries: tuple[tuple[int, str, float, int], ...]
    """Series, what it is called, where it begins, and on which line."""
    hollow: bool = False
    """Whether the marks of the first series are hollow."""

    @classmethod
    def of(cls, picture: Picture, *, hollow: bool = False) -> Key:
        """Return the key of a picture, broken into lines that fit."""
        entries, x, line = [], float(EDGE), 0
        for series, name in enumerate(picture.series if len(picture.series) > 1 else ()):
            shown = cut(name, WIDTH / 2, SIZE)
            room = KEY + 5 + width_of(shown, SIZE)
            if x > EDGE and x + room > WIDTH - EDGE:
                x, line = float(EDGE), line + 1
            entries.append((series, shown, x, line))
            x += room + 14
        return cls(entries=tuple(entries), hollow=hollow)

    @property
    def height(self) -> float:
        """Return the room the key takes."""
        return LINE * (1 + self.entries[-1][-1]) if self.entries else 0.0

    def drawn(self, frame: Frame, top: float) -> tuple[list[Spec], list[Word]]:
        """Return the marks and the words of the key, its first line at `top` pixels of the chart."""
        if not self.entries:
            return [], []
        places = [
            (series, name, x - frame.left, top + LINE * (line + 0.5) - frame.top)
            for series, name, x, line in self.entries
        ]
        marks = squares(square(x, y, series, hollow=self.hollow and series == 0) for series, _, x, y in places)
        return [marks], [Word(name, x + KEY + 5, y) for _, name, x, y in places]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """An axis of figures at the left of the field, from round figure to round figure."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, picture: Picture, low: float, high: float) -> Rise:
        """Return the axis on which `low`, `high` and zero lie; what is a little below zero makes little room."""
        found = ticks(min(low, 0.0), max(high, 0.0), whole=picture.column.kind in WHOLE)
        bottom, step = found[0], found[1] - found[0]
        if bottom < low < 0 and low - bottom > step / 2:
            bottom, found = low, found[1:]
        labels = tuple(picture.write(tick, step) for tick in found)
        return cls(low=bottom, high=found[-1], ticks=found, labels=labels)

    @property
    def room(self) -> float:
        """Return how much the labels take at the left."""
        return EDGE + 6 + max(width_of(label, SIZE) for label in self.labels)

    def value(self, field: str) -> Spec:
        """Return the encoding of a figure along this axis."""
        return quantity(field, self.low, self.high)

    def down(self, value: float, frame: Frame) -> float:
        """Return how far from the top of the field a figure lies."""
        return frame.height - pixel(value, self.low, self.high, frame.height)

    def lines(self) -> Spec:
        """Return the lines across the field, zero the strongest."""
        values = [{"at": tick, "ink": AXIS if tick == 0 else GRID} for tick in self.ticks]
        return layer(values, {"type": "rule"}, y=self.value("at"), color=raw("ink"))

    def words(self, frame: Frame) -> list[Word]:
        """Return the figures at the left of the lines."""
        pairs = zip(self.ticks, self.labels, strict=True)
        return [Word(label, -6.0, self.down(tick, frame), "end") for tick, label in pairs]


def along(names: Iterable[str], places: Iterable[float], frame: Frame) -> list[Word]:
    """Return the names of places below the field, as many as there is room for, each whole in the chart."""
    told: list[Word] = []
    until, right = -frame.left, WIDTH - EDGE - frame.left
    for name, place in zip(names, places, strict=True):
        shown = cut(name, ALONG_WIDTH, SIZE)
        half = width_of(shown, SIZE) / 2
        x = min(place, right - half)
        if x - half >= until:
            told.append(Word(shown, x, frame.height + LINE / 2 + 2, "middle"))
            until = x + half + 6
    return told
