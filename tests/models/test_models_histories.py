"""Helpers of histories: what is distinct, and sums that do not depend on the order of what is added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.models.histories import distinct, in_two

if TYPE_CHECKING:
    from random import Random

    from clvcli.models.histories import Floats

quick = settings(derandomize=True, max_examples=40, deadline=None)

LAST_BITS = 2.0**-40
"""What `in_two` leaves off an amount, at most; floats of up to thousands are no finer."""

amounts = st.lists(st.floats(0.0, 5_000.0), max_size=60).map(lambda values: np.array(values, dtype=np.float64))


@quick
@given(amounts | st.lists(st.sampled_from([0.0, 0.1, 7.5]), max_size=60).map(np.array))
def test_the_distinct_values_are_those_of_numpy(values: Floats) -> None:
    found, at = distinct(values)
    expected, position = np.unique(values, return_inverse=True)
    assert found.tolist() == expected.tolist()
    assert at.tolist() == position.tolist()


@quick
@given(amounts, st.randoms(use_true_random=False), st.integers(0, 60))
def test_pieces_add_up_to_the_same_in_any_order_and_in_parts(values: Floats, random: Random, cut: int) -> None:
    pieces, order = in_two(values), list(range(values.size))
    random.shuffle(order)
    shuffled = in_two(values[order])
    assert np.abs(pieces.sum(axis=0) - values).max(initial=0.0) <= LAST_BITS
    assert (shuffled[:, :cut].sum(axis=1) + shuffled[:, cut:].sum(axis=1)).tolist() == pieces.sum(axis=1).tolist()
