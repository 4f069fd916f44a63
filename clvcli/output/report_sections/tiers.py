"""Tiers: how much of the value the best few customers hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.document import Column, Phrase, Section
from clvcli.output.report_sections.frames import table, text
from clvcli.output.report_sections.segments import actions_of
from clvcli.segments.tier_spec import TOTAL

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

TOP_HEAVY = 0.5
"""From here on the first tier holds more than all others together."""


def tiers(analysis: Analysis) -> Section:
    """Return customers by tier, best first, with what each tier holds."""
    money = analysis.money
    forecast = (
        Column(key="clv_residual", kind="estimate", heading=money("clv_residual"), priority=1),
        Column(key="value_total", kind="estimate", priority=3),
    )
    columns = (
        Column(key="tier", kind="term"),
        Column(key="customers", kind="count"),
        Column(key="customers_share", kind="share", priority=2, heading=Phrase("share_of_customers")),
        Column(key="value_to_date", kind="money", heading=money("value_to_date"), priority=1),
        *(forecast if analysis.predicted else ()),
        Column(key="value_share", kind="share", heading=Phrase("share_of_value")),
        Column(key="threshold", kind="estimate", heading=Phrase("from_value"), priority=4),
    )
    proof = table(
        "tiers", analysis.tiers, columns, unit=analysis.currency, form="bars", bar="value_share", few_of="customers"
    )
    return Section(
        id="tiers",
        unit=analysis.currency,
        answer=() if analysis.few else _answer(proof),
        tables=(proof, *actions_of(analysis.tiers, "tier", heading=Phrase("tier"))),
        notes=(_note(analysis),),
    )


def _note(analysis: Analysis) -> Phrase:
    """Return what tiers rank by."""
    if analysis.tier_by != TOTAL:
        return Phrase("tiers_note_by", {"column": text(analysis.tier_by)})
    return Phrase(f"tiers_note.{analysis.measure}" if analysis.predicted else "tiers_note_past")


def _answer(proof: Table) -> tuple[Phrase, ...]:
    top = next((row for row in range(len(proof.rows)) if proof.figure(row, "customers").value), None)
    if top is None or proof.figure(top, "value_share").value is None:
        return ()
    share = proof.figure(top, "value_share")
    heavy = isinstance(share.value, float) and share.value >= TOP_HEAVY
    figures = {
        "tier": proof.figure(top, "tier"),
        "count": proof.figure(top, "customers"),
        "customers_share": proof.figure(top, "customers_share"),
        "share": share,
    }
    return (Phrase("tiers_answer_heavy" if heavy else "tiers_answer", figures),)
