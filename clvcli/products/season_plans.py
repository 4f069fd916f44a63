"""The plans for the seasons to come, from the forecast of today's customers, and how near the last one came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.config import RETURN_WINDOW_DAYS, SPRING_SUMMER
from clvcli.in_parts import InParts
from clvcli.orders.currency import in_currency
from clvcli.products.demand import demand
from clvcli.products.kept_lines import goods_lines
from clvcli.products.plan_backtest import PlanBacktest, plan_backtest
from clvcli.products.planning import SeasonPlan, season_plan
from clvcli.products.seasons import Months, Season, seasons_after
from clvcli.valuation.ahead import purchases_ahead

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from clvcli.config import Model
    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.customers.summary import Customers
    from clvcli.products.demand import Demand
    from clvcli.valuation.valued import Facts

SEASONS_AHEAD = 2
"""One of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Planning:
    """What the customers of one currency are expected to buy in the seasons to come."""

    currency: str | None
    plans: tuple[SeasonPlan, ...]
    """The next whole seasons, of those whose kind has been seen whole, as far as the forecast looks."""
    backtest: PlanBacktest | None
    named: frozenset[str]
    """Which of `category` and `size` the goods name."""


def plannings(
    lines: pl.LazyFrame | InParts,
    customers: Customers,
    facts: Sequence[Facts],
    *,
    by: Sequence[str] = (),
    model: Model | None = "auto",
    in_files: CustomersInParts | None = None,
    spring_summer: Months = SPRING_SUMMER,
    return_window: int = RETURN_WINDOW_DAYS,
) -> dict[str | None, Planning]:
    """Return the planning of each currency of `customers`, who were summarised from canonical `lines`.

    `facts` are those of their values, grouped `by`; `model` is what a backtest chooses by, None makes none.
    `in_files` are the same customers where they, and their lines, lie in files: in one currency they stay there.
    """
    as_of = customers.as_of
    seasons = seasons_after(as_of, SEASONS_AHEAD, spring_summer)
    expected = purchases_ahead(customers, facts, by, {each.name: (each.first, each.last) for each in seasons})
    found = {}
    for shop in customers.shop:
        own = InParts.of(lines).filter(in_currency(shop.currency))
        goods = own.map(lambda part: goods_lines(part, as_of))
        now = demand(goods, as_of, spring_summer=spring_summer, return_window=return_window)
        files = in_files.lines if in_files is not None and len(customers.shop) == 1 else None
        missed = max((fact.prediction.plan.missed for fact in facts if fact.currency == shop.currency), default=0.0)
        found[shop.currency] = Planning(
            currency=shop.currency,
            plans=_plans(now, seasons, expected.filter(in_currency(shop.currency)), missed),
            backtest=plan_backtest(
                own, now, model=model, files=files, currency=shop.currency, return_window=return_window
            )
            if model
            else None,
            named=frozenset(name for name in ("category", "size") if now.units[name].count()),
        )
    return found


def _plans(now: Demand, seasons: Sequence[Season], expected: pl.DataFrame, missed: float) -> tuple[SeasonPlan, ...]:
    seen = {season.kind for season in now.whole_seasons}
    return tuple(
        season_plan(now, expected.select("customer_key", purchases=season.name), season, missed=missed)
        for season in seasons
        if season.kind in seen and expected[season.name].count()
    )
