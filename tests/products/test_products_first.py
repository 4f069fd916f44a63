from __future__ import annotations

from datetime import timedelta
from math import sqrt
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.products.first import LEAST_SECOND
from clvcli.products.products import products_by_currency
from tests.products.products_shop import START, bought, goods

if TYPE_CHECKING:
    from clvcli.config import FirstCredit

SHIRT, HAT = {"product": "shirt", "category": "tops"}, {"product": "hat", "category": "hats"}

Rows = list[dict[str, Any]]


def first(rows: Rows, *, credit: FirstCredit = "full", **facts: Any) -> Rows:
    (found,) = products_by_currency(bought(rows, **facts), credit=credit).values()
    return found.first.to_dicts()


def prices(rows: Rows) -> dict[str, dict[str, Any]]:
    (found,) = products_by_currency(bought(rows)).values()
    return {row["product"]: row for row in found.first_prices.to_dicts()}


def test_value_and_return_are_those_of_a_year() -> None:
    rows = goods("1", "a", 0, SHIRT | {"money": 10})
    rows += goods("2", "a", 365, HAT | {"money": 20}) + goods("3", "a", 366, HAT | {"money": 40})
    (found,) = first(rows)
    assert (found["product"], found["buyers"], found["repeat_rate"]) == ("shirt", 1, 1.0)
    assert (found["value"], found["first_value"]) == (30.0, 10.0)


def test_customers_not_yet_observed_for_a_year_are_left_out() -> None:
    rows = goods("1", "a", 0, SHIRT)
    assert first(rows, as_of=START + timedelta(days=364)) == []
    assert first(rows, as_of=START + timedelta(days=365))[0]["buyers"] == 1


def test_customers_whose_first_purchase_may_not_be_the_first_are_left_out() -> None:
    rows = goods("1", "a", 0, SHIRT) + goods("2", "b", 9, SHIRT)
    known = bought(rows).people.collect().with_columns(since=pl.lit(START + timedelta(days=9)))
    assert first(rows, people=known)[0]["buyers"] == 1


def test_who_began_with_two_products_counts_whole_for_both() -> None:
    rows = goods("1", "a", 0, SHIRT | {"money": 10}, HAT | {"money": 5}) + goods("2", "b", 0, SHIRT | {"money": 10})
    assert [(row["product"], row["customers"], row["value"]) for row in first(rows)] == [
        ("shirt", 2.0, 25.0),
        ("hat", 1.0, 15.0),
    ]


def test_shared_credit_goes_by_money_and_adds_up_to_the_shop() -> None:
    rows = goods("1", "a", 0, SHIRT | {"money": 30}, HAT | {"money": 10}) + goods(
        "2", "b", 0, SHIRT | {"money": 10}
    )
    found = first(rows, credit="shared")
    assert [(row["product"], row["buyers"], row["customers"]) for row in found] == [
        ("shirt", 2, 1.75),
        ("hat", 1, 0.25),
    ]
    assert sum(row["value"] for row in found) == 50.0


def test_a_second_order_of_the_same_day_is_no_return() -> None:
    rows = goods("1", "a", 0, SHIRT) + goods("2", "a", 0, SHIRT)
    assert first(rows)[0]["repeat_rate"] == 0.0


def test_value_is_contribution_where_costs_are_known() -> None:
    rows = goods("1", "a", 0, SHIRT) + goods("2", "a", 9, HAT)
    (found,) = first(rows, margin=0.4)
    assert (found["value"], found["first_value"]) == (80.0, 40.0)


def test_the_next_category_is_that_of_most_second_purchases_where_they_are_enough() -> None:
    keys = [str(number) for number in range(LEAST_SECOND)]
    rows = [row for key in [*keys, "late"] for row in goods(f"1-{key}", key, 0, SHIRT)]
    for key in keys[:8]:
        rows += goods(f"2-{key}", key, 30, HAT, SHIRT | {"money": 10})
    rows += goods("2-late", "late", 400, SHIRT)
    assert first(rows)[0]["next_category"] is None
    rows += goods("2-8", "8", 30, SHIRT) + goods("2-9", "9", 30, SHIRT)
    (found,) = first(rows)
    assert (found["next_category"], found["next_share"]) == ("hats", 0.8)


