"""The one writer of the workbook: sheets and pages as cells, formats and charts of an Excel file."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO

from clvcli.output.document import Figure
from clvcli.output.made import made_at
from clvcli.output.report_workbook.pictures import HEIGHT, Aside, Picture
from clvcli.output.report_workbook.sheets import Page, Sheet
from clvcli.output.report_workbook.styles import Formats
from clvcli.output.report_workbook.widths import FILTER, heights_of, lines_of, width_of
from clvcli.output.sheet import FIRST_DAY, with_rows
from clvcli.output.terminal import safe
from clvcli.output.workbook import require_cells_fit, require_fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from clvcli.output.document import Value
    from clvcli.output.report_workbook.sheets import Entry, Field, Part
    from clvcli.output.words.language import Language

ALL_AS_GIVEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Text is text, whatever it looks like."""

NOT_A_BOOK = "-o report.html, -o report.md or -o report.json"
"""What to type where a workbook cannot hold the report."""

A4 = 9
LINE = 15
"""Points of height of a line of text."""

LOW, HIGH = "#FFFFFF", "#56B4E9"
"""Ends of the shades of a field of shares."""

NARROW = 130
"""Characters of a table that leaves room for a chart beside it."""

ROWS_OF_CHART = HEIGHT // 20 + 2
"""Lines that a chart covers, and one between two."""


def write_book(parts: Sequence[Part], language: Language, target: BinaryIO, *, title: str, created: date) -> None:
    """Write the parts as a workbook made on the day `created`, or at SOURCE_DATE_EPOCH.

    Raises WorkbookLimitError where a text is longer than a cell of Excel holds, which would be dropped.
    """
    import xlsxwriter

    template = io.BytesIO()
    book = xlsxwriter.Workbook(template, {**ALL_AS_GIVEN, "in_memory": True})
    book.set_properties({"created": made_at(created), "title": safe(title)})
    writer = _Writer(book, language, Formats(book, language.code))
    for part in parts:
        writer.write(part)
    writer.aside.write(book)
    book.close()
    long = {
        number: part.settled
        for number, part in enumerate(parts, start=1)
        if isinstance(part, Sheet) and part.settled is not None and part.height
    }
    with_rows(template, long, target)


