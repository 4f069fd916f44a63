"""The cohort curve: what it promises of any customers, and that it tells the truth where nothing changes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import ModelNotUsableError
from clvcli.valuation import cohort_curve
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.cohort_curve import BETWEEN_LOOKS, BORROWED, CELLS, LEAST_CUSTOMERS, LEAST_SPAN, cells_of
from clvcli.valuation.cohort_forecast import cohort_columns, cohort_doubt
from clvcli.valuation.cohort_plan import TWICE_A_YEAR, curve_asked_for, curve_instead
from clvcli.valuation.gate import Gate
from clvcli.valuation.missed import OF_A_FIRST_YEAR, USUAL, missed_by
from clvcli.valuation.plan import COHORT_CURVE, HISTORIC, Plan
from clvcli.valuation.purchase_days import EPOCH, PurchaseDays
from clvcli.valuation.spend import expected_spend

if TYPE_CHECKING:
    from clvcli.models.histories import Floats

SPAN = 365
ENDS = {"clv_residual": 120, "clv_12m": 365, "clv_24m": 730, "clv_36m": 1095}
CLOSED = Plan(gate=Gate(customers=3, repeat_buyers=1, span_days=SPAN, reason="1 repeat buyer; 50 are needed"))


def shop(seed: int, customers: int, *, span: int = SPAN, rate: float = 0.02) -> PurchaseDays:
    """Return people who come at any time, and each buy at a rate of their own for ever."""
    rng = np.random.default_rng(seed)
    first = rng.integers(0, span, customers)
    first[0] = 0
    rows = []
    for who, born in enumerate(first):
        later = np.flatnonzero(rng.random(span - born) < rng.gamma(0.7, rate / 0.7)) + born + 1
        rows += [(who, int(day)) for day in (born, *later) if day <= span]
    customer, day = np.array(rows).T
    sales = rng.gamma(4.0, 10.0, customer.size)
    return PurchaseDays(
        customer=customer, day=day, sales=sales, revenue=0.9 * sales, customers=customers, as_of=span
    )


def expected(days: PurchaseDays, ahead: int) -> Floats:
    window = cohort_curve.fit(days).window(ahead)
    return window.expected[window.cell]


@settings(derandomize=True, max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(25, 200), st.integers(LEAST_SPAN, 800))
def test_a_longer_window_never_expects_less(seed: int, customers: int, span: int) -> None:
    days = shop(seed, customers, span=span)
    if cohort_curve.too_little(days) is not None:
        return
    curve = cohort_curve.fit(days)
    before = np.zeros(days.customers)
    nothing = np.ones(days.customers)
    for ahead in np.linspace(0, curve.longest, 6).astype(int):
        window = curve.window(int(ahead))
        assert window.chances.shape[0] == CELLS
        assert (window.chances >= 0).all()
        assert np.allclose(window.chances.sum(axis=1), 1.0, rtol=0, atol=1e-12)
        now, none = window.expected[window.cell], window.chances[window.cell, 0]
        assert (now >= before - 1e-12).all()
        assert (none <= nothing + 1e-12).all()
        before, nothing = now, none


def test_no_days_ahead_bring_nothing() -> None:
    assert (expected(shop(1, 100), 0) == 0).all()


def test_no_window_reaches_beyond_what_was_seen() -> None:
    curve = cohort_curve.fit(shop(1, 100))
    assert curve.longest == SPAN // 2
    with pytest.raises(ValueError, match="a curve of 182 days was asked for 183"):
        curve.window(curve.longest + 1)


def test_cells_are_within_their_number() -> None:
    days = shop(2, 500, rate=0.2)
    for late in (1, 31, 60, 200, 1_000):
        cell = cells_of(days, late)
        assert cell.min() >= 0
        assert cell.max() < CELLS


def test_what_earlier_customers_did_is_expected_of_them_in_sum() -> None:
    """Cells take over BORROWED customers of others, so that sums of cells move, and that of all hardly does."""
    days = shop(3, 2_000)
    curve = cohort_curve.fit(days)
    window = curve.window(curve.longest)
    did, meant = 0.0, 0.0
    for cut in range(days.as_of - curve.longest, curve.late, -BETWEEN_LOOKS):
        known, who = days.known(cut)
        did += (days.after(cut)[0] - days.after(cut + curve.longest)[0])[who].sum()
        meant += window.expected[cells_of(known, curve.late)].sum()
    assert days.customers / 20 > BORROWED
    assert meant == pytest.approx(did, rel=0.03)


def test_where_nothing_changes_the_total_comes_true() -> None:
    missed = []
    for seed in range(6):
        days = shop(seed, 1_500, span=SPAN + 100)
        before, who = days.known(SPAN)
        did = days.after(SPAN)[0][who].sum()
        missed.append(np.log(expected(before, 100).sum() / did))
    # six shops of some 3,000 purchases in the window, each 2 to 3 % by chance
    assert np.abs(missed).max() < 0.15
    assert abs(np.mean(missed)) < 0.06


def test_customers_who_bought_more_of_late_are_expected_to_buy_more() -> None:
    days = shop(4, 3_000)
    lately = days.known(days.as_of)[0].total((days.day > days.as_of - 60).astype(float))
    found = expected(days, 90)
    means = [found[lately == number].mean() for number in range(4)]
    assert means == sorted(means)


def test_the_order_of_customers_changes_nothing() -> None:
    days = shop(5, 300)
    order = np.random.default_rng(5).permutation(days.customers)
    place = np.argsort(order)[days.customer]
    rows = np.lexsort((days.day, place))
    again = PurchaseDays(
        customer=place[rows],
        day=days.day[rows],
        sales=days.sales[rows],
        revenue=days.revenue[rows],
        customers=days.customers,
        as_of=days.as_of,
    )
    assert np.allclose(expected(again, 90), expected(days, 90)[order], rtol=1e-12)


def test_columns_beyond_the_reach_are_left_open_and_the_others_rise() -> None:
    days = shop(6, 400, span=900)
    curve, spend = cohort_curve.fit(days), expected_spend(days.buyers())
    columns = cohort_columns(
        curve, spend, ends=ENDS | {"clv_residual": 1_000}, year=365, delta=0.5, contribution=0.4
    )
    assert columns["p_alive"] is None
    assert columns["clv_24m"] is None
    assert columns["clv_36m"] is None
    year, all_of_it, revenue = columns["clv_12m"], columns["clv_residual"], columns["expected_revenue"]
    assert year is not None
    assert all_of_it is not None
    assert revenue is not None
    # at a rate of half a week nothing late is worth anything, and still never less than nothing
    assert ((year >= 0) & (all_of_it >= year)).all()
    assert (all_of_it <= 0.4 * revenue).all()


def test_intervals_hold_what_is_expected_of_everybody() -> None:
    days = shop(7, 600)
    buyers = days.buyers()
    curve, spend = cohort_curve.fit(days), expected_spend(buyers)
    columns = cohort_columns(curve, spend, ends=ENDS, year=365, delta=0.002, contribution=1.0)
    worth = columns["clv_residual"]
    assert worth is not None
    about = cohort_doubt(buyers, curve, spend, days=120, delta=0.002, expected=worth)
    low, high = about.customers
    assert ((low >= 0) & (low <= high)).all()
    assert np.allclose(about.mean, worth, rtol=1e-12)
    total = about.of_all()
    assert total[0] < worth.sum() < total[1]


def test_times_that_change_widen_the_interval_of_the_total() -> None:
    days = shop(8, 600)
    curve, spend = cohort_curve.fit(days), expected_spend(days.buyers())
    calm, rough = (
        cohort_doubt(days.buyers(), curve, spend, days=120, missed=missed).of_all() for missed in (0.0, 0.3)
    )
    assert rough[1] - rough[0] > 2 * (calm[1] - calm[0])


def test_a_first_year_tells_nothing_of_seasons_however_lucky_a_trial_was() -> None:
    young, old = shop(12, 2_000), shop(12, 2_000, span=TWICE_A_YEAR)
    assert curve_asked_for(histories_of_buyers(young.buyers())[0], young, young.span).missed == OF_A_FIRST_YEAR
    # a steady shop is missed by little, and the usual stands beside the one trial
    assert curve_asked_for(histories_of_buyers(old.buyers())[0], old, old.span).missed < USUAL


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (shop(1, 100, span=LEAST_SPAN - 1), "89 days of orders, 90 are needed"),
        (shop(1, LEAST_CUSTOMERS - 1), "customers are known for 182 days, 20 are needed"),
        (shop(1, 100, rate=1e-9), "made 0 purchases in them, 5 are needed"),
    ],
    ids=["short", "few", "once"],
)
def test_too_little_to_follow_is_said_in_words(days: PurchaseDays, said: str) -> None:
    plan = curve_instead(CLOSED, days)
    assert plan.method == HISTORIC
    assert plan.gate.reason is not None
    assert plan.gate.reason.startswith("1 repeat buyer; 50 are needed; nor can earlier customers be followed: ")
    assert plan.gate.reason.endswith(said)
    with pytest.raises(ModelNotUsableError) as caught:
        curve_asked_for(histories_of_buyers(days.buyers())[0], days, days.span)
    assert said in caught.value.message


def test_a_curve_predicts_where_it_is_asked_for_or_nothing_else_can() -> None:
    days = shop(9, 200)
    instead, asked = (
        curve_instead(CLOSED, days),
        curve_asked_for(histories_of_buyers(days.buyers())[0], days, days.span),
    )
    assert instead.method == asked.method == COHORT_CURVE
    assert instead.gate.reason == CLOSED.gate.reason
    assert asked.gate.reason is None


def test_days_count_from_the_same_epoch() -> None:
    days = shop(10, 50)
    table = pl.DataFrame(
        {
            "customer_key": [f"{who:03}" for who in days.customer],
            "day": [EPOCH + timedelta(days=int(day)) for day in days.day],
            "kept": True,
            "net_sales": days.sales,
            "net_revenue": days.revenue,
        }
    )
    keys = pl.Series("customer_key", [f"{who:03}" for who in range(days.customers)])
    read = PurchaseDays.of(table, keys, EPOCH + timedelta(days=days.as_of))
    assert np.array_equal(cells_of(read, 60), cells_of(days, 60))


def test_what_was_missed_stands_beside_the_usual() -> None:
    assert missed_by([]) == USUAL
    assert missed_by([0.0]) == pytest.approx(USUAL / np.sqrt(2))
    assert missed_by([-0.5, 0.5]) == pytest.approx(missed_by([0.5, 0.5]))
    assert USUAL < missed_by([0.5]) < missed_by([0.5, 0.5]) < 0.5
