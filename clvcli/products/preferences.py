"""What the valuable buy: the customers of each tier against all, by product, category, size and the like."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.orders.schema import HALF_A_CENT, Column
from clvcli.orders.steps import MONEY_STEP, steps_of
from clvcli.products.affinity import with_lift
from clvcli.products.likely_index import likely_index

if TYPE_CHECKING:
    from collections.abc import Collection

    from clvcli.in_parts import InParts

DIMENSIONS = ("product", "category", "brand", "size", "season", "channel")
"""Columns of the goods lines that customers are told apart by."""

DISCOUNT = "discount_class"
"""The dimension that is made of a customer's purchases, not of lines."""

ALWAYS, MOSTLY = 0.8, 0.5
"""Shares of a customer's purchases with a discount from which on it is `always`, or `mostly`."""

LEAST_BUYERS = 30
"""Of all customers; what fewer bought says nothing of a tier."""

PREFERENCES: tuple[Column, ...] = (
    Column("currency", pl.String, "currency of the customers' money; null where the data name none"),
    Column("tier", pl.String, "tier of the customers; all of them are the base"),
    Column(
        "dimension",
        pl.String,
        "what the value is of: product, category, brand, size, season, channel, discount_class",
    ),
    Column("value", pl.String, "what was bought, or how"),
    Column("buyers", pl.Int64, "customers of the tier who kept some of it"),
    Column("customers", pl.Int64, "customers of the tier"),
    Column("share", pl.Float64, "buyers of the customers of the tier"),
    Column("base_buyers", pl.Int64, "customers of all tiers who kept some of it"),
    Column("base_customers", pl.Int64, "customers of all tiers"),
    Column("base_share", pl.Float64, "buyers of all customers"),
    Column("index", pl.Float64, "share over base_share, also called lift: 1 is no difference"),
    Column("likely_index", pl.Float64, "the index, leaning to 1 the fewer bought"),
    Column("low", pl.Float64, "low end of its 80 % interval"),
    Column("high", pl.Float64, "high end of its 80 % interval"),
    Column("spent_share", pl.Float64, "of what the tier spent, how much went to it"),
    Column("base_spent_share", pl.Float64, "of what all spent, how much went to it"),
    Column(
        "spent_index", pl.Float64, "spent_share over base_spent_share: what tells taste from buying more of all"
    ),
)
"""The columns of `preferences`."""

_KEPT = int(HALF_A_CENT / MONEY_STEP)
"""Least money of a value, in steps, that tells of something kept."""


def preferences(kept: InParts, people: InParts, named: Collection[str]) -> pl.DataFrame:
    """Return the columns of PREFERENCES, sorted by currency, tier, dimension and value.

    `kept` are goods of kept orders and `people` every buyer who kept something (`customer_key`, `currency` and
    `tier`), both as in `coded`, where the key is of one currency; `named` are the columns of the goods that say
    anything.  A customer has bought a value where money for it stayed after returns.  Each has one discount class,
    by the share of purchase days with a discount: `always` from ALWAYS on, `mostly` from MOSTLY on, `sometimes`,
    `never`.
    """
    bought = {name: kept.map(partial(_bought, dimension=name)) for name in DIMENSIONS if name in named}
    if "discount" in named:
        bought[DISCOUNT] = kept.map(_discount_classes)
    counted = [_counted(each, people, dimension) for dimension, each in bought.items()]
    if not counted:
        return pl.DataFrame(schema={column.name: column.dtype for column in PREFERENCES})
    return (
        pl.concat(counted)
        .select(pl.col(column.name).cast(column.dtype) for column in PREFERENCES)
        .sort("currency", "tier", "dimension", "value", nulls_last=True)
    )


