"""The one writer of the workbook: sheets and pages as cells, formats and charts of an Excel file."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, BinaryIO

from clvcli.output.document import Figure
from clvcli.output.report_workbook.formats import number_format
from clvcli.output.report_workbook.pictures import HEIGHT, Aside, Picture
from clvcli.output.report_workbook.sheets import Entry, Page, Sheet
from clvcli.output.report_workbook.widths import lines_of, width_of
from clvcli.output.sheet import FIRST_DAY, with_rows
from clvcli.output.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from clvcli.output.document import Flag, Kind, Value
    from clvcli.output.report_workbook.sheets import Part, Style
    from clvcli.output.words.language import Language

ALL_AS_GIVEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Text is text, whatever it looks like."""

A4 = 9
LINE = 15
"""Points of height of a line of text."""

NARROW = 130
"""Characters of a table that leaves room for a chart beside it."""

ROWS_OF_CHART = HEIGHT // 20 + 2
"""Lines that a chart covers, and one between two."""

LOW, HIGH = "#FFFFFF", "#2F7F86"
"""Ends of the shades of a field of shares."""

STYLES: Mapping[Style, Mapping[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "bottom": 1},
    "text": {"text_wrap": True, "valign": "top"},
    "input": {"bg_color": "#FFF2A8", "border": 1, "border_color": "#BFA640"},
    "result": {"bold": True},
}
MARKS: Mapping[Flag, Mapping[str, Any]] = {
    "few": {"font_color": "#7A7A7A", "italic": True},
    "incomplete": {"font_color": "#7A7A7A", "pattern": 18, "fg_color": "#D9D9D9"},
}
HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF0"}


def write_book(parts: Sequence[Part], language: Language, target: BinaryIO, *, title: str, created: date) -> None:
    """Write the parts as a workbook made on the day `created`, so that the same data make the same bytes."""
    import xlsxwriter

    template = io.BytesIO()
    book = xlsxwriter.Workbook(template, {**ALL_AS_GIVEN, "in_memory": True})
    book.set_properties({"created": datetime.combine(created, time()), "title": safe(title)})
    writer = _Writer(book, language)
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
    """Writes parts into a book; formats that are alike are made once."""

    book: Workbook
    language: Language
    formats: dict[str, Format] = field(default_factory=dict)
    aside: Aside = field(default_factory=Aside)

    def write(self, part: Part) -> None:
        """Write a part into a sheet of its own."""
        sheet = self.book.add_worksheet(part.name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.hide_gridlines(2 if isinstance(part, Page) else 1)
        if isinstance(part, Page):
            self._page(sheet, part)
        else:
            self._table(sheet, part)

    def _table(self, sheet: Worksheet, part: Sheet) -> None:
        widths = [width_of(part, place) for place in range(len(part.fields))]
        for place, each in enumerate(part.fields):
            sheet.set_column(place, place, widths[place])
            self._value(sheet, 0, place, _heading(each.heading), self._format(HEAD))
        lines = max(lines_of(each.heading, width) for each, width in zip(part.fields, widths, strict=True))
        sheet.set_row(0, LINE * lines + 3)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, next((at for at, each in enumerate(part.fields) if each.numeric), 0))
        sheet.autofilter(0, 0, part.height, len(part.fields) - 1)
        if part.settled is not None and part.height:
            for place, each in enumerate(part.fields):
                sheet.write_blank(part.height, place, None, self._format({}, each.kind, each.digits, each.unit))
        for row, cells in enumerate(part.rows):
            for place, cell in enumerate(cells):
                self._cell(sheet, row + 1, place, cell, part, part.flags.get((row, place)))
        if part.shaded:
            shades = {"type": "2_color_scale", "min_color": LOW, "max_color": HIGH}
            sheet.conditional_format(1, part.shaded[0], part.height, part.shaded[-1], shades)

        self._charts(sheet, part, widths)

    def _charts(self, sheet: Worksheet, part: Sheet, widths: Sequence[int]) -> None:
        """Put charts beside a narrow table, and below one that fills a page."""
        beside = sum(widths) <= NARROW
        row, place = (1, len(widths) + 1) if beside else (part.height + 3, 0)
        for block in part.blocks:
            for chart in block.charts:
                picture = Picture(chart=chart, block=block, sheet=part, language=self.language, aside=self.aside)
                sheet.insert_chart(row, place, picture.drawn(self.book))
                row += ROWS_OF_CHART

    def _cell(
        self, sheet: Worksheet, row: int, place: int, cell: Value | Figure, part: Sheet, flag: Flag | None
    ) -> None:
        column = part.fields[place]
        kind, digits, unit = column.kind, column.digits, column.unit
        if isinstance(cell, Figure):
            kind, digits, unit, cell = cell.kind, cell.digits, cell.unit, cell.value
        if cell is None and flag is None:
            return
        style = {
            **({"text_wrap": True} if kind == "text" else {}),
            "valign": "top",
            **(MARKS[flag] if flag else {}),
        }
        self._value(sheet, row, place, cell, self._format(style, kind, digits, unit))

    def _page(self, sheet: Worksheet, part: Page) -> None:
        for place, width in enumerate(part.widths):
            sheet.set_column(place, place, width)
        for row, entries in enumerate(part.rows):
            for place, entry in enumerate(entries):
                if entry is not None:
                    self._entry(sheet, row, place, entry)

    def _entry(self, sheet: Worksheet, row: int, place: int, entry: Entry) -> None:
        style = self._format(STYLES[entry.style], entry.kind, entry.digits, entry.unit)
        if entry.link is not None:
            sheet.write_url(row, place, f"internal:'{entry.link}'!A1", string=safe(str(entry.value)))
        elif entry.formula is not None:
            sheet.write_formula(row, place, entry.formula, style, "" if entry.value is None else entry.value)
        else:
            self._value(sheet, row, place, entry.value, style)
        if entry.between is not None:
            least, most = entry.between
            rule = {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}
            sheet.data_validation(row, place, row, place, {**rule, "ignore_blank": True})

    def _value(self, sheet: Worksheet, row: int, place: int, value: Value, style: Format) -> None:
        if value is None:
            sheet.write_blank(row, place, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, place, safe(value), style)
        elif not isinstance(value, date):
            sheet.write_number(row, place, value, style)
        elif value < FIRST_DAY:
            sheet.write_string(row, place, value.isoformat(), style)
        else:
            sheet.write_datetime(row, place, datetime.combine(value, time()), style)

    def _format(
        self, style: Mapping[str, Any], kind: Kind = "text", digits: int | None = None, unit: str | None = None
    ) -> Format:
        whole = {**style, "num_format": number_format(kind, digits, unit, self.language.code)}
        key = repr(sorted(whole.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(whole)
        return self.formats[key]


def _heading(text: str) -> Value:
    """Return a heading as a cell holds it: numbers as numbers, for charts."""
    return int(text) if text.isdecimal() else text
