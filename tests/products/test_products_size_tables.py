from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from clvcli.products.habits import top_category
from clvcli.products.kept_lines import kept_lines
from clvcli.products.products import Products, products_by_currency
from clvcli.products.sizes import usual_sizes
from tests.products.products_shop import LATER, START, bought, goods

Rows = list[dict[str, Any]]


def shirt(size: str, **more: Any) -> dict[str, Any]:
    return {"product": "shirt", "category": "tops", "size": size, **more}


def told(rows: Rows, **facts: Any) -> Products:
    (found,) = products_by_currency(bought(rows, **facts)).values()
    return found


def curve(found: Products, tier: str | None = None) -> dict[str, list[Any]]:
    rows = found.size_curve.filter(pl.col("tier").eq_missing(pl.lit(tier, pl.String)))
    return {size: rest for size, *rest in rows.select("size", "sold", "kept", "kept_share", "return_rate").rows()}


def test_the_curve_is_of_what_was_kept_of_all_orders_and_buyers() -> None:
    rows = goods("1", "a", 0, shirt("Medium", quantity=2), shirt("L", back=5))
    rows += (
        goods("2", None, 0, shirt("m")) + goods("3", "b", 0, shirt("L", back=9)) + goods("4", "b", 1, shirt("L"))
    )
    assert curve(told(rows)) == {"M": [3.0, 3.0, 0.75, 0.0], "L": [3.0, 1.0, 0.25, pytest.approx(2 / 3)]}
    assert curve(told(rows), "gold") == {"M": [2.0, 2.0, 1.0, 0.0], "L": [1.0, 0.0, 0.0, 1.0]}


def test_orders_whose_returns_are_not_over_are_left_out() -> None:
    rows = goods("1", "a", 0, shirt("M")) + goods("2", "a", 100, shirt("L"))
    known = replace(bought(rows, as_of=START + timedelta(days=100)), return_days=30)
    (found,) = products_by_currency(known).values()
    assert set(curve(found)) == {"M"}
    assert found.size_orders["orders"].to_list() == [1]


def test_returns_that_name_no_size_leave_the_return_rate_open() -> None:
    rows = goods("1", "a", 0, shirt("M"), shirt("L"))
    back = goods("2", "a", 0, shirt("M", back=3))
    back[1] |= {"size": None, "product": None, "category": None, "quantity": None}
    found = told([*rows, *back, *goods("3", "b", 9, shirt("M"))]).size_curve.filter(pl.col("tier").is_null())
    assert found["return_rate"].to_list() == [None, None]
    assert found["kept"].to_list() == found["sold"].to_list()


def test_two_sizes_of_one_product_in_an_order_are_bracketing_and_of_two_products_are_not() -> None:
    rows = goods("1", "a", 0, shirt("M"), shirt("L", back=3))
    rows += goods("2", "b", 0, shirt("M"), shirt("L") | {"product": "blouse"}) + goods(
        "3", "b", 5, shirt("M", quantity=2)
    )
    found = told(rows).size_orders.row(0, named=True)
    assert (found["orders"], found["bracketed"], found["bracketing"]) == (3, 1, pytest.approx(1 / 3))


@pytest.mark.parametrize(("day", "swaps"), [(10, 1), (39, 1), (40, 0), (8, 0)])
def test_the_same_product_up_to_thirty_days_after_its_return_is_an_exchange(day: int, swaps: int) -> None:
    rows = goods("1", "a", 0, shirt("M", back=9), shirt("S") | {"product": "hat"}) + goods(
        "2", "a", day, shirt("L")
    )
    found = told(rows).size_orders.row(0, named=True)
    assert (found["swaps"], found["other_size"]) == (swaps, swaps)


def test_another_product_after_a_return_is_no_exchange() -> None:
    rows = goods("1", "a", 0, shirt("M", back=9)) + goods("2", "a", 12, shirt("L") | {"product": "hat"})
    assert told(rows).size_orders["swaps"].sum() == 0


def test_the_usual_size_is_that_of_most_kept_units_and_needs_two() -> None:
    rows = goods("1", "a", 0, shirt("M", quantity=2), shirt("L", quantity=3, back=4)) + goods(
        "2", "b", 0, shirt("M")
    )
    rows += goods("3", "c", 0, shirt("S", quantity=2)) + goods("4", "c", 9, shirt("M", quantity=2))
    found = usual_sizes(kept_lines(bought(rows).lines.lazy(), LATER))
    assert found.select("customer_key", "size", "units", "share").rows() == [
        ("a", "M", 2.0, 1.0),
        ("c", "M", 2.0, 0.5),
    ]
    assert told(rows).usual_sizes["customers"].to_list() == [2]


def test_what_came_back_whole_is_not_what_was_bought_last() -> None:
    hat, sock = {"product": "hat", "category": "hats", "size": "S"}, {"product": "sock", "category": "socks"}
    rows = goods("1", "a", 0, hat | {"quantity": 2}) + goods("2", "a", 9, shirt("M", quantity=2))
    rows += goods("3", "a", 30, hat | {"back": 5}, shirt("L", quantity=2), sock)
    rows += goods("4", "a", 40, shirt("M", back=5), sock | {"back": 2}, shirt("XS") | {"category": "vests"})
    kept = kept_lines(bought(rows).lines.lazy(), LATER)
    assert usual_sizes(kept).select("category", "size").rows() == [("hats", "S"), ("tops", "L")]
    less = kept.filter(pl.col("size").ne_missing("L"))
    assert top_category(less)["category"].to_list() == ["tops"]
