"""From any exports to canonical order lines, with every row accounted for: the door of `orders/`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import polars as pl

from clvcli.budget import LIBRARIES
from clvcli.errors import CompanionMissingError, attempted, each_of
from clvcli.on_disk import flowing
from clvcli.orders import canonical as store
from clvcli.orders import pseudonyms
from clvcli.orders import rejects as refused
from clvcli.orders.money.one_currency import settled_in_currency
from clvcli.orders.rate_file import with_rates_read
from clvcli.orders.reading.read import read_tables
from clvcli.orders.settling import findings
from clvcli.orders.settling.by_buyer import OF_CUSTOMERS, Apart, condensed_by_buyer, lines_by_buyer
from clvcli.orders.settling.by_month import SettledByMonth, settled_by_month
from clvcli.orders.settling.condensed import Condensed, condensed
from clvcli.orders.settling.file_drafts import Drafts
from clvcli.orders.settling.people import People, on_people, people_in, people_of
from clvcli.orders.settling.reconciliation import (
    Reconciliation,
    check_something_left,
    fates_of,
    fates_of_canonical,
    fates_of_lines,
    fates_of_rows,
    ladder_of,
)
from clvcli.orders.settling.settle import assemble, canonical, narrowed
from clvcli.orders.tables import NOT_A_SALE
from clvcli.orders.understanding.companions import with_companions
from clvcli.orders.understanding.understand import understand

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from clvcli.errors import ClvError
    from clvcli.notes import Note
    from clvcli.on_disk import OnDisk
    from clvcli.orders.money.line_money import MoneyReading
    from clvcli.orders.money.tax import Tax
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.settling.settle import Assembled
    from clvcli.orders.tables import Decision, RawTable, Reading

BYTES_TOGETHER = 1_100
"""What a row takes that is settled together with all others of one file, as measured on ten million."""

BYTES_OF_SEVERAL = 1_500
"""The same of several files, whose orders are compared first, as measured on a million."""

LARGE = 500_000
"""Rows from which an export is settled by month, if it is plain; fewer fit into memory."""


@dataclass(frozen=True, kw_only=True)
class Ingested:
    """Canonical order lines and the account of how they came about."""

    lines: pl.LazyFrame
    """The canonical table (schema.py), in canonical order."""
    decisions: tuple[Decision, ...]
    notes: tuple[Note, ...]
    rejects: pl.DataFrame
    """One row a rejected input row: the columns REJECTS."""
    tax: Tax
    """What canonical money says of tax."""
    columns: Mapping[str, Mapping[str, str]]
    """Source -> field -> column it was read from; empty for canonical inputs."""
    unused: Mapping[str, tuple[str, ...]]
    """Source -> columns no field was read from; empty for canonical inputs."""
    formats: Mapping[str, str]
    """Source -> title of the format it was read by."""
    rows_read: int
    people: People | None = None
    """Who bought, counted, and which ids were merged; None for canonical inputs, which were merged before."""
    attributes: pl.DataFrame | None = None
    """What the file of `--customers` says of people: `customer_key`, then its fields."""
    fates: pl.DataFrame | None = None
    """Input rows by fate; None for canonical inputs and beside a store, where rows are lines."""
    parts: tuple[Path, ...] = ()
    """Files of the lines, each customer wholly in one; none where they were not asked for, or could not be laid,
    apart."""
    on_disk: OnDisk | None = None
    """The lines, where they lie in files of this run; None where they are in memory, or somebody else's."""
    in_slices: bool = False
    """Whether some lines at a time can be read of somebody else's files."""

    @property
    def flowing(self) -> pl.LazyFrame:
        """The lines, to be written elsewhere: read no faster than they are taken, where they lie in files."""
        if self.on_disk is not None:
            return self.on_disk.flowing()
        return flowing(self.lines, self.rows_read) if self.in_slices else self.lines

    @cached_property
    def reconciliation(self) -> Reconciliation:
        """What became of every row and every krone."""
        fates = self.fates if self.fates is not None else fates_of_canonical(self.lines, self.rejects)
        return Reconciliation(fates=fates, ladder=ladder_of(self.lines))

    @cached_property
    def sample(self) -> pl.DataFrame:
        """Return the first three lines that count."""
        return self.lines.filter(pl.col("excluded").is_null()).head(3).collect()


def ingest(inputs: Sequence[str], options: ReadOptions, *, condense: bool = False) -> Ingested:
    """Read every input and return canonical order lines; raises InputError, ReadingError and DataError.

    With `condense`, for those who look at customers only, the lines of an order may stand as one, which takes
    a fraction of the time and memory where the export allows it; see `settling/condensed.py`.
    """
    return ingest_tables(read_tables(inputs, options), options, condense=condense)


def changes_lines(options: ReadOptions) -> bool:
    """Whether a file beside the orders says something of their lines by which these are looked at all together."""
    return bool(options.exclude_customers or options.products or options.costs or options.compare)


