"""Canonical order lines from a few columns, by the thousand: an order each, and a refund row where money came back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.orders.schema import CANONICAL_SCHEMA, MONEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CDNOW = Path(__file__).parent / "data" / "cdnow.csv.gz"
CDNOW_FIRST = date(1997, 1, 1)

FIRST = date(2022, 1, 1)
ORDERS = {
    "customer_key": pl.String,
    "order_date": pl.Date,
    "net": pl.Float64,
    "refund": pl.Float64,
    "refunded_at": pl.Date,
}

Row = tuple[str, date, float] | tuple[str, date, float, float, date]


def orders_of(rows: Iterable[Row]) -> pl.DataFrame:
    """Return orders from (customer, day, amount), perhaps with (refund, day of the refund)."""
    return pl.DataFrame([(*row, None, None)[:5] for row in rows], schema=ORDERS, orient="row")


def lines_of(orders: pl.DataFrame, *, currency: str | None = None) -> pl.LazyFrame:
    """Return canonical lines: `order_kept` as it stands when all is known, sorted as `ingest` sorts them."""
    numbered = orders.sort("order_date", "customer_key", "net").with_row_index("number")
    shared = (pl.format("O{}", "number").alias("order_id"), "order_date", "customer_key")
    kept = (pl.col("net") > 0) & (pl.col("net") > pl.col("refund").fill_null(0))
    net, refund = pl.col("net").cast(MONEY), pl.col("refund").cast(MONEY)
    zero = pl.lit(0).cast(MONEY)
    sales = numbered.select(
        *shared, line_no=1, line_type=pl.lit("product"), net_amount=net, refund_amount=zero, net_after_refund=net,
        refunded_at=pl.lit(None, pl.Date), order_kept=kept,
    )  # fmt: skip
    refunds = numbered.filter(pl.col("refund").is_not_null()).select(
        *shared, "refunded_at", line_no=2, line_type=pl.lit("refund"), net_amount=zero, refund_amount=refund,
        net_after_refund=-refund, order_kept=kept,
    )  # fmt: skip
    found = pl.concat([sales, refunds], how="diagonal").with_columns(
        customer_id="customer_key", currency=pl.lit(currency, pl.String), other_amount=zero
    )
    return (
        found.select(
            (pl.col(name) if name in found.columns else pl.lit(None)).cast(dtype).alias(name)
            for name, dtype in CANONICAL_SCHEMA.items()
        )
        .sort("order_date", "order_id", "line_no")
        .lazy()
    )


def cdnow() -> pl.LazyFrame:
    """Return the CDNOW sample; what was free counts a cent, since the papers count all purchases."""
    days = pl.read_csv(CDNOW)
    return lines_of(
        days.select(
            customer_key=pl.format("C{}", "customer"),
            order_date=pl.lit(CDNOW_FIRST) + pl.duration(days="day"),
            net=pl.max_horizontal("amount", pl.lit(0.01)),
            refund=pl.lit(None, pl.Float64),
            refunded_at=pl.lit(None, pl.Date),
        )
    )


def shop(
    buys: Callable[[np.random.Generator], Iterable[int]], *, customers: int = 800, seed: int = 5
) -> pl.LazyFrame:
    """Return a shop of customers who buy on the days that `buys` draws for each, at a level of their own."""
    rng = np.random.default_rng(seed)
    rows: list[Row] = []
    for number in range(customers):
        level = rng.gamma(4, 10)
        rows.extend(
            (f"C{number:04}", FIRST + timedelta(days=day), round(float(level * rng.gamma(6, 1 / 6)), 2) + 0.01)
            for day in sorted(set(buys(rng)))
        )
    return lines_of(orders_of(rows))


def leaving_buyer(rng: np.random.Generator, *, faster_from: int | None = None) -> list[int]:
    """Return the days, up to two years, of a buyer of BG/NBD; perhaps five times as fast, and true, from a day on."""
    at, days = float(rng.integers(0, 250)), []
    rate, leaving = rng.gamma(0.8, 1 / 15), rng.beta(0.8, 2.0)
    while at < 730:
        days.append(int(at))
        faster = faster_from is not None and at > faster_from
        if not faster and rng.random() < leaving:
            break
        at += rng.exponential(1 / rate) / (5 if faster else 1)
    return days
