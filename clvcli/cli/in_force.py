"""The settings that a result rests on: those that were given, and what the others are when nobody says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clvcli.cli.settings import long_name
from clvcli.output.diagnostics import masked
from clvcli.output.in_force import InForce

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from clvcli.cli.settings import Origin


def in_force(params: Iterable[Any], origins: Sequence[Origin], panels: Collection[str]) -> tuple[InForce, ...]:
    """Return the options of a command that stand under `panels` of its help and have a value, in their order."""
    given = {origin.option: origin for origin in origins}
    found: list[InForce] = []
    for param in params:
        if getattr(param, "rich_help_panel", None) not in panels:
            continue
        name, default = long_name(param.opts), param.default
        if name in given:
            place = given[name].place
            where = None if place.startswith("--") else place
            found.append(InForce(option=name, value=_text(given[name].value), how="set", place=where))
        elif default not in (None, False, ()):
            found.append(InForce(option=name, value=_text(default), how="default"))
    return tuple(found)


def _text(value: object) -> str:
    """Return a value as one types it, without the secrets of an address."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return masked(", ".join(map(str, value)))
    return f"{value:g}" if isinstance(value, float) else masked(str(value))
