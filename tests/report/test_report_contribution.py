"""The section on what is left of sales: its figures agree, and it claims no more than costs allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import polars as pl
import pytest

from clvcli.audit.audit import Audit
from clvcli.contribution.goods import goods_table
from clvcli.contribution.open_returns import return_days
from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import CostSettings
from clvcli.customers.known import known_at
from clvcli.output.report_sections.contribution import contribution
from clvcli.output.words.languages import ENGLISH
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    from clvcli.output.document import Section, Table
    from clvcli.output.report_inputs import Analysis

END = date(2024, 6, 30)
DELIVERY = CostSettings(freight=Decimal(40), payment_fee=0.015, return_handling=Decimal(30))
NO_COST = pl.lit(None, pl.Decimal(18, 4)).alias("cost_amount")


def audit_of(lines: pl.DataFrame, costs: CostSettings, end: date = END) -> Audit:
    known = known_at(lines.lazy(), end)
    table = order_table(known, costs, as_of=end)
    return Audit(
        currency="DKK",
        orders=table.orders,
        as_of=end,
        first_date=date(2024, 1, 5),
        level=table.level,
        goods=goods_table(known, costs, table),
        return_days=return_days(known),
        covered=table.coverage["DKK"].share if table.coverage else None,
    )


def section_of(audit: Audit | None) -> Section:
    return contribution(cast("Analysis", SimpleNamespace(audit=audit, currency="DKK")))


def told(section: Section) -> str:
    """Return all the words a reader sees of a section."""
    headings = [ENGLISH.heading(column) for table in section.tables for column in table.columns]
    titles = [ENGLISH.say(table.title) for table in section.tables if table.title]
    terms = [ENGLISH.term(str(row[0])) for table in section.tables for row in table.rows]
    meanings = [f"{ENGLISH.term(each.id)} {ENGLISH.say(each.meaning)}" for each in section.key_figures]
    sentences = [ENGLISH.say(phrase) for phrase in (*section.answer, *section.notes)]
    return " ".join([ENGLISH.title(section.id), *headings, *titles, *terms, *meanings, *sentences])


def table_of(section: Section, name: str) -> Table:
    return next(table for table in section.tables if table.id == name)


def test_the_answer_says_what_is_left_of_a_hundred() -> None:
    sold, back = order_rows("A", date(2024, 1, 5), "a", Decimal(400), currency="DKK", refund=Decimal(100))
    sold |= {"gross_amount": Decimal(500), "discount_amount": Decimal(100), "cost_amount": Decimal(160)}
    section = section_of(audit_of(canonical_lines([sold, back | {"cost_amount": Decimal(-40)}]), DELIVERY))
    assert [ENGLISH.say(phrase) for phrase in section.answer] == [
        "Of 100 in gross sales 80.0 is left after discounts and 60.0 after returns.",
        # 300 - 120 = 180 of 500; less 40 freight, 6 fee, 30 for the return: 104
        "After the cost of goods 36.0 is left, and 20.8 after delivery, payment and the handling of returns.",
    ]


def test_a_shop_without_discounts_is_not_told_of_them(tiny_shop: pl.DataFrame) -> None:
    section = section_of(audit_of(tiny_shop, CostSettings()))
    assert ENGLISH.say(section.answer[0]) == "Of 100 in gross sales 84.7 is left after returns."


def test_without_costs_nothing_is_called_contribution(tiny_shop: pl.DataFrame) -> None:
    words = told(section_of(audit_of(tiny_shop.with_columns(NO_COST), CostSettings()))).lower()
    assert not [word for word in ("contribution", "profit") if word in words]
    assert "what goods cost is not known; --margin 45%" in words


def test_with_costs_of_goods_alone_there_is_no_second_contribution(tiny_shop: pl.DataFrame) -> None:
    section = section_of(audit_of(tiny_shop, CostSettings()))
    assert table_of(section, "money_ladder").rows[-1][0] == "money_cm1"
    assert "= contribution 2" not in told(section)


def test_costs_that_nobody_named_have_no_row(tiny_shop: pl.DataFrame) -> None:
    steps = [row[0] for row in table_of(section_of(audit_of(tiny_shop, DELIVERY)), "money_ladder").rows]
    assert "money_freight" in steps
    assert "money_packing" not in steps


def test_a_month_that_is_not_over_is_no_row(tiny_shop: pl.DataFrame) -> None:
    months = [
        row[0]
        for row in table_of(section_of(audit_of(tiny_shop, DELIVERY, date(2024, 6, 29))), "ladder_by_month").rows
    ]
    assert months == [date(2024, month, 1) for month in (1, 2, 3, 4, 5)]


def test_parts_that_say_nothing_apart_are_left_out(tiny_shop: pl.DataFrame) -> None:
    names = {table.id for table in section_of(audit_of(tiny_shop, DELIVERY)).tables}
    assert not names & {"ladder_by_channels", "ladder_by_countries", "ladder_by_category"}
    web = pl.when(pl.col("order_date") < date(2024, 3, 1)).then(pl.lit("web")).alias("channel")
    channels = table_of(section_of(audit_of(tiny_shop.with_columns(web), DELIVERY)), "ladder_by_channels")
    assert [row[0] for row in channels.rows] == ["not named", "web"]


def test_many_parts_are_one_row_and_still_the_shop() -> None:
    rows = [
        row
        for number in range(20)
        for row in order_rows(
            f"O{number}", END, "a", Decimal(100 + number), currency="DKK", country=f"C{number:02}"
        )
    ]
    section = section_of(audit_of(canonical_lines(rows), CostSettings(margin=0.4)))
    countries, shop = table_of(section, "ladder_by_countries"), table_of(section, "money_ladder")
    left = countries.position("cm1")
    assert (len(countries.rows), countries.rows[-1][0]) == (12, "all others")
    assert sum(cast("float", row[left]) for row in countries.rows) == pytest.approx(
        shop.rows[-1][1], abs=1e-6
    )  # floats


def test_what_open_orders_brought_is_provisional() -> None:
    rows = [*order_rows("A", date(2024, 1, 5), "a", Decimal(100), currency="DKK", refund=Decimal(50),
                        refunded_at=date(2024, 1, 15)), *order_rows("B", END, "b", Decimal(200), currency="DKK")]  # fmt: skip
    section = section_of(audit_of(canonical_lines(rows), CostSettings()))
    assert {each.id: each.figure.value for each in section.key_figures} == {
        "provisional_revenue": 200.0,
        "return_reserve": 100.0,
    }


def test_returns_without_a_day_leave_no_reserve() -> None:
    rows = [*order_rows("A", date(2024, 1, 5), "a", Decimal(100), currency="DKK", refund=Decimal(50)),
            *order_rows("B", END, "b", Decimal(200), currency="DKK")]  # fmt: skip
    reserve = section_of(audit_of(canonical_lines(rows), CostSettings())).key_figures[1]
    assert reserve.figure.value is None
    assert reserve.meaning.key == "reserve_undated"


def test_a_cost_known_in_part_is_told(tiny_shop: pl.DataFrame) -> None:
    audit = replace(audit_of(tiny_shop, DELIVERY), covered=0.8)
    assert "Cost is known for 80% of net sales" in told(section_of(audit))


def test_without_orders_the_section_says_what_to_give() -> None:
    assert section_of(None).missing is not None