def misunderstood(tables: Sequence[RawTable], options: ReadOptions) -> list[ClvError]:
    """Return what cannot be understood of tables that stand beside inputs which could not be read.

    A file that lacks another of its export is not blamed for it.
    """
    exports = [table for table in tables if not store.is_canonical(table)]
    joined, errors = attempted([exports], lambda found: with_companions(found, options))
    _, unclear = attempted((table for found in joined for table in found), lambda table: understand(table, options))
    return [error for error in (*errors, *unclear) if not isinstance(error, CompanionMissingError)]


class Assembling(Protocol):
    """What turns the draft lines of all files into settled lines of these files."""

    @property
    def knows_nothing(self) -> bool:
        """Whether there are no other lines to settle these with, so that they may come by month."""

    def take(self, settled: SettledByMonth) -> None:
        """Take lines that were settled by themselves."""

    def __call__(self, drafts: Sequence[pl.DataFrame], taxes: Sequence[Tax], options: ReadOptions) -> Assembled:
        """Return the lines; `taxes` say of each of `drafts` whether its money holds tax."""


def ingest_tables(
    tables: Sequence[RawTable],
    options: ReadOptions,
    *,
    condense: bool = False,
    apart: int | None = None,
    also: Sequence[str] = (),
    into: Assembling | None = None,
) -> Ingested:
    """Return canonical order lines of tables that were read already; condenses and raises as `ingest` does.

    With `into` the lines are settled together with what is known already, and none of them need count.
    With `apart`, the lines of one canonical table, or beside `condense` of plain exports, are laid apart into so
    many files (`Ingested.parts`), the columns OF_CUSTOMERS, `also`, and those by which the rows of a file of
    customers find theirs, and no more than those of one part are held in memory; raises WriteError.
    """
    options = with_rates_read(options)
    by_file = ("customer_email",) if options.customers else ()
    laid = None if apart is None else Apart(apart, tuple(dict.fromkeys((*OF_CUSTOMERS, *also, *by_file))))
    known = [table for table in tables if store.is_canonical(table)]
    if len(known) == len(tables) == 1 and into is None:
        return _from_canonical(known[0], options, apart=laid)
    exports = with_companions([table for table in tables if not store.is_canonical(table)], options)
    readings = each_of(exports, lambda table: understand(table, options))
    return _from_exports(readings, known, options, condense=condense, apart=laid, into=into)


def _from_canonical(table: RawTable, options: ReadOptions, *, apart: Apart | None) -> Ingested:
    lines = pseudonyms.at_the_door(store.lines_from(table), table, options.pseudonym_key)
    lines, money = settled_in_currency(lines, options)
    as_they_stand = not (money.decisions or options.pseudonym_key or changes_lines(options))
    found = Ingested(
        lines=lines,
        decisions=(*table.decisions, *money.decisions),
        notes=(*findings.on_folders([table]), *money.notes),
        rejects=refused.NONE,
        tax=store.tax_of(table),
        columns={},
        unused={},
        formats={table.source: store.TITLE},
        rows_read=table.rows_read,
        in_slices=as_they_stand and bool(table.metadata),
    )
    if apart is None or not as_they_stand:
        return found
    return replace(found, parts=lines_by_buyer(found.flowing, *apart))


@dataclass(slots=True, kw_only=True)
class _Account:
    """What the rows of the inputs came to."""

    lines: pl.LazyFrame
    """Canonical."""
    fates: Sequence[pl.DataFrame]
    rejects: Sequence[pl.DataFrame]
    moneys: Sequence[MoneyReading]
    """File by file."""
    decisions: Sequence[Decision]
    """On all files together."""
    identical_lines: int
    people: People
    notes: Sequence[Note]
    statuses: Collection[str] = ()
    """Status words, where the user gave the meaning of some."""
    parts: tuple[Path, ...] = ()
    """See `Ingested`."""
    on_disk: OnDisk | None = None
    """The same."""


def _from_exports(
    readings: Sequence[Reading],
    known: Sequence[RawTable],
    options: ReadOptions,
    *,
    condense: bool,
    apart: Apart | None,
    into: Assembling | None,
) -> Ingested:
    alone = not known and options.pseudonym_key is None
    account = _by_themselves(readings, options, condense=condense, apart=apart, into=into) if alone else None
    account = account or _in_full(readings, known, options, into)
    rejects = refused.together(account.rejects)
    if options.pseudonym_key is not None:
        rejects = refused.without_text(rejects)
    read = _rows_of(readings, known)
    refused.check(rejects, read, options)
    fates = fates_of(account.fates, rejects)
    if into is None:
        check_something_left(fates)
    notes = (
        *findings.on_folders([*(reading.table for reading in readings), *known]),
        *findings.on_formats(readings),
        *findings.on_companions([reading.table for reading in readings]),
        *findings.on_options(readings, account.statuses, options),
        *findings.on_copies(fates, account.identical_lines),
        *account.notes,
    )
    return Ingested(
        lines=account.lines,
        decisions=_decisions(readings, account),
        notes=notes,
        rejects=rejects,
        tax=_tax(account.moneys, known),
        columns={reading.table.source: reading.columns for reading in readings},
        unused=_unused(readings),
        formats={reading.table.source: reading.format.title for reading in readings},
        rows_read=read,
        people=account.people,
        fates=fates,
        parts=account.parts,
        on_disk=None if changes_lines(options) else account.on_disk,
    )


