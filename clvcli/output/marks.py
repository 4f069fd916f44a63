"""The marks of single cells: what stands behind the figure, and the line that says what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clvcli.output.document import Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a flag is shown where there is only text."""

    sign: str
    legend: str
    """Key of the line under the table."""


FLAGS: Mapping[Flag, Mark] = {
    "few": Mark(sign="*", legend="few_legend"),
    "incomplete": Mark(sign="~", legend="incomplete_legend"),
}


def marked(text: str, flag: Flag | None) -> str:
    """Return the figure with the sign of its flag behind it."""
    return text + FLAGS[flag].sign if flag else text


def legends(flags: Iterable[Flag | None]) -> list[str]:
    """Return the keys of the lines that say what flags mean, each once."""
    return [FLAGS[flag].legend for flag in sorted({flag for flag in flags if flag})]
