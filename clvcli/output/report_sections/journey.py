"""Journey: from the first order to the second and the third, by what the first was of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.buying.journey import STEP_DAYS
from clvcli.audit.buying.journey import journey as steps_of
from clvcli.output.document import Column, Phrase, Section
from clvcli.output.report_sections.frames import count, table

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

ALL = "all_customers"
UNNAMED = "category_not_known"
MOST_CATEGORIES = 15


def journey(analysis: Analysis) -> Section:
    """Return who goes on to a second and a third purchase within a year each, and how soon."""
    if analysis.audit is None:
        return Section(id="journey", unit=analysis.currency, missing=Phrase("journey_missing"))
    steps = steps_of(analysis.audit)
    if not steps["customers"].sum():
        return Section(id="journey", unit=analysis.currency, missing=Phrase("journey_too_young"))
    proof = _table(steps)
    left_out = steps.height - 1 - MOST_CATEGORIES
    rest = (Phrase("journey_rest_note", {"count": count(left_out)}),) if left_out > 0 else ()
    return Section(
        id="journey",
        unit=analysis.currency,
        answer=_answer(proof),
        tables=(proof,),
        notes=(Phrase("journey_note"), *rest),
    )


def _table(steps: pl.DataFrame) -> Table:
    name = pl.when("whole").then(pl.lit(ALL)).otherwise(pl.col("category").fill_null(UNNAMED))
    return table(
        "journey",
        steps.head(1 + MOST_CATEGORIES).with_columns(category=name, within=pl.lit(STEP_DAYS)),
        (
            Column(key="category", kind="name", heading=Phrase("began_with")),
            Column(key="customers", kind="count"),
            Column(key="second", kind="count", priority=2, heading=Phrase("second_orders")),
            Column(key="second_share", kind="share", heading=Phrase("went_on_to_second")),
            Column(key="second_days", kind="days", heading=Phrase("days_to_second")),
            Column(key="asked", kind="count", priority=3, heading=Phrase("asked_for_third")),
            Column(key="third", kind="count", priority=2, heading=Phrase("third_orders")),
            Column(key="third_share", kind="share", heading=Phrase("went_on_to_third")),
            Column(key="third_days", kind="days", priority=1, heading=Phrase("days_to_third")),
        ),
        few_of="customers",
        title=Phrase("journey_title"),
    )


def _answer(proof: Table) -> tuple[Phrase, ...]:
    names = {"count": "customers", "second": "second_share", "days": "second_days", "third": "third_share"}
    figures = {name: proof.figure(0, column) for name, column in names.items()}
    known = {name: figure for name, figure in figures.items() if figure.value is not None}
    if "third" in known and "days" in known:
        return (Phrase("journey_answer", known),)
    if "days" in known:
        return (Phrase("journey_second_answer", known),)
    return (Phrase("journey_none_answer", {"count": known["count"]}),)
