"""What a run will take of memory, from the number of rows it reads, held against what it may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.budget import LIBRARIES, MIB

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.budget import Budget
    from clvcli.orders.tables import RawTable

BYTES_A_ROW: Mapping[str, int] = {
    "compute": 210,
    "segment": 260,
    "backtest": 190,
    "report": 850,
    "explain": 260,
    "values": 950,
}
"""What a command takes for each row it reads, as measured on logs of a million to ten million lines, ten a
customer.  Orders that have to be settled together take more (`ingest.BYTES_TOGETHER`).  Values are what `compute`
wrote, a row a customer."""

IN_PARTS, BYTES_A_ROW_IN_PARTS, MOST_IN_PARTS = 470 * MIB, 30, 1_000 * MIB
"""What a run takes that values customers in parts: more for each row while the text is looked through, up to a
level that no number of rows lifts."""

COSTS_A_ROW, COSTS_IN_PARTS, COSTS_A_ROW_IN_PARTS = 570, 400 * MIB, 85
"""What a row takes where costs of orders or customers are named, since orders are looked at one by one; and what a
run in parts takes, and more for each row up to the level of MOST_COSTS_IN_PARTS."""

MOST_COSTS_IN_PARTS, COSTS_A_ROW_BEYOND = 850 * MIB, 11
"""The level, and what each row takes beyond it: a part is a sixty-fourth at the least."""

LINES_A_ROW = 420
"""What a row takes of `segment` where it looks at whole lines, for profiles and for an earlier day; measured on a
million lines."""

OF_CUSTOMERS_A_ROW, OF_CUSTOMERS_A_BYTE = 620, 2
"""What a row takes where a file of customers is joined with all lines at once; and what the file takes for each of
its bytes where lines come in parts, each of which is held against all of it; measured on one and ten million."""

TO_SORT = 120 * MIB
"""What it takes beside that, up to the same level, where customers are to be sorted: the doubt about each."""

REPORT_IN_PARTS, REPORT_A_ROW_IN_PARTS, REPORT_A_ROW_BEYOND = 530 * MIB, 70, 12
"""What a report takes that looks at orders in parts, and more for each row up to the level of MOST_OF_REPORT, as
measured on logs of a million to ten million; beyond that what each row takes beside the libraries: a hundred bytes
of each customer while numbers of all are sorted."""

MOST_OF_REPORT = 1_250 * MIB

BACKTEST_A_ROW_IN_PARTS = 8
"""What a backtest takes beside the libraries for each row: of each customer it holds up to a hundred bytes while
scores look at all of them.  It shows beyond a hundred million rows."""

BYTES_A_DAY = 300
"""What a day takes on which a customer bought, where a cohort curve is drawn: all are held at once."""

VALUES_ON_DISK = 560 * MIB
"""What `segment` takes of values of any number that it lays down on disk."""


def estimate(tables: Sequence[RawTable], what: str, *, costs: bool = False, at_least: int = 0) -> float:
    """Return the bytes that one of BYTES_A_ROW takes, about, with `costs` of orders or without.

    A row takes `at_least` so many.
    """
    return LIBRARIES + max(BYTES_A_ROW[what], COSTS_A_ROW if costs else 0, at_least) * rows_of(tables)


def in_parts(tables: Sequence[RawTable], *, to_sort: bool = False, costs: bool = False) -> float:
    """Return the bytes that `compute`, or `segment`, takes which values customers in parts, about."""
    rows, beside = rows_of(tables), TO_SORT if to_sort else 0
    need = min(IN_PARTS + beside + BYTES_A_ROW_IN_PARTS * rows, MOST_IN_PARTS)
    of_costs = min(COSTS_IN_PARTS + COSTS_A_ROW_IN_PARTS * rows, MOST_COSTS_IN_PARTS) + COSTS_A_ROW_BEYOND * rows
    return max(need, beside + of_costs) if costs else need


def backtest_in_parts(tables: Sequence[RawTable]) -> float:
    """Return the bytes that `backtest` takes whose customers lie in parts, about."""
    return max(in_parts(tables), LIBRARIES + BACKTEST_A_ROW_IN_PARTS * rows_of(tables))


def report_in_parts(tables: Sequence[RawTable]) -> float:
    """Return the bytes that `report` takes which looks at orders in parts, about."""
    rows = rows_of(tables)
    need = min(REPORT_IN_PARTS + REPORT_A_ROW_IN_PARTS * rows, MOST_OF_REPORT)
    return max(need, LIBRARIES + REPORT_A_ROW_BEYOND * rows)


def rows_of(tables: Sequence[RawTable]) -> int:
    """Return how many rows tables have."""
    return sum(table.rows_read for table in tables)


def check_curve_fits(budget: Budget, days: int) -> None:
    """Raise MemoryTooSmallError where the user allows less than a cohort curve of so many `days` needs."""
    budget.check(f"a cohort curve of {days:,} days of purchases", LIBRARIES + BYTES_A_DAY * days)


def check_fits(budget: Budget, tables: Sequence[RawTable], what: str, need: float) -> None:
    """Raise MemoryTooSmallError where the user allows less than `what` needs, in bytes."""
    budget.check(f"{what} of {rows_of(tables):,} rows", need)
