"""Joins the files that stand beside the orders with the order lines, and says how far each reaches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import polars as pl

from clvcli import notes as said
from clvcli.orders.attached.tables import PRINTED
from clvcli.orders.settling.listed import without_listed
from clvcli.orders.tables import Decision
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from clvcli.notes import Note
    from clvcli.orders.attached.coverage import Coverage
    from clvcli.orders.attached.customers import ToldOf
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.options import ReadOptions

Key = Literal["sku", "customer"]
"""What a row of a file beside the orders is known by."""


def attach(ingested: Ingested, options: ReadOptions) -> Ingested:
    """Return order lines with what `--costs`, `--products` and `--customers` say of them, each where it is given.

    What a file says wins over what the export printed.  Lines that were settled before the list of
    `--exclude-customers` was known are left out here.  Raises InputError and AttachedFileError.
    """
    if options.exclude_customers and ingested.fates is None:
        lines, notes = without_listed(ingested.lines, options.exclude_customers)
        lines = lines.with_columns(order_kept=pl.col("order_kept") & pl.col("excluded").is_null())
        ingested = replace(ingested, lines=lines.collect().lazy(), notes=(*ingested.notes, *notes))
    if options.products:
        ingested = _with_products(ingested, options)
    if options.costs:
        ingested = _with_costs(ingested, options)
    if options.customers:
        ingested = _with_customers(ingested, options)
    return ingested


def _with_products(ingested: Ingested, options: ReadOptions) -> Ingested:
    from clvcli.orders.attached.products import with_products

    found = with_products(ingested.lines, options)
    said_of = _told(Saying("products"), ", ".join(found.fields), found.source, found.coverage, "sku")
    return _with(replace(ingested, lines=found.lines), *said_of)


def _with_costs(ingested: Ingested, options: ReadOptions) -> Ingested:
    from clvcli.orders.attached.costs import with_costs

    found = with_costs(ingested.lines, options)
    decision, notes = _told(Saying("costs"), Saying("of a unit"), found.source, found.coverage, "sku")
    if found.above_price:
        notes = (*notes, said.costs_above_price(found.source, found.above_price, found.coverage.found))
    return _with(replace(ingested, lines=found.lines), decision, notes)


def _with_customers(ingested: Ingested, options: ReadOptions) -> Ingested:
    from clvcli.orders.attached.coverage import coverage_of
    from clvcli.orders.attached.customers import read_customers, with_customers

    file = read_customers(options)
    if ingested.parts:
        ingested, found = _in_files(ingested, file)
    else:
        known = with_customers(ingested.lines, file)
        ingested = replace(ingested, lines=known.lines.lazy(), attributes=known.attributes)
        found = [_Found(known.tally, known.disagreeing)]
    told = ", ".join(str(options.compare) if name == PRINTED else name for name in file.fields)
    coverage = coverage_of([each.tally for each in found])
    decision, notes = _told(Saying("customers"), told or Saying("for audiences"), file.source, coverage, "customer")
    if disagreeing := sum(each.disagreeing for each in found):
        notes = (*notes, said.customers_disagree(file.source, disagreeing))
    return _with(ingested, decision, notes)


class _Found(NamedTuple):
    """What was found of some customers in a file; see `customers.Known`."""

    tally: pl.DataFrame
    disagreeing: int


def _in_files(ingested: Ingested, file: ToldOf) -> tuple[Ingested, list[_Found]]:
    """Set what `file` says of buyers on lines that lie in files; their attributes are not kept."""
    from clvcli.orders.attached.customers import with_customers
    from clvcli.orders.settling.by_buyer import scan, with_all_columns
    from clvcli.scratch import scratch_folder, writing

    folder, paths, found = scratch_folder(), [], []
    for part in ingested.parts:
        known = with_customers(scan([part]), file)
        paths.append(folder / part.name)
        with writing():
            known.lines.write_parquet(paths[-1], compression="lz4")
        part.unlink()
        found.append(_Found(known.tally, known.disagreeing))
    return replace(ingested, lines=with_all_columns(scan(paths)), parts=tuple(paths)), found


def _told(subject: str, value: str, source: str, coverage: Coverage, key: Key) -> tuple[Decision, tuple[Note, ...]]:
    """Say what was taken from a file and how far it reaches; a note where anything found no row in it."""
    because = Saying(
        "{found:,} of {lines:,} sold lines{reach}",
        found=coverage.found,
        lines=coverage.lines,
        reach="" if coverage.share is None else Saying(", {share:.0%} of net sales", share=coverage.share),
    )
    decision = Decision(subject=subject, value=value, how="set", because=because, source=source)
    if coverage.found == coverage.lines:
        return decision, ()
    note = said.not_in_file(
        source,
        found=coverage.found,
        lines=coverage.lines,
        share=coverage.share,
        keys=_keys(coverage.keys_without, key),
        without_key=_without(coverage.lines_without_key, key) if coverage.lines_without_key else "",
    )
    return decision, (note,)


def _keys(count: int, key: Key) -> Saying:
    if key == "sku":
        return Saying("{count:,} sku" if count == 1 else "{count:,} skus", count=count)
    return Saying("{count:,} customer" if count == 1 else "{count:,} customers", count=count)


def _without(count: int, key: Key) -> Saying:
    return Saying(
        "{count:,} lines have no sku" if key == "sku" else "{count:,} lines have no customer", count=count
    )


def _with(ingested: Ingested, decision: Decision, notes: tuple[Note, ...]) -> Ingested:
    return replace(ingested, decisions=(*ingested.decisions, decision), notes=(*ingested.notes, *notes))
