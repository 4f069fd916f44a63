"""`compute`."""

from __future__ import annotations

from clvcli.cli.options import Inputs, Reading, Run, Target  # noqa: TC001  (Typer resolves the annotations)


def compute(inputs: Inputs, reading: Reading, target: Target, run: Run) -> None:
    """Compute the inputs."""
