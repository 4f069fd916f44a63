"""From the tables of a run to the report: which sections it has, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.backtest.run import Backtest
from clvcli.output.document import Document, Phrase, Section
from clvcli.output.report_head import files_of, head_of
from clvcli.output.report_sections.acquisition import acquisition
from clvcli.output.report_sections.actions import actions
from clvcli.output.report_sections.changed import changed
from clvcli.output.report_sections.charted import charted
from clvcli.output.report_sections.cohorts import cohorts
from clvcli.output.report_sections.concentration import concentration
from clvcli.output.report_sections.contracts import contracts
from clvcli.output.report_sections.contribution import contribution
from clvcli.output.report_sections.data import data, decided
from clvcli.output.report_sections.equity import equity
from clvcli.output.report_sections.first_products import first_products
from clvcli.output.report_sections.frames import text
from clvcli.output.report_sections.grid import grid
from clvcli.output.report_sections.groups import groups
from clvcli.output.report_sections.journey import journey
from clvcli.output.report_sections.key_figures import key_figures
from clvcli.output.report_sections.life_cycle import life_cycle
from clvcli.output.report_sections.loyalty import loyalty
from clvcli.output.report_sections.method import definitions, method
from clvcli.output.report_sections.migration import migration
from clvcli.output.report_sections.newest import newest
from clvcli.output.report_sections.orders import orders
from clvcli.output.report_sections.planning import planning
from clvcli.output.report_sections.preferences import preferences
from clvcli.output.report_sections.resources import resources
from clvcli.output.report_sections.seasons import seasons
from clvcli.output.report_sections.segments import segments
from clvcli.output.report_sections.sizes import sizes
from clvcli.output.report_sections.summary import summary
from clvcli.output.report_sections.tiers import tiers
from clvcli.output.report_sections.timing import timing
from clvcli.output.report_sections.trust import judged, not_judged, setting_of, trust, verdict_of
from clvcli.output.report_sections.what_if import what_if

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from clvcli.errors import AnalysisError
    from clvcli.output.report_inputs import Analysis, ReportInputs

FINDINGS: tuple[Callable[[Analysis], Section | None], ...] = (
    key_figures,
    changed,
    contribution,
    concentration,
    cohorts,
    newest,
    acquisition,
    groups,
    timing,
    journey,
    orders,
    tiers,
    segments,
    life_cycle,
    grid,
    migration,
    resources,
    loyalty,
    preferences,
    first_products,
    sizes,
    seasons,
    planning,
    trust,
    equity,
    what_if,
)
"""What makes the sections of one currency, in the order of the report; None where nobody asked for it."""


def build_report(inputs: ReportInputs) -> Document:
    """Return the report of a run: from the answer to the proof, currency by currency, then data and actions.

    Currencies are never added: each has its own sections, told apart by `Section.unit`.
    """
    findings: list[Section] = []
    for analysis in inputs.analyses:
        findings.extend(_findings(analysis))
    findings.extend(charted([section for section in (contracts(inputs),) if section is not None]))
    proof = [data(inputs), decided(inputs), *map(method, inputs.analyses), definitions(inputs.source.settings)]
    rfm = next(section for section in findings if section.id == "segments").tables[0]
    return Document(
        title=Phrase("report_title"),
        context=head_of(inputs),
        sections=(*findings, *proof, actions(inputs, rfm)),
    )


def build_backtest(found: Mapping[str | None, Backtest | AnalysisError], files: Sequence[str]) -> Document:
    """Return the backtest of each currency as a document of its own, the verdict last; one at least was made."""
    sections: list[Section] = []
    for currency, each in found.items():
        if isinstance(each, Backtest):
            verdict = Section(id="verdict", unit=currency, answer=verdict_of(each))
            sections.extend((*charted([judged(each, answered=False)]), verdict))
        else:
            sections.append(not_judged(currency, each))
    first = next(each for each in found.values() if isinstance(each, Backtest))
    named = ", ".join(currency for currency in found if currency)
    money = Phrase("context_currency", {"currency": text(named)}) if named else Phrase("context_no_currency")
    return Document(
        title=Phrase("backtest_title"),
        context=(files_of(files), *setting_of(first), money),
        sections=tuple(sections),
    )


def _findings(analysis: Analysis) -> list[Section]:
    sections = charted([section for make in FINDINGS if (section := make(analysis)) is not None])
    return [summary(analysis, sections), *sections]
