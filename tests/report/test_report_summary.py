"""The first page: five lines that are left out where their input is, and key figures beside those of a year before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from clvcli.output.document import Figure, KeyFigure, Phrase, Section
from clvcli.output.report import build_report
from clvcli.output.report_inputs import ReportInputs, Source
from clvcli.output.report_sections.key_figures import key_figures
from clvcli.output.report_sections.summary import summary
from clvcli.output.words.languages import ENGLISH

if TYPE_CHECKING:
    from clvcli.output.document import Line
    from clvcli.output.report_inputs import Analysis


def lines_of(inputs: ReportInputs) -> tuple[Line, ...]:
    return build_report(inputs).sections[0].lines


def of_new(analysis: Analysis, month: int | None, *, newest: str = "newest_quiet.revenue") -> list[str]:
    """Return what is said of new customers who cost 50, are worth 150 and pay back in `month`, of 14 observed."""
    found: Any = SimpleNamespace(payback=SimpleNamespace(month=month, observed=14))
    money = {"cac": Figure(value=50.0, kind="money"), "clv_new": Figure(value=150.0, kind="estimate")}
    cards = {**money, "payback": Figure(value=month, kind="count")}
    acquisition = Section(
        id="acquisition",
        key_figures=tuple(KeyFigure(id=name, figure=each, meaning=Phrase("cac")) for name, each in cards.items()),
    )
    sections = [
        next(each for each in build_report_of(analysis) if each.id == "key_figures"),
        *(Section(id=name) for name in ("changed", "resources")),
        Section(id="newest", answer=(Phrase(newest),)),
        acquisition,
        next(each for each in build_report_of(analysis) if each.id == "segments"),
    ]
    made = summary(replace(analysis, winning=found), sections)
    return [ENGLISH.say(line.phrase) for line in made.lines if line.proof == "acquisition"]


def build_report_of(analysis: Analysis) -> tuple[Section, ...]:
    return build_report(ReportInputs(source=Source(files=("a.csv",)), analyses=(analysis,))).sections


def test_without_orders_value_what_has_gone_quiet_and_what_to_do_are_left(inputs: ReportInputs) -> None:
    bare = replace(inputs, analyses=(replace(inputs.analyses[0], cohorts=None, facts=None),), reconciliation=None)
    assert [line.phrase.key.split(".")[0] for line in lines_of(bare)] == [
        "value_answer",
        "quiet_answer",
        "act_on_quiet",
    ]


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (0, "A new customer costs 50.00, which the month of the first order brings on average"),
        (7, "A new customer costs 50.00, which net revenue has come to in month 7 after the first order"),
        (None, "A new customer costs 50.00, which net revenue has not come to in the 14 months observed"),
    ],
)
def test_new_customers_are_said_to_pay_back_or_not_in_one_sentence(
    inputs: ReportInputs, month: int | None, said: str
) -> None:
    (line,) = of_new(inputs.analyses[0], month)
    assert line.startswith(said)
    assert "150" in line


def test_an_alarm_about_the_newest_customers_is_what_is_said_of_new_ones(inputs: ReportInputs) -> None:
    assert of_new(inputs.analyses[0], 7, newest="act_on_cost") == []


def test_few_customers_are_not_divided_into_segments_to_act_on(inputs: ReportInputs) -> None:
    few = replace(inputs.analyses[0], values=inputs.analyses[0].values.head(20))
    assert {line.proof for line in lines_of(replace(inputs, analyses=(few,)))} == {"key_figures"}


def test_key_figures_have_what_they_were_before_only_where_that_was_seen(inputs: ReportInputs) -> None:
    before = SimpleNamespace(day=date(2010, 12, 9), active=100, aov=None, repurchase_12m=None, share_top20=0.5)
    compared: Any = SimpleNamespace(before=before)
    section = key_figures(replace(inputs.analyses[0], compared=compared))
    then = {each.id: each.before.value for each in section.key_figures if each.before is not None}
    assert then == {"active_customers": 100, "share_top20": 0.5}
    assert [ENGLISH.say(note) for note in section.notes] == [
        "Before: what was known at the end of 9 Dec 2010, of the time until then."
    ]
    assert key_figures(inputs.analyses[0]).notes == ()


def test_the_value_of_the_base_has_the_ends_of_its_interval(inputs: ReportInputs) -> None:
    section = key_figures(replace(inputs.analyses[0], interval=(10.0, 20.0)))
    (base,) = (each for each in section.key_figures if each.id == "value_of_base")
    assert base.low is not None
    assert base.high is not None
    assert (base.low.value, base.high.value) == (10.0, 20.0)
