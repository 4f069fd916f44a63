"""The sections on who buys again when, and on what cohorts have brought, from the orders of a shop by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.contribution.settings import CostSettings
from clvcli.customers.cohorts import cohorts as seen_cohorts
from clvcli.output.document import NUMERIC
from clvcli.output.report_sections.cohorts import cohorts
from clvcli.output.report_sections.timing import timing
from clvcli.output.words.languages import ENGLISH
from tests.audit.shop_by_days import AS_OF, OPENED, audit_of, lines_of, sold

if TYPE_CHECKING:
    from clvcli.output.document import Section, Table
    from clvcli.output.report_inputs import Analysis, ReportInputs

REGULARS = [(f"r{gap}", ago) for gap in range(1, 102) for ago in (600 + gap, 600)]
ONCE = [(f"o{number}", 40 + 3 * number) for number in range(100)]


@pytest.fixture
def analysis(inputs: ReportInputs) -> Analysis:
    return of(inputs.analyses[0], lines_of(sold(*REGULARS, *ONCE)))


def of(analysis: Analysis, lines: pl.LazyFrame, costs: CostSettings | None = None) -> Analysis:
    audit = audit_of(lines, costs) if costs else audit_of(lines)
    return replace(analysis, audit=audit, cohorts=seen_cohorts(lines, as_of=AS_OF, first_date=OPENED))


def said(section: Section) -> str:
    return " ".join(ENGLISH.say(phrase) for phrase in section.answer)


def table_of(section: Section, name: str) -> Table:
    return next(table for table in section.tables if table.id == name)


def test_the_answer_says_who_bought_again_and_by_when_half_of_them_did(analysis: Analysis) -> None:
    assert said(timing(analysis)) == (
        "100% of 101 customers who bought once bought again within a year; half of those who come back do so within"
        " 51 days. 82% of 100 who bought once have lapsed (no purchase for more than 3 months)."
    )


def test_every_number_said_stands_in_a_table(analysis: Analysis) -> None:
    for section in (timing(analysis), cohorts(analysis)):
        cells = {cell for table in section.tables for row in table.rows for cell in row}
        for phrase in section.answer:
            assert {each.value for each in phrase.figures.values() if each.kind in NUMERIC} <= cells


def test_customers_of_both_tables_are_those_of_the_shop(analysis: Analysis) -> None:
    section = timing(analysis)
    ladder, lapsed = table_of(section, "order_ladder"), table_of(section, "lapsed")
    everybody = ladder.figure(0, "customers").value
    assert everybody == 201
    assert lapsed.figure(len(lapsed.rows) - 1, "waiting").value == everybody


def test_a_shop_too_young_or_too_small_says_what_is_not_known(analysis: Analysis) -> None:
    young = timing(of(analysis, lines_of(sold(("a", 40), ("a", 30), ("b", 20)))))
    assert said(young) == "Half of those who buy a second time do so within 10 days."
    assert "Too few have come back" in " ".join(ENGLISH.say(note) for note in young.notes)
    nobody = timing(of(analysis, lines_of(sold((None, 40)))))
    assert nobody.missing is not None
    assert timing(replace(analysis, audit=None)).missing is not None


def test_retention_of_a_period_names_its_window_and_who_came_back(analysis: Analysis) -> None:
    bought = [*sold(("kept", 400), ("kept", 20), ("left", 500), ("new", 30), ("back", 1000), ("back", 10))]
    card = timing(of(analysis, lines_of(bought))).key_figures[0]
    assert card.figure.value == 1.0
    assert ENGLISH.say(card.meaning) == (
        "(3 active on 31 Dec 2024 - 1 new) / 2 active on 31 Dec 2023, where active is a purchase in the 365 days before;"
        " 1 came back after a longer silence and count as kept"
    )


def test_neither_section_speaks_of_churn_or_of_contribution_without_a_cost(analysis: Analysis) -> None:
    revenue = of(analysis, lines_of(sold(*REGULARS, *ONCE)), CostSettings())
    for section in (timing(revenue), cohorts(revenue)):
        titles = [ENGLISH.say(table.title) for table in section.tables if table.title]
        words = " ".join([said(section), *titles, *(ENGLISH.say(note) for note in section.notes)]).lower()
        assert "churn" not in words
        assert "contribution" not in words


# --- what cohorts have brought


def test_the_newest_complete_quarters_have_a_curve_and_all_together_the_last_row(analysis: Analysis) -> None:
    month = 30
    bought = [(f"c{number}", 1100 - month * number) for number in range(36)]
    curves = table_of(cohorts(of(analysis, lines_of(sold(*bought)))), "ltv_by_quarter")
    quarters = [curves.figure(row, "quarter").value for row in range(len(curves.rows))]
    assert quarters == [f"{year} Q{q}" for year in (2023, 2024) for q in (1, 2, 3, 4)] + ["all_cohorts"]
    assert curves.figure(8, "customers").value == 36
    assert curves.figure(8, "age_24").value == 40  # of 100 at a margin of 40 %
    assert curves.figure(7, "age_1").value is None


def test_a_shop_younger_than_a_quarter_has_no_curves(analysis: Analysis) -> None:
    lines = lines_of(sold(("a", 40), ("a", 30), ("b", 20)), opened=None)
    young = replace(analysis, audit=audit_of(lines, as_of=date(2024, 12, 30)))
    assert [table.id for table in cohorts(young).tables] == ["repurchase_by_age", "cohort_repurchase", "c3"]


def test_how_customers_began_is_compared_where_they_differ(analysis: Analysis) -> None:
    web = sold(*((f"a{number}", 500 + number) for number in range(40)))
    lines = lines_of([*web, *sold(*((f"b{number}", 300 + number) for number in range(31)), ("b1", 10), ("x", 5))])
    channel = pl.when(pl.col("customer_key").str.starts_with("a")).then(pl.lit("web")).otherwise(pl.lit("shop"))
    rare = pl.when(pl.col("customer_key") == "x").then(pl.lit("fair")).otherwise(channel)
    rows = table_of(cohorts(of(analysis, lines.with_columns(channel=rare))), "cohorts_by_channel").rows
    assert [row[:3] for row in rows] == [("web", 40, 40), ("shop", 31, 0), ("(others)", 1, 0)]
    assert [table.id for table in cohorts(of(analysis, lines)).tables][-2:] == ["ltv_by_quarter", "c3"]


def test_a_history_that_begins_in_the_middle_is_said(analysis: Analysis) -> None:
    assert analysis.audit is not None
    told = replace(analysis, audit=replace(analysis.audit, history_starts=date(2024, 6, 1)))
    notes = " ".join(ENGLISH.say(note) for note in cohorts(told).notes)
    assert "before 1 Jun 2024 may have bought before the data begin" in notes
    assert "--history-starts" not in " ".join(ENGLISH.say(note) for note in cohorts(analysis).notes)
