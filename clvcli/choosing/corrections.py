"""Season with level, and boost: each held against the last quarters as it would have been made before them."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from clvcli.choosing.trials import TRIAL_DAYS
from clvcli.choosing.tried import boost_from
from clvcli.valuation.boost import LEAST_CUSTOMERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.choosing.trials import Trial
    from clvcli.choosing.tried import Tried
    from clvcli.valuation.boost import Boost
    from clvcli.valuation.plan import Plan
    from clvcli.valuation.season import Season
    from clvcli.valuation.view import View

TRIALS_OF_CUSTOMERS = 2
"""Trials that say who buys how much: half a year of them is enough, and each costs trees."""

LEAST_GAIN = 0.01
"""What a season must bring the mean month nearer by, in logarithms: a hundredth is chance."""


def corrected(plan: Plan, now: View, tried: Sequence[Tried], windows: Sequence[Trial]) -> Plan:
    """Return `plan`, whose model says `now`, with the corrections that win on the quarters `tried`, the last first.

    `windows` are those that can be learnt from, the last first.
    """
    season, of_season = season_that_wins(now, tried)
    boost, of_boost = boost_that_wins(now, tried[:TRIALS_OF_CUSTOMERS], windows)
    return replace(plan, season=season, boost=boost, reasons=(*plan.reasons, of_season, of_boost))


def season_that_wins(now: View, tried: Sequence[Tried]) -> tuple[Season | None, str]:
    """Return the season with the level, where they bring the months of the trials nearer, and why."""
    able = [each for each in tried if each.season is not None]
    if not able:
        return None, f"no season: it takes a year of orders and {TRIAL_DAYS} days to try it on"
    plain, shaped = (
        float(np.concatenate([each.trial.misses(each.view, season) for each, season in of]).mean())
        for of in ([(each, None) for each in able], [(each, each.season) for each in able])
    )
    told = f"a month of the last {_quarters(able)} is missed by {_percent(shaped)} with them"
    without = f"{_percent(plain)} without"
    if shaped > plain - LEAST_GAIN:
        return None, f"no season, no level: {told}, by {without}"
    return now.season(), f"season and level: {told}, by {without}"


def boost_that_wins(now: View, tried: Sequence[Tried], windows: Sequence[Trial]) -> tuple[Boost | None, str]:
    """Return the boost, where it brings customers nearer to what they then did, and why."""
    if now.days.customers < LEAST_CUSTOMERS:
        return None, f"no boost: it takes {LEAST_CUSTOMERS:,} customers"
    able = [each for each in tried if each.boost is not None]
    if not able:
        return None, "no boost: the orders are too few days to learn from and to try it on"
    changes = [
        after / before - 1.0
        for each in able
        for before, after in zip(each.off(), each.off(boost=each.boost), strict=True)
        if before > 0
    ]
    change = fmean(changes) if changes else 0.0
    nearer = f"what customers did in the last {_quarters(able)} is missed by {abs(change):.1%}"
    if change >= 0:
        return None, f"no boost: {nearer} more with it"
    return boost_from(windows, now), f"boost: {nearer} less with it"


def _quarters(tried: Sequence[Tried]) -> str:
    return "quarter" if len(tried) == 1 else f"{len(tried)} quarters"


def _percent(log_ratio: float) -> str:
    return f"{np.expm1(log_ratio):.0%}"
