"""Exports into a store: new lines settled together with what they change, and kept in one transaction.

A run takes out of the store the lines of the orders it brings and of everybody connected with their buyers,
settles them with its own lines, and writes the months that differ afterwards.  What was settled before is
settled again from what its documents said, so that the store is the same whichever file came first.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import PseudonymsDisagreeError, SeveralCurrenciesError, StoreBusyError
from clvcli.orders import pseudonyms
from clvcli.orders.aligned import with_facts
from clvcli.orders.canonical import TITLE as CANONICAL_TITLE
from clvcli.orders.canonical import tax_of
from clvcli.orders.ingest import Ingested, ingest_tables
from clvcli.orders.schema import CANONICAL, names
from clvcli.orders.settling import duplicates, findings
from clvcli.orders.settling.people import people_of
from clvcli.orders.settling.reconciliation import check_something_left
from clvcli.orders.settling.settle import joined, narrowed, order_numbers, settle
from clvcli.orders.store.changes import contents, in_order, months_after
from clvcli.orders.store.files import sweep
from clvcli.orders.store.layout import month_of
from clvcli.orders.store.redraft import redrafted, stored, with_documents
from clvcli.orders.store.refusals import of_a_target
from clvcli.orders.store.table import Store, commit, open_store
from clvcli.orders.store.touched import Touched, touched_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from clvcli.orders.money.tax import Tax
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.settling.by_month import SettledByMonth
    from clvcli.orders.settling.settle import Assembled
    from clvcli.orders.tables import RawTable

ATTEMPTS = 5
"""How often a run that another one overtook begins again."""

PAUSE_SECONDS = 0.2
"""Before the second attempt; twice as long before each further one."""

FROM_DOCUMENT = (duplicates.LAST_DAY, "tax")
"""Columns that come with a file and stay with its lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a run did to a store."""

    ingested: Ingested
    """The account of its own rows."""
    store: Store
    """As it is afterwards."""
    months: int
    """Months that were written; none where nothing changed."""


def keep(
    tables: Sequence[RawTable],
    uri: str,
    options: ReadOptions,
    *,
    accept: Callable[[Ingested], None] = lambda _: None,
    write: bool = True,
) -> Kept:
    """Bring the orders of `tables` into the store at `uri`, all or none of them.

    `accept` sees the account of the rows before anything is written, and may raise; without `write` nothing is.

    Raises what `ingest_tables` and `open_store` raise, StoreTargetError and WriteError where the store cannot be
    written, and StoreBusyError where other runs were faster each time.  What killed runs left there is removed.
    """
    if write:
        sweep(uri)
    for attempt in range(ATTEMPTS):
        try:
            with of_a_target():
                return _kept(tables, uri, options, accept, write=write)
        except StoreBusyError:
            if attempt == ATTEMPTS - 1:
                raise
            time.sleep(PAUSE_SECONDS * 2**attempt)
    raise StoreBusyError.overtaken(uri)


def _kept(
    tables: Sequence[RawTable], uri: str, options: ReadOptions, accept: Callable[[Ingested], None], *, write: bool
) -> Kept:
    store = open_store(uri)
    key = None if options.pseudonym_key is None else pseudonyms.id_of(options.pseudonym_key)
    _check_pseudonyms(store, tables, key)
    into = _IntoStore(store)
    ingested = ingest_tables(tables, options, into=into)
    if not store.exists:
        check_something_left(ingested.reconciliation.fates)
    accept(ingested)
    after = commit(store, into.months, pseudonyms=key) if into.months and write else store
    return Kept(ingested=ingested, store=after, months=len(into.months))


def as_if_kept(tables: Sequence[RawTable], options: ReadOptions) -> Ingested:
    """Return the lines that a store would hold if the orders beside it were kept; nothing is written.

    One of `tables` is the store.  Raises what `keep` raises of the orders.
    """
    (known,) = (table for table in tables if table.of_store)
    fresh = [table for table in tables if table is not known]
    store = open_store(known.source, version=options.version)
    key = None if options.pseudonym_key is None else pseudonyms.id_of(options.pseudonym_key)
    _check_pseudonyms(store, fresh, key)
    into = _IntoStore(store)
    # who is left out is looked up among all lines, once they are together
    ingested = ingest_tables(fresh, replace(options, exclude_customers=None), into=into)
    months = sorted({file.month for file in store.files} | into.months.keys())
    parts = [into.lines(month) if month in into.months else store.lines([month]) for month in months]
    lines = pl.concat(parts).select(names(CANONICAL))
    return replace(
        ingested,
        lines=lines,
        decisions=(*known.decisions, *ingested.decisions),
        tax=ingested.tax if ingested.tax == tax_of(known) else "unknown",
        formats={known.source: CANONICAL_TITLE, **ingested.formats},
        rows_read=known.rows_read + ingested.rows_read,
        people=people_of(lines),
        fates=None,
    )


def _check_pseudonyms(store: Store, tables: Sequence[RawTable], key: str | None) -> None:
    """Raise PseudonymsDisagreeError where a run would bring the same customers under other names."""
    there = store.facts.get(pseudonyms.PSEUDONYMS_KEY)
    if store.exists and there != key:
        if there is None:
            raise PseudonymsDisagreeError.plain_store(store.uri)
        if key is None:
            raise PseudonymsDisagreeError.plain_input(store.uri)
        raise PseudonymsDisagreeError.other_key(store.uri)
    if any(table.metadata.get(pseudonyms.PSEUDONYMS_KEY, key) != key for table in tables):
        raise PseudonymsDisagreeError.mixed()


class _IntoStore:
    """Settles the lines of a run with those of a store, and holds what becomes of its months."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.months: Mapping[str, pl.DataFrame | Path] = {}

    @property
    def knows_nothing(self) -> bool:
        """Whether this is the first run."""
        return not self.store.exists

    def take(self, settled: SettledByMonth) -> None:
        """Keep what was settled by itself."""
        self.months = settled.months

    def lines(self, month: str) -> pl.LazyFrame:
        """Return what a month that changes holds afterwards."""
        lines = self.months[month]
        return lines.lazy() if isinstance(lines, pl.DataFrame) else pl.scan_parquet(lines, glob=False)

    def __call__(self, drafts: Sequence[pl.DataFrame], taxes: Sequence[Tax], options: ReadOptions) -> Assembled:
        files = [_with_document(part, tax) for part, tax in zip(drafts, taxes, strict=True)]
        fresh, isolated = joined(files, options, known_days=_days(self.store))
        lines, touched, before = fresh, None, None
        fresh = _numbers_forgotten(fresh)
        if self.store.exists:
            touched = touched_by(fresh, self.store)
            there = touched.of(self.store.lines()).collect(engine="streaming")
            before = contents(there)
            lines = _together(fresh, there, file_no=len(files))
            del there
        assembled = settle(with_documents(lines, duplicates.content(lines)), options, isolated=isolated)
        after = stored(assembled.lines.filter(~_is_copy()))
        self.months = _months(self.store, touched, before, after)
        _check_currencies(self.store, after, options)
        replaced = findings.on_replaced(assembled.lines, of_store=len(files))
        own = assembled.lines.filter(pl.col("file") < len(files))
        return replace(assembled, lines=own, notes=(*assembled.notes, *replaced))


