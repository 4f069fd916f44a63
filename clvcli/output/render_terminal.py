"""The report on a terminal: fits the width it is given, in shades and blocks where it can, else in ASCII."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table as Grid
from rich.text import Text

from clvcli.output.context import broken_between
from clvcli.output.marks import legends
from clvcli.output.screen import PROSE_WIDTH, Screen
from clvcli.output.terminal import with_blanks
from clvcli.output.terminal_tables import QUIET, key_figure_lines, table_lines
from clvcli.output.words.languages import ENGLISH
from clvcli.output.words.plain import within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from clvcli.output.document import Document, Section
    from clvcli.output.words.language import Language


@dataclass(frozen=True, slots=True)
class ReportView:
    """A document as something Rich can draw."""

    document: Document
    encoding: str = "utf-8"
    language: Language = ENGLISH

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the report from top to bottom, for the width of the console."""
        screen = Screen(
            width=options.max_width,
            encoding=self.encoding,
            colours=None if console.no_color else console.color_system,
            language=within(self.language, self.encoding),
        )
        yield screen.say(self.document.title, "bold")
        yield _context(self.document, screen)
        for section in self.document.sections:
            yield Text()
            yield from _section(section, screen, named=self.document.several_currencies)


def render_terminal(
    document: Document, console: Console, *, encoding: str = "utf-8", language: Language = ENGLISH
) -> None:
    """Print the document on a console, in no more than its width and in what `encoding` can show."""
    with console.capture() as shown:
        console.print(ReportView(document, encoding, language))
    console.file.write(with_blanks(shown.get(), encoding))


def _context(document: Document, screen: Screen) -> Text:
    """Return the context, broken between its parts and never inside one that fits a line."""
    parts = [screen.say(phrase).plain for phrase in document.context]
    return Text("\n".join(broken_between(parts, screen.separator, min(screen.width, PROSE_WIDTH))), style=QUIET)


def _section(section: Section, screen: Screen, *, named: bool) -> Iterator[RenderableType]:
    title = screen.language.title(section.id).upper()
    yield screen.text(f"{title} ({section.unit})" if named and section.unit else title, "bold")
    if section.missing:
        yield screen.prose(screen.say(section.missing, QUIET))
    if section.answer:
        yield screen.prose(Text(" ").join(screen.say(phrase) for phrase in section.answer))
    if section.key_figures:
        yield Text()
        yield key_figure_lines(section, screen)
        marks = legends(each.flag for each in section.key_figures)
        yield from (screen.prose(screen.term(key, QUIET)) for key in marks)
    if section.lines:
        yield _findings(section, screen)
    charts = {chart.table: chart for chart in reversed(section.charts)}
    for table in section.tables:
        yield Text()
        yield from table_lines(table, screen, charts.get(table.id))
    if section.notes:
        if section.tables:
            yield Text()
        yield _list([("-", screen.say(note, QUIET)) for note in section.notes])


def _findings(section: Section, screen: Screen) -> RenderableType:
    """Return findings with the section that proves each, or actions with what to type."""
    items = []
    for number, line in enumerate(section.lines, 1):
        words = screen.say(line.phrase)
        if line.proof:
            words.append(" ").append_text(screen.text(f"[{screen.language.title(line.proof)}]", QUIET))
        if line.command:
            words.append("\n").append_text(screen.text(line.command, "cyan"))
        items.append((f"{number}.", words))
    return _list(items)


def _list(items: Sequence[tuple[str, Text]]) -> RenderableType:
    """Return texts under one another, each behind its sign."""
    grid = Grid.grid(padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_column(no_wrap=True)
    grid.add_column(max_width=PROSE_WIDTH)
    for sign, words in items:
        grid.add_row(sign, words)
    return grid
