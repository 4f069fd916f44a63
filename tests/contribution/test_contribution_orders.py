"""One row per order, down the ladder to its contribution: the tiny shop by hand, and what must hold of any shop."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from clvcli.contribution.orders import OrderTable, order_table
from clvcli.contribution.schema import ORDERS
from clvcli.contribution.settings import CostSettings
from clvcli.customers.known import known_at
from clvcli.orders.schema import names

END = date(2024, 6, 30)
ALL_COSTS = CostSettings(freight=Decimal(40), payment_fee=0.015, return_handling=Decimal(30))


def orders_of(lines: pl.DataFrame, costs: CostSettings = ALL_COSTS, day: date = END) -> OrderTable:
    return order_table(known_at(lines.lazy(), day), costs, as_of=day)


def row(found: OrderTable, order: str) -> dict[str, Any]:
    return found.frame.row(by_predicate=pl.col("order_id") == order, named=True)


def test_an_order_has_the_declared_columns(tiny_shop: pl.DataFrame) -> None:
    assert orders_of(tiny_shop).frame.columns == names(ORDERS)


def test_an_order_of_which_part_came_back_saves_the_cost_of_what_was_restocked(tiny_shop: pl.DataFrame) -> None:
    found = row(orders_of(tiny_shop), "O04")
    assert found["net_revenue"] == Decimal(576 - 288)
    assert found["goods_cost"] == Decimal(260 - 130)
    assert found["cm1"] == Decimal(158)
    assert found["return_cost"] == Decimal(30)


def test_an_order_that_came_back_whole_still_costs_its_delivery_and_return(tiny_shop: pl.DataFrame) -> None:
    found = row(orders_of(tiny_shop), "O05")
    assert (found["kept"], found["cm1"], found["freight"]) == (False, Decimal(0), Decimal(40))
    assert found["cm2"] == Decimal(0) - 40 - 30 - Decimal("14.40")  # 1.5 % of 960: these lines carry no tax


def test_goods_that_cannot_be_sold_again_are_a_cost(tiny_shop: pl.DataFrame) -> None:
    assert row(orders_of(tiny_shop, CostSettings(restocked=0.5)), "O05")["goods_cost"] == Decimal(200)


def test_two_orders_of_a_day_are_one_purchase(tiny_shop: pl.DataFrame) -> None:
    bo = orders_of(tiny_shop).frame.filter(pl.col("customer_key") == "bo@x.dk")
    assert dict(zip(bo["order_id"], bo["purchase_no"], strict=True)) == {"O02": 1, "O03": 1, "O07": 2}


def test_an_order_that_was_not_kept_is_no_purchase_and_an_order_all_the_same(tiny_shop: pl.DataFrame) -> None:
    carl = row(orders_of(tiny_shop), "O05")
    assert (carl["purchase_no"], carl["first_day"]) == (None, None)
    assert carl["first_valid_day"] == date(2024, 2, 14)


def test_without_any_cost_there_is_no_contribution(tiny_shop: pl.DataFrame) -> None:
    found = orders_of(tiny_shop.with_columns(cost_amount=pl.lit(None, tiny_shop["cost_amount"].dtype)))
    assert found.level == "none"
    assert found.frame.select("goods_cost", "cm1", "freight", "cm2").null_count().row(0) == (16,) * 4


def test_with_costs_of_goods_alone_the_ladder_ends_at_the_first_contribution(tiny_shop: pl.DataFrame) -> None:
    found = orders_of(tiny_shop, CostSettings())
    assert found.level == "cm1"
    left = found.frame.select((pl.col("net_revenue") - pl.col("goods_cost")).sum()).item()
    assert found.frame["cm1"].sum() == left
    assert found.frame["cm2"].null_count() == found.frame.height


def test_one_margin_stands_for_all_goods(tiny_shop: pl.DataFrame) -> None:
    found = orders_of(tiny_shop, CostSettings(margin=0.4))
    assert (found.level, found.coverage) == ("cm1", {})
    kept = float(found.frame["net_revenue"].sum())
    assert float(found.frame["cm1"].sum()) == pytest.approx(0.4 * kept, abs=1e-4)  # a rounding an order


def test_goods_without_a_cost_are_taken_to_cost_what_the_others_do(tiny_shop: pl.DataFrame) -> None:
    half = tiny_shop.with_columns(cost_amount=pl.when(pl.col("order_date") < date(2024, 3, 1)).then("cost_amount"))
    found = orders_of(half, CostSettings())
    rate, share = found.coverage["DKK"].cost_rate, found.coverage["DKK"].share
    assert 0 < share < 1
    late = row(found, "O08")
    assert late["goods_cost"] == pytest.approx(Decimal(648) * Decimal(rate), abs=Decimal("0.0001"))


def test_the_steps_of_every_order_add_up(tiny_shop: pl.DataFrame) -> None:
    frame = orders_of(tiny_shop).frame
    costs = pl.sum_horizontal("freight", "packing", "handling", "payment_fee", "return_cost")
    steps = frame.select(
        (pl.col("gross") - pl.col("discount") == pl.col("net_sales")).all().alias("net sales"),
        (pl.col("net_sales") - pl.col("returns") == pl.col("net_revenue")).all().alias("net revenue"),
        (pl.col("net_revenue") - pl.col("goods_cost") == pl.col("cm1")).all().alias("cm1"),
        (pl.col("cm1") + pl.col("shipping_income") - costs == pl.col("cm2")).all().alias("cm2"),
    )
    assert steps.row(0) == (True, True, True, True)


def test_what_comes_back_later_is_not_known_yet(tiny_shop: pl.DataFrame) -> None:
    found = row(orders_of(tiny_shop, day=date(2024, 2, 20)), "O05")
    assert (found["kept"], found["returns"]) == (True, Decimal(0))
