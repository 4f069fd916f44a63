"""The short way from plain exports to their customers: one line an order, summed up while the files stream by.

What is plain, `plain.py` says.  Orders that only return goods are settled as `settle.py` settles them, together
with the earlier orders that they may belong to, in whatever file these are.  Where anything else is found, or an
order stands in two files (`told_apart.py`), nothing is condensed and the files go the long way; both ways give the
same customers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.kept import SELLS
from clvcli.orders.money.line_money import with_money
from clvcli.orders.schema import CANONICAL_SCHEMA, HALF_A_CENT
from clvcli.orders.settling.drafts import BUYER, draft_rows
from clvcli.orders.settling.duplicates import LINE_KEY
from clvcli.orders.settling.identity import kind_of_key
from clvcli.orders.settling.plain import WHO, PlainExports, all_plain, drafts_of, rows_together
from clvcli.orders.settling.reconciliation import fates_of_lines, with_fate
from clvcli.orders.settling.settle import canonical, order_numbers, settle, with_derived
from clvcli.orders.settling.tally import RETURNS_ONLY, Tally
from clvcli.orders.settling.told_apart import are_apart, in_common, listed
from clvcli.orders.steps import money_of, steps_of
from clvcli.orders.tables import FILE, LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from clvcli.notes import Note
    from clvcli.orders.money.line_money import MoneyReading
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.settling.plain import PlainExport
    from clvcli.orders.settling.settle import Assembled
    from clvcli.orders.tables import Decision, Reading

MOST_HELD = 0.2
"""Share of the lines that a closer look may hold in memory."""

BITS = 62
"""A line sets one of so many bits of its order's Int64; an order with fewer bits than lines gets a closer look."""

MOVES = (pl.col("sold") > 0) | (pl.col("returned") > 0)
"""Whether an order has merchandise; one without is of no value."""

