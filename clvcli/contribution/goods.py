"""From order lines to one row per product, down to contribution 1: delivery is a cost of orders, not of goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.contribution.goods_cost import floats, goods_cost
from clvcli.contribution.line_sums import merchandise, untold_units
from clvcli.contribution.margins import with_margins
from clvcli.contribution.schema import GOODS
from clvcli.in_parts import InParts
from clvcli.orders.steps import MONEY_STEP, money_of

if TYPE_CHECKING:
    from clvcli.contribution.orders import OrderTable
    from clvcli.contribution.settings import CostSettings

_WHAT = ("currency", "category", "product")
_OF_GOODS = pl.col("line_type").is_in(["product", "refund"])


def goods_table(lines: pl.LazyFrame | InParts, costs: CostSettings, table: OrderTable) -> pl.DataFrame:
    """Return the columns of `schema.GOODS`, one row per category and product, of the `lines` that made `table`.

    In each currency every step adds up to that of the orders, to the last decimal.  What orders take the cost of
    returned goods for, where the data name none, depends on the order they came from; so the difference to them
    goes to such returns.
    """
    values = merchandise()
    product = pl.coalesce("product", "product_id", "sku")
    of_goods = {
        name: pl.when(_OF_GOODS).then(what) for name, what in (("category", "category"), ("product", product))
    }

    def sums(part: pl.LazyFrame) -> pl.LazyFrame:
        """Return what the goods of a part come to."""
        goods = with_margins(part, costs).filter(_OF_GOODS | (pl.col("net_amount") != 0))
        each = goods.select("currency", untold=untold_units(), **of_goods, **values)
        return each.group_by(_WHAT).agg(
            pl.col("untold").cast(pl.Int64).sum(), *(pl.col(name).sum() for name in values)
        )

    summed = (
        InParts.of(lines)
        .added_up(_WHAT, sums)
        .sort(_WHAT, nulls_last=True)
        .with_columns(money_of(pl.col(name)) for name in values)
        .with_columns(returned_units=pl.when(pl.col("untold") == 0).then("returned_units"))
    )
    cost = goods_cost(costs, table.coverage, known=table.level != "none")
    costed = _adding_up(summed.with_columns(goods_cost=cost), table.orders)
    costed = costed.with_columns(cm1=pl.col("net_revenue") - pl.col("goods_cost"))
    return costed.select(pl.col(column.name).cast(column.dtype) for column in GOODS)


def _adding_up(goods: pl.DataFrame, orders: InParts) -> pl.DataFrame:
    """Round `goods_cost` so that it adds up to that of the orders, the difference going to uncosted returns."""
    cost = pl.col("goods_cost").sum()
    totals = orders.added_up(["currency"], lambda part: part.group_by("currency").agg(of_orders=cost))
    loose = (floats("returns") - floats("costed_returns")).abs()
    weight = pl.coalesce(*(_share(part) for part in (loose, floats("net_sales"), pl.lit(1.0))))
    missing = (floats("of_orders") - pl.col("goods_cost").sum()).over("currency")
    exact = (pl.col("goods_cost") + missing * weight).cum_sum().over("currency")
    steps = (exact / float(MONEY_STEP)).round().cast(pl.Int64)
    each = steps - steps.shift(1, fill_value=0).over("currency")
    return goods.join(totals, on="currency", how="left", nulls_equal=True, maintain_order="left").with_columns(
        goods_cost=money_of(each)
    )


def _share(part: pl.Expr) -> pl.Expr:
    """Return the share of a part in the sum of its currency; null where there is none of it."""
    whole = part.sum().over("currency")
    return pl.when(whole > 0).then(part / whole)
