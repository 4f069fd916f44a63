"""What is said of how long customers are silent."""

from __future__ import annotations

from clvcli.notes.base import Note
from clvcli.sayings import Saying


def silence_by_rule(days: int, *, enough: int, currency: str | None) -> Note:
    """Of a shop where too few have come back to say after how much silence a customer has lapsed."""
    text = Saying(
        "fewer than {enough} have come back{where}: who is silent for more than {days} days counts as lapsed",
        enough=enough,
        where=Saying(" in {currency}", currency=currency) if currency else "",
        days=days,
    )
    return Note(code="CLVN84", text=text)
