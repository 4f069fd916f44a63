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
    from clvcli.cli.reported import Reported
    from clvcli.cli.session import Session
    from clvcli.cli.shop import Shop
    from clvcli.cli.valued import Asked
    from clvcli.config import SchemeName
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
    from clvcli.cli.valued import Asked

    check_comparable(auditing, reading)
    asked = Asked(
        session=session,
        inputs=inputs,
        reading=reading,
        valuing=valuing,
        costing=costing,
        target=target,
        compare=auditing.compare,
        scaling=scaling,
    )
    behind, shop = _found(asked, auditing, segmenting, acting, chosen)
    _delivered(asked, auditing, segmenting, presenting, behind, shop, chosen)
    session.finish()


def _found(
    asked: Asked, auditing: Auditing, segmenting: Segmenting, acting: Acting, chosen: str
) -> tuple[ReportInputs, Shop]:
    """Return what the report is made from, and what was found of the shop."""
    from clvcli.cli import sorting
    from clvcli.cli.report_at_scale import customers_to_report

    book, months = acting.book(asked.session.lang), segmenting.spring_summer_months()
    saved = cuts_asked_for(segmenting)
    spend = read_spend(asked.session, auditing, asked.reading)
    to_report = customers_to_report(asked, whole=_whole(auditing, segmenting, chosen))
    found = sorting.sort(asked, segmenting, book, to_report.to_sort, _schemes(to_report), saved=saved)
    intervals = to_report.intervals
    customers = to_report.sorted(found)
    shop = shop_of(asked, auditing, customers, found, spend, months)
    if chosen == BOOK:
        found = with_habits(found, to_report.to_sort, months)
    return _inputs(asked, customers, found, shop, acting, intervals), shop


def _delivered(
    asked: Asked,
    auditing: Auditing,
    segmenting: Segmenting,
    presenting: Presenting,
    behind: ReportInputs,
    shop: Shop,
    chosen: str,
) -> None:
    """Make the report of what it is made from, and write it."""
    from clvcli.output.report import build_report
    from clvcli.output.shared import shareable

    session, share = asked.session, segmenting.share
    document = presenting.presented(build_report(behind), auditing.asked())
    shown = shareable(document) if share else document
    writes = report_book(session, shown, behind, shop, share=share) if chosen == BOOK else None
    deliver_document(session, shown, asked.target, chosen, NOUN, presenting.look(), writes)


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
    asked: Asked,
    customers: Reported,
    found: Segmented,
    shop: Shop,
    acting: Acting,
    intervals: Mapping[str | None, tuple[float, float]],
) -> ReportInputs:
    """Return what the report is made from: the tables of the run, as far as it had them."""
    from clvcli.cli.acting_tables import plans_by_currency
    from clvcli.output import identity
    from clvcli.output.report_inputs import ReportInputs, analyses_of
    from clvcli.segments.cuts import by_currency

    session, valuing, ingested = asked.session, asked.valuing, customers.ingested
    rows = identity.customers_shown(found.table, show_identity=asked.target.show_identity)
    backtests = customers.backtests(valuing.model) if valuing.model_file is None else None
    session.elapsed("forecast held against what came")
    analyses = analyses_of(
        rows,
        found.summaries,
        facts=customers.valuation.facts if customers.valuation is not None else (),
        tier_by=found.schemes["tiers"].settings["tier-by"],
        cohorts=customers.cohorts(),
        backtest=backtests,
        interval=intervals,
        plans=plans_by_currency(found, by_currency(rows), acting),
        **shop.by_currency(),
    )
    return ReportInputs(
        source=_source(session, asked.inputs, ingested),
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
