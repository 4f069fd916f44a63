"""What is said of lines between segments: who they part, where they come from, and what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note
from clvcli.sayings import Saying, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def nothing_to_rank_by(column: str) -> Note:
    """Of tiers by a column that no customer has, such as one of the forecast where there is none."""
    return Note(
        code="CLVN83",
        text=Saying("no customer has {column}: all are in the last tier", column=column),
        changes_money=True,
        hint="--tier-by value_to_date",
    )


def sorted_by_cuts(name: str, *, as_of: date, schemes: Sequence[str]) -> Note:
    """Of schemes whose lines were drawn before: shares of customers are no longer those that were asked for."""
    text = Saying(
        "{schemes}: sorted by the cut points of {name}, as of {as_of}",
        schemes=joined(", ", schemes),
        name=name,
        as_of=as_of,
    )
    return Note(code="CLVN85", text=text)


def not_among_cuts(name: str, schemes: Sequence[str]) -> Note:
    """Of schemes of which no cut points were kept: their lines are drawn among these customers."""
    return Note(
        code="CLVN86",
        text=Saying(
            "{name} has no cut points of {schemes}: learnt from these customers",
            name=name,
            schemes=joined(", ", schemes),
        ),
        changes_money=True,
        hint=f"clvcli segment INPUT --scheme {','.join(schemes)} --save-cuts FILE keeps them",
    )


def small_counts_hidden(least: int) -> Note:
    """Of `--share`: what stands behind fewer customers than that could be told of each, and is left out.

    Where one row alone would be hidden the next smallest is hidden with it, because what is left of a whole is
    a subtraction away.
    """
    text = Saying(
        "rows of fewer than {least} customers are hidden, with others that would give them away", least=least
    )
    return Note(code="CLVN87", text=text)


def equal_customers_apart(customers: int) -> Note:
    """Of `--exact-fifths`, where equal customers are told apart so that fifths are equal in size.

    They are ranked by the two other figures, then by id: an id says nothing of a customer, so that who is just
    above a line and who below it is chance.
    """
    text = Saying(
        "1 customer has another score than others with the same figure, for fifths of one size"
        if customers == 1
        else "{customers:,} customers have another score than others with the same figure, for fifths of one size",
        customers=customers,
    )
    return Note(
        code="CLVN88",
        text=text,
        hint="leave out --exact-fifths, and equal customers score alike",
    )


def one_group(currency: str | None, *, least: int) -> Note:
    """Of `--scheme groups`, where customers are too few, or too evenly spread, for groups that are found again."""
    text = Saying(
        "the customers{of} are one group: they are fewer than {least}, or no groups of them are found again",
        of=Saying(" in {currency}", currency=currency) if currency else "",
        least=least,
    )
    return Note(code="CLVN89", text=text, hint="--scheme tiers,grid sorts them by value")
