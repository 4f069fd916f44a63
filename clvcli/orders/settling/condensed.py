"""The short way from a plain export to its customers: one line an order, summed up while the file streams by.

What is plain, `plain.py` says.  Orders that only return goods are settled as `settle.py` settles them, together
with the earlier orders that they may belong to.  Where anything else is found nothing is condensed and the file
goes the long way; both ways give the same customers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.kept import SELLS
from clvcli.orders.money.line_money import MoneyReading, with_money
from clvcli.orders.schema import CANONICAL_SCHEMA, HALF_A_CENT
from clvcli.orders.settling.drafts import BUYER, draft_rows
from clvcli.orders.settling.duplicates import LINE_KEY
from clvcli.orders.settling.identity import kind_of_key
from clvcli.orders.settling.plain import WHO, PlainExport, Tally, declared_plain, drafts_of, readable
from clvcli.orders.settling.reconciliation import fates_of_lines, with_fate
from clvcli.orders.settling.settle import Assembled, canonical, settle, with_derived
from clvcli.orders.steps import money_of, steps_of
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, Reading

MOST_HELD = 0.2
"""Share of the lines that a closer look may hold in memory."""

BITS = 62
"""A line sets one of so many bits of its order's Int64; an order with fewer bits than lines gets a closer look."""

MOVES = (pl.col("sold") > 0) | (pl.col("returned") > 0)
"""Whether an order has merchandise; one without is of no value."""

PERHAPS_IDENTICAL = pl.col("bits").bitwise_count_ones() < pl.col("rows")

