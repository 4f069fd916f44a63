"""What became of every row and every krone: the page that answers why the total differs from the shop's own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import NothingLeftError
from clvcli.orders.schema import MONEY, ONE_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FATES = ("accepted", "excluded", "rejected")

_FATE_COLUMNS = {
    "fate": pl.col("fate"),
    "rule": pl.col("rule"),
    "rows": pl.col("rows").cast(pl.Int64),
    "orders": pl.col("orders").cast(pl.Int64),
    "money": pl.col("money"),
}


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


def fates_of_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Count the rows of assembled `lines` by fate, and the money of all that came of them.

    `lines` have `row` and `file`; the money is null where currencies differ.
    """
    own = pl.col("row").is_not_null()
    money = (pl.col("net_amount") - pl.col("refund_amount")).sum().cast(MONEY)
    moved = (pl.col("net_amount") != 0) | (pl.col("refund_amount") != 0)
    if lines.filter(moved)["currency"].n_unique() > 1:
        money = pl.lit(None, MONEY)
    counted = lines.group_by(rule="excluded").agg(
        rows=pl.struct("file", "row").filter(own).n_unique(), orders=pl.col("order_no").n_unique(), money=money
    )
    return with_fate(counted)


def fates_of_rows(rule: str, rows: int) -> pl.DataFrame:
    """Count `rows` that `rule` excludes before they come to any order or money."""
    counted = pl.select(rule=pl.lit(rule), rows=pl.lit(rows), orders=pl.lit(0), money=pl.lit(0, MONEY))
    return with_fate(counted)


def with_fate(counted: pl.DataFrame) -> pl.DataFrame:
    """Add the fate of rows that are counted by the `rule` that excludes them."""
    fate = pl.when(pl.col("rule").is_null()).then(pl.lit("accepted")).otherwise(pl.lit("excluded"))
    return counted.select(**(_FATE_COLUMNS | {"fate": fate}))


def fates_of(parts: Sequence[pl.DataFrame], rejects: pl.DataFrame) -> pl.DataFrame:
    """Add up the fates of several lots of lines, and those of `rejects` (REJECTS), sorted."""
    refused = rejects.group_by(rule="reason").agg(rows=pl.len())
    unknown = {"fate": pl.lit("rejected"), "orders": pl.lit(None, pl.Int64), "money": pl.lit(None, MONEY)}
    fates = pl.concat([*parts, refused.select(**(_FATE_COLUMNS | unknown))])
    orders, money = pl.col("orders"), pl.col("money")
    fates = fates.group_by("fate", "rule").agg(
        rows=pl.col("rows").sum(),
        orders=pl.when(orders.null_count() == 0).then(orders.sum()),
        money=pl.when(money.null_count() == 0).then(money.sum()).cast(MONEY),
    )
    by_fate = pl.col("fate").cast(pl.Enum(FATES))
    return fates.sort(by_fate, "rows", "rule", descending=[False, True, False])


def fates_of_canonical(lines: pl.LazyFrame, rejects: pl.DataFrame) -> pl.DataFrame:
    """Count canonical lines by fate, each as a row of its own, and those of `rejects` (REJECTS), sorted."""
    frame = lines.with_row_index("row").with_columns(
        pl.col("row").cast(pl.Int64),
        file=pl.lit(0, pl.Int32),
        order_no=pl.struct("store", "order_id", "customer_key").hash(),
    )
    needed = ["row", "file", "order_no", "excluded", "net_amount", "refund_amount", "currency"]
    return fates_of([fates_of_lines(frame.select(needed).collect())], rejects)


def ladder_of(lines: pl.LazyFrame) -> pl.DataFrame:
    """Sum up canonical lines step by step, a block a currency."""
    counted = lines.filter(pl.col("excluded").is_null())
    refund = pl.col("refund_amount") > 0
    marked = pl.concat(
        [counted.filter(~refund).with_columns(has_order=True), *_by_order(counted.filter(refund), counted)]
    )
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
        .collect(engine="streaming")
        .sort("currency", nulls_last=True)
    )
    parts = [sums.select("currency", pl.lit(step).alias("step"), pl.col(step)).unnest(step) for step, _, _ in steps]
    return pl.concat(parts).sort("currency", nulls_last=True, maintain_order=True)


def _by_order(refunds: pl.LazyFrame, counted: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    """Yield refunds whose order is there, and those whose order is not, with `has_order`."""
    returned = refunds.select(ONE_ORDER).unique()
    first_lines = counted.filter(pl.col("line_no") == 1).select(ONE_ORDER)
    there = first_lines.join(returned, on=ONE_ORDER, how="semi", nulls_equal=True)
    yield refunds.join(there, on=ONE_ORDER, how="semi", nulls_equal=True).with_columns(has_order=True)
    yield refunds.join(there, on=ONE_ORDER, how="anti", nulls_equal=True).with_columns(has_order=False)


def check_something_left(fates: pl.DataFrame) -> None:
    """Raise NothingLeftError where no row counts."""
    if fates.filter(pl.col("fate") == "accepted").height == 0:
        excluded = fates.filter(pl.col("rule").is_not_null())
        raise NothingLeftError.after(dict(zip(excluded["rule"], excluded["rows"], strict=True)))
