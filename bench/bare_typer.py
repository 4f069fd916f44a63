"""A Typer application that does nothing, with as many commands as clvcli: what starting up costs at least."""

from __future__ import annotations

import typer

app = typer.Typer(rich_markup_mode=None)


def nothing(inputs: list[str], *, quiet: bool = False) -> None:
    """Do nothing with the inputs."""


for name in ("ingest", "compute", "segment", "report", "explain", "config", "help"):
    app.command(name=name)(nothing)

app()
