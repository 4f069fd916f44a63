"""How much is bought lately: a model fitted to all years follows a shop that grows or shrinks too slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.customers.months import QUARTER_DAYS

if TYPE_CHECKING:
    from clvcli.models.histories import Floats

LATELY_DAYS = QUARTER_DAYS
"""A quarter: long enough to even out campaigns, short enough to be the present."""

STRENGTH = 0.5
"""Half of the departure is taken to last: all of it overshoots as often as none of it falls short."""


def recent_level(actual: Floats, expected: Floats) -> float:
    """Return (actual / expected) of the last quarter, at half strength; 1 where nothing was expected.

    Takes purchases per day up to the last day that is known; `expected` with its season.
    """
    did, meant = float(actual[-LATELY_DAYS:].sum()), float(expected[-LATELY_DAYS:].sum())
    return (did / meant) ** STRENGTH if did > 0 and meant > 0 else 1.0
