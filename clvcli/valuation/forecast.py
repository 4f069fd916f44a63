"""Purchases times spend times contribution, discounted: the future of the customers of one currency."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from clvcli.models.discounting import continuous_rate_per_week
from clvcli.models.histories import DAYS_PER_WEEK
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.by_history import in_memory
from clvcli.valuation.cohort_forecast import cohort_columns, cohort_doubt
from clvcli.valuation.doubt import doubt
from clvcli.valuation.flows import Crowd, chance_to_buy, expected_ahead, worth_of
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.spend import Spend, expected_spend

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import polars as pl

    from clvcli.models.family import PurchaseModel
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats, Histories, Ints
    from clvcli.valuation.basis import Worth
    from clvcli.valuation.boost import Boost
    from clvcli.valuation.by_history import ByHistory, Keep
    from clvcli.valuation.doubt import Doubt
    from clvcli.valuation.flows import Ahead
    from clvcli.valuation.gate import Gate
    from clvcli.valuation.plan import Plan

FIXED_HORIZONS = {"clv_12m": Horizon(12, "m"), "clv_24m": Horizon(24, "m"), "clv_36m": Horizon(36, "m")}
"""Column -> how far it looks, whatever the user's own horizon."""

PREDICTIONS = (
    "p_alive",
    "p_buy",
    "expected_orders",
    "expected_order_value",
    "expected_revenue",
    *FIXED_HORIZONS,
    "clv_residual",
    "expected_revenue_12m",
    "p_buy_12m",
)
"""Columns of `valuation.schema.VALUES` that only a model can fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """The predicted columns of some customers, and how they came about."""

    columns: Mapping[str, Floats | None] | None
    """PREDICTIONS, each shape `(customers,)`; None where there is no forecast, or none of a column."""
    plan: Plan
    """What predicts, and why."""
    spend: Spend | None = None
    ends: Mapping[str, int] = field(default_factory=dict)
    """Columns of value -> days ahead that they look; those that are left open are not among them."""

    @property
    def days(self) -> int:
        """How far `clv_residual` looks; less than the horizon where nothing is known so far ahead."""
        return self.ends.get("clv_residual", 0)

    @property
    def gate(self) -> Gate:
        """Whether the data carry a forecast, and why not."""
        return self.plan.gate

    @property
    def purchases(self) -> Fit[PurchaseModel] | None:
        """The fitted model of purchases."""
        return self.plan.purchases


def predict(
    buyers: pl.DataFrame,
    plan: Plan,
    *,
    horizon: Horizon,
    rate: float,
    worth: Worth,
    as_of: date,
) -> Prediction:
    """Predict by `plan` the future of `buyers`, customers with a kept purchase, their money columns as floats.

    `rate` is the annual effective discount rate, `worth` says what a purchase is worth.
    """
    ends = ends_of(horizon, as_of)
    if plan.curve is None and plan.purchases is None:
        return Prediction(columns=None, plan=plan)
    spend, delta = expected_spend(buyers, plan.spend, returns=plan.returns), continuous_rate_per_week(rate)
    contribution = worth.per_revenue(spend.per_purchase)
    if plan.curve is not None:
        year = ends["clv_12m"]
        columns = cohort_columns(plan.curve, spend, ends=ends, year=year, delta=delta, contribution=contribution)
    else:
        columns = _by_model(buyers, plan, spend.per_purchase, ends, delta, contribution, as_of)
    return Prediction(columns=columns, plan=plan, spend=spend, ends=_seen(ends, plan.longest))


def ends_of(horizon: Horizon, as_of: date) -> dict[str, int]:
    """Return the columns of value, and how many days ahead of `as_of` each looks."""
    return {name: far.days(as_of) for name, far in {"clv_residual": horizon, **FIXED_HORIZONS}.items()}


def _seen(ends: Mapping[str, int], longest: int | None) -> dict[str, int]:
    """Return those of `ends` that lie within the `longest` look ahead; clv_residual ends there if not before."""
    furthest = max(ends.values()) if longest is None else longest
    within = {name: end for name, end in ends.items() if end <= furthest}
    return within | {"clv_residual": min(ends["clv_residual"], furthest)}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outlook:
    """What is expected of customers by their history, worked out once for each; arrays of shape `(histories,)`."""

    histories: Histories
    ends: Mapping[str, int]
    """Columns of value -> days ahead."""
    ahead: Mapping[int, Ahead]
    """By days ahead: as far as the horizon, and a year."""
    further: Mapping[int, ByHistory]
    """`Ahead.worth` by days ahead, where nothing else is asked for."""
    p_alive: ByHistory | None
    """None where the model knows no leaving for want of evidence."""
    chances: Mapping[int, tuple[ByHistory, float | None]]
    """By days ahead: how likely the model has each to buy, and how many times as much the season has all buy."""

    def worth_until(self, end: int) -> ByHistory:
        """Return `Ahead.worth` until a day."""
        return self.ahead[end].worth if end in self.ahead else self.further[end]

    def columns(
        self, position: Ints, spend: Floats, contribution: Floats, boost: Boost | None
    ) -> dict[str, Floats | None]:
        """Return PREDICTIONS of customers at `position` of the histories, of whom a purchase brings `spend`.

        Columns that look further than `ends` are None.  `boost` holds their own factors.
        """
        flows = {end: ahead.of(position, spend, boost) for end, ahead in self.ahead.items()}
        worth = {end: worth_of(self.worth_until(end), position, spend, boost) for end in self.further}
        worth |= {end: flow.worth for end, flow in flows.items()}
        last, year = flows[self.ends["clv_residual"]], self.ends.get("clv_12m")
        chance = {
            end: chance_to_buy(each[position], flows[end].purchases, shop)
            for end, (each, shop) in self.chances.items()
        }
        return dict.fromkeys(PREDICTIONS) | {
            "p_alive": None if self.p_alive is None else self.p_alive[position],
            "p_buy": chance[self.ends["clv_residual"]],
            "p_buy_12m": None if year is None else chance[year],
            "expected_orders": last.purchases,
            "expected_order_value": _per_purchase(last.revenue, last.purchases, spend),
            "expected_revenue": last.revenue,
            "expected_revenue_12m": None if year is None else flows[year].revenue,
            **{name: worth[end] * contribution for name, end in self.ends.items()},
        }


def outlook(
    plan: Plan,
    histories: Histories,
    crowd: Crowd,
    *,
    ends: Mapping[str, int],
    delta: float,
    as_of: date,
    keep: Keep = in_memory,
) -> Outlook:
    """Return what the fitted model of `plan` and its corrections expect, by history, of the customers of `crowd`.

    `ends` are columns of value and the days they look ahead, `delta` discounts per week; `keep` takes the result.
    """
    assert plan.purchases is not None  # noqa: S101  (a plan without a curve has a fit)
    ends = _seen(ends, plan.longest)
    forecast = plan.purchases.model.forecast(histories, max(ends.values()) / DAYS_PER_WEEK)
    ahead = expected_ahead(forecast, set(ends.values()), delta, plan, as_of, crowd, keep)
    chances: dict[int, tuple[ByHistory, float | None]] = {}
    near = {ends[name] for name in ("clv_residual", "clv_12m") if name in ends}
    for end in near:
        weeks = end / DAYS_PER_WEEK
        usual = 0.0 if plan.season is None else float(forecast.expected_purchases(weeks) @ crowd.customers)
        chances[end] = keep(forecast.p_buy(weeks)), ahead[end].purchases_of(crowd) / usual if usual > 0 else None
    return Outlook(
        histories=histories,
        ends=ends,
        ahead={end: ahead[end] for end in near},
        further={end: each.worth for end, each in ahead.items() if end not in near},
        p_alive=keep(forecast.p_alive) if plan.gate.open else None,
        chances=chances,
    )


def _by_model(
    buyers: pl.DataFrame,
    plan: Plan,
    spend: Floats,
    ends: Mapping[str, int],
    delta: float,
    contribution: Floats,
    as_of: date,
) -> dict[str, Floats | None]:
    """Return PREDICTIONS of `buyers`, who are all there are."""
    histories, position = histories_of_buyers(buyers)
    boost = plan.boost_of()
    crowd = Crowd.of(position, spend, boost, histories.count.size)
    expected = outlook(plan, histories, crowd, ends=ends, delta=delta, as_of=as_of)
    return expected.columns(position, spend, contribution, boost)


def doubt_about(prediction: Prediction, buyers: pl.DataFrame, *, rate: float, worth: Worth) -> Doubt | None:
    """Return the doubt about the clv_residual that was predicted of `buyers`; None where there is no forecast.

    `rate` and `worth` are those of `predict`.
    """
    plan, columns, spend = prediction.plan, prediction.columns, prediction.spend
    if columns is None or spend is None:
        return None
    delta, expected = continuous_rate_per_week(rate), columns["clv_residual"]
    contribution = worth.per_revenue(spend.per_purchase)
    if plan.curve is not None:
        return cohort_doubt(
            buyers,
            plan.curve,
            spend,
            days=prediction.days,
            delta=delta,
            contribution=contribution,
            expected=expected,
            missed=plan.missed,
        )
    if plan.purchases is None:
        return None
    return doubt(
        buyers,
        purchases=plan.purchases,
        spend=spend,
        days=prediction.days,
        delta=delta,
        contribution=contribution,
        expected=expected,
        missed=plan.missed,
    )


def _per_purchase(revenue: Floats, purchases: Floats, otherwise: Floats) -> Floats:
    """Return revenue over purchases; `otherwise` for whom none is expected."""
    found: Floats = np.where(purchases > 0, revenue / np.where(purchases > 0, purchases, 1.0), otherwise)
    return found
