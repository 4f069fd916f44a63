"""Whether spend per purchase is independent of how often a customer buys, as Gamma-Gamma assumes.

[JMR2005] Fader, Hardie, Lee, RFM and CLV: Using Iso-Value Curves for Customer Base Analysis,
Journal of Marketing Research 42(4), section 2.2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clvcli.models.histories import Floats, Ints, distinct, totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """Three looks at the same question; 0 in each is independence, None where it is undefined."""

    pearson: float | None
    """Linear correlation of purchases and mean spend; one large buyer can make or hide it."""
    spearman: float | None
    """Correlation of their ranks, ties sharing a rank: any rising or falling pattern."""
    between_groups: float | None
    """Share of the variance of mean spend that lies between customers of different purchase counts."""


def independence(n: Floats, mean: Floats) -> Independence:
    """Return how whole numbers `n` of purchases and mean spend `mean` hang together, both shape `(customers,)`.

    [JMR2005] argues from the correlation and from spend varying far more within groups of equal n
    than between them.
    """
    n, mean = np.asarray(n, dtype=np.float64), np.asarray(mean, dtype=np.float64)
    return Independence(
        pearson=_correlation(n, mean),
        spearman=rank_correlation(n.astype(np.int64), mean),
        between_groups=_variance_between(n.astype(np.int64), mean),
    )


def rank_correlation(one: Floats | Ints, other: Floats | Ints) -> float | None:
    """Return Spearman's correlation, ties sharing a rank, or None where one of them does not vary."""
    return _correlation(_ranks(one), _ranks(other))


def _correlation(one: Floats, other: Floats) -> float | None:
    """Return Pearson's correlation, or None where one of them does not vary."""
    if one.size == 0 or (one == one[0]).all() or (other == other[0]).all():
        return None
    one, other = one - one.mean(), other - other.mean()
    return float(one @ other / np.sqrt((one @ one) * (other @ other)))


def _ranks(values: Floats | Ints) -> Floats:
    """Return ranks from 1, equal values sharing the mean of theirs."""
    at = distinct(values)[1]
    tied = np.bincount(at) / 2.0
    middle: Floats = np.cumsum(2.0 * tied)
    middle -= tied - 0.5
    return middle[at]


def _variance_between(group: Ints, value: Floats) -> float | None:
    """Return the share of the variance of `value` that its group means explain, or None without any."""
    if value.size == 0 or (value == value[0]).all():
        return None
    _, at = distinct(group)
    size = np.bincount(at)
    group_mean = totals(at, value, size.size) / size
    deviation = value - value.mean()
    return float(size @ (group_mean - value.mean()) ** 2 / (deviation @ deviation))
