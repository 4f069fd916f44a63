"""The money ladder of a shop and of its parts: every step summed, and its share of net revenue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.contribution.schema import CUSTOMER_STEPS, GOODS_STEPS, REVENUE_STEPS, STEPS
from clvcli.in_parts import InParts
from clvcli.orders.schema import MONEY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

PART = "part"
"""Column that names a part: a month's first day, a channel ...; null where the data do not say."""

SHARE = "_share"
"""Ending of the columns that say the share of net revenue."""

KNOWN, GUEST = "known", "guest"
"""Who bought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The steps of one currency, summed by what orders have in common; each table adds up to `shop`.

    The tables have PART, `orders` (valid ones) and for each of `schema.STEPS` its sum (MONEY) and `STEP_share` of
    the net revenue of the row; a step that is not known is null.  Months are sorted by time, other parts by net
    revenue, highest first.
    """

    shop: pl.DataFrame
    """One row; PART is null.  It and `buyers` have the steps of `schema.CUSTOMER_STEPS` too."""
    months: pl.DataFrame
    """By the month of the order, from the first to the last that had any."""
    channels: pl.DataFrame
    countries: pl.DataFrame
    buyers: pl.DataFrame
    """KNOWN customers and GUEST."""
    categories: pl.DataFrame
    """Without `orders`, and down to contribution 1: costs below it are of orders, not of goods."""
    products: pl.DataFrame
    """The same."""


def ladder(orders: pl.DataFrame | InParts, goods: pl.DataFrame, *, customer_cost: Decimal | None = None) -> Ladder:
    """Sum the `orders` (`schema.ORDERS`) and `goods` (`schema.GOODS`) of one currency.

    `customer_cost` was spent on known customers; None where nobody says.
    """
    orders = InParts.of(orders)
    buyer = pl.when(pl.col("customer_key").is_null()).then(pl.lit(GUEST)).otherwise(pl.lit(KNOWN))
    return Ladder(
        shop=_with_customer_cost(_of_orders(orders, pl.lit(None, pl.String)), customer_cost),
        months=_of_orders(orders, pl.col("day").dt.truncate("1mo")).sort(PART),
        channels=_of_orders(orders, pl.col("channel")),
        countries=_of_orders(orders, pl.col("country")),
        buyers=_with_customer_cost(_of_orders(orders, buyer), customer_cost),
        categories=_of_goods(goods, "category"),
        products=_of_goods(goods, "product"),
    )


def folded(parts: pl.DataFrame, most: int, rest: str) -> pl.DataFrame:
    """Return the first `most` parts of a table of Ladder, all others as one row called `rest`, shares made anew."""
    if parts.height <= most:
        return parts
    sums = [name for name in parts.columns if name != PART and not name.endswith(SHARE)]
    others = _summed(InParts.of(parts[most - 1 :].select(PART, *sums)), pl.lit(rest), sums)
    return pl.concat([parts[: most - 1], others], how="diagonal_relaxed")


def _of_orders(orders: InParts, part: pl.Expr) -> pl.DataFrame:
    counted = orders.map(lambda some: some.with_columns(orders=pl.col("valid").cast(pl.Int64)))
    return _summed(counted, part, ["orders", *STEPS])


def _with_customer_cost(parts: pl.DataFrame, cost: Decimal | None) -> pl.DataFrame:
    """Add what was spent on customers, nothing of which on guests, and what is left then."""
    each = pl.when(pl.col(PART).eq_missing(pl.lit(GUEST))).then(pl.lit(0, MONEY)).otherwise(pl.lit(cost, MONEY))
    spent = pl.lit(None, MONEY) if cost is None else each
    left = (pl.coalesce("cm2", "cm1") - pl.col("customer_cost")).cast(MONEY)
    return parts.with_columns(customer_cost=spent).with_columns(cm3=left).with_columns(_shares(CUSTOMER_STEPS))


def _of_goods(goods: pl.DataFrame, part: str) -> pl.DataFrame:
    return _summed(InParts.of(goods), pl.col(part), [*REVENUE_STEPS, *GOODS_STEPS])


def _summed(rows: InParts, part: pl.Expr, columns: Sequence[str]) -> pl.DataFrame:
    sums = [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in columns]
    steps = [name for name in columns if name in STEPS]
    return (
        rows.added_up([PART], lambda some: some.group_by(part.alias(PART)).agg(sums))
        .with_columns(_shares(steps))
        .sort("net_revenue", PART, descending=[True, False], nulls_last=True)
    )


def _shares(steps: Sequence[str]) -> list[pl.Expr]:
    revenue = pl.when(pl.col("net_revenue") > 0).then(pl.col("net_revenue").cast(pl.Float64))
    return [(pl.col(step).cast(pl.Float64) / revenue).alias(f"{step}{SHARE}") for step in steps]
