"""Typed rows laid down by month in private files, and read again a span of days at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from clvcli.orders.store.layout import MONTH, month_of
from clvcli.scratch import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

Item = TypeVar("Item")
Done = TypeVar("Done")

AT_ONCE = 2
"""Spans that are worked on at a time: while one is sorted on one core, another is written on the next."""

SPAN_ROWS = 125_000
"""Rows of one span at the most, unless a day has more: what is settled in memory at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days of one month, one after the other."""

    month: str
    """As `month_of` has it."""
    first: date
    last: date

    def holds(self) -> pl.Expr:
        """Whether a line is of these days."""
        return pl.col("order_date").is_between(self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidDown:
    """Rows by month."""

    folder: Path
    days: pl.DataFrame
    """`order_date`, MONTH and `rows`, sorted; one row a day."""

    def rows(self) -> pl.LazyFrame:
        """Return all rows."""
        return pl.scan_parquet(self.folder / "*" / "*.parquet", hive_partitioning=False)

    def rows_of(self, span: Span) -> pl.LazyFrame:
        """Return the rows of a span."""
        month = self.folder / f"{MONTH}={span.month}" / "*.parquet"
        return pl.scan_parquet(month, hive_partitioning=False).filter(span.holds())

    def spans(self) -> Iterator[Span]:
        """Yield all days, in spans of SPAN_ROWS rows at the most that do not cross the end of a month."""
        so_far = (pl.col("rows").cum_sum().over(MONTH) - 1) // SPAN_ROWS
        spans = self.days.group_by(MONTH, so_far.alias("span"), maintain_order=True).agg(
            first=pl.col("order_date").first(), last=pl.col("order_date").last()
        )
        for month, first, last in spans.select(MONTH, "first", "last").iter_rows():
            yield Span(month=month, first=first, last=last)


def side_by_side(do: Callable[[Item], Done], items: Iterable[Item]) -> Iterator[Done]:
    """Yield what `do` makes of each of `items`, in order, AT_ONCE of them at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(do, items)


def lay_down(rows: pl.LazyFrame, folder: Path) -> LaidDown:
    """Write rows with an `order_date` into a folder of each month below `folder`; raises WriteError."""
    with writing():
        rows.with_columns(month_of()).sink_parquet(
            pl.PartitionBy(folder, key=MONTH, include_key=False), compression="lz4", mkdir=True
        )
    laid_down = LaidDown(folder=folder, days=pl.DataFrame())
    days = laid_down.rows().group_by("order_date").agg(rows=pl.len()).sort("order_date")
    return LaidDown(folder=folder, days=days.with_columns(month_of()).collect(engine="streaming"))
