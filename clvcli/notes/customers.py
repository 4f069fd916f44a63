"""What is said of the day that customers are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


def refunds_after(day: date, *, rows: int, money: Decimal) -> Note:
    """Of returns made after the as-of `day`, which are not known on it."""
    text = Saying(
        "1 return of {money:,.2f} made after {day} is not counted: later days are not known"
        if rows == 1
        else "{rows:,} returns of {money:,.2f} made after {day} are not counted: later days are not known",
        rows=rows,
        money=money,
        day=day,
    )
    return Note(code="CLVN41", text=text, changes_money=True, hint="--as-of a later day counts them")


def as_of_long_after(day: date, *, last: date, days: int) -> Note:
    """Of an as-of day long after the last order: customers are then taken to have bought nothing in between.

    That is right where the shop was closed, and wrong where the export ends too early.
    """
    text = Saying(
        "{day} is {days} days after the last order: all customers are taken to have bought nothing since",
        day=day,
        days=days,
    )
    return Note(code="CLVN47", text=text, changes_money=True, hint=f"--as-of {last}, or an export that goes on")
