from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.products.products import Products, products_by_currency
from tests.products.products_shop import START, bought, everybody, goods, tiered

few = settings(derandomize=True, max_examples=25, deadline=None)

Rows = list[dict[str, Any]]
TOP, HAT, SHOE = ({"category": name} for name in ("tops", "hats", "shoes"))


def told(rows: Rows, **facts: Any) -> Products:
    (found,) = products_by_currency(bought(rows, **facts)).values()
    return found


@few
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 60), st.sampled_from("xyz")), min_size=2, max_size=30)
)
def test_rows_add_up_to_one(purchases: list[tuple[str, int, str]]) -> None:
    rows = [
        row for n, (key, day, what) in enumerate(purchases) for row in goods(str(n), key, day, {"category": what})
    ]
    found = told(rows).next_categories
    sums = found.group_by("category").agg(
        pl.col("probability").sum(), pl.col("purchases").sum(), pl.col("support").first()
    )
    assert sums["probability"].to_list() == pytest.approx([1.0] * sums.height)  # shares of one sum
    assert sums["purchases"].to_list() == sums["support"].to_list()


def test_a_purchase_is_of_the_category_of_its_dearest_goods_and_orders_of_one_day_are_one() -> None:
    rows = goods("1", "a", 0, TOP | {"money": 10}, HAT | {"money": 20}) + goods("2", "a", 0, SHOE | {"money": 5})
    rows += goods("3", "a", 9, SHOE)
    found = told(rows).next_categories.select("category", "next_category", "purchases").rows()
    assert found == [("hats", "shoes", 1)]


def test_a_purchase_without_a_category_parts_what_is_before_from_what_is_after() -> None:
    rows = goods("1", "a", 0, TOP) + goods("2", "a", 5, {"product": "x"}) + goods("3", "a", 9, HAT)
    assert told(rows).next_categories.is_empty()


def test_the_last_purchase_of_one_customer_does_not_lead_to_the_first_of_another() -> None:
    assert told(goods("1", "a", 0, TOP) + goods("2", "b", 5, HAT)).next_categories.is_empty()


def test_the_trend_is_of_the_tier_and_told_beside_that_of_all() -> None:
    now = (bought(goods("1", "a", 0, TOP)).as_of - START).days
    rows = goods("1", "a", now - 500, TOP) + goods("2", "a", now - 10, HAT)
    rows += goods("3", "b", now - 500, TOP) + goods("4", "b", now - 10, TOP)
    found = told(rows, people=pl.concat([tiered("a"), tiered("b", tier="silver")])).category_trend
    gold = {row["category"]: row for row in found.filter(pl.col("tier") == "gold").to_dicts()}
    assert {name: (row["change"], row["base_change"]) for name, row in gold.items()} == {
        "hats": (1.0, 0.5),
        "tops": (-1.0, -0.5),
    }


def test_a_tier_that_bought_nothing_in_a_year_has_no_trend() -> None:
    rows = goods("1", "a", 0, TOP)
    assert told(rows, people=everybody(pl.DataFrame(bought(rows).lines.collect()))).category_trend.is_empty()
