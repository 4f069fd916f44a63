"""One customer's value, step by step: the orders, the history and the figures behind a row of `compute`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from clvcli.contribution.schema import DELIVERY_COSTS
from clvcli.customers.contributions import CONTRIBUTION, SPENT
from clvcli.customers.known import counted, known_at
from clvcli.models.dropout import DropoutModel
from clvcli.models.histories import DAYS_PER_WEEK, histories_of
from clvcli.orders.currency import in_currency
from clvcli.orders.schema import ONE_ORDER
from clvcli.valuation.flows import corrected_flows
from clvcli.valuation.forecast import FIXED_HORIZONS
from clvcli.valuation.row_notes import sayings_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from clvcli.customers.summary import Customers
    from clvcli.valuation.basis import Worth
    from clvcli.valuation.forecast import Prediction
    from clvcli.valuation.horizon import Horizon
    from clvcli.valuation.spend import Spend
    from clvcli.valuation.valued import Facts, Valuation, ValueSettings

Row = dict[str, Any]

KEPT, RETURNED, EXCLUDED, LATER = "kept", "returned", "excluded", "later"
"""What became of an order: it counts; its money counts; a rule keeps it out; it was made after the as-of day."""

ORDERS = ("order_date", "order_id", "fate", "rule", "net_sales", "refunds", "net_revenue")
"""Columns of `Account.orders`; money is null where the order does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Why a customer may have left, as odds: those at the last purchase, times what the silence since adds.

    [H021]: P(alive) = 1 / (1 + a / (b + m - 1) ((alpha + T) / (alpha + t_x))^(r + k x)), m being the purchases
    that could have been the last.
    """

    a: float
    others: float
    """b + m - 1."""
    rate: float
    """r + k x."""
    until_now: float
    """alpha + T, weeks."""
    until_last: float
    """alpha + t_x, weeks."""

    @property
    def at_last_purchase(self) -> float:
        """Odds that the last purchase was the end, before the silence is looked at."""
        return self.a / self.others

    @property
    def silence(self) -> float:
        """What these odds are multiplied with for the days without a purchase."""
        return float(np.exp(self.rate * np.log(self.until_now / self.until_last)))

    @property
    def odds(self) -> float:
        """Odds of having left."""
        return self.at_last_purchase * self.silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchasing:
    """What the model of purchases says of one history, before any correction."""

    p_alive: float
    leaving: Leaving | None
    """None where the model has no such formula, or there was no purchase to leave after."""
    without_one: float | None
    """P(alive) with one purchase less between the same two days; None for fewer than three purchase days."""
    expected: Mapping[str, float]
    """Purchases until the end of each of `Account.periods`."""
    in_season: float
    """Purchases until the end of the last period with the shop's season and level; the boost alone is lacking."""
    season_of_spend: float
    """What the season makes of the revenue of these purchases, as a factor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What a future purchase brings, before corrections."""

    purchases: int
    own: float
    """Mean net sales of the customer's purchases."""
    population: float
    weight: float
    """Of the customer's own mean; the population's has the rest."""
    return_rate: float
    """Share of its net sales that is expected back of the next purchase."""
    numbers: str | None
    """Which purchases of a customer that is the rate of, by number, as `4-5`; None where it is of all."""

    @property
    def before_returns(self) -> float:
        """The two means, weighted."""
        return self.weight * self.own + (1.0 - self.weight) * self.population

    @property
    def after_returns(self) -> float:
        """Net revenue of one future purchase."""
        return self.before_returns * (1.0 - self.return_rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How the value of one customer, in one currency, came about."""

    row: Row
    """The row of `compute`."""
    history: Row
    """The row of `customers.schema.CUSTOMERS`; money as floats."""
    orders: pl.DataFrame
    """ORDERS, one row per order, by day."""
    periods: Mapping[str, date]
    """Column of `row` -> the last day it looks to; by length, the horizon last and nothing beyond it."""
    purchasing: Purchasing | None
    spending: Spending | None
    worth: Worth
    """Of a future purchase."""
    ladder: Mapping[str, float]
    """What was taken from net revenue, or added to it, on the way to contribution: step -> its money; empty where
    no cost of orders is known."""
    margin: float | None
    """Where it alone makes contribution of net revenue."""


def accounts(
    lines: pl.LazyFrame, customers: Customers, valuation: Valuation, settings: ValueSettings, *, key: str
) -> list[Account]:
    """Return how the customer with this key is valued, one account for each currency, those of no currency last.

    `lines` are the canonical lines that `customers` were summarised from and `valuation` made of.
    """
    own = lines.filter(pl.col("customer_key") == key).collect().lazy()
    people = customers.frame.filter(pl.col("customer_key") == key).sort("currency", nulls_last=True)
    found = []
    for history in people.iter_rows(named=True):
        row, facts = valuation.of(key, history["currency"])
        periods = _periods(facts.prediction, settings.horizon, customers.as_of)
        found.append(
            Account(
                row=row | {"note": _said(row["note"], facts)},
                history={name: _plain(value) for name, value in history.items()},
                orders=_orders(own.filter(in_currency(history["currency"])), customers.as_of),
                periods=periods,
                purchasing=_purchasing(facts, row, periods),
                spending=_spending(facts.prediction.spend, history) if row["clv_residual"] is not None else None,
                worth=facts.basis.worth,
                ladder=_ladder(history),
                margin=settings.margin if settings.margin is not None and CONTRIBUTION not in history else None,
            )
        )
    return found


def _said(note: str | None, facts: Facts) -> str | None:
    """Return the note of a row as the saying that it came of."""
    sayings = sayings_of(facts.prediction, facts.group)
    return next((saying for saying in sayings if saying == note), note)


def _periods(prediction: Prediction, horizon: Horizon, as_of: date) -> dict[str, date]:
    """Return FIXED_HORIZONS that lie within the forecast, and its end, which is the horizon's or nearer."""
    end = horizon.end(as_of) if prediction.columns is None else as_of + timedelta(days=prediction.days)
    nearer = {name: fixed.end(as_of) for name, fixed in FIXED_HORIZONS.items() if fixed.end(as_of) < end}
    return nearer | {"clv_residual": end}


def _purchasing(facts: Facts, row: Row, periods: Mapping[str, date]) -> Purchasing | None:
    fit = facts.prediction.purchases
    if fit is None or row["clv_residual"] is None or not facts.prediction.gate.open:
        return None
    x, t_x, T = row["repeat_purchases"], row["active_days"] / DAYS_PER_WEEK, row["age_days"] / DAYS_PER_WEEK
    history = tuple(np.array([value], dtype=np.float64) for value in (x, t_x, T))
    less = (history[0] - 1.0, *history[1:])
    days = {name: (day - row["as_of"]).days for name, day in periods.items()}
    end = max(days.values())
    forecast = fit.model.forecast(histories_of(*history), end / DAYS_PER_WEEK)
    seasonal = corrected_flows(
        forecast,
        np.zeros(1, dtype=np.int64),
        np.ones(1),
        [end],
        0.0,
        as_of=row["as_of"],
        season=facts.prediction.plan.season,
        boost=None,
    )[end]
    in_season, revenue = float(seasonal.purchases[0]), float(seasonal.revenue[0])
    return Purchasing(
        p_alive=float(fit.model.p_alive(*history)[0]),
        leaving=_leaving(fit.model, x, t_x, T),
        without_one=float(fit.model.p_alive(*less)[0]) if x > 1 else None,
        expected={name: float(forecast.expected_purchases(day / DAYS_PER_WEEK)[0]) for name, day in days.items()},
        in_season=in_season,
        season_of_spend=revenue / in_season if in_season > 0 else 1.0,
    )


def _leaving(model: object, x: int, t_x: float, T: float) -> Leaving | None:
    if not isinstance(model, DropoutModel) or model.every > 1:
        return None
    could_leave = x + model.FIRST_MAY_BE_LAST
    if not could_leave:
        return None
    return Leaving(
        a=model.a,
        others=model.b + could_leave - 1,
        rate=model.r + x,
        until_now=model.alpha + T,
        until_last=model.alpha + t_x,
    )


def _spending(spend: Spend | None, history: Row) -> Spending | None:
    if spend is None:
        return None
    n = history["repeat_purchases"] + 1
    bought, fit = np.array([n], dtype=np.float64), spend.fit
    return Spending(
        purchases=n,
        own=float(history["net_sales"]) / n,
        population=spend.model.average if fit is None else fit.model.mean,
        weight=0.0 if fit is None else float(fit.model.own_weight(bought)[0]),
        return_rate=float(spend.model.returned(bought)[0]),
        numbers=spend.model.returns.numbers(n),
    )


def _ladder(history: Row) -> dict[str, float]:
    steps = ("goods_cost", "shipping_income", *DELIVERY_COSTS, SPENT)
    return {name: float(history[name]) for name in steps if history.get(name)}


def _orders(lines: pl.LazyFrame, as_of: date) -> pl.DataFrame:
    """Return what became of each order of one customer, as known at the end of `as_of`."""
    one_order = [*ONE_ORDER, "excluded"]
    kept = pl.when(pl.col("order_kept").any()).then(pl.lit(KEPT)).otherwise(pl.lit(RETURNED))
    money = {"net_sales": "net_amount", "refunds": "refund_amount", "net_revenue": "net_after_refund"}
    day = pl.col("order_date").min()
    known = (
        known_at(lines, as_of)
        .group_by(one_order)
        .agg(day, fate=kept, **{n: pl.col(c).sum() for n, c in money.items()})
    )
    later = counted(lines).filter(pl.col("order_date") > as_of).group_by(one_order).agg(day, fate=pl.lit(LATER))
    out = lines.filter(pl.col("excluded").is_not_null()).group_by(one_order).agg(day, fate=pl.lit(EXCLUDED))
    together = pl.concat([known, later, out], how="diagonal").rename({"excluded": "rule"})
    return (
        together.with_columns(pl.col(name).cast(pl.Float64) for name in money)
        .select(ORDERS)
        .sort("order_date", "order_id", "fate", "rule", nulls_last=True)
        .collect()
    )


def _plain(value: Any) -> Any:
    return float(value) if hasattr(value, "as_tuple") else value
