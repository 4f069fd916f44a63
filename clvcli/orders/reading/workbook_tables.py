"""From the sheets of a workbook that look like orders to raw tables, types kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import fastexcel
import polars as pl

from clvcli.errors import DamagedInputError, EmptyInputError, SheetMissingError
from clvcli.orders.dictionary import known_name
from clvcli.orders.reading.cells import TOTALS, furniture_left_out, normalised, unique_names
from clvcli.orders.reading.dialect import header_place, is_headless, known_names
from clvcli.orders.reading.workbooks import check_workbook
from clvcli.orders.rejects import FURNITURE, REJECTS_SCHEMA
from clvcli.orders.tables import LINE, Decision, RawTable
from clvcli.sayings import Saying, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.reading.sources import Source

_PREVIEW_ROWS = 40

_ESSENTIAL: tuple[frozenset[str], ...] = (
    frozenset({"order_date", "paid_at"}),
    frozenset({"amount", "unit_price", "order_total", "order_subtotal"}),
    frozenset({"customer_id", "customer_email", "customer_phone"}),
)
"""What a sheet of orders has: a date, money, a customer."""

for _library in ("fastexcel", "calamine"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
"""They log a guess per column, and what they cap; without a handler Python would print it on stderr."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet that is not empty, and where its header is."""

    name: str
    header_row: int
    """Counted from 0; -1 where there is none."""
    header: tuple[str, ...]
    known: frozenset[str]

    @property
    def rank(self) -> tuple[int, int]:
        """What the sheet of orders has most of."""
        return sum(not self.known.isdisjoint(names) for names in _ESSENTIAL), len(self.known)


def read_workbook(source: Source, options: ReadOptions) -> list[RawTable]:
    """Return the sheets of orders in the workbook `source`; LINE is the row the spreadsheet shows.

    `--sheet` names one; otherwise the sheet with a date, money and a customer is taken, and every other sheet
    with the same header.  Raises DamagedInputError, InputTooLargeError, SheetMissingError, EmptyInputError.
    """
    check_workbook(source)
    try:
        book = fastexcel.read_excel(str(source.path) if source.path is not None else source.data or b"")
        names = book.sheet_names if options.sheet is None else [_named(options.sheet, source, book.sheet_names)]
        sheets = [sheet for name in names if (sheet := _looked_at(book, name))]
        chosen = _chosen(source, sheets)
        several = len(book.sheet_names) > 1
        left_out = [name for name in names if name not in {sheet.name for sheet in chosen}]
        decisions = _decisions(source, chosen, left_out, options) if several else []
        return [_table(source, book, sheet, decisions, several=several) for sheet in chosen]
    except fastexcel.FastExcelError as error:
        raise DamagedInputError.truncated(source.name, "a workbook") from error


def _named(wanted: str, source: Source, names: list[str]) -> str:
    found = [name for name in names if name == wanted] or [n for n in names if n.casefold() == wanted.casefold()]
    if not found:
        raise SheetMissingError.named(wanted, source.name, names)
    return found[0]


def _looked_at(book: fastexcel.ExcelReader, name: str) -> _Sheet | None:
    """Return where the header of a sheet is, or None for an empty sheet."""
    loaded = book.load_sheet(name, header_row=None, skip_rows=0, n_rows=_PREVIEW_ROWS, dtypes="string")
    rows = [[cell or "" for cell in row] for row in loaded.to_polars().iter_rows()]
    filled = [number for number, row in enumerate(rows) if any(cell.strip() for cell in row)]
    if not filled:
        return None
    place, _ = header_place([rows[number] for number in filled])
    header = rows[filled[place]]
    if place == 0 and is_headless([cell for cell in header if cell]):
        return _Sheet(name, -1, unique_names([], len(header)), frozenset())
    return _Sheet(name, filled[place], unique_names(header, len(header)), frozenset(known_names(header)))


