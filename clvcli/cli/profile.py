"""`ingest --save-profile`: how inputs were read, kept in `clvcli.toml` so that the next run needs no options."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

from clvcli import config
from clvcli.cli.options import READING
from clvcli.cli.settings import long_name
from clvcli.errors import ConfigUnreadableError
from clvcli.toml_text import toml_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import typer

    from clvcli.cli.settings import Origin
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import Decision

OF_ONE_RUN = frozenset({"as-of", "as-of-version", "strict", "max-rejects", "pseudonymise", "key-file"})
"""Options of reading that say nothing about the file."""

SETTLED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "format": ("source-format", {"generic": ""}),
    "decimal sign": ("decimal", {}),
    "date format": ("date-format", {"day before month": "%d/%m/%Y", "month before day": "%m/%d/%Y"}),
    "discount": ("discount-is", {}),
    "tax": ("tax", {"none charged": "", "unknown": ""}),
}
"""What was decided -> the option that settles it, and values that are no setting.

A list of no known system gets no format, since a system's export beside it must still be known as one; bytes
prove their encoding anew.  Next month's values may leave open which sign or which of day and month comes first.
"""

OF_LISTS = frozenset({"discount", "tax"})
"""Decisions that the declaration of a known format makes anew, and better, for each file."""

Profile = dict[str, "str | bool | dict[str, str]"]
"""Key of `clvcli.toml` -> value; pairs are a table."""

_HEADING = re.compile(r"^\s*\[")
_KEY = re.compile(r"""^\s*["']?([\w-]+)["']?\s*[=.]""")
_PAIRS = ("map", "status")


def profile_of(ctx: typer.Context, ingested: Ingested) -> Profile:
    """Return what was set on the command line about the reading, and what all inputs were decided to be."""
    named = {decision.value for decision in ingested.decisions if decision.subject == "format"}
    profile: Profile = {}
    for subject, (key, no_setting) in SETTLED.items():
        decided = [decision for decision in ingested.decisions if decision.subject == subject]
        value = _agreed(decided)
        if value and (subject not in OF_LISTS or named == {"generic"}):
            profile[key] = no_setting.get(value, value)
    if named == {"generic"} and len(ingested.columns) == 1:
        profile["map"] = dict(next(iter(ingested.columns.values())))
    return {key: value for key, value in (profile | _given(ctx)).items() if value}


def _agreed(decided: Sequence[Decision]) -> str | None:
    values = {decision.value for decision in decided}
    return values.pop() if len(values) == 1 else None


def _given(ctx: typer.Context) -> Profile:
    """Return the options of reading that stand on the command line."""
    origins: Sequence[Origin] = ctx.meta.get("clvcli.origins", ())
    panels = {long_name(param.opts): getattr(param, "rich_help_panel", None) for param in ctx.command.params}
    given: Profile = {}
    for origin in origins:
        if not origin.place.startswith("--") or panels.get(origin.option) != READING or origin.option in OF_ONE_RUN:
            continue
        if isinstance(origin.value, list | tuple):
            given[origin.option] = dict(_pair(str(text)) for text in origin.value)
        else:
            given[origin.option] = origin.value if isinstance(origin.value, bool) else str(origin.value)
    return given


def _pair(text: str) -> tuple[str, str]:
    left, _, right = text.partition("=")
    return left.strip(), right.strip()


def save(profile: Profile, path: Path) -> None:
    """Write the settings into `path`, whatever else stands there left as it is; the file is replaced whole.

    Raises ConfigUnreadableError where what stands there is not TOML.
    """
    from clvcli.output.files import replaced_whole

    before = config.text_of(path) if path.exists() else ""
    try:
        toml_of(before)
    except ValueError as error:
        raise ConfigUnreadableError.not_toml(config.shown_path(path), str(error), 1) from None
    with replaced_whole(path, private=False) as file:
        file.write(merged(before, profile).encode())


def merged(text: str, profile: Profile) -> str:
    """Return the TOML `text` with the settings of `profile` at its top level, and nothing else changed."""
    lines = text.splitlines()
    top, tables = _without(lines, set(profile))
    single = [f"{key} = {_toml(value)}" for key, value in profile.items() if not isinstance(value, dict)]
    pairs = [
        [
            "",
            f"[{key}]",
            *(f"{_key(left)} = {_toml(right)}" for left, right in value.items()),
        ]
        for key, value in profile.items()
        if isinstance(value, dict)
    ]
    top, tables = _stripped(top), _stripped(tables)
    parts = [*top, *single, *([""] if tables else []), *tables, *(line for pair in pairs for line in pair)]
    return "\n".join(parts).lstrip("\n") + "\n"


def _stripped(lines: Sequence[str]) -> list[str]:
    """Return lines without the blank ones at both ends."""
    said = [at for at, line in enumerate(lines) if line.strip()]
    return list(lines[said[0] : said[-1] + 1]) if said else []


def _without(lines: Sequence[str], keys: set[str]) -> tuple[list[str], list[str]]:
    """Return the lines above the first table and those from it on, less what sets one of `keys`."""
    top: list[str] = []
    at = 0
    while at < len(lines) and not _HEADING.match(lines[at]):
        end, key = _end_of_value(lines, at), _KEY.match(lines[at])
        if not (key and key[1] in keys):
            top += lines[at:end]
        at = end
    tables: list[str] = []
    dropping = False
    while at < len(lines):
        end = at + 1 if _HEADING.match(lines[at]) else _end_of_value(lines, at)
        if _HEADING.match(lines[at]):
            heading = re.match(r"^\s*\[\s*([\w-]+)\s*\]", lines[at])
            dropping = bool(heading and heading[1] in _PAIRS and heading[1] in keys)
        if not dropping:
            tables += lines[at:end]
        at = end
    return top, tables


def _end_of_value(lines: Sequence[str], start: int) -> int:
    """Return the line after an entry that starts on line `start`: a list may go over several."""
    if not _KEY.match(lines[start]):
        return start + 1
    for end in range(start + 1, len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return start + 1


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else json.dumps(text, ensure_ascii=False)


def _toml(value: object) -> str:
    return "true" if value is True else "false" if value is False else json.dumps(str(value), ensure_ascii=False)
