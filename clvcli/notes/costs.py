"""What is said of costs beside those of goods: of channels, and of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES_SHOWN = 6


def channels_without_cost(option: str, channels: Sequence[str], *, orders: int, of: int) -> Note:
    """Of orders that an amount by channel says nothing of, because it names neither their channel nor `other`."""
    named = ", ".join(f"`{name}`" for name in channels[:_NAMES_SHOWN])
    if len(channels) > _NAMES_SHOWN:
        named += f" and {len(channels) - _NAMES_SHOWN:,} more"
    where = named or "orders without a channel"
    text = f"{option} names no amount for {where}: {orders:,} of {of:,} orders are taken to cost none"
    return Note(code="CLVN72", text=text, changes_money=True)
