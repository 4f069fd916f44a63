"""`compute`: from orders to what each customer is worth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli import config
from clvcli.cli import model_files
from clvcli.cli.costing import Costing  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli.engines import stays_there, value_there
from clvcli.cli.formula_values import Assumptions, Method  # noqa: TC001  (the same)
from clvcli.cli.options import InputsOrNone, Reading, SavedModelFile, Target, Valuing  # noqa: TC001  (the same)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.scaling import Scaling  # noqa: TC001  (the same)
from clvcli.cli.session import begin, deliver, destination
from clvcli.errors import MissingInputError, OptionsDisagreeError

if TYPE_CHECKING:
    from clvcli.cli.valued import Asked


def compute(
    ctx: typer.Context,
    valuing: Valuing,
    costing: Costing,
    target: Target,
    reading: Reading,
    scaling: Scaling,
    run: Run,
    inputs: InputsOrNone = None,
    save_model: SavedModelFile = None,
    method: Method = config.METHOD,
    assume: Assumptions = None,
) -> None:
    """Estimate what each customer is worth: one row each, the highest expected value first."""
    if not inputs and not (method == "formula" and assume):
        raise MissingInputError.of(ctx.command_path, "INPUT")
    if assume and method != "formula":
        raise OptionsDisagreeError.assumed()
    session = begin(ctx, run)
    from clvcli.cli.valued import Asked

    asked = Asked(
        session=session,
        inputs=inputs or [],
        reading=reading,
        valuing=valuing,
        costing=costing,
        target=target,
        scaling=scaling,
    )
    if method != "formula" and stays_there(scaling, target.output):
        value_there(asked, save_model)
        session.finish()
        return
    chosen = destination(session, target, inputs or [])
    if method == "formula":
        from clvcli.cli.formula import compare

        compare(asked, assume or [], chosen)
    else:
        _value(asked, save_model, chosen)
    session.finish()


def _value(asked: Asked, save_model: str | None, chosen: str) -> None:
    """Write a row for each customer, in the format `chosen`, and the model where it is to be saved."""
    session, inputs, target = asked.session, asked.inputs, asked.target
    if save_model is not None:
        model_files.check_model_target(save_model, inputs, asked.valuing, target)
    from clvcli.cli import at_scale, tables
    from clvcli.output import identity
    from clvcli.valuation.schema import VALUES

    customers = at_scale.value_rows_of(asked)
    kept = None if save_model is None else customers.model(save_model)
    table = identity.for_format(customers.table, chosen, show_identity=target.show_identity)
    rows = tables.value_rows(table, VALUES, session.about(inputs), "Customers")
    deliver(session, replace(rows, sayings=customers.row_notes), target, chosen)
    model_files.write_model(session, kept, target)
    session.suggest("segment", target, inputs)
