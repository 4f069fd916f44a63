"""What the columns of the workbook mean, for its dictionary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clvcli.actions.schema import PROTECT
from clvcli.audit.acquisition.schema import ACQUISITION
from clvcli.backtest.schema import BACKTEST
from clvcli.products.profile import PROFILE
from clvcli.segments.schema import SEGMENTS

if TYPE_CHECKING:
    from clvcli.output.words.language import Language

DECLARED = {
    column.name: column for table in (PROTECT, PROFILE, BACKTEST, ACQUISITION, SEGMENTS) for column in table
}
"""Columns of rows, which say themselves what they mean; where tables share a name, the last."""

_NUMBERED = re.compile(r"_?\d+$")
"""Ending of columns that differ in a number alone: `age_12`, `y2024`."""


def meaning_of(key: str, language: Language, sheet: str) -> str:
    """Return what a column means in the sheet with this id; empty where nothing says it."""
    bare = _NUMBERED.sub("", key)
    names = (f"means.{sheet}.{key}", f"means.{sheet}.{bare}", f"means.{key}", f"means.{bare}")
    own = next((language.words[name] for name in names if name in language.words), None)
    if own is not None:
        return own
    return language.meaning(DECLARED[key]) if key in DECLARED else ""


def heading_of(name: str, language: Language) -> str:
    """Return what stands above a column of rows: the words for it, or its name with blanks."""
    words = language.words
    return words.get(f"heading.{name}") or words.get(f"column.{name}") or name.replace("_", " ")
