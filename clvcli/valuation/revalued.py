"""Values to come when something changes from now on: the same customers, forecast again with other inputs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.models.discounting import continuous_rate_per_week
from clvcli.models.histories import DAYS_PER_WEEK
from clvcli.models.margin_multiple import multiple_until
from clvcli.models.shifted import leaving_for, may_leave, shifted
from clvcli.orders.currency import in_currency
from clvcli.valuation.base import AtOnce
from clvcli.valuation.basis import Worth
from clvcli.valuation.crowds import crowd_of
from clvcli.valuation.flows import expected_ahead, worth_of
from clvcli.valuation.forecast import predict
from clvcli.valuation.groups import groups_of
from clvcli.valuation.spend import per_purchase
from clvcli.valuation.value import in_floats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from clvcli.customers.summary import Customers
    from clvcli.models.histories import Floats
    from clvcli.valuation.base import Based
    from clvcli.valuation.by_history import ByHistory
    from clvcli.valuation.flows import Crowd
    from clvcli.valuation.in_parts import ValuationInParts
    from clvcli.valuation.valued import Facts, Valuation, ValueSettings

YEAR_WEEKS = 365.25 / DAYS_PER_WEEK
DAYS_PER_YEAR = 365.25

NOT_A_SHARE = "the share who stay would not lie between 0 and 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is otherwise from now on; rates and points are fractions, 0.01 being one percent or one point."""

    retention: float = 0.0
    """Points on the share of today's customers who still are customers in 12 months."""
    frequency: float = 0.0
    """More purchases of each, in proportion."""
    aov: float = 0.0
    """More money a purchase, in proportion."""
    margin: float = 0.0
    """Points of net revenue."""
    returns: float = 0.0
    """Points on the share of sales that comes back."""
    discount_rate: float = 0.0
    """Points on the annual rate."""


NOTHING = Change()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecasted:
    """Customers who were valued by one model, and all that is needed to value them again."""

    base: Based
    """Whom the model was fitted to."""
    facts: Facts
    settings: ValueSettings
    repurchase: float | None
    """Share of the year before's customers who bought in the last 12 months; None where not observed."""
    counted: Floats | None = None
    """1 for those whom it values, else 0, of buyers in one part; None where it values all."""

    @property
    def as_of(self) -> date:
        """The day all figures are known at the end of."""
        return self.base.customers.as_of

    @property
    def rate(self) -> float:
        """Annual discount rate."""
        return self.settings.discount_rate

    @property
    def customers(self) -> int:
        """How many it values."""
        return self.base.histories.n_customers if self.counted is None else round(float(self.counted.sum()))

    @property
    def by_model(self) -> bool:
        """Whether a fitted model predicts, rather than the cohort curve."""
        return self.facts.prediction.plan.curve is None and self.facts.prediction.purchases is not None

    @property
    def stays_by_model(self) -> bool:
        """Whether the model knows of customers who leave."""
        fit = self.facts.prediction.purchases
        return self.by_model and fit is not None and may_leave(fit.model)


def forecasted(
    customers: Customers,
    valuation: Valuation,
    settings: ValueSettings,
    repurchase: Mapping[str | None, float | None],
) -> dict[str | None, tuple[Forecasted, ...]]:
    """Return the customers of each currency that has a forecast, by the model that values them.

    `customers`, `settings` and the resulting `valuation` are those of `value_customers`; `repurchase` is the
    12-month repurchase rate of each currency.
    """
    people = in_floats(customers.frame)
    currencies = list(dict.fromkeys(facts.currency for facts in valuation.facts))
    facts_of = iter(valuation.facts)
    found: dict[str | None, tuple[Forecasted, ...]] = {}
    for currency in currencies:
        parts = []
        for group in groups_of(people.filter(in_currency(currency)), settings.by, customers):
            buyers = group.learnt_from.filter(pl.col("repeat_purchases").is_not_null())
            ours = buyers["customer_key"].is_in(group.members["customer_key"].implode())
            part = Forecasted(
                base=AtOnce(customers=customers, buyers=buyers),
                counted=None if ours.all() else ours.cast(pl.Float64).to_numpy(),
                facts=next(facts_of),
                settings=settings,
                repurchase=repurchase.get(currency),
            )
            parts.append(part)
        if all(part.facts.prediction.columns is not None for part in parts):
            found[currency] = tuple(parts)
    return found


