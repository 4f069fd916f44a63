"""By how much totals are missed because times change, which no parameter describes."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL = 0.2
"""Of the revenue of all: over splits of real logs half a dozen models missed it by .22 on average, in logarithms,
and the better ones by .17, which with a normal distribution is a standard deviation of .2."""

OF_A_FIRST_YEAR = 0.4
"""The same of the cohort curve where no season has come twice: by what it saw before their winter or their
summer, it missed three real shops by .34, .56 and .57, in logarithms."""


def missed_by(errors: Sequence[float]) -> float:
    """Return the share by which a forecast is likely to miss totals, one standard deviation.

    `errors` are ln(predicted / actual) of forecasts of the same kind.  They are few, so that USUAL stands
    beside them like one more.
    """
    squares = [USUAL**2, *(error**2 for error in errors)]
    return sqrt(sum(squares) / len(squares))
