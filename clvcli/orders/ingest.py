"""From any exports to canonical order lines, with every row accounted for: the door of `orders/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.errors import DoubtError, NothingLeftError, TooManyRejectsError
from clvcli.orders import canonical as store
from clvcli.orders.drafts import draft_rows, status_words
from clvcli.orders.duplicates import IDENTICAL_ROW, REPEATED_ORDER
from clvcli.orders.lines import Assembled, assemble, canonical, narrowed
from clvcli.orders.money import MoneyReading, decide_money, with_money
from clvcli.orders.reading import read_tables
from clvcli.orders.reconciliation import Reconciliation, fates_of, ladder_of
from clvcli.orders.refunds import refund_rows, shipping_rows
from clvcli.orders.schema import MONEY
from clvcli.orders.tables import LINE, REJECT_SCHEMA_COLUMNS
from clvcli.orders.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.notes import Note
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, RawTable, Reading
    from clvcli.orders.tax import Tax

REJECT_SCHEMA = pl.Schema({name: pl.Int64 if name == "line" else pl.String for name in REJECT_SCHEMA_COLUMNS})

ENOUGH_ORDERS_FOR_A_PATTERN = 100
"""Below this many orders, ids that never repeat are no sign of ids given per order."""

COLLECTIVE_SHARE = 0.05
"""A customer with more of the orders than this is probably not a person (export-format rule)."""

_CENT = Decimal("0.01")

COLLECTIVE_ORDERS = 200
"""... once there are enough orders for the share to mean something."""


@dataclass(frozen=True, kw_only=True)
class Ingested:
    """Canonical order lines and the account of how they came about."""

    lines: pl.LazyFrame
    """The canonical table (schema.py), in canonical order."""
    decisions: tuple[Decision, ...]
    notes: tuple[Note, ...]
    rejects: pl.DataFrame
    """One row a rejected input row: REJECT_SCHEMA_COLUMNS."""
    tax: Tax
    """What canonical money says of tax."""
    columns: Mapping[str, Mapping[str, str]]
    """Source -> field -> column it was read from; empty for canonical inputs."""
    unused: Mapping[str, tuple[str, ...]]
    """Source -> columns no field was read from; empty for canonical inputs."""
    formats: Mapping[str, str]
    """Source -> title of the format it was read by."""
    rows_read: int
    fates: pl.DataFrame | None = None
    """Input rows by fate; None for canonical inputs, whose rows are all lines."""

    @cached_property
    def reconciliation(self) -> Reconciliation:
        """What became of every row and every krone."""
        fates = self.fates if self.fates is not None else _fates_of_canonical(self.lines)
        return Reconciliation(fates=fates, ladder=ladder_of(self.lines))

    @cached_property
    def sample(self) -> pl.DataFrame:
        """Return the first three lines that count."""
        return self.lines.filter(pl.col("excluded").is_null()).head(3).collect()


def ingest(inputs: Sequence[str], options: ReadOptions) -> Ingested:
    """Read every input and return canonical order lines.

    Raises InputError, ReadingError and DataError as the catalogue says; under `options.strict` also
    DoubtError for any note that changes money.
    """
    return ingest_tables(read_tables(inputs, options), options)


def ingest_tables(tables: Sequence[RawTable], options: ReadOptions) -> Ingested:
    """Return canonical order lines of tables that were read already; raises as `ingest` does."""
    known = [table for table in tables if store.is_canonical(table)]
    if len(known) == len(tables) == 1:
        return _from_canonical(known[0])
    readings = [understand(table, options) for table in tables if not store.is_canonical(table)]
    return _from_exports(readings, known, options)


def _from_canonical(table: RawTable) -> Ingested:
    return Ingested(
        lines=store.lines_from(table),
        decisions=table.decisions,
        notes=(),
        rejects=REJECT_SCHEMA.to_frame(),
        tax=store.tax_of(table),
        columns={},
        unused={},
        formats={table.source: "canonical order lines"},
        rows_read=table.rows_read,
    )


@dataclass(slots=True)
class _Parts:
    """What the inputs came to, file by file."""

    drafts: list[pl.DataFrame] = field(default_factory=list)
    rejects: list[pl.DataFrame] = field(default_factory=list)
    moneys: list[MoneyReading] = field(default_factory=list)
    statuses: set[str] = field(default_factory=set)
    """Status words, where the user gave the meaning of some."""


def _from_exports(readings: Sequence[Reading], known: Sequence[RawTable], options: ReadOptions) -> Ingested:
    parts = _Parts()
    for number, reading in enumerate(readings):
        _add(parts, reading, options, file_no=number)
    parts.drafts += [
        narrowed(store.drafts_from(table, file_no=number))
        for number, table in enumerate(known, start=len(readings))
    ]
    sources = [reading.table.source for reading in readings] + [table.source for table in known]
    assembled = assemble(parts.drafts, options)
    parts.drafts.clear()
    parts.rejects.append(_isolated(assembled.isolated, sources))
    rejects = pl.concat([part.select(REJECT_SCHEMA_COLUMNS) for part in parts.rejects])
    rejects = rejects.sort("source", "line", "reason", nulls_last=True)
    read = sum(reading.table.rows_read for reading in readings) + sum(table.rows_read for table in known)
    _check_rejects(rejects, read, options)
    fates = fates_of(assembled.lines, rejects)
    _check_something_left(fates)
    notes = (*_notes_on_options(readings, parts.statuses, options), *_notes(assembled, fates))
    if options.strict:
        _strictly(notes)
    return Ingested(
        lines=canonical(assembled),
        decisions=_decisions(readings, parts.moneys, assembled),
        notes=notes,
        rejects=rejects,
        tax=_tax(parts.moneys, known),
        columns={reading.table.source: reading.columns for reading in readings},
        unused={reading.table.source: _unused(reading) for reading in readings},
        formats={reading.table.source: reading.format.title for reading in readings},
        rows_read=read,
        fates=fates,
    )


def _add(parts: _Parts, reading: Reading, options: ReadOptions, *, file_no: int) -> None:
    """Add one file's draft lines, rejects and reading of money."""
    source = reading.table.source
    rows = reading.rows.collect(engine="streaming")
    refused = pl.col("reject_reason").is_not_null()
    parts.rejects += [_structural(reading.table), _unreadable(rows.filter(refused), source)]
    if rows["reject_reason"].null_count() < rows.height:
        rows = rows.filter(~refused)
    if options.statuses:
        parts.statuses.update(status_words(rows))
    drafts = draft_rows(rows, reading, options, file_no=file_no)
    del rows
    money = decide_money(drafts, reading, options)
    parts.moneys.append(money)
    draft = _with_derived(with_money(drafts, reading, money, options), reading)
    no_money = pl.col("row").is_not_null() & pl.col("net_amount").is_null()
    unpaid = draft.filter(no_money)
    parts.rejects.append(_rejected(unpaid, source, "no_amount", "amount"))
    parts.drafts.append(draft.filter(~no_money) if unpaid.height else draft)


