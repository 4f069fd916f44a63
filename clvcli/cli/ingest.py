"""`ingest`: from exports to order lines; without a target, what was understood."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli import notes
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
from clvcli.config import PROJECT_FILE, shown_path
from clvcli.errors import BadValueError, MissingInputError
from clvcli.output.targets import is_standard_output

if TYPE_CHECKING:
    from clvcli.cli.session import Session
    from clvcli.orders.ingest import Ingested

STORED = ("parquet", "csv")
"""Formats that the other commands read back as order lines."""


def ingest(
    ctx: typer.Context,
    inputs: InputsOrNone = None,
    *,
    reading: Reading,
    target: Target,
    run: Run,
    into: StoreFolder = None,
    list_formats: ListFormats = False,
    save_profile: SaveProfile = False,
) -> None:
    """Read order exports and keep their order lines; without -o, show how they are understood."""
    session = begin(ctx, run)
    chosen = destination(session, target, inputs or [])
    if list_formats:
        _list_formats(session, target, chosen)
    elif inputs:
        ingested = _ingest(session, inputs, reading, target, chosen, into=into)
        if save_profile:
            _save_profile(ctx, session, ingested, run, target)
    else:
        raise MissingInputError.of(ctx.command_path, "INPUT")
    session.finish()


def _list_formats(session: Session, target: Target, chosen: str) -> None:
    """List every format, on a terminal as well."""
    from clvcli.cli.tables import format_rows

    rows = format_rows()
    deliver(session, rows, replace(target, limit=target.limit or rows.frame.height), chosen)


def _ingest(
    session: Session, inputs: list[str], reading: Reading, target: Target, chosen: str, *, into: str | None
) -> Ingested:
    """Read the inputs into a store, into a file, or onto the screen, and return what they came to."""
    stores = not is_standard_output(target.output)
    if stores and chosen not in STORED:
        raise BadValueError.of("--output", f"order lines are not kept as {chosen}", "-o orders.parquet")
    if reading.groups and "by" in session.given:
        raise BadValueError.of("--by", "order lines are not put into groups, customers are", "clvcli compute")
    if into is not None:
        keeping.check_store_target(into, inputs, target)
        tables = read_inputs(session, inputs, reading)
        ingested = keeping.keep_orders(session, tables, inputs, reading, target, into)
        session.next_command = None if target.dry_run else f"clvcli compute {shlex.quote(into)}"
        return ingested
    ingested = understand_orders(session, read_inputs(session, inputs, reading), inputs, reading, target)
    if stores:
        _store(session, ingested, target, chosen)
        _tell_of_attributes(session, ingested, reading)
    else:
        _show(session, ingested, target, chosen)
    session.suggest("compute", target, inputs)
    return ingested


def _save_profile(ctx: typer.Context, session: Session, ingested: Ingested, run: Run, target: Target) -> None:
    """Keep how the inputs were read where the next run looks for it, and say what was kept."""
    from clvcli.cli import profile

    path = Path(run.config or PROJECT_FILE)
    kept = profile.profile_of(ctx, ingested)
    if not target.dry_run and kept:
        profile.save(kept, path)
    done = "would keep" if target.dry_run else "kept"
    session.voice.say(f"{done} in {shown_path(path)}: {', '.join(kept) or 'nothing, as there is nothing to set'}")


def _store(session: Session, ingested: Ingested, target: Target, chosen: str) -> None:
    from clvcli.cli.tables import line_rows

    deliver(session, line_rows(ingested), target, chosen)


def _tell_of_attributes(session: Session, ingested: Ingested, reading: Reading) -> None:
    """Say which facts of the file of customers are in no order line."""
    from clvcli.orders.schema import CANONICAL_SCHEMA

    told = ingested.attributes.columns if ingested.attributes is not None else []
    lost = [name for name in told if name not in CANONICAL_SCHEMA]
    if lost:
        session.notes.append(notes.not_in_order_lines(str(reading.customers), lost))


def _show(session: Session, ingested: Ingested, target: Target, chosen: str) -> None:
    """Show the account of the rows; at a terminal everything else that was understood as well."""
    from clvcli.cli import tables
    from clvcli.cli.understood import show_understood

    if chosen == "table" and session.streams.stdout_is_terminal and not target.dry_run:
        show_understood(session, ingested, target)
        return
    account = tables.plain_rows(ingested.reconciliation.fates, tables.FATES, "Rows")
    deliver(session, account, target, chosen)
