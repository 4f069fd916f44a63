"""How much comes back: by value, units and orders, and by how many orders the buyer had made before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

import polars as pl

from clvcli.in_parts import InParts

if TYPE_CHECKING:
    from collections.abc import Sequence

Counting = Literal["valid", "kept"]
"""Which orders count, and number the others: all that were made, or those of which something stayed."""


class Numbers(NamedTuple):
    """A class of order numbers."""

    name: str
    first: int


CLASSES = (
    Numbers("1", 1),
    Numbers("2", 2),
    Numbers("3", 3),
    Numbers("4-5", 4),
    Numbers("6-10", 6),
    Numbers("11+", 11),
)
"""Fine where most customers are, coarse where few get to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What came back of the orders of one currency whose return window is over; None where there are none."""

    orders: int
    value: float | None
    """Money returned per net sales."""
    units: float | None
    """Units returned per unit sold; None also where the data tell money alone."""
    of_orders: float | None
    """Orders of which anything came back, per order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRates:
    """The same by the number of an order among those of its buyer; guests have no number."""

    shop: Rates
    """Guests included."""
    by_number: pl.DataFrame
    """One row per class of CLASSES that has orders: `number`, `first`, `orders`, `net_sales` and `returns` (MONEY),
    `value`, `units`, `of_orders` as in Rates, `weight` and `shrunk`: what to expect of the class, its own value
    rate with that weight and that of all of them with the rest; and `spread`: how much orders of a class differ,
    as the variance of an order's value rate times its net sales, the same in all rows."""

    def after(self, purchases: int) -> float:
        """Return the share of its net sales that is expected back of the next order of who has made `purchases`.

        0 where no order is old enough to tell.  Classes without orders are expected to be like the one before.
        """
        reached = self.by_number.filter(pl.col("first") <= purchases + 1)
        if not reached.height:
            return self.shop.value or 0.0
        return float(reached["shrunk"][-1])


def return_rates(
    orders: pl.DataFrame | InParts, *, as_of: date, window_days: int, counting: Counting = "valid"
) -> ReturnRates:
    """Return how much came back of the `orders` (`schema.ORDERS`) of one currency that are older than the window.

    An order's number is that of its day among the days its buyer ordered on.
    """
    known = pl.col("customer_key").is_not_null()
    number = pl.when(known).then(pl.col("day").rank("dense").over("customer_key"))
    over = pl.col("day") <= as_of - timedelta(days=window_days)
    old = InParts.of(orders).map(lambda part: part.filter(counting).with_columns(order_no=number).filter(over))
    shop = old.total(*_SUMS).select(**_RATES).row(0, named=True)
    sums = [sums_by_number(part.collect()) for part in old.tables]
    return ReturnRates(shop=Rates(**shop), by_number=rates_of_sums(sums))


_sales, _back = (pl.col(name).cast(pl.Float64) for name in ("net_sales", "returns"))

_SUMS = (
    pl.len().cast(pl.Int64).alias("orders"),
    pl.col("net_sales", "returns", "units", "returned_units").sum(),
    pl.col("returned_units").null_count().cast(pl.Int64).alias("untold"),
    (pl.col("returns") > 0).sum().cast(pl.Int64).alias("with_returns"),
)
"""What RATES is made from, of orders."""

_RATES = {
    "orders": pl.col("orders"),
    "value": pl.when(_sales > 0).then(_back / _sales),
    "units": pl.when(pl.col("untold") == 0, pl.col("units") > 0).then(
        pl.col("returned_units").cast(pl.Float64) / pl.col("units").cast(pl.Float64)
    ),
    "of_orders": pl.when(pl.col("orders") > 0).then(pl.col("with_returns") / pl.col("orders")),
}
"""The fields of Rates, from the sums over all orders."""


def sums_by_number(orders: pl.DataFrame) -> pl.DataFrame:
    """Return what `rates_of_sums` takes of `orders`, added up by class: of more orders add more such tables.

    `orders` are numbered in `order_no`, those without a number are left out.  Of `schema.ORDERS` it takes
    `net_sales`, `returns`, `units` and `returned_units`.
    """
    starts = pl.DataFrame(CLASSES, schema={"number": pl.String, "first": pl.UInt32}, orient="row").sort("first")
    return (
        orders.filter(pl.col("order_no").is_not_null() & (pl.col("net_sales") > 0))
        .sort("order_no")
        .join_asof(starts, left_on="order_no", right_on="first")
        .group_by("number", "first")
        .agg(
            pl.col("net_sales", "returns", "units", "returned_units").sum(),
            orders=pl.len().cast(pl.Int64),
            of_units=pl.col("returned_units").count(),
            with_returns=(pl.col("returns") > 0).sum(),
            square=(_back.pow(2) / _sales).sum(),
        )
    )


def rates_of_sums(sums: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return `ReturnRates.by_number` of orders that were added up by `sums_by_number`."""
    units = pl.when(pl.col("of_units") == pl.col("orders"), pl.col("units") > 0)
    classes = (
        pl.concat(sums)
        .group_by("number", "first")
        .agg(pl.all().sum())
        .sort("first")
        .with_columns(
            value=pl.when(_sales > 0).then(_back / _sales),
            units=units.then(pl.col("returned_units").cast(pl.Float64) / pl.col("units").cast(pl.Float64)),
            of_orders=pl.col("with_returns") / pl.col("orders"),
            within=pl.col("square") - _back.pow(2) / _sales,
        )
    )
    return _shrunk(classes).select(
        "number",
        "first",
        "orders",
        "net_sales",
        "returns",
        "value",
        "units",
        "of_orders",
        "weight",
        "shrunk",
        "spread",
    )


def _shrunk(classes: pl.DataFrame) -> pl.DataFrame:
    """Add `weight` and `shrunk`: credibility after Bühlmann and Straub (1970), orders weighted by their net sales.

    The weight of a class is w / (w + s2 / a): w its net sales, s2 how much orders of a class differ, a how much
    classes do beyond that.  Where classes differ by no more than chance, each is expected to be like all.
    """
    whole = _sales.sum()
    mean = _back.sum() / whole
    chance = pl.col("within").sum() / (pl.col("orders") - 1).sum()
    between = (_sales * (pl.col("value") - mean).pow(2)).sum() - (pl.len() - 1) * chance
    apart = between / (whole - _sales.pow(2).sum() / whole)
    weight = (
        pl.when(apart.is_finite() & (apart > 0)).then(_sales * apart / (_sales * apart + chance)).otherwise(0.0)
    )
    return classes.with_columns(weight=weight, spread=chance).with_columns(
        shrunk=pl.col("weight") * pl.col("value") + (1.0 - pl.col("weight")) * mean
    )
