"""`segment`: from valued customers to groups one can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli.acting import Acting, check_table
from clvcli.cli.costing import Costing  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli.options import Reading, Target, Values, Valuing  # noqa: TC001  (the same)
from clvcli.cli.reaching import Reaching  # noqa: TC001  (the same)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.segmenting import Segmenting, SummaryFile, TableOfSegments, WithProfile  # noqa: TC001  (the same)
from clvcli.cli.session import begin, check_writable, deliver, destination

if TYPE_CHECKING:
    from clvcli.cli.session import Session
    from clvcli.output.rows import Rows
    from clvcli.segments.schemes import Segmented


def segment(
    ctx: typer.Context,
    inputs: Values,
    segmenting: Segmenting,
    acting: Acting,
    reaching: Reaching,
    target: Target,
    valuing: Valuing,
    costing: Costing,
    reading: Reading,
    run: Run,
    table: TableOfSegments = "customers",
    profile: WithProfile = False,
    summary: SummaryFile = None,
) -> None:
    """Sort customers into tiers by value and into named groups by how they buy."""
    session = begin(ctx, run)
    chosen = destination(session, target, inputs)
    if summary is not None:
        check_writable(summary, inputs, target)
    reaching.check(session.given, show_identity=target.show_identity)
    check_table(table, acting, segmenting.schemes())
    book = acting.book()
    from clvcli.cli import sorting, valued
    from clvcli.cli.profiling import profile_of
    from clvcli.cli.segment_tables import TABLES, Found

    asked = valued.Asked(
        session=session, inputs=inputs, reading=reading, valuing=valuing, costing=costing, target=target
    )
    if reaching.measure is not None:
        from clvcli.cli.measuring import measured

        deliver(session, measured(asked, reaching.measure), target, chosen, sensitive=False)
        session.finish()
        return
    customers = valued.value_anything(asked, customers_only=not profile)
    habits = profile_of(customers, segmenting.spring_summer_months()) if profile else None
    segmented = sorting.sort(asked, segmenting, book, customers, segmenting.schemes())
    found = Found(
        asked=asked,
        segmenting=segmenting,
        acting=acting,
        customers=customers,
        segmented=segmented,
        profile=habits,
        format=chosen,
    )
    _summarise(session, segmented, target, summary)
    wanted = TABLES[table]
    if reaching.audience is None:
        deliver(session, wanted.rows(found), target, chosen, sensitive=wanted.of_customers)
    else:
        from clvcli.cli.exporting import exported

        deliver(session, exported(found, reaching, reaching.audience), target, chosen, sensitive=False)
    session.suggest("report", target, inputs)
    session.finish()


def _summarise(session: Session, segmented: Segmented, target: Target, summary: str | None) -> None:
    """Write the table of the segments where it was asked for, and show it at a terminal."""
    from clvcli.cli import tables
    from clvcli.output.rows import write_rows
    from clvcli.output.targets import choose_format

    def rows_of(*names: str) -> Rows:
        return tables.summary_rows({name: segmented.summaries[name] for name in names}, segmented.frame)

    if target.dry_run:
        return
    if summary is not None:
        write_rows(
            rows_of(*segmented.summaries),
            output=summary,
            format=choose_format(summary, None, stdout_is_terminal=False),
            clobber=not target.no_clobber,
            sensitive=False,
            streams=session.streams,
        )
    if session.streams.stdout_is_terminal:
        for name in segmented.summaries:
            write_rows(rows_of(name), output=None, format="table", wide=target.wide, streams=session.streams)
            session.streams.write(b"\n")
