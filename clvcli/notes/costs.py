"""What is said of costs beside those of goods: of channels, and of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note
from clvcli.sayings import Saying, in_ticks, some_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_NAMES_SHOWN = 6


def channels_without_cost(option: str, channels: Sequence[str], *, orders: int, of: int) -> Note:
    """Of orders that an amount by channel says nothing of, because it names neither their channel nor `other`."""
    named = some_of(in_ticks(channels), most=_NAMES_SHOWN)
    text = Saying(
        "{option} names no amount for {where}: {orders:,} of {of:,} orders are taken to cost none",
        option=option,
        where=named or Saying("orders without a channel"),
        orders=orders,
        of=of,
    )
    return Note(code="CLVN72", text=text, changes_money=True)


def customer_costs_unmatched(source: str, *, rows: int, of: int, amount: float, whole: float) -> Note:
    """Of what was spent on people who have not ordered: it is in no customer's contribution."""
    text = Saying(
        "{source}: {rows:,} of {of:,} rows are of nobody who has ordered; {amount:,.2f} is left out{share}",
        source=source,
        rows=rows,
        of=of,
        amount=amount,
        share=Saying(", {share:.0%} of its money", share=amount / whole) if whole > 0 else "",
    )
    return Note(code="CLVN73", text=text, changes_money=True)


def customer_costs_later(source: str, rows: int, amount: float, *, as_of: date) -> Note:
    """Of what was spent on customers after the day of the values."""
    text = Saying(
        "{source}: 1 row is dated after {as_of}; {amount:,.2f} is left out"
        if rows == 1
        else "{source}: {rows:,} rows are dated after {as_of}; {amount:,.2f} is left out",
        source=source,
        rows=rows,
        as_of=as_of,
        amount=amount,
    )
    return Note(code="CLVN74", text=text)
