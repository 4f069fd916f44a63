from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audiences.control import held_out

IDS = pl.Series([f"k{number}" for number in range(20_000)])


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5])
def test_about_the_share_is_held_out(share: float) -> None:
    drawn = held_out(IDS, share, seed=4).to_list().count(True)
    # four standard deviations of a binomial count
    assert abs(drawn - share * IDS.len()) <= 4 * (share * (1 - share) * IDS.len()) ** 0.5


@settings(derandomize=True, max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=8), min_size=1, max_size=30), st.integers(0, 9))
def test_a_customer_is_held_out_whoever_else_is_there(ids: list[str], seed: int) -> None:
    together = held_out(pl.Series(ids, dtype=pl.String), 0.4, seed).to_list()
    assert together == [held_out(pl.Series([text]), 0.4, seed).item() for text in ids]


def test_a_larger_share_holds_out_the_same_and_more() -> None:
    small, large = held_out(IDS, 0.1, seed=7), held_out(IDS, 0.2, seed=7)
    assert not (small & ~large).any()


def test_another_seed_holds_out_others() -> None:
    both = held_out(IDS, 0.1, seed=1) & held_out(IDS, 0.1, seed=2)
    # chance holds out one in a hundred by both
    assert 0 < both.to_list().count(True) < 0.02 * IDS.len()


def test_nobody_is_drawn_from_nobody() -> None:
    assert held_out(pl.Series([], dtype=pl.String), 0.1, seed=0).to_list() == []