def _bought(kept: pl.LazyFrame, dimension: str) -> pl.LazyFrame:
    """Return who kept which values of a column of the lines, and for how much."""
    return (
        kept.filter(pl.col(dimension).is_not_null())
        .select("customer_key", value=dimension, net=steps_of(pl.col("net")))
        .group_by("customer_key", "value")
        .agg(pl.col("net").sum())
        .filter(pl.col("net") >= _KEPT)
    )


def discount_class(share: pl.Expr) -> pl.Expr:
    """Return the class of customers by the `share` of their purchase days with a discount."""
    named = {"always": share >= ALWAYS, "mostly": share >= MOSTLY, "sometimes": share > 0}
    found = pl.lit("never")
    for name, applies in reversed(named.items()):
        found = pl.when(applies).then(pl.lit(name)).otherwise(found)
    return found


def _discount_classes(kept: pl.LazyFrame) -> pl.LazyFrame:
    """Return each customer's discount class, and for how much the customer bought."""
    return (
        kept.select("customer_key", "order_date", "discount", net=steps_of(pl.col("net")))
        .group_by("customer_key", "order_date")
        .agg(pl.col("net").sum(), discounted=(pl.col("discount") > 0).any())
        .group_by("customer_key")
        .agg(pl.col("net").sum(), value=discount_class(pl.col("discounted").mean()))
    )


def _counted(bought: InParts, people: InParts, dimension: str) -> pl.DataFrame:
    """Return the columns of PREFERENCES of one dimension: every value beside every tier of its currency."""
    tier = people.map(lambda part: part.with_columns(pl.col("tier").cast(pl.Categorical)))
    by, told = ["currency", "tier", "value"], {"buyers": pl.len().cast(pl.Int64), "net": pl.col("net").sum()}
    tiered = bought.beside(tier, lambda part, known: part.join(known, on="customer_key"))
    counted = tiered.added_up(by, lambda part: part.group_by(by).agg(**told))
    sums = counted.with_columns(pl.col("tier", "value").cast(pl.String), dimension=pl.lit(dimension))
    base = sums.group_by("currency", "dimension", "value").agg(
        base_buyers=pl.col("buyers").sum(), base_net=pl.col("net").sum()
    )
    many = pl.len().cast(pl.Int64).alias("customers")
    tiers = people.added_up(["currency", "tier"], lambda part: part.group_by("currency", "tier").agg(many))
    tiers = tiers.with_columns(base_customers=pl.col("customers").sum().over("currency"))
    every = tiers.join(base, on="currency", nulls_equal=True)
    known = every.join(sums, on=["currency", "tier", "dimension", "value"], how="left", nulls_equal=True)
    rows = known.with_columns(pl.col("buyers", "net").fill_null(0)).sort(
        "currency", "tier", "value", nulls_last=True
    )
    parts = rows.partition_by("currency", "tier", maintain_order=True)
    return pl.concat([_indexed(part) for part in parts]) if parts else rows


def _indexed(part: pl.DataFrame) -> pl.DataFrame:
    """Return the values of one dimension among one tier with their shares and indices."""
    customers, everybody = part.row(0, named=True)["customers"], part.row(0, named=True)["base_customers"]
    shares = with_lift(
        part.rename({"buyers": "top_buyers", "base_buyers": "buyers"}), top=customers, base=everybody
    ).rename({"buyers": "base_buyers", "top_buyers": "buyers", "top_share": "share", "lift": "index"})
    likely, low, high = likely_index(
        shares["buyers"].cast(pl.Float64).to_numpy(),
        np.full(shares.height, float(customers)),
        shares["base_share"].to_numpy(),
        float(everybody),
    )
    spent, spent_by_all = (pl.col(name) / pl.col(name).sum() for name in ("net", "base_net"))
    return shares.with_columns(
        likely_index=pl.Series(likely),
        low=pl.Series(low),
        high=pl.Series(high),
        spent_share=pl.when(pl.col("net").sum() > 0).then(spent),
        base_spent_share=spent_by_all,
    ).with_columns(spent_index=pl.col("spent_share") / pl.col("base_spent_share"))
