"""Text of strangers made harmless for spreadsheets and terminals, a column at a time.

A spreadsheet runs text that begins with certain characters, whether quoted or not, so such a cell gets a
leading apostrophe (OWASP, "CSV Injection"; CWE-1236).  Numbers are numbers here and are never touched.
"""

from __future__ import annotations

import polars as pl

from clvcli.output.terminal import CONTROLS

GUARD = "'"

_RUNS = r"^[=+\-@\t\r\n＝＋－＠]"
_PLAIN_NUMBER = r"^[+-]?[0-9][0-9.,]*([eE][+-]?[0-9]+)?$"
_PHONE = r"^\+[0-9][0-9 ()-]*$"
_CONTROL = r"[\x00-\x1f\x7f-\x{9f}]"


def formulas_guarded(text: pl.DataFrame) -> tuple[list[pl.Expr], int]:
    """Put an apostrophe before text that a spreadsheet would run; return the columns and the number of cells.

    Plain numbers (`-40.00`) and phone numbers (`+45 12 34 56 78`) are left alone.
    """
    names = _columns_with(_RUNS, text)
    count = sum(int(text.select(_is_run(name).sum()).item()) for name in names)
    guarded = [
        pl.when(_is_run(name)).then(GUARD + pl.col(name)).otherwise(pl.col(name)).alias(name) for name in names
    ]
    return guarded, count


def controls_shown(text: pl.DataFrame) -> list[pl.Expr]:
    r"""Show C0, DEL and C1 characters in text as escapes (`\n`, `\x1b`)."""
    characters = [chr(point) for point in CONTROLS]
    return [
        pl.col(name).str.replace_many(characters, list(CONTROLS.values())) for name in _columns_with(_CONTROL, text)
    ]


def _columns_with(pattern: str, text: pl.DataFrame) -> list[str]:
    """Return the columns in which a cell matches; one cell stands for a column in which all are equal."""
    least, most = text.min(), text.max()
    looked_at = (least[name] if least[name].equals(most[name]) else text[name] for name in text.columns)
    return [cells.name for cells in looked_at if cells.str.contains(pattern).any()]


def _is_run(name: str) -> pl.Expr:
    text = pl.col(name).str
    return text.contains(_RUNS) & ~text.contains(_PLAIN_NUMBER) & ~text.contains(_PHONE)
