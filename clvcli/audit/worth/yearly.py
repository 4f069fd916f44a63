"""What an active customer brings in a year, and who buys again: what formulas take from the orders."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.windows import people, total
from clvcli.customers.months import MONTHS_PER_YEAR, months_after

if TYPE_CHECKING:
    from datetime import date

    from clvcli.audit.audit import Audit

MOST_YEARS_SILENT = 4
"""Recencies of the migration formula, as in Pfeifer and Carraway (2000); who is silent for longer has lapsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """Averages of known customers over the last 12 months; None where the orders do not reach back so far."""

    customers: int
    """Active: with a purchase in the last 12 months."""
    value: float | None
    """What orders of the last 12 months brought (`Audit.value`), per active customer."""
    orders: float | None
    """Valid orders per active customer."""
    aov: float | None
    """Net sales per valid order."""
    margin_rate: float | None
    """Contribution per net sales; None also where no cost is known."""
    repurchase: tuple[float, ...]
    """Share who bought in the last 12 months, of those whose last purchase before lay in the 1st, 2nd ... year
    before them; as many years as were observed and had such customers, up to MOST_YEARS_SILENT."""

    @property
    def retention(self) -> float | None:
        """The 12-month repurchase rate: of the customers of the year before, those who bought again."""
        return self.repurchase[0] if self.repurchase else None


def yearly(audit: Audit) -> Yearly:
    """Return what the known customers of `audit` brought in the last 12 months, and who of them came back."""
    year_ago = months_after(audit.as_of, -MONTHS_PER_YEAR)
    known = audit.orders.filter(pl.col("customer_key").is_not_null())
    recent = known.filter(pl.col("day") > year_ago)
    customers = people(recent.filter("kept"))
    if audit.first_date > year_ago or not customers:
        return Yearly(
            customers=customers, value=None, orders=None, aov=None, margin_rate=None, repurchase=_repurchase(audit)
        )
    valid = int(recent.total(pl.col("valid").sum()).item())
    net_sales, value = (float(total(recent, name)) for name in ("net_sales", audit.value))
    return Yearly(
        customers=customers,
        value=value / customers,
        orders=valid / customers,
        aov=net_sales / valid,
        margin_rate=value / net_sales if audit.level != "none" and net_sales > 0 else None,
        repurchase=_repurchase(audit),
    )


def _repurchase(audit: Audit) -> tuple[float, ...]:
    """Return the shares for the years that were observed whole; the first year without customers ends them."""
    starts = [months_after(audit.as_of, -MONTHS_PER_YEAR * (years + 1)) for years in range(MOST_YEARS_SILENT + 1)]
    day = pl.col("day")
    told = {"last_before": day.filter(day <= starts[0]).max(), "again": (day > starts[0]).any()}
    kept = audit.orders.filter(pl.col("kept") & pl.col("customer_key").is_not_null())
    each = kept.map(lambda part: part.group_by("customer_key").agg(**told).select([*told])).collect()
    shares: list[float] = []
    for end, start in pairwise(starts):
        share = _share_again(each, start, end) if audit.first_date <= start else None
        if share is None:
            break
        shares.append(share)
    return tuple(shares)


def _share_again(buyers: pl.DataFrame, after: date, until: date) -> float | None:
    """Return who bought again, of those whose last purchase lay after `after` and not after `until`."""
    of_year = (pl.col("last_before") > after) & (pl.col("last_before") <= until)
    share: float | None = buyers.filter(of_year).select(pl.col("again").mean()).item()
    return share
