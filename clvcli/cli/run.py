"""The options of every command: how much is said, in which colours, by which settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

import typer

Color = Literal["auto", "always", "never"]

_run = partial(typer.Option, rich_help_panel="Any command")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What every command takes, before or after its name."""

    quiet: Annotated[bool, _run("-q", "--quiet", help="Say nothing but errors.")] = False
    verbose: Annotated[
        int, _run("-v", "--verbose", count=True, show_default=False, help="Explain; twice: more.")
    ] = 0
    debug: Annotated[bool, _run("--debug", help="Show the traceback of a fault.")] = False
    color: Annotated[Color, _run("--color", help="Whether to colour.")] = "auto"
    config: Annotated[str | None, _run("--config", metavar="FILE", help="Settings, instead of ./clvcli.toml.")] = (
        None
    )
    no_config: Annotated[bool, _run("--no-config", help="Read no settings file.")] = False
    stats: Annotated[bool, _run("--stats", help="One line of JSON about the run on standard error.")] = False
