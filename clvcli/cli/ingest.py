"""`ingest`."""

from __future__ import annotations

from clvcli.cli.options import Inputs, Reading, Run, Target  # noqa: TC001  (Typer resolves the annotations)


def ingest(inputs: Inputs, reading: Reading, target: Target, run: Run) -> None:
    """Ingest the inputs."""
