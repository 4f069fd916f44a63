"""What is said of spend on winning customers beside the orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_NAMES_SHOWN = 6


def spend_added_up(source: str, *, rows: int, cells: int, credited: int) -> Note:
    """Of rows of spend that are of the same month and channel, and of amounts below zero, which are credits."""
    parts = [f"{rows:,} rows are added up to {cells:,} of a month and channel"] if rows > cells else []
    parts += [f"amounts below zero on {credited:,} rows are taken for credits"] if credited else []
    return Note(code="CLVN62", text=f"{source}: {'; '.join(parts)}")


def spend_not_matched(source: str, channels: Sequence[tuple[str, float, str | None]], *, share: float) -> Note:
    """Of channels of spend that nobody's first order came through: their money is in the cost of all customers.

    `channels` are the name, its money, and the channel of the orders whose name is nearest.
    """
    named = ", ".join(
        f"`{name}` ({amount:,.0f}{f'; nearest: `{near}`' if near else ''})"
        for name, amount, near in channels[:_NAMES_SHOWN]
    )
    if len(channels) > _NAMES_SHOWN:
        named += f" and {len(channels) - _NAMES_SHOWN:,} more"
    text = (
        f"{source}: no first order came through {named}; {share:.0%} of spend, counted for all customers together"
    )
    return Note(code="CLVN63", text=text, changes_money=True)


def spend_months_apart(source: str, *, without_customers: Sequence[date], without_spend: Sequence[date]) -> Note:
    """Of months that only the spend has, or only the new customers: without the one there is no cost of the other.

    New customers of a month that the file does not have are in no figure of acquisition cost.
    """
    parts = [f"nobody was new in {_months(without_customers)}"] if without_customers else []
    parts += [f"nothing is said of {_months(without_spend)}, when customers were new"] if without_spend else []
    return Note(code="CLVN64", text=f"{source}: {'; '.join(parts)}", changes_money=bool(without_spend))


def spend_of_some(source: str, *, without: Sequence[str]) -> Note:
    """Of spend that names some currencies of the orders, and wins customers who pay in others too."""
    text = f"{source} names no spend in {' and '.join(without)}; what won those who pay in it is laid on the others"
    return Note(code="CLVN65", text=text, changes_money=True, hint="convert with --currency CODE --rates FILE")


def _months(months: Sequence[date]) -> str:
    shown = ", ".join(f"{month:%Y-%m}" for month in months[:_NAMES_SHOWN])
    more = len(months) - _NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
