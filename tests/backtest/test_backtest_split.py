"""The cut: what is known before it, what is held out, and that both together are the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.backtest.split import Split, cuts, default_holdout, split
from clvcli.customers.calendar import calendar, customer_days
from clvcli.customers.summary import summarise
from tests.backtest.backtest_lines import FIRST, Row, lines_of, orders_of

if TYPE_CHECKING:
    from collections.abc import Sequence

quick = settings(derandomize=True, max_examples=20, deadline=None)

CUT, DAYS = FIRST + timedelta(days=60), 30
END = CUT + timedelta(days=DAYS)


@st.composite
def logs(draw: st.DrawFn) -> list[Row]:
    rows: list[Row] = [("A", FIRST, 20.0)]
    for _ in range(draw(st.integers(5, 40))):
        key, day = draw(st.sampled_from("ABCDEF")), FIRST + timedelta(days=draw(st.integers(0, 110)))
        net = float(draw(st.integers(1, 50)))
        if draw(st.booleans()):
            rows.append(
                (
                    key,
                    day,
                    net,
                    float(draw(st.integers(1, int(net)))),
                    day + timedelta(days=draw(st.integers(0, 60))),
                )
            )
        else:
            rows.append((key, day, net))
    return rows


def cut(rows: Sequence[Row]) -> Split:
    return split(lines_of(orders_of(rows)), cut=CUT, days=DAYS)


@quick
@given(logs())
def test_what_comes_after_the_cut_is_not_in_what_is_known_at_it(rows: list[Row]) -> None:
    """As when the rows of later days were never there, refunds made later included."""
    told = [row if len(row) == 3 or row[4] <= CUT else row[:3] for row in rows if row[1] <= CUT]
    one, other = cut(rows).past, cut(told).past
    assert one.customers.frame.equals(other.customers.frame)
    assert one.buyers.equals(other.buyers)
    assert one.days.equals(other.days)
    assert one.customers.frame.equals(summarise(lines_of(orders_of(rows)), as_of=CUT).frame)


@quick
@given(logs())
def test_what_comes_after_the_window_is_not_held_out(rows: list[Row]) -> None:
    told = [row if len(row) == 3 or row[4] <= END else row[:3] for row in rows if row[1] <= END]
    assert cut(rows).held.equals(cut(told).held)


@quick
@given(logs())
def test_what_was_known_and_what_was_held_out_add_up_to_the_log(rows: list[Row]) -> None:
    """Counting those whom nobody could know: with orders returned before the cut, or born after it."""
    found = cut(rows)
    within = customer_days(lines_of(orders_of([row for row in rows if CUT < row[1] <= END and len(row) == 3])))
    plain = [row for row in rows if len(row) == 3]
    whole = cut(plain) if any(row[1] <= CUT for row in plain) else None
    if whole is not None:
        strangers = within.join(whole.past.buyers, on="customer_key", how="anti")
        assert whole.held["purchases"].sum() + strangers.height == within.height
        revenue = float(within["net_revenue"].sum()) - float(strangers["net_revenue"].sum())
        assert whole.held["net_revenue"].sum() == pytest.approx(revenue)
        assert whole.new_customers == strangers["customer_key"].n_unique()
    assert found.held["customer_key"].equals(found.past.buyers["customer_key"])
    assert found.held.null_count().sum_horizontal().item() == 0


def test_a_customer_who_stays_away_is_held_out_with_zeros() -> None:
    found = cut([("A", FIRST, 10.0), ("B", FIRST, 10.0), ("B", END, 5.0), ("C", END, 7.0)])
    assert found.held.rows() == [("A", 0, 0.0, 0.0), ("B", 1, 5.0, 5.0)]
    assert (found.new_customers, found.cut, found.end) == (1, CUT, END)


def test_orders_of_one_day_are_one_purchase_whose_money_adds_up() -> None:
    """Money per line, averaged, would be half of it."""
    found = cut([("A", FIRST, 10.0), ("A", END, 5.0), ("A", END, 7.0)])
    assert found.held.rows() == [("A", 1, 12.0, 12.0)]


def test_an_order_returned_after_the_cut_was_a_purchase_before_it() -> None:
    late = CUT + timedelta(days=1)
    found = cut([("A", FIRST, 10.0, 10.0, late), ("B", FIRST, 10.0, 10.0, CUT), ("B", FIRST, 1.0)])
    assert found.past.buyers["customer_key"].to_list() == ["A", "B"]
    assert found.past.buyers["net_revenue"].to_list() == [10.0, 1.0]


def test_an_order_returned_within_the_window_is_held_out_as_none() -> None:
    found = cut([("A", FIRST, 10.0), ("A", END - timedelta(days=2), 8.0, 8.0, END)])
    assert found.held.rows() == [("A", 0, 0.0, 0.0)]
    later = cut([("A", FIRST, 10.0), ("A", END - timedelta(days=2), 8.0, 8.0, END + timedelta(days=1))])
    assert later.held.rows() == [("A", 1, 8.0, 8.0)]


@quick
@given(logs())
def test_the_calendar_counts_each_purchase_once_and_each_customer_once(rows: list[Row]) -> None:
    lines = lines_of(orders_of(rows))
    found, customers = calendar(lines), summarise(lines, as_of=FIRST + timedelta(days=365)).frame
    assert found["purchases"].sum() == (customers["repeat_purchases"] + 1).sum()
    assert found["first_purchases"].sum() == customers["repeat_purchases"].count()
    assert found["net_sales"].sum() == customers["net_sales"].sum()
    assert found["day"].is_sorted()


def test_a_year_is_held_out_or_a_third_where_that_is_less() -> None:
    assert default_holdout(date(2018, 1, 1), date(2023, 12, 31)) == 365
    assert default_holdout(date(2020, 3, 1), date(2024, 2, 29)) == 366
    assert default_holdout(date(2023, 1, 1), date(2023, 10, 28)) == 100


def test_windows_lie_one_before_the_other_and_end_on_the_last_day() -> None:
    last = date(2024, 6, 30)
    assert list(cuts(last, 30, 3)) == [last - timedelta(days=days) for days in (90, 60, 30)]


def test_a_line_that_a_rule_excludes_is_no_purchase() -> None:
    lines = lines_of(orders_of([("A", FIRST, 10.0), ("A", END, 5.0)]))
    cancelled = lines.with_columns(excluded=pl.when(pl.col("order_date") == END).then(pl.lit("cancelled")))
    assert split(cancelled, cut=CUT, days=DAYS).held.rows() == [("A", 0, 0.0, 0.0)]
