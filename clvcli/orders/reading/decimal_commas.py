"""Amounts that a comma cuts in two: `12,50` without quotes in a file whose cells commas separate.

Put together again only where every line of the sample has one cell more than there are names, and there is
one place alone at which whole numbers are followed by one or two digits throughout.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clvcli.orders.reading.dialect import known_names

if TYPE_CHECKING:
    import polars as pl

_HEADER_NAMES = 3
"""Known names that the first line must have."""

_SAMPLE_LINES = 200

_WHOLE = re.compile(r"-?[0-9]+")
_DECIMALS = re.compile(r"[0-9]{1,2}")


def cut_amounts(head: str) -> int | None:
    """Return which cell is cut in two on all lines of `head`, counted from 0, or None."""
    lines = [line for line in head.splitlines()[: _SAMPLE_LINES + 1] if line.strip()]
    if '"' in head or len(lines) < 2:  # noqa: PLR2004  (names, and a line under them)
        return None
    names, *rows = (line.split(",") for line in lines)
    if len(known_names(names)) < _HEADER_NAMES or any(len(cells) != len(names) + 1 for cells in rows):
        return None
    places = [
        at
        for at in range(len(names))
        if all(_WHOLE.fullmatch(cells[at]) and _DECIMALS.fullmatch(cells[at + 1]) for cells in rows)
    ]
    return places[0] if len(places) == 1 else None


def put_together(line: pl.Expr, place: int) -> pl.Expr:
    """Return lines with a point for the comma that cuts the cell at `place`; lines without it as they are."""
    cut = rf"^((?:[^,]*,){{{place}}}-?[0-9]+),([0-9]{{1,2}})(,|$)"
    return line.str.replace(cut, "${1}.${2}${3}")
