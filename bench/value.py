"""Value the customers of canonical order lines by a model that is fitted already, and print the seconds it took.

python bench/value.py ORDERS.parquet (points|intervals)
"""

from __future__ import annotations

import sys
import time

import polars as pl

from clvcli.customers.summary import summarise
from clvcli.valuation.plan import plan_for
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

orders, what = sys.argv[1:]
customers = summarise(pl.scan_parquet(orders))
buyers = customers.frame.filter(pl.col("repeat_purchases").is_not_null())
plan = plan_for(buyers, "bg-nbd", customers.span_days)
began = time.perf_counter()
value_customers(customers, ValueSettings(model="bg-nbd", intervals=what == "intervals"), planner=lambda *_: plan)
print(time.perf_counter() - began)