PERHAPS_IDENTICAL = pl.col("bits").bitwise_count_ones() < pl.col("rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condensed:
    """What the orders of plain exports come to."""

    lines: pl.LazyFrame
    """Canonical lines, one an order: its returns are its `refund_amount`, and what differs from line to line
    (products, prices, gross and discount) is null.  Orders that were settled apart have all their lines."""
    fates: tuple[pl.DataFrame, ...]
    """Of the rows that could be read; see `reconciliation`."""
    rows: Mapping[int, int]
    """Rows that could be read of each file that has any, by its number."""
    moneys: tuple[MoneyReading, ...]
    """File by file."""
    decisions: tuple[Decision, ...]
    """On all files together."""
    identical_lines: int
    notes: tuple[Note, ...] = ()
    parts: tuple[Path, ...] = ()
    """Files of the lines by customer, where they were made some at a time; see `by_buyer`."""

    @property
    def by_buyer(self) -> list[pl.LazyFrame]:
        """The lines, some buyers at a time, or all at once."""
        return [pl.scan_parquet(part, glob=False) for part in self.parts] or [self.lines]


def condensed(readings: Sequence[Reading], options: ReadOptions) -> Condensed | None:
    """Return the orders of exports, one line each, or None where the exports are not plain together.

    The files are read once for their orders, before that for their discounts where they have any, and afterwards
    for the orders that need a closer look.  Raises the errors of `decide_money` and `in_one_currency`.
    """
    if not all_plain(readings, options):
        return None
    exports = PlainExports.of(readings, options, rows_together(dict(enumerate(readings))))
    orders = Orders.of_each((export, export.rows()) for export in exports.each) if exports else None
    if exports is None or not orders or not _tally_of(orders).tells_by_themselves():
        return None
    alike = [pl.concat([one.listed(several_files=True) for one in orders])] if len(readings) > 1 else []
    if not are_apart(alike):
        return None
    looked = LookedThrough.of(orders)
    tally = looked.tally()
    if tally.is_perhaps_repeated():
        return None
    currency, decisions = exports.in_currency()
    lines, fates = looked.shortened(currency)
    return Condensed(
        lines=lines,
        fates=fates,
        rows=tally.rows,
        moneys=exports.moneys,
        decisions=decisions,
        identical_lines=looked.identical_lines,
        notes=in_common(alike) if tally.shares_days() else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Orders of a plain export, all or those of some buyers: each has one buyer, one day, products with prices."""

    export: PlainExport
    typed: pl.LazyFrame
    """Their rows, typed."""
    table: pl.DataFrame
    """One row an order; see `orders_of`."""

    @classmethod
    def of_each(cls, typed: Iterable[tuple[PlainExport, pl.LazyFrame]]) -> list[Orders] | None:
        """Return the orders of exports with `typed` rows, or None where one cannot be told by its own lines."""
        found = []
        for export, rows in typed:
            orders = cls.of(export, rows)
            if orders is None:
                return None
            if orders.table.height:
                found.append(orders)
        return found

    @classmethod
    def of(cls, export: PlainExport, typed: pl.LazyFrame) -> Orders | None:
        """Return the orders of `typed` rows, or None where one cannot be told by its own lines."""
        priced = export.priced(drafts_of(typed, export.reading))
        if export.is_of_one_file:
            (only,) = export.readings
            table = orders_of(priced, export.key).with_columns(pl.lit(only, pl.Int32).alias(FILE))
        else:
            table = orders_of(priced, (*export.key, FILE))
        told = not (table["unclear"].any() or table["order_id"].null_count()) and _one_row_each(table, export.key)
        return cls(export=export, typed=typed, table=table) if told else None

    def listed(self, *, several_files: bool) -> pl.DataFrame:
        """Return what tells them apart from others; see `told_apart`."""
        return listed(self.table, self.export.key, several_files=several_files)


def _tally_of(orders: Sequence[Orders]) -> Tally:
    """Count what has to be known of all orders before a closer look."""
    return Tally.of_all([Tally.of(one.table) for one in orders])


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedThrough:
    """Orders, and the lines of those that need a closer look."""

    orders: Sequence[Orders]
    """Export by export."""
    again: Sequence[pl.DataFrame]
    """Typed rows of these; see `_read_again`."""
    copies: Sequence[pl.DataFrame]
    """Lines of an order that stand in it already; see `identical_lines`."""

    @classmethod
    def of(cls, orders: Sequence[Orders]) -> LookedThrough:
        """Look through the lines of `orders`, which are all of their buyers."""
        returning = pl.concat([one.table.filter(RETURNS_ONLY).select("buyer") for one in orders]).unique()
        again = [_read_again(one, returning) for one in orders]
        return cls(
            orders=orders,
            again=again,
            copies=[_copies(one, rows) for one, rows in zip(orders, again, strict=True)],
        )

    @property
    def identical_lines(self) -> int:
        """Copies in orders with merchandise."""
        return sum(int(copies.filter("moves")["copies"].sum()) for copies in self.copies)

    def tally(self) -> Tally:
        """Count what has to be known of all orders."""
        tables = [one.table for one in self.orders]
        return Tally.of_all([*map(Tally.of, tables, self.copies)])

    def shortened(self, currency: str | None) -> tuple[pl.LazyFrame, tuple[pl.DataFrame, ...]]:
        """Return canonical lines in `currency`, one an order as far as may be, and the fates of their rows."""
        apart = _rows_to_settle(self.orders, self.again)
        whole = [_without(one, rows) for one, rows in zip(self.orders, apart, strict=True)]
        settled = _settled(self.orders, apart)
        lines = [
            _one_line_each(rest, one.export.reading, currency) for one, rest in zip(self.orders, whole, strict=True)
        ]
        return (
            pl.concat([*lines, *map(canonical, settled)]),
            (*map(fates_of_orders, whole), *(fates_of_lines(assembled.lines) for assembled in settled)),
        )


def orders_of(priced: pl.LazyFrame, key: Sequence[str]) -> pl.DataFrame:
    """Return one row an order, if each has one buyer and one day: what it sold and returned, in MONEY_STEP."""
    net = pl.col("net_amount")
    steps = steps_of(net)
    line = pl.struct("sku", "net_amount").hash() % BITS
    return (
        priced.select(
            *key,
            buyer=BUYER,
            day="order_date",
            sold=pl.when(steps > 0).then(steps),
            returned=pl.when(steps < 0).then(-steps),
            unclear=net.is_null() | (pl.col("line_type") != "product"),
            bits=pl.lit(2, pl.Int64).pow(line.cast(pl.UInt32)),
        )
        .group_by(*key, "buyer", "day")
        .agg(
            pl.col("sold", "returned").sum(),
            pl.col("unclear").any(),
            pl.col("bits").bitwise_or(),
            rows=pl.len(),
        )
        .collect(engine="streaming")
    )


def _one_row_each(orders: pl.DataFrame, key: Sequence[str]) -> bool:
    """Whether no order stands on two rows: different hashes prove it fast, equal ones prove nothing."""
    order = pl.struct(key)
    return any(orders.select(told.n_unique()).item() == orders.height for told in (order.hash(), order))


def _few_doubtful(orders: pl.DataFrame) -> bool:
    """Whether the lines of orders that may hold identical ones are few enough to be held in memory."""
    rows = pl.col("rows")
    share = rows.filter(PERHAPS_IDENTICAL).sum() / rows.sum()
    return bool(orders.select(share <= MOST_HELD).item())


def _read_again(orders: Orders, returning: pl.DataFrame) -> pl.DataFrame:
    """Return the typed rows of few doubtful orders, of those that only return, and of all of `returning` buyers."""
    wanted = [orders.table.filter(RETURNS_ONLY), orders.table.join(returning, on="buyer", how="semi")]
    if _few_doubtful(orders.table):
        wanted.append(orders.table.filter(PERHAPS_IDENTICAL))
    numbers = pl.concat(wanted).select("order_id").unique()
    rows = orders.typed
    found = rows.join(numbers.lazy(), on="order_id", how="semi") if numbers.height else rows.clear()
    return found.collect(engine="streaming")


def _copies(orders: Orders, again: pl.DataFrame) -> pl.DataFrame:
    """Return the copies among the lines of orders, of which those of few doubtful ones were read `again`."""
    doubtful = again.lazy() if _few_doubtful(orders.table) else orders.typed
    priced = orders.export.priced(drafts_of(doubtful, orders.export.reading))
    return identical_lines(priced, orders.table, orders.export.key)


def identical_lines(priced: pl.LazyFrame, orders: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Return the lines that stand several times in an order: `copies` beyond the first, and whether it `moves`.

    A row is of one line, with FILE and the `day` of its order.
    """
    told = (FILE, "day", "moves")
    doubtful = orders.filter(PERHAPS_IDENTICAL).select(*key, FILE, "day", moves=MOVES)
    if doubtful.is_empty():
        return doubtful.select(*told, copies=pl.lit(0, pl.UInt32))
    line = [pl.col(name).cast(CANONICAL_SCHEMA.get(name, pl.Time)) for name in LINE_KEY]
    return (
        priced.select(*key, *line)
        .join(doubtful.lazy(), on=key)
        .group_by(*key, *LINE_KEY, *told)
        .agg(copies=pl.len() - 1)
        .filter(pl.col("copies") > 0)
        .select(*told, "copies")
        .collect(engine="streaming")
    )


# --- orders that only return goods -----------------------------------------------------------


def _rows_to_settle(orders: Sequence[Orders], again: Sequence[pl.DataFrame]) -> list[pl.DataFrame]:
    """Return, export by export, rows read `again` that have to be settled together.

    They are of orders that only return goods, and of the buyer's others with such goods, in whatever file.
    """
    lines = [_goods_in(rows, one.export) for one, rows in zip(orders, again, strict=True)]
    returned = [
        goods.join(one.table.filter(RETURNS_ONLY), on=one.export.key, how="semi").select("buyer", "sku")
        for one, goods in zip(orders, lines, strict=True)
    ]
    moved = [goods.join(pl.concat(returned), on=["buyer", "sku"], how="semi", nulls_equal=True) for goods in lines]
    return [
        rows.join(goods.join(theirs, on=one.export.key, how="semi"), on=[FILE, LINE], how="semi")
        for one, rows, goods, theirs in zip(orders, again, lines, moved, strict=True)
    ]


def _goods_in(rows: pl.DataFrame, export: PlainExport) -> pl.DataFrame:
    """Return who bought what on typed rows."""
    return drafts_of(rows.lazy(), export.reading).select(FILE, LINE, *export.key, "sku", buyer=BUYER).collect()


def _without(orders: Orders, apart: pl.DataFrame) -> pl.DataFrame:
    """Return the table of orders without those whose rows are settled `apart`."""
    if apart.is_empty():
        return orders.table
    key = orders.export.key
    return orders.table.join(_goods_in(apart, orders.export).select(key).unique(), on=key, how="anti")


def _settled(orders: Sequence[Orders], apart: Sequence[pl.DataFrame]) -> list[Assembled]:
    """Settle the rows of exports together; nothing where there are none."""
    drafts = [drafted(rows, one.export) for one, rows in zip(orders, apart, strict=True) if rows.height]
    if not drafts:
        return []
    return [settle(order_numbers(pl.concat(drafts, how="diagonal")), orders[0].export.options)]


def drafted(rows: pl.DataFrame, export: PlainExport) -> pl.DataFrame:
    """Return the draft lines of typed rows."""
    reading, options = export.reading, export.options
    return with_derived(with_money(draft_rows(rows, reading, options), reading, export.money, options), reading)


# --- all others ------------------------------------------------------------------------------


def _one_line_each(orders: pl.DataFrame, reading: Reading, currency: str | None) -> pl.LazyFrame:
    """Return a canonical line for each order, lazily."""
    (person,) = reading.columns.keys() & WHO
    named = pl.when(pl.col("buyer").is_not_null()).then(pl.lit(person))
    told = {
        "order_id": pl.col("order_id"),
        "line_no": pl.lit(1),
        "line_type": pl.lit("product"),
        "customer_key": pl.col("buyer"),
        "customer_key_kind": kind_of_key(named, pl.col("buyer")),
        person: pl.col("buyer"),
        "order_date": pl.col("day"),
        "net_amount": money_of(pl.col("sold")),
        "refund_amount": money_of(pl.col("returned")),
        "net_after_refund": money_of(pl.col("sold") - pl.col("returned")),
        "currency": pl.lit(currency, pl.String),
        "order_status": pl.lit("paid"),
        "excluded": pl.when(~MOVES).then(pl.lit("zero_value")),
        "source_format": pl.lit(reading.format.name),
    }
    if "store" in orders.columns:
        told["store"] = pl.when(pl.col("store") != "").then("store")
    lines = orders.lazy().select(
        told.get(name, pl.lit(None)).cast(dtype).alias(name) for name, dtype in CANONICAL_SCHEMA.items()
    )
    return lines.with_columns(order_kept=SELLS & (pl.col("net_after_refund") >= HALF_A_CENT))


def fates_of_orders(orders: pl.DataFrame) -> pl.DataFrame:
    """Count the rows of orders by fate."""
    money = money_of((pl.col("sold") - pl.col("returned")).sum())
    counted = orders.group_by(rule=pl.when(~MOVES).then(pl.lit("zero_value"))).agg(
        rows=pl.col("rows").sum(), orders=pl.len(), money=money
    )
    return with_fate(counted)
