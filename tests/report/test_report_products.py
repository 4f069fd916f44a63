from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from clvcli.output.report_sections.first_products import first_products
from clvcli.output.report_sections.preferences import preferences
from clvcli.output.report_sections.sizes import sizes
from clvcli.output.words.languages import ENGLISH
from clvcli.products.products import products_by_currency
from tests.products.products_shop import bought, goods
from tests.report.conftest import analyses, values

if TYPE_CHECKING:
    from clvcli.output.report_inputs import Analysis

MAKERS = (preferences, first_products, sizes)

Rows = list[dict[str, Any]]


def analysis(rows: Rows | None) -> Analysis:
    (found,) = analyses(values(40, currency="DKK"))
    if rows is None:
        return found
    (products,) = products_by_currency(bought(rows)).values()
    tiers = found.tiers.with_columns(tier=found.tiers["tier"].replace({"platinum": "gold", "gold": "silver"}))
    return replace(found, summaries={**found.summaries, "tiers": tiers}, products=products)


def shop(**facts: Any) -> Rows:
    """Return a hundred customers who begin with a shirt or a hat, and half of whom come back for shoes."""
    rows: Rows = []
    for number in range(100):
        what = "shirt" if number % 2 else "hat"
        size = ("M", "L", "38")[number % 3]
        line = {"product": what, "category": f"{what}s", "size": size, "money": 100 + 100 * (number % 2)} | facts
        rows += goods(f"1-{number}", f"{number:03}", number, line)
        rows += (
            goods(f"2-{number}", f"{number:03}", number + 30, line | {"product": "shoe"}) if number % 4 < 2 else []
        )
    return rows


@pytest.mark.parametrize("make", MAKERS)
def test_without_orders_each_section_asks_for_them(make: Any) -> None:
    section = make(analysis(None))
    assert section.missing is not None
    assert "give the orders" in ENGLISH.say(section.missing)


@pytest.mark.parametrize(
    ("make", "option"), [(preferences, "product"), (first_products, "product"), (sizes, "size")]
)
def test_without_the_column_each_section_says_how_to_name_it(make: Any, option: str) -> None:
    section = make(analysis(goods("1", "a", 0, {})))
    assert section.missing is not None
    assert f"--map {option}=COLUMN" in ENGLISH.say(section.missing)


@pytest.mark.parametrize("make", MAKERS)
def test_each_section_has_words_for_all_it_says(make: Any) -> None:
    section = make(analysis(shop(off=10)))
    assert section.missing is None
    assert section.tables
    said = [*section.answer, *section.notes, *(table.title for table in section.tables if table.title)]
    assert all("{" not in ENGLISH.say(phrase) for phrase in said)
    assert all(ENGLISH.heading(column) for table in section.tables for column in table.columns)


def test_sizes_stand_in_their_natural_order() -> None:
    (curve, *_) = sizes(analysis(shop())).tables
    place, category = curve.position("size"), curve.position("category")
    first = [row[place] for row in curve.rows if row[category] == curve.rows[0][category]]
    assert first == ["M", "L", "38"]


def test_where_products_of_a_category_are_alike_the_answer_names_categories() -> None:
    rows: Rows = []
    for number in range(200):
        what = ("shirt", "blouse", "hat", "cap")[number % 4]
        line = {"product": what, "category": "tops" if number % 4 < 2 else "heads"}
        money = 300 - 50 * (number % 4 // 2) + number // 4 % 2
        rows += goods(str(number), f"{number:03}", number, line | {"money": money})
    section = first_products(analysis(rows))
    (answer,) = section.answer
    assert ENGLISH.say(answer).startswith("Products of a category differ no more than chance would have it.")
    (table,) = section.tables
    assert {figure.value for figure in answer.figures.values()} <= {cell for row in table.rows for cell in row}
    assert {"value_per_customer", "likely_value"} <= {column.key for column in table.columns}
