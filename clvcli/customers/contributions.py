"""What the orders of each customer have left, and by it what a future purchase leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from clvcli.contribution.schema import GOODS_STEPS, REVENUE_STEPS, STEPS
from clvcli.customers.in_parts import CustomersInParts
from clvcli.customers.summary import Customers
from clvcli.in_parts import InParts
from clvcli.orders.schema import MONEY
from clvcli.scratch import scratch_folder, writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from clvcli.contribution.orders import Level, OrderTable

People = TypeVar("People", Customers, CustomersInParts)
"""The customer table in memory or in files."""

CONTRIBUTION = "contribution"
"""Column that `with_contributions` adds to the customer table: what a customer's orders have left."""

SPENT = "customer_cost"
"""Column that says what was spent on a customer; there only where somebody says so."""

LADDER = tuple(name for name in STEPS if name not in REVENUE_STEPS)
"""The steps from net revenue to contribution, added beside it; null where the ladder does not lead so far."""

_WHO = ["customer_key", "currency"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What the orders of customers with money in one currency have left, per money and per purchase."""

    level: Level
    """How far down the ladder."""
    rate: float
    """Contribution of one unit of net revenue: less goods and payment fees, which rise with it."""
    per_purchase: float
    """What a purchase leaves or costs whatever it brings: shipping income less delivery, returns and what is spent
    on customers."""
    covered: float | None
    """Share of net sales whose cost of goods is known; None where a margin stands for all."""


def with_contributions(customers: People, table: OrderTable, spent: pl.DataFrame | None = None) -> People:
    """Add CONTRIBUTION and LADDER to the table of `customers`, from the orders of the same lines, in as many parts.

    Of a customer all valid orders count, also those that came back whole: they have cost their delivery.
    `spent`, the columns of `customer_costs.CustomerCosts.frame`, is taken off and leads to contribution 3.
    Raises WriteError where customers lie in files.
    """
    level: Level = "cm3" if spent is not None else table.level
    with_theirs = customers.people.beside(_by_customer(table), _joined).map(lambda part: _less(part, spent))
    if isinstance(customers, CustomersInParts):
        paths = _laid_down(with_theirs)
        earned = _earned(InParts.in_files(paths), table, level)
        return replace(customers, paths=paths, earned=earned)
    frame = with_theirs.collect()
    return replace(customers, frame=frame, earned=_earned(InParts.of(frame), table, level))


def _by_customer(table: OrderTable) -> InParts:
    """Return what the orders of each customer have left, step by step."""
    told = [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in LADDER]
    paid = pl.col("net_revenue").sum().alias("paid")
    known = table.orders.filter(pl.col("customer_key").is_not_null())
    left = pl.col(table.level if table.level != "none" else "paid").alias(CONTRIBUTION)
    return known.map(lambda part: part.group_by(_WHO).agg(*told, paid).with_columns(left).drop("paid"))


def _joined(people: pl.LazyFrame, theirs: pl.LazyFrame) -> pl.LazyFrame:
    return people.join(theirs, on=_WHO, how="left", nulls_equal=True, maintain_order="left")


def _less(people: pl.LazyFrame, spent: pl.DataFrame | None) -> pl.LazyFrame:
    """Return customers with what was `spent` on them taken off, where somebody says so."""
    if spent is None:
        return people
    less = (pl.col(CONTRIBUTION) - pl.col(SPENT)).cast(MONEY).alias(CONTRIBUTION)
    return _joined(people, spent.lazy()).with_columns(pl.col(SPENT).fill_null(0)).with_columns(less)


def _laid_down(people: InParts) -> tuple[Path, ...]:
    """Write the customers of each part to a file, in order."""
    folder, paths = scratch_folder(), []
    for number, part in enumerate(people.tables):
        paths.append(folder / f"customers-{number:05}.parquet")
        with writing():
            part.collect().write_parquet(paths[-1], compression="lz4")
    return tuple(paths)


def _earned(people: InParts, table: OrderTable, level: Level) -> Mapping[str | None, Earned]:
    if table.level == "none":
        return {}
    money = pl.col("net_revenue", CONTRIBUTION, *GOODS_STEPS, "payment_fee")
    purchases = (pl.col("repeat_purchases").cast(pl.Int64) + 1).sum().alias("purchases")
    sums = people.added_up(["currency"], lambda part: part.group_by("currency").agg(money.sum(), purchases))
    sums = sums.with_columns(money.cast(pl.Float64), pl.col("purchases").cast(pl.Float64))
    return {
        row["currency"]: _of(row, table, level)
        for row in sums.sort("currency", nulls_last=True).iter_rows(named=True)
    }


def _of(sums: Mapping[str, float], table: OrderTable, level: Level) -> Earned:
    currency: str | None = sums["currency"]  # type: ignore[assignment]  # the one column that is text
    revenue, coverage = sums["net_revenue"], table.coverage.get(currency)
    moving = sums["cm1"] - sums["payment_fee"]
    rate = moving / revenue if revenue > 0 else 0.0
    fixed = sums[CONTRIBUTION] - rate * revenue
    return Earned(
        level=level,
        rate=rate,
        per_purchase=fixed / sums["purchases"] if sums["purchases"] > 0 and level != "cm1" else 0.0,
        covered=None if coverage is None else coverage.share,
    )
