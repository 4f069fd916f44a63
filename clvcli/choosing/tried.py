"""What models would have said before each trial: every model fitted once to what was known at every cut."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from clvcli.choosing.trials import off
from clvcli.valuation.boost import LEAST_CUSTOMERS, LESSONS
from clvcli.valuation.cohort_forecast import curve_flow
from clvcli.valuation.plan import COHORT_CURVE
from clvcli.valuation.season import A_YEAR
from clvcli.valuation.view import view_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.choosing.trials import Trial, Trials
    from clvcli.models.histories import Floats
    from clvcli.valuation.boost import Boost, BoostOfParts, Lesson
    from clvcli.valuation.flows import Flow
    from clvcli.valuation.purchase_days import PurchaseDays
    from clvcli.valuation.season import Season
    from clvcli.valuation.view import View

DAYS_BEFORE_A_SEASON = A_YEAR + 31
"""Before a trial of the season: a year to see it in, and the month in which customers are first seen."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Tried:
    """A trial with what a model said before it."""

    trial: Trial
    view: View
    earlier: Sequence[Trial]
    """The windows before it, the last first: what could be learnt from then."""

    @cached_property
    def season(self) -> Season | None:
        """The season that was known."""
        return self.view.season() if self.view.days.span >= DAYS_BEFORE_A_SEASON else None

    @cached_property
    def boost(self) -> Boost | None:
        """The factors that could be learnt; None where there was too little to learn from."""
        found = boost_from(self.earlier, self.view)
        return None if found is None else found.of_part(0)

    def off(self, *, boost: Boost | None = None) -> tuple[float, float]:
        """Return the deviance of purchases and of revenue."""
        return off(self.view.flow(self.trial.days, boost=boost), self.trial)


class Now(Protocol):
    """What a model says of some customers at the end of a day, as far as corrections are made from it."""

    @property
    def customers(self) -> int:
        """Return how many there are."""

    def season(self) -> Season | None:
        """Return the season known at that day; None with less than a year of purchases."""

    def boost(self, lessons: Sequence[Lesson]) -> BoostOfParts:
        """Return the factors that `lessons` of earlier days add to what it says of these customers."""

    def lesson(self, earlier: PurchaseDays, purchases: Floats, revenue: Floats) -> Lesson:
        """Return what can be learnt from what customers did after the last day of `earlier`."""


def boost_from(windows: Sequence[Trial], view: Now) -> BoostOfParts | None:
    """Return what the last of `windows` teach of the customers of `view`; None where these are few."""
    if view.customers < LEAST_CUSTOMERS or not windows:
        return None
    return view.boost([view.lesson(last.before, last.purchases, last.revenue) for last in windows[:LESSONS]])


@dataclass(frozen=True, kw_only=True, eq=False)
class Stand:
    """The trials, and what each model said before each, worked out when it is first asked for."""

    trials: Trials
    _views: dict[tuple[str, int, int], View | None] = field(default_factory=dict)

    def view(self, name: str, trial: Trial) -> View | None:
        """Return the model `name` as it was before `trial`; None where it could not be fitted."""
        key = name, trial.before.as_of, trial.days
        if key not in self._views:
            self._views[key] = view_of(name, trial.before, reach=trial.days)
        return self._views[key]

    def flow(self, name: str, trial: Trial) -> Flow | None:
        """Return what the model `name`, or the cohort curve, expected of a trial; None where it says nothing."""
        if name == COHORT_CURVE:
            return curve_flow(trial.before, trial.days)
        view = self.view(name, trial)
        return None if view is None else view.flow(trial.days)

    def quarters(self, name: str) -> list[Tried]:
        """Return the quarters before which the model `name` could be fitted, the last first."""
        windows = self.trials.quarters
        return [
            Tried(trial=trial, view=view, earlier=windows[at + 1 :])
            for at, trial in enumerate(windows[: self.trials.number])
            if (view := self.view(name, trial)) is not None
        ]
