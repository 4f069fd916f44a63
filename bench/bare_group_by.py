"""The least any tool can do with a log: read it, group by customer and day, then by customer, sort, write.

    python bench/bare_group_by.py ORDERS.(parquet|csv) TARGET.csv COLUMNS

ORDERS are canonical order lines, or an export as `make_log.py` writes it; the result has COLUMNS columns, so
that writing costs the same.
"""

from __future__ import annotations

import sys

import polars as pl

orders, target, columns = sys.argv[1], sys.argv[2], int(sys.argv[3])
if orders.endswith(".csv"):
    lines = pl.scan_csv(orders, try_parse_dates=True, schema_overrides={"customer_id": pl.String}).select(
        "order_date", customer_key="customer_id", money=pl.col("quantity") * pl.col("unit_price")
    )
else:
    lines = (
        pl.scan_parquet(orders)
        .filter(pl.col("excluded").is_null(), pl.col("customer_key").is_not_null())
        .select("order_date", "customer_key", money="net_after_refund")
    )
days = lines.group_by("customer_key", "order_date").agg(pl.col("money").sum())
value = pl.col("money").sum().cast(pl.Float64)
customers = days.group_by("customer_key").agg(
    pl.col("order_date").min().alias("first"),
    pl.col("order_date").max().alias("last"),
    pl.len().alias("days"),
    *(value.alias(f"value {number}") for number in range(columns - 4)),
)
customers.sort("value 0", "customer_key", descending=[True, False]).collect(engine="streaming").write_csv(target)
