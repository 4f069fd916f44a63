"""What a scenario starts from: the value of customers taken apart into what a reader of the report may change.

Value is linear in money, so that it comes back from its parts to the cent: what comes in each stretch of time,
the share of it that a purchase costs whatever it brings, and when it comes.  What is not linear, how customers
behave under another discount rate, is told by the time at which money comes: chosen so that the sum is right at
the rate of the report, and right without discounting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.worth.equity import YEARS
from clvcli.valuation.basis import Worth
from clvcli.valuation.forecast import FIXED_HORIZONS
from clvcli.valuation.new_customer import value_after_first
from clvcli.valuation.revalued import DAYS_PER_YEAR, Change, value_under

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from clvcli.audit.acquisition.winning import Winning
    from clvcli.valuation.revalued import Forecasted
    from clvcli.valuation.valued import Facts

MIDDLE = 0.5
"""Where in a stretch of time money comes, where nothing tells."""

HALVINGS = 50
"""Of the stretch, until the place is found to the last digit of a float."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of time ahead, in years, and what it adds to a value."""

    start: float
    end: float
    value: float
    """Discounted at the rate of the report."""
    at: float
    """When it comes, as one payment that is discounted like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A value to come, stretch by stretch."""

    stretches: tuple[Stretch, ...]
    cost_share: float
    """Of the value, what each purchase adds whatever it brings: below zero where it costs."""

    @property
    def value(self) -> float:
        """The whole of it."""
        return sum(stretch.value for stretch in self.stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The inputs of the report in one currency, and the values that follow from them."""

    discount_rate: float
    margin: float | None
    """Contribution per net revenue of a future purchase; None where value is net revenue."""
    return_rate: float
    """Share of net sales that comes back."""
    order_value: float
    """Net revenue per kept order."""
    orders: float
    """Expected of each customer over the horizon."""
    repurchase: float | None
    """The 12-month repurchase rate; None where it was not observed."""
    today: Ahead
    """Of today's customers: customer equity."""
    first: float | None = None
    """What first orders leave, on average; None without new customers."""
    later: Ahead | None = None
    """Of a new customer after the first order; None where no model tells."""
    curve: tuple[float, ...] = ()
    """What a new customer has left by the end of each month of age, as observed."""
    cac: float | None = None
    """What winning one costs; None where no spend is known."""
    per_year: int = 0
    """New customers of the last 12 months."""
    years: int = YEARS
    """Of new customers that are counted."""


def scenario(
    values: pl.DataFrame, parts: Sequence[Forecasted], *, won: Winning | None = None, per_year: int = 0
) -> Scenario | None:
    """Return what a scenario of the customers of `parts`, one currency, starts from; None where they bring nothing.

    `values` are the columns of `valuation.schema.VALUES` of the same currency.
    """
    worth, revenue, sales = (_over(parts, each) for each in (_whole, _of_revenue, _sales))
    total = float(values["clv_residual"].drop_nulls().sum())
    orders = float(values["expected_orders"].mean() or 0.0)  # type: ignore[arg-type]  # a column of floats
    if min(worth, revenue, sales, total, orders) <= 0:
        return None
    kept = values.filter(pl.col("orders") > 0)
    later = None if won is None else _later(parts, won)
    rate = parts[0].rate
    contributes = any(part.facts.basis.worth != Worth(rate=1.0) for part in parts)
    return Scenario(
        discount_rate=rate,
        margin=revenue / sales if contributes else None,
        return_rate=_over(parts, _returned) / sales,
        order_value=float(kept.select((pl.col("aov") * pl.col("orders")).sum()).item()) / int(kept["orders"].sum()),
        orders=orders,
        repurchase=parts[0].repurchase,
        today=Ahead(
            stretches=_stretches(_reached(values, parts[0], total), _over(parts, _undiscounted) / worth, rate),
            cost_share=1.0 - revenue / worth,
        ),
        first=None if won is None else won.value.first,
        later=later,
        curve=() if won is None else tuple(won.curve["cumulative"].to_list()),
        cac=won.acquisition.blended.cac if won is not None and won.acquisition.spend_known else None,
        per_year=per_year,
    )


def place_in(stretches: Sequence[tuple[float, float, float]], times: float, rate: float) -> float:
    """Return where in each of `stretches` (start, end, discounted value) its money comes, from 0 to 1.

    So that without discounting at `rate` they come to `times` as much.
    """

    def undiscounted(place: float) -> float:
        """Return what the stretches come to without discounting, each paid at `place` between start and end."""
        grown = (value * (1.0 + rate) ** (start + place * (end - start)) for start, end, value in stretches)
        return float(sum(grown))

    wanted = times * float(sum(value for _, _, value in stretches))
    if rate == 0 or undiscounted(0.0) >= undiscounted(1.0):
        return MIDDLE
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if undiscounted(middle) < wanted else (low, middle)
    return low


def _stretches(reached: Sequence[tuple[float, float]], times: float, rate: float) -> tuple[Stretch, ...]:
    """Return the stretches between ends (in years) by which a value has `reached` so much; see `place_in`."""
    starts = [(0.0, 0.0), *reached[:-1]]
    plain = [(start, end, value - before) for (start, before), (end, value) in zip(starts, reached, strict=True)]
    place = place_in(plain, times, rate)
    return tuple(
        Stretch(start=start, end=end, value=value, at=start + place * (end - start)) for start, end, value in plain
    )


def _reached(values: pl.DataFrame, part: Forecasted, total: float) -> list[tuple[float, float]]:
    """Return the ends of the windows of `values` in years, and what is expected by then, the horizon last."""
    ends = part.facts.prediction.ends
    known = values.filter(pl.col("clv_residual").is_not_null())
    found = {
        days: float(known[name].sum())
        for name, days in ends.items()
        if days < part.facts.prediction.days and known[name].null_count() == 0
    }
    return [(days / DAYS_PER_YEAR, found[days]) for days in sorted(found)] + [
        (part.facts.prediction.days / DAYS_PER_YEAR, total)
    ]


def _later(parts: Sequence[Forecasted], won: Winning) -> Ahead | None:
    """Return what a new customer leaves after the first order, up to the longest of FIXED_HORIZONS."""
    known = {name: value for name, value in won.value.later.items() if value is not None}
    if len(known) < len(FIXED_HORIZONS) or won.value.first is None:
        return None
    rate, last = parts[0].rate, next(reversed(FIXED_HORIZONS))
    reached = [(FIXED_HORIZONS[name].days(parts[0].as_of) / DAYS_PER_YEAR, value) for name, value in known.items()]
    worth, plain, costs = (
        sum(part.customers * (_after(part, change, at).get(last) or 0.0) for part in parts)
        for change, at in ((None, rate), (None, 0.0), (_only_costs, rate))
    )
    if worth <= 0:
        return None
    return Ahead(stretches=_stretches(reached, plain / worth, rate), cost_share=costs / worth)


def _after(part: Forecasted, change: Callable[[Facts], Facts] | None, rate: float) -> Mapping[str, float | None]:
    facts = part.facts if change is None else change(part.facts)
    return value_after_first(facts, rate=rate, as_of=part.as_of)


def _only_costs(facts: Facts) -> Facts:
    worth = Worth(rate=0.0, per_purchase=facts.basis.worth.per_purchase)
    return replace(facts, basis=replace(facts.basis, worth=worth))


def _over(parts: Sequence[Forecasted], measure: Callable[[Forecasted], float]) -> float:
    return sum(map(measure, parts), start=0.0)


def _whole(part: Forecasted) -> float:
    return value_under(part)


def _undiscounted(part: Forecasted) -> float:
    return value_under(part, Change(discount_rate=-part.rate))


def _of_revenue(part: Forecasted) -> float:
    """Return what rises with the money that purchases bring: all but the costs of a purchase."""
    if part.facts.basis.worth.per_purchase == 0:
        return _whole(part)
    return _whole(part) - value_under(part, Change(margin=-part.facts.basis.worth.rate))


def _sales(part: Forecasted) -> float:
    """Return the net revenue that the value comes from, discounted."""
    return _of_revenue(part) / part.facts.basis.worth.rate if part.facts.basis.worth.rate > 0 else 0.0


def _returned(part: Forecasted) -> float:
    spend = part.facts.prediction.spend
    return (0.0 if spend is None else spend.return_rate) * _sales(part)
