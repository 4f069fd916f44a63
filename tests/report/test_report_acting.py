"""The sections on loyalty and resources: their sentences stand in their tables, and no list is long."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.actions.action_book import book_rows, read_book
from clvcli.actions.contact import Contact, Uplift
from clvcli.actions.loyalty import Rewards
from clvcli.actions.plans import Terms, plans_of
from clvcli.output.report_inputs import analyses_of
from clvcli.output.report_sections.loyalty import loyalty
from clvcli.output.report_sections.resources import LISTED, resources
from clvcli.output.words.languages import ENGLISH
from clvcli.segments.schemes import segment
from tests.actions.actions_shop import WAITS, shop

if TYPE_CHECKING:
    from clvcli.output.document import Section
    from clvcli.output.report_inputs import Analysis

UPLIFT = Uplift(low=0.01, middle=0.02, high=0.04)
WITH_COSTS = Terms(rewards=Rewards(), contact=Contact(cost=Decimal(5), uplift=UPLIFT), budget=Decimal(200))
WITHOUT = Terms(rewards=Rewards())


def analysis_of(values: pl.DataFrame, terms: Terms = WITH_COSTS, waits: pl.DataFrame | None = WAITS) -> Analysis:
    found = segment(values, ["tiers", "rfm"], book=book_rows(read_book("en")))
    (analysis,) = analyses_of(found.frame, found.summaries)
    return replace(analysis, plans=plans_of(found.frame, found.summaries, terms, split_by="rfm", waits=waits))


def tables(section: Section) -> list[str]:
    return [table.id for table in section.tables]


def told(section: Section) -> str:
    return " ".join(ENGLISH.say(phrase) for phrase in (*section.answer, *section.notes))


def test_the_loyalty_sentence_is_the_sum_of_its_table() -> None:
    section = loyalty(analysis_of(shop(200)))
    (plan,) = section.tables
    rewards = sum(float(str(plan.figure(row, "allowable_reward").value)) for row in range(len(plan.rows)))
    (answer,) = section.answer
    assert answer.figures["reward"].value == pytest.approx(rewards, abs=0.01)  # floats of cents
    assert "Earned back by" in told(section)


def test_without_costs_nothing_is_said_of_what_is_left() -> None:
    section = loyalty(analysis_of(shop(200).with_columns(basis=pl.lit("net revenue, ex tax"))))
    assert "break_even_revenue" not in {column.key for column in section.tables[0].columns}
    assert "leave" not in told(section)
    assert "contribution" not in told(section)
    assert "--margin" in told(section)


def test_all_that_was_asked_for_has_a_table_and_no_list_is_longer_than_ten() -> None:
    section = resources(analysis_of(shop(400)))
    assert tables(section) == ["protect", "winback_scenarios", "winback_stops", "winback", "budget"]
    lists = [table for table in section.tables if table.id in {"protect", "winback"}]
    assert [len(table.rows) for table in lists] == [LISTED, LISTED]
    assert "2 points" in told(section)


def test_who_is_counted_adds_up_to_all_customers() -> None:
    section = resources(analysis_of(shop(400)))
    for name in ("winback_stops", "budget"):
        proof = next(table for table in section.tables if table.id == name)
        assert sum(int(str(proof.figure(row, "customers").value)) for row in range(len(proof.rows))) == 400


def test_without_a_cost_of_contact_the_section_says_which_option_tells_more() -> None:
    section = resources(analysis_of(shop(400), WITHOUT))
    assert tables(section) == ["protect"]
    assert "--contact-cost" in told(section)


def test_without_a_forecast_both_sections_say_what_is_missing() -> None:
    unknown = pl.lit(None, pl.Float64)
    predicted = ("clv_12m", "clv_residual", "p_buy", "p_buy_12m", "p_alive", "expected_revenue_12m")
    analysis = analysis_of(shop(60).with_columns(unknown.alias(name) for name in predicted))
    for section in (loyalty(analysis), resources(analysis)):
        assert section.missing is not None
        assert not section.tables


def test_without_the_orders_nobody_is_named_and_the_section_asks_for_them() -> None:
    section = resources(analysis_of(shop(60), waits=None))
    assert section.missing is not None
    assert "give the orders" in ENGLISH.say(section.missing)
    assert not section.tables


def test_uplifts_that_are_not_whole_show_a_decimal() -> None:
    contact = Contact(cost=Decimal(1), uplift=Uplift(low=0.005, middle=0.015, high=0.03))
    section = resources(analysis_of(shop(400), replace(WITH_COSTS, contact=contact)))
    assert "1.5 points" in told(section)
