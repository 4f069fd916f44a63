"""A clean text at full speed: Polars reads it, then every byte is accounted for.

Polars fills a short row with nulls and makes a row of a blank line, without a word.  In a text without quotes
that cannot stay hidden: the bytes of all cells, the separators of all rows and the line ends must add up to
the bytes of the text.  Where they do not, the text is not clean and is looked at line by line instead.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.reading.cells import total_pattern
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from clvcli.orders.reading.dialect import Dialect
    from clvcli.orders.reading.encoding import Text

_HELD = 256 << 20
"""Bytes of text up to which the cells are kept; a larger text is read again when its rows are needed."""

_BLOCK = 4 << 20
"""Bytes that are looked at together."""

_OTHER_BLANKS = (b"\t", b"\x0b", b"\x0c", b"\xc2", b"\xe1", b"\xe2", b"\xe3")
"""The first byte of every blank of Unicode except the space."""

_AFTER_APOSTROPHE = "("
"""Text that begins with a space or an apostrophe sorts before it; one comparison is faster than two searches."""

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """A text all of whose lines are records."""

    frame: pl.LazyFrame
    rows: int
    tidy: bool
    """Whether all cells can stay as they are."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the bytes around the cells must be."""

    data: int
    """Bytes from the first record to the end, its line end included."""
    line_end: int
    size: int
    only_spaces: bool
    """Whether no other blank than the space occurs: then two comparisons tell what needs trimming."""


def parsed(content: Path | bytes, dialect: Dialect, *, first_line: int) -> pl.LazyFrame:
    """Return the records of `content` from `first_line` on as Polars reads them: all text, then LINE."""
    return pl.scan_csv(
        content,
        has_header=False,
        skip_lines=first_line - 1,
        separator=dialect.grammar.separator,
        quote_char=dialect.grammar.quote,
        schema=dict.fromkeys(dialect.columns, pl.String),
        row_index_name=LINE,
        row_index_offset=first_line,
        glob=False,
    ).select(*dialect.columns, pl.col(LINE).cast(pl.Int64))


def clean_text(text: Text, dialect: Dialect) -> CleanText | None:
    """Return the records of `text`, or None where it has quotes or a line that is not simply a record."""
    layout = None if text.bad_lines else _layout(text.content, dialect)
    if layout is None:
        return None
    frame = parsed(text.content, dialect, first_line=dialect.first_line)
    try:
        if layout.size <= _HELD:
            frame = frame.collect().lazy()
        seen = frame.select(**_facts(dialect, only_spaces=layout.only_spaces))
        facts = seen.collect(engine="auto" if layout.size <= _HELD else "streaming").row(0, named=True)
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
        return None
    around = facts["rows"] * (len(dialect.columns) - 1 + layout.line_end)
    if facts["bytes"] + around != layout.data or facts["furniture"]:
        return None
    return CleanText(frame=frame, rows=facts["rows"], tidy=not facts["untidy"])


def _facts(dialect: Dialect, *, only_spaces: bool) -> dict[str, pl.Expr]:
    cells = [pl.col(name) for name in dialect.columns]
    first = pl.coalesce(cells)
    furniture = first.is_null() | first.str.contains(total_pattern()) | (first == dialect.columns[0])
    return {
        "rows": pl.len(),
        "bytes": pl.sum_horizontal(cell.str.len_bytes().sum() for cell in cells),
        "furniture": furniture.any(),
        "untidy": pl.any_horizontal(_is_untidy(cell, only_spaces=only_spaces) for cell in cells),
    }


def _is_untidy(cell: pl.Expr, *, only_spaces: bool) -> pl.Expr:
    """Whether some cell has blanks around it, or may carry the guard of our own CSV."""
    if only_spaces:
        return (cell < _AFTER_APOSTROPHE).any() | cell.str.ends_with(" ").any()
    edged = cell.str.strip_chars().str.len_bytes() != cell.str.len_bytes()
    return (edged | cell.str.starts_with("'")).any()


def _layout(content: Path | bytes, dialect: Dialect) -> _Layout | None:
    """Return the layout of `content`, or None where its bytes rule out that it is clean.

    They are read a block at a time: a file that is mapped into memory counts as memory of this process.
    """
    with content.open("rb") if isinstance(content, Path) else io.BytesIO(content) as file:
        line_end = 2 if file.readline().endswith(b"\r\n") else 1
        file.seek(0)
        start = file.seek(len(_BOM) if file.read(len(_BOM)) == _BOM else 0)
        head = b"".join(file.readline() for _ in range(dialect.first_line - 1))
        unfit = [dialect.grammar.quote.encode(), b"\0", *([b"\r"] if line_end == 1 else [])]
        blanks = [blank for blank in _OTHER_BLANKS if blank != dialect.grammar.separator.encode()]
        only_spaces = not any(blank in head for blank in blanks)
        size, last = start + len(head), head
        while block := file.read(_BLOCK):
            if any(sign in block for sign in unfit):
                return None
            size, last = size + len(block), block
            only_spaces = only_spaces and not any(blank in block for blank in blanks)
        missing_end = 0 if last.endswith(b"\n") else line_end
        data = size - start - len(head) + missing_end
        return _Layout(data=data, line_end=line_end, size=size, only_spaces=only_spaces)
