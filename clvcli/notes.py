"""What is said beside a result: facts, doubts and choices that do not stop the run.

A note has a stable code, a text (lower case, no full stop, never the value of an id), and whether
it changes money: off a terminal only such notes are printed, and `--strict` turns them into exit 65.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing a reader of the result should know."""

    code: str
    text: str
    changes_money: bool = False
    """Whether a number would be different had the doubt been decided otherwise."""
    hint: str | None = None
