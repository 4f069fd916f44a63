"""Models as forecasters: the forecast that `compute` would have made at the cut, and each model of the family."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from clvcli.backtest.forecaster import Expected, Forecaster
from clvcli.choosing.choice import choose
from clvcli.errors import ModelNotUsableError, NothingToJudgeError
from clvcli.models.family import MEMBERS
from clvcli.models.histories import DAYS_PER_WEEK
from clvcli.valuation.basis import REVENUE
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.candidates import fit_member
from clvcli.valuation.forecast import doubt_about, predict
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.purchase_days import PurchaseDays
from clvcli.valuation.returns import return_trend
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
            worth=REVENUE,
            as_of=past.cut,
        )
    except ModelNotUsableError as error:
        raise NothingToJudgeError.no_forecast(past.cut, error.message) from error
    columns, about = prediction.columns, doubt_about(prediction, past.buyers, rate=0.0, worth=REVENUE)
    if columns is None or about is None:
        raise NothingToJudgeError.no_forecast(past.cut, prediction.gate.reason or "")
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
    bought = PurchaseDays.of(past.days, past.buyers["customer_key"], past.cut)
    histories, position = histories_of_buyers(past.buyers)
    candidate = fit_member(member.name, histories, bought.log_gaps)
    if candidate.fit is None or candidate.unusable is not None:
        x = past.buyers["repeat_purchases"]
        raise ModelNotUsableError.of(
            member.name, candidate.unusable or "", customers=x.len(), repeat_buyers=int((x > 0).sum())
        )
    weeks = days / DAYS_PER_WEEK
    forecast = candidate.fit.model.forecast(histories, weeks)
    orders = forecast.expected_purchases(weeks)[position]
    spend = expected_spend(past.buyers, returns=return_trend(bought)[0]).per_purchase
    return Expected(orders=orders, spend=orders * spend, p_buy=forecast.p_buy(weeks)[position])


FAMILY: Mapping[str, Forecaster] = {member.name: partial(of_family, member=member) for member in MEMBERS}
"""Name -> the model of the family with that name."""
