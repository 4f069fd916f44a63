"""The plans for the seasons to come, from the forecast of today's customers, and how near the last one came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.config import RETURN_WINDOW_DAYS, SPRING_SUMMER
from clvcli.customers.in_parts import CustomersInParts
from clvcli.customers.summary import Customers
from clvcli.in_parts import InParts
from clvcli.orders.currency import in_currency
from clvcli.products.demand import demand
from clvcli.products.kept_lines import goods_lines
from clvcli.products.plan_backtest import PlanBacktest, plan_backtest
from clvcli.products.planning import SeasonPlan, season_plan
from clvcli.products.seasons import Months, Season, seasons_after
from clvcli.valuation.ahead import purchases_ahead, purchases_in
from clvcli.valuation.in_parts import ValuationInParts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.config import Model
    from clvcli.products.demand import Demand
    from clvcli.valuation.ahead import Span
    from clvcli.valuation.valued import Valuation

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
    customers: Customers | CustomersInParts,
    valuation: Valuation | ValuationInParts,
    *,
    by: Sequence[str] = (),
    model: Model | None = "auto",
    spring_summer: Months = SPRING_SUMMER,
    return_window: int = RETURN_WINDOW_DAYS,
) -> dict[str | None, Planning]:
    """Return the planning of each currency of `customers`, who were summarised from canonical `lines`.

    `valuation` is theirs, grouped `by`; `model` is what a backtest chooses by, None makes none.  Customers who lie
    in files, with their lines in as many, stay there in one currency.
    """
    as_of, facts = customers.as_of, valuation.facts
    seasons = seasons_after(as_of, SEASONS_AHEAD, spring_summer)
    spans = {each.name: (each.first, each.last) for each in seasons}
    files = customers.lines if isinstance(customers, CustomersInParts) and len(customers.shop) == 1 else None
    found = {}
    for shop in customers.shop:
        own = InParts.of(lines).filter(in_currency(shop.currency))
        expected = _expected(customers, valuation, by, spans, shop.currency)
        if files is None:
            own, expected = own.as_one(), None if expected is None else expected.as_one()
        goods = own.map(lambda part: goods_lines(part, as_of))
        now = demand(goods, as_of, spring_summer=spring_summer, return_window=return_window)
        missed = max((fact.prediction.plan.missed for fact in facts if fact.currency == shop.currency), default=0.0)
        found[shop.currency] = Planning(
            currency=shop.currency,
            plans=() if expected is None else _plans(now, seasons, expected, missed),
            backtest=plan_backtest(
                own, now, model=model, files=files, currency=shop.currency, return_window=return_window
            )
            if model
            else None,
            named=frozenset(name for name in ("category", "size") if now.units[name].count()),
        )
    return found


def _expected(
    customers: Customers | CustomersInParts,
    valuation: Valuation | ValuationInParts,
    by: Sequence[str],
    spans: Mapping[str, Span],
    currency: str | None,
) -> InParts | None:
    """Return the purchases expected of each customer of a currency in `spans`; None where nobody has a forecast."""
    if isinstance(valuation, ValuationInParts):
        plans = {base.currency: (base, fact.prediction.plan) for base, fact in valuation.by_currency}
        return purchases_in(*plans[currency], spans) if currency in plans else None
    assert isinstance(customers, Customers)  # noqa: S101  who is valued in memory is summed up there
    return InParts.of(purchases_ahead(customers, valuation.facts, by, spans).filter(in_currency(currency)))


def _plans(now: Demand, seasons: Sequence[Season], expected: InParts, missed: float) -> tuple[SeasonPlan, ...]:
    seen = {season.kind for season in now.whole_seasons}
    known = expected.total(*(pl.col(season.name).count() for season in seasons)).row(0, named=True)

    def of(season: Season) -> InParts:
        """Return the purchases expected in a season."""
        return expected.map(lambda part: part.select("customer_key", purchases=season.name))

    return tuple(
        season_plan(now, of(season), season, missed=missed)
        for season in seasons
        if season.kind in seen and known[season.name]
    )
