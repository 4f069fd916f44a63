"""What every note is: a code, a text, and whether it changes money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clvcli.sayings import Saying

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing a reader of the result should know."""

    code: str
    text: Saying
    changes_money: bool = False
    """Whether a number would be different had the doubt been decided otherwise."""
    hint: str | None = None
    money_at_stake: Decimal | None = None
    """Money that would be counted otherwise, where it is known and in one currency."""
    share_at_stake: float | None = None
    """Share of net revenue that it says something about, where that is known."""


def of_group(group: str, note: Note) -> Note:
    """Return a note that holds for one group of customers."""
    return replace(note, text=Saying("{group}: {told}", group=group, told=note.text))
