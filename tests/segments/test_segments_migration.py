from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.silence import LAPSED
from clvcli.segments.migration import BACK, GONE, NEW, fallen, migration, moves_between

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


@few
@given(MOVES)
def test_each_segment_balances(moves: list[tuple[str | None, ...]]) -> None:
    found = migration(frame(moves), TIERS).balance
    came, went = found["entered"] + found["moved_in"], found["moved_out"] + found["left"]
    assert (found["before"] + came - went).equals(found["after"], check_names=False)
    assert found["moved_in"].sum() == found["moved_out"].sum()
    for name, at in (("before", 0), ("after", 1)):
        assert found[name].to_list() == [sum(move[at] == tier for move in moves) for tier in TIERS]


def day(*people: tuple[str, str, str]) -> pl.DataFrame:
    """Return customers with a tier and a state."""
    rows = [
        {"customer_id": who, "currency": "DKK", "tier": tier, "life_cycle": state, "value_to_date": 100.0, "net_revenue_24m": 50.0,
         "clv_12m": None, "days_since_last": 10}
        for who, tier, state in people
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"clv_12m": pl.Float64})


def test_who_comes_back_enters_who_lapses_or_is_gone_leaves_and_who_stays_away_is_not_there() -> None:
    then = day(("anna", "gold", "active"), ("bo", "gold", "lapsed"), ("carl", "silver", "new"), ("dora", "gold", "lapsed"), ("eva", "gold", "active"))  # fmt: skip
    now = day(("anna", "gold", "lapsed"), ("bo", "silver", "back"), ("carl", "gold", "active"), ("dora", "gold", "lapsed"), ("finn", "bronze", "new"))  # fmt: skip
    moves = moves_between(then, now, "tier")
    assert moves.select("customer_id", "before", "after").rows() == [
        ("anna", "gold", LAPSED),
        ("bo", BACK, "silver"),
        ("carl", "silver", "gold"),
        ("eva", "gold", GONE),
        ("finn", NEW, "bronze"),
    ]
    found = migration(moves, TIERS)
    assert [found.upgraded, found.stable, found.lapsed] == pytest.approx([1 / 3, 0.0, 2 / 3])
    assert found.matrix["value_to_date"].sum() == 500
    assert found.matrix["clv_12m"].to_list() == [None] * 5
    assert fallen(moves, "gold")["customer_id"].to_list() == ["anna", "eva"]


def test_states_of_the_life_cycle_are_segments_of_their_own_lapsed_included() -> None:
    then, now = day(("anna", "gold", "lapsed"), ("bo", "gold", "active")), day(("anna", "gold", "back"))
    moves = moves_between(then, now, "life_cycle")
    assert moves.select("before", "after").rows() == [("lapsed", "back"), ("active", GONE)]


def test_without_the_orders_nobody_is_seen_to_lapse() -> None:
    then, now = day(("anna", "gold", "active")), day(("anna", "gold", "lapsed"))
    moves = moves_between(then.drop("life_cycle"), now.drop("life_cycle"), "tier")
    assert moves.select("before", "after").rows() == [("gold", "gold")]
