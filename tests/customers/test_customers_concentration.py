"""Concentration: the definition, its extremes, and customers who cost money."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.concentration import concentration

AMOUNTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=60)
PROPERTY = settings(derandomize=True, max_examples=60, deadline=None)


def test_gini_and_shares_of_one_to_ten() -> None:
    # oracle gini-1-to-10
    found = concentration(pl.Series("value_to_date", range(1, 11)))
    assert found.gini == pytest.approx(0.3, abs=1e-9)
    shares = dict(found.top_shares.select("top", "share").iter_rows())
    assert (shares[0.1], shares[0.2]) == (pytest.approx(10 / 55), pytest.approx(19 / 55))
    assert found.lorenz.row(5) == (0.5, pytest.approx(15 / 55))
    assert found.customers_for_80 == 6  # 10 + 9 + 8 + 7 + 6 = 40 of 55, and 5 more make 45 of the 44 needed


@pytest.mark.parametrize(
    ("values", "gini"),
    [([5, 5, 5, 5], 0.0), ([0, 0, 0, 8], 0.75), ([7], 0.0), ([0, 0], None), ([], None)],
)
def test_gini_at_its_extremes(values: list[int], gini: float | None) -> None:
    # the population formula: 0 for equals, (n - 1) / n where one has everything
    assert concentration(pl.Series("v", values, pl.Int64)).gini == gini


def test_customers_who_cost_money_stand_apart() -> None:
    found = concentration(pl.Series("v", [-30, 0, 10, 90]))
    assert (found.losses, found.loss_total) == (1, -30.0)
    assert found.top_shares.filter(pl.col("top") == 0.2).row(0) == (0.2, 1, 0.9)
    assert found.gini == pytest.approx((0 * 0 + 2 * 90 - 2 * 0) / (3 * 100))
    assert found.deciles["v"].sum() == 70


def test_where_most_cost_money_the_best_hold_no_more_and_no_less_than_all_that_was_brought() -> None:
    found = concentration(pl.Series("v", [100, -50, -60, -70, -80, -90, -100, -110, -120, -130]))
    assert found.top_shares["share"].to_list() == [1.0, 1.0, 1.0, 1.0]
    assert found.loss_total == -810.0


@PROPERTY
@given(values=AMOUNTS, scale=st.integers(2, 50))
def test_scale_and_order_do_not_matter(values: list[int], scale: int) -> None:
    one = concentration(pl.Series("v", values))
    other = concentration(pl.Series("v", [value * scale for value in reversed(values)]))
    assert one.gini == pytest.approx(other.gini)
    assert one.customers_for_80 == other.customers_for_80


@PROPERTY
@given(values=AMOUNTS)
def test_deciles_hold_everybody_and_everything(values: list[int]) -> None:
    found = concentration(pl.Series("v", values))
    assert found.deciles["customers"].sum() == len(values)
    assert found.deciles["v"].sum() == sum(values)
    assert found.gini is None or 0 <= found.gini < 1


@PROPERTY
@given(values=AMOUNTS.filter(any))
def test_the_fewest_holders_of_most_value_hold_it_and_one_fewer_does_not(values: list[int]) -> None:
    count = concentration(pl.Series("v", values)).customers_for_80
    assert count is not None
    best = sorted(values, reverse=True)
    # in whole numbers, so that a share of exactly four fifths is decided exactly
    assert 10 * sum(best[: count - 1]) < 8 * sum(values) <= 10 * sum(best[:count])
