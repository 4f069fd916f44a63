"""A model at the end of a day: fitted to what was known then, and what it expects of the days after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints
from clvcli.valuation.boost import WINDOW_DAYS, Boost, Lesson, Point, boosted, features
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.candidates import fit_member
from clvcli.valuation.flows import corrected_flows
from clvcli.valuation.purchase_days import date_of
from clvcli.valuation.returns import return_trend
from clvcli.valuation.season import season_of
from clvcli.valuation.spend import expected_spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.models.family import PurchaseModel
    from clvcli.models.fitting import Fit
    from clvcli.models.forecasting import Forecast
    from clvcli.valuation.flows import Flow
    from clvcli.valuation.purchase_days import PurchaseDays
    from clvcli.valuation.season import Season
    from clvcli.valuation.spend import SpendModel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """What one model of purchases, and the spend model, say of customers at the end of a day."""

    name: str
    days: PurchaseDays
    fit: Fit[PurchaseModel]
    forecast: Forecast
    position: Ints
    """Of each customer's history in the forecast."""
    amounts: SpendModel
    spend: Floats
    """Expected of a purchase, after returns, shape `(customers,)`."""

    @property
    def customers(self) -> int:
        """How many there are."""
        return self.days.customers

    def flow(self, ahead: int, *, season: Season | None = None, boost: Boost | None = None) -> Flow:
        """Return what is expected of each customer in the next `ahead` days."""
        flows = corrected_flows(
            self.forecast,
            self.position,
            self.spend,
            [ahead],
            0.0,
            as_of=date_of(self.days.as_of),
            season=season,
            boost=boost,
        )
        return flows[ahead]

    def season(self) -> Season | None:
        """Return the season known at that day; None with less than a year of purchases."""
        number = self.days.number
        return season_of(
            self.days, self.fit.model, self.amounts.sales(number, self.days.total(self.days.sales) / number)
        )

    def boost(self, lessons: Sequence[Lesson]) -> Boost:
        """Return the factors that `lessons` of earlier days add to what it says of these customers."""
        return boosted(lessons, self.days, self.point())

    def lesson(self, earlier: PurchaseDays, purchases: Floats, revenue: Floats) -> Lesson:
        """Return what can be learnt from what customers did in the WINDOW_DAYS after the last day of `earlier`.

        The model says of them what it would have said then with what it knows now.
        """
        return lesson_of(self.name, self.fit, self.amounts, earlier, purchases, revenue)

    def point(self) -> Point:
        """Return what trees are told of the model."""
        alive = self.forecast.p_alive[self.position]
        return Point(p_alive=alive, orders=self.flow(WINDOW_DAYS).purchases, spend=self.spend)


def view_of(
    name: str, days: PurchaseDays, *, fit: Fit[PurchaseModel] | None = None, reach: int = WINDOW_DAYS
) -> View | None:
    """Return the model `name` with what `days` tell; fitted to them where no `fit` is given.

    `reach` is how many days it looks ahead.  None where it cannot be fitted.
    """
    if fit is None:
        candidate = fit_member(name, histories_of_buyers(days.buyers())[0], days.log_gaps)
        fit = candidate.fit if candidate.settled else None
    return None if fit is None else looking(name, days, fit, reach)


def lesson_of(
    name: str,
    fit: Fit[PurchaseModel],
    amounts: SpendModel,
    earlier: PurchaseDays,
    purchases: Floats,
    revenue: Floats,
) -> Lesson:
    """Return what the `purchases` and `revenue` in the WINDOW_DAYS after `earlier` teach beside fitted models."""
    then = looking(name, earlier, fit, WINDOW_DAYS, amounts).point()
    return Lesson(features(earlier, then), then, purchases, revenue)


def looking(
    name: str, days: PurchaseDays, fit: Fit[PurchaseModel], reach: int, amounts: SpendModel | None = None
) -> View:
    """Return a fitted model at the end of `days`, which looks `reach` days ahead.

    `amounts` are learnt from them where none are given.
    """
    buyers = days.buyers()
    histories, position = histories_of_buyers(buyers)
    returns = return_trend(days)[0] if amounts is None else amounts.returns
    spend = expected_spend(buyers, amounts, returns=returns)
    return View(
        name=name,
        days=days,
        fit=fit,
        forecast=fit.model.forecast(histories, reach / DAYS_PER_WEEK),
        position=position,
        amounts=spend.model,
        spend=spend.per_purchase,
    )
