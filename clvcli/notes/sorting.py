"""What is said of lines between segments: who they part, where they come from, and what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def nothing_to_rank_by(column: str) -> Note:
    """Of tiers by a column that no customer has, such as one of the forecast where there is none."""
    return Note(
        code="CLVN83",
        text=f"no customer has {column}: all are in the last tier",
        changes_money=True,
        hint="--tier-by value_to_date",
    )


def sorted_by_cuts(name: str, *, as_of: date, schemes: Sequence[str]) -> Note:
    """Of schemes whose lines were drawn before: shares of customers are no longer those that were asked for."""
    return Note(code="CLVN85", text=f"{', '.join(schemes)}: sorted by the cut points of {name}, as of {as_of}")


def not_among_cuts(name: str, schemes: Sequence[str]) -> Note:
    """Of schemes of which no cut points were kept: their lines are drawn among these customers."""
    return Note(
        code="CLVN86",
        text=f"{name} has no cut points of {', '.join(schemes)}: learnt from these customers",
        changes_money=True,
        hint=f"clvcli segment INPUT --scheme {','.join(schemes)} --save-cuts FILE keeps them",
    )


def small_counts_hidden(least: int) -> Note:
    """Of `--share`: what stands behind fewer customers than that could be told of each, and is left out.

    Where one row alone would be hidden the next smallest is hidden with it, because what is left of a whole is
    a subtraction away.
    """
    text = f"rows of fewer than {least} customers are hidden, with others that would give them away"
    return Note(code="CLVN87", text=text)


def equal_customers_apart(customers: int) -> Note:
    """Of `--exact-fifths`, where equal customers are told apart so that fifths are equal in size.

    They are ranked by the two other figures, then by id: an id says nothing of a customer, so that who is just
    above a line and who below it is chance.
    """
    number = "1 customer has" if customers == 1 else f"{customers:,} customers have"
    return Note(
        code="CLVN88",
        text=f"{number} another score than others with the same figure, for fifths of one size",
        hint="leave out --exact-fifths, and equal customers score alike",
    )


def one_group(currency: str | None, *, least: int) -> Note:
    """Of `--scheme groups`, where customers are too few, or too evenly spread, for groups that are found again."""
    of = f" in {currency}" if currency else ""
    text = f"the customers{of} are one group: they are fewer than {least}, or no groups of them are found again"
    return Note(code="CLVN89", text=text, hint="--scheme tiers,grid sorts them by value")
