"""A plan for the last whole season, made on its eve, held against what customers then bought and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from clvcli.choosing.choice import choose
from clvcli.choosing.in_parts import plan_in_parts
from clvcli.config import RETURN_WINDOW_DAYS, Model
from clvcli.customers.calendar import customer_days
from clvcli.customers.in_parts import summarise_in_parts
from clvcli.customers.known import known_at
from clvcli.customers.months import month_number
from clvcli.customers.schema import MONEY_COLUMNS
from clvcli.customers.summary import summarise
from clvcli.errors import ModelNotUsableError
from clvcli.in_parts import InParts
from clvcli.products.demand import CELL, bought_in, demand
from clvcli.products.kept_lines import goods_lines
from clvcli.products.planning import LAST, season_plan
from clvcli.products.seasons import Season, last_season
from clvcli.scratch import remove_folder, scratch_folder
from clvcli.valuation.ahead import purchases_in
from clvcli.valuation.base import AtOnce, Base

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clvcli.products.demand import Demand
    from clvcli.products.planning import SeasonPlan
    from clvcli.valuation.base import Based
    from clvcli.valuation.plan import Plan

EVERYBODY = ("known", "new", "guest")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanBacktest:
    """How near a plan came."""

    plan: SeasonPlan
    """As it was made at the end of the day before its season began."""
    cells: pl.DataFrame
    """`category`, `size`, `units`, `low`, `high`, `naive` (units kept a year earlier by those who had bought before
    it) and `actual` units that today's customers then kept; also of cells that were not planned."""
    scores: pl.DataFrame
    """`whose` units ("known", or "all" with new customers and guests, of whom the plan repeats the season before),
    `actual`, `planned`, `naive`, their `ratio` and `naive_ratio` to actual, `error` and `naive_error` (absolute
    differences by category and size, over actual), and `inside`, the share of cells in their interval (known)."""

    @property
    def season(self) -> Season:
        """The season that was planned."""
        return self.plan.season

    @property
    def cut(self) -> date:
        """The last day that was known."""
        return self.season.first - timedelta(days=1)


def plan_backtest(
    lines: pl.LazyFrame | InParts,
    now: Demand,
    *,
    model: Model = "auto",
    files: Sequence[Path] | None = None,
    currency: str | None = None,
    return_window: int = RETURN_WINDOW_DAYS,
) -> PlanBacktest | None:
    """Return how near a plan made on the eve of the last whole season came; None where there would have been none.

    `lines` are canonical, of one `currency`, and `now` their `demand`; `files`, where all of them lie in some, each
    customer's in one.  What was returned or bought later was not
    known on that eve, and the forecast chooses again.  The naive rule repeats the season a year earlier.
    """
    season = last_season(now.as_of, now.spring_summer)
    if season.before not in now.whole_seasons:
        return None
    cut = season.first - timedelta(days=1)
    at = At(cut=cut, season=season, model=model, return_window=return_window)
    lines = InParts.of(lines)
    expected = _expected(lines.lazy(), at) if files is None else _expected_in_parts(files, currency, at)
    if expected is None:
        return None
    goods = lines.map(lambda part: goods_lines(part, cut))
    then = demand(goods, cut, spring_summer=now.spring_summer, return_window=return_window)
    purchases, missed = expected
    plan = season_plan(then, purchases, season, missed=missed)
    known = _beside(plan, now, ["known"], ["units"], ["known_last"])
    everybody = _beside(plan, now, EVERYBODY, ["units", "new_last"], list(LAST))
    inside = known.select(pl.col("actual").is_between("low", "high").mean()).item()
    scores = [_scored(known, "known", inside), _scored(everybody, "all", None)]
    cells = known.select(*CELL, "units", "low", "high", "naive", "actual")
    return PlanBacktest(plan=plan, cells=cells, scores=pl.concat(scores))


class At(NamedTuple):
    """What was to be forecast, and when."""

    cut: date
    season: Season
    model: Model
    return_window: int


def _expected(lines: pl.LazyFrame, at: At) -> tuple[InParts, float] | None:
    """Return the purchases that were expected at the end of the cut, and by what share a model misses totals."""
    known = known_at(lines, at.cut)
    customers = summarise(known, as_of=at.cut)
    money = [pl.col(name).cast(pl.Float64) for name in MONEY_COLUMNS]
    buyers = customers.frame.filter(pl.col("repeat_purchases").is_not_null()).with_columns(money)
    if buyers.is_empty():
        return None
    days = customer_days(known)
    try:
        plan = choose(
            buyers, at.model, customers.span_days, days=days, as_of=at.cut, return_window=at.return_window
        )
    except ModelNotUsableError:
        return None
    return _by_plan(AtOnce(customers=customers, buyers=buyers), plan, at)


def _expected_in_parts(files: Sequence[Path], currency: str | None, at: At) -> tuple[InParts, float] | None:
    """Return the same of the lines of a currency in `files`, each customer in one; raises WriteError."""
    folder = scratch_folder()
    customers = summarise_in_parts(files, as_of=at.cut, folder=folder)
    base = Base(customers=customers, currency=currency, folder=folder)
    if not base.histories.n_customers:
        return None
    try:
        plan = plan_in_parts(base, at.model, return_window=at.return_window)
    except ModelNotUsableError:
        return None
    found = _by_plan(base, plan, at)
    remove_folder(folder)
    return found


def _by_plan(base: Based, plan: Plan, at: At) -> tuple[InParts, float] | None:
    name = "purchases"
    found = purchases_in(base, plan, {name: (at.season.first, at.season.last)})
    return None if found is None else (found.map(lambda part: part.select("customer_key", name)), plan.missed)


def _beside(
    plan: SeasonPlan, now: Demand, who: Sequence[str], planned: Sequence[str], naive: Sequence[str]
) -> pl.DataFrame:
    """Return the cells of a plan with what customers of `who` bought: `planned`, `naive` and `actual`."""
    actual = bought_in(now, month_number(plan.season.first), who).rename({"kept": "actual"})
    both = plan.cells.join(actual, on=list(CELL), how="full", coalesce=True, nulls_equal=True)
    numbers = ["units", "low", "high", *LAST, "actual"]
    full = both.with_columns(pl.col(numbers).fill_null(0.0)).sort(CELL, nulls_last=True)
    return full.with_columns(planned=pl.sum_horizontal(planned), naive=pl.sum_horizontal(naive))


def _scored(cells: pl.DataFrame, whose: str, inside: float | None) -> pl.DataFrame:
    """Return one row of `PlanBacktest.scores`; shares of nothing are null."""
    actual, planned, naive = (pl.col(name) for name in ("actual", "planned", "naive"))
    over = {
        "ratio": planned.sum(),
        "naive_ratio": naive.sum(),
        "error": (planned - actual).abs().sum(),
        "naive_error": (naive - actual).abs().sum(),
    }
    return cells.select(
        pl.lit(whose).alias("whose"),
        actual.sum(),
        planned.sum(),
        naive.sum(),
        *(pl.when(actual.sum() > 0).then(part / actual.sum()).alias(name) for name, part in over.items()),
        pl.lit(inside, pl.Float64).alias("inside"),
    )
