"""What is said of money: whether it holds tax, and the rates it is converted at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


def old_rates(lines: int, *, limit_days: int, oldest_days: int, oldest: date) -> Note:
    """Of order lines converted at a rate from long before their order: the table has gaps, or ends too early."""
    text = Saying(
        "{lines:,} order lines are converted at a rate more than {limit_days} days older than the order; "
        "the oldest is of {oldest}, {oldest_days} days before",
        lines=lines,
        limit_days=limit_days,
        oldest=oldest,
        oldest_days=oldest_days,
    )
    return Note(code="CLVN15", text=text, changes_money=True, hint="--rates FILE with a rate for each month")


def tax_unknown(money: Decimal | None) -> Note:
    """Of amounts of which nothing says whether they hold tax: they count as printed.  Said by `ingest` alone.

    The money is what would be tax if they held it at a rate of 25 %.
    """
    worth = "" if money is None else Saying(", of which {money:,.2f} would be tax at a rate of 25 %", money=money)
    return Note(
        code="CLVN24",
        text=Saying("nothing says whether amounts hold tax; they count as printed{worth}", worth=worth),
        changes_money=True,
        hint="--tax excluded, or --tax included --tax-rate 25%",
        money_at_stake=money,
    )


def rates_not_proved(target: str) -> Note:
    """Of rates in the orders that nothing proves: no order is in the reporting currency, at a rate of 1."""
    text = Saying(
        "the rates that the orders name are taken as rates to {target}: no order is in {target} to prove it",
        target=target,
    )
    return Note(code="CLVN30", text=text, changes_money=True, hint="--rates rates.csv")
