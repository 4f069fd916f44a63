"""The grammar of one line of separated text: patterns for Polars, and a splitter that names the fault.

A cell is plain (no quote, no separator) or quoted (quotes doubled, anything else as it is); blanks may stand
around a quoted cell.  A line is *tidy* when its cells need no care at all, and *regular* when Polars reads
it as it is meant: the right number of cells, every quote in its place, no line break inside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Fault = Literal["unclosed_quote", "stray_quote"]

_BLANKS = "[ \\t\xa0]*"


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no record: what is wrong, and in which cell, counted from 0."""

    fault: Fault
    cell: int


NO_QUOTE = "\x1f"
"""The quote of a text that quotes nothing: a sign that no export prints."""


@dataclass(frozen=True)
class Grammar:
    """How cells are separated and quoted."""

    separator: str
    quote: str = '"'

    def split(self, line: str) -> list[str] | Broken:
        """Return the cells of `line`, without quotes and the blanks around them, or what is broken."""
        cells: list[str] = []
        at = 0
        while True:
            match = self._cell.match(line, at)
            if match is None:
                return Broken(self._fault_at(line, at), len(cells))
            quoted, plain = match.groups()
            cells.append(plain if quoted is None else quoted.replace(self.quote * 2, self.quote))
            if match.end() == len(line):
                return cells
            at = match.end() + 1

    def tidy(self, cells: int | None) -> str:
        """Return the pattern of a line of `cells` cells, or of any number, that can stay as they are.

        Each is empty, or begins and ends in something else than a blank or an apostrophe; an empty cell is
        not quoted.
        """
        q, s = self._q, self._s
        plain = rf"[^{q}{s}\r\x00\s'](?:[^{q}{s}\r\x00]*[^{q}{s}\r\x00\s])?"
        quoted = rf"{q}[^{q}\r\x00\s'](?:[^{q}\r\x00]*[^{q}\r\x00\s])?{q}"
        return _line(f"(?:{plain}|{quoted})?", s, cells)

    def regular(self, cells: int | None) -> str:
        """Return the pattern of a line of `cells` cells, or of any number, that Polars reads as it is meant."""
        q, s = self._q, self._s
        plain = rf"[^{q}{s}\r\x00]*"
        quoted = rf"{q}[^{q}\r\x00]*(?:{q}{q}[^{q}\r\x00]*)*{q}"
        return _line(f"(?:{quoted}|{plain})", s, cells)

    def enclosed(self) -> str:
        """Return the pattern of what stands between two quotes."""
        return f"{self._q}[^{self._q}]*{self._q}"

    def marks(self) -> str:
        """Return quote and separator for use in a character class."""
        return self._q + self._s

    def _fault_at(self, line: str, at: int) -> Fault:
        """Tell a quote that nothing closes from one that stands where none may."""
        opening = self._opening.match(line, at)
        if opening is None:
            return "stray_quote"
        rest = line[opening.end() :].replace(self.quote * 2, "")
        return "stray_quote" if self.quote in rest else "unclosed_quote"

    @property
    def _q(self) -> str:
        return _escaped(self.quote)

    @property
    def _s(self) -> str:
        return _escaped(self.separator)

    @cached_property
    def _cell(self) -> re.Pattern[str]:
        q, s = self._q, self._s
        blanks = _BLANKS.replace("\\t", "") if self.separator == "\t" else _BLANKS
        quoted = rf"{blanks}{q}([^{q}]*(?:{q}{q}[^{q}]*)*){q}{blanks}"
        return re.compile(rf"(?:{quoted}|([^{q}{s}]*))(?={s}|\Z)")

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        return re.compile(f"{_BLANKS}{self._q}")


def _line(cell: str, separator: str, cells: int | None) -> str:
    times = "*" if cells is None else f"{{{cells - 1}}}"
    return f"^{cell}(?:{separator}{cell}){times}$"


def _escaped(character: str) -> str:
    """Return `character` for a pattern or a character class of Python and of Rust alike."""
    return r"\t" if character == "\t" else re.escape(character)
