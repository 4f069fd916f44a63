from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.models.margin_multiple import margin_multiple

RATES = st.floats(0.0, 0.99)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(RATES, st.floats(0.01, 1.0))
def test_the_multiple_is_the_sum_of_what_each_period_pays(retention: float, rate: float) -> None:
    t = np.arange(1, 5_000)
    summed = float(((retention / (1 + rate)) ** t).sum())
    # the sum leaves out less than .99^5000 / .01 of what it is
    assert margin_multiple(np.array([retention]), np.array([rate]))[0] == pytest.approx(summed, rel=1e-9, abs=1e-12)


def test_margins_that_outgrow_their_discount_are_worth_no_finite_multiple() -> None:
    assert margin_multiple(np.array([0.95]), np.array([0.05]), growth=0.2)[0] == np.inf


def test_growth_acts_as_more_retention() -> None:
    grown = margin_multiple(np.array([0.8]), np.array([0.1]), growth=0.05)
    assert grown[0] == pytest.approx(margin_multiple(np.array([0.84]), np.array([0.1]))[0], rel=1e-12)  # rounding