RETURNS_ONLY = (pl.col("sold") == 0) & (pl.col("returned") > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condensed:
    """What the orders of a plain export come to."""

    lines: pl.LazyFrame
    """Canonical lines, one an order: its returns are its `refund_amount`, and what differs from line to line
    (products, prices, gross and discount) is null.  Orders that were settled apart have all their lines."""
    fates: tuple[pl.DataFrame, ...]
    """Of the rows that could be read; see `reconciliation`."""
    rows: int
    """Rows that could be read."""
    money: MoneyReading
    decisions: tuple[Decision, ...]
    identical_lines: int
    parts: tuple[Path, ...] = ()
    """Files of the lines by customer, where they were made some at a time; see `by_buyer`."""


def condensed(reading: Reading, options: ReadOptions) -> Condensed | None:
    """Return the orders of an export, one line each, or None where the export is not plain.

    The file is read once for its orders, before that for its discounts where it has any, and afterwards for the
    orders that need a closer look.  Raises the errors of `decide_money` and `in_one_currency`.
    """
    if not declared_plain(reading, options):
        return None
    export = PlainExport.of(reading, options, readable(reading))
    orders = Orders.of(export, readable(reading)) if export else None
    if export is None or orders is None or not orders.tally().tells_by_themselves():
        return None
    looked = LookedThrough.of(orders)
    if looked.tally().is_perhaps_repeated():
        return None
    currency, decisions = export.in_currency()
    lines, fates = looked.shortened(currency)
    return Condensed(
        lines=lines,
        fates=fates,
        rows=orders.rows,
        money=export.money,
        decisions=decisions,
        identical_lines=looked.identical_lines,
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
    def of(cls, export: PlainExport, typed: pl.LazyFrame) -> Orders | None:
        """Return the orders of `typed` rows, or None where one cannot be told by its own lines."""
        table = orders_of(export.priced(drafts_of(typed, export.reading)), export.key)
        told = not (table["unclear"].any() or table["order_id"].null_count()) and _one_row_each(table, export.key)
        return cls(export=export, typed=typed, table=table) if told else None

    @property
    def rows(self) -> int:
        """Rows of all orders."""
        return int(self.table["rows"].sum())

    def tally(self) -> Tally:
        """Count what has to be known of all orders of the export."""
        return Tally(
            days=self.table.group_by("day").agg(pl.col("rows").sum()),
            orders=self.table.height,
            returns_only=self.table.filter(RETURNS_ONLY).height,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedThrough:
    """Orders, and the lines of those that need a closer look."""

    orders: Orders
    again: pl.DataFrame
    """Typed rows of these; see `_read_again`."""
    copies: int
    """Lines that stand in their order already."""
    identical_lines: int
    """Those of orders with merchandise."""

    @classmethod
    def of(cls, orders: Orders) -> LookedThrough:
        """Look through the lines of `orders`."""
        export = orders.export
        again = _read_again(orders)
        doubtful = again.lazy() if _few_doubtful(orders.table) else orders.typed
        priced = export.priced(drafts_of(doubtful, export.reading))
        identical = identical_lines(priced, orders.table, export.key)
        return cls(
            orders=orders,
            again=again,
            copies=int(identical["copies"].sum()),
            identical_lines=int(identical.filter("moves")["copies"].sum()),
        )

    def tally(self) -> Tally:
        """Count what has to be known of all orders of the export."""
        return replace(self.orders.tally(), copies=self.copies)

    def shortened(self, currency: str | None) -> tuple[pl.LazyFrame, tuple[pl.DataFrame, ...]]:
        """Return canonical lines in `currency`, one an order as far as may be, and the fates of their rows."""
        export, orders = self.orders.export, self.orders.table
        apart = _rows_to_settle(self.again, orders, export)
        whole = orders.join(_keys(apart, export), on=export.key, how="anti") if apart.height else orders
        settled = [_settled(apart, export)] if apart.height else []
        one_line_each = _one_line_each(whole, export.reading, currency)
        return (
            pl.concat([one_line_each, *(canonical(assembled) for assembled in settled)]),
            (fates_of_orders(whole), *(fates_of_lines(assembled.lines) for assembled in settled)),
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


def _read_again(orders: Orders) -> pl.DataFrame:
    """Return the typed rows of orders that only return goods, of their buyers, and of the few doubtful orders."""
    loose = orders.table.filter(RETURNS_ONLY)
    wanted = [loose, orders.table.join(loose, on="buyer", how="semi")]
    if _few_doubtful(orders.table):
        wanted.append(orders.table.filter(PERHAPS_IDENTICAL))
    numbers = pl.concat(wanted).select("order_id").unique()
    rows = orders.typed.drop("reject_reason", "reject_column", "reject_text", strict=False)
    found = rows.join(numbers.lazy(), on="order_id", how="semi") if numbers.height else rows.clear()
    return found.collect(engine="streaming")


def identical_lines(priced: pl.LazyFrame, orders: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Return the lines that stand several times in an order: `copies` beyond the first, and whether it `moves`."""
    doubtful = orders.filter(PERHAPS_IDENTICAL).select(*key, moves=MOVES)
    if doubtful.is_empty():
        return doubtful.select("moves", copies=pl.lit(0, pl.UInt32))
    line = [pl.col(name).cast(CANONICAL_SCHEMA.get(name, pl.Time)) for name in LINE_KEY]
    return (
        priced.select(*key, *line)
        .join(doubtful.lazy(), on=key)
        .group_by(*key, *LINE_KEY, "moves")
        .agg(copies=pl.len() - 1)
        .filter(pl.col("copies") > 0)
        .select("moves", "copies")
        .collect(engine="streaming")
    )


# --- orders that only return goods -----------------------------------------------------------


def _rows_to_settle(rows: pl.DataFrame, orders: pl.DataFrame, export: PlainExport) -> pl.DataFrame:
    """Return those `rows` that are of orders that only return goods, or of the buyer's others with such goods."""
    loose = orders.filter(RETURNS_ONLY)
    lines = drafts_of(rows.lazy(), export.reading).select(LINE, *export.key, "sku", buyer=BUYER).collect()
    goods = lines.join(loose, on=export.key, how="semi").select("buyer", "sku")
    moved = lines.join(goods, on=["buyer", "sku"], how="semi", nulls_equal=True)
    return rows.join(lines.join(moved, on=export.key, how="semi").select(LINE), on=LINE, how="semi")


def _settled(rows: pl.DataFrame, export: PlainExport) -> Assembled:
    reading, options = export.reading, export.options
    drafts = with_money(draft_rows(rows, reading, options, file_no=0), reading, export.money, options)
    return settle(with_derived(drafts, reading), options)


def _keys(rows: pl.DataFrame, export: PlainExport) -> pl.DataFrame:
    return drafts_of(rows.lazy(), export.reading).select(export.key).unique().collect()


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
