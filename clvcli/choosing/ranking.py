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
    achieved, perfect = gains(predicted, actual), gains(actual, actual)
    if achieved is None or perfect is None:
        return None
    best = 2.0 * float(perfect.mean()) - 1.0
    return (2.0 * float(achieved.mean()) - 1.0) / best if best > 0 else None


def gains(predicted: Floats, actual: Floats) -> Floats | None:
    """Return the share of all `actual` value that the 1, 2, 3 ... customers `predicted` best hold.

    None where the actual values do not add up to more than nothing.
    """
    total = float(actual.sum())
    if total <= 0:
        return None
    order = np.argsort(-predicted, kind="stable")
    share: Floats = np.cumsum(of_equals(predicted, actual)[order]) / total
    return share


def of_equals(by: Floats, values: Floats) -> Floats:
    """Return for each customer the mean of `values` over all who are equal in `by`."""
    _, at = distinct(by)
    size = np.bincount(at)
    mean: Floats = (totals(at, values, size.size) / size)[at]
    return mean
