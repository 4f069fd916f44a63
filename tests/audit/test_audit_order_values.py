"""What an order is worth: parts that add up to the shop, products that are the whole, bands without gaps."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.audit.audit import audits
from clvcli.audit.buying.attach import attached_categories
from clvcli.audit.buying.order_values import NUMBERS, order_values, round_limits
from clvcli.contribution.settings import CostSettings
from clvcli.customers.summary import summarise
from tests.audit.audit_shop import Sale, audit_of, lines_of, shop

SALES = st.lists(
    st.tuples(
        st.sampled_from([*"abcdef", None]),
        st.integers(0, 1400),
        st.integers(1, 5000),
        st.sampled_from(["k", "s", None]),
    ),
    min_size=1,
    max_size=30,
)
MONEY = ("aov", "aov_kept", "aov_charged", "median", "p90", "price_per_unit")


@settings(derandomize=True, max_examples=40, deadline=None)
@given(SALES)
def test_the_groups_of_each_kind_add_up_to_the_shop(sales: list[Sale]) -> None:
    groups = order_values(shop(sales)).groups
    totals = groups.group_by("by").agg(
        pl.col("orders", "kept").sum(), money=(pl.col("aov") * pl.col("orders")).sum()
    )
    whole = totals.row(by_predicate=pl.col("by") == "shop", named=True)
    for each in totals.iter_rows(named=True):
        assert (each["orders"], each["kept"]) == (whole["orders"], whole["kept"])
        assert each["money"] == pytest.approx(whole["money"], rel=1e-12)  # the rounding of floats


@settings(derandomize=True, max_examples=40, deadline=None)
@given(SALES)
def test_units_times_price_is_the_order_value(sales: list[Sale]) -> None:
    for each in order_values(shop(sales)).groups.iter_rows(named=True):
        assert each["units_per_order"] * each["price_per_unit"] == pytest.approx(each["aov"], rel=1e-12)  # floats


@settings(derandomize=True, max_examples=40, deadline=None)
@given(SALES)
def test_every_order_is_in_one_band(sales: list[Sale]) -> None:
    found = order_values(shop(sales))
    assert found.bands["orders"].sum() == len(sales)
    assert found.bands["net_sales"].sum() == sum(amount for _, _, amount, _ in sales)
    assert found.bands["orders_share"].sum() == pytest.approx(1, rel=1e-12)  # floats
    assert found.bands["low"][1:].to_list() == found.bands["high"][:-1].to_list()
    assert found.bands["low"][0] is None
    assert found.bands["high"][-1] is None


@settings(derandomize=True, max_examples=20, deadline=None)
@given(SALES, st.integers(0, 10))
def test_the_order_of_rows_changes_nothing(sales: list[Sale], seed: int) -> None:
    lines = lines_of(sales)
    as_they_came, shuffled = (
        order_values(audit_of(lines)),
        order_values(audit_of(lines.sample(fraction=1, shuffle=True, seed=seed))),
    )
    for name in ("groups", "bands", "frequency"):
        assert_frame_equal(getattr(as_they_came, name), getattr(shuffled, name))


@settings(derandomize=True, max_examples=20, deadline=None)
@given(SALES)
def test_twice_the_money_doubles_money_and_leaves_counts_and_shares(sales: list[Sale]) -> None:
    once, twice = (order_values(shop(sales, times=times)) for times in (1, 2))
    doubled = once.groups.with_columns(pl.col(MONEY) * 2)
    assert_frame_equal(twice.groups, doubled)
    assert_frame_equal(twice.frequency, once.frequency)


def test_orders_of_one_day_have_one_number_and_guests_none() -> None:
    found = order_values(shop([("a", 0, 10, None), ("a", 0, 20, None), ("a", 9, 30, None), (None, 5, 40, None)]))
    numbers = found.groups.filter(pl.col("by") == "number")
    assert dict(numbers.select("group", "orders").iter_rows()) == {"first": 2, "second": 1, "guest": 1}
    assert set(numbers["group"]) <= set(NUMBERS)


def test_purchases_a_year_are_said_of_those_observed_for_one() -> None:
    sales: list[Sale] = [("old", 0, 10, None), ("old", 400, 10, None), ("young", 1400, 10, None)]
    frequency = order_values(shop(sales)).frequency.row(0, named=True)
    assert frequency["customers"] == 1
    assert frequency["mean"] == pytest.approx(2 / (1460 / 365.25), rel=1e-12)  # floats
    none = order_values(shop([("young", 1400, 10, None)])).frequency.row(0, named=True)
    assert (none["customers"], none["mean"]) == (0, None)


def test_units_that_nobody_counted_are_not_none(tiny_shop: pl.DataFrame) -> None:
    lines = tiny_shop.lazy()
    found = order_values(audits(lines, summarise(lines), CostSettings())["DKK"]).groups
    assert found["units_per_order"].null_count() == found["price_per_unit"].null_count() == found.height


def test_the_tiny_shop_has_its_order_values(tiny_shop: pl.DataFrame) -> None:
    lines = tiny_shop.lazy()
    whole = order_values(audits(lines, summarise(lines), CostSettings())["DKK"]).groups.row(0, named=True)
    sold = {"gross": 10_500, "discount": 330}  # incl. 25 % VAT: O01 to O16 of the fixture
    assert whole["orders"] == 16
    assert whole["kept"] == 15
    assert whole["aov"] == pytest.approx((sold["gross"] - sold["discount"]) / 1.25 / 16, rel=1e-12)  # floats


@pytest.mark.parametrize(
    ("low", "high", "limits"),
    [(180, 1700, [200, 500, 1000]), (0, 10, []), (7, 7, []), (0.04, 0.3, [0.05, 0.1, 0.2]), (1, 10**6, 6)],
)
def test_limits_of_bands_are_round(low: float, high: float, limits: list[float] | int) -> None:
    found = round_limits(low, high)
    assert (len(found) if isinstance(limits, int) else found) == limits


def test_lift_is_the_share_beside_the_category_over_the_share_of_all() -> None:
    """30 orders with both k and s, 30 with k alone, 60 with neither: 1/2 beside k, 1/4 of all."""
    rows = [("o", str(number), "c", "DKK", name) for number, names in _baskets() for name in names]
    frame = pl.DataFrame(rows, schema=["store", "order_id", "customer_key", "currency", "category"], orient="row")
    pairs = attached_categories(frame)
    assert pairs.filter(pl.col("category") == "k").drop("category").row(0) == ("s", 30, 0.5, 0.25, 2.0)
    assert pairs.height == 2
    assert attached_categories(frame.filter(pl.col("order_id") != "0")).is_empty()  # 29 orders say nothing


def _baskets() -> list[tuple[int, str]]:
    return [(number, "ks" if number < 30 else "k" if number < 60 else "x") for number in range(120)]
