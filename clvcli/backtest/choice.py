"""What `--model auto` settles on: models and corrections tried on the end of the user's own orders.

Models are held against the last quarter and against the last half of the orders, at most a year: how soon
customers leave shows far ahead.  Corrections are held against the last quarters, one after the other, each
as it would have been made before that quarter; what does not win there is not used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from clvcli import notes
from clvcli.backtest.scores import normalised_gini
from clvcli.backtest.trials import drawn, last_quarters, longest, off
from clvcli.backtest.verdict import GINI_MARGIN, TOTAL_MARGIN
from clvcli.customers.calendar import customer_days
from clvcli.customers.known import known_at
from clvcli.orders.currency import in_currency
from clvcli.valuation.boost import LEAST_CUSTOMERS, LEAST_DAYS, WINDOW_DAYS
from clvcli.valuation.candidates import REGULAR
from clvcli.valuation.cohort_plan import curve_asked_for, curve_instead
from clvcli.valuation.plan import COHORT_CURVE, plan_for
from clvcli.valuation.purchase_days import PurchaseDays
from clvcli.valuation.season import A_YEAR
from clvcli.valuation.view import view_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import polars as pl

    from clvcli.backtest.trials import Trial
    from clvcli.config import Model
    from clvcli.valuation.boost import Boost
    from clvcli.valuation.plan import Plan, Planner
    from clvcli.valuation.season import Season
    from clvcli.valuation.view import View

TRIALS_OF_CUSTOMERS = 2
"""Trials that say who buys how much: half a year of them is enough, and each costs a fit."""

LEAST_GAIN = 0.01
"""What a season must bring the mean month nearer by, in logarithms: a hundredth is chance."""

BY_DAYS = REGULAR | {"auto", COHORT_CURVE}
"""What needs to know the days customers bought on; the others are content with how often, first and last."""

DAYS_BEFORE_A_SEASON = A_YEAR + 31
"""Before a trial of the season: a year to see it in, and the month in which customers are first seen."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Tried:
    """A trial with what a model said before it."""

    trial: Trial
    view: View

    @cached_property
    def season(self) -> Season | None:
        """The season that was known."""
        return self.view.season() if self.view.days.span >= DAYS_BEFORE_A_SEASON else None

    @cached_property
    def boost(self) -> Boost | None:
        """The factors that could be learnt; None where there was too little to learn from."""
        days = self.view.days
        enough = days.span >= LEAST_DAYS + WINDOW_DAYS and days.customers >= LEAST_CUSTOMERS
        return self.view.boost() if enough else None

    def off(self, *, boost: Boost | None = None) -> tuple[float, float]:
        """Return the deviance of purchases and of revenue."""
        return off(self.view.flow(self.trial.days, boost=boost), self.trial)


def planner_of(lines: pl.LazyFrame, as_of: date) -> Planner:
    """Return the planner that chooses by what canonical `lines` show up to `as_of`.

    The lines are read for models of BY_DAYS alone.
    """

    def planner(buyers: pl.DataFrame, model: Model, span_days: int) -> Plan:
        if model not in BY_DAYS:
            return plan_for(buyers, model, span_days)
        mine = lines.filter(in_currency(buyers["currency"][0]))
        return choose(buyers, model, span_days, days=customer_days(known_at(mine, as_of)), as_of=as_of)

    return planner


def choose(buyers: pl.DataFrame, model: Model, span_days: int, *, days: pl.DataFrame, as_of: date) -> Plan:
    """Return the plan for `buyers`: as `plan.plan_for`, and with `model` auto what trials bear out.

    `days` are the rows of `customers.calendar.customer_days` as known at `as_of`.
    Raises ModelNotUsableError as `plan.plan_for`.
    """
    bought = PurchaseDays.of(days, buyers["customer_key"], as_of)
    if model == COHORT_CURVE:
        return curve_asked_for(buyers, bought, span_days)
    plan = plan_for(buyers, model, span_days, bought.log_gaps)
    if model != "auto":
        return plan
    if plan.model is None:
        return curve_instead(plan, bought)
    some = drawn(bought)
    quarters = last_quarters(some)
    if not quarters:
        return replace(plan, reasons=(*plan.reasons, "the orders are too few days for a trial of corrections"))
    plan = _of_rivals(plan, [longest(some), quarters[0]])
    now, tried = view_of(str(plan.model), bought, fit=plan.purchases), _tried(str(plan.model), quarters)
    return plan if now is None or not tried else _guarded(_corrected(plan, now, tried), tried)


def _of_rivals(plan: Plan, trials: Sequence[Trial]) -> Plan:
    """Return the plan with that of its rivals that came nearest to the trials."""
    missed = {rival.name: _missed(rival.name, trials) for rival in plan.rivals}
    if len(missed) < 2 or not np.isfinite(min(missed.values())):  # noqa: PLR2004  (one has nobody to beat)
        return plan
    best = min(plan.rivals, key=lambda rival: missed[rival.name])
    told = ", ".join(f"{rival.member.title} {missed[rival.name]:.3f}" for rival in plan.rivals)
    windows = " and ".join(f"{trial.days}" for trial in trials)
    reason = f"{best.member.title} came nearest to the last {windows} days: deviance per purchase {told}"
    return replace(plan, purchases=best.fit, model=best.name, reasons=(*plan.reasons, reason))


