"""Purchases expected of each customer in spans of days ahead, such as the seasons of a shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.models.histories import DAYS_PER_WEEK, Floats
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.flows import expected_flows
from clvcli.valuation.groups import by_currency, groups_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from clvcli.customers.summary import Customers
    from clvcli.valuation.plan import Plan
    from clvcli.valuation.valued import Facts

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
        expected = purchases_in(buyers, fact.prediction.plan, list(spans.values()), customers.as_of)
        if buyers.height and any(each is not None for each in expected):
            columns = {name: _column(each) for name, each in zip(spans, expected, strict=True)}
            rows = buyers.select("customer_key", "currency", **columns)
            found.append(rows.join(group.members, on="customer_key", how="semi", maintain_order="left"))
    return pl.concat(found)


def purchases_in(buyers: pl.DataFrame, plan: Plan, spans: Sequence[Span], as_of: date) -> list[Floats | None]:
    """Return the purchases `plan` expects of each of `buyers` in each of `spans`, shape `(buyers,)`.

    None for a span that ends further ahead than the plan looks, and for all where nothing predicts.
    """
    ends = [((first - as_of).days - 1, (last - as_of).days) for first, last in spans]
    longest = plan.longest if plan.longest is not None else max((last for _, last in ends), default=0)
    seen = sorted({day for ends_of in ends for day in ends_of if 0 < day <= longest})
    until = _purchases_until(buyers, plan, seen, as_of) if seen else None
    if until is None:
        return [None] * len(ends)
    until = {0: np.zeros(buyers.height), **until}
    return [until[last] - until[first] if last in until else None for first, last in ends]


def _purchases_until(buyers: pl.DataFrame, plan: Plan, days: list[int], as_of: date) -> dict[int, Floats] | None:
    """Return the purchases expected of each buyer until each of `days` ahead."""
    if plan.curve is not None:
        windows = {day: plan.curve.window(day) for day in days}
        return {day: window.expected[window.cell] for day, window in windows.items()}
    if plan.purchases is None:
        return None
    histories, position = histories_of_buyers(buyers)
    forecast = plan.purchases.model.forecast(histories, max(days) / DAYS_PER_WEEK)
    flows = expected_flows(forecast, position, np.ones(buyers.height), days, 0.0, plan, as_of)
    return {day: flow.purchases for day, flow in flows.items()}


def _column(expected: Floats | None) -> pl.Series | pl.Expr:
    return pl.lit(None, pl.Float64) if expected is None else pl.Series(expected)


def _nobody(spans: Mapping[str, Span]) -> pl.DataFrame:
    return pl.DataFrame(
        schema={"customer_key": pl.String, "currency": pl.String, **dict.fromkeys(spans, pl.Float64)}
    )
