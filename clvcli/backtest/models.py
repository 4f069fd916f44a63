"""Models as forecasters: the forecast that `compute` would have made at the cut, and each model of the family."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.backtest.forecaster import Expected, Forecaster
from clvcli.choosing.choice import choose
from clvcli.errors import ModelNotUsableError, NothingToJudgeError, PurchasesNotModelledError
from clvcli.models.family import MEMBERS
from clvcli.models.histories import DAYS_PER_WEEK, compress
from clvcli.valuation import gate
from clvcli.valuation.forecast import doubt_about, predict
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.spend import expected_spend

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.backtest.split import Past
    from clvcli.config import Model
    from clvcli.models.family import Member


def computed(past: Past, days: int, *, model: Model) -> Expected:
    """Expect what `compute` would have predicted at the cut with `--model`, its 80 % interval included.

    Raises NothingToJudgeError where that is no forecast.
    """
    try:
        prediction = predict(
            past.buyers,
            choose(past.buyers, model, past.customers.span_days, days=past.days, as_of=past.cut),
            horizon=Horizon(days, "d"),
            rate=0.0,
            contribution=1.0,
            as_of=past.cut,
        )
    except ModelNotUsableError as error:
        raise NothingToJudgeError.no_forecast(past.cut, error.message) from error
    columns, about = prediction.columns, doubt_about(prediction, past.buyers, rate=0.0, contribution=1.0)
    if columns is None or about is None:
        raise NothingToJudgeError.no_forecast(past.cut, str(prediction.gate.reason))
    if prediction.days < days:
        raise NothingToJudgeError.not_so_far(past.cut, days=prediction.days, asked=days)
    return Expected(
        orders=columns["expected_orders"],
        spend=columns["expected_revenue"],
        p_buy=columns["p_buy"],
        low=about.customers.low,
        high=about.customers.high,
        method=prediction.plan.method,
        because=prediction.plan.reasons,
    )


def of_family(past: Past, days: int, *, member: Member) -> Expected:
    """Expect what one model of purchases, fitted to all at once, and the spend model predict.

    Raises ModelNotUsableError where the model cannot be fitted to what was known at the cut.
    """
    x, t_x, T = (past.buyers[name].to_numpy() for name in ("repeat_purchases", "active_days", "age_days"))
    histories, position = compress(x, t_x, T)
    try:
        fit = member.fit(histories, log_gaps(past))
        reason = gate.unusable(fit)
    except PurchasesNotModelledError as error:
        reason = error.message
    if reason is not None:
        raise ModelNotUsableError.of(member.name, reason, customers=x.size, repeat_buyers=int(np.count_nonzero(x)))
    weeks = days / DAYS_PER_WEEK
    forecast = fit.model.forecast(histories, weeks)
    orders = forecast.expected_purchases(weeks)[position]
    spend = expected_spend(past.buyers).per_purchase
    return Expected(orders=orders, spend=orders * spend, p_buy=forecast.p_buy(weeks)[position])


FAMILY: Mapping[str, Forecaster] = {member.name: partial(of_family, member=member) for member in MEMBERS}
"""Name -> the model of the family with that name."""


def log_gaps(past: Past) -> float:
    """Return the sum of the logarithms of all gaps between a customer's purchase days, in weeks."""
    gap = pl.col("day").diff().over("customer_key").dt.total_days() / DAYS_PER_WEEK
    return float(past.days.filter("kept").select(gap.log().sum()).item())
