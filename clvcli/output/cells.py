"""Text of strangers made harmless for spreadsheets and terminals, a column at a time.

A spreadsheet runs text that begins with certain characters, whether quoted or not, so such a cell gets a
leading apostrophe (OWASP, "CSV Injection"; CWE-1236).  Numbers are numbers here and are never touched.
"""

from __future__ import annotations

import polars as pl
import polars.selectors as cs

from clvcli.output.terminal import CONTROLS

GUARD = "'"

_RUNS = r"^[=+\-@\t\r\n＝＋－＠]"
_PLAIN_NUMBER = r"^[+-]?[0-9][0-9.,]*([eE][+-]?[0-9]+)?$"
_PHONE = r"^\+[0-9][0-9 ()-]*$"
_CONTROL = r"[\x00-\x1f\x7f-\x{9f}]"


def with_formulas_guarded(frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Put an apostrophe before text that a spreadsheet would run; return the frame and the number of cells.

    Plain numbers (`-40.00`) and phone numbers (`+45 12 34 56 78`) are left alone.
    """
    names = _columns_with(_RUNS, frame)
    count = sum(int(frame.select(_is_run(name).sum()).item()) for name in names)
    guarded = (
        pl.when(_is_run(name)).then(GUARD + pl.col(name)).otherwise(pl.col(name)).alias(name) for name in names
    )
    return frame.with_columns(guarded), count


def with_controls_shown(frame: pl.DataFrame) -> pl.DataFrame:
    r"""Show C0, DEL and C1 characters in text as escapes (`\n`, `\x1b`)."""
    names = _columns_with(_CONTROL, frame)
    characters = [chr(point) for point in CONTROLS]
    return frame.with_columns(pl.col(name).str.replace_many(characters, list(CONTROLS.values())) for name in names)


def _columns_with(pattern: str, frame: pl.DataFrame) -> list[str]:
    """Return the columns of text in which a cell matches; one cell stands for a column in which all are equal."""
    text = frame.select(cs.string())
    same = text.select(pl.all().eq_missing(pl.all().first()).all())
    looked_at = (text[name].head(1 if same[name].item() else text.height) for name in same.columns)
    return [cells.name for cells in looked_at if cells.str.contains(pattern).any()]


def _is_run(name: str) -> pl.Expr:
    text = pl.col(name).str
    return text.contains(_RUNS) & ~text.contains(_PLAIN_NUMBER) & ~text.contains(_PHONE)
