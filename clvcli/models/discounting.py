"""Discounting: one annual effective rate, turned exactly into whatever a sum or an integral needs."""

from __future__ import annotations

import numpy as np

from clvcli.models.histories import DAYS_PER_WEEK, Floats

DAYS_PER_YEAR = 365.25
"""Where a yearly rate meets a period in days; leap years averaged."""


def continuous_rate_per_day(annual: float) -> float:
    """Return delta with e^(-delta d) the worth today of 1 after d days: ln(1 + annual) / 365.25."""
    return float(np.log1p(annual)) / DAYS_PER_YEAR


def continuous_rate_per_week(annual: float) -> float:
    """Return the same per week of seven days, the models' unit."""
    return continuous_rate_per_day(annual) * DAYS_PER_WEEK


def rate_per_period(annual: float, periods_per_year: float) -> float:
    """Return the effective rate of one of `periods_per_year` periods: (1 + annual)^(1/k) - 1."""
    return float(np.expm1(np.log1p(annual) / periods_per_year))


def discounted_increments(cumulative: Floats, rate: float, *, timing: float = 1.0) -> Floats:
    """Return the worth now of what each period adds, shape `(n,)`.

    Takes cumulative totals at the ends of periods 1, 2, ..., shape `(periods, n)`, and the effective
    rate of a period.  `timing` is where in its period a flow falls: 1 the end (Fader, Hardie, Lee
    2005, Journal of Marketing Research 42(4), equation 1 in discrete time), 0.5 the middle, 0 the start.
    """
    per_period = np.diff(cumulative, axis=0, prepend=0.0)
    when = np.arange(per_period.shape[0]) + timing
    worth: Floats = np.exp(-np.log1p(rate) * when) @ per_period
    return worth
