"""`report`: from valued customers to a page that people read."""

from __future__ import annotations

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli.options import Reading, Run, Segmenting, Target, Values, Valuing  # noqa: TC001  (the same)
from clvcli.cli.session import begin, destination


def report(
    ctx: typer.Context,
    inputs: Values,
    segmenting: Segmenting,
    target: Target,
    valuing: Valuing,
    reading: Reading,
    run: Run,
) -> None:
    """Say what the customers are worth, who they are and what to do next."""
    session = begin(ctx, run)
    chosen = destination(session, target, inputs)
    from clvcli.cli import valued

    customers = valued.value_anything(session, inputs, reading, valuing, target)
    session.finish()
