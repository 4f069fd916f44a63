"""The alarm of the newest customers: in the summary where there is one, with the table that proves it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clvcli.output.report import build_report
from clvcli.output.words.languages import ENGLISH
from tests.audit.audit_shop import shop
from tests.audit.test_audit_newest_cohorts import steady

if TYPE_CHECKING:
    from clvcli.output.document import Section
    from clvcli.output.report_inputs import ReportInputs


def sections_of(inputs: ReportInputs, last: int | None) -> dict[str, Section]:
    """Return the report's sections by id, its orders those of a shop whose customers of the `last` days bring less."""
    analysis = replace(inputs.analyses[0], audit=shop(steady(last=last)))
    document = build_report(replace(inputs, analyses=(analysis,)))
    return {section.id: section for section in document.sections}


def test_an_alarm_stands_in_the_summary_and_its_figures_in_a_table(inputs: ReportInputs) -> None:
    found = sections_of(inputs, 160)
    (line,) = (each for each in found["summary"].lines if each.proof == "newest")
    (proof,) = found["newest"].tables
    assert line.phrase.key.startswith("newest_alarm")
    cells = {cell for row in proof.rows for cell in row}
    assert {figure.value for figure in line.phrase.figures.values()} <= cells


def test_without_an_alarm_the_section_says_so_and_the_summary_nothing(inputs: ReportInputs) -> None:
    found = sections_of(inputs, None)
    (quiet,) = found["newest"].answer
    (proof,) = found["newest"].tables
    assert ENGLISH.say(quiet).startswith("No alarm: customers won from ")
    assert set(quiet.figures.values()) <= {proof.figure(0, column.key) for column in proof.columns}
    assert "newest" not in {line.proof for line in found["summary"].lines}
