"""Cells that an exporter wrote as `="007"`, so that a spreadsheet keeps them as text: what stands in the quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_FORMULA = r'(^|[,;\t|])(?:="([^"]*)"|"=""([^"]*)""")'
"""A formula of one text, bare or quoted once more, where a cell begins."""

_CELL = f"{_FORMULA}(?=[,;\\t|\\r\\n]|$)"


def holds_formulas_of_text(head: str) -> bool:
    """Whether a cell of `head`, the beginning of a file, is such a formula."""
    return '="' in head and re.search(_CELL, head, re.MULTILINE) is not None


def without_formulas(line: pl.Expr) -> pl.Expr:
    """Return each line with the text of such cells in their place, in quotes."""
    return line.str.replace_all(_FORMULA, '${1}"${2}${3}"')
