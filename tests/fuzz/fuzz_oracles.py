"""What must hold of whatever is read, so that a wrong reading is seen as well as a crash."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.errors import ClvError
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.reading.records import Grammar
    from clvcli.orders.tables import RawTable

_NOT_FOR_A_LINE = ("\n", "\r", "Traceback", "panicked", "object at 0x")


def check_refusal(error: ClvError) -> None:
    """An error says what is wrong in one line, and what to type in another."""
    for each in error.told():
        assert each.message
        assert not each.message.endswith("."), each.message
        assert not any(sign in f"{each.message}{each.hint or ''}" for sign in _NOT_FOR_A_LINE[2:]), each.message


def check_table(table: RawTable) -> pl.DataFrame:
    """Every record of a table is there once or rejected; return those that are there."""
    frame = table.frame.collect()
    rejected = table.rejects.height if table.rejects is not None else 0
    assert frame.height + rejected == table.rows_read, (frame.height, rejected, table.rows_read)
    assert frame.columns == [*table.columns, LINE]
    assert len(set(table.columns)) == len(table.columns)
    lines = frame[LINE]
    assert lines.is_sorted()
    assert lines.n_unique() == frame.height
    if table.rejects is not None:
        assert not set(table.rejects["line"]) & set(lines)
    return frame


def check_cells(frame: pl.DataFrame, text: str, grammar: Grammar) -> None:
    """Where Python's own reader cuts a text into as many cells on each line, ours are the same."""
    if text.count(grammar.quote) or "\r" in text:
        return
    rows = list(csv.reader(text.split("\n"), delimiter=grammar.separator, quoting=csv.QUOTE_NONE))
    ours = {row[-1]: row[:-1] for row in frame.iter_rows()}
    for line, cells in ours.items():
        assert list(_trimmed(rows[line - 1], len(cells))) == list(cells), line


def _trimmed(cells: Sequence[str], width: int) -> tuple[str | None, ...]:
    return tuple(cell.strip() or None for cell in cells[:width])


def check_account(found: Ingested) -> None:
    """Every row that was read is accepted, excluded or rejected, and the steps of money add up."""
    account = found.reconciliation
    fates = account.fates
    assert int(fates["rows"].sum()) == account.rows_read == found.rows_read
    rejected = fates.filter(pl.col("fate") == "rejected")["rows"].sum()
    assert rejected == found.rejects.height
    lines = found.lines.collect()
    for column in ("net_amount", "refund_amount", "net_after_refund"):
        assert lines[column].null_count() == 0
    kept = pl.col("net_after_refund") - (pl.col("net_amount") - pl.col("refund_amount"))
    assert lines.select(kept.abs().sum()).item() == 0
