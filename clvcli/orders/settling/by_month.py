"""The settling of plain exports of any size: laid down by month, looked through, settled a span of days at a time.

Exports are plain as `plain.py` tells it: nearly every order can be told by its own lines.  Those that only return
goods, and the orders that they may belong to, are settled apart (`returning.py`); all others lie within a day.
What is held in memory at once does not grow with the exports, but for the numbers of orders that are settled apart.
Both ways make the same lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.on_disk import OnDisk
from clvcli.orders.schema import CANONICAL_SCHEMA
from clvcli.orders.settling.condensed import PERHAPS_IDENTICAL, Orders, identical_lines
from clvcli.orders.settling.drafts import BUYER
from clvcli.orders.settling.laid_down import LaidExports, documents
from clvcli.orders.settling.plain import PlainExports, all_plain, drafts_of, rows_together
from clvcli.orders.settling.reconciliation import with_fate
from clvcli.orders.settling.returning import ReturningOrders
from clvcli.orders.settling.spans import Span, lay_down, side_by_side
from clvcli.orders.settling.tally import RETURNS_ONLY, Tally
from clvcli.orders.settling.told_apart import alike, are_plain
from clvcli.orders.settling.told_apart import lay_down as lay_down_numbers
from clvcli.orders.settling.validity import isolated_days
from clvcli.orders.settling.whole_orders import lines_of_whole_orders
from clvcli.orders.store.changes import in_order
from clvcli.orders.store.files import ROW_GROUP
from clvcli.scratch import remove_folder, scratch_folder, writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from clvcli.notes import Note
    from clvcli.orders.money.line_money import MoneyReading
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, Reading

ROWS_COUNTED = 5_000_000
"""Lines whose buyers are counted at once, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledByMonth:
    """What the orders of plain exports come to, in files."""

    months: Mapping[str, Path]
    """Month -> the file of its settled lines: the columns of STORED, in canonical order."""
    fates: tuple[pl.DataFrame, ...]
    """Of the rows that could be read; see `reconciliation`."""
    rows: Mapping[int, int]
    """Rows that could be read of each file that has any, by its number."""
    moneys: tuple[MoneyReading, ...]
    """File by file."""
    decisions: tuple[Decision, ...]
    identical_lines: int
    notes: tuple[Note, ...] = ()

    @property
    def lines(self) -> pl.LazyFrame:
        """The canonical lines, in canonical order."""
        files = pl.scan_parquet([*self.months.values()], glob=False, hive_partitioning=False)
        return files.select(list(CANONICAL_SCHEMA))

    @property
    def table(self) -> OnDisk:
        """The canonical lines on disk."""
        return OnDisk.of([*self.months.values()]).select(list(CANONICAL_SCHEMA))

    @property
    def by_buyer(self) -> list[pl.LazyFrame]:
        """The canonical lines, some buyers at a time."""
        lots = sum(self.rows.values()) // ROWS_COUNTED + 1
        lot_of = pl.col("customer_key").hash() % lots
        return [self.lines.filter(lot_of == lot) for lot in range(lots)]


def settled_by_month(readings: Sequence[Reading], options: ReadOptions) -> SettledByMonth | None:
    """Return the order lines of exports in files, or None where the exports are not plain together.

    Raises WriteError, and the errors of `decide_money` and `in_one_currency`.
    """
    if not all_plain(readings, options):
        return None
    folder = scratch_folder()
    exports = _laid_down(readings, options, folder)
    seen = _looked_through(exports, folder) if exports else None
    if exports is None or seen is None:
        remove_folder(folder)
        return None
    returning = ReturningOrders.settled(exports, seen.goods, seen.tally, folder)
    months, fates = _written(exports, returning, exports.of_files(seen.tally), folder)
    return SettledByMonth(
        months=months,
        fates=(*fates, *returning.fates),
        rows=seen.tally.rows,
        moneys=exports.plain.moneys,
        decisions=exports.decisions,
        identical_lines=seen.identical_lines,
        notes=seen.notes,
    )


def _laid_down(readings: Sequence[Reading], options: ReadOptions, folder: Path) -> LaidExports | None:
    """Lay the rows of exports down, or return None where one look at all of them shows that they are not plain."""
    rows = lay_down(rows_together(dict(enumerate(readings))), folder / "rows")
    if rows.days.is_empty() or isolated_days(rows.days["order_date"].to_list()):
        return None
    plain = PlainExports.of(readings, options, rows.rows())
    if plain is None:
        return None
    currency, decisions = plain.in_currency()
    return LaidExports(plain=plain, rows=rows, currency=currency, decisions=decisions)


# --- looking through -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What was seen of the orders of a span."""

    numbers: Path
    """The orders as `told_apart.listed` has them, laid down."""
    goods: pl.DataFrame
    """`buyer` and `sku` of the lines of orders that only return goods."""
    tally: Tally
    identical_lines: int
    """Lines that stand in their order already, of orders with merchandise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What was seen of all orders, which are plain."""

    goods: pl.DataFrame
    """`buyer` and `sku` of what was returned by orders that only return."""
    tally: Tally
    identical_lines: int
    """Lines that stand in their order already, and count all the same."""
    notes: tuple[Note, ...]


