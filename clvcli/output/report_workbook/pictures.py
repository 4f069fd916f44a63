"""Charts of the report as Excel's own: they draw the cells of their table, so that both change together."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from clvcli.output.charts.ink import AXIS, GRID, SERIES
from clvcli.output.report_workbook.formats import number_format
from clvcli.output.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xlsxwriter.chart import Chart as ExcelChart
    from xlsxwriter.workbook import Workbook

    from clvcli.output.document import Chart, ChartKind, Column, Table
    from clvcli.output.report_workbook.sheets import Block, Sheet
    from clvcli.output.words.language import Language

WIDTH, HEIGHT = 720, 380
"""Of a chart, in pixels."""

GAP = 60
"""Between bars, in percent of one."""

ASIDE = "chart data"
"""The hidden sheet that holds what charts draw and no table has: levels across them, where steps begin."""

STACKED = {"type": "column", "subtype": "stacked"}

Range = list["str | int"]
"""Sheet, first row and column, last row and column."""


@dataclass(slots=True)
class Aside:
    """Cells of the hidden sheet, column by column."""

    columns: list[Sequence[str | float | None]] = field(default_factory=list)

    def keep(self, values: Sequence[str | float | None]) -> Range:
        """Put values into a column of their own, and return where they stand."""
        self.columns.append(values)
        place = len(self.columns) - 1
        return [ASIDE, 0, place, len(values) - 1, place]

    def write(self, book: Workbook) -> None:
        """Write the sheet, where anything is kept."""
        if not self.columns:
            return
        sheet = book.add_worksheet(ASIDE)
        sheet.hide()
        for place, values in enumerate(self.columns):
            for row, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, place, safe(value))
                elif value is not None:
                    sheet.write_number(row, place, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart, and where its table stands."""

    chart: Chart
    block: Block
    sheet: Sheet
    language: Language
    aside: Aside

    def drawn(self, book: Workbook) -> ExcelChart:
        """Return the chart as Excel knows it."""
        return DRAWN[self.chart.kind](self, book)

    @property
    def rows(self) -> tuple[int, int]:
        """The first and the last line of the table's rows in the sheet, without the row that sums the others."""
        table, total = self.block.table, self.chart.total
        first, last = 0, self.block.height - 1
        if total is not None and (self.chart.kind == "stack" or not self.chart.by_row):
            at = table.row_where(self.chart.x, total)
            first, last = (1, last) if at == 0 else (first, last - 1) if at == last else (first, last)
        start = self.block.row + 1
        return start + first, start + last

    def place(self, key: str) -> int:
        """Return the column of the sheet in which a column of the table stands."""
        return self.block.places[key]

    def column(self, key: str) -> Range:
        """Return the cells of a column."""
        first, last = self.rows
        return [self.sheet.name, first, self.place(key), last, self.place(key)]

    def head(self, key: str) -> Range:
        """Return the cell of a heading."""
        return [self.sheet.name, 0, self.place(key), 0, self.place(key)]

    @property
    def names(self) -> Range:
        """The cells that name the rows, with what stands around or beside the name."""
        if self.chart.beside is not None:
            return self.aside.keep(self._told)
        places = [self.place(key) for key in (self.chart.within, self.chart.x) if key is not None]
        first, last = self.rows
        return [self.sheet.name, first, min(places), last, max(places)]

    @property
    def _told(self) -> list[str]:
        """The names of the rows, each with what is told beside it."""
        sheet = self.sheet.rows[self.block.row : self.block.row + self.block.height]
        keys = (self.chart.x, self.chart.beside or self.chart.x)
        return [" ".join(str(cells[self.place(key)]) for key in keys) for cells in sheet]

    @property
    def measured(self) -> Column:
        """The first column that is drawn."""
        table = self.block.table
        return table.columns[table.position(self.chart.y[0])]

    @property
    def across(self) -> list[float]:
        """What curves are drawn over, where that is figures: headings of numbers, or a column of them."""
        if self.chart.by_row:
            heads = [self.sheet.fields[self.place(key)].heading for key in self.chart.y]
            return [float(head) for head in heads] if all(head.isdecimal() for head in heads) else []
        table = self.block.table
        values = [row[table.position(self.chart.x)] for row in table.rows]
        figures = [float(value) for value in values if isinstance(value, int | float)]
        return figures if len(figures) == len(values) else []

    @property
    def axis(self) -> dict[str, Any]:
        """How the axis of figures looks."""
        shape = number_format(self.measured.kind, int(self.measured.kind == "number"), "", self.language.code)
        whole = shape if self.measured.kind not in {"money", "estimate"} else "#,##0"
        return {
            "num_format": whole,
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": GRID}},
        }

    def finished(self, drawing: ExcelChart, *, legend: bool, lying: bool = False) -> ExcelChart:
        """Return the chart with its title, axes and legend."""
        title = self.chart.title or self.block.table.title
        text = self.language.say(title) if title else self.sheet.name
        unit = f" ({self.block.unit})" if self.block.unit else ""
        drawing.set_title({"name": text + unit, "name_font": {"size": 12}, "overlay": False})
        names = {"line": {"color": AXIS}, "num_font": {"size": 9}, "label_position": "low"}
        if self.across and self.chart.kind in {"lines", "calibration"}:
            names |= {"min": self.across[0], "max": self.across[-1]}
        if lying:
            drawing.set_x_axis(self.axis)
            drawing.set_y_axis({**names, "reverse": True})
        else:
            drawing.set_x_axis(names)
            drawing.set_y_axis(self.axis)
        drawing.set_legend({"position": "bottom"} if legend else {"none": True})
        drawing.set_size({"width": WIDTH, "height": HEIGHT})
        drawing.show_na_as_empty_cell()
        return drawing


