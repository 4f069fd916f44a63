"""Values to come when something changes from now on: the same customers, forecast again with other inputs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import polars.selectors as cs

from clvcli.models.discounting import continuous_rate_per_week
from clvcli.models.histories import DAYS_PER_WEEK
from clvcli.models.margin_multiple import multiple_until
from clvcli.models.shifted import leaving_for, may_leave, shifted
from clvcli.orders.currency import in_currency
from clvcli.valuation.basis import Worth
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.flows import expected_flows
from clvcli.valuation.forecast import predict
from clvcli.valuation.groups import groups_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clvcli.customers.summary import Customers
    from clvcli.models.histories import Floats
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

    buyers: pl.DataFrame
    """Whom the model was fitted to, money as floats."""
    counted: Floats
    """1 for those whom it values, else 0, shape `(buyers,)`."""
    facts: Facts
    rate: float
    """Annual discount rate."""
    settings: ValueSettings
    as_of: date
    repurchase: float | None
    """Share of the year before's customers who bought in the last 12 months; None where not observed."""

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
    customers: Customers, valuation: Valuation, settings: ValueSettings, repurchase: dict[str | None, float | None]
) -> dict[str | None, tuple[Forecasted, ...]]:
    """Return the customers of each currency that has a forecast, by the model that values them.

    `customers`, `settings` and the resulting `valuation` are those of `value_customers`; `repurchase` is the
    12-month repurchase rate of each currency.
    """
    people = customers.frame.with_columns(cs.decimal().cast(pl.Float64))
    currencies = list(dict.fromkeys(facts.currency for facts in valuation.facts))
    facts_of = iter(valuation.facts)
    found: dict[str | None, tuple[Forecasted, ...]] = {}
    for currency in currencies:
        parts = []
        for group in groups_of(people.filter(in_currency(currency)), settings.by, customers):
            facts = next(facts_of)
            buyers = group.learnt_from.filter(pl.col("repeat_purchases").is_not_null())
            ours = buyers["customer_key"].is_in(group.members["customer_key"].implode())
            part = Forecasted(
                buyers=buyers,
                counted=ours.cast(pl.Float64).to_numpy(),
                facts=facts,
                rate=settings.discount_rate,
                settings=settings,
                as_of=customers.as_of,
                repurchase=repurchase.get(currency),
            )
            parts.append(part)
        if all(part.facts.prediction.columns is not None for part in parts):
            found[currency] = tuple(parts)
    return found


def revalued(part: Forecasted, change: Change = NOTHING) -> Floats:
    """Return the clv_residual of each of `part.buyers` if `change` came about now, shape `(buyers,)`.

    Everything is forecast again: purchases by the model of customers who behave otherwise (`models.shifted`),
    what they are worth by other money, and both discounted at the other rate.  What a model cannot tell is
    told by proportion: purchases of the cohort curve rise with frequency, and where no model knows of leaving,
    retention acts as on the margin multiple, up to the same horizon.  Without change these are the values of
    `forecast.predict`.
    Raises ValueError for a change that `impossible` names.
    """
    worth, rate = _worth(part, change), part.rate + change.discount_rate
    if not part.by_model:
        found = predict(
            part.buyers,
            part.facts.prediction.plan,
            horizon=part.settings.horizon,
            rate=rate,
            worth=worth,
            as_of=part.as_of,
        ).columns
        assert found is not None and found["clv_residual"] is not None  # noqa: S101, PT018  it predicted before
        return found["clv_residual"]
    leaving = _leaving(part, change.retention)
    if leaving is None:
        raise ValueError(NOT_A_SHARE)
    return _by_model(part, part.facts.prediction.days, rate, worth, frequency=change.frequency, leaving=leaving)


def beyond_data(parts: Sequence[Forecasted]) -> float | None:
    """Return the share of the value to come that lies further ahead than the orders reach back.

    0 where none does, as with the cohort curve; None where the value is not above zero.
    """
    total = within = 0.0
    for part in parts:
        prediction = part.facts.prediction
        worth = part.counted * revalued(part)
        span = prediction.gate.span_days
        near = worth if span >= prediction.days or not part.by_model else part.counted * _until(part, span)
        total, within = total + float(worth.sum()), within + float(near.sum())
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


def _until(part: Forecasted, days: int) -> Floats:
    """Return what is expected of each within `days`, as things stand."""
    return _by_model(part, days, part.rate, part.facts.basis.worth)


def _by_model(
    part: Forecasted, days: int, rate: float, worth: Worth, *, frequency: float = 0.0, leaving: float = 1.0
) -> Floats:
    """Return what the fitted model and its corrections expect of each within `days`, discounted at `rate`."""
    prediction = part.facts.prediction
    assert prediction.spend is not None  # noqa: S101  a model predicts
    flow = _flow(part, days, rate, frequency, leaving)
    return flow * worth.per_revenue(prediction.spend.per_purchase)


@lru_cache(maxsize=4)
def _flow(part: Forecasted, days: int, rate: float, frequency: float, leaving: float) -> Floats:
    """Return the discounted revenue of each within `days`; what a purchase is worth does not change it."""
    prediction = part.facts.prediction
    assert prediction.purchases is not None and prediction.spend is not None  # noqa: S101, PT018  a model predicts
    ends = {days, *prediction.ends.values()}
    histories, position = histories_of_buyers(part.buyers)
    forecast = shifted(
        prediction.purchases.model, histories, max(ends) / DAYS_PER_WEEK, frequency=frequency, leaving=leaving
    )
    delta, spend = continuous_rate_per_week(rate), prediction.spend.per_purchase
    return expected_flows(forecast, position, spend, ends, delta, prediction.plan, part.as_of)[days].worth


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
    return leaving_for(fit.model, histories_of_buyers(part.buyers)[0], YEAR_WEEKS, points)
