"""What predicts, and why: the model, the corrections on top of it, and the evidence that chose them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import ModelNotUsableError
from clvcli.sayings import Saying
from clvcli.valuation import gate
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.candidates import (
    EVIDENCE,
    Candidate,
    by_evidence,
    doubts,
    evidence,
    fit_candidates,
    fit_member,
    never_leaving,
    no_churn,
    none_able,
    rivals,
)
from clvcli.valuation.missed import USUAL
from clvcli.valuation.returns import ONE_RATE

if TYPE_CHECKING:
    from clvcli.config import Model
    from clvcli.models.family import PurchaseModel
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Histories
    from clvcli.notes import Note
    from clvcli.valuation.boost import Boost, BoostOfParts
    from clvcli.valuation.cohort_curve import CohortCurve
    from clvcli.valuation.gate import Gate
    from clvcli.valuation.returns import ReturnTrend
    from clvcli.valuation.season import Season
    from clvcli.valuation.spend import SpendModel

HISTORIC = "historic"
"""What the column `method` says where nothing predicts: the past alone."""

COHORT_CURVE = "cohort-curve"
"""What it says where no model can be identified, and customers are expected to do what earlier ones did."""

NONE_ASKED_FOR = Saying("no model asked for")
"""Why nothing predicts where the user wants it so."""

NOBODY_KEPT = Saying("nobody kept an order")
"""Why nothing predicts customers who returned everything."""

SEASON, BOOST = "season", "boost"
"""Corrections, as the column `method` names them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """What predicts the future of some customers; without a model there is no forecast, and the gate says why."""

    gate: Gate
    purchases: Fit[PurchaseModel] | None = None
    """The fitted model of purchases."""
    model: str | None = None
    """Its name, as `--model` takes it; None where no model predicts."""
    curve: CohortCurve | None = None
    """What predicts instead where the gate is closed, and customers who never leave do not."""
    spend: SpendModel | None = None
    """What a purchase brings, where that was learnt before; None learns it from the customers."""
    returns: ReturnTrend = ONE_RATE
    """How what comes back changes with the number of a purchase, where `spend` is learnt from the customers."""
    season: Season | None = None
    boost: BoostOfParts | None = None
    """Of the customers in their order."""
    longest: int | None = None
    """Days ahead beyond which nothing is predicted; None where the model looks at any distance."""
    missed: float = USUAL
    """The share by which such forecasts have missed totals (`missed.missed_by`)."""
    evidence: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=EVIDENCE))
    """The models that were tried, as `candidates.EVIDENCE`."""
    doubts: tuple[Saying, ...] = ()
    """What its column `at_boundary` says, as sayings."""
    rivals: tuple[Candidate, ...] = ()
    """Models that a holdout may choose from, the best by likelihood first."""
    reasons: tuple[str, ...] = ()
    """Why this and nothing else, a sentence a step."""
    notes: tuple[Note, ...] = ()
    """What is to be said of it beside the result."""

    @property
    def method(self) -> str:
        """The model and its corrections, as the column `method` names them."""
        if self.model is None:
            return HISTORIC if self.curve is None else COHORT_CURVE
        used = {SEASON: self.season, BOOST: self.boost}
        return "+".join([self.model, *(name for name, correction in used.items() if correction is not None)])

    def boost_of(self, part: int = 0) -> Boost | None:
        """Return the factors of the customers of a part."""
        return None if self.boost is None else self.boost.of_part(part)


Planner = Callable[[pl.DataFrame, "Model", int], Plan]
"""Makes the plan for buyers, one or more, of one currency from the model asked for and the days of orders behind
them."""


def nobody(span_days: int) -> Plan:
    """Return the plan for no buyers, after `span_days` of orders: nothing predicts."""
    return Plan(gate=gate.Gate(customers=0, repeat_buyers=0, span_days=span_days, reason=NOBODY_KEPT))


def plan_for(buyers: pl.DataFrame, model: Model, span_days: int) -> Plan:
    """Return the plan for `buyers`, customers with a kept purchase, by likelihood alone; see `plan_by`."""
    return plan_by(histories_of_buyers(buyers)[0], model, span_days)


def plan_by(histories: Histories, model: Model, span_days: int, log_gaps: float | None = None) -> Plan:
    """Return the plan for customers with these `histories`, by likelihood alone.

    `log_gaps` is as `candidates.fit_candidates` takes it.  With `model` auto the best that the data can
    carry is taken, and nothing where they carry none.
    Raises ModelNotUsableError where a model asked for by name cannot be fitted or used.
    """
    measured = gate.measured_by(histories, span_days=span_days)
    if model == "none":
        return Plan(gate=replace(measured, reason=NONE_ASKED_FOR, closed="none asked for"))
    if model != "auto":
        return _named(histories, model, log_gaps, measured)
    if not measured.open:
        return Plan(gate=measured)
    candidates = fit_candidates(histories, log_gaps)
    able = by_evidence(candidates)
    found, against = evidence(candidates), doubts(candidates)
    if (reason := no_churn(candidates)) is not None:
        shut, yardstick = replace(measured, reason=reason, closed="no churn"), never_leaving(candidates)
        return Plan(gate=shut, evidence=found, doubts=against, rivals=yardstick, reasons=(reason,))
    if not able:
        reason = none_able(candidates)
        shut = replace(measured, reason=reason, closed="no usable model")
        return Plan(gate=shut, evidence=found, doubts=against, reasons=(reason,))
    return Plan(
        gate=measured,
        purchases=able[0].fit,
        model=able[0].name,
        evidence=found,
        doubts=against,
        rivals=rivals(able),
        reasons=(
            Saying(
                "{model} has the best BIC of the models whose parameters the data settle",
                model=able[0].member.title,
            ),
        ),
    )


def _named(histories: Histories, model: str, log_gaps: float | None, measured: Gate) -> Plan:
    candidate = fit_member(model, histories, log_gaps or 0.0)
    if candidate.unusable is not None:
        raise ModelNotUsableError.of(
            model, candidate.unusable, customers=measured.customers, repeat_buyers=measured.repeat_buyers
        )
    return Plan(
        gate=gate.opened(measured),
        purchases=candidate.fit,
        model=model,
        evidence=evidence([candidate]),
        reasons=(Saying("{model} was asked for", model=candidate.member.title),),
    )
