"""`ingest --into STORE`: what is said of a run that keeps its orders in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.cli.reading import naming, tell_of
from clvcli.errors import BadValueError, OptionsDisagreeError, TargetIsInputError
from clvcli.output.diagnostics import NORMAL
from clvcli.output.targets import same_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.cli.options import Reading, Target
    from clvcli.cli.session import Session
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import RawTable


def check_store_target(into: str, inputs: Sequence[str], target: Target) -> None:
    """Refuse a store beside another target, and one that is its own input."""
    if target.output is not None:
        raise OptionsDisagreeError.two_targets()
    source = next((name for name in inputs if into == name or same_file(into, name)), None)
    if source is not None:
        raise TargetIsInputError.from_paths(into, source, "--into")
    if not into.strip():
        raise BadValueError.of("--into", "a store has a name", "--into orders.store")


def keep_orders(
    session: Session, tables: Sequence[RawTable], inputs: Sequence[str], reading: Reading, target: Target, into: str
) -> Ingested:
    """Keep the orders of `tables` in the store, say what came of it, and return what they came to."""
    from clvcli.orders.keep import keep

    for option in ("costs", "products", "customers"):
        if file := getattr(reading, option):
            reason = "a store keeps orders as they came"
            raise BadValueError.of(f"--{option}", reason, f"clvcli compute {into} --{option} {file}")

    def accept(ingested: Ingested) -> None:
        """Say what was noticed of the lines of this attempt, not of one that had to begin again."""
        session.notes.clear()
        session.doubt(ingested.notes, strict=reading.strict)

    with naming(inputs, *reading.beside), session.voice.working("keeping the orders"):
        kept = keep(tables, into, reading.options(), accept=accept, write=not target.dry_run)
    rejects = None if target.dry_run else into.rstrip("/")
    tell_of(session, kept.ingested, inputs, target, beside=rejects)
    session.write_rejects()
    session.facts |= {
        "store": into, "version": kept.store.version, "months_written": kept.months, "lines": kept.store.rows
    }  # fmt: skip
    if target.dry_run:
        session.voice.detail(f"would change {kept.months:,} months of {into}; nothing is written", at=NORMAL)
    else:
        session.voice.say(_told(kept.months, kept.store.version, into))
    session.elapsed("orders kept")
    return kept.ingested


def _told(months: int, version: int, into: str) -> str:
    if months == 0:
        return f"{into} holds all of these orders already: version {version}"
    return f"{into} is at version {version}: {months:,} months written"
