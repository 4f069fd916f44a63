"""Groups: customers by something that is known of them, and how much of a difference is when they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.buying.grouping import NOT_KNOWN
from clvcli.config import FEW
from clvcli.output.document import Column, Phrase, Section
from clvcli.output.report_sections.frames import table, text

if TYPE_CHECKING:
    from clvcli.audit.buying.groups_compared import GroupsCompared
    from clvcli.output.document import Kind, Table
    from clvcli.output.report_inputs import Analysis


def groups(analysis: Analysis) -> Section | None:
    """Return what each group is worth; no section where nobody asked for groups."""
    found = analysis.groups
    if found is None:
        return None
    proof = _table(found, analysis)
    return Section(
        id="groups",
        unit=analysis.currency,
        answer=_answer(found, proof),
        tables=(proof,),
        notes=(Phrase(f"groups_{found.scale}_note"), Phrase("groups_note")),
    )


def _table(found: GroupsCompared, analysis: Analysis) -> Table:
    forecast = found.measure == "value_total"
    value = Phrase(f"mean_{found.measure}.{analysis.measure}")
    kind: Kind = "estimate" if forecast else "money"
    return table(
        "groups",
        found.groups,
        (
            Column(key="group", kind="name", heading=Phrase("group_of", {"column": text(found.column)})),
            Column(key="customers", kind="count"),
            *(
                (
                    Column(key="value_to_date", kind="money", priority=4, heading=Phrase("mean_to_date")),
                    Column(key="clv_residual", kind="estimate", priority=4, heading=Phrase("mean_to_come")),
                )
                if forecast
                else ()
            ),
            Column(key="value", kind=kind, heading=value),
            Column(key="low", kind=kind, priority=3, heading=Phrase("low_80")),
            Column(key="high", kind=kind, priority=3, heading=Phrase("high_80")),
            Column(key="repurchase_12m", kind="share", priority=2, heading=Phrase("repurchase_12m_short")),
            Column(key="matched", kind="count", priority=5),
            Column(key="difference", kind=kind, heading=Phrase("matched_difference")),
            Column(key="difference_low", kind=kind, priority=1, heading=Phrase("low_80")),
            Column(key="difference_high", kind=kind, priority=1, heading=Phrase("high_80")),
        ),
        unit=analysis.currency,
        few_of="customers",
        title=Phrase("groups_title", {"column": text(found.column)}),
    )


def _answer(found: GroupsCompared, proof: Table) -> tuple[Phrase, ...]:
    """Return the largest difference that is more than chance, of groups that are known and not few."""
    column = {"column": text(found.column)}
    enough = (pl.col("group") != NOT_KNOWN) & (pl.col("matched") >= FEW)
    comparable = found.groups.with_row_index("row").filter(enough)
    if comparable.is_empty():
        return (Phrase("groups_few_answer", column),)
    apart = comparable.filter("beyond_chance")
    if apart.is_empty():
        return (Phrase("groups_level_answer", column),)
    row, difference = apart.sort(pl.col("difference").abs(), descending=True).select("row", "difference").row(0)
    names = {"group": "group", "difference": "difference", "low": "difference_low", "high": "difference_high"}
    figures = {name: proof.figure(row, key) for name, key in names.items()}
    return (Phrase("groups_more_answer" if difference > 0 else "groups_less_answer", column | figures),)
