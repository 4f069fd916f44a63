"""The grade of the data: the lowest of what is known of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audit.grade import GRADES, Known, graded, lowest

GOOD = Known(guests=0.0, rejected=0.0, costs=1.0, tax=True, span=1100, returns=0.1)


def grade(known: Known) -> str:
    return lowest(graded(known)).grade


def test_data_of_which_all_is_known_have_an_a() -> None:
    assert grade(GOOD) == "A"
    assert {mark.grade for mark in graded(GOOD)} == {"A"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("guests", 0.05, "A"),
        ("guests", 0.051, "B"),
        ("guests", 0.30, "C"),
        ("guests", 0.31, "D"),
        ("rejected", 0.0011, "B"),
        ("rejected", 0.06, "D"),
        ("costs", 0.9, "B"),
        ("costs", None, "B"),
        ("costs", 0.6, "C"),
        ("costs", 0.0, "C"),
        ("tax", False, "C"),
        ("span", 729, "B"),
        ("span", 400, "C"),
        ("span", 364, "D"),
        ("returns", 0.0, "C"),
    ],
)
def test_one_thing_that_is_not_known_lowers_the_grade(name: str, value: float | None, expected: str) -> None:
    known = replace(GOOD, **{name: value})  # type: ignore[arg-type]  # fields of several types
    assert (grade(known), lowest(graded(known)).name if expected != "A" else name) == (expected, name)


def test_a_shop_without_net_revenue_has_no_share_of_guests_to_grade() -> None:
    assert "guests" not in {mark.name for mark in graded(replace(GOOD, guests=None))}


@settings(derandomize=True, max_examples=50)
@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["guests", "rejected"]))
def test_more_of_what_is_not_known_never_raises_a_grade(one: float, other: float, name: str) -> None:
    low, high = sorted((one, other))
    ranks = [GRADES.index(grade(replace(GOOD, **{name: each}))) for each in (low, high)]  # type: ignore[arg-type]  # a share
    assert ranks[0] <= ranks[1]
