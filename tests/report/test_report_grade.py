"""What the report says of its data: the grade, a reason for each mark, and nothing where it had no orders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from clvcli.contribution.settings import CostSettings
from clvcli.output.report_head import head_of
from clvcli.output.report_sections.data import data
from clvcli.output.report_sections.grade import known_of
from clvcli.output.words.languages import ENGLISH
from tests.audit.shop_by_days import audit_of, lines_of, sold

if TYPE_CHECKING:
    from clvcli.output.report_inputs import ReportInputs

LINES = lines_of(sold(*((f"c{number}", 20 + number) for number in range(40))))


@pytest.fixture
def known(inputs: ReportInputs) -> ReportInputs:
    audit = audit_of(LINES, CostSettings())
    return replace(inputs, analyses=(replace(inputs.analyses[0], audit=audit),))


def test_the_marks_are_those_of_the_ladder_the_rows_and_the_orders(known: ReportInputs) -> None:
    found = known_of(known)
    assert found is not None
    assert found.guests == pytest.approx(3_000_013.6 / 19_648_305.992)
    assert found.returns == pytest.approx((640_144.349 + 187_810.1) / 20_476_260.441)
    assert (found.rejected, found.costs, found.tax, found.span) == (0.0, 0.0, False, 1826)


def test_the_section_says_the_grade_and_why(known: ReportInputs) -> None:
    section = data(known)
    assert ENGLISH.say(section.answer[0]) == "The data have grade C; lowest of what is graded: bought by guests."
    marks = {each.id: (ENGLISH.show(each.figure), ENGLISH.say(each.meaning)) for each in section.key_figures}
    assert marks["grade_guests"] == (
        "15.3%",
        "of net revenue, in no figure of customers: C (A up to 5%, B up to 15%, C up to 30%)",
    )
    assert marks["grade_tax"] == ("not known", "whether amounts hold it: C")
    assert marks["grade_costs"] == ("not known", "no cost is known, so that value is net revenue: C")


def test_the_head_says_how_many_customers_how_many_guests_and_the_grade(known: ReportInputs) -> None:
    said = [ENGLISH.say(phrase) for phrase in head_of(known)]
    assert said[3] == "orders from 1 Jan 2020 to 11 Dec 2024"
    assert said[-3:] == ["customers: 400", "guests: 15% of net revenue", "data grade: C of A to D"]


def test_customers_and_guests_of_several_currencies_are_not_added(known: ReportInputs) -> None:
    analysis = known.analyses[0]
    both = tuple(replace(analysis, currency=currency) for currency in ("DKK", "SEK"))
    said = [ENGLISH.say(phrase) for phrase in head_of(replace(known, analyses=both))]
    assert {"customers in DKK: 400", "customers in SEK: 400"} <= set(said)


def test_without_orders_there_is_no_grade(inputs: ReportInputs) -> None:
    assert known_of(replace(inputs, reconciliation=None)) is None
    assert data(inputs).key_figures == ()  # rows are known, the orders are not
