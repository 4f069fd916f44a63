"""What was found in the rows that a reader of the numbers should know, said in notes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.orders.settling.duplicates import IDENTICAL_ROW, REPEATED_ORDER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from clvcli.notes import Note
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.settling.identity import Merge
    from clvcli.orders.tables import Reading

ENOUGH_ORDERS_FOR_A_PATTERN = 100
"""Below this many orders, ids that never repeat are no sign of ids given per order."""

COLLECTIVE_SHARE = 0.05
"""A customer with more of the orders than this is probably not a person (export-format rule)."""

COLLECTIVE_ORDERS = 200
"""... once there are enough orders for the share to mean something."""

_CENT = Decimal("0.01")

def on_companions(tables: Sequence[RawTable]) -> Iterator[Note]:
    """Say what did not match between the files of one export."""
    for table in tables:
        for join in table.joins:
            if join.without:
                yield said.without_companion(join.without, table.rows_read, join.name)
            if join.contradicted:
                yield said.contradicted_companion(join.contradicted, join.name, join.key)
            if join.idle:
                yield said.idle_companion(join.idle, join.name)



def on_options(readings: Sequence[Reading], statuses: Collection[str], options: ReadOptions) -> Iterator[Note]:
    """Say which options found nothing to change; `statuses` are the words that the orders have."""
    if options.sheet is not None and not any(reading.table.of_workbook for reading in readings):
        yield said.option_unused("--sheet", "no input is a workbook")
    for word, meaning in options.statuses.items():
        if word.lower() not in statuses:
            yield said.option_unused(f"--status {word}={meaning}", "no order has that status")


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


def on_people(lines: pl.LazyFrame, merge: Merge) -> Iterator[Note]:
    """Say what is odd about who bought: guests, ids that never come back, one id for many, merged ids."""
    buyers = (
        lines.filter(pl.col("excluded").is_null())
        .group_by("customer_key")
        .agg(orders=(pl.col("line_no") == 1).sum(), money=pl.col("net_after_refund").sum())
        .collect(engine="streaming")
    )
    guests, known = (
        buyers.filter(test) for test in (pl.col("customer_key").is_null(), pl.col("customer_key").is_not_null())
    )
    orders = int(buyers["orders"].sum())
    if orders == 0:
        return
    share = int(guests["orders"].sum()) / orders
    if share == 1:
        yield said.no_buyers()
        return
    if share > said.GUESTS_SAID:
        yield said.guests(share, float(guests["money"].sum()) / (float(buyers["money"].sum()) or 1.0))
    most = int(known["orders"].max() or 0)  # type: ignore[arg-type]  # counts are integers
    if most == 1 and orders >= ENOUGH_ORDERS_FOR_A_PATTERN:
        yield said.id_per_order(orders)
    if most / orders > COLLECTIVE_SHARE and orders >= COLLECTIVE_ORDERS:
        yield said.collective_customer(most / orders)
    if merge.merged_ids:
        yield said.merged_ids(merge.merged_ids)
    if merge.left_apart:
        yield said.clusters_apart(merge.left_apart)


def _cents(money: Decimal | float | None) -> Decimal | None:
    return None if money is None else Decimal(money).quantize(_CENT)