def forecasted_in_parts(
    valuation: ValuationInParts, settings: ValueSettings, repurchase: Mapping[str | None, float | None]
) -> dict[str | None, tuple[Forecasted, ...]]:
    """Return the same of customers who lie in files."""
    return {
        facts.currency: (
            Forecasted(base=base, facts=facts, settings=settings, repurchase=repurchase.get(facts.currency)),
        )
        for base, facts in valuation.by_currency
        if facts.prediction.columns is not None
    }


def revalued(part: Forecasted, change: Change = NOTHING) -> Iterator[Floats]:
    """Yield the clv_residual of the buyers of each part of `part.base` if `change` came about now.

    It is 0 of those whom another model values.
    Everything is forecast again: purchases by the model of customers who behave otherwise (`models.shifted`),
    what they are worth by other money, and both discounted at the other rate.  What a model cannot tell is
    told by proportion: purchases of the cohort curve rise with frequency, and where no model knows of leaving,
    retention acts as on the margin multiple, up to the same horizon.  Without change these are the values of
    `forecast.predict`.
    Raises ValueError for a change that `impossible` names.
    """
    worth, rate = _worth(part, change), part.rate + change.discount_rate
    leaving = _leaving(part, change.retention) if part.by_model else 1.0
    if leaving is None:
        raise ValueError(NOT_A_SHARE)
    found = (
        _by_model(part, part.facts.prediction.days, rate, worth, frequency=change.frequency, leaving=leaving)
        if part.by_model
        else _by_curve(part, rate, worth)
    )
    return (values if part.counted is None else values * part.counted for values in found)


def value_under(part: Forecasted, change: Change = NOTHING) -> float:
    """Return the sum of the values that `revalued` yields."""
    return sum((float(values.sum()) for values in revalued(part, change)), start=0.0)


def beyond_data(parts: Sequence[Forecasted]) -> float | None:
    """Return the share of the value to come that lies further ahead than the orders reach back.

    0 where none does, as with the cohort curve; None where the value is not above zero.
    """
    total = within = 0.0
    for part in parts:
        prediction = part.facts.prediction
        worth, span = value_under(part), prediction.gate.span_days
        all_seen = span >= prediction.days or not part.by_model
        total, within = total + worth, within + (worth if all_seen else _until(part, span))
    return max(1.0 - within / total, 0.0) if total > 0 else None


def impossible(part: Forecasted, change: Change) -> str | None:
    """Say why a change cannot come about, or None."""
    spend = part.facts.prediction.spend
    returned = 0.0 if spend is None else spend.return_rate
    if not 0.0 <= part.rate + change.discount_rate <= 1.0:
        return f"a discount rate of {part.rate + change.discount_rate:.1%}"
    if change.returns and not 0.0 <= returned + change.returns < 1.0:
        return f"{returned:.1%} of sales come back"
    if part.facts.basis.worth.rate + change.margin > 1.0:
        return "more would be left than a purchase brings"
    if change.retention and not part.stays_by_model:
        return _not_by_formula(part, change)
    return NOT_A_SHARE if change.retention and _leaving(part, change.retention) is None else None


def _until(part: Forecasted, days: int) -> float:
    """Return what is expected of all within `days`, as things stand."""
    found = _by_model(part, days, part.rate, part.facts.basis.worth)
    counted = 1.0 if part.counted is None else part.counted
    return sum((float((values * counted).sum()) for values in found), start=0.0)


def _by_curve(part: Forecasted, rate: float, worth: Worth) -> Iterator[Floats]:
    """Yield what the cohort curve expects of the buyers, who are in one part."""
    plan, horizon = part.facts.prediction.plan, part.settings.horizon
    for buyers in part.base.parts():
        found = predict(buyers, plan, horizon=horizon, rate=rate, worth=worth, as_of=part.as_of).columns
        assert found is not None and found["clv_residual"] is not None  # noqa: S101, PT018  it predicted before
        yield found["clv_residual"]


