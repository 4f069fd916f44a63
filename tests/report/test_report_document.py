from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.config import REPORTED
from clvcli.errors import MalformedReportError, TooShortToCutError
from clvcli.on_disk import held
from clvcli.output.document import NUMERIC, Column, Figure, Phrase, Table
from clvcli.output.render_json import render_json
from clvcli.output.render_markdown import render_markdown
from clvcli.output.report import build_report
from clvcli.output.report_inputs import analyses_of
from clvcli.output.words.languages import ENGLISH
from clvcli.segments.schemes import segment

if TYPE_CHECKING:
    from clvcli.output.document import Document, Section, Value
    from clvcli.output.report_inputs import ReportInputs


def proven(section: Section) -> set[Value]:
    """Return all numbers that stand in the tables and key figures of a section."""
    cells = {cell for table in section.tables for row in table.rows for cell in row}
    cards = {
        figure.value for each in section.key_figures for figure in (each.figure, *each.meaning.figures.values())
    }
    return cells | cards


def numbers(figures: list[Figure]) -> set[Value]:
    return {figure.value for figure in figures if figure.kind in NUMERIC}


def test_every_number_of_an_answer_stands_in_a_table_of_its_section(document: Document) -> None:
    for section in document.sections:
        for phrase in section.answer:
            assert numbers(list(phrase.figures.values())) <= proven(section)


def test_every_number_of_the_summary_stands_in_the_section_it_names(document: Document) -> None:
    for section in document.sections:
        for line in section.lines:
            if line.proof is not None:
                unit = section.unit
                proofs = [each for each in document.sections if each.id == line.proof and unit in {None, each.unit}]
                assert numbers(list(line.phrase.figures.values())) <= set().union(*map(proven, proofs))


def test_words_hold_no_number_but_windows_and_limits_of_a_term() -> None:
    allowed = r"last 12 months|last 24 months|12 months|365 days|90 days|80%|90%|Month 0|30 customers|339 firms"
    allowed += r"|top 20%|best 30%|fewer than 5|0 where|1 where|--contact-cost 10"
    allowed += r"|--budget 5000|50%|30 times|30 days|1 is no difference|nearer to 1"
    allowed += r"|of 100|Of 100|[cC]ontribution [123]|--margin 45%"
    allowed += r"|36 months|95%|30 orders|above 1 is|Marks from 0 to 10|0-6, 7-8 and 9-10"
    allowed += r"|12-month|36-month|C3|group [1-9]|r / \(1 \+ i - r\)"
    allowed += r"|clv_12m|Above 1|retention=\+1pp|1 is as often as all|1 the best"
    for template in ENGLISH.words.values():
        assert not re.search(r"\d", re.sub(allowed, "", template)), template


def test_words_that_count_customers_or_orders_have_a_singular() -> None:
    counted = {
        key for key, template in ENGLISH.words.items() if re.search(r"\{count\} (customer|order)s\b", template)
    }
    assert {f"{key}.one" for key in counted} <= ENGLISH.words.keys()


def test_every_text_has_room_only_for_figures_it_is_given(document: Document) -> None:
    assert render_markdown(document)
    assert "{" not in render_markdown(document)


def test_a_report_on_revenue_does_not_speak_of_profit_margin_or_contribution(inputs: ReportInputs) -> None:
    text = re.sub(r"`[^`]*`", "", render_markdown(build_report(inputs)))
    assert not re.search(r"profit|margin|contribution|churn", text, re.IGNORECASE)


def test_the_order_of_customers_changes_nothing(inputs: ReportInputs) -> None:
    analysis = inputs.analyses[0]
    order = list(range(analysis.values.height))
    random.Random(1).shuffle(order)  # noqa: S311  (a fixed permutation, no secret)
    shuffled = replace(analysis, values=held(analysis.values)[order])
    assert render_json(build_report(replace(inputs, analyses=(shuffled,)))) == render_json(build_report(inputs))


def test_sections_that_need_orders_say_so_in_one_line(inputs: ReportInputs) -> None:
    bare = replace(inputs.analyses[0], cohorts=None, facts=None)
    document = build_report(replace(inputs, analyses=(bare,), reconciliation=None, decisions=()))
    missing = {section.id: section.missing for section in document.sections if section.missing}
    of_orders = {"contribution", "cohorts", "timing", "trust", "data", "decided"}
    assert set(missing) >= of_orders
    assert all("give the orders" in ENGLISH.say(missing[name]) for name in of_orders)


def test_a_forecast_that_cannot_be_judged_is_said_so_in_one_line(inputs: ReportInputs) -> None:
    why = TooShortToCutError.of(span=200, held_out=66, needed=180, folds=1)
    document = build_report(replace(inputs, analyses=(replace(inputs.analyses[0], backtest=why),)))
    (section,) = [section for section in document.sections if section.id == "trust"]
    assert section.missing
    assert ENGLISH.say(section.missing).startswith("Not known: orders of 200 days leave 134 before")


def test_currencies_have_sections_of_their_own(inputs: ReportInputs) -> None:
    krone, krona = (replace(inputs.analyses[0], currency=currency) for currency in ("DKK", "SEK"))
    sections = build_report(replace(inputs, analyses=(krone, krona))).sections
    assert [section.unit for section in sections if section.id == "key_figures"] == ["DKK", "SEK"]


def test_an_uneven_table_is_refused() -> None:
    with pytest.raises(MalformedReportError):
        Table(id="t", columns=(Column(key="a", kind="count"),), rows=((1, 2),))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(MalformedReportError):
        Table(id="t", columns=(Column(key="a", kind="money"),), rows=((value,),))


def test_a_sentence_has_no_hole() -> None:
    with pytest.raises(MalformedReportError, match=r"sentence concentration_answer\.contribution .* for share$"):
        ENGLISH.say(Phrase("concentration_answer.contribution", {"share": Figure(value=None, kind="share")}))


@pytest.mark.parametrize("basis", ["contribution, ex tax", "net revenue, ex tax"])
def test_customers_who_all_cost_money_have_no_best_fifth_to_speak_of(inputs: ReportInputs, basis: str) -> None:
    analysis = inputs.analyses[0]
    losses = held(analysis.values).with_columns(value_to_date=pl.lit(-1.0), basis=pl.lit(basis))
    (found,) = analyses_of(losses, segment(losses, REPORTED).summaries)
    document = build_report(replace(inputs, analyses=(found,)))
    (section,) = (section for section in document.sections if section.id == "concentration")
    assert section.answer == ()
    assert render_markdown(document)
