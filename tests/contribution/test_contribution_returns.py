"""What comes back of orders: rates by order number, and a reserve for the orders that are still open."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.contribution.open_returns import OpenReturns, open_returns, return_days
from clvcli.contribution.orders import order_table
from clvcli.contribution.return_rates import CLASSES, Counting, ReturnRates, return_rates
from clvcli.contribution.settings import CostSettings
from clvcli.customers.known import known_at
from tests.conftest import canonical_lines, order_rows

END = date(2024, 6, 30)
HUNDRED = Decimal(100)
NONE = Decimal(0)


def orders_of(rows: list[dict[str, Any]], end: date = END) -> pl.DataFrame:
    return order_table(known_at(canonical_lines(rows).lazy(), end), CostSettings(), as_of=end).frame


def open_of(rows: list[dict[str, Any]], window: int = 30) -> OpenReturns:
    known = known_at(canonical_lines(rows).lazy(), END)
    orders = order_table(known, CostSettings(), as_of=END).frame
    return open_returns(orders, return_days(known), as_of=END, window_days=window)


def rates_of(rows: list[dict[str, Any]], counting: Counting = "valid") -> ReturnRates:
    return return_rates(orders_of(rows), as_of=END, window_days=30, counting=counting)


def sale(number: int, day: date, key: str | None = "a", back: Decimal = NONE, delay: int | None = 10) -> list[Any]:
    returned = None if delay is None else day + timedelta(days=delay)
    return order_rows(f"O{number:03}", day, key, HUNDRED, refund=back, refunded_at=returned, quantity=Decimal(1))


HISTORY = [  # 10 old orders of 100: a fifth comes back, half of it after 10 days and half after 20
    *(row for number in range(8) for row in sale(number, date(2024, 1, 1) + timedelta(days=number))),
    *sale(8, date(2024, 2, 1), back=HUNDRED, delay=10),
    *sale(9, date(2024, 2, 2), back=HUNDRED, delay=20),
]


@pytest.mark.parametrize(("age", "share"), [(0, 1.0), (9, 1.0), (10, 0.5), (19, 0.5), (20, 0.0), (29, 0.0)])
def test_of_an_open_order_is_expected_back_what_came_later_of_older_ones(age: int, share: float) -> None:
    found = open_of([*HISTORY, *sale(50, END - timedelta(days=age), "b")])
    assert (found.orders, found.net_sales, found.return_rate) == (1, HUNDRED, 0.2)
    assert found.reserve == pytest.approx(100 * 0.2 * share)


def test_an_order_as_old_as_the_window_is_closed() -> None:
    found = open_of([*HISTORY, *sale(50, END - timedelta(days=30), "b"), *sale(51, END - timedelta(days=29), "b")])
    assert (found.since, found.orders) == (END - timedelta(days=29), 1)


def test_without_days_of_returns_there_is_no_reserve() -> None:
    old = sale(1, date(2024, 1, 1), back=Decimal(20), delay=None)
    found = open_of([*old, *sale(2, END, back=Decimal(30), delay=None)])
    assert (found.dated, found.late, found.reserve) == (0.0, None, None)
    assert (found.net_sales, found.returned, found.net_revenue) == (HUNDRED, Decimal(30), Decimal(70))


def test_where_nothing_ever_came_back_nothing_is_expected_to() -> None:
    found = open_of([*sale(1, date(2024, 1, 1)), *sale(2, END)])
    assert (found.return_rate, found.dated, found.reserve) == (0.0, None, 0.0)


def test_without_older_orders_nothing_can_be_expected() -> None:
    found = open_of(sale(2, END))
    assert (found.orders, found.return_rate, found.reserve) == (1, None, None)


def test_returns_after_the_window_are_told() -> None:
    found = open_of([*HISTORY, *sale(50, END)], window=15)
    assert found.late == 0.5


def test_a_return_that_names_no_order_is_not_counted() -> None:
    loose = {**sale(60, date(2024, 1, 5), back=HUNDRED)[1], "line_no": 2}
    known = canonical_lines([*HISTORY, loose]).lazy()
    assert return_days(known)["returned"].sum() == 200


def test_the_rate_by_value_units_and_orders() -> None:
    shop = rates_of([*HISTORY, *sale(50, END, back=HUNDRED, delay=0)]).shop
    assert (shop.orders, shop.value, shop.units, shop.of_orders) == (10, 0.2, 0.2, 0.2)


def test_where_only_money_is_told_to_have_come_back_units_are_not_known() -> None:
    money_alone = [row | ({"quantity": None} if row["line_type"] == "refund" else {}) for row in HISTORY]
    assert (rates_of(money_alone).shop.value, rates_of(money_alone).shop.units) == (0.2, None)


def test_orders_of_a_buyer_are_numbered_by_the_days_they_were_made_on() -> None:
    rows = [*HISTORY, *sale(20, date(2024, 2, 2)), *sale(30, date(2024, 3, 1), None)]
    found = rates_of(rows).by_number
    assert dict(found.select("number", "orders").iter_rows()) == {"1": 1, "2": 1, "3": 1, "4-5": 2, "6-10": 6}
    assert found["orders"].sum() == rates_of(rows).shop.orders - 1  # a guest has no number


def test_an_order_that_came_back_whole_counts_among_all_and_not_among_the_kept() -> None:
    found, kept = rates_of(HISTORY), rates_of(HISTORY, "kept")
    assert (found.shop.value, kept.shop.value) == (0.2, 0.0)
    assert (found.shop.orders, kept.shop.orders) == (10, 8)


def test_classes_that_differ_by_chance_alone_are_expected_to_be_like_all() -> None:
    backs = [NONE, HUNDRED] * 20
    rows = [row for n, back in enumerate(backs) for row in sale(n, date(2024, 1, 1 + n % 2), f"c{n // 2}", back)]
    swapped = [
        row
        for n, back in enumerate(backs)
        for row in sale(100 + n, date(2024, 2, 1 + (n + 1) % 2), f"d{n // 2}", back)
    ]
    found = rates_of([*rows, *swapped]).by_number
    assert found["weight"].to_list() == [0.0, 0.0]
    assert found["shrunk"].to_list() == pytest.approx([0.5, 0.5])


def test_classes_that_differ_keep_their_own_rate_where_they_are_large() -> None:
    first = [row for n in range(200) for row in sale(n, date(2024, 1, 1), f"c{n}", Decimal(40 + n % 2))]
    second = [row for n in range(200) for row in sale(300 + n, date(2024, 2, 1), f"c{n}", Decimal(10 + n % 2))]
    found = rates_of([*first, *second])
    assert found.after(0) == pytest.approx(0.405, abs=1e-4)  # what is left of shrinking
    assert found.after(1) == pytest.approx(0.105, abs=1e-4)
    assert found.after(40) == found.after(1)


def test_without_old_orders_nothing_is_expected_back() -> None:
    found = rates_of(sale(1, END))
    assert (found.shop.orders, found.shop.value, found.after(0)) == (0, None, 0.0)


@given(
    st.lists(st.tuples(st.integers(0, 150), st.sampled_from("abc"), st.integers(0, 100)), min_size=1, max_size=25)
)
@settings(max_examples=40, derandomize=True, deadline=None)
def test_what_is_expected_lies_between_the_class_and_all(drawn: list[tuple[int, str, int]]) -> None:
    rows = [
        row
        for number, (days, key, back) in enumerate(drawn)
        for row in sale(number, date(2024, 1, 1) + timedelta(days=days), key, Decimal(back))
    ]
    found = rates_of(rows)
    if not found.by_number.height:
        return
    mean = found.shop.value or 0.0
    low, high = (pick(pl.col("value"), pl.lit(mean)) for pick in (pl.min_horizontal, pl.max_horizontal))
    inside = found.by_number.select(
        pl.col("shrunk").is_between(low - 1e-9, high + 1e-9).all()
    ).item()  # float noise
    assert inside
    assert found.by_number["weight"].is_between(0, 1).all()
    assert set(found.by_number["number"]) <= {each.name for each in CLASSES}