def _by_model(
    part: Forecasted, days: int, rate: float, worth: Worth, *, frequency: float = 0.0, leaving: float = 1.0
) -> Iterator[Floats]:
    """Yield what the fitted model and its corrections expect of the buyers of each part within `days`.

    It is discounted at `rate`.
    """
    plan, flow = part.facts.prediction.plan, _flow(part, days, rate, frequency, leaving)
    for number, bought in enumerate(_bought(part)):
        position, spend = bought[:]
        yield worth_of(flow, position.astype(np.int64), spend, plan.boost_of(number)) * worth.per_revenue(spend)


@lru_cache(maxsize=8)
def _bought(part: Forecasted) -> tuple[ByHistory, ...]:
    """Return, of the buyers of each part, where their histories stand and what a purchase brings."""
    tell, base = _per_purchase(part), part.base
    return tuple(base.keep(np.stack([base.position(buyers), tell(buyers)])) for buyers in base.parts())


@lru_cache(maxsize=4)
def _flow(part: Forecasted, days: int, rate: float, frequency: float, leaving: float) -> ByHistory:
    """Return the discounted revenue within `days` by history; what a purchase is worth does not change it."""
    prediction = part.facts.prediction
    assert prediction.purchases is not None  # noqa: S101  a model predicts
    ends = {days, *prediction.ends.values()}
    forecast = shifted(
        prediction.purchases.model,
        part.base.histories,
        max(ends) / DAYS_PER_WEEK,
        frequency=frequency,
        leaving=leaving,
    )
    delta = continuous_rate_per_week(rate)
    return expected_ahead(forecast, ends, delta, prediction.plan, part.as_of, _crowd(part), part.base.keep)[
        days
    ].worth


@lru_cache(maxsize=8)
def _crowd(part: Forecasted) -> Crowd:
    return crowd_of(part.base, part.facts.prediction.plan, _per_purchase(part))


def _per_purchase(part: Forecasted) -> Callable[[pl.DataFrame], Floats]:
    """Return what tells what a purchase of some buyers brings."""
    spend = part.facts.prediction.spend
    assert spend is not None  # noqa: S101  a model predicts
    return partial(per_purchase, spend.model)


def _not_by_formula(part: Forecasted, change: Change) -> str | None:
    if part.repurchase is None:
        return "the orders do not reach back two years, and no model knows of leaving"
    if not 0.0 <= part.repurchase + change.retention < 1.0:
        return f"{part.repurchase:.1%} buy again within 12 months"
    return None if part.repurchase > 0 else "nobody bought again within 12 months"


def _worth(part: Forecasted, change: Change) -> Worth:
    """Return what a purchase is worth that was expected to bring what it did before.

    Value is linear in money, so that more of it is the same as more worth; costs of a purchase stay.
    """
    before, prediction = part.facts.basis.worth, part.facts.prediction
    money = 1.0 + change.aov
    if change.returns and prediction.spend is not None:
        money *= 1.0 - change.returns / (1.0 - prediction.spend.return_rate)
    purchases = 1.0 if part.by_model else 1.0 + change.frequency
    if change.retention and not part.stays_by_model:
        purchases *= _by_formula(part, change)
    return Worth(
        rate=(before.rate + change.margin) * money * purchases, per_purchase=before.per_purchase * purchases
    )


def _by_formula(part: Forecasted, change: Change) -> float:
    """Return by how much the margin multiple grows with retention, up to the horizon of the forecast."""
    if part.repurchase is None:
        raise ValueError(_not_by_formula(part, change))
    years = part.facts.prediction.days / DAYS_PER_YEAR
    kept, rate = np.array([part.repurchase, part.repurchase + change.retention]), part.rate + change.discount_rate
    before, after = multiple_until(kept, rate, years)
    return float(after / before)


@lru_cache(maxsize=8)
def _leaving(part: Forecasted, points: float) -> float | None:
    """Return how readily customers leave, in times of the fitted model; 1 where that is not its business.

    None where no such share can stay.  Alone and together with other levers it is the same, hence the memory.
    """
    fit = part.facts.prediction.purchases
    if not points or not part.stays_by_model or fit is None:
        return 1.0
    return leaving_for(fit.model, part.base.histories, YEAR_WEEKS, points)
