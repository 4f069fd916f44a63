"""What a customer is worth on the day of the first order, before anything more is known: what comes after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clvcli.models.discounting import continuous_rate_per_week
from clvcli.models.histories import DAYS_PER_WEEK, compress
from clvcli.sayings import Saying
from clvcli.valuation.forecast import FIXED_HORIZONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from clvcli.valuation.valued import Facts

NOBODY_PREDICTS = Saying("no model predicts")
"""Why nothing is known where the gate of the forecast is closed and says no more."""


def value_after_first(facts: Facts, *, rate: float, as_of: date) -> Mapping[str, float | None]:
    """Return what a customer is expected to leave after the first order, by FIXED_HORIZONS from that day on.

    The fitted model expects it of a history with x = 0, t_x = 0, T = 0 (Fader, Hardie, Lee 2005, Marketing Science
    24(2), whose E[X(t)] this is for BG/NBD).  A purchase brings the average of all, less what comes back of a
    second one, and is worth what `facts.basis` says; the annual `rate` discounts to the day of the first order.
    Season, level and boost of today's customers are left out.  None where no model predicts so far ahead
    (`not_valued`).
    """
    fit, spend, longest = facts.prediction.purchases, facts.prediction.spend, facts.prediction.plan.longest
    ends = {name: far.days(as_of) for name, far in FIXED_HORIZONS.items()}
    if fit is None or spend is None:
        return dict.fromkeys(ends)
    nothing_yet = np.zeros(1, dtype=np.int64)
    histories, _ = compress(nothing_yet, nothing_yet, nothing_yet)
    forecast = fit.model.forecast(histories, max(ends.values()) / DAYS_PER_WEEK)
    brings = spend.model.average * (1.0 - spend.model.returned(np.ones(1)))
    each = float((brings * facts.basis.worth.per_revenue(brings))[0])
    delta = continuous_rate_per_week(rate)
    return {
        name: each * float(forecast.discounted_purchases(days / DAYS_PER_WEEK, delta)[0])
        if longest is None or days <= longest
        else None
        for name, days in ends.items()
    }


def not_valued(facts: Facts, *, as_of: date) -> str | None:
    """Return why no value of 36 months after the first order is known, or None where it is."""
    plan = facts.prediction.plan
    if plan.purchases is None:
        return plan.gate.reason or NOBODY_PREDICTS
    if plan.longest is not None and plan.longest < FIXED_HORIZONS["clv_36m"].days(as_of):
        return Saying("nothing is predicted beyond {days:,} days", days=plan.longest)
    return None
