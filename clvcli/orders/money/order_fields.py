"""Whether money of an order stands whole on its rows, once or on each, or in parts that add up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.fields import FIELDS
from clvcli.orders.money.agreement import CLEAR_MAJORITY, said
from clvcli.orders.schema import NUMBER
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Collection

    from clvcli.orders.tables import Decision, Reading

ORDER_MONEY = tuple(field.name for field in FIELDS if field.name.startswith("order_") and field.kind == "number")
"""Fields of an order's money."""


def decide_order_money(drafts: pl.DataFrame, reading: Reading) -> tuple[frozenset[str], tuple[Decision, ...]]:
    """Tell which fields of the order's money stand in parts, column by column, and what to say of each.

    Looked at are orders with amounts on several of their rows: the same on all is the order's, repeated.
    Formats that say where the order's money stands are believed.
    """
    if reading.format.order_fields == "in_parts":
        return frozenset(reading.columns.keys() & set(ORDER_MONEY)), ()
    if reading.format.order_fields != "decide":
        return frozenset(), ()
    in_parts, decisions = set(), []
    for field in ORDER_MONEY:
        if field not in reading.columns:
            continue
        value, because = _pattern(drafts, field)
        if value == "in parts":
            in_parts.add(field)
        subject = Saying("column `{column}`", column=reading.columns[field])
        told = Saying("of the order, {where}", where=value)
        decisions.append(said(subject, told, reading.table.source, because=because))
    return frozenset(in_parts), tuple(decisions)


def _pattern(drafts: pl.DataFrame, field: str) -> tuple[str, str]:
    """Return where the money of the orders stands, and the evidence."""
    money = pl.col(field)
    orders = drafts.filter(money != 0).group_by("order_no").agg(rows=pl.len(), values=money.n_unique())
    several = orders.filter(pl.col("rows") > 1)
    if several.is_empty():
        return Saying("once"), Saying("no order has it on two rows")
    alike = float(several.select((pl.col("values") == 1).mean()).item())
    if alike >= CLEAR_MAJORITY:
        return Saying("repeated"), Saying("it is the same on all rows of {share:.0%} of orders", share=alike)
    return Saying("in parts"), Saying("it differs between the rows of {share:.0%} of orders", share=1 - alike)


def added_up(drafts: pl.DataFrame, in_parts: Collection[str]) -> pl.DataFrame:
    """Return drafts with the order's sum, on each of its rows, of the fields that stand in parts."""
    return drafts.with_columns(pl.col(name).sum().over("order_no").cast(NUMBER) for name in in_parts)