def _with_document(draft: pl.DataFrame, tax: Tax) -> pl.DataFrame:
    """Add what a file's lines have in common; orders of several lines without a number are known by their time."""
    counted = draft.filter(pl.col("excluded").is_null())
    draft = draft.with_columns(
        pl.lit(counted["order_date"].max(), pl.Date).alias(duplicates.LAST_DAY),
        tax=pl.lit(None if tax == "unknown" else tax, pl.String),
    )
    timed = pl.col("derived_id") & ~pl.col("order_grain")
    stamp = pl.concat_str(
        pl.col("order_date").cast(pl.String),
        pl.col("order_time").cast(pl.String).str.head(8),
        separator="T",
        ignore_nulls=True,
    )
    return draft.with_columns(
        order_id=pl.when(timed).then(pl.coalesce("order_id", stamp)).otherwise("order_id"),
        derived_id=pl.col("derived_id") & ~timed,
    )


def _numbers_forgotten(lines: pl.DataFrame) -> pl.DataFrame:
    """Return lines without the numbers that were made for orders of a row: the store's count among them."""
    made = pl.col("derived_id") & pl.col("order_grain") & pl.col("excluded").is_null()
    return lines.with_columns(order_id=pl.when(~made).then("order_id"))


def _together(fresh: pl.DataFrame, before: pl.DataFrame, *, file_no: int) -> pl.DataFrame:
    """Return new lines and those of the store as one table of drafts, earlier states of orders marked."""
    old = redrafted(before, file_no=file_no)
    old = narrowed(old).with_columns(old.get_column(name) for name in FROM_DOCUMENT)
    old = _with_buyers_of(fresh, old)
    lines = duplicates.identical_rows(pl.concat([old, fresh], how="diagonal"))
    return duplicates.overlapping_files(order_numbers(lines))


