"""What is said of how long customers are silent."""

from __future__ import annotations

from clvcli.notes.base import Note


def silence_by_rule(days: int, *, enough: int, currency: str | None) -> Note:
    """Of a shop where too few have come back to say after how much silence a customer has lapsed."""
    where = f" in {currency}" if currency else ""
    text = f"fewer than {enough} have come back{where}: who is silent for more than {days} days counts as lapsed"
    return Note(code="CLVN84", text=text)