def _with_derived(drafts: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Add the refund and shipping rows that stand in columns, and keep what settling needs."""
    drafts = drafts.with_columns(
        order_grain=pl.lit(reading.grain == "order"),
        derived_id=pl.lit("order_id" not in reading.columns),
        excluded=pl.lit(None, pl.String),
        refund_amount=pl.lit(None, MONEY),
        source_format=pl.lit(reading.format.name),
        ordered_at=pl.col("order_instant"),
    )
    extra = [part for part in (refund_rows(drafts, reading), shipping_rows(drafts)) if part.height]
    whole = narrowed(drafts)
    return pl.concat([whole, *(narrowed(part) for part in extra)], how="diagonal") if extra else whole


def _structural(table: RawTable) -> pl.DataFrame:
    return table.rejects if table.rejects is not None else REJECT_SCHEMA.to_frame()


def _unreadable(rows: pl.DataFrame, source: str) -> pl.DataFrame:
    text = pl.col("reject_text") if "reject_text" in rows.columns else pl.lit(None, pl.String)
    return rows.select(
        source=pl.lit(source),
        line=pl.col(LINE).cast(pl.Int64),
        column="reject_column",
        reason="reject_reason",
        text=text,
    )


def _rejected(rows: pl.DataFrame, source: str, reason: str, column: str) -> pl.DataFrame:
    return rows.select(
        source=pl.lit(source),
        line=pl.col("row").cast(pl.Int64),
        column=pl.lit(column),
        reason=pl.lit(reason),
        text=pl.lit(None, pl.String),
    )


def _isolated(rows: pl.DataFrame, sources: Sequence[str]) -> pl.DataFrame:
    names = dict(enumerate(sources))
    return rows.select(
        source=pl.col("file").replace_strict(names, return_dtype=pl.String),
        line=pl.col("row").cast(pl.Int64),
        column=pl.lit("order_date"),
        reason=pl.lit("isolated_date"),
        text=pl.col("order_date").cast(pl.String),
    )


def _check_rejects(rejected: pl.DataFrame, read: int, options: ReadOptions) -> None:
    counted = rejected.filter(pl.col("reason") != "furniture")
    if counted.height == 0:
        return
    first = counted.row(0, named=True)
    place = f"{first['source']}:{first['line']}"
    if options.strict:
        raise TooManyRejectsError.strictly(counted.height, place)
    if counted.height > options.max_rejects * read:
        most = counted["reason"].value_counts(sort=True)["reason"][0]
        raise TooManyRejectsError.of(counted.height, read, most, place)


def _check_something_left(fates: pl.DataFrame) -> None:
    if fates.filter(pl.col("fate") == "accepted").height == 0:
        excluded = fates.filter(pl.col("rule").is_not_null())
        raise NothingLeftError.after(dict(zip(excluded["rule"], excluded["rows"], strict=True)))


def _strictly(notes: Sequence[Note]) -> None:
    for note in notes:
        if note.changes_money:
            raise DoubtError.strictly(note.text, note.hint)


def _tax(moneys: Sequence[MoneyReading], known: Sequence[RawTable]) -> Tax:
    says: set[Tax] = {money.says for money in moneys} | {store.tax_of(table) for table in known}
    return says.pop() if len(says) == 1 else "unknown"


def _unused(reading: Reading) -> tuple[str, ...]:
    used = set(reading.columns.values())
    return tuple(column for column in reading.table.columns if column not in used)


def _decisions(
    readings: Sequence[Reading], moneys: Sequence[MoneyReading], assembled: Assembled
) -> tuple[Decision, ...]:
    per_file = [
        decision
        for reading, money in zip(readings, moneys, strict=True)
        for decision in (*reading.table.decisions, *reading.decisions, *money.decisions)
    ]
    return (*dict.fromkeys(per_file), *assembled.decisions)


def _notes_on_options(readings: Sequence[Reading], statuses: set[str], options: ReadOptions) -> Iterator[Note]:
    """Say which options found nothing to change."""
    if options.sheet is not None and not any(reading.table.of_workbook for reading in readings):
        yield said.option_unused("--sheet", "no input is a workbook")
    for word, meaning in options.statuses.items():
        if word.lower() not in statuses:
            yield said.option_unused(f"--status {word}={meaning}", "no order has that status")


def _notes(assembled: Assembled, fates: pl.DataFrame) -> tuple[Note, ...]:
    """Say what was found that a reader of the numbers should know."""
    lines = assembled.lines
    counted = lines.filter(pl.col("excluded").is_null())
    notes: list[Note] = []
    by_rule = {row["rule"]: row for row in fates.filter(pl.col("fate") == "excluded").to_dicts()}
    if REPEATED_ORDER in by_rule:
        row = by_rule[REPEATED_ORDER]
        notes.append(said.repeated_orders(row["rows"], row["orders"], _cents(row["money"])))
    if IDENTICAL_ROW in by_rule:
        notes.append(said.identical_rows(by_rule[IDENTICAL_ROW]["rows"]))
    if assembled.identical_lines:
        notes.append(said.identical_lines(assembled.identical_lines))
    notes += _notes_on_credits(counted)
    notes += _notes_on_people(counted, assembled)
    return (*notes, *assembled.notes)


def _cents(money: Decimal | float | None) -> Decimal | None:
    return None if money is None else Decimal(money).quantize(_CENT)


def _notes_on_credits(counted: pl.DataFrame) -> list[Note]:
    credit = counted.filter((pl.col("line_type") == "refund") & (pl.col("kind") == "credit_note"))
    if credit.height == 0:
        return []
    set_against = credit.filter("against")
    loose = credit.filter(~pl.col("against"))
    one_currency = credit["currency"].n_unique() == 1
    money = [_cents(part["refund_amount"].sum() if one_currency else None) for part in (set_against, loose)]
    return [said.loose_credit_notes(set_against.height, money[0], loose.height, money[1])]


def _notes_on_people(counted: pl.DataFrame, assembled: Assembled) -> list[Note]:
    orders = counted.filter(pl.col("line_no") == 1).select("customer_key", "customer_id", "order_no")
    if orders.height == 0:
        return []
    revenue = counted.group_by(guest=pl.col("customer_key").is_null()).agg(money=pl.col("net_after_refund").sum())
    of_guests = revenue.filter("guest")["money"].sum()
    share = orders["customer_key"].null_count() / orders.height
    if share == 1:
        return [said.no_buyers()]
    notes = []
    if share > said.GUESTS_SAID:
        notes.append(said.guests(share, float(of_guests) / (float(revenue["money"].sum()) or 1.0)))
    sizes = orders.drop_nulls("customer_key")["customer_key"].value_counts()["count"]
    if sizes.max() == 1 and orders.height >= ENOUGH_ORDERS_FOR_A_PATTERN:
        notes.append(said.id_per_order(orders.height))
    largest = int(sizes.max() or 0) / orders.height  # type: ignore[arg-type]  # counts are integers
    if largest > COLLECTIVE_SHARE and orders.height >= COLLECTIVE_ORDERS:
        notes.append(said.collective_customer(largest))
    if assembled.merge.merged_ids:
        notes.append(said.merged_ids(assembled.merge.merged_ids))
    if assembled.merge.left_apart:
        notes.append(said.clusters_apart(assembled.merge.left_apart))
    return notes


def _fates_of_canonical(lines: pl.LazyFrame) -> pl.DataFrame:
    frame = lines.with_row_index("row").with_columns(
        pl.col("row").cast(pl.Int64),
        file=pl.lit(0, pl.Int32),
        order_no=pl.struct("store", "order_id", "customer_key").hash(),
    )
    needed = ["row", "file", "order_no", "excluded", "net_amount", "refund_amount", "currency"]
    return fates_of(frame.select(needed).collect(), REJECT_SCHEMA.to_frame())
