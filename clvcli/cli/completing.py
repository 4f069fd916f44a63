"""What a shell completes beside commands, options, choices and files: names in a list, and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

QUICK = frozenset({"Errors", "Notes", "Settings", "Models", "Formats", "Systems"})
"""Kinds of topics that are known without Polars and NumPy: whoever presses Tab does not wait for those."""


def of_list(names: Iterable[str]) -> Callable[[str], list[str]]:
    """Return what completes the last of several names with commas between them, none of them twice."""
    known = tuple(names)

    def complete(incomplete: str) -> list[str]:
        """Return what has been typed, with each of the names that the last one may become."""
        before, comma, begun = incomplete.rpartition(",")
        taken = before.split(",")
        return [f"{before}{comma}{name}" for name in known if name.startswith(begun) and name not in taken]

    return complete


def topics(ctx: Any, incomplete: str) -> list[str]:
    """Return what `explain` knows that begins so, as far as no library has to be loaded for it."""
    from clvcli.cli.topics import sources

    quick = (source for source in sources(ctx) if source.title in QUICK)
    return [name for source in quick for name in source.names() if name.startswith(incomplete)]


def commands(incomplete: str) -> list[str]:
    """Return the commands that begin so."""
    from clvcli.cli.tree import COMMANDS

    return [name for name in COMMANDS if name.startswith(incomplete)]
