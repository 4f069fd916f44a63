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
    from clvcli.in_parts import InParts

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
    buyers, earlier = (each.of(known).filter("kept").map(_people) for each in (year, before))
    seen, seen_before = (audit.first_date <= each.after + timedelta(days=1) for each in (year, before))
    again = _count(earlier.beside(buyers, lambda old, new: old.join(new, on="customer_key", how="semi")))
    customers = _count(earlier)
    return Standing(
        day=audit.as_of,
        active=_count(buyers) if seen else None,
        aov=_order_value(year.of(known)) if seen else None,
        repurchase_12m=again / customers if seen_before and customers else None,
        share_top20=_share_of_top(known, audit.value),
    )


def _people(orders: pl.LazyFrame) -> pl.LazyFrame:
    return orders.select("customer_key").unique()


def _count(rows: InParts) -> int:
    return int(rows.total(pl.len()).item())


def _order_value(orders: InParts) -> float | None:
    sales, valid = orders.total(pl.col("net_sales").sum(), pl.col("valid").sum()).row(0)
    return float(sales) / valid if valid else None


def _share_of_top(known: InParts, value: str) -> float | None:
    each = pl.col(value).sum().cast(pl.Float64)
    brought = known.map(lambda part: part.group_by("customer_key").agg(each).select(value)).collect()
    if brought.is_empty():
        return None
    top = concentration(brought[value]).top_shares
    share: float | None = top.row(by_predicate=pl.col("top") == TOP, named=True)["share"]
    return share
