"""`ingest`: from exports to order lines; without a target, what was understood."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli import keeping
from clvcli.cli.options import (  # noqa: TC001  (the same)
    InputsOrNone,
    ListFormats,
    Reading,
    SaveProfile,
    StoreFolder,
    Target,
)
from clvcli.cli.reading import read_inputs, understand_orders
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.session import begin, deliver, destination
from clvcli.errors import BadValueError, MissingInputError
from clvcli.output.targets import is_standard_output

if TYPE_CHECKING:
    from clvcli.cli.session import Session
    from clvcli.orders.ingest import Ingested

STORED = ("parquet", "csv")
"""Formats that the other commands read back as order lines."""


def ingest(
    ctx: typer.Context,
    reading: Reading,
    target: Target,
    run: Run,
    given: InputsOrNone = None,
    into: StoreFolder = None,
    list_formats: ListFormats = False,
    save_profile: SaveProfile = False,
) -> None:
    """Read order exports and keep their order lines; without -o, show how they are understood."""
    session = begin(ctx, run)
    inputs = given or []
    chosen = destination(session, target, inputs)
    if list_formats:
        from clvcli.cli.tables import format_rows

        deliver(session, format_rows(), target, chosen)
        session.finish()
        return
    if not inputs:
        raise MissingInputError.of(ctx.command_path, "INPUT")
    stores = not is_standard_output(target.output)
    if stores and chosen not in STORED:
        raise BadValueError.of("--output", f"order lines are not kept as {chosen}", "-o orders.parquet")
    if reading.groups and "by" in session.given:
        raise BadValueError.of("--by", "order lines are not put into groups, customers are", "clvcli compute")
    if into is not None:
        keeping.check_store_target(into, inputs, target)
        keeping.keep_orders(session, read_inputs(session, inputs, reading), inputs, reading, target, into)
        session.next_command = None if target.dry_run else f"clvcli compute {shlex.quote(into)}"
        session.finish()
        return
    ingested = understand_orders(session, read_inputs(session, inputs, reading), inputs, reading, target)
    if stores:
        _store(session, ingested, target, chosen)
    else:
        _show(session, ingested, target, chosen)
    session.suggest("compute", target, inputs)
    session.finish()


def _store(session: Session, ingested: Ingested, target: Target, chosen: str) -> None:
    from clvcli.cli.tables import line_rows

    deliver(session, line_rows(ingested), target, chosen)


def _show(session: Session, ingested: Ingested, target: Target, chosen: str) -> None:
    """Show the account of the rows; at a terminal everything else that was understood as well."""
    from clvcli.cli import tables
    from clvcli.cli.understood import show_understood

    if chosen == "table" and session.streams.stdout_is_terminal and not target.dry_run:
        show_understood(session, ingested, target)
        return
    account = tables.plain_rows(ingested.reconciliation.fates, tables.FATES, "Rows")
    deliver(session, account, target, chosen)
