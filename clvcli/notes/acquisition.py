"""What is said of spend on winning customers beside the orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note
from clvcli.sayings import Saying, joined, some_of, together

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_NAMES_SHOWN = 6


def spend_added_up(source: str, *, rows: int, cells: int, credited: int) -> Note:
    """Of rows of spend that are of the same month and channel, and of amounts below zero, which are credits."""
    parts = []
    if rows > cells:
        parts += [Saying("{rows:,} rows are added up to {cells:,} of a month and channel", rows=rows, cells=cells)]
    if credited:
        parts += [Saying("amounts below zero on {count:,} rows are taken for credits", count=credited)]
    return Note(code="CLVN62", text=Saying("{source}: {told}", source=source, told=joined("; ", parts)))


def spend_not_matched(source: str, channels: Sequence[tuple[str, float, str | None]], *, share: float) -> Note:
    """Of channels of spend that nobody's first order came through: their money is in the cost of all customers.

    `channels` are the name, its money, and the channel of the orders whose name is nearest.
    """
    named = [
        Saying("`{name}` ({amount:,.0f}; nearest: `{near}`)", name=name, amount=amount, near=near)
        if near
        else Saying("`{name}` ({amount:,.0f})", name=name, amount=amount)
        for name, amount, near in channels
    ]
    text = Saying(
        "{source}: no first order came through {named}; {share:.0%} of spend, counted for all customers together",
        source=source,
        named=some_of(named, most=_NAMES_SHOWN),
        share=share,
    )
    return Note(code="CLVN63", text=text, changes_money=True)


def spend_months_apart(source: str, *, without_customers: Sequence[date], without_spend: Sequence[date]) -> Note:
    """Of months that only the spend has, or only the new customers: without the one there is no cost of the other.

    New customers of a month that the file does not have are in no figure of acquisition cost.
    """
    parts = []
    if without_customers:
        parts += [Saying("nobody was new in {months}", months=_months(without_customers))]
    if without_spend:
        parts += [Saying("nothing is said of {months}, when customers were new", months=_months(without_spend))]
    text = Saying("{source}: {told}", source=source, told=joined("; ", parts))
    return Note(code="CLVN64", text=text, changes_money=bool(without_spend))


def spend_of_some(source: str, *, without: Sequence[str]) -> Note:
    """Of spend that names some currencies of the orders, and wins customers who pay in others too."""
    text = Saying(
        "{source} names no spend in {currencies}; what won those who pay in it is laid on the others",
        source=source,
        currencies=together(without),
    )
    return Note(code="CLVN65", text=text, changes_money=True, hint="convert with --currency CODE --rates FILE")


def _months(months: Sequence[date]) -> Saying:
    return some_of([Saying("{month:%Y-%m}", month=month) for month in months], most=_NAMES_SHOWN)
