"""The settling of a plain export of any size: laid down by month, looked through, settled a span of days at a time.

An export is plain as `condensed.py` tells it: nearly every order can be told by its own lines.  Those that only
return goods, and the orders that they may belong to, are settled apart; all others lie within a day.  What is held
in memory at once does not grow with the export, but for a number an order.  Both ways make the same lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.money.line_money import MoneyReading, decide_money, with_money, with_money_of_lines
from clvcli.orders.money.one_currency import in_one_currency
from clvcli.orders.schema import CANONICAL_SCHEMA
from clvcli.orders.settling import duplicates
from clvcli.orders.settling.condensed import PERHAPS_IDENTICAL, identical_lines, orders_of
from clvcli.orders.settling.drafts import BUYER, draft_rows, line_type, rows_with_buyers, with_variants
from clvcli.orders.settling.plain import (
    declared_plain,
    facts_of,
    has_several_currencies,
    lines_in,
    readable,
)
from clvcli.orders.settling.reconciliation import fates_of_lines, with_fate
from clvcli.orders.settling.settle import settle, with_derived
from clvcli.orders.settling.spans import LaidDown, Span, lay_down, side_by_side
from clvcli.orders.settling.tally import RETURNS_ONLY, Tally
from clvcli.orders.settling.validity import isolated_days
from clvcli.orders.settling.whole_orders import lines_of_whole_orders
from clvcli.orders.store.changes import in_order
from clvcli.orders.store.files import ROW_GROUP
from clvcli.orders.store.layout import STORED_SCHEMA
from clvcli.orders.store.redraft import stored, with_documents
from clvcli.orders.tables import FILE, LINE
from clvcli.scratch import scratch_folder, writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from clvcli.notes import Note
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, Reading

APART_ROWS = 250_000
"""Rows of orders that are settled apart at once, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledByMonth:
    """What the orders of a plain export come to, in files."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Export:
    """A plain export, laid down."""

    reading: Reading
    options: ReadOptions
    money: MoneyReading
    laid_down: LaidDown
    key: tuple[str, ...]
    """What numbers an order."""
    currency: str | None

    def priced(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Return typed rows with buyers and money."""
        drafts = _drafts(rows, self.reading)
        return with_money_of_lines(drafts, self.reading, self.money, self.options)

    def documents(self, settled: pl.DataFrame) -> pl.DataFrame:
        """Return settled lines that carry their documents as a store keeps them."""
        said = self.money.says
        return stored(
            settled.with_columns(
                pl.lit(self.laid_down.days["order_date"].max(), pl.Date).alias(duplicates.LAST_DAY),
                tax=pl.lit(None if said == "unknown" else said, pl.String),
                order_grain=pl.lit(value=False),
                derived_id=pl.lit(value=False),
            )
        )


def settled_by_month(reading: Reading, options: ReadOptions) -> SettledByMonth | None:
    """Return the order lines of an export in files, or None where the export is not plain.

    Raises WriteError, and the errors of `decide_money` and `in_one_currency`.
    """
    if not declared_plain(reading, options):
        return None
    folder = scratch_folder()
    laid_down = lay_down(readable(reading), folder / "rows")
    if laid_down.days.is_empty() or isolated_days(laid_down.days["order_date"].to_list()):
        return None
    facts = facts_of(laid_down.rows(), {0: reading})[0]
    if has_several_currencies(facts):
        return None
    nothing = _drafts(laid_down.rows(), reading).clear().collect()
    currency, decisions, _ = in_one_currency(lines_in([facts["first_currency"]]), options)
    export = _Export(
        reading=replace(reading, rows=laid_down.rows()),
        options=options,
        money=decide_money(nothing, reading, options, on_discount=facts),
        laid_down=laid_down,
        key=("store", "order_id") if "store" in reading.columns else ("order_id",),
        currency=currency["currency"][0],
    )
    looked = _looked_through(export)
    if looked is None:
        return None
    apart = _Apart.of(export, looked.goods())
    months, fates = _written(export, apart, folder)
    return SettledByMonth(
        months=months,
        fates=(*fates, *apart.fates),
        rows={0: int(laid_down.days["rows"].sum())},
        moneys=(export.money,),
        decisions=decisions,
        identical_lines=looked.identical_lines,
    )


def _drafts(rows: pl.LazyFrame, reading: Reading) -> pl.LazyFrame:
    drafts = rows_with_buyers(rows, reading).with_columns(line_type(reading.format))
    return with_variants(drafts) if reading.format.variant_in_product else drafts


# --- looking through -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What was seen of the orders of a span."""

    numbers: pl.Series
    """Hashes of what numbers them."""
    loose: pl.DataFrame
    """`buyer` and `sku` of the lines of orders that only return goods."""
    tally: Tally
    identical_lines: int
    """Lines that stand in their order already, of orders with merchandise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What was seen of all orders."""

    spans: Sequence[_Seen]

    def goods(self) -> pl.DataFrame:
        """Return `buyer` and `sku` of what was returned by orders that only return."""
        return pl.concat([span.loose for span in self.spans]).unique()

    @property
    def identical_lines(self) -> int:
        """Lines that stand in their order already, and count all the same."""
        return sum(span.identical_lines for span in self.spans)

    def is_plain(self) -> bool:
        """Whether no order stands in two spans, few only return goods, and no day was delivered twice."""
        numbers = pl.concat([span.numbers for span in self.spans])
        tally = Tally.of_all([span.tally for span in self.spans])
        return (
            numbers.n_unique() == numbers.len() and tally.tells_by_themselves() and not tally.is_perhaps_repeated()
        )


