"""`compute`: from orders to what each customer is worth."""

from __future__ import annotations

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli.options import Inputs, Reading, Target, Valuing  # noqa: TC001  (the same)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.session import begin, deliver, destination


def compute(
    ctx: typer.Context, inputs: Inputs, valuing: Valuing, target: Target, reading: Reading, run: Run
) -> None:
    """Estimate what each customer is worth: one row each, the highest expected value first."""
    session = begin(ctx, run)
    chosen = destination(session, target, inputs)
    from clvcli.cli import tables, valued
    from clvcli.output import identity
    from clvcli.valuation.schema import VALUES

    customers = valued.value_orders(session, inputs, reading, valuing, target)
    frame = identity.for_format(customers.frame, chosen, show_identity=target.show_identity)
    deliver(session, tables.value_rows(frame, VALUES, session.about(inputs), "Customers"), target, chosen)
    session.suggest("segment", target, inputs)
    session.finish()
