"""The least any tool can do with a log: read it, group by customer and day, then by customer, sort, write.

    python bench/bare_group_by.py ORDERS.parquet TARGET.csv COLUMNS

ORDERS is a file of canonical order lines; the result has COLUMNS columns, so that writing costs the same.
"""

from __future__ import annotations

import sys

import polars as pl

orders, target, columns = sys.argv[1], sys.argv[2], int(sys.argv[3])
days = (
    pl.scan_parquet(orders)
    .filter(pl.col("excluded").is_null(), pl.col("customer_key").is_not_null())
    .group_by("customer_key", "order_date")
    .agg(pl.col("net_after_refund").sum())
)
value = pl.col("net_after_refund").sum().cast(pl.Float64)
customers = days.group_by("customer_key").agg(
    pl.col("order_date").min().alias("first"),
    pl.col("order_date").max().alias("last"),
    pl.len().alias("days"),
    *(value.alias(f"value {number}") for number in range(columns - 4)),
)
customers.sort("value 0", "customer_key", descending=[True, False]).collect(engine="streaming").write_csv(target)
