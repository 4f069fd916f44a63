"""Words of charts are cut, moved apart and ticked off as they should be, and all eyes tell their colours apart."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.output.charts.ink import SERIES
from clvcli.output.charts.layout import SIZE
from clvcli.output.charts.measure import ELLIPSIS, MOST_TICKS, cut, spread, ticks, width_of


@given(low=st.floats(-1e9, 0), high=st.floats(0, 1e9))
@settings(derandomize=True)
def test_ticks_are_few_round_and_span_the_figures(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 2 <= len(found) <= MOST_TICKS
    slack = 1e-6 * (found[-1] - found[0])  # a share of a step that no eye sees
    assert found[0] <= low + slack
    assert high - slack <= found[-1] or low == high
    steps = [after - before for before, after in pairwise(found)]
    assert all(math.isclose(step, steps[0], rel_tol=1e-6) for step in steps)


@given(most=st.integers(1, 10_000))
@settings(derandomize=True)
def test_ticks_of_counts_are_whole(most: int) -> None:
    assert all(tick == int(tick) for tick in ticks(0, most, whole=True))


@given(text=st.text(max_size=60), width=st.floats(20, 400))
@settings(derandomize=True)
def test_a_cut_text_fits_and_says_that_it_is_cut(text: str, width: float) -> None:
    shown = cut(text, width, SIZE)
    assert width_of(shown, SIZE) <= width
    assert shown == text or shown.endswith(ELLIPSIS)


@given(places=st.lists(st.floats(0, 200), max_size=10))
@settings(derandomize=True)
def test_names_moved_apart_keep_their_order_and_lie_apart(places: list[float]) -> None:
    moved = spread(places, 14, 0, 210)
    assert all(
        after - before >= 14 - 1e-9 for before, after in zip(sorted(moved), sorted(moved)[1:], strict=False)
    )  # floats
    for a, b in combinations(range(len(places)), 2):
        if places[a] != places[b]:
            assert (places[a] < places[b]) == (moved[a] < moved[b])


MACHADO = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes (2009), A Physiologically-based Model for Simulation of Color Vision Deficiency."""


def _seen(colour: str, by: str) -> tuple[float, float, float]:
    """Return a colour in CIELAB as someone with this colour vision sees it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    r, g, b = (
        min(1.0, max(0.0, sum(w * part for w, part in zip(row, linear, strict=True)))) for row in MACHADO[by]
    )
    x, y, z = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("by", MACHADO)
def test_all_eyes_tell_the_colours_of_series_apart(by: str) -> None:
    seen = [_seen(colour, by) for colour in SERIES]
    assert min(math.dist(one, other) for one, other in combinations(seen, 2)) > 12  # 2.3 is just noticeable
