"""What is said of costs beside those of goods: of channels, and of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_NAMES_SHOWN = 6


def channels_without_cost(option: str, channels: Sequence[str], *, orders: int, of: int) -> Note:
    """Of orders that an amount by channel says nothing of, because it names neither their channel nor `other`."""
    named = ", ".join(f"`{name}`" for name in channels[:_NAMES_SHOWN])
    if len(channels) > _NAMES_SHOWN:
        named += f" and {len(channels) - _NAMES_SHOWN:,} more"
    where = named or "orders without a channel"
    text = f"{option} names no amount for {where}: {orders:,} of {of:,} orders are taken to cost none"
    return Note(code="CLVN72", text=text, changes_money=True)


def customer_costs_unmatched(source: str, *, rows: int, of: int, amount: float, whole: float) -> Note:
    """Of what was spent on people who have not ordered: it is in no customer's contribution."""
    share = f", {amount / whole:.0%} of its money" if whole > 0 else ""
    text = f"{source}: {rows:,} of {of:,} rows are of nobody who has ordered; {amount:,.2f} is left out{share}"
    return Note(code="CLVN73", text=text, changes_money=True)


def customer_costs_later(source: str, rows: int, amount: float, *, as_of: date) -> Note:
    """Of what was spent on customers after the day of the values."""
    told = "1 row is" if rows == 1 else f"{rows:,} rows are"
    return Note(code="CLVN74", text=f"{source}: {told} dated after {as_of}; {amount:,.2f} is left out")
