"""Where no churn can be seen: customers who never leave, or the cohort curve, by the end of the orders.

Neither is a model of leaving, so both look no further than half the time the orders span.  The curve follows what
earlier customers went on to do; where all came in a first year, the earlier ones are also the better ones, and
who is taken to stay and to buy as before is predicted nearer.  Which of them it is, the orders tell: both are
tried on the last third of the days, which is as far as the curve looks before it, and on the last quarter where
enough lies before that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from clvcli.choosing.rivals import best_of, results, with_results
from clvcli.choosing.trials import Trials, drawn, trial_of
from clvcli.choosing.tried import Stand
from clvcli.sayings import Saying, together
from clvcli.valuation.candidates import YARDSTICK
from clvcli.valuation.cohort_plan import curve_instead, missed_of
from clvcli.valuation.plan import COHORT_CURVE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.choosing.trials import Trial
    from clvcli.valuation.plan import Plan
    from clvcli.valuation.purchase_days import PurchaseDays

PART_TRIED = 3
"""A third of the days is tried: from what lies before it the curve looks as far."""


def without_churn(plan: Plan, bought: PurchaseDays) -> Plan:
    """Return `plan`, whose one rival is the yardstick, with that or the curve; with neither where no curve is."""
    by_curve = curve_instead(plan, bought)
    if by_curve.curve is None:
        return by_curve
    few = drawn(bought)
    stand = Stand(trials=Trials.of(few))
    windows = [trial_of(few, few.span // PART_TRIED), *stand.trials.quarters[: min(stand.trials.number, 1)]]
    found = results([COHORT_CURVE, YARDSTICK], windows, stand)
    if len(found) < 2:  # noqa: PLR2004  (one has nobody to beat)
        return by_curve
    told = Saying(
        "on the last {days} days, by deviance per purchase and Gini: cohort curve {curve}; NBD {stays}",
        days=together(str(window.days) for window in windows),
        curve=found[COHORT_CURVE].told,
        stays=found[YARDSTICK].told,
    )
    tried = with_results(plan.evidence, found)
    if best_of(found) == COHORT_CURVE:
        return replace(
            by_curve,
            evidence=tried,
            reasons=(*by_curve.reasons, Saying("the cohort curve did best {told}", told=told)),
        )
    (yardstick,) = plan.rivals
    return replace(
        plan,
        purchases=yardstick.fit,
        model=yardstick.name,
        longest=by_curve.curve.longest,
        missed=missed_of(bought, list(_errors(windows, stand))),
        evidence=tried,
        reasons=(
            *plan.reasons,
            Saying("customers are expected to stay and buy as before, which did best {told}", told=told),
        ),
    )


def _errors(windows: Sequence[Trial], stand: Stand) -> Iterator[float]:
    """Yield ln(predicted / actual) of the revenue of each window, by the yardstick."""
    for trial in windows:
        flow, did = stand.flow(YARDSTICK, trial), float(trial.revenue.sum())
        if flow is not None and min(did, float(flow.revenue.sum())) > 0:
            yield float(np.log(flow.revenue.sum() / did))
