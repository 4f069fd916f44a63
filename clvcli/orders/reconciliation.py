"""What became of every row and every krone: the page that answers why the total differs from the shop's own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from clvcli.orders.schema import MONEY, ONE_ORDER

FATES = ("accepted", "excluded", "rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Rows read = accepted + excluded (by rule) + rejected (by reason); gross - discounts - refunds = net."""

    fates: pl.DataFrame
    """`fate`, `rule` (null for accepted), `rows`, `orders`, `money` (merchandise after discount, signed; null for
    rejected rows, and where several currencies would be added): one row a fate and rule, accepted first."""
    ladder: pl.DataFrame
    """`currency`, `step`, `lines`, `orders`, `money`: gross, discounts, net_sales, refunds_of_orders,
    refunds_of_none (credit notes that found no order), net_revenue, of which guests, shipping and other."""

    @property
    def rows_read(self) -> int:
        """Rows of all inputs."""
        return int(self.fates["rows"].sum())

    def rows_of(self, fate: str) -> int:
        """Rows with one fate."""
        return int(self.fates.filter(pl.col("fate") == fate)["rows"].sum())

    def money_of(self, step: str) -> Decimal:
        """Money of a step of the ladder, all currencies together; for one currency only."""
        return Decimal(self.ladder.filter(pl.col("step") == step)["money"].sum())


def fates_of(lines: pl.DataFrame, rejects: pl.DataFrame) -> pl.DataFrame:
    """Count input rows by fate, and the money of all lines that came of them; null where currencies differ.

    `lines` are assembled lines with `row` and `file`; `rejects` has REJECT_SCHEMA_COLUMNS.
    """
    own = pl.col("row").is_not_null()
    money = (pl.col("net_amount") - pl.col("refund_amount")).sum().cast(MONEY)
    if lines["currency"].n_unique() > 1:
        money = pl.lit(None, MONEY)
    counted = (
        lines.group_by(rule="excluded")
        .agg(
            rows=pl.struct("file", "row").filter(own).n_unique(),
            orders=pl.col("order_no").n_unique(),
            money=money,
        )
        .with_columns(fate=pl.when(pl.col("rule").is_null()).then(pl.lit("accepted")).otherwise(pl.lit("excluded")))
    )
    refused = (
        rejects.group_by(rule="reason")
        .agg(rows=pl.len())
        .with_columns(fate=pl.lit("rejected"), orders=pl.lit(None, pl.UInt32), money=pl.lit(None, MONEY))
    )
    columns = [
        pl.col("fate"),
        pl.col("rule"),
        pl.col("rows").cast(pl.Int64),
        pl.col("orders").cast(pl.Int64),
        pl.col("money"),
    ]
    fates = pl.concat([counted.select(columns), refused.select(columns)])
    return fates.sort(pl.col("fate").cast(pl.Enum(FATES)), pl.col("rows"), "rule", descending=[False, True, False])


def ladder_of(lines: pl.LazyFrame) -> pl.DataFrame:
    """Sum up canonical lines step by step, a block a currency."""
    counted = lines.filter(pl.col("excluded").is_null())
    refund = pl.col("refund_amount") > 0
    has_order = (pl.col("line_no") == 1).any().over(ONE_ORDER)
    marked = counted.with_columns(has_order=pl.when(refund).then(has_order).otherwise(pl.lit(value=True)))
    guest = pl.col("customer_key").is_null()
    steps: tuple[tuple[str, pl.Expr, pl.Expr], ...] = (
        ("gross", pl.col("gross_amount"), pl.col("gross_amount") != 0),
        ("discounts", -pl.col("discount_amount"), pl.col("discount_amount") != 0),
        ("net_sales", pl.col("net_amount"), pl.col("net_amount") != 0),
        ("refunds_of_orders", -pl.col("refund_amount"), refund & pl.col("has_order")),
        ("refunds_of_none", -pl.col("refund_amount"), refund & ~pl.col("has_order")),
        ("net_revenue", pl.col("net_after_refund"), pl.col("net_after_refund") != 0),
        ("guests", pl.col("net_after_refund"), guest & (pl.col("net_after_refund") != 0)),
        ("shipping_and_other", pl.col("other_amount"), pl.col("other_amount") != 0),
    )
    sums = (
        marked.group_by("currency")
        .agg(
            pl.struct(
                lines=holds.sum().cast(pl.Int64),
                orders=(holds & (pl.col("line_no") == 1)).sum().cast(pl.Int64),
                money=money.filter(holds).sum().cast(pl.Decimal(38, 4)),
            ).alias(step)
            for step, money, holds in steps
        )
        .collect()
        .sort("currency", nulls_last=True)
    )
    parts = [sums.select("currency", pl.lit(step).alias("step"), pl.col(step)).unnest(step) for step, _, _ in steps]
    return pl.concat(parts).sort("currency", nulls_last=True, maintain_order=True)
