"""Draft lines of all inputs -> canonical order lines: orders found, overlaps marked, returns settled, sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.aligned import with_facts
from clvcli.orders.kept import GIVES_BACK, SELLS, is_kept
from clvcli.orders.money.one_currency import in_one_currency
from clvcli.orders.schema import CANONICAL, CANONICAL_SCHEMA, MONEY, NUMBER, names
from clvcli.orders.settling import duplicates, identity, refunds, returns, same_orders, statuses, validity
from clvcli.orders.settling.listed import without_listed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from clvcli.notes import Note
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, Reading

WORKING: dict[str, pl.DataType | type[pl.DataType]] = {
    "row": pl.Int64,
    "file": pl.Int32,
    "order_no": pl.Int64,
    "buyer": pl.String,
    "kind": pl.String,
    "order_time": pl.Time,
    "updated_at": pl.Date,
    "fulfilled_at": pl.Date,
    "cancelled_at": pl.Date,
    "order_grain": pl.Boolean,
    "derived_id": pl.Boolean,
    "fx_rate": NUMBER,
    "known_again": pl.Boolean,
}
"""Columns of draft lines beside the canonical ones: provenance, order number, document, stamps; `known_again` is
true of orders that another file has under a number written otherwise (`same_orders`), else null."""

SETTLED = (
    "order_id", "line_type", "customer_id", "customer_email", "customer_phone", "order_date", "paid_at",
    "refunded_at", "quantity", "unit_price", "gross_amount", "discount_amount", "tax_amount", "net_amount",
    "refund_amount", "other_amount", "cost_amount", "currency", "order_status", "excluded", "sku", "store",
    "source_format",
)  # fmt: skip
"""Canonical columns that settling orders works on; the others are attributes that ride along."""

MADE_HERE = ("customer_key", "customer_key_kind", "line_no", "order_kept", "net_after_refund", "state_at")
"""Canonical columns that only all files together can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """Canonical lines with their working columns, and what assembling found."""

    lines: pl.DataFrame
    """The canonical columns some file has, and WORKING, copies included, in canonical order."""
    isolated: pl.DataFrame
    """Rows (`file`, `row`, `order_date`) whose date lies apart from all others; they are not in `lines`."""
    decisions: tuple[Decision, ...]
    merge: identity.Merge
    identical_lines: int
    notes: tuple[Note, ...]


def assemble(drafts: Sequence[pl.DataFrame], options: ReadOptions) -> Assembled:
    """Turn the draft lines of every input, each `narrowed`, into canonical lines.

    Raises the errors of `in_one_currency`.
    """
    lines, isolated = joined(drafts, options)
    return settle(lines, options, isolated=isolated)


