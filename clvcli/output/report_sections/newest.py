"""Newest customers: whether they are worth less than those before them were at the same age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.audit.retention.newest_cohorts import newest_cohorts
from clvcli.output.document import Column, Phrase, Section
from clvcli.output.report_sections.frames import table

if TYPE_CHECKING:
    import polars as pl

    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

QUIET = "newest_quiet"
"""What is said where there is no alarm: it stays in its section."""


def newest(analysis: Analysis) -> Section:
    """Return the newest cohorts beside the earlier ones at each age, and whether they are worth less."""
    if analysis.audit is None:
        return Section(id="newest", unit=analysis.currency, missing=Phrase("newest_missing"))
    found = newest_cohorts(analysis.audit)
    if found.is_empty():
        return Section(id="newest", unit=analysis.currency, missing=Phrase("newest_too_young"))
    proof = _table(found, analysis)
    return Section(
        id="newest",
        unit=analysis.currency,
        answer=_answer(found, proof, analysis.measure),
        tables=(proof,),
        notes=(Phrase("newest_note"),),
    )


def _table(found: pl.DataFrame, analysis: Analysis) -> Table:
    return table(
        "newest_cohorts",
        found,
        (
            Column(key="days", kind="days", heading=Phrase("within_days")),
            Column(key="from", kind="month", heading=Phrase("newest_from")),
            Column(key="to", kind="month", priority=1, heading=Phrase("newest_to")),
            Column(key="customers", kind="count", priority=2),
            Column(key="value", kind="money", heading=Phrase(f"brought_each.{analysis.measure}")),
            Column(key="before", kind="money", heading=Phrase("year_before_them")),
            Column(key="difference", kind="money", heading=Phrase("newest_difference")),
            Column(key="low", kind="money", heading=Phrase("low_95")),
            Column(key="high", kind="money", heading=Phrase("high_95")),
            Column(key="last_year", kind="money", priority=3, heading=Phrase("same_months_last_year")),
        ),
        unit=analysis.currency,
        few_of="customers",
        title=Phrase(f"newest_title.{analysis.measure}"),
    )


def _answer(found: pl.DataFrame, proof: Table, measure: str) -> tuple[Phrase, ...]:
    """Return the alarm of the youngest age that gives one; at the youngest of all that there is none."""
    names = ("from", "to", "value", "before", "days")
    for row in found["alarm"].arg_true().head(1):
        alarmed = {name: proof.figure(row, name) for name in (*names, "low", "high")}
        return (Phrase(f"newest_alarm.{measure}", alarmed),)
    return (Phrase(f"{QUIET}.{measure}", {name: proof.figure(0, name) for name in names}),)