def _looked_through(export: _Export) -> _Looked | None:
    """Look at every order, or return None where one cannot be told by its own lines."""
    seen = [*side_by_side(lambda span: _seen(export, span), export.laid_down.spans())]
    if None in seen:
        return None
    looked = _Looked(spans=[span for span in seen if span is not None])
    return looked if looked.is_plain() else None


def _seen(export: _Export, span: Span) -> _Seen | None:
    """Look at the orders of a span, or return None where one cannot be told by its own lines."""
    rows = export.laid_down.rows_of(span)
    orders = orders_of(export.priced(rows), (*export.key, FILE))
    if orders["unclear"].any() or orders["order_id"].null_count():
        return None
    loose = orders.filter(RETURNS_ONLY).select(export.key)
    perhaps = pl.concat([orders.filter(PERHAPS_IDENTICAL).select(export.key), loose])
    few = rows.join(perhaps.lazy().select("order_id").unique(), on="order_id", how="semi")
    priced = export.priced(few).collect(engine="streaming").lazy()
    identical = identical_lines(priced, orders, export.key)
    theirs = priced.join(loose.lazy(), on=export.key, how="semi").select("sku", buyer=BUYER)
    return _Seen(
        numbers=orders.select(pl.struct(export.key).hash()).to_series(),
        loose=theirs.unique().collect(),
        tally=Tally.of(orders, identical),
        identical_lines=int(identical.filter("moves")["copies"].sum()),
    )


# --- orders that only return goods -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Apart:
    """Orders that only return goods and those that they may belong to, settled together."""

    keys: pl.DataFrame
    lines: pl.DataFrame
    """The columns of STORED."""
    fates: tuple[pl.DataFrame, ...] = ()

    @classmethod
    def of(cls, export: _Export, goods: pl.DataFrame) -> _Apart:
        """Settle the orders with lines of these `goods` (`buyer`, `sku`), some buyers at a time."""
        drafts = _drafts(export.laid_down.rows(), export.reading).with_columns(buyer=BUYER)
        perhaps = drafts.filter(pl.col("buyer").is_in(goods["buyer"].unique().implode(), nulls_equal=True))
        moved = perhaps.join(goods.lazy(), on=["buyer", "sku"], how="semi", nulls_equal=True)
        keys = moved.select(*export.key, "buyer").unique().collect(engine="streaming")
        if keys.is_empty():
            return cls(keys=keys, lines=STORED_SCHEMA.to_frame())
        parts = [*_settled_apart(export, keys)]
        return cls(
            keys=keys,
            lines=pl.concat([lines for lines, _ in parts]),
            fates=tuple(fates for _, fates in parts),
        )


def _settled_apart(export: _Export, keys: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield settled lines and their fates."""
    lots = keys.height // APART_ROWS + 1
    for lot in range(lots):
        theirs = keys.filter(pl.col("buyer").hash() % lots == lot).select(export.key)
        drafts = _drafts(export.laid_down.rows(), export.reading).select("row", *export.key)
        perhaps = drafts.filter(pl.col("order_id").is_in(theirs["order_id"].unique().implode()))
        rows = perhaps.join(theirs.lazy(), on=export.key, how="semi").select("row").collect(engine="streaming")
        wanted = (
            export.laid_down.rows().filter(pl.col(LINE).is_in(rows["row"].implode())).collect(engine="streaming")
        )
        rows_of_orders = draft_rows(wanted, export.reading, export.options)
        priced = with_money(rows_of_orders, export.reading, export.money, export.options)
        draft = with_derived(priced, export.reading)
        settled = settle(with_documents(draft, duplicates.content(draft)), export.options).lines
        yield export.documents(settled), fates_of_lines(settled)


# --- files -----------------------------------------------------------------------------------


def _written(export: _Export, apart: _Apart, folder: Path) -> tuple[Mapping[str, Path], Sequence[pl.DataFrame]]:
    """Write the lines of each month into a file, and return these and the fates of whole orders."""

    def settle_span(numbered: tuple[int, Span]) -> tuple[str, Path, pl.DataFrame]:
        """Write the order lines of a span to a file; return its month, the file, and what became of its rows."""
        number, span = numbered
        whole = _whole_orders(export, span, apart.keys)
        lines, beside = export.documents(whole), apart.lines.filter(span.holds())
        path = folder / f"{number:05}.parquet"
        _write(in_order(pl.concat([lines, beside])) if beside.height else lines, path)
        return span.month, path, _fates(whole)

    done = [*side_by_side(settle_span, enumerate(export.laid_down.spans()))]
    months = dict.fromkeys(month for month, _, _ in done)
    files = {month: _as_one([path for of, path, _ in done if of == month]) for month in months}
    return files, [fates for _, _, fates in done]


def _whole_orders(export: _Export, span: Span, apart: pl.DataFrame) -> pl.DataFrame:
    priced = export.priced(export.laid_down.rows_of(span))
    if apart.height:
        priced = priced.join(apart.lazy(), on=export.key, how="anti")
    return lines_of_whole_orders(priced, export.reading, export.currency)


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
