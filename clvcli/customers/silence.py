"""How far into silence a customer is: active, at risk or lapsed by the lapse point, and when to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ACTIVE, AT_RISK, LAPSED = "active", "at_risk", "lapsed"

AT_RISK_PERCENT = 80
"""Of the lapse point: from here on silence is longer than the gaps that most customers leave."""

WINBACK_BUFFER = 0.25
"""Of the usual gap: how much longer than usual silence lasts before a message asks what is wrong."""


def state_of_silence(
    days_since_last: pl.Expr, lapse_days: pl.Expr | int, risk_days: pl.Expr | None = None
) -> pl.Expr:
    """Return ACTIVE, AT_RISK from `risk_days` on, LAPSED from the lapse point on.

    Without `risk_days` that is from AT_RISK_PERCENT of the lapse point on.  All in whole days, the lapse point
    above 0; null where the silence or the lapse point is.
    """
    lapse = pl.lit(lapse_days) if isinstance(lapse_days, int) else lapse_days
    share_reached = days_since_last * 100 >= lapse * AT_RISK_PERCENT
    reached = share_reached if risk_days is None else days_since_last >= risk_days
    return (
        pl.when((days_since_last + lapse).is_null())
        .then(None)
        .when(days_since_last >= lapse)
        .then(pl.lit(LAPSED))
        .when(reached)
        .then(pl.lit(AT_RISK))
        .otherwise(pl.lit(ACTIVE))
    )


def winback_day(usual_gap: pl.Expr, buffer: float = WINBACK_BUFFER) -> pl.Expr:
    """Return after how many days of silence to write: the usual gap in days, and the buffer, rounded up."""
    return (usual_gap * (1.0 + buffer)).ceil().cast(pl.Int64)


def still_active(p_active: float, silent_years: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chance to be active after further silent years, shape `(n,)`: it halves with each.

    An empirical rule over 30 retailers and 6 non-profits, Journal of Interactive Marketing (2013), for judging
    what a model says; not in place of one.
    """
    chance: NDArray[np.float64] = p_active * 0.5**silent_years
    return chance
