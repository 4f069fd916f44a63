"""What `ingest` shows at a terminal before anything is kept: how the inputs were understood, and what to doubt."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.cli import tables
from clvcli.orders.fields import BY_NAME
from clvcli.orders.schema import CANONICAL
from clvcli.output import identity
from clvcli.output.aligned import INDENT, aligned
from clvcli.output.rows import Rows, write_rows
from clvcli.output.terminal import DEFAULT_WIDTH, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from clvcli.cli.options import Target
    from clvcli.cli.session import Session
    from clvcli.notes import Note
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import Decision

SAMPLE = (
    "order_date", "order_id", "customer_key", "line_type", "quantity", "net_amount", "refund_amount", "product",
    "customer_id", "currency",
)  # fmt: skip
"""Columns of the first order lines, the most important first."""

FORMAT = "format"
"""Subject of the decision that is said in the heading."""

TAX_IF_ANY = 5
"""One part in so many of an amount is tax at the Nordic rate of 25 %."""


def show_understood(session: Session, ingested: Ingested, target: Target) -> None:
    """Draw what was decided, what became of each column, of the rows and the money, the first lines, and doubts."""
    _print(session, f"Read as {', '.join(dict.fromkeys(ingested.formats.values()))}")
    for decision in _once(ingested.decisions, FORMAT):
        _wrap(session, f"{decision.how}: {decision.because}")
    session.streams.write(b"\n")
    _grid(session, "Decided", [*_decided(ingested.decisions)])
    for source, columns in ingested.columns.items():
        _grid(session, f"Columns of {source}", [*_became(columns)])
    _name_unused(session, ingested)
    for rows in _counted(ingested, show_identity=target.show_identity):
        _draw(session, rows, target)
    _doubts(session, ingested)
    session.streams.flush()


def _became(columns: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Return each column, its field and what that means; an amount before discount is not called one of the row."""
    for field, column in columns.items():
        if field != "amount" or columns.get("line_gross") != column:
            yield column, field, BY_NAME[field].meaning


def _decided(decisions: Sequence[Decision]) -> Iterator[tuple[str, str, str]]:
    """Return what was decided, as what, and how; the files are named where they differ."""
    for decision in dict.fromkeys(_of_no_file(decision) for decision in decisions if decision.subject != FORMAT):
        subject, value, how, because = decision
        sources = [one.source for one in decisions if _of_no_file(one) == decision and one.source]
        differ = len({one.value for one in decisions if one.subject == subject}) > 1 and sources
        told = [f"{how}: {because}" if because else how, *([f"in {', '.join(sources)}"] if differ else [])]
        yield subject, value, "; ".join(told)


def _of_no_file(decision: Decision) -> tuple[str, str, str, str]:
    return decision.subject, decision.value, decision.how, decision.because


def _once(decisions: Sequence[Decision], subject: str) -> list[Decision]:
    found = {_of_no_file(decision): decision for decision in decisions if decision.subject == subject}
    return [decision for decision in found.values() if decision.because]


def _name_unused(session: Session, ingested: Ingested) -> None:
    """Name the columns that no field was read from, file by file."""
    several = len(ingested.unused) > 1
    for source, columns in ingested.unused.items():
        if columns:
            _print(session, f"Not used of {source}" if several else "Not used")
            _wrap(session, ", ".join(columns))
            session.streams.write(b"\n")


def _counted(ingested: Ingested, *, show_identity: bool) -> list[Rows]:
    sample = identity.shown(ingested.sample, ("customer_id", "customer_key"), show_identity=show_identity)
    if (sample["quantity"] % 1 == 0).all():
        sample = sample.with_columns(pl.col("quantity").cast(pl.Int64))
    had = [name for name in SAMPLE if sample[name].null_count() < sample.height]
    return [
        tables.plain_rows(ingested.reconciliation.fates, tables.FATES, "Rows read"),
        tables.plain_rows(ingested.reconciliation.ladder, tables.LADDER, "Money"),
        _people(ingested),
        Rows(
            frame=sample,
            columns=tuple(column for column in CANONICAL if column.name in had),
            title="First order lines",
            money=frozenset({"net_amount", "refund_amount"}),
            priority=tuple(had),
        ),
    ]


def _people(ingested: Ingested) -> Rows:
    """Return who bought, counted; nothing where that was counted before."""
    counts = ingested.people.counts if ingested.people is not None else {}
    frame = pl.DataFrame(list(counts.items()), {"what": pl.String, "count": pl.Int64}, orient="row")
    return tables.plain_rows(frame.filter(pl.col("count") > 0), tables.PEOPLE, "Who bought")


# --- doubts ----------------------------------------------------------------------------------


def _doubts(session: Session, ingested: Ingested) -> None:
    """Draw the notes of the run, those first that change money, and of these those that most money hangs on.

    They are not said again at the end of the run.
    """
    ladder = ingested.reconciliation.ladder
    net = ingested.reconciliation.money_of("net_revenue") if ladder["currency"].n_unique() == 1 else None
    unsaid = [said.tax_unknown(net / TAX_IF_ANY if net else None)] if ingested.tax == "unknown" else []
    notes = sorted(
        [*session.notes, *unsaid], key=lambda note: (not note.changes_money, -_share(note, net), note.code)
    )
    session.notes.clear()
    rows = [(_stake(note), note.code, note.text + (f"; {note.hint}" if note.hint else "")) for note in notes]
    _grid(session, "To be doubted, most money first", rows)


def _share(note: Note, net: Decimal | None) -> float:
    """Return the share of net revenue that hangs on a doubt, as far as it is known."""
    if note.money_at_stake is None or not net:
        return note.share_at_stake or 0.0
    return abs(float(note.money_at_stake / net))


def _stake(note: Note) -> str:
    if note.money_at_stake is not None:
        return f"{note.money_at_stake:,.2f}"
    return f"{note.share_at_stake:.0%}" if note.share_at_stake else ""


# --- drawing ---------------------------------------------------------------------------------


def _draw(session: Session, rows: Rows, target: Target) -> None:
    """Draw a table under its title; an empty one is left out."""
    if rows.frame.is_empty():
        return
    _print(session, rows.title)
    write_rows(
        rows, output=None, format="table", limit=rows.frame.height, wide=target.wide, streams=session.streams
    )
    session.streams.write(b"\n")


def _grid(session: Session, title: str, rows: Sequence[tuple[str, str, str]]) -> None:
    """Draw short texts under a title, the last of each broken to the width of the screen."""
    if rows:
        _print(session, title)
        text = aligned(rows, session.streams)
        session.streams.write(f"{text}\n".encode(session.streams.encoding, "backslashreplace"))


def _wrap(session: Session, text: str) -> None:
    width, indent = session.streams.width or DEFAULT_WIDTH, " " * INDENT
    for line in textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False):
        _print(session, line)


def _print(session: Session, line: str) -> None:
    session.streams.write(f"{safe(line)}\n".encode(session.streams.encoding, "backslashreplace"))
