"""`segment`: from valued customers to groups one can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli.costing import Costing  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli.options import (  # noqa: TC001  (the same)
    Reading,
    Segmenting,
    SummaryFile,
    Target,
    Values,
    Valuing,
)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.session import begin, check_writable, deliver, destination

if TYPE_CHECKING:
    from clvcli.cli.session import Session
    from clvcli.segments.schemes import Segmented


def segment(
    ctx: typer.Context,
    inputs: Values,
    segmenting: Segmenting,
    target: Target,
    valuing: Valuing,
    costing: Costing,
    reading: Reading,
    run: Run,
    summary: SummaryFile = None,
) -> None:
    """Sort customers into tiers by value and into named groups by how they buy."""
    session = begin(ctx, run)
    chosen = destination(session, target, inputs)
    if summary is not None:
        check_writable(summary, inputs, target)
    from clvcli.cli import tables, valued
    from clvcli.output import identity
    from clvcli.segments.schema import SEGMENTS
    from clvcli.segments.schemes import segment as sort

    asked = valued.Asked(
        session=session, inputs=inputs, reading=reading, valuing=valuing, costing=costing, target=target
    )
    customers = valued.value_anything(asked, customers_only=True)
    sorted_ = sort(customers.frame, segmenting.schemes(), tiers=segmenting.tiers_asked(), doubts=customers.doubts)
    session.doubt(sorted_.notes, strict=reading.strict)
    _summarise(session, sorted_, target, summary)
    columns = [column for column in SEGMENTS if column.name in sorted_.frame.columns]
    frame = identity.for_format(sorted_.frame, chosen, show_identity=target.show_identity)
    deliver(session, tables.value_rows(frame, columns, session.about(inputs), "Customers"), target, chosen)
    session.suggest("report", target, inputs)
    session.finish()


def _summarise(session: Session, found: Segmented, target: Target, summary: str | None) -> None:
    """Write the table of the segments where it was asked for, and show it at a terminal."""
    from clvcli.cli import tables
    from clvcli.output.rows import write_rows
    from clvcli.output.targets import choose_format

    if target.dry_run:
        return
    if summary is not None:
        rows = tables.summary_rows(found.summaries, found.frame)
        chosen = choose_format(summary, None, stdout_is_terminal=False)
        write_rows(
            rows,
            output=summary,
            format=chosen,
            clobber=not target.no_clobber,
            sensitive=False,
            streams=session.streams,
        )
    if session.streams.stdout_is_terminal:
        for name, table in found.summaries.items():
            rows = tables.summary_rows({name: table}, found.frame)
            write_rows(rows, output=None, format="table", wide=target.wide, streams=session.streams)
            session.streams.write(b"\n")
