"""What `ingest` shows at a terminal before anything is kept: how the inputs were understood, and what to doubt."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.cli import tables
from clvcli.orders.fields import BY_NAME
from clvcli.orders.schema import CANONICAL
from clvcli.output import identity
from clvcli.output.aligned import INDENT, aligned
from clvcli.output.rows import Rows, write_rows
from clvcli.output.spoken import is_english
from clvcli.output.terminal import DEFAULT_WIDTH, safe
from clvcli.output.words.plain import within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from clvcli.cli.options import Target
    from clvcli.cli.session import Session
    from clvcli.notes import Note
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import Decision
    from clvcli.output.words.language import Language

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
    language = _language(session)
    formats = (_said(format_, language) for format_ in dict.fromkeys(ingested.formats.values()))
    _print(session, _head(language, "as", formats=", ".join(formats)))
    for decision in _once(ingested.decisions, FORMAT):
        _wrap(session, f"{language.term(decision.how)}: {_said(decision.because, language)}")
    session.streams.write(b"\n")
    _grid(session, _head(language, "decided"), [*_decided(ingested.decisions, language)])
    for source, columns in ingested.columns.items():
        _grid(session, _head(language, "columns", file=source), [*_became(columns, language)])
    _name_unused(session, ingested)
    for name, rows in _counted(ingested, show_identity=target.show_identity).items():
        _draw(session, _head(language, name), rows, target)
    _doubts(session, ingested)
    session.streams.flush()


def _became(columns: Mapping[str, str], language: Language) -> Iterator[tuple[str, str, str]]:
    """Return each column, its field and what that means; an amount before discount is not called one of the row."""
    for field, column in columns.items():
        if field != "amount" or columns.get("line_gross") != column:
            yield column, field, language.meaning(BY_NAME[field])


def _decided(decisions: Sequence[Decision], language: Language) -> Iterator[tuple[str, str, str]]:
    """Return what was decided, as what, and how; the files are named where they differ."""
    for decision in dict.fromkeys(_of_no_file(decision) for decision in decisions if decision.subject != FORMAT):
        subject, value, how, because = decision
        sources = [one.source for one in decisions if _of_no_file(one) == decision and one.source]
        differ = len({one.value for one in decisions if one.subject == subject}) > 1 and sources
        named = language.term(how)
        told = [f"{named}: {_said(because, language)}" if because else named]
        told += [_head(language, "in", files=", ".join(sources))] if differ else []
        yield _said(subject, language), _said(value, language), "; ".join(told)


def _of_no_file(decision: Decision) -> tuple[str, str, str, str]:
    return decision.subject, decision.value, decision.how, decision.because


def _once(decisions: Sequence[Decision], subject: str) -> list[Decision]:
    found = {_of_no_file(decision): decision for decision in decisions if decision.subject == subject}
    return [decision for decision in found.values() if decision.because]


def _name_unused(session: Session, ingested: Ingested) -> None:
    """Name the columns that no field was read from, file by file."""
    several, language = len(ingested.unused) > 1, _language(session)
    for source, columns in ingested.unused.items():
        if columns:
            _print(session, _head(language, "unused_of", file=source) if several else _head(language, "unused"))
            _wrap(session, ", ".join(columns))
            session.streams.write(b"\n")


def _counted(ingested: Ingested, *, show_identity: bool) -> dict[str, Rows]:
    """Return the tables of what was counted, by what their headings are called."""
    sample = identity.shown(ingested.sample, ("customer_id", "customer_key"), show_identity=show_identity)
    if (sample["quantity"] % 1 == 0).all():
        sample = sample.with_columns(pl.col("quantity").cast(pl.Int64))
    had = [name for name in SAMPLE if sample[name].null_count() < sample.height]
    return {
        "rows": tables.plain_rows(ingested.reconciliation.fates, tables.FATES, "Rows read"),
        "money": tables.plain_rows(ingested.reconciliation.ladder, tables.LADDER, "Money"),
        "people": _people(ingested),
        "lines": Rows(
            frame=sample,
            columns=tuple(column for column in CANONICAL if column.name in had),
            title="First order lines",
            money=frozenset({"net_amount", "refund_amount"}),
            priority=tuple(had),
        ),
    }


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
    language = _language(session)
    told = [(note, "; ".join(_said(text, language) for text in (note.text, note.hint) if text)) for note in notes]
    rows = [(_stake(note, language), note.code, text) for note, text in told]
    _grid(session, _head(language, "doubts"), rows)


def _share(note: Note, net: Decimal | None) -> float:
    """Return the share of net revenue that hangs on a doubt, as far as it is known."""
    if note.money_at_stake is None or not net:
        return note.share_at_stake or 0.0
    return abs(float(note.money_at_stake / net))


def _stake(note: Note, language: Language) -> str:
    if note.money_at_stake is not None:
        return language.manner.number(float(note.money_at_stake), 2)
    return language.manner.share(note.share_at_stake, 0) if note.share_at_stake else ""


# --- drawing ---------------------------------------------------------------------------------


def _language(session: Session) -> Language:
    return within(session.language, session.streams.encoding)


def _head(language: Language, name: str, **parts: str) -> str:
    return language.words[f"read.{name}"].format_map(parts)


def _said(text: str, language: Language) -> str:
    """Return a text of ours in the language of the reader; English ones say it already."""
    return text if is_english(language) else language.prose(text)


def _draw(session: Session, title: str, rows: Rows, target: Target) -> None:
    """Draw a table under its title; an empty one is left out."""
    if rows.frame.is_empty():
        return
    _print(session, title)
    write_rows(
        replace(rows, language=session.language),
        output=None,
        format="table",
        limit=rows.frame.height,
        wide=target.wide,
        streams=session.streams,
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