def _looked_through(exports: LaidExports, folder: Path) -> _Looked | None:
    """Look at every order, or return None where one cannot be told by its own lines, or not from another."""
    spans = enumerate(exports.rows.spans())
    found = [
        *side_by_side(lambda span: _seen(exports, span[1], folder / f"{span[0]:05}.numbers"), spans),
    ]
    seen = [span for span in found if span is not None]
    if len(seen) < len(found):
        return None
    tally, numbers = Tally.of_all([span.tally for span in seen]), [span.numbers for span in seen]
    if not are_plain(tally, numbers):
        return None
    return _Looked(
        goods=pl.concat([span.goods for span in seen]).unique(),
        tally=tally,
        identical_lines=sum(span.identical_lines for span in seen),
        notes=alike(tally, numbers),
    )


def _seen(exports: LaidExports, span: Span, path: Path) -> _Seen | None:
    """Look at the orders of a span, or return None where one cannot be told by its own lines."""
    orders = Orders.of_each(exports.of_span(span))
    if orders is None:
        return None
    several = len(exports.plain.moneys) > 1
    looked = [_looked_closer(one) for one in orders]
    return _Seen(
        numbers=lay_down_numbers(pl.concat([one.listed(several_files=several) for one in orders]), path),
        goods=pl.concat([goods for _, goods in looked]),
        tally=Tally.of_all([Tally.of(one.table, copies) for one, (copies, _) in zip(orders, looked, strict=True)]),
        identical_lines=sum(int(copies.filter("moves")["copies"].sum()) for copies, _ in looked),
    )


def _looked_closer(orders: Orders) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return `condensed.identical_lines` of orders, and `buyer` and `sku` of those that only return goods."""
    key, returning = orders.export.key, orders.table.filter(RETURNS_ONLY)
    numbers = pl.concat([orders.table.filter(PERHAPS_IDENTICAL), returning]).select("order_id").unique()
    few = orders.typed.join(numbers.lazy(), on="order_id", how="semi")
    priced = orders.export.priced(drafts_of(few, orders.export.reading)).collect(engine="streaming").lazy()
    theirs = priced.join(returning.lazy(), on=key, how="semi").select("sku", buyer=BUYER)
    return identical_lines(priced, orders.table, key), theirs.unique().collect()


# --- files -----------------------------------------------------------------------------------


def _written(
    exports: LaidExports, returning: ReturningOrders, of_files: pl.DataFrame, folder: Path
) -> tuple[Mapping[str, Path], Sequence[pl.DataFrame]]:
    """Write the lines of each month into a file, and return these and the fates of whole orders."""

    def settle_span(numbered: tuple[int, Span]) -> tuple[str, Path, list[pl.DataFrame]]:
        """Write the order lines of a span to a file; return its month, the file, and what became of its rows."""
        number, span = numbered
        whole = [*_whole_orders(exports, returning, span)]
        lines = [*(documents(lines, of_files) for lines in whole), *returning.lines_of(span)]
        path = folder / f"{number:05}.parquet"
        _write(lines[0] if len(lines) == 1 else in_order(pl.concat(lines)), path)
        return span.month, path, [*map(_fates, whole)]

    done = [*side_by_side(settle_span, enumerate(exports.rows.spans()))]
    months = dict.fromkeys(month for month, _, _ in done)
    files = {month: _as_one([path for of, path, _ in done if of == month]) for month in months}
    return files, [fates for _, _, of_span in done for fates in of_span]


def _whole_orders(exports: LaidExports, returning: ReturningOrders, span: Span) -> Iterator[pl.DataFrame]:
    """Yield the settled lines of the whole orders of a span, export by export; one table at least."""
    for export, rows in exports.of_span(span):
        priced = returning.others(exports.priced(export, rows), span)
        whole = lines_of_whole_orders(priced, export.reading, exports.currency)
        if whole.height or len(exports.plain.each) == 1:
            yield whole


def _fates(whole: pl.DataFrame) -> pl.DataFrame:
    """Count the rows of whole orders by fate."""
    counted = whole.group_by(rule="excluded").agg(
        rows=pl.len(), orders=(pl.col("line_no") == 1).sum(), money=pl.col("net_after_refund").sum()
    )
    return with_fate(counted)


def _write(lines: pl.DataFrame, path: Path) -> None:
    with writing():
        lines.rechunk().write_parquet(path, compression="zstd", row_group_size=ROW_GROUP)


def _as_one(paths: Sequence[Path]) -> Path:
    """Return the one file of a month, put together where it was settled in several spans."""
    if len(paths) == 1:
        return paths[0]
    whole = paths[0].with_suffix(".whole.parquet")
    with writing():
        pl.scan_parquet([*paths], glob=False).sink_parquet(whole, compression="zstd", row_group_size=ROW_GROUP)
    for path in paths:
        path.unlink()
    return whole
