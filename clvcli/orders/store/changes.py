"""What a run changes in a store: the months whose lines differ, and what they hold afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.store.layout import MONTH, STORED_SCHEMA, month_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.orders.store.table import Store
    from clvcli.orders.store.touched import Touched

NO_CONTENT = ("export_last",)
"""Columns that say of a line when it was last delivered: on their own they change nothing."""


def in_order(lines: pl.DataFrame) -> pl.DataFrame:
    """Return stored lines in the order of the canonical table."""
    buyer = pl.coalesce("customer_email", "customer_id", "customer_phone")
    return lines.sort("order_date", pl.col("store").fill_null(""), "order_id", buyer, "line_no", nulls_last=True)


def contents(lines: pl.DataFrame) -> pl.DataFrame:
    """Return how often each line stands among stored lines, told by hash: what is compared, without the lines."""
    told = [name for name in STORED_SCHEMA if name not in NO_CONTENT]
    hashed = lines.select("order_date", *NO_CONTENT, content=pl.struct(told).hash())
    return hashed.group_by("order_date", *NO_CONTENT, "content").agg(times=pl.len().cast(pl.Int64))


def changed_days(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Return the days (MONTH, `order_date`) on which two `contents` differ, of the months that change by it."""
    counted = pl.concat([before.with_columns(-pl.col("times")), after]).with_columns(month_of())
    line = [MONTH, "order_date", "content"]
    months = counted.group_by(line).agg(pl.col("times").sum()).filter(pl.col("times") != 0).select(MONTH).unique()
    differing = counted.group_by(*line, *NO_CONTENT).agg(pl.col("times").sum()).filter(pl.col("times") != 0)
    return differing.join(months, on=MONTH, how="semi").select(MONTH, "order_date").unique().sort("order_date")


def months_after(
    store: Store, touched: Touched, before: pl.DataFrame, after: pl.DataFrame
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the new lines of each month that changes, where `after` takes the place of the touched lines.

    `before` are the `contents` of these.  Days on which nothing differs are taken as they stand.
    """
    for (month,), of_month in changed_days(before, contents(after)).group_by(MONTH, maintain_order=True):
        differs = pl.col("order_date").is_in(of_month["order_date"].implode())
        lines = store.lines([str(month)])
        there = touched.beside(lines.filter(differs)).collect(engine="streaming")
        new = in_order(pl.concat([there, after.filter(differs)]))
        old = lines.filter(~differs)
        yield str(month), old.merge_sorted(new.lazy(), key="order_date").collect(engine="streaming")
