"""Where the cohort curve predicts: asked for by name, or because no model can be identified."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from clvcli.errors import ModelNotUsableError
from clvcli.sayings import Saying
from clvcli.valuation import cohort_curve, gate
from clvcli.valuation.missed import OF_A_FIRST_YEAR, missed_by
from clvcli.valuation.plan import COHORT_CURVE, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.models.histories import Histories
    from clvcli.valuation.purchase_days import PurchaseDays

TWICE_A_YEAR = 730
"""Days of orders in which each season has come twice."""


def curve_asked_for(histories: Histories, days: PurchaseDays, span_days: int) -> Plan:
    """Return the plan by which customers with these `histories` and purchases do what earlier ones did.

    Raises ModelNotUsableError where too few went before them.
    """
    measured = gate.measured_by(histories, span_days=span_days)
    lacking = cohort_curve.too_little(days)
    if lacking is not None:
        raise ModelNotUsableError.of(
            COHORT_CURVE, lacking, customers=measured.customers, repeat_buyers=measured.repeat_buyers
        )
    curve = cohort_curve.fit(days)
    return Plan(
        gate=gate.opened(measured),
        curve=curve,
        longest=curve.longest,
        missed=missed_of(days, list(_errors(days))),
        reasons=(Saying("the cohort curve was asked for"),),
    )


def curve_instead(plan: Plan, days: PurchaseDays) -> Plan:
    """Return `plan`, by which nothing predicts, with the cohort curve of `days`, or why there is none either."""
    lacking = cohort_curve.too_little(days)
    if lacking is not None:
        reason = Saying(
            "{reason}; nor can earlier customers be followed: {lacking}", reason=plan.gate.reason, lacking=lacking
        )
        return replace(plan, gate=replace(plan.gate, reason=reason))
    followed = Saying("customers are expected to do what earlier ones of their age and number of purchases did")
    curve = cohort_curve.fit(days)
    return replace(
        plan,
        curve=curve,
        longest=curve.longest,
        missed=missed_of(days, list(_errors(days))),
        reasons=(*plan.reasons, followed),
    )


def missed_of(days: PurchaseDays, errors: Sequence[float]) -> float:
    """Return by how much totals are likely to be missed where no model of leaving predicts.

    `errors` are as `missed_by` takes them; a lucky trial within a first year says little.
    """
    found = missed_by(errors)
    return max(found, OF_A_FIRST_YEAR) if days.span < TWICE_A_YEAR else found


def _errors(days: PurchaseDays) -> Iterator[float]:
    """Yield ln(predicted / actual) of the purchases of the last third, where a curve could be drawn before it."""
    ahead = days.span // 3
    known, who = days.known(days.as_of - ahead)
    if cohort_curve.too_little(known) is not None:
        return
    window = cohort_curve.fit(known).window(ahead)
    meant, did = window.expected[window.cell].sum(), days.after(known.as_of)[0][who].sum()
    if min(meant, did) > 0:
        yield float(np.log(meant / did))
