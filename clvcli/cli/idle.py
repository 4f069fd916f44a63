"""Options of `segment` that would do nothing: each is refused with what it needs, before any work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.errors import OptionsDisagreeError

if TYPE_CHECKING:
    from collections.abc import Collection

    from clvcli.cli.wanting import TableName
    from clvcli.config import SchemeName

TABLES_OF: dict[str, tuple[TableName, ...]] = {
    "cross": ("cross",),
    "contact-cost": ("winback", "budget"),
    "uplift": ("winback", "budget"),
    "budget": ("budget",),
    "reward-share": ("loyalty",),
    "redemption": ("loyalty",),
    "reward-cost": ("loyalty",),
}
"""Option -> the tables that use it."""

SCHEME_OF: dict[str, SchemeName] = {
    "tiers": "tiers",
    "tier-by": "tiers",
    "keep-within": "tiers",
    "exact-fifths": "rfm",
}
"""Option -> the scheme that uses it."""

WITH: dict[str, tuple[str, str]] = {
    "keep-within": ("compare-to", " EARLIER"),
    "spring-summer": ("profile", ""),
}
"""Option -> the option that uses it, and what that takes."""

OF_CUSTOMERS = ("table", "profile")
"""Options of the table of customers, in whose place an audience or what it brought is shown."""

OF_SEGMENTS = ("scheme", "cuts", "save-cuts", "summary")
"""Options of sorting, which `--measure` does not: its customers are in the segments that they were exported in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a run of `segment` makes."""

    table: TableName
    schemes: Collection[SchemeName]
    """All that the customers are sorted by."""
    settled: Collection[str]
    """Options of WITH that have a value, wherever it is from."""
    instead: str | None
    """`--audience` or `--measure`, which show something else than a table; None for neither."""


def check_idle(given: Collection[str], meant: Meant) -> None:
    """Raise OptionsDisagreeError for the first option of `given` that would do nothing in this run.

    `given` are the options of the command line: settings that hold for many runs may be idle in one.
    """
    for option, needed in _lacking(meant).items():
        if option in given:
            raise OptionsDisagreeError.without(f"--{option}", needed)
    unused = (*OF_CUSTOMERS, *(OF_SEGMENTS if meant.instead == "--measure" else ()))
    shown = next((option for option in unused if option in given), None)
    if meant.instead is not None and shown is not None:
        raise OptionsDisagreeError.one_of(meant.instead, f"--{shown}")


def _lacking(meant: Meant) -> dict[str, str]:
    """Return each option that would do nothing, with what it needs."""
    tables = {
        option: f"--table {'|'.join(tables)}" for option, tables in TABLES_OF.items() if meant.table not in tables
    }
    schemes = {option: f"--scheme {name}" for option, name in SCHEME_OF.items() if name not in meant.schemes}
    others = {option: f"--{other}{value}" for option, (other, value) in WITH.items() if other not in meant.settled}
    return tables | schemes | others
