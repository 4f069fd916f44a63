"""Plain orders that only return goods, settled with those that they may belong to, some buyers at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.settling import duplicates
from clvcli.orders.settling.condensed import drafted
from clvcli.orders.settling.drafts import BUYER
from clvcli.orders.settling.laid_down import documents
from clvcli.orders.settling.reconciliation import fates_of_lines
from clvcli.orders.settling.settle import order_numbers, settle
from clvcli.orders.settling.spans import lay_down
from clvcli.orders.store.redraft import with_documents
from clvcli.orders.tables import FILE, LINE
from clvcli.scratch import writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clvcli.orders.settling.laid_down import LaidExports
    from clvcli.orders.settling.spans import LaidDown, Span
    from clvcli.orders.settling.tally import Tally

APART_ROWS = 250_000
"""Rows of orders that are settled apart at once, about."""

KEY = ("store", "order_id")
"""What numbers an order of drafts; of exports without stores that is the same everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturningOrders:
    """Orders that only return goods and those that they may belong to, settled together."""

    orders: pl.DataFrame
    """KEY, `buyer` and `order_date`, one row an order."""
    lines: LaidDown | None
    """The columns of STORED; None where there are none."""
    fates: tuple[pl.DataFrame, ...]

    @classmethod
    def settled(cls, exports: LaidExports, goods: pl.DataFrame, tally: Tally, folder: Path) -> ReturningOrders:
        """Settle the orders with lines of these `goods` (`buyer`, `sku`), and lay their lines down in `folder`.

        Raises WriteError.
        """
        orders = _with_goods(exports, goods)
        if orders.is_empty():
            return cls(orders=orders, lines=None, fates=())
        fates = []
        rows = orders.height * sum(tally.rows.values()) // max(tally.orders, 1)
        for lot, (lines, became) in enumerate(_in_lots(exports, orders, tally, rows // APART_ROWS + 1)):
            fates.append(became)
            with writing():
                lines.write_parquet(folder / f"{lot:05}.returning", compression="lz4")
        laid = pl.scan_parquet([*folder.glob("*.returning")], glob=False, hive_partitioning=False)
        return cls(orders=orders, lines=lay_down(laid, folder / "returning"), fates=tuple(fates))

    def lines_of(self, span: Span) -> Iterator[pl.DataFrame]:
        """Yield their lines in a span, where there are any."""
        if self.lines is not None and self.lines.days.filter(span.holds()).height:
            yield self.lines.rows_of(span).collect()

    def others(self, drafts: pl.LazyFrame, span: Span) -> pl.LazyFrame:
        """Return the drafts of a span that are not of these orders."""
        theirs = self.orders.filter(span.holds())
        return drafts.join(theirs.lazy(), on=KEY, how="anti") if theirs.height else drafts


def _with_goods(exports: LaidExports, goods: pl.DataFrame) -> pl.DataFrame:
    """Return the orders with lines of `goods`."""
    found = []
    buyers = goods["buyer"].unique().implode()
    for export, rows in exports.plain.each_among(exports.rows.rows()):
        drafts = exports.drafts(export, rows).with_columns(buyer=BUYER)
        theirs = drafts.filter(pl.col("buyer").is_in(buyers, nulls_equal=True))
        moved = theirs.join(goods.lazy(), on=["buyer", "sku"], how="semi", nulls_equal=True)
        found.append(moved.select(*KEY, "buyer", "order_date").unique().collect(engine="streaming"))
    return pl.concat(found)


def _in_lots(
    exports: LaidExports, orders: pl.DataFrame, tally: Tally, lots: int
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield settled lines, as a store keeps them, and their fates, of some buyers at a time."""
    of_files = exports.of_files(tally)
    for _, some in orders.group_by(pl.col("buyer").hash() % lots):
        rows = _rows_of(exports.rows, some)
        drafts = [
            drafted(theirs, export)
            for export, found in exports.plain.each_among(rows.lazy())
            if (theirs := found.collect()).height
        ]
        lines = order_numbers(pl.concat(drafts, how="diagonal"))
        settled = settle(with_documents(lines, duplicates.content(lines)), exports.plain.options).lines
        yield documents(settled, of_files), fates_of_lines(settled)


def _rows_of(laid: LaidDown, orders: pl.DataFrame) -> pl.DataFrame:
    """Return the typed rows of some `orders`."""
    rows = laid.rows()
    if "store" in rows.collect_schema():
        rows = rows.with_columns(pl.col("store").fill_null(""))
    key = [name for name in KEY if name in rows.collect_schema()]
    named = pl.col("order_id").is_in(orders["order_id"].unique().implode())
    found = rows.filter(named).join(orders.lazy().select(key), on=key, how="semi").collect(engine="streaming")
    return found.sort(FILE, LINE)
