"""How well customers are ranked, whatever they are ranked by.

Equal predictions say nothing about the order of their customers: wherever customers are ranked, each of
a group of equals counts as the mean of the group, so that no score depends on the order of rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clvcli.models.histories import distinct, totals

if TYPE_CHECKING:
    from clvcli.models.histories import Floats


def normalised_gini(predicted: Floats, actual: Floats) -> float | None:
    """Return the Gini coefficient of the gains of a ranking over that of the perfect one.

    G = 2 mean(cumulative share of actual, predicted best first) - 1, as in the evaluation of Wang, Liu and
    Miao, A Deep Probabilistic Model for Customer Lifetime Value Prediction (2019).  None where the actual
    values add up to nothing, or where there is nothing to rank.
    """
    return normalised(mean_of(gains(predicted, actual)), mean_of(gains(actual, actual)))


def normalised(achieved: float | None, perfect: float | None) -> float | None:
    """Return `normalised_gini` of the means of the gains achieved and of the perfect ones."""
    if achieved is None or perfect is None:
        return None
    best = 2.0 * perfect - 1.0
    return (2.0 * achieved - 1.0) / best if best > 0 else None


def mean_of(gain: Floats | None) -> float | None:
    """Return the mean of gains, None of none."""
    return None if gain is None else float(gain.mean())


def gains(predicted: Floats, actual: Floats) -> Floats | None:
    """Return the share of all `actual` value that the 1, 2, 3 ... customers `predicted` best hold.

    None where the actual values do not add up to more than nothing.
    """
    total = float(actual.sum())
    if total <= 0:
        return None
    share: Floats = np.cumsum(best_first(predicted, actual))
    share /= total
    return share


def best_first(by: Floats, values: Floats) -> Floats:
    """Return `values` in the order of `by`, largest first, each the mean over all who are equal in `by`."""
    at = distinct(by)[1]
    size = np.bincount(at)
    mean = totals(at, values, size.size)
    mean /= size
    return np.repeat(mean[::-1], size[::-1])
