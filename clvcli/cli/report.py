"""`report`: from valued customers to a page that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.cli.acting import Acting  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli.auditing import Auditing  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli.comparing import check_comparable
from clvcli.cli.costing import Costing  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli.cut_files import cuts_asked_for
from clvcli.cli.documents import BOOK, deliver_document, document_format
from clvcli.cli.options import Reading, Target, Values, Valuing  # noqa: TC001  (the same)
from clvcli.cli.presenting import Presenting  # noqa: TC001  (the same)
from clvcli.cli.report_book import report_book, with_habits
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.scaling import Scaling  # noqa: TC001  (the same)
from clvcli.cli.segmenting import Segmenting  # noqa: TC001  (the same)
from clvcli.cli.session import begin, check_writable
from clvcli.cli.shop import shop_of
from clvcli.cli.winning import read_spend
from clvcli.output.diagnostics import masked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.cli.report_at_scale import ToReport
    from clvcli.cli.session import Session
    from clvcli.cli.shop import Shop
    from clvcli.cli.valued import Valued
    from clvcli.config import Model, SchemeName
    from clvcli.orders.ingest import Ingested
    from clvcli.output.report_inputs import ReportInputs, Source
    from clvcli.segments.schemes import Segmented

NOUN = "report"


def report(
    ctx: typer.Context,
    inputs: Values,
    auditing: Auditing,
    segmenting: Segmenting,
    acting: Acting,
    presenting: Presenting,
    target: Target,
    valuing: Valuing,
    costing: Costing,
    reading: Reading,
    scaling: Scaling,
    run: Run,
) -> None:
    """Say what the customers are worth, who they are and what to do next."""
    session = begin(ctx, run)
    if target.output is not None:
        check_writable(target.output, inputs, target)
    chosen = document_format(session, target, NOUN, unnamed=presenting.format(), book=True)
    presenting.check(session.given, chosen)
    from clvcli.cli import sorting, valued
    from clvcli.cli.report_at_scale import customers_to_report
    from clvcli.output.report import build_report
    from clvcli.output.shared import shareable

    check_comparable(auditing, reading)
    asked = valued.Asked(
        session=session,
        inputs=inputs,
        reading=reading,
        valuing=valuing,
        costing=costing,
        target=target,
        compare=auditing.compare,
        scaling=scaling,
    )
    book = acting.book(session.lang)
    saved = cuts_asked_for(segmenting)
    spend = read_spend(session, auditing, reading)
    to_report = customers_to_report(asked, whole=_whole(auditing, segmenting, chosen))
    found = sorting.sort(asked, segmenting, book, to_report.to_sort, _schemes(to_report), saved=saved)
    intervals = to_report.intervals
    customers, found = to_report.sorted(found)
    shop = shop_of(asked, auditing, customers, found, spend, segmenting.spring_summer_months())
    judged = valuing.model if valuing.model_file is None else None
    shows = target.show_identity
    if chosen == BOOK:
        found = with_habits(found, customers, segmenting.spring_summer_months())
    behind = _inputs(session, inputs, customers, found, judged, shop, acting, intervals, show_identity=shows)
    document = presenting.presented(build_report(behind), auditing.asked())
    shown = shareable(document) if segmenting.share else document
    writes = report_book(session, shown, behind, shop, share=segmenting.share) if chosen == BOOK else None
    deliver_document(session, shown, target, chosen, NOUN, presenting.look(), writes)
    session.finish()


def _whole(auditing: Auditing, segmenting: Segmenting, chosen: str) -> str | None:
    """Return what has to look at all lines, or customers, at once, or None."""
    reasons = {
        "a workbook": chosen == BOOK,
        "--compare": auditing.compare is not None,
        "--compare-to": auditing.compare_to is not None,
        "--exact-fifths": segmenting.exact_fifths,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _schemes(customers: ToReport) -> tuple[SchemeName, ...]:
    """Return the schemes that have a section: the life cycle where the run had the orders."""
    from clvcli import config

    return config.REPORTED if not customers.of_orders else (*config.REPORTED, "life-cycle")


def _inputs(
    session: Session,
    inputs: Sequence[str],
    customers: Valued,
    found: Segmented,
    model: Model | None,
    shop: Shop,
    acting: Acting,
    intervals: Mapping[str | None, tuple[float, float]],
    *,
    show_identity: bool,
) -> ReportInputs:
    """Return what the report is made from: the tables of the run, as far as it had them."""
    from clvcli.cli.acting_tables import plans_by_currency
    from clvcli.output import identity
    from clvcli.output.report_inputs import ReportInputs, analyses_of

    frame = identity.shown(found.frame, ("customer_id",), show_identity=show_identity)
    backtests = customers.backtests(model) if model is not None else None
    session.elapsed("forecast held against what came")
    analyses = analyses_of(
        frame,
        found.summaries,
        facts=customers.valuation.facts if customers.valuation is not None else (),
        tier_by=found.schemes["tiers"].settings["tier-by"],
        cohorts=customers.cohorts(),
        backtest=backtests,
        interval=intervals,
        plans=plans_by_currency(found, frame, acting),
        **shop.by_currency(),
    )
    ingested = customers.ingested
    return ReportInputs(
        source=_source(session, inputs, ingested),
        analyses=analyses,
        contracts=shop.contracts,
        reconciliation=ingested.reconciliation if ingested is not None else None,
        decisions=ingested.decisions if ingested is not None else (),
        notes=tuple(session.notes),
    )


def _source(session: Session, inputs: Sequence[str], ingested: Ingested | None) -> Source:
    from clvcli.orders.reading.sources import as_text
    from clvcli.output.report_inputs import Source

    return Source(
        files=tuple(masked(as_text(name)) for name in inputs),
        options=tuple(map(masked, session.typed_for_orders())),
        of_report=tuple(map(masked, session.typed_for_report())),
        settings=session.settings,
        rows_read=ingested.rows_read if ingested is not None else None,
        rows_used=ingested.reconciliation.rows_of("accepted") if ingested is not None else None,
    )