def _series(picture: Picture, kind: Mapping[str, str], book: Workbook, **more: Any) -> ExcelChart:
    """Return a chart whose series are columns."""
    drawing = book.add_chart(dict(kind))
    for number, key in enumerate(picture.chart.y):
        colour = {"color": SERIES[number % len(SERIES)]}
        drawing.add_series(
            {
                "name": picture.head(key),
                "categories": picture.names,
                "values": picture.column(key),
                "fill": colour,
                "line": colour,
                "gap": GAP,
                **_doubt(picture, key),
                **more,
            }
        )
    return drawing


def _doubt(picture: Picture, key: str) -> dict[str, Any]:
    """Return the whiskers from the column of lower ends to that of upper ones."""
    low, high = picture.chart.low, picture.chart.high
    if low is None or high is None:
        return {}
    table = picture.block.table
    middle, lower, upper = (_numbers(table, name) for name in (key, low, high))
    below = [max(value - end, 0.0) for value, end in zip(middle, lower, strict=True)]
    above = [max(end - value, 0.0) for value, end in zip(middle, upper, strict=True)]
    whiskers = {"type": "custom", "minus_values": below, "plus_values": above}
    return {"y_error_bars": whiskers}


def _numbers(table: Table, key: str) -> list[float]:
    """Return a column as numbers, 0 where nothing is known."""
    values = (row[table.position(key)] for row in table.rows)
    return [float(value) if isinstance(value, int | float) else 0.0 for value in values]


def _bars(picture: Picture, book: Workbook) -> ExcelChart:
    drawing = _series(picture, {"type": "column"}, book)
    return picture.finished(drawing, legend=len(picture.chart.y) > 1)


def _tornado(picture: Picture, book: Workbook) -> ExcelChart:
    drawing = _series(picture, {"type": "bar"}, book)
    return picture.finished(drawing, legend=False, lying=True)


def _lines(picture: Picture, book: Workbook) -> ExcelChart:
    """Return curves over figures as far apart as they are, and over names in equal steps."""
    over = picture.across
    kind = {"type": "scatter", "subtype": "straight"} if over else {"type": "line"}
    drawing = _of_rows(picture, book, kind) if picture.chart.by_row else _series(picture, kind, book)
    for level in picture.chart.levels:
        if over and isinstance(level.figure.value, int | float):
            drawing.add_series(
                {
                    "name": picture.language.say(level.label),
                    "categories": picture.aside.keep([over[0], over[-1]]),
                    "values": picture.aside.keep([level.figure.value] * 2),
                    "line": {"color": AXIS, "dash_type": "dash", "width": 1.5},
                }
            )
    return picture.finished(drawing, legend=True)


