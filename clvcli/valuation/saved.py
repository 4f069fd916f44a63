"""A model that is kept: learnt from some orders, asked about others, without fitting again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli import notes
from clvcli.customers.months import QUARTER_DAYS
from clvcli.errors import ModelFileMismatchError, ModelNotSavedError
from clvcli.models.histories import DAYS_PER_WEEK
from clvcli.orders.currency import in_currency
from clvcli.sayings import Saying
from clvcli.valuation import gate
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.plan import BOOST, Plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from clvcli.config import Model
    from clvcli.customers.summary import Customers
    from clvcli.models.family import PurchaseModel
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Histories
    from clvcli.valuation.base import Base
    from clvcli.valuation.basis import Basis, Worth
    from clvcli.valuation.gate import Gate
    from clvcli.valuation.season import Season
    from clvcli.valuation.spend import SpendModel
    from clvcli.valuation.valued import Facts, Valuation


FRESH_DAYS = QUARTER_DAYS
"""A quarter, after which the level of the shop that a model knows is no longer the recent one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What a model was learnt from, as far as it can be told without telling of a customer."""

    customers: int
    repeat_purchases: int
    first_order: date
    last_order: date
    histories: str
    """SHA-256 of the distinct (x, t_x, T, customers), ascending, in days, as 64-bit little-endian numbers."""

    @classmethod
    def of(cls, buyers: pl.DataFrame) -> Fingerprint:
        """Return the fingerprint of customers with a purchase."""
        first, last = buyers.select(pl.col("first_order").min(), pl.col("last_order").max()).row(0)
        return cls.of_histories(histories_of_buyers(buyers)[0], first, last)

    @classmethod
    def of_histories(cls, h: Histories, first: date, last: date) -> Fingerprint:
        """Return that of customers with these histories, and the days of the first and the last of all orders."""
        columns = (h.x, np.rint(h.t_x * DAYS_PER_WEEK), np.rint(h.T * DAYS_PER_WEEK), h.count)
        return cls(
            customers=h.n_customers,
            repeat_purchases=round(float(h.x @ h.count)),
            first_order=first,
            last_order=last,
            histories=sha256(np.stack(columns, axis=1).astype("<i8").tobytes()).hexdigest(),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SavedPart:
    """What predicts the customers of one currency."""

    currency: str | None
    basis: str
    """What value means, in words."""
    worth: Worth
    """Of a future purchase."""
    model: str
    """Its name, as `--model` takes it."""
    purchases: Fit[PurchaseModel]
    spend: SpendModel
    season: Season | None
    missed: float
    """By how much such forecasts missed the revenue of past quarters, as a share."""
    left_out: tuple[str, ...]
    """Corrections that predicted beside the model and hold for those customers alone."""
    data: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SavedModel:
    """Models by currency, and when they were learnt."""

    name: str
    """The file, as the user named it."""
    clvcli: str
    """The version that saved it."""
    as_of: date
    parts: tuple[SavedPart, ...]

    def part(self, currency: str | None) -> SavedPart:
        """Return the model of customers whose money is in `currency`.

        Raises ModelFileMismatchError where there is none.
        """
        for part in self.parts:
            if part.currency == currency:
                return part
        known = [part.currency for part in self.parts]
        raise ModelFileMismatchError.currency(self.name, wanted=currency, known=known)

    def basis(self, currency: str | None, basis: Basis) -> Basis:
        """Return `basis` with the worth of future revenue that the model was saved with.

        Raises ModelFileMismatchError where value means something else.
        """
        part = self.part(currency)
        if part.basis != basis.words:
            raise ModelFileMismatchError.basis(self.name, wanted=basis.words, known=part.basis)
        return replace(basis, worth=part.worth)

    def plan(self, buyers: pl.DataFrame, _model: Model, span_days: int) -> Plan:
        """Return the plan by which this model predicts `buyers`, of one currency, however few: a Planner."""
        as_of = buyers["first_order"][0] + timedelta(days=buyers["age_days"][0])
        return self._plan(buyers["currency"][0], as_of, gate.measured(buyers, span_days=span_days))

    def plan_in_parts(self, base: Base, _model: Model) -> Plan:
        """Return the plan for the buyers of `base`, however few: an `in_parts.PlannerInParts`."""
        customers = base.customers
        measured = gate.measured_by(base.histories, span_days=customers.span_days)
        return self._plan(base.currency, customers.as_of, measured)

    def _plan(self, currency: str | None, as_of: date, measured: Gate) -> Plan:
        """Return the plan for buyers with money in `currency`, as `measured` at the end of `as_of`."""
        part = self.part(currency)
        apart, learnt = (as_of - self.as_of).days, (self.as_of - part.data.first_order).days
        return Plan(
            gate=replace(gate.opened(measured), span_days=max(measured.span_days, learnt)),
            purchases=part.purchases,
            spend=part.spend,
            model=part.model,
            season=part.season,
            missed=part.missed,
            reasons=(
                Saying(
                    "saved in {file}, learnt from {customers:,} customers up to {as_of}",
                    file=self.name,
                    customers=part.data.customers,
                    as_of=self.as_of,
                ),
            ),
            notes=() if 0 <= apart <= FRESH_DAYS else (notes.model_of_another_time(self.as_of, days=apart),),
        )


def saved_model(valuation: Valuation, customers: Customers, *, name: str, clvcli: str) -> SavedModel:
    """Return what predicted `customers`, to be kept in the file `name` by this version of `clvcli`.

    Raises ModelNotSavedError where nothing did, or a model of each group.
    """
    buyers = customers.frame.filter(pl.col("repeat_purchases").is_not_null())
    parts = tuple(
        saved_part(facts, lambda of: Fingerprint.of(buyers.filter(in_currency(of)))) for facts in valuation.facts
    )
    return SavedModel(name=name, clvcli=clvcli, as_of=customers.as_of, parts=parts)


def saved_part(facts: Facts, learnt_from: Callable[[str | None], Fingerprint]) -> SavedPart:
    """Return what predicted the customers of one currency; raises ModelNotSavedError where nothing did."""
    if facts.group is not None:
        raise ModelNotSavedError.groups()
    plan, spend = facts.prediction.plan, facts.prediction.spend
    if plan.curve is not None:
        raise ModelNotSavedError.cohort_curve(plan.gate.reason)
    if plan.gate.closed == "none asked for":
        raise ModelNotSavedError.none_asked_for()
    if not plan.gate.open or plan.purchases is None or plan.model is None or spend is None:
        raise ModelNotSavedError.no_forecast(plan.gate.reason or "nothing predicts")
    return SavedPart(
        currency=facts.currency,
        basis=facts.basis.words,
        worth=facts.basis.worth,
        model=plan.model,
        purchases=plan.purchases,
        spend=spend.model,
        season=plan.season,
        missed=plan.missed,
        left_out=(BOOST,) if plan.boost is not None else (),
        data=learnt_from(facts.currency),
    )
