"""Order lines laid apart by buyer in private files, so that no more than some of them are held at once.

Each customer stands wholly in one file; the orders of guests are spread.  Plain exports are laid apart as typed
rows, and the parts are condensed in turn as `condensed.py` condenses the whole.  What must be known of all orders
(order days, identical lines, numbers that two buyers or two exports share) is counted on the way, and nothing is
believed before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from clvcli.orders.schema import CANONICAL_SCHEMA
from clvcli.orders.settling.condensed import Condensed, LookedThrough, Orders
from clvcli.orders.settling.drafts import BUYER, LOOKED_AT, rows_with_buyers
from clvcli.orders.settling.plain import PlainExports, all_plain, readable
from clvcli.orders.settling.tally import Tally
from clvcli.orders.settling.told_apart import alike, are_plain, lay_down
from clvcli.orders.tables import FILE, LINE
from clvcli.scratch import remove_folder, scratch_folder, writing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Reading

OF_CUSTOMERS = (
    "order_id", "line_no", "line_type", "customer_key", "customer_key_kind", "customer_id", "order_date",
    "refunded_at", "net_amount", "refund_amount", "net_after_refund", "other_amount", "cost_amount", "currency",
    "order_kept", "excluded", "channel", "country", "store",
)  # fmt: skip
"""Canonical columns that what is told of customers rests on."""

ROWS_AT_ONCE = 500_000
"""Rows that wait to be written, in all files together."""

ROW_GROUP = 65_536
"""Rows of a file that are written, and read, at once: so many at most."""

_PART = "part"


class Apart(NamedTuple):
    """How canonical lines are to be laid apart."""

    parts: int
    """Files, each customer wholly in one."""
    columns: Sequence[str]
    """What is laid down of a line."""


def lines_by_buyer(lines: pl.LazyFrame, parts: int, columns: Sequence[str] = OF_CUSTOMERS) -> tuple[Path, ...]:
    """Lay `columns` of canonical lines apart into `parts` files, each customer in one, order kept.

    A part without a line has no file.  Raises WriteError.
    """
    rows, folder = lines.select(*columns, _part_of(pl.col("customer_key"), parts)), scratch_folder()
    paths = []
    for number, laid in enumerate(_laid_apart(rows, folder / "rows", parts)):
        paths.append(folder / f"{number:05}.lines")
        with writing():
            _rows_of([laid]).sink_parquet(paths[-1], compression="lz4", row_group_size=ROW_GROUP)
        laid.unlink()
    return tuple(paths)


def condensed_by_buyer(readings: Sequence[Reading], options: ReadOptions, apart: Apart) -> Condensed | None:
    """Return what `condensed` returns, its lines in files, each customer in one.

    None where the exports are not plain together.  They are read once; raises WriteError, and as `condensed`.
    """
    if not all_plain(readings, options):
        return None
    folder = scratch_folder()
    laid = _laid_apart(_rows_by_buyer(readings, apart.parts), folder / "rows", apart.parts)
    found = _condensed_in_turn(readings, options, laid, folder, apart.columns)
    if found is None:
        remove_folder(folder)
    return found


def _rows_by_buyer(readings: Sequence[Reading], parts: int) -> pl.LazyFrame:
    """Return the typed rows that can be read, with what orders and money rest on, and the part of their buyer."""
    needed = {FILE, LINE, *LOOKED_AT, "order_time", "order_instant"}
    laid = []
    for number, reading in enumerate(readings):
        rows = readable(reading, number)
        kept = [name for name in rows.collect_schema() if name in needed]
        laid.append(rows_with_buyers(rows, reading).select(*kept, _part_of(BUYER, parts)))
    return pl.concat(laid, how="diagonal") if len(laid) > 1 else laid[0]


def _part_of(buyer: pl.Expr, parts: int) -> pl.Expr:
    """Return the part of a line by its buyer, or by its order where nobody is named."""
    of_order = pl.struct("store", "order_id").hash()
    return (pl.when(buyer.is_not_null()).then(buyer.hash()).otherwise(of_order) % parts).alias(_PART)


def _laid_apart(rows: pl.LazyFrame, folder: Path, parts: int) -> tuple[Path, ...]:
    """Lay rows apart by _PART into Arrow files: of Parquet, what is said of each group would wait in memory."""
    with writing():
        rows.sink_ipc(
            pl.PartitionBy(folder, key=_PART, include_key=False, approximate_bytes_per_file=None),
            compression="lz4",
            record_batch_size=min(ROW_GROUP, ROWS_AT_ONCE // parts + 1),
            mkdir=True,
        )
    return tuple(sorted(folder.glob("*/*.ipc")))


def _rows_of(laid: Sequence[Path]) -> pl.LazyFrame:
    """Return the rows of files that were laid apart, in order."""
    return pl.scan_ipc([*laid], glob=False, hive_partitioning=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What the orders of some buyers come to."""

    lines: Path
    """Canonical: the columns OF_CUSTOMERS."""
    numbers: Path
    """The orders as `told_apart.listed` has them, laid down."""
    fates: tuple[pl.DataFrame, ...]
    identical_lines: int
    tally: Tally


