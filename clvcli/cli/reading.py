"""The step all commands begin with: from inputs to order lines, and what is said of them."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from clvcli import notes
from clvcli.cli.files_apart import REJECTS_SUFFIX
from clvcli.cli.session import check_writable
from clvcli.errors import AnalysisError, DataError, OptionsDisagreeError, raise_all
from clvcli.orders.reading.sources import STDIN
from clvcli.output.targets import is_standard_output

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.budget import Budget
    from clvcli.cli.options import Reading, Target
    from clvcli.cli.session import Session
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import Decision, RawTable

SETTLED_BY_INGEST = frozenset({
    "identity", "no-merge", "tax", "tax-rate", "amount-is", "discount-is", "time-zone", "status", "map",
    "source-format", "decimal", "date-format",
})  # fmt: skip
"""Options that decide how an export is read: order lines of our own were read by them, or by others."""


def read_inputs(session: Session, inputs: Sequence[str], reading: Reading) -> list[RawTable]:
    """Return the tables of the inputs as they stand there.

    Where any cannot be read, all that is wrong with the inputs is raised, what cannot be understood included.
    """
    from clvcli.orders.reading.read import readable_tables

    if STDIN in inputs and session.streams.stdin_is_terminal:
        session.voice.say("reading orders from the terminal; end with Ctrl-D")
    session.facts["inputs"] = list(inputs)
    options = reading.options()
    tables, errors = readable_tables(inputs, options)
    if errors:
        from clvcli.orders.ingest import misunderstood
        from clvcli.valuation.stored import SIGNATURE

        orders = [table for table in tables if not set(table.columns) >= SIGNATURE]
        raise_all([*errors, *misunderstood(orders, options)])
    return tables


def _check_not_settled(session: Session, tables: Sequence[RawTable]) -> None:
    """Raise OptionsDisagreeError where an option of the command line would have to change settled order lines."""
    from clvcli.orders.canonical import is_canonical

    if all(map(is_canonical, tables)) and len(tables) == 1:
        for option in sorted(SETTLED_BY_INGEST & session.given):
            raise OptionsDisagreeError.settled_lines(option)


def understand_orders(
    session: Session,
    tables: Sequence[RawTable],
    inputs: Sequence[str],
    reading: Reading,
    target: Target,
    *,
    customers_only: bool = False,
    apart: int | None = None,
    also: Sequence[str] = (),
    budget: Budget | None = None,
    compare: str | None = None,
) -> Ingested:
    """Return the order lines of tables; decisions are told on `-v`, notes at the end of the run.

    With `customers_only`, for commands that look at no line by itself, an order may stand as one line, and
    with `apart` their lines may lie in so many files, each customer wholly in one (`Ingested.parts`), `also` being
    columns that these have beside the usual ones.
    Orders that have to be settled together may take the memory of `budget`.
    `compare` names a column of the file of customers that is kept as it is printed.
    """
    from clvcli.orders.attached.attach import attach
    from clvcli.orders.ingest import ingest_tables
    from clvcli.orders.keep import as_if_kept

    _check_not_settled(session, tables)
    with naming(inputs, *reading.beside), session.voice.working("reading the orders"):
        options = replace(reading.options(), compare=compare, budget=budget)
        beside_a_store = len(tables) > 1 and sum(table.of_store for table in tables) == 1
        if beside_a_store:
            ingested = as_if_kept(tables, options)
        else:
            ingested = ingest_tables(tables, options, condense=customers_only, apart=apart, also=also)
        ingested = attach(ingested, options)
        session.doubt(ingested.notes, strict=reading.strict)
    beside = None if is_standard_output(target.output) else target.output
    tell_of(session, ingested, inputs, target, beside=beside)
    return ingested


def tell_of(
    session: Session, ingested: Ingested, inputs: Sequence[str], target: Target, *, beside: str | None
) -> None:
    """Tell decisions and facts of order lines, and keep rejected rows to be written `beside` a result."""
    from clvcli.orders.settling.reconciliation import FATES

    for decision in ingested.decisions:
        session.voice.detail(told(decision))
    for source, columns in ingested.unused.items():
        if columns:
            session.voice.detail(f"{source}: not used: {', '.join(columns)}")
    session.facts["rows_read"] = ingested.rows_read
    if session.wants_stats:
        session.facts |= {fate: ingested.reconciliation.rows_of(fate) for fate in FATES}
        session.facts |= {"people": ingested.people.counts} if ingested.people is not None else {}
    session.elapsed("orders read")
    _announce_rejects(session, ingested, inputs, target, beside)


@contextlib.contextmanager
def naming(inputs: Sequence[str], *beside: str | None) -> Iterator[None]:
    """Put the inputs before an error that speaks of all their orders and names no file, nor one `beside` them."""
    try:
        yield
    except (DataError, AnalysisError) as error:
        names = ["stdin" if name == STDIN else name for name in inputs]
        if not any(name in error.message for name in (*names, *beside) if name):
            others = f" and {len(names) - 1} more" if len(names) > 1 else ""
            error.message = f"{names[0]}{others}: {error.message}"
        raise


def told(decision: Decision) -> str:
    """Return a decision as a line: what, how it was decided, and by which evidence."""
    where = f"{decision.source}: " if decision.source else ""
    because = f", {decision.because}" if decision.because else ""
    return f"{where}{decision.subject} is {decision.value} ({decision.how}{because})"


def _announce_rejects(
    session: Session, ingested: Ingested, inputs: Sequence[str], target: Target, beside: str | None
) -> None:
    """Announce rejected rows and keep them to be written beside a result; titles and totals alone are neither.

    Where nothing is rejected, the file of an earlier run is emptied, so that it is not taken for one of this.
    """
    from clvcli.orders.rejects import NONE, faults

    counted = faults(ingested.rejects)["reason"].value_counts(sort=True)
    path = None if beside is None else f"{beside}{REJECTS_SUFFIX}"
    outdated = path is not None and counted.is_empty() and not target.no_clobber and Path(path).is_file()
    if path is not None and (outdated or not counted.is_empty()):
        check_writable(path, inputs, target)
        session.rejects = (NONE if outdated else ingested.rejects, path)
    if counted.is_empty():
        return
    reasons = dict(sorted(counted.iter_rows(), key=lambda reason: (-reason[1], reason[0])))
    session.notes.append(notes.rejected_rows(sum(reasons.values()), ingested.rows_read, reasons, path))
