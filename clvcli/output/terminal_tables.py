"""Tables of the report on a terminal: what fits the width, shaded or drawn as bars."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.box import Box
from rich.table import Table as Grid
from rich.text import Text

from clvcli.output.document import NUMERIC, WRAPPED, Figure, Phrase
from clvcli.output.fit import GAP, broken, fit, measure
from clvcli.output.marks import FLAGS, marked
from clvcli.output.shades import bar, shade, sparkline
from clvcli.output.words.plain import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from clvcli.output.document import Chart, ChartKind, Column, Flag, KeyFigure, Kind, Section, Table
    from clvcli.output.screen import Screen

BAR_WIDTH = 32
"""Bars take the room the figures leave, and no more than this."""

LEAST_BAR = 6
"""With less room than this there are no bars: they would say less than the figures."""

AS_BARS: frozenset[ChartKind] = frozenset({"bars", "lines", "lorenz", "tornado"})
"""Pictures whose rows can be told by a bar each."""

QUIET = "dim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One column as text, from top to bottom."""

    head: str
    kind: Kind
    priority: int
    cells: tuple[Text, ...]


def table_lines(table: Table, screen: Screen, chart: Chart | None = None) -> Iterator[RenderableType]:
    """Yield a table within the width, drawn as far as there is room; then what its marks mean and what is left out.

    `chart` is the picture of the table, of which the screen shows a bar or a curve in each row.
    """
    gap = 1 if table.form == "heat" else GAP
    lanes = [_lane(table, column, screen) for column in table.columns]
    widths = _widths(lanes, screen, gap)
    first = max(0, len(table.rows) - len(widths)) if table.form == "heat" else 0
    shown = [(replace(lanes[index], cells=lanes[index].cells[first:]), width) for index, width in widths]
    shown.extend(_pictures(table, chart, screen, sum(width + gap for _, width in shown)))
    if table.title:
        yield screen.say(table.title, "bold")
    yield _grid(shown, screen, gap)
    flags: set[Flag] = {flag for (row, _), flag in table.flags.items() if row >= first}
    yield from (screen.prose(screen.term(FLAGS[flag].legend, QUIET)) for flag in sorted(flags))
    gone = [lane.head for index, lane in enumerate(lanes) if index not in {index for index, _ in widths}]
    if gone or first:
        yield screen.prose(_left_out(table, gone, first, screen))


def key_figure_lines(section: Section, screen: Screen) -> RenderableType:
    """Return the key figures: name, figure, and what it means, with what it was before where that is known."""
    language = screen.language
    figures = [
        screen.text(marked(language.show(each.figure), each.flag) or language.term("unknown"), "bold")
        for each in section.key_figures
    ]
    lanes = [
        Lane(head="", kind="term", priority=0, cells=tuple(screen.term(each.id) for each in section.key_figures)),
        Lane(head="", kind="number", priority=0, cells=tuple(figures)),
        Lane(
            head="",
            kind="text",
            priority=1,
            cells=tuple(_meaning(each, screen) for each in section.key_figures),
        ),
    ]
    return _grid([(lanes[index], width) for index, width in _widths(lanes, screen, GAP)], screen, GAP)


def _meaning(each: KeyFigure, screen: Screen) -> Text:
    meaning = screen.say(each.meaning, QUIET)
    if each.before is None:
        return meaning
    language = screen.language
    return meaning.append_text(screen.text(f"; {language.term('figure_before')}: {language.show(each.before)}"))


def _lane(table: Table, column: Column, screen: Screen) -> Lane:
    cells = tuple(_cell(table, row, column, screen) for row in range(len(table.rows)))
    index = table.position(column.key)
    if any(key == column.key and table.rows[row][index] is not None for row, key in table.flags):
        cells = tuple(_cell_aligned(cell) for cell in cells)
    head = screen.text(screen.language.heading(column)).plain
    return Lane(head=head, kind=column.kind, priority=column.priority, cells=cells)


def _cell(table: Table, row: int, column: Column, screen: Screen) -> Text:
    value = table.rows[row][table.position(column.key)]
    flag = table.flags.get((row, column.key))
    style = QUIET if flag == "few" else ""
    if table.form == "heat" and column.kind == "share" and isinstance(value, float):
        style = shade(value, _darkest(table), screen.colours)
    said = spelled(screen.language.cell(value, column), column.key, screen.encoding)
    return screen.text(marked(said, flag), style)


