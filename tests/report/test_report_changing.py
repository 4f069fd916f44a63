"""The sections on what changed, what customers are worth together and what moves it, from the orders of a shop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.audit.changes.compared import audits_then, compared
from clvcli.audit.changes.top_fifth import top_fifth
from clvcli.audit.worth.equity import NewCustomers, equity
from clvcli.audit.worth.what_if import WhatIf
from clvcli.contribution.settings import CostSettings
from clvcli.on_disk import held
from clvcli.output.report_sections.changed import changed
from clvcli.output.report_sections.equity import equity as equity_section
from clvcli.output.report_sections.what_if import what_if
from clvcli.output.words.languages import ENGLISH
from tests.audit.shop_by_days import AS_OF, audit_of, lines_of, sold

if TYPE_CHECKING:
    from clvcli.output.document import Section, Table
    from clvcli.output.report_inputs import Analysis, ReportInputs

YEAR_BEFORE = date(2023, 12, 31)
LINES = lines_of([
    *sold(*((f"kept{n}", ago) for n in range(40) for ago in (20 + n, 420 + n))),
    *sold(*((f"lapsed{n}", 400 + n) for n in range(10))),
    *sold(*((f"new{n}", 30 + n) for n in range(30))),
    *sold((None, 50), (None, 450)),
])  # fmt: skip
COSTS = CostSettings()


@pytest.fixture
def analysis(inputs: ReportInputs) -> Analysis:
    audit = audit_of(LINES, COSTS)
    then = audits_then({"DKK": audit}, LINES, COSTS, YEAR_BEFORE)["DKK"]
    first = inputs.analyses[0]
    levers = pl.DataFrame(
        {
            "lever": ["cac", "retention", "aov"],
            "change": ["-10%", "+1pp", "-5%"],
            "by": ["spend", "model", "model"],
            "equity_change": [Decimal("900.00"), Decimal("300.00"), Decimal("-200.00")],
            "clv_change": [9.0, 3.0, -2.0],
            "share": [0.9, 0.3, -0.2],
        },
        schema_overrides={"equity_change": pl.Decimal(38, 2)},
    )
    new = NewCustomers(per_year=30, clv_new=150.0, cac=50.0, discount_rate=0.1)
    return replace(
        first,
        audit=audit,
        compared=compared(audit, then),
        equity=equity(
            held(first.values).with_columns(clv_36m=pl.col("clv_residual") * 0.8), beyond_data=0.3, new=new
        ),
        what_if=WhatIf(before=Decimal(1000), customers=100, levers=levers, together=Decimal("1010.00")),
    )


def said(section: Section) -> str:
    return " ".join(ENGLISH.say(phrase) for phrase in section.answer)


def table_of(section: Section, name: str) -> Table:
    return next(table for table in section.tables if table.id == name)


def test_the_largest_cause_of_the_change_is_named(analysis: Analysis) -> None:
    section = changed(analysis)
    assert said(section) == (
        "The 12 months to 31 Dec 2024 brought 7,100 in net revenue, 2,000 more than those to 31 Dec 2023; the"
        " largest cause is customers, 2,000."
    )
    amounts = [row[1] for row in table_of(section, "bridge").rows]
    assert amounts == [5100.0, 2000.0, 0.0, 0.0, 0.0, 0.0, 7100.0]


def test_the_margin_is_named_only_where_costs_are_known(analysis: Analysis) -> None:
    section = changed(analysis)
    said_of_it = [*map(ENGLISH.say, section.notes), *(str(row) for table in section.tables for row in table.rows)]
    assert not [words for words in said_of_it if "margin" in words]


def test_customers_guests_and_the_shop_stand_under_the_flows(analysis: Analysis) -> None:
    rows = table_of(changed(analysis), "flows").rows
    assert [row[:3] for row in rows] == [
        ("kept", 40, 40), ("lapsed", 10, 0), ("back", 0, 0), ("new", 0, 30),
        ("by_guests", None, None), ("whole_shop", None, None),
    ]  # fmt: skip


def test_a_period_that_was_not_seen_whole_is_marked(analysis: Analysis) -> None:
    table = table_of(changed(replace(analysis, compared=None)), "new_returning")
    assert table.rows[-1][0] == "2024 Q4"
    assert table.flags == {}
    opened = audit_of(lines_of(sold(("a", 30)), opened=date(2024, 2, 1)), COSTS)
    early = table_of(changed(replace(analysis, compared=None, audit=opened)), "new_returning")
    assert early.flags == {(0, "period"): "incomplete"}


def test_each_year_of_acquisition_adds_up_to_the_shop(analysis: Analysis) -> None:
    *parts, shop = table_of(equity_section(analysis), "acquisition_by_year").rows
    for column in range(1, len(shop)):
        assert sum(row[column] for row in parts) == shop[column]  # type: ignore[misc]  # columns of money


def test_equity_has_its_parts_beside_it(analysis: Analysis) -> None:
    section = equity_section(analysis)
    assert {figure.id for figure in section.key_figures} == {
        "customer_equity", "customers", "equity_beyond_36m", "equity_beyond_data", "future_customers", "equity_total",
    }  # fmt: skip
    assert "are expected to bring" in said(section)


def test_the_answer_is_of_todays_customers_and_effects_below_zero_have_bars_too(analysis: Analysis) -> None:
    section = what_if(analysis)
    assert said(section).startswith("Of what was tried, retention +1pp moves the value of the 100 customers most")
    together = {row[0]: row[1] for row in table_of(section, "what_if_together").rows}
    assert together == {"sum_of_effects": 1000.0, "interaction": 10.0, "all_at_once": 1010.0}


def test_without_orders_each_section_says_what_to_give(inputs: ReportInputs) -> None:
    for make in (changed, equity_section, what_if):
        section = make(inputs.analyses[0])
        assert section.missing is not None
        assert ENGLISH.say(section.missing)


def test_last_years_best_fifth_are_counted_where_they_are_now() -> None:
    """Of ten customers the best two: one buys again, and more than any other."""
    bought = [
        *((f"p{n}", 500, 100 * n, False) for n in range(1, 11)),
        ("p10", 30, 900, False),
        ("p1", 40, 50, False),
    ]
    found = top_fifth(audit_of(lines_of(bought), COSTS))
    assert found is not None
    assert (found.customers, found.bought_again, found.stayed) == (2, 1, 1)
    assert top_fifth(audit_of(lines_of(sold(("a", 30)), opened=None), COSTS)) is None
    assert AS_OF.year == 2024
