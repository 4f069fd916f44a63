from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.survival import Survival, product_limit


def limit(durations: list[int], happened: list[bool]) -> Survival:
    return product_limit(np.array(durations, dtype=np.int64), np.array(happened, dtype=np.bool_))


def test_the_estimate_is_that_of_a_table_by_hand() -> None:
    # Remission under 6-MP of Freireich et al. (1963), the usual textbook table: 21 patients, 9 relapses, the rest
    # censored; the estimate falls 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448, and the median is 23 weeks.
    relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    found = limit(relapsed + censored, [True] * len(relapsed) + [False] * len(censored))
    assert found.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert found.waiting == pytest.approx(
        [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=0.0005
    )  # 3 decimals
    assert found.time_until(0.5) == 23


def test_what_half_have_not_done_in_the_time_observed_is_not_reached() -> None:
    assert limit([5, 9, 9], [True, False, False]).time_until(0.5) is None
    assert limit([], []).time_until(0.5) is None


def test_without_censoring_it_is_the_share_that_still_waits() -> None:
    assert limit([1, 2, 3, 4], [True] * 4).waiting == pytest.approx([0.75, 0.5, 0.25, 0.0], abs=1e-15)
    assert limit([1, 2, 3, 4], [True] * 4).time_until(0.5) == 2


LIVES = st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=30)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(LIVES)
def test_it_is_the_product_over_days_taken_one_by_one(lives: list[tuple[int, bool]]) -> None:
    found = limit([days for days, _ in lives], [happened for _, happened in lives])
    waiting, by_day = 1.0, {}
    for day in range(1, 13):
        at_risk = sum(days >= day for days, _ in lives)
        events = sum(days == day and happened for days, happened in lives)
        waiting *= 1 - events / at_risk if at_risk else 1.0
        by_day[day] = waiting
    assert found.waiting == pytest.approx(
        [by_day[day] for day in found.times.tolist()], abs=1e-12
    )  # products of floats


@settings(derandomize=True, max_examples=30, deadline=None)
@given(LIVES, st.randoms(use_true_random=False))
def test_the_order_of_customers_changes_nothing(lives: list[tuple[int, bool]], random: Any) -> None:
    mixed = list(lives)
    random.shuffle(mixed)
    one, other = (limit([days for days, _ in each], [did for _, did in each]) for each in (lives, mixed))
    assert one.waiting.tolist() == other.waiting.tolist()


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.integers(1, 4)), max_size=12))
def test_what_was_seen_several_times_counts_so_often(seen: list[tuple[int, bool, int]]) -> None:
    durations, happened, times = (np.array([each[at] for each in seen], dtype=np.int64) for at in range(3))
    counted = product_limit(durations, happened.astype(np.bool_), times)
    every = product_limit(np.repeat(durations, times), np.repeat(happened, times).astype(np.bool_))
    for name in ("times", "at_risk", "events", "waiting"):
        assert (getattr(counted, name) == getattr(every, name)).all()
