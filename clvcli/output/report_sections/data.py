"""The data behind the figures: that all rows are accounted for, and what was decided in reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Phrase, Section
from clvcli.output.report_sections.frames import table, text

if TYPE_CHECKING:
    from clvcli.output.report_inputs import ReportInputs


def data(inputs: ReportInputs) -> Section:
    """Return the reconciliation of rows and money."""
    if inputs.reconciliation is None:
        return Section(id="data", missing=Phrase("data_missing"), notes=_notes(inputs))
    proof = table(
        "reconciliation",
        inputs.reconciliation,
        (
            Column(key="item", kind="term"),
            Column(key="rule", kind="term"),
            Column(key="rows", kind="count"),
            Column(key="orders", kind="count", priority=1),
            Column(key="amount", kind="money"),
        ),
    )
    return Section(id="data", tables=(proof,), notes=_notes(inputs))


def decided(inputs: ReportInputs) -> Section:
    """Return what the values decided, or the user set, before a number could be read."""
    columns = (
        Column(key="subject", kind="text"),
        Column(key="value", kind="text", heading=Phrase("decided_value")),
        Column(key="how", kind="term"),
        Column(key="because", kind="text", priority=1),
        Column(key="source", kind="text", priority=2),
    )
    rows = [{column.key: getattr(each, column.key) for column in columns} for each in inputs.decisions]
    if not rows:
        return Section(id="decided", missing=Phrase("decided_missing"))
    frame = pl.DataFrame(rows, schema={column.key: pl.String for column in columns})
    return Section(id="decided", tables=(table("decisions", frame, columns),))


def _notes(inputs: ReportInputs) -> tuple[Phrase, ...]:
    return tuple(Phrase("data_note", {"text": text(note.text)}) for note in inputs.notes)