def _with_buyers_of(fresh: pl.DataFrame, old: pl.DataFrame) -> pl.DataFrame:
    """Know an order again whose buyer has another address or id by now: same shop, number and day."""
    order = ["store", "order_id", "order_date"]
    numbered = [lines.filter(pl.col("order_id").is_not_null() & ~pl.col("derived_id")) for lines in (fresh, old)]
    one = [
        lines.group_by(order)
        .agg(pl.col("buyer").min(), buyers=pl.col("buyer").n_unique())
        .filter(pl.col("buyers") == 1)
        for lines in numbered
    ]
    changed = (
        one[0].join(one[1], on=order, suffix="_before").filter(pl.col("buyer").ne_missing(pl.col("buyer_before")))
    )
    if changed.is_empty():
        return old
    facts = changed.select(*order, now="buyer", again=pl.lit(value=True))
    old = with_facts(old, facts, on=order)
    return old.with_columns(buyer=pl.when(pl.col("again")).then("now").otherwise("buyer")).drop("now", "again")


def _months(
    store: Store, touched: Touched | None, before: pl.DataFrame | None, after: pl.DataFrame
) -> Mapping[str, pl.DataFrame]:
    """Return the new lines of the months that change."""
    if touched is None or before is None:
        parts = (
            in_order(after).with_columns(month_of()).partition_by("order_month", as_dict=True, include_key=False)
        )
        return {str(month): lines for (month,), lines in parts.items()}
    return dict(months_after(store, touched, before, after))


def _days(store: Store) -> list[date]:
    if not store.exists:
        return []
    counted = store.lines().filter(pl.col("excluded").is_null())
    days: list[date] = (
        counted.select(pl.col("order_date").unique()).collect(engine="streaming")["order_date"].to_list()
    )
    return days


def _check_currencies(store: Store, after: pl.DataFrame, options: ReadOptions) -> None:
    """Raise SeveralCurrenciesError where a run would bring a store money that cannot be added to its own."""
    if options.by_currency or not store.exists:
        return
    lines = pl.concat([store.lines().select("currency", "excluded"), after.lazy().select("currency", "excluded")])
    counted = lines.filter(pl.col("excluded").is_null()).select(pl.col("currency").unique())
    found = counted.collect(engine="streaming")["currency"]
    named = found.drop_nulls().sort().to_list()
    if len(named) > 1:
        raise SeveralCurrenciesError.of(named)
    if named and found.null_count():
        raise SeveralCurrenciesError.some_unnamed(named)


def _is_copy() -> pl.Expr:
    return pl.col("excluded").is_in(duplicates.DUPLICATE_RULES).fill_null(value=False)
