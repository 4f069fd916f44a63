"""Text of strangers made harmless for spreadsheets and terminals, a column at a time.

A spreadsheet runs text that begins with certain characters, whether quoted or not, so such a cell gets a
leading apostrophe (OWASP, "CSV Injection"; CWE-1236).  Numbers are numbers here and are never touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.on_disk import figures
from clvcli.output.terminal import CONTROLS, SHOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

GUARD = "'"

_RUNS = r"^[=+\-@\t\r\n＝＋－＠]"
_PLAIN_NUMBER = r"^[+-]?[0-9][0-9.,]*([eE][+-]?[0-9]+)?$"
_NEGATIVE_NUMBER = r"^-[0-9][0-9.,]*([eE][+-]?[0-9]+)?$"
_PHONE = r"^\+[0-9][0-9 ()-]*$"
_SHORTENED = r"^0[0-9]+$|^[0-9]{16,}$"
_CONTROL = r"[\x00-\x1f\x7f-\x{9f}]"
_CONTROL_OR_TURNING = r"[\x00-\x1f\x7f-\x{9f}\x{61c}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2066}-\x{2069}]"


def formulas_guarded(text: pl.DataFrame | pl.LazyFrame, *, phones: bool = False) -> tuple[list[pl.Expr], int]:
    """Put an apostrophe before text that a spreadsheet would run; return the columns and the number of cells.

    Plain numbers (`-40.00`) are left alone, and phone numbers (`+45 12 34 56 78`) unless `phones` are guarded too:
    Excel makes a number of `+4512345678`, and loses its sign.
    """
    names = _columns_with(_RUNS, text)
    runs = {name: _is_run(name, phones=phones) for name in names}
    count = _counted(text, runs)
    guarded = [
        pl.when(is_run).then(GUARD + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name, is_run in runs.items()
    ]
    return guarded, count


def cut_by_excel(text: pl.DataFrame | pl.LazyFrame) -> int:
    """Return how many cells Excel would take for numbers and shorten: with zeros in front, or beyond its digits."""
    return _counted(text, {name: pl.col(name).str.contains(_SHORTENED) for name in _columns_with(_SHORTENED, text)})


def controls_shown(text: pl.DataFrame | pl.LazyFrame, *, turning: bool = False) -> list[pl.Expr]:
    r"""Show C0, DEL and C1 characters in text as escapes (`\n`, `\x1b`); also what is `turning` a line round."""
    pattern, escapes = (_CONTROL_OR_TURNING, SHOWN) if turning else (_CONTROL, CONTROLS)
    names, characters = _columns_with(pattern, text), list(map(chr, escapes))
    return [pl.col(name).str.replace_many(characters, list(escapes.values())) for name in names]


def _columns_with(pattern: str, text: pl.DataFrame | pl.LazyFrame) -> list[str]:
    """Return the columns in which a cell matches; one cell stands for a column in which all are equal."""
    least, most = figures(text, pl.all().min()), figures(text, pl.all().max())
    varied = [name for name in least.columns if not least[name].equals(most[name])]
    found = least.select(pl.all().str.contains(pattern).any())
    found = found.with_columns(*figures(text, pl.col(varied).str.contains(pattern).any()))
    return [name for name in found.columns if found[name].item()]


def _counted(text: pl.DataFrame | pl.LazyFrame, cells: Mapping[str, pl.Expr]) -> int:
    """Return in how many cells of some columns something is so."""
    return sum(map(sum, figures(text, *(is_so.sum().alias(name) for name, is_so in cells.items())).iter_rows()))


def _is_run(name: str, *, phones: bool) -> pl.Expr:
    harmless = (_NEGATIVE_NUMBER,) if phones else (_PLAIN_NUMBER, _PHONE)
    text = pl.col(name).str
    return text.contains(_RUNS) & ~pl.any_horizontal(text.contains(pattern) for pattern in harmless)
