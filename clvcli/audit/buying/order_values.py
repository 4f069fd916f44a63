"""What an order is worth and what that is made of; how orders spread over bands; how often customers buy."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl
import polars.selectors as cs

from clvcli.models.discounting import DAYS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts

NUMBERS = ("first", "second", "third_or_later", "guest")
"""Orders by the customer's valid order days; those of one day have one number."""

BUYERS = ("new", "returning", "guest")
"""Of the first order day of a customer, or of a later one."""

UNKNOWN = "not_known"
"""What stands for a channel that the data do not name."""

LOW, HIGH = 0.05, 0.95
"""The limits of bands lie between these quantiles of orders."""

MOST_LIMITS = 6

FULL_YEAR_DAYS = 365
"""Of a younger customer purchases per year are not said: one purchase a week old would be 52 a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderValues:
    """Orders of one currency, ex tax and shipping unless said otherwise."""

    groups: pl.DataFrame
    """`by` (`shop`, `number`, `buyer`, `channel`), `group`, `orders` (valid), `kept`, then null where there is
    nothing to divide by: `aov` (net sales per valid order), `aov_kept` (net revenue of kept orders per kept
    order), `aov_charged` (all that was charged, tax and shipping included, per valid order), `median` and `p90`
    of net sales, `units_per_order`, `price_per_unit` (their product is `aov`), `discount_share` (of gross) and
    `discounted` (share of orders with any discount).  The groups of each `by` add up to the shop."""
    bands: pl.DataFrame
    """`low` (null: no limit), `high` (null, and not of the band), `orders`, `orders_share`, `net_sales`,
    `sales_share`: every valid order in one band."""
    frequency: pl.DataFrame
    """One row: `customers` observed for FULL_YEAR_DAYS or longer, `mean`, `median` and `p90` of their purchases
    per year, the first purchase among them; null where there is none."""


def order_values(audit: Audit) -> OrderValues:
    """Return what the orders of `audit` are worth."""
    valid = audit.orders.filter("valid").map(_labelled)
    names: tuple[tuple[str, Sequence[str]], ...] = (("number", NUMBERS), ("buyer", BUYERS))
    found = [_of(valid, "shop", ("shop",)), *(_of(valid, by, order) for by, order in names)]
    channels = valid.added_up(["channel"], lambda part: part.group_by("channel").len())
    if channels.height > 1:
        by_size = channels.sort("len", "channel", descending=[True, False])
        found.append(_of(valid, "channel", by_size["channel"].to_list()))
    return OrderValues(groups=pl.concat(found), bands=_bands(valid), frequency=_frequency(audit))


def round_limits(low: float, high: float) -> list[float]:
    """Return amounts of one significant digit, 1, 2 or 5, from `low` to `high`, MOST_LIMITS at most; [] at zero."""
    if low <= 0 or high <= low:
        return []
    powers = range(-4, 16)
    every = [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)]
    limits = [limit for limit in every if low <= limit <= high]
    return limits[-MOST_LIMITS:]


def _labelled(valid: pl.LazyFrame) -> pl.LazyFrame:
    guest = pl.col("customer_key").is_null()
    number = pl.col("day").rank("dense").over("customer_key").clip(upper_bound=len(NUMBERS) - 1)
    names = dict(enumerate(NUMBERS[:-1], start=1))
    numbered = valid.with_columns(number=number.replace_strict(names, return_dtype=pl.String))
    return numbered.with_columns(
        shop=pl.lit("shop"),
        number=pl.when(guest).then(pl.lit("guest")).otherwise("number"),
        buyer=pl.when(guest)
        .then(pl.lit("guest"))
        .when(pl.col("number") == NUMBERS[0])
        .then(pl.lit("new"))
        .otherwise(pl.lit("returning")),
        channel=pl.col("channel").fill_null(UNKNOWN),
    )


def _of(valid: InParts, by: str, order: Sequence[str]) -> pl.DataFrame:
    group, kept, net = pl.col(by).alias("group"), pl.col("kept"), _NET
    told = {
        "orders": pl.len().cast(pl.Int64),
        "kept": kept.sum().cast(pl.Int64),
        "sales": pl.col("net_sales").sum(),
        "kept_revenue": pl.col("net_revenue").filter(kept).sum(),
        **{name: pl.col(name).sum() for name in ("charged", "units", "gross", "discount")},
        "discounted": (pl.col("discount") > 0).sum().cast(pl.Int64),
    }
    sums = valid.added_up(["group"], lambda part: part.group_by(group).agg(**told))
    spread = (
        valid.map(lambda part: part.select(group.cast(pl.Categorical), net))
        .collect()
        .group_by("group")
        .agg(median=net.median(), p90=net.quantile(0.9, "linear"))
        .with_columns(pl.col("group").cast(pl.String))
    )
    sums = sums.with_columns(cs.decimal().cast(pl.Float64)).join(spread, on="group")
    places = pl.DataFrame({"group": order, "place": range(len(order))}, schema_overrides={"group": pl.String})
    measured = sums.join(places, on="group").sort("place")
    return measured.select(
        pl.lit(by).alias("by"),
        "group",
        "orders",
        "kept",
        aov=_ratio("sales", "orders"),
        aov_kept=_ratio("kept_revenue", "kept"),
        aov_charged=_ratio("charged", "orders"),
        median="median",
        p90="p90",
        units_per_order=pl.when(pl.col("units") > 0).then(_ratio("units", "orders")),
        price_per_unit=_ratio("sales", "units"),
        discount_share=_ratio("discount", "gross"),
        discounted=_ratio("discounted", "orders"),
    )


_NET = pl.col("net_sales").cast(pl.Float64)


def _bands(valid: InParts) -> pl.DataFrame:
    net = valid.map(lambda part: part.select(_NET)).collect()["net_sales"]
    low, high = (net.quantile(share, "nearest") for share in (LOW, HIGH))
    limits = round_limits(low or 0.0, high or 0.0)
    edges = [None, *limits, None]
    bands = pl.DataFrame(
        [(place, *edge) for place, edge in enumerate(pairwise(edges))],
        schema={"band": pl.Int64, "low": pl.Float64, "high": pl.Float64},
        orient="row",
    )
    at = pl.sum_horizontal(pl.lit(0, pl.Int64), *((limit <= _NET).cast(pl.Int64) for limit in limits))
    sums = {"orders": pl.len().cast(pl.Int64), "net_sales": pl.col("net_sales").sum()}
    counted = (
        valid.added_up(["band"], lambda part: part.group_by(band=at).agg(**sums))
        .join(bands, on="band", how="right")
        .sort("band")
        .with_columns(pl.col("orders").fill_null(0), pl.col("net_sales").fill_null(0))
    )
    return counted.select(
        "low",
        "high",
        "orders",
        "net_sales",
        orders_share=pl.col("orders") / pl.col("orders").sum(),
        sales_share=pl.col("net_sales").cast(pl.Float64) / pl.col("net_sales").sum().cast(pl.Float64),
    )


def _frequency(audit: Audit) -> pl.DataFrame:
    bought = audit.orders.filter(pl.col("purchase_no").is_not_null())
    age = (pl.lit(audit.as_of) - pl.col("first_day").first()).dt.total_days()
    told = {"purchases": pl.col("purchase_no").max(), "age": age}
    people = bought.map(lambda part: part.group_by("customer_key").agg(**told).select([*told]))
    old = people.filter(pl.col("age") >= FULL_YEAR_DAYS).collect()
    each = pl.col("purchases") / (pl.col("age") / DAYS_PER_YEAR)
    return old.select(
        customers=pl.len().cast(pl.Int64),
        mean=each.sort().mean(),
        median=each.median(),
        p90=each.quantile(0.9, "linear"),
    )


def _ratio(part: str, whole: str) -> pl.Expr:
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole))
