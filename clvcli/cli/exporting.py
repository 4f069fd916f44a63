"""Lists of customers for a network: made from what `segment` found, written into a folder, and accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import polars as pl

from clvcli import __version__, notes
from clvcli.audiences.audience import Audience, Terms, audience, consents_of
from clvcli.audiences.manifest import Manifest
from clvcli.audiences.networks import NETWORKS
from clvcli.audiences.people import people_of
from clvcli.audiences.schema import ACCOUNT, REASONS
from clvcli.cli.at_scale import ValuedTable
from clvcli.cli.material import with_keys
from clvcli.cli.reading import naming
from clvcli.errors import AudienceError, BadValueError, nearest
from clvcli.on_disk import figures, held
from clvcli.output.audience_folder import write_audience
from clvcli.output.context import context_of
from clvcli.output.diagnostics import NORMAL
from clvcli.output.rows import Rows

if TYPE_CHECKING:
    from clvcli.audiences.people import People
    from clvcli.cli.reaching import Reaching
    from clvcli.cli.segment_tables import Found
    from clvcli.config import NetworkName
    from clvcli.customers.summary import Customers
    from clvcli.on_disk import Table
    from clvcli.orders.ingest import Ingested


def exported(found: Found, reaching: Reaching, network: NetworkName) -> Rows:
    """Write the lists of the first scheme for `network`, and return the account of them.

    Raises AudienceError where nobody can be passed on, BadValueError for a segment that is not there, TargetError
    and WriteError for the folder.
    """
    if not found.customers.of_orders:
        raise AudienceError.from_values()
    scheme = next(iter(found.segmented.schemes.values()))
    segments = _asked_for(found.segmented.summaries[scheme.name], scheme.column, reaching.audience_of)
    reading = found.asked.reading
    with naming(found.asked.inputs, *reading.beside):
        table, people = _with_known(found)
        terms = Terms(
            network=NETWORKS[network],
            consents=consents_of(NETWORKS[network], people),
            control=reaching.control or 0.0,
            seed=reaching.seed or 0,
        )
        made = audience(table, segments, terms, column=scheme.column)
    manifest = Manifest(
        clvcli=__version__,
        network=network,
        scheme=scheme.name,
        as_of=held(table.head(1))["as_of"][0],
        basis=tuple(figures(table, pl.col("basis").unique()).to_series().sort()),
        control=terms.control,
        seed=terms.seed,
        consents={name: people.consents[name] for name in terms.consents},
        segments=tuple(segments["segment"].unique(maintain_order=True)),
    )
    rows = _account_rows(made.account, found)
    found.asked.session.doubt(_notes(made, people, manifest), strict=reading.strict)
    _write(found, made, manifest, Path(str(reaching.audience_to)))
    return rows


def _with_known(found: Found) -> tuple[Table, People]:
    """Return sorted customers with what is KNOWN of each, and what the file of customers says."""
    if isinstance(found.customers, ValuedTable):
        return found.segmented.table, cast("People", found.customers.people)
    ingested, customers = cast("Ingested", found.customers.ingested), cast("Customers", found.customers.customers)
    people = people_of(found.asked.reading.options())
    known = people.known(ingested.lines, as_of=customers.as_of)
    rows = with_keys(found.segmented.frame, found.customers)
    return rows.join(known, on="customer_key", how="left", maintain_order="left"), people


def _asked_for(summary: pl.DataFrame, column: str, asked: str | None) -> pl.DataFrame:
    """Return `currency`, `segment` and `export_name` of the segments asked for, in the order of the scheme."""
    segments = summary.select("currency", "export_name", segment=column)
    if asked is None:
        return segments
    known = segments["segment"].unique(maintain_order=True).to_list()
    for name in asked.split(","):
        if name not in known:
            raise BadValueError.of(
                "--audience-of", f"there is no segment `{name}`", nearest(name, known) or ",".join(known)
            )
    return segments.filter(pl.col("segment").is_in(asked.split(",")))


def _write(found: Found, made: Audience, manifest: Manifest, folder: Path) -> None:
    session = found.asked.session
    lists, rows = f"{len(made.lists)} lists", int(made.account["exported"].sum())
    if found.asked.target.dry_run:
        text = f"would write {lists} of {rows:,} customers to {folder}; nothing is written"
        session.voice.detail(text, at=NORMAL)
        return
    write_audience(folder, made, manifest, streams=session.streams, raw=found.asked.target.raw)
    session.facts["audience"] = str(folder)
    session.voice.say(f"wrote {lists} of {rows:,} customers to {folder}")


def _notes(made: Audience, people: People, manifest: Manifest) -> list[notes.Note]:
    network = NETWORKS[manifest.network]
    said = [notes.consents_read(str(people.source), network.title, tuple(manifest.consents.values()))]
    if made.malformed_phones:
        said.append(notes.malformed_phones(made.malformed_phones))
    short = [name for name, rows in made.lists.items() if rows.height < network.least]
    if short:
        said.append(notes.short_lists(network.title, short, network.least))
    nobody = made.account.filter(pl.col("file").is_null())["segment"].unique(maintain_order=True).to_list()
    if not made.lists:
        return [*said, notes.no_list_written(network.title)]
    return [*said, notes.nobody_exported(nobody)] if nobody else said


def _account_rows(account: pl.DataFrame, found: Found) -> Rows:
    """Return the account as rows; on a narrow screen reasons that withheld nobody give way first."""
    several = ("currency",) if account["currency"].n_unique() > 1 else ()
    reasons = [column.name for column in REASONS if account[column.name].sum()]
    return Rows(
        frame=account,
        columns=ACCOUNT,
        title="Audience",
        noun="segments",
        about=found.asked.session.about(found.asked.inputs),
        context=context_of(found.segmented.table),
        priority=(*several, "segment", "customers", "exported", "held_out", "withheld", *reasons, "file"),
    )
