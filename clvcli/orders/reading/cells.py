"""What holds for the cells of every kind of table: trimming, blank cells, our own spreadsheet guard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.tables import LINE, Decision
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TOTALS = (
    "i alt", "ialt", "total", "totals", "totalt", "totaler", "grand total", "subtotal", "sub total", "sum", "summa",
    "summe", "delsumma", "delsum", "samlet", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme", "sluttsum",
)  # fmt: skip
"""First words, folded, of a row of totals in the languages of the dictionary."""

TOTAL = rf"(?:{'|'.join(TOTALS).replace(' ', '[ ]')})\s*(?::[-+\d .,'()]*)?\s*"
"""Pattern of a cell that holds a word for a total, and perhaps the sum behind a colon."""

_CLOSING = re.compile(rf"(?i)\s*{TOTAL}|seller id\s*:.*")
_COUNTED = "record(s) downloaded"
"""eBay's reports close with the number of records, and with a line on the seller."""

MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""

_GUARD = "^'([=+\\-@\t\r\n＝＋－＠])"
"""The apostrophe our own CSV puts before a cell that a spreadsheet would run."""


def normalised(frame: pl.LazyFrame, text_columns: Sequence[str]) -> pl.LazyFrame:
    """Return `frame` with the guard of our own CSV undone, cells trimmed, and blank cells null."""
    if not text_columns:
        return frame
    trimmed = pl.col(text_columns).str.replace(_GUARD, "$1").str.strip_chars()
    return frame.with_columns(trimmed).with_columns(
        pl.when(pl.col(name).str.len_bytes() > 0).then(pl.col(name)).alias(name) for name in text_columns
    )


def unique_names(cells: Iterable[str], width: int) -> tuple[str, ...]:
    """Return `width` names: trimmed, an empty one as `column N`, a repeated one with ` #2`, ` #3` ..."""
    found = list(cells)
    names: dict[str, None] = {}
    times: dict[str, int] = {}
    for number, cell in enumerate([*found, *[""] * (width - len(found))], 1):
        name = " ".join(cell.split()) or f"column {number}"
        unique = name
        while unique == LINE or unique in names:
            times[name] = times.get(name, 1) + 1
            unique = f"{name} #{times[name]}"
        names[unique] = None
    return tuple(names)


def total_pattern() -> str:
    """Return the pattern of a cell that holds a word for a total and nothing else than its sum."""
    return rf"(?i)^\s*{TOTAL}$"


def is_total(filled: Sequence[str], cells: int) -> bool:
    """Whether the first filled cell of a row closes a report, and most of the other `cells` are blank."""
    closes = _CLOSING.fullmatch(filled[0]) is not None or filled[1:] == [_COUNTED]
    return closes and 2 * (len(filled) - 1) <= cells - 1


def furniture_left_out(source: str, lines: Sequence[int]) -> list[Decision]:
    """Say that titles and totals, on `lines` of `source`, are no orders."""
    if not lines:
        return []
    value = Saying("{count} total or header lines left out", count=len(lines))
    because = Saying("line {line}", line=min(lines))
    return [Decision(subject=Saying("furniture"), value=value, how="detected", because=because, source=source)]
