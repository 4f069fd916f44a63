"""The margin multiple: what a customer's margin of a period is worth over an endless relationship.

    sum over t = 1, 2, ... of (r / (1 + i))^t = r / (1 + i - r)

for a retention rate r and a discount rate i of one period, the margin of each period paid at its end.
With margins that grow by g a period, r is r (1 + g).

Gupta, Lehmann (2003), Customers as Assets, Journal of Interactive Marketing 17(1), table 1 and its appendix.
A formula for comparison and teaching: in a shop without contracts nobody observes r.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from clvcli.models.histories import Floats


def margin_multiple(retention: Floats, rate: Floats, growth: float = 0.0) -> Floats:
    """Return the multiple for each pair of rates, all as fractions per period, shape `(n,)`.

    Infinite where margins grow faster than they are discounted.
    """
    grown = np.asarray(retention) * (1.0 + growth)
    left = 1.0 + np.asarray(rate) - grown
    multiple: Floats = np.where(left > 0, grown / np.where(left > 0, left, 1.0), np.inf)
    return multiple


def multiple_until(retention: Floats, rate: float, years: float) -> Floats:
    """Return the sum of the first `years` terms, which need not be whole, for each retention, shape `(n,)`."""
    kept = np.asarray(retention) / (1.0 + rate)
    left = np.where(kept < 1.0, 1.0 - kept, 1.0)
    multiple: Floats = np.where(kept < 1.0, kept * (1.0 - kept**years) / left, years)
    return multiple
