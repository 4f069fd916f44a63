"""RFM segments: who buys often and lately, who has gone quiet, and what to do about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Phrase, Section, Table
from clvcli.output.report_sections.frames import table

if TYPE_CHECKING:
    from clvcli.output.report_inputs import Analysis

QUIET = ("cannot_lose", "at_risk", "needs_attention", "about_to_sleep")
"""Segments of customers who were worth something and have gone quiet; those who were worth most first."""


def segments(analysis: Analysis) -> Section:
    """Return customers by RFM segment: what each brought and is expected to bring, and what to do about it."""
    proof = _table(analysis)
    return Section(
        id="segments",
        unit=analysis.currency,
        answer=() if analysis.few else _answer(proof),
        tables=(proof,),
        notes=(
            Phrase("segments_note"),
            *([Phrase("segments_risk_note")] if analysis.predicted else []),
            *([Phrase("segments_action_note")] if analysis.segments["action"].count() else []),
        ),
    )


def _table(analysis: Analysis) -> Table:
    """Return a row per segment; nothing is to be done about one without customers."""
    to_do = ("action", "spend_ceiling", "export_name")
    somebody = pl.when(pl.col("customers") > 0)
    found = analysis.segments.with_columns(somebody.then(name).alias(name) for name in to_do)
    forecast = (
        Column(key="clv_12m", kind="estimate", heading=analysis.money("clv_12m"), priority=1),
        Column(key="value_at_risk", kind="estimate", heading=Phrase("grid_at_risk"), priority=3),
    )
    acting = (
        Column(key="action", kind="text"),
        Column(key="spend_ceiling", kind="estimate", priority=4),
        Column(key="export_name", kind="text", priority=8),
    )
    columns = (
        Column(key="rfm_segment", kind="term", heading=Phrase("segment")),
        Column(key="customers", kind="count"),
        Column(key="customers_share", kind="share", priority=5, heading=Phrase("share_of_customers")),
        Column(key="value_to_date", kind="money", heading=analysis.money("value_to_date"), priority=2),
        Column(key="net_revenue_24m", kind="money", priority=6),
        Column(key="revenue_share", kind="share", priority=6, heading=Phrase("share_of_revenue")),
        *(forecast if analysis.predicted else ()),
        Column(key="days_since_last", kind="days", priority=7, heading=Phrase("median_days_since_last")),
        *(column for column in acting if found[column.key].count()),
    )
    return table("rfm_segments", found, columns, unit=analysis.currency, few_of="customers")


def actions_of(summary: pl.DataFrame, name: str, *, heading: Phrase) -> tuple[Table, ...]:
    """Return what to do about each segment of a scheme; no table where the user named them all."""
    known = summary.filter(pl.col("action").is_not_null() & (pl.col("customers") > 0))
    columns = (Column(key=name, kind="term", heading=heading), Column(key="action", kind="text"))
    if known.is_empty():
        return ()
    return (table(f"{name}_actions", known, columns, title=Phrase("actions_title")),)


def quiet_row(proof: Table) -> int | None:
    """Return the row of the quiet segment that brought most in the last 24 months; None where all still buy."""
    rows = [row for row in range(len(proof.rows)) if proof.figure(row, "rfm_segment").value in QUIET]
    worth = {row: proof.figure(row, "net_revenue_24m").value for row in rows}
    known = {row: value for row, value in worth.items() if isinstance(value, int | float) and value > 0}
    return max(known, key=lambda row: known[row], default=None)


def segment_phrase(proof: Table, key: str, row: int) -> Phrase:
    """Return a phrase about one segment: who, how many, what they brought, how long ago."""
    names = {
        "segment": "rfm_segment",
        "count": "customers",
        "share": "customers_share",
        "revenue": "net_revenue_24m",
        "revenue_share": "revenue_share",
        "days": "days_since_last",
    }
    return Phrase(key, {name: proof.figure(row, column) for name, column in names.items()})


def _answer(proof: Table) -> tuple[Phrase, ...]:
    best, quiet = proof.row_where("rfm_segment", "champions"), quiet_row(proof)
    found = [("champions_answer", best), ("quiet_answer", quiet)]
    return tuple(
        segment_phrase(proof, key, row)
        for key, row in found
        if row is not None and proof.figure(row, "customers").value
    )
