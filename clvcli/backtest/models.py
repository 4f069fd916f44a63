"""Models as forecasters: the forecast that `compute` would have made at the cut, and each model of the family."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from clvcli.backtest.forecaster import Expected, Forecaster
from clvcli.choosing.choice import chosen
from clvcli.errors import ModelNotUsableError, NothingToJudgeError
from clvcli.models.family import MEMBERS
from clvcli.models.histories import DAYS_PER_WEEK
from clvcli.valuation.basis import REVENUE, basis_of
from clvcli.valuation.candidates import fit_member
from clvcli.valuation.forecast import doubt_about, predict
from clvcli.valuation.gate import measured_by
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.in_parts import Valuing
from clvcli.valuation.plan import nobody
from clvcli.valuation.returns import trend_of
from clvcli.valuation.spend import bought_by, learn
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from clvcli.backtest.forecaster import Told
    from clvcli.backtest.split import Known, Part
    from clvcli.config import Model
    from clvcli.models.family import Member
    from clvcli.models.histories import Floats
    from clvcli.valuation.doubt import Interval
    from clvcli.valuation.plan import Plan


def computed(past: Known, days: int, *, model: Model) -> Told:
    """Expect what `compute` would have predicted at the cut with `--model`, its 80 % interval included.

    Raises NothingToJudgeError where that is no forecast, and NotInPartsError where a cohort curve follows customers
    who lie in parts.
    """
    span_days = past.base.customers.span_days
    try:
        plan = chosen(past.bought, model, span_days) if past.base.histories.n_customers else nobody(span_days)
    except ModelNotUsableError as error:
        raise NothingToJudgeError.no_forecast(past.cut, error.message) from error
    if plan.curve is not None:
        return _by_curve(past.whole(), plan, days)
    if plan.purchases is None:
        raise NothingToJudgeError.no_forecast(past.cut, plan.gate.reason or "")
    return _by_model(past, plan, days)


def _by_model(past: Known, plan: Plan, days: int) -> Told:
    settings = ValueSettings(horizon=Horizon(days, "d"), discount_rate=0.0, intervals=True)
    valuing = Valuing.of(past.base, plan, basis_of(margin=None, earned=None, tax="unknown"), settings)
    _check_reach(past.cut, valuing.prediction.days, days)

    def told(part: Part) -> Expected:
        """Return what the plan expects of the customers of a part."""
        columns, interval = valuing.values_of(part.number, part.buyers)
        return _expected(plan, columns, interval)

    return told


def _by_curve(part: Part, plan: Plan, days: int) -> Told:
    """Return what tells of a part which holds all customers that the curve of `plan` follows."""
    prediction = predict(part.buyers, plan, horizon=Horizon(days, "d"), rate=0.0, worth=REVENUE, as_of=part.cut)
    _check_reach(part.cut, prediction.days, days)
    about = doubt_about(prediction, part.buyers, rate=0.0, worth=REVENUE)
    return lambda _: _expected(plan, prediction.columns or {}, None if about is None else about.customers)


def _check_reach(cut: date, ahead: int, days: int) -> None:
    if ahead < days:
        raise NothingToJudgeError.not_so_far(cut, days=ahead, asked=days)


def _expected(plan: Plan, columns: Mapping[str, Floats | None], interval: Interval | None) -> Expected:
    low, high = (None, None) if interval is None else interval
    return Expected(
        orders=columns["expected_orders"],
        spend=columns["expected_revenue"],
        p_buy=columns["p_buy"],
        low=low,
        high=high,
        method=plan.method,
        because=plan.reasons,
    )


def of_family(past: Known, days: int, *, member: Member) -> Told:
    """Expect what one model of purchases, fitted to all at once, and the spend model predict.

    Raises ModelNotUsableError where the model cannot be fitted to what was known at the cut.
    """
    histories = past.base.histories
    candidate = fit_member(member.name, histories, past.bought.log_gaps)
    if candidate.fit is None or candidate.unusable is not None:
        found = measured_by(histories, span_days=past.base.customers.span_days)
        raise ModelNotUsableError.of(
            member.name, candidate.unusable or "", customers=found.customers, repeat_buyers=found.repeat_buyers
        )
    weeks = days / DAYS_PER_WEEK
    forecast = candidate.fit.model.forecast(histories, weeks)
    orders, p_buy = forecast.expected_purchases(weeks), forecast.p_buy(weeks)
    spend = learn(past.base.spent, None, trend_of(past.bought.came_back())[0]).model

    def told(part: Part) -> Expected:
        """Return what the model expects of customers with the histories of a part."""
        at, (n, sales) = past.base.position(part.buyers), bought_by(part.buyers)
        return Expected(orders=orders[at], spend=orders[at] * spend.per_purchase(n, sales / n), p_buy=p_buy[at])

    return told


FAMILY: Mapping[str, Forecaster] = {member.name: partial(of_family, member=member) for member in MEMBERS}
"""Name -> the model of the family with that name."""
