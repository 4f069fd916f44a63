"""The arithmetic of the bench; what it measures is not a test, for it depends on the machine."""

from __future__ import annotations

import sys

import pytest

from bench.measuring import Comparison, Contender, Cost, Row, median, run


def row(*, ours: float, reference: float | None, bar: float | None) -> Row:
    return Row(title="a job", unit="s", ours=ours, reference=reference, bar=bar)


@pytest.mark.parametrize(
    ("ours", "reference", "bar", "cells"),
    [
        (2.8, 2.0, 1.4, ("2.80 s", "2.00 s", "1.4", "<= 1.4", "yes")),
        (3.0, 2.0, 1.4, ("3.00 s", "2.00 s", "1.5", "<= 1.4", "NO")),
        (3.0, 2.0, None, ("3.00 s", "2.00 s", "1.5", "", "")),
        (29.0, None, 30.0, ("29.00 s", "", "", "<= 30 s", "yes")),
        (31.0, None, 30.0, ("31.00 s", "", "", "<= 30 s", "NO")),
    ],
)
def test_a_row_is_held_against_its_bar(
    ours: float, reference: float | None, bar: float | None, cells: tuple[str, ...]
) -> None:
    assert row(ours=ours, reference=reference, bar=bar).cells() == cells


def test_one_slow_run_moves_no_median() -> None:
    costs = [Cost(seconds=1.0, mib=10.0), Cost(seconds=90.0, mib=30.0), Cost(seconds=2.0, mib=20.0)]
    assert median(costs) == Cost(seconds=2.0, mib=20.0)


def test_a_program_may_tell_the_seconds_that_count() -> None:
    assert run([sys.executable, "-c", "print('warm'); print(12.5)"], tells=True).seconds == 12.5


def test_memory_is_a_row_of_its_own_where_it_has_a_bar() -> None:
    nothing = [sys.executable, "-c", ""]
    comparison = Comparison(
        reference=nothing, contenders=[Contender(title="nothing", program=nothing, time=99.0, memory=99.0)]
    )
    rows = list(comparison.rows(runs=1))
    assert [(each.unit, each.met) for each in rows] == [("s", True), ("MiB", True)]
