"""The data behind the figures: rows and money accounted for, and what was decided in reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Phrase, Section, Table
from clvcli.output.report_sections.frames import table, text
from clvcli.output.report_sections.grade import grade_answer, grade_figures

if TYPE_CHECKING:
    from clvcli.notes import Note
    from clvcli.orders.settling.reconciliation import Reconciliation
    from clvcli.output.report_inputs import ReportInputs

CUSTOMERS_MISS = 0.1
"""From this share of net revenue on, customer figures leave out enough for guests to be spoken of."""


def data(inputs: ReportInputs) -> Section:
    """Return how good the data are, what became of every row, and the way from gross sales to net revenue."""
    if inputs.reconciliation is None:
        return Section(id="data", missing=Phrase("data_missing"), notes=_said(inputs.notes))
    rows = _rows(inputs.reconciliation)
    ladders = _ladders(inputs.reconciliation)
    guests = (phrase for ladder in ladders for phrase in _guests_answer(ladder))
    return Section(
        id="data",
        answer=(*grade_answer(inputs), _rows_answer(rows), *guests),
        key_figures=grade_figures(inputs),
        tables=(rows, *ladders),
        notes=_said(inputs.notes),
    )


def decided(inputs: ReportInputs) -> Section:
    """Return what the values decided, or the user set, before a number could be read."""
    columns = (
        Column(key="subject", kind="text"),
        Column(key="value", kind="text", heading=Phrase("decided_value")),
        Column(key="how", kind="term"),
        Column(key="because", kind="text", priority=1),
        Column(key="source", kind="text", priority=2),
    )
    if not inputs.decisions:
        return Section(id="decided", missing=Phrase("decided_missing"))
    rows = tuple(tuple(getattr(each, column.key) for column in columns) for each in inputs.decisions)
    return Section(
        id="decided",
        answer=(_decided_answer(inputs),),
        tables=(Table(id="decisions", columns=columns, rows=rows),),
        notes=(Phrase("decided_note"),),
    )


def _decided_answer(inputs: ReportInputs) -> Phrase:
    """Say whether anything was left open by the data and the user."""
    usual = any(each.how == "default" for each in inputs.decisions)
    return Phrase("decided_answer" if usual else "decided_answer_all")


def _rows(reconciliation: Reconciliation) -> Table:
    """Return rows by fate, under the row of all that were read."""
    fates = reconciliation.fates
    read = pl.DataFrame({"fate": ["read"], "rows": [reconciliation.rows_read]}, schema_overrides={"rows": pl.Int64})
    columns = (
        Column(key="fate", kind="term"),
        Column(key="rule", kind="term"),
        Column(key="rows", kind="count"),
        Column(key="orders", kind="count", priority=2),
        Column(key="money", kind="money", priority=1, heading=Phrase("money_of_rows")),
    )
    return table("rows", pl.concat([read, fates], how="diagonal_relaxed"), columns, title=Phrase("rows_title"))


def _ladders(reconciliation: Reconciliation) -> list[Table]:
    """Return the steps from gross sales to net revenue, one table a currency."""
    columns = (
        Column(key="step", kind="term"),
        Column(key="lines", kind="count", priority=2),
        Column(key="orders", kind="count", priority=1),
        Column(key="money", kind="money", heading=Phrase("amount")),
        Column(key="share", kind="share", heading=Phrase("share_of_net_revenue"), priority=3),
    )
    parts = reconciliation.ladder.partition_by("currency", maintain_order=True)
    ladders = []
    for part in parts:
        net = part.filter(pl.col("step") == "net_revenue")["money"].sum()
        money = pl.col("money").cast(pl.Float64)
        share = money / float(net) if net else pl.lit(None, pl.Float64)
        currency = part["currency"][0]
        title = Phrase("ladder_title_in", {"currency": text(currency)}) if currency else Phrase("ladder_title")
        ladders.append(table("money", part.with_columns(share=share), columns, unit=currency, title=title))
    return ladders


def _rows_answer(rows: Table) -> Phrase:
    accepted = rows.row_where("fate", "accepted")
    figures = {"count": rows.figure(0, "rows")}
    if accepted is None:
        return Phrase("rows_answer_none", figures)
    return Phrase("rows_answer", figures | {"accepted": rows.figure(accepted, "rows")})


def _guests_answer(ladder: Table) -> tuple[Phrase, ...]:
    row = ladder.row_where("step", "guests")
    share = ladder.figure(row, "share") if row is not None else None
    if share is None or not isinstance(share.value, float) or share.value < CUSTOMERS_MISS:
        return ()
    return (Phrase("guests_answer", {"share": share}),)


def _said(notes: tuple[Note, ...]) -> tuple[Phrase, ...]:
    return tuple(Phrase("said", {"text": text(note.text)}) for note in notes)
