"""Purchases of many customers, one after the other in time: the stories of the models, acted out.

A customer's events come at a rate of his or her own.  Every event, or every k-th, is a purchase, after
which he or she may leave; and leaves in any case at a given time.  Whatever the model, it chooses
these for each customer, and the purchases follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from clvcli.models.histories import Floats, Ints

SLOWEST_RATE = 1e-290
"""Events a week; nobody with less lives to see one, and one over it can still be written."""


class Purchases(NamedTuple):
    """What each of n customers bought, shape `(n,)`."""

    number: Floats
    """How many purchases."""
    last: Floats
    """Weeks from the start to the last of them; 0 without any."""
    log_gaps: Floats
    """Sum of the logarithms of the weeks between purchases, the start being one."""
    discounted: Floats
    """Purchases, each worth e^(-delta s) after s weeks."""

    @classmethod
    def none(cls, customers: int) -> Purchases:
        """Return no purchases yet."""
        return cls(*np.zeros((4, customers)))


def purchases(
    rng: np.random.Generator,
    *,
    rate: Floats,
    until: Floats,
    dropout: Floats | None = None,
    every: int = 1,
    events_gone: Ints | None = None,
    delta: float = 0.0,
) -> Purchases:
    """Return purchases in (0, until] of customers with `rate` events a week, all shape `(n,)`.

    Leaving after a purchase has probability `dropout`, never if left out.  Of the `every` events to the
    first purchase, `events_gone` have passed before the start.  The cost is that of the purchases made.
    """
    done = Purchases.none(rate.size)
    mean_gap = 1.0 / np.maximum(rate, SLOWEST_RATE)
    time = np.zeros(rate.size)
    active = np.arange(rate.size)
    wanted = np.full(rate.size, every) if events_gone is None else every - events_gone
    while active.size:
        gap = rng.standard_gamma(wanted[active]) * mean_gap[active]
        bought = time[active] + gap <= until[active]
        active, gap = active[bought], gap[bought]
        time[active] += gap
        done.number[active] += 1.0
        done.last[active] = time[active]
        done.log_gaps[active] += np.log(gap)
        done.discounted[active] += np.exp(-delta * time[active])
        wanted[active] = every
        if dropout is not None:
            active = active[rng.random(active.size) >= dropout[active]]
    return done
