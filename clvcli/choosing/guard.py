"""Whether a naive rule would have come nearer to the last quarters than the plan: then it is said.

Of the rules of a backtest it knows two: for totals the quarter before, for the ranking past spend.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from clvcli import notes
from clvcli.choosing.corrections import TRIALS_OF_CUSTOMERS
from clvcli.choosing.margins import GINI_MARGIN, TOTAL_MARGIN
from clvcli.choosing.ranking import normalised_gini
from clvcli.sayings import Saying
from clvcli.valuation.missed import missed_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.choosing.tried import Tried
    from clvcli.valuation.flows import Flow
    from clvcli.valuation.plan import Plan


def guarded(plan: Plan, tried: Sequence[Tried]) -> Plan:
    """Return the plan with what it missed, and a note where a naive rule would have been nearer to the trials."""
    plan = replace(plan, missed=missed(plan, tried))
    beaten = [said for said in (on_totals(plan, tried), on_ranking(plan, tried)) if said is not None]
    if not beaten:
        return plan
    note = notes.rule_was_nearer(beaten)
    return replace(plan, reasons=(*plan.reasons, note.text), notes=(*plan.notes, note))


def missed(plan: Plan, tried: Sequence[Tried]) -> float:
    """Return by how much such forecasts miss the revenue of all, from what they missed on the trials."""
    pairs = [(float(_total(plan, each).revenue.sum()), float(each.trial.revenue.sum())) for each in tried]
    return missed_by([float(np.log(meant / did)) for meant, did in pairs if min(meant, did) > 0])


def on_totals(plan: Plan, tried: Sequence[Tried]) -> str | None:
    """Say so where every quarter was nearer to the one before than to what was predicted, else None."""
    compared = list(_totals(plan, tried))
    own, rule = (fmean(each) for each in zip(*compared, strict=True)) if compared else (0.0, 0.0)
    if own <= rule + TOTAL_MARGIN:
        return None
    return Saying(
        "purchases in total by those of the quarter before, {rule:.0%} off against {own:.0%}",
        rule=float(np.expm1(rule)),
        own=float(np.expm1(own)),
    )


def on_ranking(plan: Plan, tried: Sequence[Tried]) -> str | None:
    """Say so where customers ranked by what they had spent were ranked better, else None."""
    own, rule = [], []
    for each in tried[:TRIALS_OF_CUSTOMERS]:
        did, days = each.trial.revenue, each.view.days
        boost = each.boost if plan.boost is not None else None
        meant = each.view.flow(each.trial.days, boost=boost).revenue
        found = normalised_gini(meant, did), normalised_gini(days.total(days.revenue), did)
        if found[0] is not None and found[1] is not None:
            own.append(found[0])
            rule.append(found[1])
    if not own or fmean(own) >= fmean(rule) - GINI_MARGIN:
        return None
    return Saying(
        "who is worth most by past spend, Gini {rule:.3f} against {own:.3f}", rule=fmean(rule), own=fmean(own)
    )


def _totals(plan: Plan, tried: Sequence[Tried]) -> Iterator[tuple[float, float]]:
    """Yield |ln(predicted / actual)| of each trial, by the plan and by the quarter before."""
    for each in tried:
        trial = each.trial
        did = float(trial.purchases.sum())
        meant = float(_total(plan, each).purchases.sum())
        before = float((trial.before.day > trial.before.as_of - trial.days).sum())
        if min(did, meant, before) > 0:
            yield abs(np.log(meant / did)), abs(np.log(before / did))


def _total(plan: Plan, each: Tried) -> Flow:
    """Return what was expected of a trial with the season of the plan, as it was known; a boost leaves totals."""
    return each.view.flow(each.trial.days, season=each.season if plan.season is not None else None)
