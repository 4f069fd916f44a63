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
_NEGATIVE_NUMBER = r"^-[0-9][0-9.,]*([eE][+-]?[0-9]+)?$"
_PHONE = r"^\+[0-9][0-9 ()-]*$"
_SHORTENED = r"^0[0-9]+$|^[0-9]{16,}$"
_CONTROL = r"[\x00-\x1f\x7f-\x{9f}]"


def formulas_guarded(text: pl.DataFrame, *, phones: bool = False) -> tuple[list[pl.Expr], int]:
    """Put an apostrophe before text that a spreadsheet would run; return the columns and the number of cells.

    Plain numbers (`-40.00`) are left alone, and phone numbers (`+45 12 34 56 78`) unless `phones` are guarded too:
    Excel makes a number of `+4512345678`, and loses its sign.
    """
    names = _columns_with(_RUNS, text)
    runs = {name: _is_run(name, phones=phones) for name in names}
    count = sum(int(text.select(is_run.sum()).item()) for is_run in runs.values())
    guarded = [
        pl.when(is_run).then(GUARD + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name, is_run in runs.items()
    ]
    return guarded, count


def cut_by_excel(text: pl.DataFrame) -> int:
    """Return how many cells Excel would take for numbers and shorten: with zeros in front, or beyond its digits."""
    names = _columns_with(_SHORTENED, text)
    return sum(int(text[name].str.contains(_SHORTENED).sum()) for name in names)


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


def _is_run(name: str, *, phones: bool) -> pl.Expr:
    harmless = (_NEGATIVE_NUMBER,) if phones else (_PLAIN_NUMBER, _PHONE)
    text = pl.col(name).str
    return text.contains(_RUNS) & ~pl.any_horizontal(text.contains(pattern) for pattern in harmless)
