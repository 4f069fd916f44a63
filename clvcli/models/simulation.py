"""Purchases of many customers: the stories of the models, acted out.

A customer's events come at a rate of his or her own.  Every event, or every k-th, is a purchase, after
which he or she may leave; and leaves in any case at a given time.  Whatever the model, it chooses
these for each customer, and the purchases follow: one after the other in time, as histories have
them, or only their number and worth today, which is all that matters of a future.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import exprel

if TYPE_CHECKING:
    from clvcli.models.histories import Floats, Ints

SLOWEST_RATE = 1e-290
"""Events a week; nobody with less lives to see one, and one over it can still be written."""


MOST_EVENTS = 1e9
"""More than a purchase a second for thirty years: beyond it a count says nothing."""

RAREST_DROPOUT = 1e-12
"""Whoever leaves more seldom never does within MOST_EVENTS."""


class Purchases(NamedTuple):
    """What each of n customers bought, shape `(n,)`."""

    number: Floats
    """How many purchases."""
    last: Floats
    """Weeks from the start to the last of them; 0 without any."""
    log_gaps: Floats
    """Sum of the logarithms of the weeks between purchases, the start being one."""

    @classmethod
    def none(cls, customers: int) -> Purchases:
        """Return no purchases yet."""
        return cls(*np.zeros((3, customers)))


class Futures(NamedTuple):
    """What each of n customers will buy, shape `(n,)`."""

    number: Floats
    """How many purchases."""
    discounted: Floats
    """Purchases, each worth e^(-delta s) after s weeks."""

    @classmethod
    def none(cls, customers: int) -> Futures:
        """Return no purchases."""
        return cls(*np.zeros((2, customers)))


def purchases(
    rng: np.random.Generator,
    *,
    rate: Floats,
    until: Floats,
    dropout: Floats | None = None,
    every: int = 1,
) -> Purchases:
    """Return purchases in (0, until] of customers with `rate` events a week, all shape `(n,)`.

    Leaving after a purchase has probability `dropout`, never if left out.  The cost is that of the
    purchases made.
    """
    done = Purchases.none(rate.size)
    mean_gap = 1.0 / np.maximum(rate, SLOWEST_RATE)
    time = np.zeros(rate.size)
    active = np.arange(rate.size)
    while active.size:
        gap = rng.standard_gamma(every, active.size) * mean_gap[active]
        bought = time[active] + gap <= until[active]
        active, gap = active[bought], gap[bought]
        time[active] += gap
        done.number[active] += 1.0
        done.last[active] = time[active]
        done.log_gaps[active] += np.log(gap)
        if dropout is not None:
            active = active[rng.random(active.size) >= dropout[active]]
    return done


def futures(
    rng: np.random.Generator,
    *,
    rate: Floats,
    until: Floats,
    delta: float,
    dropout: Floats | None = None,
    every: int = 1,
    events_gone: Ints | int = 0,
) -> Futures:
    """Return purchases in (0, until] of customers with `rate` events a week, all shape `(n,)`.

    Leaving after a purchase has probability `dropout`, never if left out.  Of the `every` events to the
    first purchase, `events_gone` have passed before the start.  The cost is the same for all customers:
    events are Poisson, and the purchases up to leaving geometric.  Given how many events there were they
    are spread evenly, and so, but for the one after which somebody leaves, are purchases; what they are
    worth together is drawn with its mean and its variance (for `every` = 1), as it is for one or two.
    """
    events = rng.poisson(np.minimum(rate * until, MOST_EVENTS))
    number = (events + events_gone) // every
    if dropout is None:
        return Futures(number.astype(np.float64), _worth(number, until, delta, rng))
    stays = rng.geometric(np.maximum(dropout, RAREST_DROPOUT))
    left = np.flatnonzero(stays <= number)
    number[left] = stays[left]
    last_event = every * number[left] - np.broadcast_to(events_gone, rate.shape)[left]
    gone_at = until[left] * rng.beta(last_event, events[left] - last_event + 1)
    until, before = until.copy(), number.copy()
    until[left], before[left] = gone_at, number[left] - 1
    discounted = _worth(before, until, delta, rng)
    discounted[left] += np.exp(-delta * gone_at)
    return Futures(number.astype(np.float64), discounted)


def _worth(number: Ints, until: Floats, delta: float, rng: np.random.Generator) -> Floats:
    """Return the discounted worth of purchases spread evenly over (0, until].

    With w the discount factor of one of them, drawn, and W its mean, that of n is n W + sqrt(n) (w - W).
    """
    mean = exprel(-delta * until)
    one = np.exp(-delta * until * rng.random(number.size))
    worth: Floats = number * mean + np.sqrt(number) * (one - mean)
    return worth
