"""Time to an event that not everybody has had yet: the product-limit estimate of Kaplan and Meier (1958)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """The share still waiting after each time something happened; arrays of one length, by rising time."""

    times: NDArray[np.int64]
    """Distinct durations with an event."""
    at_risk: NDArray[np.int64]
    """Observed for at least as long."""
    events: NDArray[np.int64]
    """Happened at exactly this duration."""
    waiting: NDArray[np.float64]
    """The share to whom nothing has happened at the end of it."""

    def time_until(self, share: float) -> int | None:
        """Return the duration by which `share` (above 0, at most 1) have had the event; None: not reached."""
        reached = np.flatnonzero(self.waiting <= 1.0 - share + _ROUNDING)
        return int(self.times[reached[0]]) if reached.size else None


_ROUNDING = 1e-12
"""A product of shares misses the share it stands for by less."""


def product_limit(
    durations: NDArray[np.int64], happened: NDArray[np.bool_], times_seen: NDArray[np.int64] | None = None
) -> Survival:
    """Return how many still wait, from whole `durations` and whether each ended by the event, shape `(n,)` both.

    `times_seen`, of the same shape, is how often each was seen; once unless it says so.
    A duration without the event is censored: it was observed for so long and counts as at risk until then, at
    its own last moment too.  Kaplan and Meier (1958), Journal of the American Statistical Association 53, 457.
    """
    seen = np.ones_like(durations) if times_seen is None else times_seen
    times, place = np.unique(durations[happened], return_inverse=True)
    events = np.bincount(place, weights=seen[happened], minlength=times.size).astype(np.int64)
    rising = np.argsort(durations)
    before = np.append(0, np.cumsum(seen[rising]))
    at_risk = before[-1] - before[np.searchsorted(durations[rising], times, side="left")]
    return Survival(
        times=times.astype(np.int64),
        at_risk=at_risk.astype(np.int64),
        events=events,
        waiting=np.cumprod(1.0 - events / at_risk, dtype=np.float64),
    )
