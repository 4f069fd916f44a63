"""`segment`."""

from __future__ import annotations

from clvcli.cli.options import Inputs, Reading, Run, Target  # noqa: TC001  (Typer resolves the annotations)


def segment(inputs: Inputs, reading: Reading, target: Target, run: Run) -> None:
    """Segment the inputs."""
