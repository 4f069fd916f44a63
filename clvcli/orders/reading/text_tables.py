"""From a text to a raw table: at full speed where the text is clean, line by line where it is not.

One pass over the lines proves that each is regular (see `records.py`).  A text of regular lines is handed to
Polars' own CSV reader, lazily.  Otherwise the regular lines still are, and the others are looked at one by
one: a blank line is skipped, a title or total is furniture, a quoted line break makes one record of several
lines, and what is left is rejected with its line, its column and a reason.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import EmptyInputError, NotATableError
from clvcli.orders.reading.cells import furniture_left_out, normalised
from clvcli.orders.reading.clean_text import CleanText, clean_text, parsed
from clvcli.orders.reading.decimal_commas import cut_amounts, put_together
from clvcli.orders.reading.dialect import BLANKS, Dialect, aligned_with_blanks, recognised
from clvcli.orders.reading.encoding import Text, as_text, not_utf8
from clvcli.orders.reading.fixed_width import column_starts, cut
from clvcli.orders.reading.kept_as_text import holds_formulas_of_text, without_formulas
from clvcli.orders.reading.odd_lines import (
    LONGEST_RECORD,
    OddLine,
    Reject,
    Sorted,
    furniture_pattern,
    only_skipped,
    sort_out,
)
from clvcli.orders.rejects import FURNITURE, REJECTS_SCHEMA
from clvcli.orders.tables import LINE, Decision, RawTable
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.reading.sources import Source

_TEXT = "text"

_MOST_COUNTED = 300
"""Cells up to which a pattern counts them: its size grows with their number, and has a limit."""


def read_text(source: Source, options: ReadOptions) -> RawTable:
    """Return the table in the text `source`: all columns String, trimmed, blank cells null, plus LINE.

    Raises EmptyInputError, NotATableError, EncodingUnclearError, SeparatorUnclearError, HeaderUnclearError.
    """
    try:
        return _table(as_text(source, options.encoding), options)
    except pl.exceptions.ComputeError as error:
        if "utf" not in str(error).lower():
            raise
        return _table(not_utf8(source), options)


def _table(text: Text, options: ReadOptions) -> RawTable:
    if not text.head.strip():
        raise EmptyInputError.nothing(text.name)
    if aligned_with_blanks(text, options.separator):
        text = _aligned(text, pl.col(_TEXT).str.strip_chars(" \t").str.replace_all("[ \t]+", "\t"))
    elif options.separator in (None, BLANKS) and (starts := column_starts(text.head)):
        text = _aligned(text, cut(pl.col(_TEXT), starts))
    elif options.separator in (None, ",") and (place := cut_amounts(text.head)) is not None:
        text = _with_whole_amounts(text, place)
    elif holds_formulas_of_text(text.head):
        text = _rewritten(text, without_formulas(pl.col(_TEXT)))
    dialect = recognised(text, options.separator)
    found = Sorted()
    clean = clean_text(text, dialect)
    if clean is None:
        clean, found = _line_by_line(text, dialect)
    if clean.rows == 0:
        raise EmptyInputError.header_only(text.name)
    return RawTable(
        source=text.name,
        columns=dialect.columns,
        frame=clean.frame if clean.tidy else normalised(clean.frame, dialect.columns),
        rows_read=clean.rows,
        decisions=(*text.decisions, *dialect.decisions, *furniture_left_out(text.name, _furniture(found.rejects))),
        rejects=_rejects(text.name, found.rejects) if found.rejects else None,
        headless=dialect.headless,
    )


def _line_by_line(text: Text, dialect: Dialect) -> tuple[CleanText, Sorted]:
    """Return the records of a text that has quotes or odd lines, and what became of those."""
    number, tidy, odd = _look_at(text, dialect)
    found = only_skipped(odd, dialect)
    if found is not None:
        frame = _scanned(text, dialect, found.taken)
    else:
        frame, found = _assembled(text, dialect, odd)
    return CleanText(frame=frame, rows=number - found.blank - found.joined, tidy=tidy), found


def _lines_of(text: Text, first_line: int = 1) -> pl.LazyFrame:
    """Return LINE and text of the lines from `first_line` on, without line ends and byte order mark."""
    scanned = pl.scan_lines(text.content, name=_TEXT, row_index_name=LINE, row_index_offset=1, glob=False)
    lines = scanned.with_columns(pl.col(LINE).cast(pl.Int64))
    if first_line > 1:
        return lines.filter(pl.col(LINE) >= first_line)
    return lines.with_columns(pl.col(_TEXT).str.strip_prefix("\ufeff"))


def _look_at(text: Text, dialect: Dialect) -> tuple[int, bool, list[OddLine]]:
    """Return how many lines of data there are, whether all cells can stay as they are, and the odd lines.

    The first pass proves a clean file; only where it fails a second one fetches the odd lines.
    """
    line = pl.col(_TEXT)
    furniture = line.str.contains(furniture_pattern(dialect.grammar)) | (line == dialect.header)
    long = line.str.len_bytes() > LONGEST_RECORD
    lines = _lines_of(text, dialect.first_line)
    seen = lines.select(
        number=pl.len(),
        tidy=_shaped(line, dialect.grammar.tidy, dialect).all(),
        odd=(furniture | long).any(),
    )
    number, tidy, odd = seen.collect(engine="streaming").row(0)
    if tidy and not odd and not text.bad_lines:
        return number, tidy, []
    regular = _shaped(line, dialect.grammar.regular, dialect) & ~long & ~pl.col(LINE).is_in(sorted(text.bad_lines))
    fetched = lines.with_columns(regular=regular).filter(~pl.col("regular") | furniture)
    found = [OddLine(*row) for row in fetched.collect(engine="streaming").sort(LINE).iter_rows()]
    for one in found:
        if "\0" in one.text:
            raise NotATableError.nul_byte(text.name, one.line)
    return number, tidy, found


def _shaped(line: pl.Expr, pattern: Callable[[int | None], str], dialect: Dialect) -> pl.Expr:
    """Whether a line has the `pattern` and one cell for each column."""
    cells = len(dialect.columns)
    if cells <= _MOST_COUNTED:
        return line.str.contains(pattern(cells))
    separators = line.str.replace_all(dialect.grammar.enclosed(), "").str.count_matches(
        dialect.grammar.separator, literal=True
    )
    return line.str.contains(pattern(None)) & (separators == cells - 1)


def _scanned(text: Text, dialect: Dialect, skipped: Collection[int]) -> pl.LazyFrame:
    """Return the lines of data, all regular, as Polars reads them."""
    first = next(line for line in itertools.count(dialect.first_line) if line not in skipped)
    frame = parsed(text.content, dialect, first_line=first)
    return frame.filter(~pl.col(LINE).is_in(sorted(skipped))) if skipped else frame


def _assembled(text: Text, dialect: Dialect, odd: list[OddLine]) -> tuple[pl.LazyFrame, Sorted]:
    """Return the regular lines as Polars reads them, with the records that were put together by hand."""
    lines = _lines_of(text, dialect.first_line).collect(engine="streaming").sort(LINE)

    def between(first: int, last: int) -> list[str]:
        """Return the text of the lines of a file from `first` to `last`, both included."""
        return lines[_TEXT].slice(first - dialect.first_line, last - first + 1).to_list()

    found = sort_out(odd, dialect, text.bad_lines, between)
    regular = lines.filter(~pl.col(LINE).is_in(sorted(found.taken)))
    joined = regular[_TEXT].str.join("\n").item() or ""
    by_polars = parsed(joined.encode(), dialect, first_line=1).collect() if regular.height else pl.DataFrame()
    by_hand = pl.DataFrame(
        [(*cells, line) for line, cells in found.records],
        schema={**dict.fromkeys(dialect.columns, pl.String), LINE: pl.Int64},
        orient="row",
    )
    if by_polars.is_empty():
        return by_hand.lazy(), found
    read = by_polars.with_columns(regular[LINE])
    return pl.concat([read, by_hand]).sort(LINE).lazy(), found


def _aligned(text: Text, cells: pl.Expr) -> Text:
    """Return `text`, aligned with blanks, with the `cells` of each line in its place: a tab between them."""
    return replace(_rewritten(text, cells), aligned=True)


def _with_whole_amounts(text: Text, place: int) -> Text:
    """Return `text` with the amounts in one piece that commas cut at the cell `place`."""
    said = Decision(
        subject=Saying("decimals"),
        value=Saying("after a comma without quotes"),
        how="detected",
        because=Saying("one cell more than names on each line, always behind cell {cell}", cell=place + 1),
        source=text.name,
    )
    whole = _rewritten(text, put_together(pl.col(_TEXT), place))
    return replace(whole, decisions=(*text.decisions, said))


def _rewritten(text: Text, line: pl.Expr) -> Text:
    """Return `text` with each line as `line` makes it."""
    content: bytes = _lines_of(text).select(line.str.join("\n")).collect().item().encode()
    head = content[: len(text.head)].decode(errors="ignore") if not text.whole else content.decode()
    return replace(text, content=content, head=head)


def _rejects(name: str, rejects: list[Reject]) -> pl.DataFrame:
    rows = [(name, reject.line, reject.column, reject.reason, reject.text) for reject in rejects]
    return pl.DataFrame(rows, schema=REJECTS_SCHEMA, orient="row").sort("line")


def _furniture(rejects: list[Reject]) -> list[int]:
    return [reject.line for reject in rejects if reject.reason == FURNITURE]
