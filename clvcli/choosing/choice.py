"""What `--model auto` settles on: models and corrections tried on the end of the user's own orders.

First the model, of those whose parameters the data settle (`rivals`), then corrections on top of it, one after
the other (`corrections`), each as it would have been made before every trial; what does not win there is not
used.  Last, naive rules are held against the result (`guard`).  Where no churn can be seen, the cohort curve
predicts, or customers who never leave (`yardstick`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from clvcli.choosing.corrections import corrected
from clvcli.choosing.guard import guarded
from clvcli.choosing.rivals import of_rivals
from clvcli.choosing.trials import Trials, drawn
from clvcli.choosing.tried import Stand
from clvcli.choosing.yardstick import without_churn
from clvcli.config import RETURN_WINDOW_DAYS
from clvcli.customers.calendar import customer_days
from clvcli.customers.known import known_at
from clvcli.orders.currency import in_currency
from clvcli.sayings import Saying
from clvcli.valuation.candidates import REGULAR
from clvcli.valuation.cohort_plan import curve_asked_for, curve_instead
from clvcli.valuation.plan import COHORT_CURVE, plan_for
from clvcli.valuation.purchase_days import PurchaseDays
from clvcli.valuation.returns import LEAST_RETURNED, return_trend, returned_share
from clvcli.valuation.view import view_of

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from clvcli.config import Model
    from clvcli.valuation.plan import Plan, Planner

BY_DAYS = REGULAR | {"auto", COHORT_CURVE}
"""What needs to know the days customers bought on; the others are content with how often, first and last."""

NO_TRIAL = Saying("no season, no level, no boost: the orders are too few days to try them on their end")


def planner_of(lines: pl.LazyFrame, as_of: date, *, return_window: int = RETURN_WINDOW_DAYS) -> Planner:
    """Return the planner that chooses by what canonical `lines` show up to `as_of`.

    The lines are read for models of BY_DAYS, and for any where enough comes back (`returns.LEAST_RETURNED`), once
    for each currency, whatever groups it has.  `return_window` is how many days goods may come back in.
    """

    @cache
    def days_of(currency: str | None) -> pl.DataFrame:
        """Return the purchase days of the customers of a currency; each is read once."""
        return customer_days(known_at(lines.filter(in_currency(currency)), as_of))

    def planner(buyers: pl.DataFrame, model: Model, span_days: int) -> Plan:
        """Return the plan for `buyers`, chosen by their days where those are asked for."""
        if not _needs_days(buyers, model):
            return plan_for(buyers, model, span_days)
        days = days_of(buyers["currency"][0])
        return choose(buyers, model, span_days, days=days, as_of=as_of, return_window=return_window)

    return planner


def _needs_days(buyers: pl.DataFrame, model: Model) -> bool:
    """Tell whether a forecast of `buyers` by `model` takes the days they bought on."""
    sold, kept = (float(buyers[name].sum()) for name in ("net_sales", "net_revenue_kept"))
    return model in BY_DAYS or (model != "none" and returned_share(sold, kept) >= LEAST_RETURNED)


def choose(
    buyers: pl.DataFrame,
    model: Model,
    span_days: int,
    *,
    days: pl.DataFrame,
    as_of: date,
    return_window: int = RETURN_WINDOW_DAYS,
) -> Plan:
    """Return the plan for `buyers`: as `plan.plan_for`, and with `model` auto what trials bear out.

    `days` are the rows of `customers.calendar.customer_days` as known at `as_of`, `return_window` is how many of
    them goods may come back in.
    Raises ModelNotUsableError as `plan.plan_for`.
    """
    bought = PurchaseDays.of(days, buyers["customer_key"], as_of, return_window)
    plan = _chosen(buyers, model, span_days, bought)
    if plan.purchases is None and plan.curve is None:
        return plan
    returns, why = return_trend(bought)
    return replace(plan, returns=returns, reasons=(*plan.reasons, *([why] if why else ())))


def _chosen(buyers: pl.DataFrame, model: Model, span_days: int, bought: PurchaseDays) -> Plan:
    if model == COHORT_CURVE:
        return curve_asked_for(buyers, bought, span_days)
    plan = plan_for(buyers, model, span_days, bought.log_gaps)
    if model != "auto":
        return plan
    if plan.model is None:
        return without_churn(plan, bought) if plan.rivals else curve_instead(plan, bought)
    return tried(plan, bought)


def tried(plan: Plan, bought: PurchaseDays) -> Plan:
    """Return `plan`, made by likelihood for the customers of `bought`, with what trials on their end bear out."""
    trials = Trials.of(drawn(bought))
    stand = Stand(trials=trials)
    plan = of_rivals(plan, stand)
    quarters = stand.quarters(str(plan.model))
    now = view_of(str(plan.model), bought, fit=plan.purchases) if quarters else None
    if now is None:
        return replace(plan, reasons=(*plan.reasons, NO_TRIAL))
    return guarded(corrected(plan, now, quarters, trials.quarters), quarters)
