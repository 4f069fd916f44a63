"""Season with level, and boost: each held against the last quarters as it would have been made before them."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from clvcli.choosing.trials import TRIAL_DAYS
from clvcli.choosing.tried import boost_from
from clvcli.sayings import Saying
from clvcli.valuation.boost import LEAST_CUSTOMERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.choosing.trials import Trial
    from clvcli.choosing.tried import Now, Tried
    from clvcli.valuation.boost import BoostOfParts
    from clvcli.valuation.plan import Plan
    from clvcli.valuation.season import Season

TRIALS_OF_CUSTOMERS = 2
"""Trials that say who buys how much: half a year of them is enough, and each costs trees."""

LEAST_GAIN = 0.01
"""What a season must bring the mean month nearer by, in logarithms: a hundredth is chance."""


def corrected(plan: Plan, now: Now, tried: Sequence[Tried], windows: Sequence[Trial]) -> Plan:
    """Return `plan`, whose model says `now`, with the corrections that win on the quarters `tried`, the last first.

    `windows` are those that can be learnt from, the last first.
    """
    season, of_season = season_that_wins(now, tried)
    boost, of_boost = boost_that_wins(now, tried[:TRIALS_OF_CUSTOMERS], windows)
    return replace(plan, season=season, boost=boost, reasons=(*plan.reasons, of_season, of_boost))


def season_that_wins(now: Now, tried: Sequence[Tried]) -> tuple[Season | None, str]:
    """Return the season with the level, where they bring the months of the trials nearer, and why."""
    able = [each for each in tried if each.season is not None]
    if not able:
        return None, Saying("no season: it takes a year of orders and {days} days to try it on", days=TRIAL_DAYS)
    plain, shaped = (
        float(np.concatenate([each.trial.misses(each.view, season) for each, season in of]).mean())
        for of in ([(each, None) for each in able], [(each, each.season) for each in able])
    )
    told = Saying(
        "a month of the last {quarters} is missed by {shaped:.0%} with them, by {plain:.0%} without",
        quarters=_quarters(able),
        shaped=float(np.expm1(shaped)),
        plain=float(np.expm1(plain)),
    )
    if shaped > plain - LEAST_GAIN:
        return None, Saying("no season, no level: {told}", told=told)
    return now.season(), Saying("season and level: {told}", told=told)


def boost_that_wins(now: Now, tried: Sequence[Tried], windows: Sequence[Trial]) -> tuple[BoostOfParts | None, str]:
    """Return the boost, where it brings customers nearer to what they then did, and why."""
    if now.customers < LEAST_CUSTOMERS:
        return None, Saying("no boost: it takes {customers:,} customers", customers=LEAST_CUSTOMERS)
    able = [each for each in tried if each.boost is not None]
    if not able:
        return None, Saying("no boost: the orders are too few days to learn from and to try it on")
    changes = [
        after / before - 1.0
        for each in able
        for before, after in zip(each.off(), each.off(boost=each.boost), strict=True)
        if before > 0
    ]
    change = fmean(changes) if changes else 0.0
    figures = {"quarters": _quarters(able), "change": abs(change)}
    if change >= 0:
        return None, Saying(
            "no boost: what customers did in the last {quarters} is missed by {change:.1%} more with it", **figures
        )
    return boost_from(windows, now), Saying(
        "boost: what customers did in the last {quarters} is missed by {change:.1%} less with it", **figures
    )


def _quarters(tried: Sequence[Tried]) -> Saying:
    return Saying("quarter" if len(tried) == 1 else "{count} quarters", count=len(tried))