def _of_rows(picture: Picture, book: Workbook, kind: Mapping[str, str]) -> ExcelChart:
    """Return a chart whose series are rows, drawn from left to right."""
    drawing = book.add_chart(dict(kind))
    ends = [picture.place(key) for key in (picture.chart.y[0], picture.chart.y[-1])]
    table, name = picture.block.table, picture.sheet.name
    first, last = picture.rows
    for number, row in enumerate(range(first, last + 1)):
        whole = table.rows[row - picture.block.row - 1][table.position(picture.chart.x)] == picture.chart.total
        colour = AXIS if whole and picture.chart.total else SERIES[number % len(SERIES)]
        drawing.add_series(
            {
                "name": [name, row, picture.place(picture.chart.x)],
                "categories": [name, 0, ends[0], 0, ends[1]],
                "values": [name, row, ends[0], row, ends[1]],
                "fill": {"color": colour},
                "line": {"color": colour, "width": 3 if whole else 1.75},
                "gap": GAP,
            }
        )
    return drawing


def _stack(picture: Picture, book: Workbook) -> ExcelChart:
    if picture.chart.by_row:
        return picture.finished(_of_rows(picture, book, STACKED), legend=True)
    return picture.finished(_series(picture, STACKED, book), legend=True)


def _lorenz(picture: Picture, book: Workbook) -> ExcelChart:
    """Return the curve of shares, and the straight line of customers who all bring the same."""
    drawing = book.add_chart({"type": "scatter", "subtype": "straight"})
    across = picture.column(picture.chart.x)
    for number, key in enumerate(picture.chart.y):
        colour = {"color": SERIES[number], "width": 2.25}
        drawing.add_series(
            {"name": picture.head(key), "categories": across, "values": picture.column(key), "line": colour}
        )
    even = picture.aside.keep([0.0, 1.0])
    drawing.add_series(
        {"categories": even, "values": even, "line": {"color": AXIS, "dash_type": "dash", "width": 1}}
    )
    picture.finished(drawing, legend=False)
    ends = {"min": 0, "max": 1}
    drawing.set_x_axis(
        {**picture.axis, **ends, "name": picture.sheet.fields[picture.place(picture.chart.x)].heading}
    )
    drawing.set_y_axis({**picture.axis, **ends})
    return drawing


def _bridge(picture: Picture, book: Workbook) -> ExcelChart:
    """Return steps that begin where the one before ended; the first and the last stand on zero."""
    table, (key,) = picture.block.table, picture.chart.y
    amounts = _numbers(table, key)
    reached = list(accumulate(amounts[:-1]))
    befores = [0.0, *reached[:-1], 0.0]
    ends = [*reached, amounts[-1]]
    if min(*befores, *ends) < 0:
        return _bars(picture, book)
    stands = {0, len(amounts) - 1}
    spans = [sorted(pair) for pair in zip(befores, ends, strict=True)]
    colours = [
        AXIS if place in stands else SERIES[0] if amount >= 0 else SERIES[5] for place, amount in enumerate(amounts)
    ]
    bars = {
        colour: [high - low if own == colour else None for own, (low, high) in zip(colours, spans, strict=True)]
        for colour in dict.fromkeys(colours)
    }
    drawing = book.add_chart(dict(STACKED))
    hidden = {"fill": {"none": True}, "border": {"none": True}, "gap": GAP}
    drawing.add_series(
        {"categories": picture.names, "values": picture.aside.keep([low for low, _ in spans]), **hidden}
    )
    for colour, values in bars.items():
        drawing.add_series(
            {
                "categories": picture.names,
                "values": picture.aside.keep(values),
                "fill": {"color": colour},
                "gap": GAP,
            }
        )
    return picture.finished(drawing, legend=False)


DRAWN: Mapping[ChartKind, Callable[[Picture, Workbook], ExcelChart]] = {
    "lines": _lines,
    "bars": _bars,
    "stack": _stack,
    "lorenz": _lorenz,
    "bridge": _bridge,
    "tornado": _tornado,
    "calibration": _lines,
}
