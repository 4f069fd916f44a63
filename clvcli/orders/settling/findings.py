"""What was found in the rows that a reader of the numbers should know, said in notes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.orders.settling.duplicates import IDENTICAL_ROW, REPEATED_ORDER
from clvcli.orders.settling.line_words import UNKNOWN
from clvcli.orders.tables import HIDDEN, LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from clvcli.notes import Note
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import RawTable, Reading

_CENT = Decimal("0.01")


def on_folders(tables: Sequence[RawTable]) -> Iterator[Note]:
    """Say which files of a folder are no exports; hidden ones are only decisions."""
    left_out = [said_of for table in tables for said_of in table.decisions if said_of.subject == LEFT_OUT]
    others = [f"{file.value} ({file.because})" for file in left_out if file.because != HIDDEN]
    if others:
        yield said.files_left_out(others)


def on_options(readings: Sequence[Reading], statuses: Collection[str], options: ReadOptions) -> Iterator[Note]:
    """Say which options found nothing to change; `statuses` are the words that the orders have."""
    if options.sheet is not None and not any(reading.table.of_workbook for reading in readings):
        yield said.option_unused("--sheet", "no input is a workbook")
    for word, meaning in options.statuses.items():
        if word.lower() not in statuses:
            yield said.option_unused(f"--status {word}={meaning}", "no order has that status")


def on_formats(readings: Sequence[Reading]) -> Iterator[Note]:
    """Say which formats, named by the user, nobody has checked."""
    yield from map(
        said.unverified_format,
        dict.fromkeys(reading.format.name for reading in readings if reading.format.confidence == "memory"),
    )


def on_companions(tables: Sequence[RawTable]) -> Iterator[Note]:
    """Say what did not match between the files of one export."""
    for table in tables:
        for join in table.joins:
            if join.without:
                yield said.without_companion(join.without, table.rows_read, join.name)
            if join.contradicted:
                yield said.contradicted_companion(join.contradicted, join.name, join.key)
            if join.idle:
                yield said.idle_companion(join.idle, join.name, are_sales=join.loses_money)


def on_line_types(drafts: pl.DataFrame, source: str) -> Iterator[Note]:
    """Say of the draft lines of a file, with money, which printed line types nobody knows."""
    unknown = drafts.filter(pl.col(UNKNOWN).is_not_null())
    if unknown.height:
        words = unknown[UNKNOWN].unique().sort().to_list()
        one_currency = unknown["currency"].n_unique() == 1
        yield said.unknown_line_types(
            source, words, unknown.height, _cents(unknown["net_amount"].sum()) if one_currency else None
        )


def on_copies(fates: pl.DataFrame, identical_lines: int) -> Iterator[Note]:
    """Say what was delivered twice, and what looks as if it was and counts all the same."""
    by_rule = {row["rule"]: row for row in fates.filter(pl.col("fate") == "excluded").to_dicts()}
    if REPEATED_ORDER in by_rule:
        row = by_rule[REPEATED_ORDER]
        yield said.repeated_orders(row["rows"], row["orders"], _cents(row["money"]))
    if IDENTICAL_ROW in by_rule:
        yield said.identical_rows(by_rule[IDENTICAL_ROW]["rows"])
    if identical_lines:
        yield said.identical_lines(identical_lines)


def on_replaced(lines: pl.DataFrame, *, of_store: int) -> Iterator[Note]:
    """Say of assembled `lines` which orders of a store, file `of_store`, were replaced by less of them."""
    before = (pl.col("file") == of_store) & (pl.col("excluded") == REPEATED_ORDER)
    now = (pl.col("file") < of_store) & pl.col("excluded").is_null()
    orders = (
        lines.filter(pl.col("net_amount") > 0, before | now)
        .group_by("order_no")
        .agg(
            pl.col("currency").max(),
            lines_before=before.sum(),
            lines_now=now.sum(),
            less=pl.col("net_amount").filter(before).sum() - pl.col("net_amount").filter(now).sum(),
        )
        .filter(pl.col("lines_now") > 0, (pl.col("lines_now") < pl.col("lines_before")) | (pl.col("less") > 0))
    )
    if orders.height:
        one_currency = orders["currency"].n_unique() == 1
        yield said.replaced_by_less(orders.height, _cents(orders["less"].sum()) if one_currency else None)


def on_credits(lines: pl.DataFrame) -> Iterator[Note]:
    """Say of credit notes among assembled `lines` how many found the order they return."""
    of_credit_notes = (pl.col("line_type") == "refund") & (pl.col("kind") == "credit_note")
    needed = lines.lazy().filter(pl.col("excluded").is_null() & of_credit_notes)
    credit = needed.select("against", "currency", "refund_amount").collect()
    if credit.is_empty():
        return
    set_against, loose = credit.filter("against"), credit.filter(~pl.col("against"))
    one_currency = credit["currency"].n_unique() == 1
    money = [_cents(part["refund_amount"].sum() if one_currency else None) for part in (set_against, loose)]
    yield said.loose_credit_notes(set_against.height, money[0], loose.height, money[1])


def _cents(money: Decimal | float | None) -> Decimal | None:
    return None if money is None else Decimal(money).quantize(_CENT)
