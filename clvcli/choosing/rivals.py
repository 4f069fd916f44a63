"""Which of several models predicts: each held against the end of the orders.

They are tried on the last half of the orders, at most a year, as how soon customers leave shows far ahead,
and where that leaves enough before it on the last quarter.  By deviance first, which weighs the total and who
is who.  Models nearer to one another than LEVEL are level, as a few customers more or less decide it; of these
the one that ranks customers best predicts, since corrections mend a total, and nothing mends a ranking.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING

import polars as pl

from clvcli.choosing.ranking import normalised_gini
from clvcli.choosing.trials import off
from clvcli.sayings import Saying, joined, together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.choosing.trials import Trial
    from clvcli.choosing.tried import Stand
    from clvcli.valuation.plan import Plan

LEVEL = 0.02
"""Of the least deviance.  On logs of 2,000 customers the difference of two models has a standard error of a
hundredth or two of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a model did on trials: means over them."""

    deviance: float
    """Per purchase; 0 is perfect."""
    gini: float
    """Of the rankings by purchases and by revenue, normalised; 1 is perfect."""

    @property
    def told(self) -> Saying:
        """Both figures, in this order."""
        return Saying("{deviance:.3f} and {gini:.3f}", deviance=self.deviance, gini=self.gini)


def of_rivals(plan: Plan, stand: Stand) -> Plan:
    """Return the plan with that of its rivals that did best on trials, and how each did."""
    windows = [stand.trials.longest, *stand.trials.quarters[: min(stand.trials.number, 1)]]
    found = results([rival.name for rival in plan.rivals], windows, stand)
    if len(found) < 2:  # noqa: PLR2004  (one has nobody to beat)
        return plan
    name = best_of(found)
    best = next(rival for rival in plan.rivals if rival.name == name)
    told = [
        Saying("{model} {told}", model=rival.member.title, told=found[rival.name].told)
        for rival in plan.rivals
        if rival.name in found
    ]
    reason = Saying(
        "{model} did best on the last {days} days, by deviance per purchase and Gini: {told}",
        model=best.member.title,
        days=together(str(window.days) for window in windows),
        told=joined("; ", told),
    )
    shown = {rival.shown: found[rival.name] for rival in plan.rivals if rival.name in found}
    return replace(
        plan,
        purchases=best.fit,
        model=best.name,
        evidence=with_results(plan.evidence, shown),
        reasons=(*plan.reasons, reason),
    )


def results(names: Sequence[str], windows: Sequence[Trial], stand: Stand) -> dict[str, Result]:
    """Return how each model did on the windows before which all that could be fitted anywhere could be.

    Those that could be fitted before none are left out.
    """
    flows = {name: [stand.flow(name, window) for window in windows] for name in names}
    able = {name: seen for name, seen in flows.items() if any(flow is not None for flow in seen)}
    shared = [at for at in range(len(windows)) if all(seen[at] is not None for seen in able.values())]
    if not shared:
        return {}
    found = {}
    for name, seen in able.items():
        deviances: list[float] = []
        ginis: list[float] = []
        for at in shared:
            trial, flow = windows[at], seen[at]
            assert flow is not None  # noqa: S101  (so are the windows chosen)
            deviances.append(off(flow, trial)[0])
            pairs = ((flow.purchases, trial.purchases), (flow.revenue, trial.revenue))
            ginis.extend(normalised_gini(meant, did) or 0.0 for meant, did in pairs)
        found[name] = Result(deviance=fmean(deviances), gini=fmean(ginis))
    return found


def best_of(found: Mapping[str, Result]) -> str:
    """Return the name of the model that ranks best among those level with the least deviance."""
    least = min(result.deviance for result in found.values())
    level = [name for name, result in found.items() if result.deviance <= least * (1.0 + LEVEL)]
    return max(level, key=lambda name: found[name].gini)


def with_results(evidence: pl.DataFrame, found: Mapping[str, Result]) -> pl.DataFrame:
    """Return EVIDENCE with the results that were `found` on trials."""
    return evidence.with_columns(
        pl.col("model")
        .replace_strict({name: getattr(result, of) for name, result in found.items()}, default=None)
        .cast(pl.Float64)
        .alias(of)
        for of in ("deviance", "gini")
    )
