"""Which rows count: the rules that keep one out, each with its name, and dates that cannot belong."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.orders.aligned import with_facts
from clvcli.orders.money.line_money import MERCHANDISE
from clvcli.orders.settling.duplicates import mark
from clvcli.orders.tables import NOT_A_SALE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clvcli.notes import Note

RULES: dict[str, str] = {
    NOT_A_SALE: "the row is no sale: a transfer, a purchase, a payment or a note",
    "identical_row": "the same row again, in a table whose rows are orders",
    "repeated_order": "the same order again, from an overlapping file or part",
    "excluded_customer": "the customer is on the list of --exclude-customers",
    "cancelled": "the order was cancelled",
    "unpaid": "the order was not paid",
    "failed": "the payment failed or was voided",
    "draft": "the order is a draft",
    "test": "the order is a test",
    "adjustment": "a booking that is no sale (write-off, bad debt)",
    "zero_value": "the order has no merchandise above zero",
}
"""Rule -> what it says, in the order they apply."""

EXCLUDING = {"cancelled": "cancelled", "pending": "unpaid", "failed": "failed", "draft": "draft", "test": "test"}
"""Status -> name of the rule that keeps such a row out."""

ISOLATED_DAYS = 365
"""A date farther than this from all others is suspect ..."""

ISOLATED_TIMES = 20
"""... if it is also this many times the 99th percentile of the gaps between order days."""


def with_exclusions(lines: pl.DataFrame) -> pl.DataFrame:
    """Mark rows whose status, document or value keeps them out (`excluded`, see RULES)."""
    for status, rule in EXCLUDING.items():
        lines = mark(lines, pl.col("order_status") == status, rule)
    lines = mark(lines, pl.col("kind") == "adjustment", "adjustment")
    counted = pl.col("excluded").is_null()
    moves = ((pl.col("net_amount") != 0) | (pl.col("refund_amount") != 0)) & pl.col("line_type").is_in(MERCHANDISE)
    orders = lines.filter(counted).group_by("order_no").agg(moves=moves.any())
    lines = with_facts(lines, orders)
    return mark(lines, ~pl.col("moves"), "zero_value").drop("moves")


def isolated_days(days: Sequence[date]) -> list[date]:
    """Return the days that lie apart from the bulk of order days (a typing error, 1900, 2099).

    A gap isolates when it is longer than ISOLATED_DAYS and ISOLATED_TIMES the 99th percentile of the
    gaps between consecutive order days; the largest group of days between such gaps is the bulk.
    """
    ordered = sorted(set(days))
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    if not gaps:
        return []
    typical = sorted(gaps)[min(len(gaps) - 1, int(0.99 * (len(gaps) - 1)))]
    limit = max(ISOLATED_DAYS, ISOLATED_TIMES * typical)
    groups: list[list[date]] = [[ordered[0]]]
    for gap, day in zip(gaps, ordered[1:], strict=True):
        if timedelta(days=gap) > timedelta(days=limit):
            groups.append([])
        groups[-1].append(day)
    bulk = max(groups, key=len)
    return [day for group in groups if group is not bulk for day in group]


def odd_orders(lines: pl.DataFrame) -> tuple[Note, ...]:
    """Say of orders whose lines carry several days, and of order numbers that several buyers share."""
    sold = lines.filter(pl.col("excluded").is_null() & (pl.col("net_amount") > 0) & ~pl.col("derived_id"))
    orders = sold.group_by("order_no", "store", "order_id").agg(
        several_days=pl.col("order_date").min() < pl.col("order_date").max()
    )
    notes: list[Note] = []
    if days := int(orders["several_days"].sum()):
        notes.append(said.orders_over_days(days))
    if shared := orders.height - orders.select("store", "order_id").n_unique():
        notes.append(said.shared_numbers(shared))
    return tuple(notes)
