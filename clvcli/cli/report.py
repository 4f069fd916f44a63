"""`report`: from valued customers to a page that people read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli.options import Reading, Segmenting, Target, Values, Valuing  # noqa: TC001  (the same)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.session import begin, check_writable
from clvcli.errors import BadValueError
from clvcli.output.diagnostics import NORMAL
from clvcli.output.targets import format_of_name, is_standard_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.cli.session import Session
    from clvcli.cli.valued import Valued
    from clvcli.config import Model
    from clvcli.output.document import Document
    from clvcli.segments.schemes import Segmented

WRITTEN = ("md", "json")
"""Formats of a report besides the screen."""


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
    if target.output is not None:
        check_writable(target.output, inputs, target)
    chosen = _format(session, target)
    from clvcli.cli import valued
    from clvcli.segments.schemes import segment

    customers = valued.value_anything(session, inputs, reading, valuing, target)
    found = segment(customers.frame, tiers=segmenting.tiers_asked())
    session.doubt(found.notes, strict=reading.strict)
    document = _document(session, inputs, customers, found, valuing.model, show_identity=target.show_identity)
    _deliver(session, document, target, chosen)
    session.finish()


def _format(session: Session, target: Target) -> str:
    """Return the format of the report; raises BadValueError for one that reports are not written in."""
    on_screen = is_standard_output(target.output) and session.streams.stdout_is_terminal
    if target.output_format is not None:
        chosen, place = str(target.output_format), "--format"
    elif is_standard_output(target.output):
        chosen, place = ("table" if on_screen else "md"), "--format"
    else:
        chosen, place = format_of_name(target.output) or "", "--output"
    screen = ("table",) if is_standard_output(target.output) else ()
    if chosen not in (*WRITTEN, *screen):
        word = chosen or Path(str(target.output)).suffix.lstrip(".") or "that"
        raise BadValueError.of(place, f"a report is not written as {word}", "-o report.md or -o report.json")
    return chosen


def _document(
    session: Session,
    inputs: Sequence[str],
    customers: Valued,
    found: Segmented,
    model: Model,
    *,
    show_identity: bool,
) -> Document:
    """Build the report from the tables of the run, as far as it had them."""
    from clvcli.output import identity
    from clvcli.output.report import build_report
    from clvcli.output.report_inputs import ReportInputs, Source, analyses_of

    frame = identity.shown(found.frame, ("customer_id",), show_identity=show_identity)
    facts = customers.valuation.facts if customers.valuation is not None else ()
    backtests = customers.backtests(model)
    session.elapsed("forecast held against what came")
    analyses = analyses_of(frame, found.summaries, cohorts=customers.cohorts(), backtests=backtests, facts=facts)
    ingested = customers.ingested
    if ingested is None:
        return build_report(
            ReportInputs(
                source=Source(files=tuple(inputs), options=session.typed_for_orders()),
                analyses=analyses,
                notes=tuple(session.notes),
            )
        )
    return build_report(
        ReportInputs(
            source=Source(
                files=tuple(inputs),
                options=session.typed_for_orders(),
                rows_read=ingested.rows_read,
                rows_used=ingested.reconciliation.rows_of("accepted"),
            ),
            analyses=analyses,
            reconciliation=ingested.reconciliation,
            decisions=ingested.decisions,
            notes=tuple(session.notes),
        )
    )


def _deliver(session: Session, document: Document, target: Target, chosen: str) -> None:
    """Draw the report, or write it whole."""
    from clvcli.output.files import replaced_whole
    from clvcli.output.render_json import render_json
    from clvcli.output.render_markdown import render_markdown
    from clvcli.output.render_terminal import ReportView

    place = "standard output" if is_standard_output(target.output) else str(target.output)
    session.facts |= {"output": target.output, "format": chosen}
    if target.dry_run:
        session.voice.detail(f"would write the report to {place} as {chosen}; nothing is written", at=NORMAL)
        return
    if chosen == "table":
        session.streams.show(ReportView(document, session.streams.encoding))
        session.streams.flush()
        return
    text = (render_json if chosen == "json" else render_markdown)(document)
    if is_standard_output(target.output):
        session.streams.write(text.encode())
        session.streams.flush()
        return
    with replaced_whole(Path(str(target.output)), private=True) as file:
        file.write(text.encode())
    session.write_rejects()
    session.voice.say(f"wrote the report to {place}")
