"""Method: what predicts and from how much, what the words mean, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section, Table
from clvcli.output.report_sections.frames import count, table, text
from clvcli.valuation.basis import is_tax_unknown

if TYPE_CHECKING:
    from clvcli.output.report_inputs import Analysis
    from clvcli.valuation.value import Facts

DEFINITIONS = (
    "as_of_definition",
    "kept_order_definition",
    "purchase_definition",
    "net_revenue_definition",
    "residual_definition",
    "rfm_definition",
    "repurchase_definition",
)


def method(analysis: Analysis) -> Section:
    """Return what predicts the customers of one currency, and from how much."""
    return Section(
        id="method",
        unit=analysis.currency,
        answer=_answer(analysis),
        key_figures=_evidence(analysis.facts) if analysis.facts else (),
        tables=_tables(analysis),
        notes=tuple(_not_known(analysis)),
    )


def definitions() -> Section:
    """Return what the words of the report mean."""
    return Section(id="definitions", notes=tuple(Phrase(key) for key in DEFINITIONS))


def _answer(analysis: Analysis) -> tuple[Phrase, ...]:
    if analysis.predicted:
        return (Phrase("method_answer", {"horizon": analysis.horizon}),)
    reason = analysis.facts.prediction.gate.reason if analysis.facts else None
    return (Phrase("method_answer_none", {"reason": text(reason)}),) if reason else (Phrase("method_answer_past"),)


def _evidence(facts: Facts) -> tuple[KeyFigure, ...]:
    gate, spend = facts.prediction.gate, facts.prediction.spend
    figures = {"repeat_buyers": count(gate.repeat_buyers), "span_days": Figure(value=gate.span_days, kind="days")}
    if spend is not None:
        figures["return_rate"] = Figure(value=spend.return_rate, kind="share")
    if facts.basis.covered is not None:
        figures["cost_known"] = Figure(value=facts.basis.covered, kind="share")
    return tuple(
        KeyFigure(id=name, figure=figure, meaning=Phrase(f"{name}_meaning")) for name, figure in figures.items()
    )


def _tables(analysis: Analysis) -> tuple[Table, ...]:
    ways = analysis.values.group_by("method", "note").agg(customers=pl.len())
    methods = table(
        "methods",
        ways.sort("customers", "method", "note", descending=[True, False, False]),
        (Column(key="method", kind="term"), Column(key="customers", kind="count"), Column(key="note", kind="text")),
        title=Phrase("methods_title"),
    )
    parameters = analysis.facts.parameters if analysis.facts else {}
    if not parameters:
        return (methods,)
    columns = (Column(key="parameter", kind="text"), Column(key="value", kind="number", digits=4))
    rows = tuple(parameters.items())
    return (methods, Table(id="parameters", columns=columns, rows=rows, title=Phrase("parameters_title")))


def _not_known(analysis: Analysis) -> list[Phrase]:
    said = {
        "no_interval": analysis.predicted,
        "no_cost": analysis.measure == "revenue",
        "tax_unknown": is_tax_unknown(analysis.basis),
    }
    return [Phrase(key) for key, holds in said.items() if holds]
