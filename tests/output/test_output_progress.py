"""The time that is left is said once some of a step is done, and never before."""

from __future__ import annotations

import time

import pytest

from clvcli.progress import Progress


def test_nothing_is_left_to_say_before_a_piece_is_done_or_after_the_last() -> None:
    watched = Progress()
    assert watched.left is None
    watched(0, 4)
    assert watched.left is None
    watched(4, 4)
    assert watched.left is None


def test_the_rest_takes_as_long_as_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 10.0, 16.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    watched = Progress()
    watched(0, 8)
    watched(2, 8)
    assert watched.left == pytest.approx(18.0)


def test_a_step_begins_its_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 100.0, 101.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    watched = Progress()
    watched(0, 2)
    watched(0, 2)
    watched(1, 2)
    assert watched.left == pytest.approx(1.0)
