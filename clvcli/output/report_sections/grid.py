"""The value grid: what customers brought beside what they are expected to bring, which is where money belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.document import Column, Phrase, Section
from clvcli.output.report_sections.frames import table
from clvcli.output.report_sections.segments import actions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.output.document import Figure, Table
    from clvcli.output.report_inputs import Analysis

ANSWERS = {"protect": "grid_answer", "grow": "grid_grow_answer"}
"""Cell -> what is said of it first."""


def grid(analysis: Analysis) -> Section:
    """Return customers by cell of the grid, with what each has brought, is expected to bring, and what to do."""
    if not analysis.predicted:
        return Section(id="grid", unit=analysis.currency, missing=Phrase("grid_missing"))
    cells = analysis.summaries["grid"]
    columns = (
        Column(key="value_grid", kind="term"),
        Column(key="customers", kind="count"),
        Column(key="customers_share", kind="share", priority=2, heading=Phrase("share_of_customers")),
        Column(key="value_to_date", kind="money", heading=analysis.money("value_to_date"), priority=1),
        Column(key="clv_12m", kind="estimate", heading=analysis.money("clv_12m")),
        Column(key="value_at_risk", kind="estimate", heading=Phrase("grid_at_risk"), priority=3),
        Column(key="value_share", kind="share", heading=Phrase("share_of_value"), priority=4),
    )
    proof = table("grid", cells, columns, unit=analysis.currency, few_of="customers")
    return Section(
        id="grid",
        unit=analysis.currency,
        answer=() if analysis.few else _answer(proof),
        tables=(proof, *actions_of(cells, "value_grid", heading=Phrase("value_grid"))),
        notes=(Phrase("grid_note"), Phrase("grid_risk_note")),
    )


def _answer(proof: Table) -> tuple[Phrase, ...]:
    names = {
        "count": "customers",
        "share": "customers_share",
        "value_share": "value_share",
        "expected": "clv_12m",
    }
    rows = ((key, proof.row_where("value_grid", cell)) for cell, key in ANSWERS.items())
    found = (
        (key, {name: proof.figure(row, column) for name, column in names.items()})
        for key, row in rows
        if row is not None and proof.figure(row, "customers").value
    )
    return tuple(Phrase(key, figures) for key, figures in found if _known(figures))


def _known(figures: Mapping[str, Figure]) -> bool:
    """Tell whether a sentence would have no hole: a short forecast says nothing of 12 months."""
    return all(figure.value is not None for figure in figures.values())