def _condensed_in_turn(
    readings: Sequence[Reading],
    options: ReadOptions,
    laid: Sequence[Path],
    folder: Path,
    columns: Sequence[str],
) -> Condensed | None:
    """Return what the orders of exports come to, whose rows are `laid` apart, or None where they are not plain."""
    exports = PlainExports.of(readings, options, _rows_of(laid)) if laid else None
    if exports is None:
        return None
    currency, decisions = exports.in_currency()
    parts = []
    for number, rows in enumerate(laid):
        part = _condensed_part(exports, rows, currency, folder / f"{number:05}", columns)
        if part is None:
            return None
        rows.unlink()
        parts.append(part)
    tally = Tally.of_all([part.tally for part in parts])
    numbers = [part.numbers for part in parts]
    if not are_plain(tally, numbers):
        return None
    paths = tuple(part.lines for part in parts)
    return Condensed(
        lines=with_all_columns(scan(paths)),
        fates=tuple(fates for part in parts for fates in part.fates),
        rows=tally.rows,
        moneys=exports.moneys,
        decisions=decisions,
        identical_lines=sum(part.identical_lines for part in parts),
        notes=alike(tally, numbers),
        parts=paths,
    )


def _condensed_part(
    exports: PlainExports, laid: Path, currency: str | None, target: Path, columns: Sequence[str]
) -> _Part | None:
    """Return what the orders of a file of typed rows come to, or None where one is not told by its own lines."""
    orders = Orders.of_each(exports.each_among(_rows_of([laid])))
    if orders is None:
        return None
    looked = LookedThrough.of(orders)
    lines, fates = looked.shortened(currency)
    several = len(exports.moneys) > 1
    numbers = pl.concat([one.listed(several_files=several) for one in orders])
    part = _Part(
        lines=target.with_suffix(".lines"),
        numbers=lay_down(numbers, target.with_suffix(".numbers")),
        fates=fates,
        identical_lines=looked.identical_lines,
        tally=looked.tally(),
    )
    with writing():
        lines.select(columns).sink_parquet(part.lines, compression="lz4", row_group_size=ROW_GROUP)
    return part


def scan(paths: Sequence[Path]) -> pl.LazyFrame:
    """Return the rows of files that were laid down here, in order."""
    return pl.scan_parquet([*paths], glob=False, hive_partitioning=False)


def with_all_columns(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return canonical lines with null in the columns that are not laid down."""
    there = lines.collect_schema()
    return lines.select(
        pl.col(name) if name in there else pl.lit(None, dtype).alias(name)
        for name, dtype in CANONICAL_SCHEMA.items()
    )