def joined(
    drafts: Sequence[pl.DataFrame], options: ReadOptions, *, known_days: Collection[date] = ()
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the draft lines of all files as one table, copies marked, and the rows whose date lies apart.

    `known_days` are days of orders that are known from elsewhere.
    """
    lines = pl.concat(drafts, how="diagonal") if len(drafts) > 1 else drafts[0]
    lines = duplicates.identical_rows(lines)
    lines, isolated = _without_isolated(lines, options, known_days)
    lines = order_numbers(lines)
    return duplicates.repeated_parts(duplicates.overlapping_files(lines)), isolated


def settle(lines: pl.DataFrame, options: ReadOptions, *, isolated: pl.DataFrame | None = None) -> Assembled:
    """Turn draft lines whose copies are marked into canonical lines: what counts, for whom, what was returned.

    `isolated` are rows left out beforehand.  Raises the errors of `in_one_currency`.
    """
    lines = validity.with_exclusions(lines)
    lines, decisions, notes = in_one_currency(lines, options)
    lines, merge = identity.with_customer_key(lines, merge=options.merge_identities, by=options.identity)
    if options.exclude_customers:
        lines, left_out = without_listed(lines, options.exclude_customers)
        notes = (*notes, *left_out)
    identical = duplicates.identical_lines_kept(lines)
    notes = (*notes, *validity.odd_orders(lines), *same_orders.perhaps_the_same(lines))
    lines = returns.set_against_orders(lines)
    notes = (*notes, *statuses.refunds_untold(lines))
    return Assembled(
        lines=_finished(lines),
        isolated=lines.clear().select("file", "row", "order_date") if isolated is None else isolated,
        decisions=decisions,
        merge=merge,
        identical_lines=identical,
        notes=notes,
    )


def with_derived(drafts: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Add the refund and shipping rows that stand in columns to drafts with money, and keep what settling needs."""
    drafts = drafts.with_columns(
        order_grain=pl.lit(reading.grain == "order"),
        derived_id=pl.lit("order_id" not in reading.columns),
        excluded=pl.lit(None, pl.String),
        refund_amount=pl.lit(None, MONEY),
        source_format=pl.lit(reading.format.name),
        ordered_at=pl.col("order_instant"),
    )
    extra = [part for part in (refunds.refund_rows(drafts, reading), refunds.shipping_rows(drafts)) if part.height]
    whole = narrowed(drafts)
    return pl.concat([whole, *(narrowed(part) for part in extra)], how="diagonal") if extra else whole


def narrowed(draft: pl.DataFrame) -> pl.DataFrame:
    """Keep what settling needs of a file's draft lines, and the attributes the file has."""
    columns: dict[str, pl.DataType | type[pl.DataType]] = {name: CANONICAL_SCHEMA[name] for name in SETTLED}
    columns |= WORKING
    others = [name for name in CANONICAL_SCHEMA if name not in columns and name not in MADE_HERE]
    had = [name for name in others if name in draft.columns and draft[name].null_count() < draft.height]
    columns |= {name: CANONICAL_SCHEMA[name] for name in had}
    return draft.select(
        pl.col(name).cast(dtype) if name in draft.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in columns.items()
    ).with_columns(pl.col("refund_amount").fill_null(pl.lit(0, MONEY)))


def _without_isolated(
    lines: pl.DataFrame, options: ReadOptions, known_days: Collection[date]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    days = {*lines.filter(pl.col("excluded").is_null())["order_date"].unique(), *known_days}
    apart = [day for day in validity.isolated_days([*days]) if options.as_of is None or day <= options.as_of]
    hit = pl.col("order_date").is_in(apart)
    rejected = lines.filter(hit & pl.col("row").is_not_null()).select("file", "row", "order_date")
    return (lines.filter(~hit), rejected) if apart else (lines, rejected)


def order_numbers(lines: pl.DataFrame) -> pl.DataFrame:
    """Number orders across files; give an id to orders that print none: day, time, and a count of the day's."""
    if lines["file"].max() == 0 and not lines["derived_id"].any():
        return lines
    stamp = pl.concat_str(
        pl.col("order_date").cast(pl.String),
        pl.col("order_time").cast(pl.String).str.head(8),
        separator="T",
        ignore_nulls=True,
    )
    lines = lines.with_columns(order_id=pl.coalesce("order_id", stamp))
    several = (
        pl.col("derived_id") & pl.col("order_grain") & pl.col("excluded").is_null() & pl.col("row").is_not_null()
    )
    if lines.select(several.any()).item():
        lines = lines.sort("order_date", "buyer", "order_time", *duplicates.content(lines), nulls_last=True)
        nth = several.cum_sum().over("buyer", "order_id")
        lines = lines.with_columns(
            order_id=pl.when(several & (nth > 1))
            .then(pl.concat_str("order_id", nth.cast(pl.String), separator="-"))
            .otherwise("order_id")
        )
    key = ["store", "order_id", "buyer"]
    orders = lines.select(key).unique().sort(key, nulls_last=True).with_row_index("order_no")
    lines = with_facts(lines.drop("order_no"), orders.with_columns(pl.col("order_no").cast(pl.Int64)), on=key)
    return same_orders.numbered_alike(lines)


def _finished(lines: pl.DataFrame) -> pl.DataFrame:
    """Add what is known once everything is together: kept orders, line numbers, states; sort."""
    lines = lines.with_columns(
        net_after_refund=(pl.col("net_amount") - pl.col("refund_amount")).cast(MONEY),
        state_at=pl.max_horizontal("updated_at", *duplicates.STAMPS),
        store=pl.when(pl.col("store") != "").then("store"),
        refunded_at=pl.when(GIVES_BACK).then("refunded_at"),
    )
    counted = pl.col("excluded").is_null()
    orders = lines.filter(counted).group_by("order_no").agg(kept=is_kept(), sells=SELLS.any())
    lines = with_facts(lines, orders).with_columns(
        order_kept=(counted & pl.col("kept")).fill_null(value=False),
        sells=pl.col("sells").fill_null(value=False),
    )
    copies = pl.col("excluded").is_in(duplicates.DUPLICATE_RULES).fill_null(value=False)
    sold_first = pl.when(pl.col("net_amount") > 0).then(0).when(~GIVES_BACK).then(1).otherwise(2)
    lines = lines.with_columns(copy=copies, rank=sold_first).sort(
        "order_date", "order_no", "copy", "rank", *duplicates.content(lines), nulls_last=True
    )
    nth = pl.int_range(pl.len()).over("order_no", "copy") + pl.when(pl.col("sells") | ~counted).then(1).otherwise(2)
    return lines.with_columns(line_no=nth.cast(pl.Int32)).drop("kept", "sells", "copy", "rank")


def canonical(assembled: Assembled) -> pl.LazyFrame:
    """Return the canonical columns of assembled lines, copies left out."""
    keep = ~pl.col("excluded").is_in(duplicates.DUPLICATE_RULES).fill_null(value=False)
    missing = {name: dtype for name, dtype in CANONICAL_SCHEMA.items() if name not in assembled.lines.columns}
    added = [pl.lit(None, dtype).alias(name) for name, dtype in missing.items()]
    return assembled.lines.lazy().filter(keep).with_columns(added).select(names(CANONICAL))
