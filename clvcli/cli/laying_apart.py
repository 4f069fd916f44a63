"""In how many parts lines are laid apart, where a run may not take the memory that all at once would."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from clvcli.budget import LIBRARIES, size_as_text
from clvcli.cli.fitting import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.budget import Budget
    from clvcli.orders.tables import RawTable

BYTES_A_ROW_OF_A_PART = 350
"""What a part takes for each of its rows while it is summed up and valued."""

BYTES_A_ROW_OF_ORDERS = 700
"""The same where the orders of a part are looked at one by one."""

ROWS_OF_A_PART = 1_500_000
"""More in a part save no time: each takes a tenth of a second beside what its rows take."""

MOST_PARTS = 64
"""Files that are written, and merged, at a time."""

TOGETHER = "orders or customers that have to be looked at together"
"""Why lines that were to be laid apart were not."""


def parts_of(tables: Sequence[RawTable], budget: Budget, *, orders: bool = False) -> int:
    """Return in how many parts each is small: half of what is left beside the libraries.

    With `orders` the orders of each part are looked at one by one.
    """
    room = max(budget.size - LIBRARIES, LIBRARIES) / 2
    rows = min(room / (BYTES_A_ROW_OF_ORDERS if orders else BYTES_A_ROW_OF_A_PART), ROWS_OF_A_PART)
    return min(max(math.ceil(rows_of(tables) / rows), 2), MOST_PARTS)


def in_parts_said(did: str, parts: int, need: float, budget: Budget) -> str:
    """Return what `-v` says of a run that `did` its work in parts, as all at once would `need` so many bytes."""
    return (
        f"{did} in {parts} parts, as all at once would take about {size_as_text(need)} of memory, "
        f"and it may take {budget}"
    )


def on_disk_said(need: float, budget: Budget) -> str:
    """Return what `-v` says of values that lie on disk, as all at once would `need` so many bytes."""
    return (
        f"values laid down on disk, as all at once would take about {size_as_text(need)} of memory, "
        f"and they may take {budget}"
    )


def at_once_said(why: str, need: float) -> str:
    """Return what `-v` says of a run that holds all at once nevertheless."""
    return f"at once, for {why}: it may take about {size_as_text(need)} of memory"
