from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audit.retention.lapse import lapsed_now
from clvcli.audit.retention.order_ladder import order_ladder, purchases
from clvcli.audit.retention.period_retention import classic_retention, period_retention
from clvcli.customers.rhythm import LAST_RUNG
from tests.audit.shop_by_days import AS_OF, audit_of, lines_of, sold

if TYPE_CHECKING:
    import polars as pl

    from clvcli.audit.audit import Audit

DAYS = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 1200)), min_size=1, max_size=40)


def ladder(*bought: tuple[str | None, int]) -> pl.DataFrame:
    return order_ladder(purchases(audit_of(lines_of(sold(*bought)))))


@settings(derandomize=True, max_examples=40, deadline=None)
@given(DAYS)
def test_a_rung_is_what_customers_one_by_one_say(bought: list[tuple[str, int]]) -> None:
    days = {key: sorted({ago for who, ago in bought if who == key}, reverse=True) for key, _ in bought}
    for row in ladder(*bought).iter_rows(named=True):
        k = row["rung"]
        numbers = [k] if k < LAST_RUNG else range(k, 50)
        at = [
            (ago[n - 1], ago[n] if len(ago) > n else None)
            for ago in days.values()
            for n in numbers
            if len(ago) >= n
        ]
        old = [(day, after) for day, after in at if day >= 365]
        assert row["customers"] == sum(len(ago) >= k for ago in days.values())
        assert row["eligible"] == len(old)
        assert row["converted"] == sum(after is not None and day - after <= 365 for day, after in old)
        assert row["gaps"] == sum(after is not None for _, after in at)


@settings(derandomize=True, max_examples=20, deadline=None)
@given(DAYS)
def test_fewer_stand_on_each_higher_rung_and_each_customer_waits_on_one(bought: list[tuple[str, int]]) -> None:
    days = purchases(audit_of(lines_of(sold(*bought))))
    customers = order_ladder(days)["customers"]
    assert customers.to_list() == sorted(customers, reverse=True)
    assert lapsed_now(days)["waiting"].sum() == len({key for key, _ in bought}) == customers[0]


def test_guests_and_orders_that_came_back_are_no_purchases() -> None:
    audit = audit_of(lines_of([*sold(("a", 500), (None, 480), ("a", 400)), ("a", 450, 100, True)]))
    assert purchases(audit).select("rung", "gap").rows() == [(1, 100), (2, None)]


def test_the_median_wait_counts_those_who_still_wait() -> None:
    # Two came back after 10 days, one has waited 100 days and one 5 (censored before anybody came back): of the
    # three who were there on day 10 two came.
    first = ladder(("a", 60), ("a", 50), ("b", 40), ("b", 30), ("c", 100), ("d", 5))
    assert first.row(0, named=True)["gap_50"] == 10
    assert first.row(0, named=True)["median_wait"] == 10
    waiting = ladder(("a", 60), ("a", 50), ("b", 100), ("c", 100))
    assert waiting.row(0, named=True)["median_wait"] is None


def test_purchases_of_a_high_number_are_one_rung() -> None:
    rows = ladder(*(("a", 900 - 10 * number) for number in range(10)))
    assert rows["rung"].to_list() == list(range(1, LAST_RUNG + 1))
    assert rows.row(-1, named=True)["customers"] == 1
    assert rows.row(-1, named=True)["gaps"] == 3


# --- lapsed


def test_customers_are_held_against_the_limits_of_their_order_number() -> None:
    regulars = [(f"r{gap}", ago) for gap in range(1, 102) for ago in (1400, 1400 - gap)]
    days = purchases(audit_of(lines_of(sold(*regulars, ("x", 82), ("y", 92), ("z", 91)))))
    assert lapsed_now(days).row(0, named=True) == {
        "rung": 1, "waiting": 3, "at_risk_days": 81, "lapsed_days": 91, "at_risk": 2, "lapsed": 1, "lapsed_share": 1 / 3,
        "p_buy": None,
    }  # fmt: skip


# --- period retention


def test_oracle_retention_rate_classic() -> None:
    assert classic_retention(start=1000, end=1100, new=200) == 0.9
    assert classic_retention(start=0, end=10, new=10) is None


def test_classic_retention_counts_who_is_active_at_both_ends_of_a_period() -> None:
    start, end = AS_OF - timedelta(days=365), AS_OF
    audit = audit_of(
        lines_of(sold(("kept", 400), ("kept", 20), ("left", 500), ("new", 30), ("back", 1000), ("back", 10)))
    )
    found = period_retention(audit, start, end)
    assert found is not None
    assert (found.start, found.end, found.new, found.back) == (2, 3, 1, 1)
    assert found.rate == 1.0  # who came back stands in for who left: it depends on the window, which is printed


def test_retention_is_not_known_where_the_window_was_not_observed() -> None:
    audit = audit_of(lines_of(sold(("a", 400), ("a", 20)), opened=None))
    assert period_retention(audit, AS_OF - timedelta(days=365), AS_OF) is None
    assert period_retention(audit, AS_OF - timedelta(days=30), AS_OF + timedelta(days=1)) is None
    known = period_retention(audit, AS_OF - timedelta(days=36), AS_OF, active_days=365)
    assert known is not None
    assert known.start == 1


# --- oracles


def test_oracle_tiny_repeat_and_gaps(tiny_shop: pl.DataFrame) -> None:
    audit: Audit = audit_of(tiny_shop.lazy(), as_of=date(2024, 6, 30))
    days = purchases(audit)
    rungs = order_ladder(days)
    assert rungs["customers"][1] / rungs["customers"][0] == pytest.approx(
        0.833333, abs=1e-6
    )  # printed with 6 decimals
    assert sorted(days["gap"].drop_nulls()) == [35, 36, 43, 51, 52, 70, 71]
    assert days["gap"].median() == 51
    assert days["gap"].mean() == pytest.approx(51.142857, abs=1e-6)  # the same
