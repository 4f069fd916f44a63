"""The grade of the data, and the reason of each mark it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.grade import AT_LEAST, AT_MOST, Known, graded, lowest
from clvcli.output.document import Figure, KeyFigure, Phrase
from clvcli.output.report_sections.frames import term, text
from clvcli.valuation.basis import is_tax_unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.audit.grade import Mark
    from clvcli.orders.settling.reconciliation import Reconciliation
    from clvcli.output.document import Kind
    from clvcli.output.report_inputs import Analysis, ReportInputs

BEST = "A"

DAYS = frozenset({"span"})
"""What is measured in days; the others are shares."""


def grade_figures(inputs: ReportInputs) -> tuple[KeyFigure, ...]:
    """Return the grade and what it rests on; nothing where the run had no orders."""
    known = known_of(inputs)
    if known is None:
        return ()
    marks = graded(known)
    overall = KeyFigure(id="data_grade", figure=text(lowest(marks).grade), meaning=Phrase("data_grade_meaning"))
    return (overall, *(_reason(mark, known) for mark in marks))


def grade_answer(inputs: ReportInputs) -> tuple[Phrase, ...]:
    """Return the grade, and what lowers it most."""
    known = known_of(inputs)
    if known is None:
        return ()
    mark = lowest(graded(known))
    grade = {"grade": text(mark.grade)}
    if mark.grade == BEST:
        return (Phrase("grade_answer_best", grade),)
    return (Phrase("grade_answer", grade | {"weakest": term(f"grade_{mark.name}")}),)


def known_of(inputs: ReportInputs) -> Known | None:
    """Return what the run knows of its data, of several currencies the worst; None where it had no orders."""
    rows = inputs.reconciliation
    if rows is None or not rows.rows_read or any(analysis.audit is None for analysis in inputs.analyses):
        return None
    shares = guest_shares(rows)
    costs = [_costs(analysis) for analysis in inputs.analyses]
    named = [cost for cost in costs if cost is not None]
    return Known(
        guests=max(shares.values(), default=None),
        rejected=rows.rows_of("rejected") / rows.rows_read,
        costs=min(named) if named else None,
        tax=not any(is_tax_unknown(analysis.basis) for analysis in inputs.analyses),
        span=min(
            (analysis.audit.as_of - analysis.audit.first_date).days
            for analysis in inputs.analyses
            if analysis.audit is not None
        ),
        returns=min(_returned(rows).values(), default=0.0),
    )


def guest_shares(rows: Reconciliation) -> dict[str | None, float]:
    """Return the share of net revenue that guests bought, by currency; without those that have none."""
    return _shares(rows, ("guests",), "net_revenue")


def _returned(rows: Reconciliation) -> dict[str | None, float]:
    found = _shares(rows, ("refunds_of_orders", "refunds_of_none"), "net_sales")
    return {currency: abs(share) for currency, share in found.items()}


def _shares(rows: Reconciliation, parts: tuple[str, ...], of: str) -> dict[str | None, float]:
    """Return the money of some steps of the ladder per that of another, by currency."""
    step, money = pl.col("step"), pl.col("money").cast(pl.Float64)
    sums = rows.ladder.group_by("currency", maintain_order=True).agg(
        part=money.filter(step.is_in(parts)).sum(), whole=money.filter(step == of).sum()
    )
    return dict(sums.filter(pl.col("whole") > 0).select("currency", pl.col("part") / pl.col("whole")).rows())


def _costs(analysis: Analysis) -> float | None:
    """Return the share of net sales whose cost is known: none without costs, None for one margin of all goods."""
    if analysis.measure == "revenue" or analysis.audit is None:
        return 0.0
    return analysis.audit.covered


def _reason(mark: Mark, known: Known) -> KeyFigure:
    """Return what is known of one thing, with the grade that gives and the limits it is held against."""
    name = f"grade_{mark.name}"
    value = getattr(known, mark.name)
    kind: Kind = "days" if mark.name in DAYS else "share"
    digits = 1 if mark.name == "guests" else None
    figure, meaning = Figure(value=value, kind=kind, digits=digits), f"{name}_meaning"
    if mark.name == "tax":
        figure = term("is_known" if value else "unknown")
    elif mark.name == "costs" and not value:
        figure = term("unknown" if value is not None else "one_margin")
        meaning = f"{name}_margin_meaning" if value is None else f"{name}_none_meaning"
    elif mark.name == "returns" and not value:
        meaning = f"{name}_none_meaning"
    limits: Mapping[str, Figure] = {
        letter: Figure(value=limit, kind=kind)
        for letter, limit in zip("abc", (AT_MOST | AT_LEAST).get(mark.name, ()), strict=False)
    }
    return KeyFigure(id=name, figure=figure, meaning=Phrase(meaning, {"grade": text(mark.grade), **limits}))
