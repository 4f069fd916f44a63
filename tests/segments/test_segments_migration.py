from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.segments.migration import LAPSED, NEW, migration

TIERS = ("gold", "silver", "bronze")
MOVES = st.lists(st.tuples(*[st.sampled_from([*TIERS, None])] * 2), max_size=30)

few = settings(derandomize=True, max_examples=60, deadline=None)


def frame(moves: list[tuple[str | None, ...]]) -> pl.DataFrame:
    return pl.DataFrame(moves, schema={"before": pl.String, "after": pl.String}, orient="row")


@few
@given(MOVES)
def test_the_matrix_counts_everybody_who_was_in_a_tier_at_either_day(moves: list[tuple[str | None, ...]]) -> None:
    found = migration(frame(moves), TIERS).matrix
    assert found["customers"].sum() == sum(move != (None, None) for move in moves)
    assert found.filter(pl.col("before") == NEW)["customers"].sum() == sum(
        before is None and after is not None for before, after in moves
    )
    assert found.filter(pl.col("after") == LAPSED)["customers"].sum() == sum(
        after is None and before is not None for before, after in moves
    )


@few
@given(MOVES)
def test_shares_add_up_to_all_who_were_there(moves: list[tuple[str | None, ...]]) -> None:
    found = migration(frame(moves), TIERS)
    shares = [found.upgraded, found.downgraded, found.stable, found.lapsed]
    if any(before for before, _ in moves):
        assert sum(share for share in shares if share is not None) == pytest.approx(1.0)
    else:
        assert shares == [None] * 4


@few
@given(MOVES)
def test_the_order_of_customers_changes_nothing(moves: list[tuple[str | None, ...]]) -> None:
    shuffled = sorted(moves, key=lambda move: (str(move[1]), str(move[0])))
    assert migration(frame(moves), TIERS).matrix.equals(migration(frame(shuffled), TIERS).matrix)


def test_backwards_what_went_up_came_down() -> None:
    there = [("gold", "silver"), ("silver", "silver"), ("bronze", "gold")]
    back = [(after, before) for before, after in there]
    assert migration(frame(list(there)), TIERS).upgraded == migration(frame(list(back)), TIERS).downgraded
