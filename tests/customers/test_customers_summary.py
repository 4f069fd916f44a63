"""The customer table: definitions on the tiny shop, and what must hold for any order lines."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.customers.months import is_month_end, months_after
from clvcli.customers.schema import CUSTOMERS
from clvcli.customers.summary import summarise
from clvcli.errors import ExitCode, NothingToAnalyseError
from clvcli.orders.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.customers.summary import Customers

    Canonical = Callable[[list[dict[str, Any]]], pl.DataFrame]
    Order = Callable[..., list[dict[str, Any]]]

END = date(2024, 6, 30)
STEP = Decimal("0.0001")


def by_key(customers: Customers) -> dict[str, dict[str, Any]]:
    return {row["customer_key"]: row for row in customers.frame.iter_rows(named=True)}


# --- the tiny shop ----------------------------------------------------------------------------


def test_valid_and_kept_orders_customers_and_guests_of_the_tiny_shop(tiny_shop: pl.DataFrame) -> None:
    # oracle tiny-validity: constructed example of the definitions of valid and kept orders
    customers = summarise(tiny_shop.lazy(), as_of=END)
    (shop,) = customers.shop
    assert (shop.valid_orders, shop.orders, shop.customers, shop.guest_orders) == (16, 15, 7, 1)
    assert customers.frame.filter(pl.col("orders") > 0).height == 6
    assert float(shop.guest_net_revenue / shop.net_revenue) == pytest.approx(0.04065, abs=5e-6)  # printed digits


def test_repeat_share_of_the_tiny_shop_counts_two_orders_of_a_day_as_one(tiny_shop: pl.DataFrame) -> None:
    # oracle tiny-repeat-and-gaps
    kept = summarise(tiny_shop.lazy(), as_of=END).frame.filter(pl.col("orders") > 0)
    assert (kept["repeat_purchases"] > 0).sum() / kept.height == pytest.approx(5 / 6)
    assert kept.filter(pl.col("customer_key") == "bo@x.dk").select("orders", "repeat_purchases").row(0) == (3, 1)


def test_the_as_of_date_is_the_last_valid_order_not_an_excluded_one(tiny_shop: pl.DataFrame) -> None:
    assert summarise(tiny_shop.lazy()).as_of == date(2024, 6, 12)


def test_a_customer_who_returned_everything_has_a_row_without_purchase_days(tiny_shop: pl.DataFrame) -> None:
    carl = by_key(summarise(tiny_shop.lazy()))["carl@x.dk"]
    assert (carl["orders"], carl["valid_orders"], carl["first_order"]) == (0, 1, date(2024, 2, 14))
    assert carl["repeat_purchases"] is carl["age_days"] is carl["last_order"] is None


def test_refunds_reduce_revenue(tiny_shop: pl.DataFrame) -> None:
    anna = by_key(summarise(tiny_shop.lazy()))["anna@x.dk"]
    assert anna["net_sales"] == Decimal(3008)
    assert anna["net_revenue"] == Decimal(2720)


def test_an_order_returned_later_is_kept_on_an_earlier_day(tiny_shop: pl.DataFrame) -> None:
    carl = by_key(summarise(tiny_shop.lazy(), as_of=date(2024, 2, 20)))["carl@x.dk"]
    assert (carl["orders"], carl["net_revenue"], carl["age_days"]) == (1, Decimal(960), 6)


def test_a_later_as_of_date_only_ages_customers(tiny_shop: pl.DataFrame) -> None:
    earlier, later = (summarise(tiny_shop.lazy(), as_of=day).frame for day in (date(2024, 6, 20), END))
    aged = ("age_days", "days_since_last")
    assert_frame_equal(later.with_columns(pl.col(name) - 10 for name in aged), earlier)


def test_no_look_ahead(canonical: Canonical, order: Order) -> None:
    # oracle as-of-no-lookahead
    days = date(2023, 11, 10), date(2023, 12, 5)
    lines = canonical([*order("1", days[0], "a", Decimal(10)), *order("2", days[1], "a", Decimal(10))]).lazy()
    repeats = [
        summarise(lines, as_of=day).frame["repeat_purchases"].item()
        for day in (date(2023, 11, 30), date(2023, 12, 31))
    ]
    assert repeats == [0, 1]


# --- single facts -----------------------------------------------------------------------------


def test_the_columns_are_the_declared_ones(tiny_shop: pl.DataFrame) -> None:
    frame = summarise(tiny_shop.lazy()).frame
    assert frame.schema == schema_of(CUSTOMERS)


def test_the_id_is_that_of_the_earliest_order_that_has_one(canonical: Canonical, order: Order) -> None:
    lines = canonical(
        [
            *order("1", date(2024, 1, 1), "a@x.dk", Decimal(10), customer_id=None),
            *order("2", date(2024, 1, 2), "a@x.dk", Decimal(10), customer_id="0017"),
            *order("3", date(2024, 1, 3), "a@x.dk", Decimal(10), customer_id="0004"),
            *order("4", date(2024, 1, 3), "b@x.dk", Decimal(10), customer_id=None),
        ]
    )
    assert summarise(lines.lazy()).frame["customer_id"].to_list() == ["0017", "b@x.dk"]


def test_currencies_are_never_added(canonical: Canonical, order: Order) -> None:
    day = date(2024, 1, 1)
    lines = canonical(
        [
            *order("1", day, "a", Decimal(10), currency="DKK"),
            *order("2", day, "a", Decimal(20), currency="SEK"),
            *order("3", day, None, Decimal(5), currency="SEK"),
        ]
    )
    customers = summarise(lines.lazy())
    assert customers.frame.select("customer_key", "currency", "net_revenue").rows() == [
        ("a", "DKK", Decimal(10)),
        ("a", "SEK", Decimal(20)),
    ]
    assert [(shop.currency, shop.net_revenue) for shop in customers.shop] == [
        ("DKK", Decimal(10)),
        ("SEK", Decimal(25)),
    ]


def test_money_without_a_currency_stays_apart_from_money_with_one(canonical: Canonical, order: Order) -> None:
    day = date(2024, 1, 1)
    lines = canonical([*order("1", day, "a", Decimal(1), currency="DKK"), *order("2", day, "a", Decimal(2))])
    assert summarise(lines.lazy()).frame["currency"].to_list() == ["DKK", None]


@pytest.mark.parametrize(("cost", "known"), [(Decimal(0), True), (None, False)])
def test_costs_are_known_where_any_line_names_one(
    canonical: Canonical, order: Order, cost: Decimal | None, *, known: bool
) -> None:
    lines = canonical(order("1", date(2024, 1, 1), "a", Decimal(10), cost_amount=cost))
    assert summarise(lines.lazy()).costs_known is known


def test_a_return_made_after_the_last_order_is_not_known_and_is_said(canonical: Canonical, order: Order) -> None:
    day = date(2024, 1, 1)
    late = order("1", day, "a", Decimal(10), refund=Decimal(10), refunded_at=day + timedelta(days=9))
    customers = summarise(canonical([*late, *order("2", day, "b", Decimal(5))]).lazy())
    assert customers.as_of == day
    assert by_key(customers)["a"]["orders"] == 1
    (note,) = customers.notes
    assert note.text == "1 return of 10.00 made after 2024-01-01 is not counted: later days are not known"
    assert note.changes_money


@pytest.mark.parametrize(
    ("pause", "quiet", "said"),
    [
        pytest.param(10, 60, False, id="two months are usual"),
        pytest.param(10, 61, True, id="more without an order is said"),
        pytest.param(50, 100, False, id="a shop that pauses may have paused again"),
        pytest.param(50, 101, True, id="and has not, beyond twice its longest pause"),
    ],
)
def test_an_as_of_day_long_after_the_last_order_is_said(
    canonical: Canonical, order: Order, *, pause: int, quiet: int, said: bool
) -> None:
    first = date(2024, 1, 1)
    last = first + timedelta(days=pause)
    lines = canonical([*order("1", first, "a", Decimal(10)), *order("2", last, "b", Decimal(5))]).lazy()
    notes = summarise(lines, as_of=last + timedelta(days=quiet)).notes
    assert [note.code for note in notes if note.changes_money] == ["CLVN47"] * said


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2023, 12, 31), "no order on or before 2023-12-31: the first is of 2024-01-05"),
        (None, "no valid order is left to analyse"),
    ],
)
def test_nothing_to_analyse_is_said(tiny_shop: pl.DataFrame, day: date | None, message: str) -> None:
    lines = tiny_shop.with_columns(excluded=pl.lit("test")) if day is None else tiny_shop
    with pytest.raises(NothingToAnalyseError, match=message) as caught:
        summarise(lines.lazy(), as_of=day)
    assert caught.value.exit_code == ExitCode.ANALYSIS


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), -24, date(2022, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
    ],
)
def test_calendar_months_end_in_short_months(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_the_last_day_of_february_depends_on_the_year() -> None:
    assert [is_month_end(day) for day in (date(2024, 2, 28), date(2024, 2, 29), date(2023, 2, 28))] == [
        False,
        True,
        True,
    ]


# --- properties -------------------------------------------------------------------------------

MONEY = st.integers(100, 10**7).map(lambda n: Decimal(n) * STEP)  # from a cent, the least that is kept
ORDERS = st.lists(
    st.tuples(
        st.integers(0, 800), st.sampled_from(["a", "b", "c", None]), MONEY, st.integers(0, 2), st.integers(0, 60)
    ),
    min_size=1,
    max_size=25,
)
START = date(2022, 1, 1)
PROPERTY = settings(derandomize=True, max_examples=40, deadline=None)


def lines_of(orders: list[Any], canonical: Canonical, order: Order) -> pl.DataFrame:
    rows = []
    for number, (day, key, net, half, wait) in enumerate(orders):
        placed = START + timedelta(days=day)
        refund = (net / 2 * half).quantize(STEP)
        refunded = placed + timedelta(days=wait)
        rows += order(f"{number:03}", placed, key, net, refund=refund, refunded_at=refunded, customer_id=key)
    return canonical(rows)


@PROPERTY
@given(orders=ORDERS)
def test_customers_and_guests_add_up_to_the_shop(orders: list[Any], canonical: Canonical, order: Order) -> None:
    lines = lines_of(orders, canonical, order)
    customers = summarise(lines.lazy(), as_of=START + timedelta(days=900))
    (shop,) = customers.shop
    known: Decimal = customers.frame.select(pl.col("net_revenue").sum()).item()
    assert known + shop.guest_net_revenue == shop.net_revenue
    assert shop.net_revenue == lines["net_after_refund"].sum()
    assert customers.frame["valid_orders"].sum() + shop.guest_orders == shop.valid_orders == len(orders)


@PROPERTY
@given(orders=ORDERS, seed=st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(
    orders: list[Any], seed: int, canonical: Canonical, order: Order
) -> None:
    lines = lines_of(orders, canonical, order)
    shuffled = lines.sample(fraction=1, shuffle=True, seed=seed)
    one, other = summarise(lines.lazy()), summarise(shuffled.lazy())
    assert one.frame.equals(other.frame)
    assert one.shop == other.shop


@PROPERTY
@given(orders=ORDERS, day=st.integers(0, 800))
def test_an_earlier_as_of_date_equals_deleting_later_rows(
    orders: list[Any], day: int, canonical: Canonical, order: Order
) -> None:
    first = min(number for number, *_ in orders)
    as_of = START + timedelta(days=max(day, first))
    lines = lines_of(orders, canonical, order)
    later = (pl.col("order_date") > as_of) | (pl.col("refunded_at") > as_of).fill_null(value=False)
    deleted = canonical(lines.filter(~later).to_dicts())
    assert summarise(lines.lazy(), as_of=as_of).frame.equals(summarise(deleted.lazy(), as_of=as_of).frame)


@PROPERTY
@given(orders=ORDERS)
def test_purchase_days_are_counted_as_by_hand(orders: list[Any], canonical: Canonical, order: Order) -> None:
    as_of = START + timedelta(days=900)
    rows = by_key(summarise(lines_of(orders, canonical, order).lazy(), as_of=as_of))
    for key, row in rows.items():
        days = sorted({day for day, buyer, _, half, _ in orders if buyer == key and half < 2})
        if days:
            assert (row["repeat_purchases"], row["active_days"]) == (len(days) - 1, days[-1] - days[0])
            assert (row["age_days"], row["days_since_last"]) == (900 - days[0], 900 - days[-1])
        else:
            assert row["repeat_purchases"] is None


@PROPERTY
@given(orders=ORDERS)
def test_doubling_money_doubles_money_and_leaves_the_rest(
    orders: list[Any], canonical: Canonical, order: Order
) -> None:
    even = [(day, key, net - net % (2 * STEP) + 2 * STEP, half, wait) for day, key, net, half, wait in orders]
    doubled = [(day, key, 2 * net, half, wait) for day, key, net, half, wait in even]
    one, two = (summarise(lines_of(some, canonical, order).lazy()).frame for some in (even, doubled))
    money = [name for name, dtype in one.schema.items() if dtype == pl.Decimal]
    assert two.equals(one.with_columns((pl.col(name) * 2).cast(pl.Decimal(18, 4)) for name in money))


# --- a log by hand ----------------------------------------------------------------------------

# the transaction fixture of the tests of lifetimes and of pymc-marketing: customer, day, amount
BY_HAND = (
    ("1", "2015-01-01", 1), ("1", "2015-02-06", 2), ("2", "2015-01-01", 2), ("3", "2015-01-01", 3),
    ("3", "2015-01-02", 1), ("3", "2015-01-05", 5), ("4", "2015-01-16", 6), ("4", "2015-02-02", 3),
    ("4", "2015-02-05", 3), ("4", "2015-02-05", 6), ("5", "2015-01-16", 3), ("5", "2015-01-17", 1),
    ("5", "2015-01-18", 8), ("6", "2015-02-02", 5),
)  # fmt: skip


def test_histories_of_a_log_by_hand_are_those_of_other_packages(canonical: Canonical, order: Order) -> None:
    # oracle data-toy-rfm-daily; two orders of customer 4 on a day are one purchase of 9
    rows = [
        row
        for number, (key, day, amount) in enumerate(BY_HAND)
        for row in order(str(number), date.fromisoformat(day), key, Decimal(amount), customer_id=key)
    ]
    people = by_key(summarise(canonical(rows).lazy(), as_of=date(2015, 2, 7)))
    found = {
        key: (person["repeat_purchases"], person["active_days"], person["age_days"], person["net_sales"])
        for key, person in people.items()
    }
    assert found == {
        "1": (1, 36, 37, 3),
        "2": (0, 0, 37, 2),
        "3": (2, 4, 37, 9),
        "4": (2, 20, 22, 18),
        "5": (2, 2, 22, 12),
        "6": (0, 0, 5, 5),
    }