def _cell_aligned(cell: Text) -> Text:
    """Return a figure with a blank where others of its column have a mark, so that the digits align."""
    signs = tuple(mark.sign for mark in FLAGS.values())
    return cell if cell.plain.endswith(signs) else cell.copy().append(" ")


def _darkest(table: Table) -> float:
    shares = (index for index, column in enumerate(table.columns) if column.kind == "share")
    values = [row[index] for index in shares for row in table.rows]
    return max((value for value in values if isinstance(value, float)), default=0.0)


def _widths(lanes: Sequence[Lane], screen: Screen, gap: int) -> list[tuple[int, int]]:
    measures = [
        measure(index, lane.kind, lane.priority, lane.head, [cell.plain for cell in lane.cells])
        for index, lane in enumerate(lanes)
    ]
    return fit(measures, screen.width, gap)


def _pictures(table: Table, chart: Chart | None, screen: Screen, taken: int) -> Iterator[tuple[Lane, int]]:
    """Yield the lane of bars or curves with its width, where the figures leave room for one."""
    room = screen.width - taken
    if chart is not None and chart.by_row and chart.kind == "lines":
        curves = _curves(table, chart, screen)
        width = max(len(curve.plain) for curve in curves)
        if width <= room:
            yield Lane(head="", kind="term", priority=0, cells=curves), width
        return
    drawn = table.bar if table.form == "bars" else _drawn(table, chart)
    if drawn is not None and room >= LEAST_BAR:
        width = min(BAR_WIDTH, room)
        last = table.columns[-1].key == drawn or table.form == "bars"
        head = "" if last else screen.text(screen.language.heading(table.column(drawn))).plain
        yield Lane(head=head, kind="term", priority=0, cells=_bars(table, drawn, width, screen)), width


def _drawn(table: Table, chart: Chart | None) -> str | None:
    """Return the column that bars show, of a chart that draws one or several shares; None for other pictures."""
    if chart is None or table.form != "table" or chart.kind not in AS_BARS:
        return None
    shares = [key for key in chart.y if table.column(key).kind == "share"]
    return chart.y[0] if len(chart.y) == 1 else next(iter(shares[-1:]), None)


def _bars(table: Table, column: str, width: int, screen: Screen) -> tuple[Text, ...]:
    """Return a bar for each row, from zero; what is below zero is drawn as long."""
    lengths = [abs(value or 0.0) for value in _numbers(table, column)]
    return tuple(Text(bar(length, max(lengths, default=0.0), width, screen.encoding)) for length in lengths)


def _curves(table: Table, chart: Chart, screen: Screen) -> tuple[Text, ...]:
    """Return a curve for each row, all of them to one scale."""
    rows = list(zip(*(_numbers(table, key) for key in chart.y), strict=True))
    highest = max((value for row in rows for value in row if value is not None), default=0.0)
    return tuple(Text(sparkline(row, highest, screen.encoding)) for row in rows)


def _numbers(table: Table, column: str) -> list[float | None]:
    position = table.position(column)
    return [value if isinstance(value, int | float) else None for value in (row[position] for row in table.rows)]


def _left_out(table: Table, gone: Sequence[str], first: int, screen: Screen) -> Text:
    """Return what a wider screen or a file would show beside this."""
    if table.form != "heat":
        return screen.term("left_out", QUIET).append(f": {'; '.join(gone)}")
    total = len(table.rows)
    figures = {"shown": Figure(value=total - first, kind="count"), "count": Figure(value=total, kind="count")}
    return screen.say(Phrase("heat_cut", figures), QUIET)


def _grid(lanes: Sequence[tuple[Lane, int]], screen: Screen, gap: int) -> Grid:
    """Return columns side by side: figures to the right, words to the left, prose broken between words."""
    rule = screen.rule
    lines = Box(f"    \n    \n {rule}{rule} \n    \n    \n    \n    \n    \n", ascii=True)
    heads = [broken(lane.head, width) for lane, width in lanes]
    height = max(len(words) for words in heads)
    headed = any(lane.head for lane, _ in lanes)
    grid = Grid(box=lines, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0), show_header=headed)
    for (lane, width), words in zip(lanes, heads, strict=True):
        head = Text("\n".join([*[""] * (height - len(words)), *words]), style="bold")
        prose = lane.kind in WRAPPED
        grid.add_column(
            head,
            justify="right" if lane.kind in NUMERIC else "left",
            width=width,
            no_wrap=not prose,
            overflow="fold" if prose else screen.cut,
        )
    for cells in zip(*(lane.cells for lane, _ in lanes), strict=True):
        grid.add_row(*cells)
    return grid
