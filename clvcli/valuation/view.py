"""A model at the end of a day: fitted to what was known then, and what it expects of the days after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints
from clvcli.valuation.boost import WINDOW_DAYS, Boost, Point, boosted
from clvcli.valuation.candidates import fit_member
from clvcli.valuation.flows import corrected_flows
from clvcli.valuation.plan import histories_of
from clvcli.valuation.purchase_days import date_of
from clvcli.valuation.season import season_of
from clvcli.valuation.spend import expected_spend

if TYPE_CHECKING:
    from clvcli.models.family import PurchaseModel
    from clvcli.models.fitting import Fit
    from clvcli.models.forecasting import Forecast
    from clvcli.valuation.flows import Flow
    from clvcli.valuation.purchase_days import PurchaseDays
    from clvcli.valuation.season import Season


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """What one model of purchases, and the spend model, say of customers at the end of a day."""

    name: str
    days: PurchaseDays
    model: PurchaseModel
    forecast: Forecast
    position: Ints
    """Of each customer's history in the forecast."""
    spend: Floats
    """Expected of a purchase, after returns, shape `(customers,)`."""
    return_rate: float

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
        return season_of(self.days, self.model, self.spend / (1.0 - self.return_rate))

    def boost(self) -> Boost | None:
        """Return the factors that history adds; None where an earlier day knew too little to learn from."""
        earlier, who = self.days.known(self.days.as_of - WINDOW_DAYS)
        then = view_of(self.name, earlier)
        if then is None:
            return None
        return boosted(earlier, then.point(), self.days, self.point(), who)

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
    buyers = days.buyers()
    histories, position = histories_of(buyers)
    if fit is None:
        candidate = fit_member(name, histories, days.log_gaps)
        fit = candidate.fit if candidate.settled else None
    if fit is None:
        return None
    spend = expected_spend(buyers)
    return View(
        name=name,
        days=days,
        model=fit.model,
        forecast=fit.model.forecast(histories, reach / DAYS_PER_WEEK),
        position=position,
        spend=spend.per_purchase,
        return_rate=spend.return_rate,
    )
