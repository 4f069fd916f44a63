"""`compute`: from orders to what each customer is worth."""

from __future__ import annotations

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli import model_files
from clvcli.cli.options import Inputs, Reading, SavedModelFile, Target, Valuing  # noqa: TC001  (the same)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.session import begin, deliver, destination


def compute(
    ctx: typer.Context,
    inputs: Inputs,
    valuing: Valuing,
    target: Target,
    reading: Reading,
    run: Run,
    save_model: SavedModelFile = None,
) -> None:
    """Estimate what each customer is worth: one row each, the highest expected value first."""
    session = begin(ctx, run)
    chosen = destination(session, target, inputs)
    if save_model is not None:
        model_files.check_model_target(save_model, inputs, valuing, target)
    from clvcli.cli import tables, valued
    from clvcli.output import identity
    from clvcli.valuation.schema import VALUES

    asked = valued.Asked(session=session, inputs=inputs, reading=reading, valuing=valuing, target=target)
    customers = valued.value_orders(asked)
    kept = model_files.model_to_save(save_model, customers)
    frame = identity.for_format(customers.frame, chosen, show_identity=target.show_identity)
    deliver(session, tables.value_rows(frame, VALUES, session.about(inputs), "Customers"), target, chosen)
    model_files.write_model(session, kept, target)
    session.suggest("segment", target, inputs)
    session.finish()
