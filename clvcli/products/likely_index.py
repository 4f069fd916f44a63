"""What an index is likely to be: counted from few buyers it says little, and leans towards 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaincinv

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CONFIDENCE = 0.8
"""Of the intervals, as of those of forecasts."""

LEAST_SPREAD = 0.1
"""Standard deviation that indices are believed to have at least: where none can be seen, a tenth."""

LEAST_WEIGHT = 1.0
"""Of the base, in customers: where all of few buy, the next one may not."""


def likely_index(buyers: Floats, among: Floats, base: Floats, everybody: float) -> tuple[Floats, Floats, Floats]:
    """Return the likely index of each value, and the ends of its CONFIDENCE interval.

    `buyers` of the `among` customers of a group bought it, as did the share `base` (> 0) of `everybody`; all
    values belong to one question, such as which category.  The share of the group is taken to come from a beta
    distribution around `base` whose standard deviation, relative to `base`, is the same for all values: it is
    estimated from how far their counts lie from what is expected, beyond what the luck of a draw without
    replacement explains (method of moments).  Of few buyers the likely index is near 1, of many near the index
    as counted; of everybody it is 1.

    Empirical Bayes for relative rates: Clayton and Kaldor (1987), Biometrics 43, 671-681; the moments as in
    Marshall (1991), Applied Statistics 40, 283-294, here for shares instead of counts.
    """
    expected, luck = among * base, among * base * (1.0 - base)
    drawn = (everybody - among) / max(everybody - 1.0, 1.0)
    beyond = float(np.sum((buyers - expected) ** 2 - drawn * luck))
    room = float(np.sum(among * (among - 1.0) * base**2))
    spread = max(beyond / room if room > 0 else 0.0, LEAST_SPREAD**2)
    weight = np.maximum((1.0 - base) / (base * spread) - 1.0, LEAST_WEIGHT)
    bought, not_bought = buyers + weight * base, among - buyers + weight * (1.0 - base)
    tails = ((1.0 - CONFIDENCE) / 2.0, (1.0 + CONFIDENCE) / 2.0)
    possible = np.where(not_bought > 0, not_bought, 1.0)
    ends = [np.where(not_bought > 0, betaincinv(bought, possible, tail), 1.0) / base for tail in tails]
    return bought / (bought + not_bought) / base, ends[0], ends[1]
