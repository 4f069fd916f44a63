"""`segment`: from valued customers to groups one can act on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli.acting import Acting, check_table
from clvcli.cli.costing import Costing  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli.cut_files import check_cuts_target, write_cuts
from clvcli.cli.idle import Meant, check_idle
from clvcli.cli.options import Reading, Target, Values, Valuing  # noqa: TC001  (the same)
from clvcli.cli.reaching import Reaching  # noqa: TC001  (the same)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.scaling import Scaling  # noqa: TC001  (the same)
from clvcli.cli.segmenting import Segmenting  # noqa: TC001  (the same)
from clvcli.cli.session import begin, check_writable, deliver, destination
from clvcli.cli.wanting import Wanting  # noqa: TC001  (the same)
from clvcli.errors import OptionsDisagreeError

if TYPE_CHECKING:
    from clvcli.cli.segment_tables import Found


def segment(
    ctx: typer.Context,
    inputs: Values,
    segmenting: Segmenting,
    wanting: Wanting,
    acting: Acting,
    reaching: Reaching,
    target: Target,
    valuing: Valuing,
    costing: Costing,
    reading: Reading,
    scaling: Scaling,
    run: Run,
) -> None:
    """Sort customers into tiers by value and into named groups by how they buy."""
    session = begin(ctx, run)
    chosen = destination(session, target, inputs)
    if wanting.summary is not None:
        check_writable(wanting.summary, inputs, target)
    wanting.check()
    check_table(wanting.table, acting, segmenting.schemes())
    check_idle(session.given, _meant(segmenting, wanting, reaching))
    reaching.check(session.given, show_identity=target.show_identity)
    check_cuts_target(wanting.save_cuts, inputs, segmenting, target)
    from clvcli.cli.segmented import found_of
    from clvcli.cli.valued import Asked

    asked = Asked(
        session=session,
        inputs=inputs,
        reading=reading,
        valuing=valuing,
        costing=costing,
        target=target,
        scaling=scaling,
    )
    if reaching.measure is None:
        _check_shareable(segmenting, wanting, reaching)
        found = found_of(asked, segmenting, wanting, acting, reaching, chosen)
        write_cuts(session, wanting.save_cuts, found.segmented, target)
        _deliver(found, wanting, reaching)
        session.suggest("report", target, inputs)
    else:
        from clvcli.cli.measuring import measured

        deliver(session, measured(asked, reaching.measure), target, chosen, sensitive=False)
    session.finish()


def _meant(segmenting: Segmenting, wanting: Wanting, reaching: Reaching) -> Meant:
    settled = {"compare-to": wanting.compare_to is not None, "profile": wanting.profile}
    instead = {"--audience": reaching.audience, "--measure": reaching.measure}
    return Meant(
        table=wanting.table,
        schemes={*segmenting.schemes(), *wanting.crossed},
        settled={option for option, is_set in settled.items() if is_set},
        instead=next((option for option, value in instead.items() if value is not None), None),
    )


def _check_shareable(segmenting: Segmenting, wanting: Wanting, reaching: Reaching) -> None:
    """Raise OptionsDisagreeError where single customers would be shown to others."""
    from clvcli.cli.segment_tables import TABLES

    if segmenting.share and TABLES[wanting.table].of_customers and reaching.audience is None:
        raise OptionsDisagreeError.of_each(wanting.table)


def _deliver(found: Found, wanting: Wanting, reaching: Reaching) -> None:
    """Write the table that is wanted, or the lists of an audience and the account of them."""
    from clvcli.cli.segment_tables import TABLES, show_moves, show_schemes, write_summary

    session, target = found.asked.session, found.asked.target
    write_summary(found, wanting.summary)
    if reaching.audience is not None:
        from clvcli.cli.exporting import exported

        deliver(session, exported(found, reaching, reaching.audience), target, found.format, sensitive=False)
        return
    wanted = TABLES[wanting.table]
    shown = wanting.table == "customers" and show_schemes(found)
    rows = wanted.rows(found)
    rows = show_moves(found, rows) if wanting.table == "migration" else rows
    if not wanted.of_customers and target.limit is None:
        target = replace(target, limit=rows.frame.height)
    deliver(
        session, replace(rows, context=()) if shown else rows, target, found.format, sensitive=wanted.of_customers
    )
