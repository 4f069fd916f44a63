"""`segment`: from valued customers to groups one can act on."""

from __future__ import annotations

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli.options import (  # noqa: TC001  (the same)
    Reading,
    Run,
    Segmenting,
    SummaryFile,
    Target,
    Values,
    Valuing,
)
from clvcli.cli.session import begin, deliver, destination


def segment(
    ctx: typer.Context,
    inputs: Values,
    segmenting: Segmenting,
    target: Target,
    valuing: Valuing,
    reading: Reading,
    run: Run,
    summary: SummaryFile = None,
) -> None:
    """Sort customers into tiers by value and into named groups by how they buy."""
    session = begin(ctx, run)
    chosen = destination(session, target, inputs)
    from clvcli.cli import valued

    customers = valued.value_anything(session, inputs, reading, valuing, target)
    session.finish()
