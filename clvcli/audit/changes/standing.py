"""Where a shop stands at the end of a day: what was observed until then, to be read beside another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.windows import Window, is_guest
from clvcli.customers.concentration import concentration
from clvcli.customers.months import MONTHS_PER_YEAR, months_after

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit

TOP = 0.2
"""The fifth of customers that everyone compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Figures of known customers as known at the end of `day`; None where the orders do not reach back so far."""

    day: date
    active: int | None
    """With a kept purchase in the 12 months up to `day`."""
    aov: float | None
    """Net sales per valid order of those 12 months, before returns."""
    repurchase_12m: float | None
    """Of those with a kept purchase in the 12 months before these, the share with one in these."""
    share_top20: float | None
    """Of all that customers have brought (`Audit.value`), what the best fifth has; who is below zero has none."""


def standing(audit: Audit) -> Standing:
    """Return where the shop of `audit` stood at the end of its as-of day."""
    year = Window.year_to(audit.as_of)
    before = Window.year_to(months_after(audit.as_of, -MONTHS_PER_YEAR))
    known = audit.orders.filter(~is_guest())
    buyers, earlier = (each.of(known).filter("kept").select("customer_key").unique() for each in (year, before))
    seen, seen_before = (audit.first_date <= each.after + timedelta(days=1) for each in (year, before))
    again = earlier.join(buyers, on="customer_key", how="semi").height
    return Standing(
        day=audit.as_of,
        active=buyers.height if seen else None,
        aov=_order_value(year.of(known)) if seen else None,
        repurchase_12m=again / earlier.height if seen_before and earlier.height else None,
        share_top20=_share_of_top(known, audit.value),
    )


def _order_value(orders: pl.DataFrame) -> float | None:
    sales, valid = float(orders["net_sales"].sum()), int(orders["valid"].sum())
    return sales / valid if valid else None


def _share_of_top(known: pl.DataFrame, value: str) -> float | None:
    brought = known.group_by("customer_key").agg(pl.col(value).sum().cast(pl.Float64))
    if brought.is_empty():
        return None
    top = concentration(brought[value]).top_shares
    share: float | None = top.row(by_predicate=pl.col("top") == TOP, named=True)["share"]
    return share
