"""How far the cells of an OpenDocument workbook lie apart, from its elements (OpenDocument 1.3, part 3, 9.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, NoReturn
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHUNK = 8 << 20
_TABLE, _ROW = "table:table", "table:table-row"
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_ROWS_REPEATED, _COLUMNS_REPEATED = "table:number-rows-repeated", "table:number-columns-repeated"
_FILLS = frozenset(
    {"office:value-type", "office:value", "office:string-value", "office:date-value", "table:formula"}
)
"""Attributes of a cell in which something stands; a text in it is another sign."""


def open_document_span(content: IO[bytes]) -> tuple[int, int, int, int]:
    """Return the rows and columns that sheets span one below the other, the cells written down, the most repeats.

    A cell or row that is repeated counts as often as it is there, and what is empty up to the last that is filled;
    repeats are those of a filled cell, or of a row that holds one.
    Raises expat.ExpatError where the content is no XML, or declares a document type.
    """
    seen = _Seen()
    parser = expat.ParserCreate("UTF-8")
    parser.StartElementHandler = seen.begin
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.text
    parser.StartDoctypeDeclHandler = _refused
    while chunk := content.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return seen.rows, seen.columns, seen.filled, seen.most


def _refused(*_: object) -> NoReturn:
    """Refuse a document type: no program writes one, and entities are declared there."""
    raise expat.ExpatError("a document type")


@dataclass(slots=True)
class _Seen:
    """What was seen of the content so far."""

    rows: int = 0
    """Of all tables, up to the last filled one of each."""
    columns: int = 0
    """Of the widest row."""
    filled: int = 0
    most: int = 1
    """Of equal cells or rows in a run."""
    _blank: int = 0
    """Rows behind the last filled one."""
    _repeated: int = 1
    """How often the row stands there."""
    _column: int = 0
    """Columns of the row so far."""
    _times: int = 1
    """How often the cell stands there."""
    _width: int = 0
    """Columns of the row up to its last filled cell."""
    _in_cell: bool = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note where a table, row or cell begins."""
        if name in _CELLS:
            self._times = _times(attributes.get(_COLUMNS_REPEATED))
            self._column += self._times
            self._in_cell = True
            if not _FILLS.isdisjoint(attributes):
                self._fill()
        elif name == _ROW:
            self._repeated = _times(attributes.get(_ROWS_REPEATED))
            self._column = self._width = 0
        elif name == _TABLE:
            self._blank = 0

    def end(self, name: str) -> None:
        """Note where a row or cell ends."""
        if name in _CELLS:
            self._in_cell = False
        elif name == _ROW:
            self._blank += self._repeated
            if self._width:
                self.rows += self._blank
                self._blank = 0
                self.most = max(self.most, self._repeated)
                self.columns = max(self.columns, self._width)

    def text(self, _: str) -> None:
        """Note that there is a text, perhaps in a cell."""
        if self._in_cell:
            self._fill()

    def _fill(self) -> None:
        if self._width < self._column:
            self.filled += 1
            self.most = max(self.most, self._times)
            self._width = self._column


def _times(repeated: str | None) -> int:
    """Return how often a cell or row stands there."""
    return int(repeated) if repeated and repeated.strip().isdecimal() and len(repeated) < 20 else 1  # noqa: PLR2004
