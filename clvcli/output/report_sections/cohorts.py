"""Cohorts: how many customers have bought again, by age, and month by month since their first purchase."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Phrase, Section
from clvcli.output.report_sections.bought_by_year import sales_by_year
from clvcli.output.report_sections.brought import brought_by_cohorts
from clvcli.output.report_sections.frames import count, table

if TYPE_CHECKING:
    from clvcli.output.document import Figure, Flag, Table
    from clvcli.output.report_inputs import Analysis

EARLY, LATE = 90, 365
MOSTLY_ONCE = 0.5
"""Below this most customers buy once only within a year, and the second order is where to work."""


def cohorts(analysis: Analysis) -> Section:
    """Return repurchase by age, the active share of each cohort by month of age, and what cohorts have brought."""
    if analysis.cohorts is None:
        return Section(id="cohorts", unit=analysis.currency, missing=Phrase("cohorts_missing"))
    by_age = table(
        "repurchase_by_age",
        analysis.cohorts.by_age,
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
    brought = brought_by_cohorts(analysis)
    by_year = [sales_by_year(analysis, analysis.audit)] if analysis.audit is not None else []
    return Section(
        id="cohorts",
        unit=analysis.currency,
        answer=(*_answer(by_age), *brought.answer),
        tables=(by_age, _heat(analysis.cohorts.cells), *brought.tables, *by_year),
        notes=(Phrase("cohorts_note"), *brought.notes, *([Phrase("c3_note")] if by_year else [])),
    )


def _heat(cells: pl.DataFrame) -> Table:
    """Return cohorts down and months of age across, from the month after the first purchase on."""
    ages = range(1, 1 + int(cells["age"].max() or 0))  # type: ignore[arg-type]  # an Int32 column has no other maximum
    wide = (
        cells.pivot("age", index=["cohort", "customers"], values="share", on_columns=range(len(ages) + 1))
        .sort("cohort")
        .rename({str(age): _age(age) for age in ages})
    )
    columns = (
        Column(key="cohort", kind="month", heading=Phrase("first_purchase")),
        Column(key="customers", kind="count"),
        *(
            Column(key=_age(age), kind="share", digits=0, priority=age, heading=Phrase("age", {"age": count(age)}))
            for age in ages
        ),
    )
    heat = table("cohort_repurchase", wide, columns, form="heat", title=Phrase("heat_title"), few_of="customers")
    rows = {cohort: row for row, cohort in enumerate(wide["cohort"])}
    open_cells = cells.filter(pl.col("share").is_null() & (pl.col("age") > 0)).select("cohort", "age")
    not_over: dict[tuple[int, str], Flag] = {
        (rows[cohort], _age(age)): "incomplete" for cohort, age in open_cells.iter_rows()
    }
    return replace(heat, flags={**heat.flags, **not_over})


def _age(months: int) -> str:
    return f"age_{months}"


def _answer(by_age: Table) -> tuple[Phrase, ...]:
    early, late = by_age.row_where("days", EARLY), by_age.row_where("days", LATE)
    rows = [row for row in (early, late) if row is not None and by_age.figure(row, "eligible").value]
    phrases = [
        Phrase(
            _key(by_age.figure(row, "days"), by_age.figure(row, "share")),
            {
                "share": by_age.figure(row, "share"),
                "count": by_age.figure(row, "eligible"),
                "days": by_age.figure(row, "days"),
            },
        )
        for row in rows
    ]
    return tuple(phrases)


def _key(days: Figure, share: Figure) -> str:
    once = days.value == LATE and isinstance(share.value, float) and share.value < MOSTLY_ONCE
    return "repurchase_answer_low" if once else "repurchase_answer"
