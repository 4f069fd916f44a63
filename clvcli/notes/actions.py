"""What is said of lists and plans that people act on."""

from __future__ import annotations

from clvcli.notes.base import Note
from clvcli.sayings import Saying


def uplift_assumed(uplift: str) -> Note:
    """Of expected gains at an `uplift` in percentage points that nobody set."""
    return Note(
        code="CLVN81",
        text=Saying(
            "that a contact raises the chance to buy again is assumed: by {uplift} points, the middle decides",
            uplift=uplift,
        ),
        changes_money=True,
        hint="--uplift what a test with a control group found",
    )


def rewards_of_revenue() -> Note:
    """Of rewards where no cost is known: a share of revenue, and nothing is known of what earns them back."""
    return Note(
        code="CLVN82",
        text=Saying("no cost is known: rewards are a share of revenue, and what would earn them back is not known"),
        hint="--margin 45%",
    )
