"""What cohorts have brought: curves by quarter of the first purchase, and a year by the way it was made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.retention.cohort_tables import cohort_table
from clvcli.audit.retention.history import believed_from, is_untold
from clvcli.audit.retention.ltv_curves import ltv_curves, pooled_curve, value_windows
from clvcli.audit.retention.members import by_period, by_trait, members
from clvcli.config import FEW
from clvcli.output.document import Column, Figure, Phrase
from clvcli.output.report_sections.frames import count, table
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

QUARTERS = 8
"""So many of the newest complete quarters have a row."""

AGES = (0, 1, 2, 3, 6, 9, 12, 18, 24)
"""Months of age that have a column."""

ANSWERED = (12, 6, 3)
"""The age of the sentence is the first of these that was observed."""

TRAITS = ("channel", "country", "category")
WITHIN_DAYS = 365
OTHERS, UNNAMED, ALL = Saying("(others)"), Saying("(none)"), "all_cohorts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What the section on cohorts says of money."""

    answer: tuple[Phrase, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[Phrase, ...] = ()


def brought_by_cohorts(analysis: Analysis) -> Brought:
    """Return the curves of the newest quarters, and cohorts by trait where customers differ in it."""
    audit = analysis.audit
    people = members(audit) if audit is not None else None
    if audit is None or people is None:
        return Brought()
    many, believed = people.total(pl.len().alias("many"), pl.col("believed").cast(pl.Int64).sum()).row(0)
    if not many:
        return Brought()
    curves = _curves(analysis, audit, by_period(people, "quarter"))
    sizes = {trait: _sizes(people, trait) for trait in TRAITS}
    traits = [_by_trait(analysis, audit, people, trait, of) for trait, of in sizes.items() if of.height > 1]
    truncated = Phrase("truncated_note", {"day": Figure(value=believed_from(audit), kind="date")})
    notes = (
        (Phrase("ltv_note"), bool(curves.rows)),
        (Phrase("refund_day_note"), audit.by_refund_day is not None),
        (Phrase("trait_note"), bool(traits)),
        (truncated, believed < many),
        (Phrase("history_untold_note"), is_untold(audit)),
    )
    return Brought(
        answer=_answer(audit, curves),
        tables=tuple(each for each in (curves, *traits) if each.rows),
        notes=tuple(note for note, applies in notes if applies),
    )


def _curves(analysis: Analysis, audit: Audit, quarters: InParts) -> Table:
    """Return the newest complete quarters down and months of age across, all believed cohorts in the last row."""
    complete = cohort_table(audit, quarters).filter(~pl.col("incomplete"), ~pl.col("truncated"))
    sizes = complete.select("cohort", "customers")
    cells, value = ltv_curves(audit, quarters), f"{_drawn(audit)}_per_customer"
    each = cells.join(sizes.tail(QUARTERS), on="cohort").select("cohort", "customers", "age", value)
    in_all = {"cohort": pl.lit(None, pl.Date), "customers": pl.lit(sizes["customers"].sum(), pl.Int64)}
    rows = pl.concat([each, pooled_curve(cells).select("age", value).with_columns(**in_all)], how="diagonal")
    known = rows.filter(pl.col("age").is_in(AGES), pl.col(value).is_not_null())
    ages = known["age"].unique().sort().to_list()
    wide = known.pivot("age", index=["cohort", "customers"], values=value, on_columns=ages)
    quarter = pl.format("{} Q{}", pl.col("cohort").dt.year(), pl.col("cohort").dt.quarter())
    return table(
        "ltv_by_quarter",
        wide.sort("cohort", nulls_last=True).with_columns(quarter=quarter.fill_null(ALL)).rename(_ages_named(ages)),
        (
            Column(key="quarter", kind="term", heading=Phrase("came_in")),
            Column(key="customers", kind="count"),
            *(_age_column(age) for age in ages),
        ),
        unit=analysis.currency,
        few_of="customers",
        title=_money("ltv_title", _drawn(audit)),
    )


def _ages_named(ages: Sequence[int]) -> dict[str, str]:
    return {str(age): f"age_{age}" for age in ages}


def _age_column(age: int) -> Column:
    """Return the column of a month of age; where the width does not do, the ages nobody asks for go first."""
    priority = 0 if age in {0, *ANSWERED} else 1
    return Column(key=f"age_{age}", kind="money", priority=priority, heading=Phrase("age", {"age": count(age)}))


def _answer(audit: Audit, curves: Table) -> tuple[Phrase, ...]:
    """Say what a customer has brought by the latest age that is asked for and was observed."""
    row = curves.row_where("quarter", ALL)
    keys = {column.key for column in curves.columns}
    age = next((age for age in ANSWERED if f"age_{age}" in keys), None)
    if row is None or age is None or curves.figure(row, f"age_{age}").value is None:
        return ()
    figures = {"period": Figure(value=f"{age}m", kind="period"), "value": curves.figure(row, f"age_{age}")}
    return (replace(_money("ltv_answer", _drawn(audit)), figures=figures),)


def _drawn(audit: Audit) -> str:
    """Return the column whose curves are drawn: contribution is known of orders, not of the days of returns."""
    return audit.value if audit.by_refund_day is None else "net_revenue"


def _money(key: str, column: str) -> Phrase:
    """Return the words for a column of money: contribution, or net revenue."""
    return Phrase(f"{key}.{'revenue' if column == 'net_revenue' else 'contribution'}")


def _sizes(people: InParts, trait: str) -> pl.DataFrame:
    """Return how many customers began in each way."""
    return people.added_up([trait], lambda part: part.group_by(trait).agg(many=pl.len().cast(pl.Int64)))


def _by_trait(analysis: Analysis, audit: Audit, people: InParts, trait: str, sizes: pl.DataFrame) -> Table:
    """Return customers by how they began, the largest first; those of small cohorts are one row."""
    rare = pl.col(trait).is_in(sizes.filter(pl.col("many") < FEW)[trait].implode(), nulls_equal=True)
    named = pl.when(rare).then(pl.lit(OTHERS)).otherwise(pl.col(trait).fill_null(UNNAMED)).alias(trait)
    grouped = by_trait(people.map(lambda part: part.with_columns(named)), trait)
    year = value_windows(audit, grouped).filter(pl.col("days") == WITHIN_DAYS)
    rows = cohort_table(audit, grouped).join(
        year.select("cohort", value_365=f"{audit.value}_per_customer"), on="cohort"
    )
    return table(
        f"cohorts_by_{trait}",
        rows.sort(pl.col("cohort") == OTHERS, "customers", "cohort", descending=[False, True, False]),
        (
            Column(key="cohort", kind="name", heading=Phrase(f"began_with.{trait}")),
            Column(key="customers", kind="count"),
            Column(key="eligible_365", kind="count"),
            Column(key="share_90", kind="share", priority=1),
            Column(key="share_365", kind="share"),
            Column(key="value_365", kind="money", heading=_money("value_365", audit.value)),
        ),
        unit=analysis.currency,
        few_of="customers",
        title=Phrase(f"trait_title.{trait}"),
        said=(OTHERS, UNNAMED),
    )
