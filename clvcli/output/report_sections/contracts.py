"""Contracts: who stays, as a fact; how that changes with tenure; and who is expected to stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, table, text

if TYPE_CHECKING:
    from clvcli.audit.retention.contracts import Contracts
    from clvcli.output.document import Flag, Table
    from clvcli.output.report_inputs import ReportInputs

MOST_DECISIONS = 24


def contracts(inputs: ReportInputs) -> Section | None:
    """Return retention by period and by tenure, and what is expected; no section where no contracts were given."""
    found = inputs.contracts
    if found is None:
        return None
    if found.relationships.is_empty():
        return Section(id="contracts", missing=Phrase("contracts_none"))
    periods, tenure, ahead = _periods(found), _tenure(found), _ahead(found)
    return Section(
        id="contracts",
        answer=(*_ahead_answer(ahead, found), *_answer(periods, found)),
        key_figures=(_running(found), *_parameters(found)),
        tables=(periods, tenure, *((ahead,) if ahead.rows else ())),
        notes=(_length(found, "contracts_note"), *_unfitted(found)),
    )


def _periods(found: Contracts) -> Table:
    proof = table(
        "contracts_by_period",
        found.by_period,
        (
            Column(key="period", kind="month", heading=Phrase("period_from")),
            Column(key="at_risk", kind="count", heading=Phrase("at_risk_contracts")),
            Column(key="churned", kind="count", heading=Phrase("ended_of_them")),
            Column(key="new", kind="count", priority=2, heading=Phrase("new_contracts")),
            Column(key="at_end", kind="count", priority=1, heading=Phrase("running_at_end")),
            Column(key="retention", kind="share", heading=Phrase("stayed")),
        ),
        few_of="at_risk",
        title=Phrase("contracts_by_period_title"),
    )
    open_rows: dict[tuple[int, str], Flag] = {
        (int(row), "retention"): "incomplete" for row in (~found.by_period["complete"]).arg_true()
    }
    return replace(proof, flags={**proof.flags, **open_rows})


def _tenure(found: Contracts) -> Table:
    fitted = found.fit is not None
    return table(
        "contracts_by_tenure",
        found.by_tenure.head(MOST_DECISIONS),
        (
            Column(key="decision", kind="count", heading=Phrase("decision_number")),
            Column(key="at_risk", kind="count", heading=Phrase("asked_to_renew")),
            Column(key="churned", kind="count", heading=Phrase("did_not_renew")),
            Column(key="retention", kind="share", heading=Phrase("renewed")),
            *((Column(key="fitted_retention", kind="share", priority=1),) if fitted else ()),
            Column(key="survival", kind="share", heading=Phrase("still_there")),
            *((Column(key="fitted_survival", kind="share", priority=1),) if fitted else ()),
        ),
        few_of="at_risk",
        title=_length(found, "contracts_by_tenure_title"),
    )


def _ahead(found: Contracts) -> Table:
    return table(
        "contracts_ahead",
        found.ahead.with_columns(pl.col("expected").round(0)),
        (
            Column(key="ahead", kind="count", heading=Phrase("periods_ahead")),
            Column(key="expected", kind="count", heading=Phrase("expected_running")),
            Column(key="share", kind="share", heading=Phrase("share_of_running")),
            Column(key="low", kind="share", digits=1, heading=Phrase("low_80")),
            Column(key="high", kind="share", digits=1, heading=Phrase("high_80")),
        ),
        title=Phrase("contracts_ahead_title"),
    )


def _running(found: Contracts) -> KeyFigure:
    meaning = Phrase("contracts_running_meaning", {"count": count(found.relationships.height)})
    return KeyFigure(id="contracts_running", figure=count(found.running), meaning=meaning)


def _parameters(found: Contracts) -> tuple[KeyFigure, ...]:
    """Return alpha and beta with their standard errors."""
    if found.fit is None:
        return ()
    values = (("sbg_alpha", found.fit.model.alpha), ("sbg_beta", found.fit.model.beta))
    errors = found.fit.standard_errors
    if errors is None:
        return tuple(_parameter(name, value, Phrase(f"{name}_unsure_meaning")) for name, value in values)
    of = [{"error": Figure(value=float(error), kind="number", digits=3)} for error in errors]
    return tuple(
        _parameter(name, value, Phrase(f"{name}_meaning", figures))
        for (name, value), figures in zip(values, of, strict=True)
    )


def _parameter(name: str, value: float, meaning: Phrase) -> KeyFigure:
    return KeyFigure(id=name, figure=Figure(value=value, kind="number", digits=3), meaning=meaning)


def _answer(periods: Table, found: Contracts) -> tuple[Phrase, ...]:
    over = found.by_period.with_row_index("row").filter(pl.col("complete") & (pl.col("at_risk") > 0))
    for row in over["row"].tail(1):
        names = {"share": "retention", "count": "at_risk", "period": "period"}
        key = "contracts_year_answer" if found.yearly else "contracts_quarter_answer"
        return (Phrase(key, {name: periods.figure(row, column) for name, column in names.items()}),)
    return ()


def _ahead_answer(ahead: Table, found: Contracts) -> tuple[Phrase, ...]:
    if not ahead.rows or ahead.figure(0, "low").value is None:
        return ()
    names = ("share", "low", "high")
    figures = {name: ahead.figure(0, name) for name in names}
    return (Phrase("contracts_ahead_answer", figures | {"count": count(found.running)}),)


def _length(found: Contracts, key: str) -> Phrase:
    return Phrase(key, {"length": Figure(value=f"{found.period_months}m", kind="period")})


def _unfitted(found: Contracts) -> tuple[Phrase, ...]:
    if found.fit is None:
        return (Phrase("contracts_unfitted_note", {"reason": text(found.unfitted or "")}),)
    boundary = found.fit.at_boundary
    note = (Phrase("contracts_boundary_note", {"reason": text(boundary)}),) if boundary else ()
    return (Phrase("contracts_model_note"), *note)
