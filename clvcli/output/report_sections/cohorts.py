"""Cohorts: how many customers have bought again, by age, and month by month since their first purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Phrase, Section
from clvcli.output.report_sections.frames import count, table

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

EARLY, LATE = 90, 365
MOSTLY_ONCE = 0.5
"""Below this most customers have bought once only, and the second order is where to work."""


def cohorts(analysis: Analysis) -> Section:
    """Return repurchase by age, then the active share of each cohort by month of age."""
    if analysis.cohorts is None or analysis.repurchase is None:
        return Section(id="cohorts", unit=analysis.currency, missing=Phrase("cohorts_missing"))
    by_age = table(
        "repurchase_by_age",
        analysis.repurchase,
        (
            Column(key="days", kind="days", heading=Phrase("within_days")),
            Column(key="eligible", kind="count", heading=Phrase("old_enough")),
            Column(key="again", kind="count", heading=Phrase("bought_again")),
            Column(key="share", kind="share"),
        ),
        form="bars",
        bar="share",
        few_of="eligible",
        title=Phrase("repurchase_title"),
    )
    return Section(
        id="cohorts",
        unit=analysis.currency,
        answer=_answer(by_age),
        tables=(by_age, _heat(analysis.cohorts)),
        notes=(Phrase("cohorts_note"),),
    )


def _heat(frame: pl.DataFrame) -> Table:
    """Return cohorts down and months of age across; a cell not yet observed whole is empty."""
    later = frame.filter(pl.col("age") > 0)
    ages = sorted(later["age"].unique().to_list())
    wide = (
        later.pivot("age", index=["cohort", "customers"], values="share", on_columns=ages)
        .sort("cohort")
        .rename({str(age): f"age_{age}" for age in ages})
    )
    columns = (
        Column(key="cohort", kind="month", heading=Phrase("first_purchase")),
        Column(key="customers", kind="count"),
        *(
            Column(
                key=f"age_{age}",
                kind="share",
                digits=0,
                priority=1 + age,
                heading=Phrase("age", {"age": count(age)}),
            )
            for age in ages
        ),
    )
    return table("cohort_repurchase", wide, columns, form="heat", title=Phrase("heat_title"), few_of="customers")


def _answer(by_age: Table) -> tuple[Phrase, ...]:
    early, late = by_age.row_where("days", EARLY), by_age.row_where("days", LATE)
    rows = [row for row in (early, late) if row is not None and by_age.figure(row, "eligible").value]
    phrases = [
        Phrase(
            "repurchase_answer",
            {
                "share": by_age.figure(row, "share"),
                "count": by_age.figure(row, "eligible"),
                "days": by_age.figure(row, "days"),
            },
        )
        for row in rows
    ]
    share = by_age.figure(late, "share").value if late in rows and late is not None else None
    if isinstance(share, float) and share < MOSTLY_ONCE:
        phrases.append(Phrase("mostly_once"))
    return tuple(phrases)
