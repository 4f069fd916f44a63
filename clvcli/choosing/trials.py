"""Trials: the last quarters of the orders, each predicted from what was known before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clvcli.models.histories import Floats, totals
from clvcli.valuation.boost import LEAST_DAYS, WINDOW_DAYS
from clvcli.valuation.gate import SPAN_DAYS
from clvcli.valuation.purchase_days import PurchaseDays, date_of, months_ahead
from clvcli.valuation.spend import drawn_of

if TYPE_CHECKING:
    from clvcli.valuation.flows import Flow
    from clvcli.valuation.season import Season
    from clvcli.valuation.view import View

TRIAL_DAYS = WINDOW_DAYS
"""A quarter is long enough for something to be bought in, and short enough that much is left before it."""

MOST_TRIALS = 4
"""A year of them, so that each season is tried once."""

LONGEST_DAYS = 365
"""As far ahead as what is printed for every customer, and every season once."""

MOST_CUSTOMERS = 50_000
"""Customers that trials are made with; of a larger base as many are drawn, with a seed."""

SEED = 10

WHOLE_MONTH_DAYS = 10
"""Of a month cut by the ends of a trial, fewer days than this are not looked at by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trial:
    """A window at the end of some purchases, and the customers who were known before it."""

    days: int
    before: PurchaseDays
    within: PurchaseDays
    """Of the same customers, until the end of the window."""
    purchases: Floats
    """In the window, shape `(customers,)`."""
    revenue: Floats
    """After returns, the same."""

    def misses(self, view: View, season: Season | None) -> Floats:
        """Return |ln(predicted / actual)| of the purchases of each month of the window."""
        stretches = list(months_ahead(date_of(self.before.as_of), [self.days]))
        reached = [view.flow(last, season=season).purchases.sum() for _, last, _ in stretches]
        meant = np.diff(reached, prepend=0.0)
        ends = np.array([last for _, last, _ in stretches])
        ahead = self.within.day - self.before.as_of
        at = np.searchsorted(ends, ahead[ahead > 0])
        did = totals(at, np.ones(at.size), ends.size)
        whole = np.diff(ends, prepend=0) >= WHOLE_MONTH_DAYS
        missed: Floats = np.abs(np.log(np.maximum(meant, 1.0) / np.maximum(did, 1.0)))[whole]
        return missed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trials:
    """The end of some purchases, cut into windows."""

    quarters: tuple[Trial, ...]
    """Windows of TRIAL_DAYS, one before the other, the last first; the earliest may only be learnt from."""
    number: int
    """How many of them, from the last on, are long enough after the first purchase to be predicted."""
    longest: Trial
    """The last half of the days, a year at most."""

    @classmethod
    def of(cls, bought: PurchaseDays) -> Trials:
        """Return the trials that `bought` are long enough for."""
        quarters: list[Trial] = []
        until = bought
        while len(quarters) < MOST_TRIALS and until.span - TRIAL_DAYS >= LEAST_DAYS:
            quarters.append(trial_of(until, TRIAL_DAYS))
            until = quarters[-1].before
        able = sum(quarter.before.span >= SPAN_DAYS for quarter in quarters)
        return cls(
            quarters=tuple(quarters),
            number=able,
            longest=trial_of(bought, min(bought.span // 2, LONGEST_DAYS)),
        )


def trial_of(bought: PurchaseDays, days: int) -> Trial:
    """Return the last `days` days of `bought` as a trial."""
    before, who = bought.known(bought.as_of - days)
    purchases, revenue = (done[who] for done in bought.after(before.as_of))
    return Trial(before=before, within=bought.of_customers(who), days=days, purchases=purchases, revenue=revenue)


def drawn(bought: PurchaseDays) -> PurchaseDays:
    """Return the purchases of at most MOST_CUSTOMERS, the same at every run."""
    who = drawn_of(bought.customers, MOST_CUSTOMERS, SEED)
    return bought if isinstance(who, slice) else bought.of_customers(who)


def deviance(meant: Floats, did: Floats) -> float:
    """Return how far amounts `meant` are from those that came, per unit of what came; 0 is perfect.

    That of the Poisson distribution, 2 (y ln(y / m) - (y - m)): it weighs the total and who is who, and a
    few large customers do not decide it.
    """
    total = float(did.sum())
    if total <= 0:
        return 0.0
    m, y = np.maximum(meant, LEAST * did.mean()), np.maximum(did, 0.0)
    return float(
        2.0 * (np.where(y > 0, y * np.log(np.maximum(y, LEAST * did.mean()) / m), 0.0) - (y - m)).sum() / total
    )


LEAST = 1e-6
"""Of the mean: what an amount of nothing is taken for where its logarithm is needed."""


def off(flow: Flow, trial: Trial) -> tuple[float, float]:
    """Return the deviance of purchases and of revenue."""
    return deviance(flow.purchases, trial.purchases), deviance(flow.revenue, np.maximum(trial.revenue, 0.0))