def _missed(name: str, trials: Sequence[Trial]) -> float:
    """Return the mean deviance of purchases, infinite where the model could not be fitted."""
    tried = _tried(name, trials)
    return fmean(each.off()[0] for each in tried) if len(tried) == len(trials) else np.inf


def _tried(name: str, trials: Sequence[Trial]) -> list[Tried]:
    views = ((trial, view_of(name, trial.before, reach=trial.days)) for trial in trials)
    return [Tried(trial=trial, view=view) for trial, view in views if view is not None]


def _corrected(plan: Plan, now: View, tried: Sequence[Tried]) -> Plan:
    """Return the plan with the corrections that win on the trials."""
    season, of_season = _season(now, tried)
    boost, of_boost = _boost(now, tried[:TRIALS_OF_CUSTOMERS])
    return replace(plan, season=season, boost=boost, reasons=(*plan.reasons, of_season, of_boost))


def _season(now: View, tried: Sequence[Tried]) -> tuple[Season | None, str]:
    """Return the season with the level, where they bring the months of the trials nearer, and why."""
    able = [each for each in tried if each.season is not None]
    if not able:
        return None, "no season: it takes a year of orders, and a quarter to try it on"
    plain = float(np.concatenate([each.trial.misses(each.view, None) for each in able]).mean())
    shaped = float(np.concatenate([each.trial.misses(each.view, each.season) for each in able]).mean())
    told = f"a month of the last {_quarters(able)} is missed by {_percent(shaped)} with them"
    without = f"{_percent(plain)} without"
    if shaped > plain - LEAST_GAIN:
        return None, f"no season, no level: {told}, by {without}"
    return now.season(), f"season and level: {told}, by {without}"


def _boost(now: View, tried: Sequence[Tried]) -> tuple[Boost | None, str]:
    """Return the boost, where it brings customers nearer to what they then did, and why."""
    if now.days.customers < LEAST_CUSTOMERS:
        return None, f"no boost: it takes {LEAST_CUSTOMERS:,} customers"
    able = [each for each in tried if each.boost is not None]
    if not able:
        return None, "no boost: the orders are too few days for a trial of it"
    changes = [
        after / before - 1.0
        for each in able
        for before, after in zip(each.off(), each.off(boost=each.boost), strict=True)
        if before > 0
    ]
    change = fmean(changes) if changes else 0.0
    nearer = f"what customers did in the last {_quarters(able)} is missed by {abs(change):.1%}"
    return (
        (now.boost(), f"boost: {nearer} less with it") if change < 0 else (None, f"no boost: {nearer} more with it")
    )


def _guarded(plan: Plan, tried: Sequence[Tried]) -> Plan:
    """Return the plan with a note where a naive rule would have been nearer to the trials."""
    beaten = [said for said in (_on_totals(plan, tried), _on_ranking(plan, tried)) if said is not None]
    if not beaten:
        return plan
    note = notes.rule_was_nearer(beaten)
    return replace(plan, reasons=(*plan.reasons, note.text), notes=(*plan.notes, note))


def _on_totals(plan: Plan, tried: Sequence[Tried]) -> str | None:
    """Say so where every quarter was nearer to the one before than to what was predicted, else None."""
    compared = list(_totals(plan, tried))
    own, rule = (fmean(each) for each in zip(*compared, strict=True)) if compared else (0.0, 0.0)
    if own <= rule + TOTAL_MARGIN:
        return None
    return f"purchases in total by those of the quarter before, {_percent(rule)} off against {_percent(own)}"


def _totals(plan: Plan, tried: Sequence[Tried]) -> Iterator[tuple[float, float]]:
    """Yield |ln(predicted / actual)| of each trial, by the plan and by the quarter before."""
    for each in tried:
        trial = each.trial
        did = float(trial.purchases.sum())
        season = each.season if plan.season is not None else None
        meant = float(each.view.flow(trial.days, season=season).purchases.sum())
        before = float((trial.before.day > trial.before.as_of - trial.days).sum())
        if min(did, meant, before) > 0:
            yield abs(np.log(meant / did)), abs(np.log(before / did))


def _on_ranking(plan: Plan, tried: Sequence[Tried]) -> str | None:
    """Say so where customers ranked by what they had spent were ranked better, else None."""
    own, rule = [], []
    for each in tried[:TRIALS_OF_CUSTOMERS]:
        trial, days = each.trial, each.view.days
        meant = each.view.flow(trial.days, boost=each.boost if plan.boost is not None else None).revenue
        found = normalised_gini(meant, trial.revenue), normalised_gini(days.total(days.revenue), trial.revenue)
        if found[0] is not None and found[1] is not None:
            own.append(found[0])
            rule.append(found[1])
    if not own or fmean(own) >= fmean(rule) - GINI_MARGIN:
        return None
    return f"who is worth most by past spend, Gini {fmean(rule):.3f} against {fmean(own):.3f}"


def _quarters(tried: Sequence[Tried]) -> str:
    return "quarter" if len(tried) == 1 else f"{len(tried)} quarters"


def _percent(log_ratio: float) -> str:
    return f"{np.expm1(log_ratio):.0%}"
