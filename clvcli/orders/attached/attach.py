"""Joins the files that stand beside the orders with the order lines, and says how far each reaches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.orders.attached.tables import PRINTED
from clvcli.orders.settling.listed import without_listed
from clvcli.orders.tables import Decision

if TYPE_CHECKING:
    from clvcli.notes import Note
    from clvcli.orders.attached.coverage import Coverage
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.options import ReadOptions


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
    said_of = _told("products", ", ".join(found.fields), found.source, found.coverage, "sku")
    return _with(replace(ingested, lines=found.lines), *said_of)


def _with_costs(ingested: Ingested, options: ReadOptions) -> Ingested:
    from clvcli.orders.attached.costs import with_costs

    found = with_costs(ingested.lines, options)
    decision, notes = _told("costs", "of a unit", found.source, found.coverage, "sku")
    if found.above_price:
        notes = (*notes, said.costs_above_price(found.source, found.above_price, found.coverage.found))
    return _with(replace(ingested, lines=found.lines), decision, notes)


def _with_customers(ingested: Ingested, options: ReadOptions) -> Ingested:
    from clvcli.orders.attached.customers import with_customers

    found = with_customers(ingested.lines, options)
    told = ", ".join(str(options.compare) if name == PRINTED else name for name in found.attributes.columns[1:])
    decision, notes = _told("customers", told or "for audiences", found.source, found.coverage, "customer")
    if found.disagreeing:
        notes = (*notes, said.customers_disagree(found.source, found.disagreeing))
    return _with(replace(ingested, lines=found.lines, attributes=found.attributes), decision, notes)


def _told(subject: str, value: str, source: str, coverage: Coverage, key: str) -> tuple[Decision, tuple[Note, ...]]:
    """Say what was taken from a file and how far it reaches; a note where anything found no row in it."""
    share = "" if coverage.share is None else f", {coverage.share:.0%} of net sales"
    because = f"{coverage.found:,} of {coverage.lines:,} sold lines{share}"
    decision = Decision(subject=subject, value=value, how="set", because=because, source=source)
    if coverage.found == coverage.lines:
        return decision, ()
    note = said.not_in_file(
        source,
        found=coverage.found,
        lines=coverage.lines,
        share=coverage.share,
        keys=f"{coverage.keys_without:,} {key}{'' if coverage.keys_without == 1 else 's'}",
        without_key=f"{coverage.lines_without_key:,} lines have no {key}" if coverage.lines_without_key else "",
    )
    return decision, (note,)


def _with(ingested: Ingested, decision: Decision, notes: tuple[Note, ...]) -> Ingested:
    return replace(ingested, decisions=(*ingested.decisions, decision), notes=(*ingested.notes, *notes))
