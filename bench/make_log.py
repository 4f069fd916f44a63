"""Write canonical-looking order lines of invented customers, as many as wanted, always the same.

    python bench/make_log.py LINES TARGET.(parquet|csv)

Customers follow BG/NBD and Gamma-Gamma: they arrive through the first year, buy at gamma-distributed rates,
each at a price level of their own, and drop out after a purchase with beta-distributed chances.  Ten lines
a customer on the average, as in the log of a real shop; made block by block, so that memory does not grow
with the log.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20250630
DAYS = 730
FIRST_DAY = np.datetime64("2023-07-01")
LINES_PER_CUSTOMER = 10
LINES_PER_ORDER = 2.5
CUSTOMERS_PER_BLOCK = 100_000

RATE_SHAPE, RATE_SCALE = 0.6, 1 / 55
"""r, and 1 / alpha in days: with the dropout below about four orders a customer in two years."""
DROPOUT = (0.6, 3.2)
"""a and b."""

PRICE_SHAPE, LEVEL_SHAPE, LEVEL_SCALE = 3.0, 4.0, 24.0
"""Prices are gamma distributed around a level of the customer's own, as Gamma-Gamma has it: 24 on the average."""

RETURNS = 0.03
"""Share of the lines with a negative quantity."""


def purchases(rng: np.random.Generator, customers: int) -> tuple[np.ndarray, np.ndarray]:
    """Return customer and day of each purchase, in no order."""
    rate = rng.gamma(RATE_SHAPE, RATE_SCALE, customers)
    dropout = rng.beta(*DROPOUT, customers)
    who, day = np.arange(customers), rng.integers(0, DAYS // 2, customers).astype(float)
    all_who, all_days = [who], [day]
    while who.size:
        stays = rng.random(who.size) >= dropout[who]
        who, day = who[stays], day[stays]
        day = day + rng.exponential(1 / np.maximum(rate[who], 1e-9))
        inside = day < DAYS
        who, day = who[inside], day[inside]
        all_who.append(who)
        all_days.append(day)
    return np.concatenate(all_who), np.concatenate(all_days).astype(np.int64)


def block(first_customer: int, customers: int, lines: int) -> pl.DataFrame:
    """Return `lines` order lines of so many customers, by day."""
    rng = np.random.default_rng([SEED, first_customer])
    who, day = purchases(rng, customers)
    line_of = np.sort(rng.integers(0, who.size, max(0, lines - who.size)))
    order = np.concatenate([np.arange(who.size), line_of])[:lines]
    level = LEVEL_SCALE / rng.gamma(LEVEL_SHAPE, 1.0, customers)
    quantity = np.where(rng.random(order.size) < RETURNS, -1, rng.integers(1, 4, order.size))
    lines_of_block = {
        "order_id": pl.Series(first_customer * 100 + order).cast(pl.String),
        "customer_id": pl.Series(first_customer + who[order]).cast(pl.String).str.zfill(8),
        "order_date": FIRST_DAY + day[order],
        "sku": pl.Series(rng.integers(0, 5000, order.size)).cast(pl.String).str.zfill(6),
        "quantity": quantity,
        "unit_price": np.round(rng.gamma(PRICE_SHAPE, 1.0, order.size) * level[who[order]] + 0.01, 2),
        "currency": pl.repeat("EUR", order.size, eager=True),
    }
    return pl.DataFrame(lines_of_block).sort("order_date", "order_id", maintain_order=True)


def blocks(lines: int) -> Iterator[pl.DataFrame]:
    """Yield the log a block of customers at a time."""
    customers = max(1, lines // LINES_PER_CUSTOMER)
    for first in range(0, customers, CUSTOMERS_PER_BLOCK):
        some = min(CUSTOMERS_PER_BLOCK, customers - first)
        until = lines if first + some == customers else (first + some) * LINES_PER_CUSTOMER
        yield block(first, some, until - first * LINES_PER_CUSTOMER)


def write(lines: int, target: Path) -> None:
    """Write the log to `target`, by its ending."""
    tables = (frame.to_arrow(compat_level=pl.CompatLevel.oldest()) for frame in blocks(lines))
    first = next(tables)
    make = pyarrow.csv.CSVWriter if target.suffix == ".csv" else pa.parquet.ParquetWriter
    with make(target, first.schema) as writer:
        writer.write_table(first)
        for table in tables:
            writer.write_table(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=int)
    parser.add_argument("target", type=Path)
    asked = parser.parse_args()
    write(asked.lines, asked.target)
