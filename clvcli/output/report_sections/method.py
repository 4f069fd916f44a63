"""Method: what predicts and from how much, what the words mean, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli import __version__
from clvcli.on_disk import gathered
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section, Table
from clvcli.output.report_sections.frames import count, table, term, text, total
from clvcli.valuation.basis import is_tax_unknown
from clvcli.valuation.forecast import FIXED_HORIZONS
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.plan import COHORT_CURVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.in_force import InForce
    from clvcli.output.report_inputs import Analysis
    from clvcli.valuation.plan import Plan
    from clvcli.valuation.valued import Facts

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
        key_figures=(*(_evidence(analysis.facts) if analysis.facts else ()), *_late(analysis)),
        tables=_tables(analysis),
        notes=(*([Phrase("method_note")] if analysis.predicted else []), *_not_known(analysis)),
    )


def definitions(settings: Sequence[InForce]) -> Section:
    """Return what the words of the report mean, and the settings and the version it was made with."""
    columns = (
        Column(key="setting", kind="text"),
        Column(key="value", kind="text", heading=Phrase("setting_value")),
        Column(key="how", kind="term"),
        Column(key="source", kind="text", heading=Phrase("setting_source"), priority=1),
    )
    rows = tuple((f"--{each.option}", each.value, each.how, each.place) for each in settings)
    in_force = Table(id="settings", columns=columns, rows=rows, title=Phrase("settings_title"))
    return Section(
        id="definitions",
        answer=(Phrase("settings_answer", {"version": text(__version__)}),),
        key_figures=(KeyFigure(id="version", figure=text(__version__), meaning=Phrase("version_meaning")),),
        tables=(in_force,) if rows else (),
        notes=tuple(Phrase(key) for key in DEFINITIONS),
    )


def _answer(analysis: Analysis) -> tuple[Phrase, ...]:
    if analysis.method == COHORT_CURVE:
        return (Phrase("method_answer_curve", {"horizon": analysis.horizon}),)
    if analysis.predicted:
        return (Phrase("method_answer", {"horizon": analysis.horizon, "method": term(analysis.method)}),)
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


def _late(analysis: Analysis) -> tuple[KeyFigure, ...]:
    """Return how much of the value of the base lies beyond 36 months, where the forecast looks further."""
    base, near = (total(analysis.values, name) for name in ("clv_residual", "clv_36m"))
    if not base or near is None or Horizon.of(str(analysis.horizon.value)).years <= FIXED_HORIZONS["clv_36m"].years:
        return ()
    share = Figure(value=1.0 - near / base, kind="share")
    return (KeyFigure(id="beyond_36m", figure=share, meaning=Phrase("beyond_36m_meaning")),)


def _tables(analysis: Analysis) -> tuple[Table, ...]:
    ways = gathered(analysis.values.lazy().group_by("method", "note").agg(customers=pl.len()))
    methods = table(
        "methods",
        ways.sort("customers", "method", "note", descending=[True, False, False]),
        (Column(key="method", kind="term"), Column(key="customers", kind="count"), Column(key="note", kind="text")),
        title=Phrase("methods_title"),
        said=analysis.row_notes,
    )
    if analysis.facts is None:
        return (methods,)
    parameters = Table(
        id="parameters",
        columns=(Column(key="parameter", kind="text"), Column(key="value", kind="number", digits=4)),
        rows=tuple(analysis.facts.parameters.items()),
        title=Phrase("parameters_title"),
    )
    found = (methods, *_choice(analysis.facts.prediction.plan), parameters)
    return tuple(each for each in found if each.rows)


def _choice(plan: Plan) -> tuple[Table, ...]:
    """Return why this predicts and nothing else, and the models that were tried."""
    reasons = Table(
        id="reasons",
        columns=(Column(key="why", kind="text"),),
        rows=tuple((reason,) for reason in plan.reasons),
        title=Phrase("reasons_title"),
    )
    columns = (
        Column(key="model", kind="text"),
        Column(key="parameters", kind="count"),
        Column(key="log_likelihood", kind="number", digits=1),
        Column(key="ratio", kind="number", digits=1),
        Column(key="bic", kind="number", digits=1),
        Column(key="deviance", kind="number", digits=3),
        Column(key="gini", kind="number", digits=3, heading=Phrase("gini_short")),
        Column(key="at_boundary", kind="text", priority=1),
    )
    return reasons, table("models", plan.evidence, columns, title=Phrase("models_title"), said=plan.doubts)


def _not_known(analysis: Analysis) -> list[Phrase]:
    said = {
        "no_cost": analysis.measure == "revenue",
        "tax_unknown": is_tax_unknown(analysis.basis),
    }
    return [Phrase(key) for key, holds in said.items() if holds]
