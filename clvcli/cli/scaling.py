"""Options on inputs of any size: how much memory a run may take, and which engine makes customers of lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from clvcli.cli import values
from clvcli.config import EngineName  # noqa: TC001  (Typer resolves the annotations)

if TYPE_CHECKING:
    from clvcli.budget import Budget

SCALE = "Large inputs"
"""Heading of `--help`."""

_scale = partial(typer.Option, rich_help_panel=SCALE)


Memory = Annotated[
    int | None,
    _scale(
        "--memory",
        metavar="SIZE",
        parser=values.memory,
        help="Memory a run may take: 1GiB, 800MiB; default: half of what there is.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaling:
    """What a run may take; it changes no number."""

    memory: Memory = None

    engine: Annotated[
        EngineName, _scale("--engine", help="What makes customers of order lines; duckdb and spark are extras.")
    ] = "polars"

    def budget(self) -> Budget:
        """Return the memory a run may take."""
        from clvcli.budget import Budget

        return Budget.of(self.memory)
