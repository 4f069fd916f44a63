"""What a run changes in a store: the months whose lines differ, and what they hold afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.store.layout import MONTH, STORED_SCHEMA, month_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders.store.table import Store
    from clvcli.orders.store.touched import Touched

NO_CONTENT = ("export_last",)
"""Columns that say of a line when it was last delivered: on their own they change nothing."""


def in_order(lines: pl.DataFrame) -> pl.DataFrame:
    """Return stored lines in the order of the canonical table."""
    buyer = pl.coalesce("customer_email", "customer_id", "customer_phone")
    return lines.sort("order_date", pl.col("store").fill_null(""), "order_id", buyer, "line_no", nulls_last=True)


def changed_months(before: pl.DataFrame, after: pl.DataFrame) -> list[str]:
    """Return the months in which two sets of stored lines differ, compared line by line by hash."""
    counts = (
        pl.concat([_hashed(before, -1), _hashed(after, 1)]).group_by(MONTH, "content").agg(pl.col("times").sum())
    )
    return counts.filter(pl.col("times") != 0)[MONTH].unique().sort().to_list()


def _hashed(lines: pl.DataFrame, times: int) -> pl.DataFrame:
    content = [name for name in STORED_SCHEMA if name not in NO_CONTENT]
    return lines.select(month_of(), content=pl.struct(content).hash(), times=pl.lit(times, pl.Int64))


def months_after(
    store: Store, touched: Touched, before: pl.DataFrame, after: pl.DataFrame
) -> Mapping[str, pl.DataFrame]:
    """Return the new lines of each month that changes, where `after` takes the place of the touched `before`."""
    return {
        month: in_order(pl.concat([
            touched.beside(store.lines([month])).collect(engine="streaming"),
            after.filter(month_of() == month),
        ]))
        for month in changed_months(before, after)
    }  # fmt: skip
