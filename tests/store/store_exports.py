"""Exports of an invented shop, and what a store holds of them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from clvcli.orders.keep import Kept, keep
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.read import read_tables
from clvcli.orders.schema import CANONICAL_SCHEMA
from clvcli.orders.store.table import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import polars as pl

HEADER = "order_id,customer_id,email,order_date,updated_at,status,sku,quantity,unit_price,currency"

Row = tuple[Any, ...]


def shop(*, orders: int, seed: int = 1, first: date = date(2023, 1, 3)) -> list[Row]:
    """Return rows of orders over two years, some with several lines, some returned by a credit line later."""
    chance = random.Random(seed)  # noqa: S311  (an invented shop, no secret)
    rows: list[Row] = []
    for number in range(orders):
        day = first + timedelta(days=chance.randrange(700))
        buyer = chance.randrange(max(orders // 4, 1))
        for _ in range(chance.randint(1, 3)):
            price = f"{chance.randint(20, 900) / 10:.2f}"
            rows.append((1000 + number, f"c{buyer}", f"c{buyer}@example.org", day, day, "paid",
                         f"s{chance.randrange(30)}", chance.randint(1, 2), price, "EUR"))  # fmt: skip
    return rows


def write(path: Path, rows: Sequence[Row]) -> Path:
    """Write rows as an export."""
    path.write_text("\n".join([HEADER, *(",".join(map(str, row)) for row in rows)]) + "\n")
    return path


def kept(store: Path | str, *exports: Path, **options: object) -> Kept:
    """Bring exports into a store in one run."""
    chosen = ReadOptions(**options)  # type: ignore[arg-type]  # the tests name fields
    return keep(read_tables([str(path) for path in exports], chosen), str(store), chosen)


def content(store: Path | str, *, version: int | None = None) -> pl.DataFrame:
    """Return the canonical lines of a store."""
    return open_store(str(store), version=version).lines().select(list(CANONICAL_SCHEMA)).collect()
