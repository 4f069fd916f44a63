"""What `ingest` shows at a terminal before anything is kept: how the inputs were understood."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import polars as pl

from clvcli.cli import tables
from clvcli.orders.schema import CANONICAL
from clvcli.output import identity
from clvcli.output.rows import Rows, write_rows
from clvcli.output.terminal import DEFAULT_WIDTH, safe

if TYPE_CHECKING:
    from clvcli.cli.options import Target
    from clvcli.cli.session import Session
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.schema import Column

SAMPLE = (
    "order_date", "order_id", "customer_id", "customer_key", "line_type", "product", "quantity", "net_amount",
    "refund_amount", "currency",
)  # fmt: skip


def show_understood(session: Session, ingested: Ingested, target: Target) -> None:
    """Draw the decisions, the columns used and not used, the account of rows and money, and the first lines."""
    for rows in _decided(ingested):
        _draw(session, rows, target)
    _name_unused(session, ingested)
    for rows in _counted(ingested, show_identity=target.show_identity):
        _draw(session, rows, target)
    session.streams.flush()


def _draw(session: Session, rows: Rows, target: Target) -> None:
    """Draw a table under its title; an empty one is left out."""
    if rows.frame.is_empty():
        return
    _print(session, rows.title)
    write_rows(
        rows, output=None, format="table", limit=rows.frame.height, wide=target.wide, streams=session.streams
    )
    session.streams.write(b"\n")


def _name_unused(session: Session, ingested: Ingested) -> None:
    """Name the columns that no field was read from, file by file."""
    several, width = len(ingested.unused) > 1, session.streams.width or DEFAULT_WIDTH
    for source, columns in ingested.unused.items():
        if columns:
            _print(session, f"Not used of {source}" if several else "Not used")
            for line in textwrap.wrap(", ".join(columns), width, break_on_hyphens=False):
                _print(session, line)
            session.streams.write(b"\n")


def _print(session: Session, line: str) -> None:
    session.streams.write(f"{safe(line)}\n".encode(session.streams.encoding, "backslashreplace"))


def _decided(ingested: Ingested) -> list[Rows]:
    decisions = [
        {column.name: getattr(decision, column.name) for column in tables.DECISIONS}
        for decision in ingested.decisions
    ]
    mapping = [
        {"field": field, "column": column, "source": source}
        for source, columns in ingested.columns.items()
        for field, column in columns.items()
    ]
    formats = ", ".join(dict.fromkeys(ingested.formats.values()))
    return [
        _rows(decisions, tables.DECISIONS, f"Read as {formats}"),
        _rows(mapping, tables.MAPPING, "Columns"),
    ]


def _counted(ingested: Ingested, *, show_identity: bool) -> list[Rows]:
    sample = identity.shown(ingested.sample, ("customer_id", "customer_key"), show_identity=show_identity)
    return [
        tables.plain_rows(ingested.reconciliation.fates, tables.FATES, "Rows read"),
        tables.plain_rows(ingested.reconciliation.ladder, tables.LADDER, "Money"),
        _people(ingested),
        Rows(
            frame=sample,
            columns=tuple(column for column in CANONICAL if column.name in SAMPLE),
            title="First order lines",
            money=frozenset({"net_amount", "refund_amount"}),
            priority=SAMPLE,
        ),
    ]


def _people(ingested: Ingested) -> Rows:
    """Return who bought, counted; nothing where that was counted before."""
    counts = ingested.people.counts if ingested.people is not None else {}
    frame = pl.DataFrame([counts.keys(), counts.values()], {"what": pl.String, "count": pl.Int64})
    return tables.plain_rows(frame.filter(pl.col("count") > 0), tables.PEOPLE, "Who bought")


def _rows(found: list[dict[str, str]], columns: tuple[Column, ...], title: str) -> Rows:
    frame = pl.DataFrame(found, schema={column.name: column.dtype for column in columns})
    return tables.plain_rows(frame, columns, title)
