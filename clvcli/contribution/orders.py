"""From order lines to one row per order: one streaming group-by, and every table of the shop rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.contribution.goods_cost import coverage_of, floats, goods_cost
from clvcli.contribution.line_sums import BACK, merchandise, untold_units
from clvcli.contribution.margins import with_margins
from clvcli.contribution.schema import DELIVERY_COSTS, ORDERS
from clvcli.contribution.settings import OTHER, ByChannel
from clvcli.in_parts import InParts
from clvcli.orders.kept import SELLS
from clvcli.orders.schema import MONEY, ONE_ORDER
from clvcli.orders.steps import money_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.contribution.goods_cost import Coverage
    from clvcli.contribution.settings import CostSettings

Level = Literal["none", "cm1", "cm2", "cm3"]
"""How far down the ladder the known costs lead: those of orders to contribution 2, of customers to 3."""

_ORDER = (*ONE_ORDER, "currency")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTable:
    """The orders of a shop as known at the end of a day, guests included."""

    orders: InParts
    """The columns of `schema.ORDERS`, each part sorted by day, store, order and customer."""
    as_of: date
    level: Level
    coverage: Mapping[str | None, Coverage]
    """By currency; empty where no cost of goods is known, and where one margin stands for all."""

    @property
    def frame(self) -> pl.DataFrame:
        """All orders in memory."""
        return self.orders.collect()


def order_table(lines: pl.LazyFrame | InParts, costs: CostSettings, *, as_of: date) -> OrderTable:
    """Return one row per order of canonical `lines` that were known at the end of `as_of` (`known.known_at`).

    Sums of money are exact.  Goods without a cost are taken to cost as much per revenue as those of the currency
    that have one, returned goods without a cost as much as those of their order; of the cost of returned goods
    `costs.restocked` is saved.  Raises WriteError where the lines lie in files.
    """
    summed = InParts.of(lines).laid_down(lambda part: _summed(with_margins(part, costs)))
    known = costs.margin is not None or bool(summed.total(pl.col("costed_sales").abs().sum()).item())
    level: Level = "cm2" if costs.of_delivery and known else "cm1" if known else "none"
    coverage = coverage_of(summed) if known and costs.margin is None else {}
    cost = goods_cost(costs, coverage, known=known).cast(MONEY)

    def valued(part: pl.LazyFrame) -> pl.DataFrame:
        """Return the orders of a part with what they leave."""
        orders = _with_days(part.collect()).with_columns(goods_cost=cost)
        return _finished(_with_contribution(orders, costs, level))

    return OrderTable(orders=summed.laid_down(valued), as_of=as_of, level=level, coverage=coverage)


def _summed(lines: pl.LazyFrame) -> pl.DataFrame:
    paid = pl.sum_horizontal(steps_of(pl.col(name)) for name in ("net_amount", "other_amount", "tax_amount"))
    charge = ~BACK & (pl.col("other_amount").fill_null(0) >= 0)
    values = merchandise() | {
        "shipping_income": pl.when(pl.col("line_type") == "shipping").then(steps_of(pl.col("other_amount"))),
        "charged": pl.when(charge).then(paid),
    }
    facts = {"kept": pl.col("order_kept"), "sells": SELLS, "untold": untold_units()}
    return (
        lines.select(*_ORDER, "order_date", "line_no", "channel", "country", **facts, **values)
        .group_by(_ORDER)
        .agg(
            *(pl.col(name).sum() for name in values),
            untold=pl.col("untold").any(),
            day=pl.col("order_date").min(),
            valid=(pl.col("line_no") == 1).any(),
            kept=pl.col("kept").any(),
            lines=pl.col("sells").sum().cast(pl.Int32),
            channel=pl.col("channel").min(),
            country=pl.col("country").min(),
        )
        .sort("day", "store", "order_id", "customer_key", "currency", nulls_last=True)
        .with_columns(money_of(pl.col(name)) for name in values)
        .with_columns(returned_units=pl.when(~pl.col("untold")).then("returned_units"))
        .collect(engine="streaming")
    )


def _with_days(orders: pl.DataFrame) -> pl.DataFrame:
    """Number the purchase days of each customer, and tell the first."""
    who = ["customer_key", "currency"]
    known = pl.col("customer_key").is_not_null()
    bought = orders.filter(known & pl.col("kept"))
    numbered = bought.select(*who, "day").unique().sort(*who, "day", nulls_last=True)
    numbered = numbered.with_columns(
        kept=pl.lit(value=True),
        purchase_no=(pl.int_range(pl.len()).over(who) + 1).cast(pl.Int32),
    )
    first = numbered.group_by(who).agg(first_day=pl.col("day").min())
    ordered = orders.filter(known & pl.col("valid")).group_by(who).agg(first_valid_day=pl.col("day").min())
    for facts, on in ((numbered, [*who, "day", "kept"]), (first, who), (ordered, who)):
        orders = orders.join(facts, on=on, how="left", nulls_equal=True, maintain_order="left")
    guest = pl.col("customer_key").is_null()
    return orders.with_columns(
        pl.when(~guest).then(name).alias(name) for name in ("purchase_no", "first_day", "first_valid_day")
    )


def _with_contribution(orders: pl.DataFrame, costs: CostSettings, level: Level) -> pl.DataFrame:
    cm1 = (pl.col("net_revenue") - pl.col("goods_cost")).cast(MONEY).alias("cm1")
    if level != "cm2":
        missing = (pl.lit(None, MONEY).alias(name) for name in (*DELIVERY_COSTS, "cm2"))
        return orders.with_columns(cm1, *missing)
    each = {"freight": costs.freight, "packing": costs.packing, "handling": costs.handling}
    of_orders = {name: _of_those(pl.col("valid"), _amount(cost)) for name, cost in each.items()}
    orders = orders.with_columns(
        cm1,
        payment_fee=(floats("charged") * (costs.payment_fee or 0.0)).cast(MONEY),
        return_cost=_of_those(pl.col("returns") > 0, _amount(costs.return_handling)),
        **of_orders,
    )
    paid = pl.sum_horizontal(DELIVERY_COSTS)
    return orders.with_columns(cm2=(pl.col("cm1") + pl.col("shipping_income") - paid).cast(MONEY))


def _amount(cost: Decimal | ByChannel | None) -> pl.Expr:
    """Return what each order costs; nothing in a channel that has no amount."""
    if not isinstance(cost, ByChannel):
        return pl.lit(cost or Decimal(0), MONEY)
    amounts = [cost.amounts[name] for name in cost.named]
    own = pl.col("channel").replace_strict(list(cost.named), amounts, default=None, return_dtype=MONEY)
    return pl.coalesce(own, pl.lit(cost.amounts.get(OTHER, Decimal(0)), MONEY))


def _of_those(which: pl.Expr, cost: pl.Expr) -> pl.Expr:
    """Return `cost` for the orders it falls on, nothing for the others."""
    return pl.when(which).then(cost).otherwise(pl.lit(Decimal(0), MONEY))


def _finished(orders: pl.DataFrame) -> pl.DataFrame:
    return orders.select(pl.col(column.name).cast(column.dtype) for column in ORDERS)
