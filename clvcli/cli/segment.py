"""`segment`: from valued customers to groups one can act on."""

from __future__ import annotations

from dataclasses import replace

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli.acting import Acting, check_table
from clvcli.cli.costing import Costing  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli.cut_files import check_cuts_target, cuts_asked_for, write_cuts
from clvcli.cli.options import Reading, Target, Values, Valuing  # noqa: TC001  (the same)
from clvcli.cli.reaching import Reaching  # noqa: TC001  (the same)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.segmenting import (
    ComparedTo,
    Crossing,
    SavedCutsFile,
    Segmenting,
    SummaryFile,
    TableOfSegments,
    WithProfile,
    check_pairs,
)
from clvcli.cli.session import begin, check_writable, deliver, destination
from clvcli.errors import OptionsDisagreeError


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
    cross: Crossing = None,
    compare_to: ComparedTo = None,
    profile: WithProfile = False,
    summary: SummaryFile = None,
    save_cuts: SavedCutsFile = None,
) -> None:
    """Sort customers into tiers by value and into named groups by how they buy."""
    session = begin(ctx, run)
    chosen = destination(session, target, inputs)
    if summary is not None:
        check_writable(summary, inputs, target)
    check_table(table, acting, segmenting.schemes())
    crossed = check_pairs(table, cross, compare_to)
    reaching.check(session.given, show_identity=target.show_identity)
    book = acting.book()
    check_cuts_target(save_cuts, inputs, segmenting, target)
    saved = cuts_asked_for(segmenting, save_cuts)
    from clvcli.cli import sorting, valued
    from clvcli.cli.profiling import profile_of
    from clvcli.cli.segment_tables import TABLES, Found, show_schemes, write_summary

    wanted = TABLES[table]
    if segmenting.share and wanted.of_customers and reaching.audience is None:
        raise OptionsDisagreeError.of_each(table)
    asked = valued.Asked(
        session=session, inputs=inputs, reading=reading, valuing=valuing, costing=costing, target=target
    )
    if reaching.measure is not None:
        from clvcli.cli.measuring import measured

        deliver(session, measured(asked, reaching.measure), target, chosen, sensitive=False)
        session.finish()
        return
    customers = valued.value_anything(asked, customers_only=not profile and compare_to is None)
    habits = profile_of(customers, segmenting.spring_summer_months()) if profile else None
    schemes = tuple(dict.fromkeys((*segmenting.schemes(), *crossed)))
    before = sorting.earlier(asked, segmenting, compare_to, customers, schemes, saved)
    segmented = sorting.sort(asked, segmenting, book, customers, schemes, saved, before)
    found = Found(
        asked=asked,
        segmenting=segmenting,
        acting=acting,
        customers=customers,
        segmented=segmented,
        profile=habits,
        earlier=before,
        crossed=crossed,
        format=chosen,
    )
    write_summary(found, summary)
    shown = table == "customers" and reaching.audience is None and show_schemes(found)
    if reaching.audience is None:
        rows = replace(wanted.rows(found), context=()) if shown else wanted.rows(found)
        deliver(session, rows, target, chosen, sensitive=wanted.of_customers)
    else:
        from clvcli.cli.exporting import exported

        deliver(session, exported(found, reaching, reaching.audience), target, chosen, sensitive=False)
    write_cuts(session, save_cuts, segmented, target)
    session.suggest("report", target, inputs)
    session.finish()
