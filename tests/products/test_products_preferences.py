from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.products.likely_index import likely_index
from clvcli.products.products import Products, products_by_currency
from tests.conftest import canonical_lines
from tests.products.products_shop import bought, bought_of, everybody, goods

few = settings(derandomize=True, max_examples=15, deadline=None)

Rows = list[dict[str, Any]]

DOUBLED = ("gross_amount", "discount_amount", "net_amount", "refund_amount")

PURCHASES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.integers(0, 300), st.sampled_from(["tops", "hats", "shoes"])),
    min_size=1,
    max_size=25,
)


def shop(purchases: list[tuple[str, int, str]]) -> Rows:
    return [
        row
        for number, (key, day, category) in enumerate(purchases)
        for row in goods(str(number), key, day, {"product": f"a {category}", "category": category, "off": day % 2})
    ]


def told(rows: Rows, **facts: Any) -> Products:
    (found,) = products_by_currency(bought(rows, **facts)).values()
    return found


def of(found: Products, dimension: str, tier: str = "gold") -> dict[str, dict[str, Any]]:
    rows = found.preferences.filter(pl.col("dimension") == dimension, pl.col("tier") == tier)
    return {row["value"]: row for row in rows.to_dicts()}


@few
@given(PURCHASES)
def test_among_all_customers_every_index_is_one(purchases: list[tuple[str, int, str]]) -> None:
    rows = shop(purchases)
    found = told(rows, people=everybody(canonical_lines(rows), top=99)).preferences
    for name in ("index", "likely_index", "spent_index"):
        assert found[name].to_list() == pytest.approx([1.0] * found.height)  # quotients of the same sums


@few
@given(PURCHASES)
def test_doubled_amounts_and_shuffled_rows_change_no_share(purchases: list[tuple[str, int, str]]) -> None:
    rows = shop(purchases)
    twice = [row | {name: row[name] * 2 for name in DOUBLED if name in row} for row in rows]
    once = told(rows).preferences
    assert told(twice).preferences.equals(once)
    shuffled = canonical_lines(rows).sample(fraction=1.0, shuffle=True, seed=1)
    (mixed,) = products_by_currency(bought_of(shuffled)).values()
    assert mixed.preferences.equals(once)


@few
@given(PURCHASES)
def test_parts_add_up(purchases: list[tuple[str, int, str]]) -> None:
    found = told(shop(purchases)).preferences
    every = found.group_by("dimension", "value").agg(pl.col("buyers").sum(), pl.col("base_buyers").first())
    assert every["buyers"].to_list() == every["base_buyers"].to_list()
    classes = found.filter(pl.col("dimension") == "discount_class")
    by_tier = classes.group_by("tier").agg(pl.col("buyers").sum(), pl.col("customers").first())
    assert by_tier["buyers"].to_list() == by_tier["customers"].to_list()
    spent = found.filter(pl.col("dimension") == "category").group_by("tier").agg(pl.col("spent_share").sum())
    assert spent["spent_share"].to_list() == pytest.approx([1.0] * spent.height)  # shares of one sum


def test_shares_are_of_the_customers_of_the_tier_and_of_all() -> None:
    rows = goods("1", "a", 0, {"category": "hats"}) + goods("2", "b", 0, {"category": "tops", "money": 300})
    rows += goods("3", "c", 0, {"category": "hats"}) + goods("4", "d", 0, {"category": "tops"})
    hats = of(told(rows), "category")["hats"]
    assert (hats["share"], hats["base_share"], hats["index"]) == (1.0, 0.5, 2.0)
    assert hats["spent_index"] == pytest.approx(3.0)  # 1 over the rounded 2 / 6
    tops = of(told(rows), "category", "silver")["tops"]
    assert (tops["buyers"], tops["customers"], tops["base_buyers"], tops["base_customers"]) == (2, 3, 2, 4)


def test_what_came_back_was_not_bought() -> None:
    rows = goods("1", "a", 0, {"size": "M"}, {"size": "L", "back": 9})
    assert set(of(told(rows), "size")) == {"M"}


@pytest.mark.parametrize(
    ("discounts", "expected"),
    [
        ([1, 1, 1, 1, 0], "always"),
        ([1, 1, 1, 0], "mostly"),
        ([1, 0], "mostly"),
        ([1, 0, 0], "sometimes"),
        ([0], "never"),
    ],
)
def test_the_discount_class_goes_by_purchases_with_a_discount(discounts: list[int], expected: str) -> None:
    rows = [
        row for day, off in enumerate(discounts) for row in goods(str(day), "a", day, {"product": "x", "off": off})
    ]
    rows += goods("other", "b", 0, {"product": "x", "off": 1})
    assert [value for value, row in of(told(rows), "discount_class").items() if row["buyers"]] == [expected]


def test_columns_that_say_nothing_make_no_rows() -> None:
    found = told(goods("1", "a", 0, {"product": "x"}))
    assert found.named == {"product"}
    assert found.preferences["dimension"].unique().to_list() == ["product"]


def test_goods_without_any_name_leave_empty_tables() -> None:
    found = told(goods("1", "a", 0, {}))
    tables = (found.preferences, found.next_categories, found.size_curve, found.size_orders)
    assert all(table.is_empty() for table in tables)


def test_the_likely_index_of_few_is_near_one_and_of_many_as_counted() -> None:
    base = np.full(4, 0.1)
    buyers, among = np.array([2.0, 200.0, 5.0, 100.0]), np.array([10.0, 1000.0, 10.0, 2000.0])
    likely, low, high = likely_index(buyers, among, base, 20_000.0)
    assert 1 < likely[0] < 2
    assert likely[1] == pytest.approx(2.0, rel=0.05)  # a thousand customers
    assert (low < likely).all()
    assert (likely < high).all()


def test_the_likely_index_keeps_to_one_where_nothing_differs_beyond_luck() -> None:
    base = np.full(50, 0.1)
    likely, low, high = likely_index(np.full(50, 10.0), np.full(50, 100.0), base, 1000.0)
    assert likely == pytest.approx(np.ones(50))  # as many as expected
    assert ((low < 1) & (high > 1)).all()