@dataclass(slots=True)
class _Writer:
    """Writes parts into a book."""

    book: Workbook
    language: Language
    formats: Formats
    aside: Aside = field(default_factory=Aside)

    def write(self, part: Part) -> None:
        """Write a part into a sheet of its own."""
        sheet = self.book.add_worksheet(part.name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        if isinstance(part, Page):
            sheet.hide_gridlines(2)
            self._page(sheet, part)
        else:
            self._table(sheet, part)

    def _table(self, sheet: Worksheet, part: Sheet) -> None:
        widths = [width_of(part, place) for place in range(len(part.fields))]
        self._head(sheet, part, widths)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, next((at for at, each in enumerate(part.fields) if each.numeric), 0))
        sheet.autofilter(0, 0, part.height, len(part.fields) - 1)
        if part.settled is not None and part.height:
            require_cells_fit(part.settled.frame, NOT_A_BOOK)
            self._template(sheet, part)
        for row, lines in heights_of(part, widths):
            sheet.set_row(row + 1, LINE * lines)
        for row, cells in enumerate(part.rows):
            for place, cell in enumerate(cells):
                self._cell(sheet, part, row, place, cell)
        if part.shaded:
            shades = {"type": "2_color_scale", "min_color": LOW, "max_color": HIGH}
            sheet.conditional_format(1, part.shaded[0], part.height, part.shaded[-1], shades)
        self._charts(sheet, part, widths)

    def _head(self, sheet: Worksheet, part: Sheet, widths: Sequence[int]) -> None:
        for place, (each, width) in enumerate(zip(part.fields, widths, strict=True)):
            sheet.set_column(place, place, width)
            _write(sheet, 0, place, _heading(each.heading), self.formats.of(_side(each), "head"))
        lines = max(lines_of(each.heading, width - FILTER) for each, width in zip(part.fields, widths, strict=True))
        sheet.set_row(0, LINE * lines + 3)

    def _template(self, sheet: Worksheet, part: Sheet) -> None:
        """Write the row whose formats those of a long table take over."""
        for place, each in enumerate(part.fields):
            shape = self.formats.of(_side(each), kind=each.kind, digits=each.digits, unit=each.unit)
            sheet.write_blank(part.height, place, None, shape)

    def _cell(self, sheet: Worksheet, part: Sheet, row: int, place: int, cell: Value | Figure) -> None:
        column, flag = part.fields[place], part.flags.get((row, place))
        kind, digits, unit = column.kind, column.digits, column.unit
        if isinstance(cell, Figure):
            kind, digits, unit, cell = cell.kind, cell.digits, cell.unit, cell.value
        if cell is None and flag is None:
            return
        figures = column.numeric or isinstance(cell, int | float)
        looks = (
            "figures" if figures else "words",
            *(("wrapped",) if isinstance(cell, str) else ()),
            *((flag,) if flag else ()),
        )
        _write(sheet, row + 1, place, cell, self.formats.of(*looks, kind=kind, digits=digits, unit=unit))

    def _charts(self, sheet: Worksheet, part: Sheet, widths: Sequence[int]) -> None:
        """Put charts beside a narrow table, and below one that fills a page."""
        beside = sum(widths) <= NARROW
        row, place = (1, len(widths) + 1) if beside else (part.height + 3, 0)
        for block in part.blocks:
            for chart in block.charts:
                picture = Picture(chart=chart, block=block, sheet=part, language=self.language, aside=self.aside)
                sheet.insert_chart(row, place, picture.drawn(self.book))
                row += ROWS_OF_CHART

    def _page(self, sheet: Worksheet, part: Page) -> None:
        for place, width in enumerate(part.widths):
            sheet.set_column(place, place, width)
        for row, entries in enumerate(part.rows):
            wrapped = [
                lines_of(entry.value, width)
                for entry, width in zip(entries, part.widths, strict=False)
                if entry is not None and entry.style == "text" and isinstance(entry.value, str)
            ]
            if max(wrapped, default=1) > 1:
                sheet.set_row(row, LINE * max(wrapped))
            for place, entry in enumerate(entries):
                if entry is not None:
                    self._entry(sheet, row, place, entry)

    def _entry(self, sheet: Worksheet, row: int, place: int, entry: Entry) -> None:
        shape = self.formats.of(entry.style, kind=entry.kind, digits=entry.digits, unit=entry.unit)
        if entry.link is not None:
            link = f"internal:'{entry.link}'!A1"
            sheet.write_url(row, place, link, self.formats.of("link"), string=safe(str(entry.value)))
        elif entry.formula is not None:
            sheet.write_formula(row, place, entry.formula, shape, "" if entry.value is None else entry.value)
        else:
            _write(sheet, row, place, entry.value, shape)
        if entry.between is not None:
            least, most = entry.between
            rule = {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}
            sheet.data_validation(row, place, row, place, {**rule, "ignore_blank": True})


def _write(sheet: Worksheet, row: int, place: int, value: Value, shape: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, place, None, shape)
    elif isinstance(value, str):
        text = safe(value)
        require_fit(text, f"sheet {sheet.get_name()}", NOT_A_BOOK)
        sheet.write_string(row, place, text, shape)
    elif not isinstance(value, date):
        sheet.write_number(row, place, value, shape)
    elif value < FIRST_DAY:
        sheet.write_string(row, place, value.isoformat(), shape)
    else:
        sheet.write_datetime(row, place, datetime.combine(value, time()), shape)


def _side(column: Field) -> str:
    return "figures" if column.numeric else "words"


def _heading(text: str) -> Value:
    """Return a heading as a cell holds it: numbers as numbers, for charts."""
    return int(text) if text.isdecimal() else text
