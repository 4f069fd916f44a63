"""The head of the report: which orders, until when, what money means, how many customers, how good the data are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.audit.grade import graded, lowest
from clvcli.on_disk import stacked
from clvcli.output.context import context_of
from clvcli.output.document import Figure, Phrase
from clvcli.output.report_inputs import MOST_NAMES
from clvcli.output.report_sections.frames import count, text
from clvcli.output.report_sections.grade import guest_shares, known_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from clvcli.output.report_inputs import ReportInputs

NO_CURRENCY = "no currency"


def head_of(inputs: ReportInputs) -> tuple[Phrase, ...]:
    """Return what a reader must know before the first figure."""
    parts = [files_of(inputs.source.files)]
    if inputs.source.rows_read is not None:
        rows = {"read": count(inputs.source.rows_read), "used": count(inputs.source.rows_used)}
        parts.append(Phrase("context_rows", rows))
    valued = context_of(stacked([analysis.values for analysis in inputs.analyses]))
    told = (*valued[:1], *_span(inputs), *valued[1:])
    return (*parts, *told, *_customers(inputs), *_guests(inputs), *_grade(inputs))


def files_of(names: Sequence[str]) -> Phrase:
    """Return the inputs by name, many of them as a number."""
    if len(names) <= MOST_NAMES:
        return Phrase("context_files", {"files": text(", ".join(names))})
    return Phrase("context_many_files", {"count": count(len(names))})


def _span(inputs: ReportInputs) -> tuple[Phrase, ...]:
    """Return the first and the last day of the orders; nothing where the run had none."""
    audits = [analysis.audit for analysis in inputs.analyses if analysis.audit is not None]
    if not audits:
        return ()
    first = min(audit.first_date for audit in audits)
    last = max(audit.last_day for audit in audits)
    return (Phrase("context_span", {"first": _day(first), "last": _day(last)}),)


def _customers(inputs: ReportInputs) -> tuple[Phrase, ...]:
    counted = {analysis.currency: count(analysis.buyers) for analysis in inputs.analyses}
    return _by_currency("context_customers", "customers", counted)


def _guests(inputs: ReportInputs) -> tuple[Phrase, ...]:
    """Return the share of net revenue of buyers nobody knows, which no figure of customers holds."""
    if inputs.reconciliation is None:
        return ()
    shares = guest_shares(inputs.reconciliation)
    return _by_currency(
        "context_guests", "share", {name: Figure(value=share, kind="share") for name, share in shares.items()}
    )


def _by_currency(key: str, name: str, figures: Mapping[str | None, Figure]) -> tuple[Phrase, ...]:
    """Return a phrase of each currency, which names it where there are several."""
    if len(figures) == 1:
        return tuple(Phrase(key, {name: figure}) for figure in figures.values())
    return tuple(
        Phrase(f"{key}_in", {name: figure, "currency": text(currency or NO_CURRENCY)})
        for currency, figure in figures.items()
    )


def _grade(inputs: ReportInputs) -> tuple[Phrase, ...]:
    known = known_of(inputs)
    return () if known is None else (Phrase("context_grade", {"grade": text(lowest(graded(known)).grade)}),)


def _day(day: date) -> Figure:
    return Figure(value=day, kind="date")
