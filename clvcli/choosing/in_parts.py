"""The planner for customers in files: the same choices, from what is added up over the files and a draw."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.choosing.choice import chosen, needs_days
from clvcli.choosing.trials import MOST_CUSTOMERS, SEED
from clvcli.config import RETURN_WINDOW_DAYS
from clvcli.customers.calendar import customer_days
from clvcli.models.histories import DAYS_PER_WEEK
from clvcli.orders.currency import in_currency
from clvcli.scratch import writing
from clvcli.valuation.boost import WINDOW_DAYS, Boost, Point, Told, learnt, scaled
from clvcli.valuation.flows import corrected_ahead
from clvcli.valuation.plan import plan_by
from clvcli.valuation.purchase_days import PurchaseDays
from clvcli.valuation.returns import CameBack, trend_of
from clvcli.valuation.season import A_YEAR, Season, Tally, season_by
from clvcli.valuation.spend import learn
from clvcli.valuation.view import lesson_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from clvcli.choosing.tried import Now
    from clvcli.config import Model
    from clvcli.models.family import PurchaseModel
    from clvcli.models.fitting import Fit
    from clvcli.models.forecasting import Forecast
    from clvcli.models.histories import Floats, Histories
    from clvcli.valuation.base import Base
    from clvcli.valuation.boost import Lesson
    from clvcli.valuation.plan import Plan
    from clvcli.valuation.spend import SpendModel


def _held(days: int) -> None:
    """Let any number of days be held in memory."""


def plan_in_parts(
    base: Base, model: Model, *, return_window: int = RETURN_WINDOW_DAYS, hold: Callable[[int], None] = _held
) -> Plan:
    """Return the plan for the buyers of `base` that `choice.planner_of` makes of the same customers at once.

    `hold` hears how many days of purchases are about to be held in memory, where a cohort curve needs all, and may
    raise.  Raises ModelNotUsableError as `planner_of` does.
    """
    span_days = base.customers.span_days
    if not needs_days(model, sales=base.spent.sales, revenue=base.spent.revenue):
        return plan_by(base.histories, model, span_days)
    return chosen(BoughtInParts(base=base, return_window=return_window, hold=hold), model, span_days)


@dataclass(frozen=True, kw_only=True, eq=False)
class BoughtInParts:
    """Purchases that lie in files: a `choice.Bought`."""

    base: Base
    return_window: int
    hold: Callable[[int], None] = _held
    """See `plan_in_parts`."""

    @property
    def histories(self) -> Histories:
        """Their distinct histories."""
        return self.base.histories

    @property
    def log_gaps(self) -> float:
        """See `PurchaseDays.log_gaps`."""
        return self._added_up.log_gaps

    @property
    def first(self) -> int:
        """The day of the first purchase of all."""
        return self._added_up.first

    def drawn(self) -> PurchaseDays:
        """Return the purchases of those that trials are made with."""
        keys = self.base.drawn(MOST_CUSTOMERS, SEED)["customer_key"]
        wanted = pl.DataFrame({"customer_key": keys}).lazy()
        days = [days.join(wanted, on="customer_key", how="semi").collect() for days in self.files()]
        return PurchaseDays.of(pl.concat(days), keys, self.base.customers.as_of, self.return_window)

    def came_back(self) -> CameBack:
        """Return what came back."""
        return self._added_up.back

    def now(self, name: str, fit: Fit[PurchaseModel]) -> Now:
        """Return what a fitted model says of them."""
        return NowInParts(name=name, bought=self, fit=fit)

    @property
    def days(self) -> PurchaseDays:
        """The purchases of all, in memory: what a cohort curve is drawn from."""
        rows = pl.concat([*self.files()])
        self.hold(rows.select(pl.len()).collect().item())
        keys = pl.concat([buyers.select("customer_key") for buyers in self.base.parts()]).to_series().sort()
        days = rows.collect()
        return PurchaseDays.of(days, keys, self.base.customers.as_of, self.return_window)

    def parts(self) -> Iterator[tuple[int, pl.DataFrame, PurchaseDays]]:
        """Yield the number of each part that has any buyers, the buyers, and their purchases."""
        as_of = self.base.customers.as_of
        for number, (buyers, days) in enumerate(zip(self.base.parts(), self.files(), strict=True)):
            if buyers.height:
                keys = buyers["customer_key"]
                yield number, buyers, PurchaseDays.of(days.collect(), keys, as_of, self.return_window)

    @cached_property
    def _added_up(self) -> _AddedUp:
        return reduce(_AddedUp.and_, (_AddedUp.of(days) for _, _, days in self.parts()))

    def files(self) -> Iterator[pl.LazyFrame]:
        """Yield the rows of `customer_days` of each part, which are made once."""
        for number in range(len(self.base.customers.lines)):
            path = self.base.folder / f"days-{number:05}.parquet"
            if not path.exists():
                lines = self.base.customers.known_lines(number).filter(in_currency(self.base.currency))
                days = customer_days(lines)
                with writing():
                    days.write_parquet(path, compression="lz4")
            yield pl.scan_parquet(path, glob=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AddedUp:
    """What is asked of all purchases together."""

    log_gaps: float
    first: int
    back: CameBack

    @classmethod
    def of(cls, days: PurchaseDays) -> _AddedUp:
        """Return it of some."""
        return cls(log_gaps=days.log_gaps, first=int(days.day.min()), back=CameBack.of(days))

    def and_(self, other: _AddedUp) -> _AddedUp:
        """Return it of these and others."""
        return _AddedUp(
            log_gaps=self.log_gaps + other.log_gaps,
            first=min(self.first, other.first),
            back=self.back.and_(other.back),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class NowInParts:
    """What a fitted model says today of customers who lie in files: a `tried.Now`."""

    name: str
    bought: BoughtInParts
    fit: Fit[PurchaseModel]

    @property
    def customers(self) -> int:
        """How many there are."""
        return self.bought.histories.n_customers

    @cached_property
    def amounts(self) -> SpendModel:
        """What they tell of spend."""
        return learn(self.bought.base.spent, None, trend_of(self.bought.came_back())[0]).model

    @cached_property
    def forecast(self) -> Forecast:
        """What the model expects by history."""
        return self.fit.model.forecast(self.bought.histories, WINDOW_DAYS / DAYS_PER_WEEK)

    @cached_property
    def _next_window(self) -> Floats:
        as_of = self.bought.base.customers.as_of
        ahead = corrected_ahead(self.forecast, [WINDOW_DAYS], 0.0, as_of=as_of, season=None, moved=None)
        found: Floats = ahead[WINDOW_DAYS].purchases[0]
        return found

    def season(self) -> Season | None:
        """Return the season known today; None with less than a year of purchases."""
        first = self.bought.first
        tallies = (
            Tally.of(days, self.amounts.sales(days.number, days.total(days.sales) / days.number), first)
            for _, _, days in self.bought.parts()
        )
        together = reduce(Tally.and_, tallies)
        return season_by(together, self.fit.model, first) if together.bought.size > A_YEAR else None

    def lesson(self, earlier: PurchaseDays, purchases: Floats, revenue: Floats) -> Lesson:
        """Return what can be learnt from what customers did after the last day of `earlier`."""
        return lesson_of(self.name, self.fit, self.amounts, earlier, purchases, revenue)

    def boost(self, lessons: Sequence[Lesson]) -> BoostOnDisk:
        """Return the factors that `lessons` add, laid down file by file."""
        trees, told, folder = learnt(lessons), [], self.bought.base.folder
        for number, buyers, days in self.bought.parts():
            now = self._point(buyers, days)
            ratio = trees.ratios(days, now)
            told.append(Told.of(ratio, now))
            with writing():
                np.save(_ratios_of(folder, number), np.stack([ratio.orders, ratio.revenue]))
        return BoostOnDisk(folder=folder, told=Told(*map(sum, zip(*told, strict=True))))

    def _point(self, buyers: pl.DataFrame, days: PurchaseDays) -> Point:
        at = self.bought.base.position(buyers)
        number = days.number
        return Point(
            p_alive=self.forecast.p_alive[at],
            orders=self._next_window[at],
            spend=self.amounts.per_purchase(number, days.total(days.sales) / number),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BoostOnDisk:
    """The factors of customers who lie in files, laid down beside them: a `boost.BoostOfParts`."""

    folder: Path
    told: Told
    """Of all of them."""

    def of_part(self, number: int) -> Boost:
        """Return the factors of the buyers of a part."""
        path = _ratios_of(self.folder, number)
        orders, revenue = np.load(path) if path.exists() else np.ones((2, 0))
        return scaled(Boost(orders=orders, revenue=revenue), self.told)


def _ratios_of(folder: Path, number: int) -> Path:
    """Return the file of the factors of a part, at full strength and unscaled."""
    return folder / f"boost-{number:05}.npy"
