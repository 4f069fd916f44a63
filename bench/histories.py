"""Write the histories of the customers of canonical order lines: what a fit of any library takes.

python bench/histories.py ORDERS.parquet TARGET.csv
"""

from __future__ import annotations

import sys

import polars as pl

from clvcli.customers.summary import summarise

orders, target = sys.argv[1:]
people = summarise(pl.scan_parquet(orders)).frame.filter(pl.col("repeat_purchases").is_not_null())
people.select(
    x="repeat_purchases",
    t_x="active_days",
    T="age_days",
    spend=pl.col("net_sales").cast(pl.Float64) / (pl.col("repeat_purchases") + 1),
).write_csv(target)
