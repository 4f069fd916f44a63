"""Ledgers whose columns stand at fixed places of the line, as business systems print them.

A column begins where, on every line of the sample from the header on, something follows a gutter: a place that
is blank on all of them.  Nothing is cut unless a header of known names stands over gutters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.reading.dialect import known_names

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER_NAMES = 3
"""Known names that make a line the header of a ledger."""

_HEADER_WITHIN = 30
"""Lines within which it is looked for."""

_LEAST_LINES = 2
"""Under the header: one line has a gutter wherever it has a blank."""

_SAMPLE_LINES = 500

_GAP = re.compile(r"\s{2,}|\t")
_RULE = r"^[\s=_+|-]*$"
"""A line drawn under the header or over the totals."""


def column_starts(head: str) -> tuple[int, ...]:
    """Return the places at which the columns of a ledger begin, counted from 0; none where `head` is no ledger."""
    lines = [line.rstrip("\r") for line in head.split("\n")]
    places = (at for at, line in enumerate(lines[:_HEADER_WITHIN]) if _is_header(line))
    header = next(places, None)
    if header is None or "\t" in lines[header]:
        return ()
    ruled = re.compile(_RULE)
    body = [line for line in lines[header + 1 : header + _SAMPLE_LINES] if not ruled.match(line)]
    if len(body) < _LEAST_LINES:
        return ()
    starts = _starts([lines[header], *body])
    return tuple(starts) if len(starts) >= _HEADER_NAMES and _holds_names(lines[header], starts) else ()


def cut(line: pl.Expr, starts: Sequence[int]) -> pl.Expr:
    """Return lines with a tab between cells; those that do not keep to the columns and ruled lines as they are."""
    ends = [*starts[1:], None]
    cells = [
        line.str.slice(start, None if end is None else end - start).str.strip_chars()
        for start, end in zip(starts, ends, strict=True)
    ]
    kept = pl.all_horizontal(line.str.slice(start - 1, 1).is_in(["", " "]) for start in starts[1:])
    whole = pl.when(line.str.contains(_RULE)).then(pl.lit("")).otherwise(line)
    return pl.when(kept & ~line.str.contains(_RULE)).then(pl.concat_str(cells, separator="\t")).otherwise(whole)


def _is_header(line: str) -> bool:
    return len(known_names(_GAP.split(line.strip()))) >= _HEADER_NAMES


def _starts(lines: Sequence[str]) -> list[int]:
    """Return where columns begin: with a name over them and something under it.

    Words of a text may stand under one another by chance, and nothing under a part of a name.
    """
    width = max(map(len, lines))
    blank = [all(line[at : at + 1] in ("", " ") for line in lines) for at in range(width)]
    starts = [at for at in range(width) if not blank[at] and (at == 0 or blank[at - 1])]
    ends = [*starts[1:], width]
    return [
        start
        for start, end in zip(starts, ends, strict=True)
        if lines[0][start:end].strip() and any(line[start:end].strip() for line in lines[1:])
    ]


def _holds_names(header: str, starts: Sequence[int]) -> bool:
    ends = [*starts[1:], len(header)]
    cells = [header[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return len(known_names(cells)) >= _HEADER_NAMES