def test_what_came_back_of_it_is_a_share_of_the_money_for_it() -> None:
    rows = goods("1", "a", 0, SHIRT | {"money": 30, "back": 5}, HAT) + goods("2", "b", 0, SHIRT | {"money": 10})
    assert {row["product"]: row["return_rate"] for row in first(rows)} == {"shirt": 0.75, "hat": 0.0}


def test_the_top_index_is_the_share_in_the_top_tier_over_that_of_all_who_began() -> None:
    rows = [row for key in "abcd" for row in goods(f"1{key}", key, 0, SHIRT if key in "ab" else HAT)]
    assert {row["product"]: row["top_index"] for row in first(rows)} == {"shirt": 2.0, "hat": 0.0}


def test_what_few_began_with_is_led_back_to_its_category_and_what_many_began_with_is_not() -> None:
    rows: Rows = []
    for product, buyers, again in (("many", 400, 240), ("some", 400, 160), ("few", 4, 4)):
        for number in range(buyers):
            key = f"{product}{number}"
            rows += goods(key, key, 0, {"product": product, "category": "tops"})
            rows += goods(f"{key}-2", key, 30, HAT) if number < again else []
    rates = {row["product"]: row["likely_repeat_rate"] for row in first(rows)}
    whole = 404 / 804
    assert rates["many"] == pytest.approx(0.6, abs=0.01)  # 400 customers: their own rate, nearly
    assert whole < rates["few"] < 0.8


def test_where_products_do_not_differ_each_has_the_mean_of_its_category() -> None:
    rows: Rows = []
    for product in ("one", "two"):
        for number in range(10):
            key = f"{product}{number}"
            rows += goods(key, key, 0, {"product": product, "category": "tops"})
            rows += goods(f"{key}-2", key, 30, HAT) if number < 5 else []
    assert [row["likely_repeat_rate"] for row in first(rows)] == [pytest.approx(0.5)] * 2  # a mean of means


def test_prices_have_their_own_means_with_intervals_and_are_led_back_to_nothing() -> None:
    rows: Rows = []
    for number in range(20):
        rows += goods(
            str(number), str(number), 0, SHIRT | {"money": 80 + 10 * (number // 2 % 5), "off": number % 2}
        )
    for price in prices(rows).values():
        assert price["value_per_customer"] == 100.0
        assert price["high"] - 100 == pytest.approx(1.2816 * sqrt(2000 / 9 / 10), rel=1e-4)  # 1.2816: five digits
        assert price["high"] - 100 == pytest.approx(100 - price["low"])  # symmetric
        assert "likely_value" not in price


def test_one_customer_has_no_interval() -> None:
    assert first(goods("1", "a", 0, SHIRT))[0]["low"] is None


def test_who_began_with_a_discount_is_told_from_who_paid_the_full_price() -> None:
    rows = goods("1", "a", 0, SHIRT | {"off": 20}, HAT) + goods("2", "b", 0, SHIRT) + goods("3", "b", 50, HAT)
    found = prices(rows)
    assert {name: (row["buyers"], row["repeat_rate"]) for name, row in found.items()} == {
        "discounted": (1, 0.0),
        "full_price": (1, 1.0),
    }


def test_currencies_stay_apart() -> None:
    rows = goods("1", "a", 0, SHIRT) + goods("2", "a", 9, HAT, currency="SEK")
    found = products_by_currency(bought(rows))
    assert {currency: each.first["product"].to_list() for currency, each in found.items()} == {
        "DKK": ["shirt"],
        "SEK": ["hat"],
    }
