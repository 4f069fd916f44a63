"""What `--model auto` settles on: models and corrections tried on the end of the user's own orders.

First the model, of those whose parameters the data settle (`rivals`), then corrections on top of it, one after
the other (`corrections`), each as it would have been made before every trial; what does not win there is not
used.  Last, naive rules are held against the result (`guard`).  Where no churn can be seen, the cohort curve
predicts, or customers who never leave (`yardstick`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

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
from clvcli.valuation.boost import WINDOW_DAYS
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.candidates import REGULAR
from clvcli.valuation.cohort_plan import curve_asked_for, curve_instead
from clvcli.valuation.plan import COHORT_CURVE, plan_by, plan_for
from clvcli.valuation.purchase_days import PurchaseDays
from clvcli.valuation.returns import LEAST_RETURNED, CameBack, returned_share, trend_of
from clvcli.valuation.view import looking

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import polars as pl

    from clvcli.choosing.tried import Now
    from clvcli.config import Model
    from clvcli.models.family import PurchaseModel
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Histories
    from clvcli.valuation.plan import Plan, Planner

BY_DAYS = REGULAR | {"auto", COHORT_CURVE}
"""What needs to know the days customers bought on; the others are content with how often, first and last."""

NO_TRIAL = Saying("no season, no level, no boost: the orders are too few days to try them on their end")


def planner_of(
    lines: pl.LazyFrame,
    as_of: date,
    *,
    return_window: int = RETURN_WINDOW_DAYS,
    days: Callable[[str | None, date], pl.DataFrame] | None = None,
) -> Planner:
    """Return the planner that chooses by what canonical `lines` show up to `as_of`.

    The lines are read for models of BY_DAYS, and for any where enough comes back (`returns.LEAST_RETURNED`), once
    for each currency, whatever groups it has.  `return_window` is how many days goods may come back in.  `days`
    returns what `calendar.customer_days` does of a currency, where somebody else has the lines.
    """

    @cache
    def days_of(currency: str | None) -> pl.DataFrame:
        """Return the purchase days of the customers of a currency; each is read once."""
        if days is not None:
            return days(currency, as_of)
        return customer_days(known_at(lines.filter(in_currency(currency)), as_of))

    def planner(buyers: pl.DataFrame, model: Model, span_days: int) -> Plan:
        """Return the plan for `buyers`, chosen by their days where those are asked for."""
        sales, revenue = (float(buyers[name].sum()) for name in ("net_sales", "net_revenue_kept"))
        if not needs_days(model, sales=sales, revenue=revenue):
            return plan_for(buyers, model, span_days)
        known = days_of(buyers["currency"][0])
        return choose(buyers, model, span_days, days=known, as_of=as_of, return_window=return_window)

    return planner


def needs_days(model: Model, *, sales: float, revenue: float) -> bool:
    """Tell whether a forecast by `model` takes the days customers bought on; of `sales`, `revenue` was kept."""
    return model in BY_DAYS or (model != "none" and returned_share(sales, revenue) >= LEAST_RETURNED)


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
    return chosen(Whole(buyers=buyers, days=bought), model, span_days)


class Bought(Protocol):
    """What choosing asks of the purchases of some customers."""

    @property
    def histories(self) -> Histories:
        """Return their distinct histories."""

    @property
    def log_gaps(self) -> float:
        """Return the sum of the logarithms of the weeks between purchases of the same customer."""

    def drawn(self) -> PurchaseDays:
        """Return the purchases of those that trials are made with."""

    def came_back(self) -> CameBack:
        """Return what came back."""

    def now(self, name: str, fit: Fit[PurchaseModel]) -> Now:
        """Return what a fitted model says of all of them today."""

    @property
    def days(self) -> PurchaseDays:
        """Return the purchases of all, which a cohort curve is drawn from."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Whole:
    """Customers whose purchases are all in memory: a Bought."""

    buyers: pl.DataFrame
    days: PurchaseDays

    @property
    def histories(self) -> Histories:
        """Their distinct histories."""
        return histories_of_buyers(self.buyers)[0]

    @property
    def log_gaps(self) -> float:
        """See `PurchaseDays.log_gaps`."""
        return self.days.log_gaps

    def drawn(self) -> PurchaseDays:
        """Return the purchases of at most as many as trials are made with."""
        return drawn(self.days)

    def came_back(self) -> CameBack:
        """Return what came back."""
        return CameBack.of(self.days)

    def now(self, name: str, fit: Fit[PurchaseModel]) -> Now:
        """Return what a fitted model says of them."""
        return looking(name, self.days, fit, WINDOW_DAYS)


def chosen(bought: Bought, model: Model, span_days: int) -> Plan:
    """Return the plan for the customers of `bought`, as `choose`."""
    plan = _chosen(bought, model, span_days)
    if plan.purchases is None and plan.curve is None:
        return plan
    returns, why = trend_of(bought.came_back())
    return replace(plan, returns=returns, reasons=(*plan.reasons, *([why] if why else ())))


def _chosen(bought: Bought, model: Model, span_days: int) -> Plan:
    if model == COHORT_CURVE:
        return curve_asked_for(bought.histories, bought.days, span_days)
    plan = plan_by(bought.histories, model, span_days, bought.log_gaps)
    if model != "auto":
        return plan
    if plan.model is None:
        return without_churn(plan, bought.days) if plan.rivals else curve_instead(plan, bought.days)
    return tried(plan, bought)


def tried(plan: Plan, bought: Bought) -> Plan:
    """Return `plan`, made by likelihood for the customers of `bought`, with what trials on their end bear out."""
    trials = Trials.of(bought.drawn())
    stand = Stand(trials=trials)
    plan = of_rivals(plan, stand)
    quarters = stand.quarters(str(plan.model))
    if not quarters or plan.purchases is None:
        return replace(plan, reasons=(*plan.reasons, NO_TRIAL))
    now = bought.now(str(plan.model), plan.purchases)
    return guarded(corrected(plan, now, quarters, trials.quarters), quarters)