def _by_themselves(
    readings: Sequence[Reading],
    options: ReadOptions,
    *,
    condense: bool,
    apart: Apart | None,
    into: Assembling | None,
) -> _Account | None:
    """Return the account of exports, with one line an order or of one by month; None where they are not plain."""
    plain: Condensed | SettledByMonth | None = None
    if condense and (apart is None or changes_lines(options)):
        plain = condensed(readings, options)
    elif condense and apart is not None:
        plain = condensed_by_buyer(readings, options, apart)
    elif (into is None or into.knows_nothing) and _are_many(readings, options):
        plain = settled = settled_by_month(readings, options)
        if settled and into:
            into.take(settled)
    return _told_by(plain, readings) if plain else None


def _rows_of(readings: Sequence[Reading], known: Sequence[RawTable] = ()) -> int:
    return sum(table.rows_read for table in (*(reading.table for reading in readings), *known))


def _are_many(readings: Sequence[Reading], options: ReadOptions) -> bool:
    """Whether exports have more rows than are to be settled together, if they need not be."""
    rows, budget = _rows_of(readings), options.budget
    return rows >= LARGE or (budget is not None and not budget.holds(_together(rows, len(readings))))


def _together(rows: int, files: int) -> int:
    """Return the bytes that settling the rows of so many files together takes, about."""
    return LIBRARIES + (BYTES_TOGETHER if files == 1 else BYTES_OF_SEVERAL) * rows


def _told_by(plain: Condensed | SettledByMonth, readings: Sequence[Reading]) -> _Account:
    people = people_in(plain.by_buyer)
    read = ((reading, plain.rows.get(number, 0)) for number, reading in enumerate(readings))
    return _Account(
        lines=plain.lines,
        fates=plain.fates,
        rejects=[part for reading, readable in read for part in refused.of_export(reading, readable)],
        moneys=plain.moneys,
        decisions=plain.decisions,
        identical_lines=plain.identical_lines,
        people=people,
        notes=[*on_people(people), *plain.notes],
        parts=plain.parts if isinstance(plain, Condensed) else (),
        on_disk=plain.table if isinstance(plain, SettledByMonth) else None,
    )


def _in_full(
    readings: Sequence[Reading], known: Sequence[RawTable], options: ReadOptions, into: Assembling | None
) -> _Account:
    """Return the account of all inputs, line by line; raises MemoryTooSmallError where they are too many."""
    rows = _rows_of(readings, known)
    if options.budget is not None:
        options.budget.check(f"settling {rows:,} rows together", _together(rows, len(readings) + len(known)))
    parts = Drafts()
    each_of(enumerate(readings), lambda numbered: parts.add(numbered[1], options, file_no=numbered[0]))
    parts.drafts += [
        pseudonyms.at_the_door(narrowed(store.drafts_from(table, file_no=number)), table, options.pseudonym_key)
        for number, table in enumerate(known, start=len(readings))
    ]
    sources = [reading.table.source for reading in readings] + [table.source for table in known]
    taxes = [*(money.says for money in parts.moneys), *map(store.tax_of, known)]
    assembled = into(parts.drafts, taxes, options) if into else assemble(parts.drafts, options)
    parts.drafts.clear()
    lines = assembled.lines
    people = people_of(lines.lazy(), assembled.merge)
    return _Account(
        lines=canonical(assembled),
        fates=[fates_of_lines(lines), *([fates_of_rows(NOT_A_SALE, parts.not_sales)] if parts.not_sales else [])],
        rejects=[*parts.rejects, refused.by_date(assembled.isolated, sources)],
        moneys=parts.moneys,
        decisions=assembled.decisions,
        identical_lines=assembled.identical_lines,
        people=people,
        notes=[*parts.notes, *findings.on_credits(lines), *on_people(people), *assembled.notes],
        statuses=parts.statuses,
    )


def _tax(moneys: Sequence[MoneyReading], known: Sequence[RawTable]) -> Tax:
    says: set[Tax] = {money.says for money in moneys} | {store.tax_of(table) for table in known}
    return says.pop() if len(says) == 1 else "unknown"


def _unused(readings: Sequence[Reading]) -> dict[str, tuple[str, ...]]:
    """Return file -> its columns that no field was read from; of files that were joined to another as well."""
    unused: dict[str, tuple[str, ...]] = {}
    for reading in readings:
        read = set(reading.columns.values())
        used = read | {column for made in read for column in reading.made.get(made, ())}
        unused[reading.table.source] = tuple(column for column in reading.table.columns if column not in used)
        unused |= {join.source: join.unused for join in reading.table.joins if join.key}
    return unused


def _decisions(readings: Sequence[Reading], account: _Account) -> tuple[Decision, ...]:
    per_file = [
        decision
        for reading, money in zip(readings, account.moneys, strict=True)
        for decision in (*reading.table.decisions, *reading.decisions, *money.decisions)
    ]
    return (*dict.fromkeys(per_file), *account.decisions)
