"""Curves of who has bought again by month of age, read month by month and against one another."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def increments(curve: Sequence[float]) -> list[float]:
    """Return what each month adds to a cumulative `curve`, the first month as it stands."""
    return [*curve[:1], *(late - early for early, late in pairwise(curve))]


def month_reached(curve: Sequence[float], share: float) -> int | None:
    """Return the first month, counted from 0, in which `curve` stands at `share`; None: it never does.

    In whole percents, as such shares are read: samples of thousands say no more.
    """
    return next((month for month, level in enumerate(curve) if round(level, 2) >= round(share, 2)), None)