def _chosen(source: Source, sheets: Sequence[_Sheet]) -> list[_Sheet]:
    if not sheets:
        raise EmptyInputError.nothing(source.name)
    best = max(sheet.rank for sheet in sheets)
    found = [sheet for sheet in sheets if sheet.rank == best]
    if len({sheet.header for sheet in found}) > 1:
        raise SheetMissingError.undecided(source.name, [sheet.name for sheet in found])
    return found


def _decisions(source: Source, chosen: list[_Sheet], left_out: list[str], options: ReadOptions) -> list[Decision]:
    return [
        Decision(
            subject=Saying("sheet"),
            value=", ".join(sheet.name for sheet in chosen),
            how="detected" if options.sheet is None else "set",
            because=Saying("not {names}", names=joined(", ", left_out)) if left_out else "",
            source=source.name,
        )
    ]


def _table(
    source: Source, book: fastexcel.ExcelReader, sheet: _Sheet, decisions: list[Decision], *, several: bool
) -> RawTable:
    name = f"{source.name}[{sheet.name}]" if several else source.name
    first_row = sheet.header_row + 1
    loaded = book.load_sheet(
        sheet.name,
        header_row=None,
        skip_rows=first_row,
        column_names=list(sheet.header),
        schema_sample_rows=None,
    )
    batch, errors = loaded.to_arrow_with_errors()
    cells = pl.DataFrame(batch).with_row_index(LINE, offset=first_row + 1)
    cells = cells.select(*sheet.header, pl.col(LINE).cast(pl.Int64))
    text = [column for column in sheet.header if cells.schema[column] == pl.String]
    filled = normalised(cells.lazy(), text).filter(pl.any_horizontal(pl.col(sheet.header).is_not_null())).collect()
    if filled.is_empty():
        raise EmptyInputError.header_only(name)
    faulty = {
        first_row + 1 + error.offset_position[0]: sheet.header[error.offset_position[1]]
        for error in (errors.errors if errors else [])
        if known_name(sheet.header[error.offset_position[1]])
    }
    broken = filled.filter(pl.col(LINE).is_in(list(faulty)))
    furniture = filled.filter(_is_furniture(sheet.header, text) & ~pl.col(LINE).is_in(list(faulty)))
    out = [*broken[LINE], *furniture[LINE]]
    rejects = pl.concat(
        [_rejects(name, broken, "error_value", faulty), _rejects(name, furniture, FURNITURE, {})]
    ).sort("line")
    return RawTable(
        source=name,
        columns=sheet.header,
        frame=filled.filter(~pl.col(LINE).is_in(out)).lazy(),
        rows_read=filled.height,
        decisions=(*source.decisions, *decisions, *furniture_left_out(name, furniture[LINE].to_list())),
        rejects=rejects if rejects.height else None,
        headless=sheet.header_row < 0,
        of_workbook=True,
    )


def _is_furniture(header: Sequence[str], text: Sequence[str]) -> pl.Expr:
    """Whether a row repeats the header, or begins with a word for a total and is blank in most other cells."""
    first = pl.coalesce(pl.col(header).cast(pl.String)).str.to_lowercase().str.strip_chars_end(" :")
    filled = pl.sum_horizontal(pl.col(header).is_not_null())
    total = first.is_in(TOTALS) & (2 * (filled - 1) <= len(header) - 1)
    if len(text) < len(header):
        return total
    return total | pl.all_horizontal(pl.col(name) == name for name in header)


def _rejects(name: str, rows: pl.DataFrame, reason: str, columns: dict[int, str]) -> pl.DataFrame:
    cells = pl.exclude(LINE).cast(pl.String).fill_null("")
    return rows.select(
        source=pl.lit(name),
        line=pl.col(LINE),
        column=pl.col(LINE).replace_strict(columns, default="", return_dtype=pl.String),
        reason=pl.lit(reason),
        text=pl.concat_str(cells, separator=";"),
    ).cast(REJECTS_SCHEMA)
