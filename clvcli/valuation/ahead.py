"""Purchases expected of each customer in spans of days ahead, such as the seasons of a shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.in_parts import InParts
from clvcli.models.histories import DAYS_PER_WEEK, Floats
from clvcli.valuation.base import AtOnce, Base
from clvcli.valuation.crowds import crowd_of
from clvcli.valuation.flows import expected_ahead
from clvcli.valuation.groups import by_currency, groups_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from clvcli.customers.summary import Customers
    from clvcli.valuation.base import Based
    from clvcli.valuation.plan import Plan
    from clvcli.valuation.valued import Facts

    Until = Callable[[int, pl.DataFrame], Mapping[int, Floats]]
    """From the number of a part and its buyers to the purchases expected of each until some days ahead."""

Span = tuple["date", "date"]
"""First and last day, both after the as-of day."""


def purchases_ahead(
    customers: Customers, facts: Sequence[Facts], by: Sequence[str], spans: Mapping[str, Span]
) -> pl.DataFrame:
    """Return one row per customer with a purchase and a forecast: `customer_key`, `currency`, and each of `spans`.

    A column named after a span holds the purchases expected in it, as the forecast behind `facts` has them; null
    where that does not look so far.  `facts` are those of `value_customers`, in its order, and `by` what it was
    grouped by.
    """
    groups = [group for part in by_currency(customers.frame) for group in groups_of(part, by, customers)]
    found = [_nobody(spans)]
    for group, fact in zip(groups, facts, strict=True):
        buyers = group.learnt_from.filter(pl.col("repeat_purchases").is_not_null())
        expected = purchases_in(AtOnce(customers=customers, buyers=buyers), fact.prediction.plan, spans)
        if expected is not None:
            rows = expected.collect()
            found.append(rows.join(group.members, on="customer_key", how="semi", maintain_order="left"))
    return pl.concat(found)


def purchases_in(base: Based, plan: Plan, spans: Mapping[str, Span]) -> InParts | None:
    """Return the purchases `plan` expects of each buyer of `base` in each of `spans`, as `purchases_ahead`.

    None where nobody has a forecast that looks so far; in the parts of `base`.  Raises WriteError.
    """
    as_of = base.customers.as_of
    ends = {name: ((first - as_of).days - 1, (last - as_of).days) for name, (first, last) in spans.items()}
    longest = plan.longest if plan.longest is not None else max((last for _, last in ends.values()), default=0)
    seen = sorted({day for ends_of in ends.values() for day in ends_of if 0 < day <= longest})
    until = _purchases_until(base, plan, seen) if seen and base.histories.n_customers else None
    if until is None or not any(last <= longest for _, last in ends.values()):
        return None

    def told(number: int, buyers: pl.DataFrame) -> pl.DataFrame:
        """Return the columns of the buyers of a part."""
        reached = {0: np.zeros(buyers.height), **until(number, buyers)}
        columns = {
            name: pl.Series(reached[last] - reached[first]) if last in reached else pl.lit(None, pl.Float64)
            for name, (first, last) in ends.items()
        }
        return buyers.select("customer_key", "currency", **columns)

    parts = (told(number, buyers) for number, buyers in enumerate(base.parts()))
    return InParts.laid(parts, on_disk=isinstance(base, Base))


def _purchases_until(base: Based, plan: Plan, days: Sequence[int]) -> Until | None:
    """Return what tells the purchases expected until each of `days` ahead; None without a forecast."""
    if plan.curve is not None:
        windows = {day: plan.curve.window(day) for day in days}
        return lambda _, __: {day: window.expected[window.cell] for day, window in windows.items()}
    if plan.purchases is None:
        return None
    forecast = plan.purchases.model.forecast(base.histories, max(days) / DAYS_PER_WEEK)
    crowd = crowd_of(base, plan, _one)
    ahead = expected_ahead(forecast, days, 0.0, plan, base.customers.as_of, crowd, base.keep)

    def until(number: int, buyers: pl.DataFrame) -> Mapping[int, Floats]:
        """Look up what is expected of those with the histories of these buyers."""
        position, boost = base.position(buyers), plan.boost_of(number)
        return {day: table.of(position, _one(buyers), boost).purchases for day, table in ahead.items()}

    return until


def _one(buyers: pl.DataFrame) -> Floats:
    """Return a purchase that brings one, where only purchases are asked for."""
    return np.ones(buyers.height)


def _nobody(spans: Mapping[str, Span]) -> pl.DataFrame:
    return pl.DataFrame(
        schema={"customer_key": pl.String, "currency": pl.String, **dict.fromkeys(spans, pl.Float64)}
    )
