"""What a row of the result of `segment` is: each table that it can give, from what was found of the customers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from clvcli.cli import acting_tables, moving, tables
from clvcli.on_disk import held
from clvcli.output import identity
from clvcli.output.diagnostics import NORMAL
from clvcli.output.rows import write_rows
from clvcli.output.shared import shareable_rows
from clvcli.output.targets import choose_format, is_standard_output
from clvcli.products.profile import PROFILE
from clvcli.segments.schema import SEGMENTS
from clvcli.valuation.schema import VALUES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import polars as pl

    from clvcli.cli.acting import Acting
    from clvcli.cli.at_scale import ValuedTable
    from clvcli.cli.earlier import Earlier
    from clvcli.cli.segmenting import Segmenting
    from clvcli.cli.valued import Asked, Valued
    from clvcli.cli.wanting import TableName
    from clvcli.config import SchemeName
    from clvcli.output.rows import Rows
    from clvcli.segments.schemes import Segmented


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a table is made from."""

    asked: Asked
    segmenting: Segmenting
    acting: Acting
    customers: Valued | ValuedTable
    segmented: Segmented
    profile: pl.DataFrame | None
    """The columns of PROFILE of each customer; None where nobody asked."""
    earlier: Earlier | None
    """The customers of `--compare-to`; None where nobody asked."""
    crossed: tuple[SchemeName, ...]
    """The two schemes of `--cross`; none where nobody asked."""
    format: str
    """Of the result; what is made to be looked at shows no e-mails."""

    @property
    def valued(self) -> Valued:
        """The customers in memory, with the steps that led there."""
        return cast("Valued", self.customers)


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentTable:
    """A table that `--table` names."""

    rows: Callable[[Found], Rows]
    of_customers: bool = True
    """Whether a row is about one customer, so that the file is private."""


def _customers(found: Found) -> Rows:
    own = {column.name for scheme in found.segmented.schemes.values() for column in scheme.columns}
    table = found.segmented.table
    columns = [column for column in SEGMENTS if column.name in own or column in VALUES]
    if found.profile is not None:
        table, columns = held(table).hstack(found.profile), [*columns, *PROFILE]
    shown = identity.for_format(table, found.format, show_identity=found.asked.target.show_identity)
    about = found.asked.session.about(found.asked.inputs)
    return replace(tables.value_rows(shown, columns, about, "Customers"), sayings=found.customers.row_notes)


def _segments(found: Found) -> Rows:
    rows = tables.summary_rows(found.segmented.summaries, found.segmented.table)
    rows = replace(rows, sayings=found.segmented.rules)
    return shareable_rows(rows) if found.segmenting.share else rows


TABLES: Mapping[TableName, SegmentTable] = {
    "customers": SegmentTable(rows=_customers),
    "segments": SegmentTable(rows=_segments, of_customers=False),
    "winback": SegmentTable(rows=acting_tables.winback_rows),
    "protect": SegmentTable(rows=acting_tables.protect_rows),
    "loyalty": SegmentTable(rows=acting_tables.loyalty_rows, of_customers=False),
    "budget": SegmentTable(rows=acting_tables.budget_rows, of_customers=False),
    "cross": SegmentTable(rows=moving.crossed_rows, of_customers=False),
    "migration": SegmentTable(rows=moving.migration_rows, of_customers=False),
}


def write_summary(found: Found, summary: str | None) -> None:
    """Write the table of the segments to the file `summary`, where one is named."""
    target, voice = found.asked.target, found.asked.session.voice
    if summary is None:
        return
    if target.dry_run:
        voice.detail(f"would write the table of the segments to {summary}; nothing is written", at=NORMAL)
        return
    write_rows(
        _segments(found),
        output=summary,
        option="--summary",
        format=choose_format(summary, None, stdout_is_terminal=False),
        excel=target.excel,
        clobber=not target.no_clobber,
        sensitive=False,
        streams=found.asked.session.streams,
    )


def show_schemes(found: Found) -> bool:
    """Show at a terminal the table of each scheme, for eyes, above the customers; tell whether it did."""
    target = found.asked.target
    if target.dry_run or not found.asked.session.streams.stdout_is_terminal:
        return False
    make = tables.summary_rows if target.wide else tables.scheme_rows
    _show(found, [make({name: table}, found.segmented.table) for name, table in found.segmented.summaries.items()])
    return True


def show_moves(found: Found, moves: Rows) -> Rows:
    """Show moves as matrices where a table is wanted of them, but for the last; return what is left to show."""
    target = found.asked.target
    to_file = not is_standard_output(target.output)
    if found.format != "table" or to_file or target.dry_run or target.limit is not None:
        return moves
    *above, last = moving.matrices(moves, found.segmented)
    _show(found, above)
    return replace(last, context=()) if above else last


def _show(found: Found, several: Sequence[Rows]) -> None:
    """Write tables whole, one below the other; what their money means is said above the first."""
    target, session = found.asked.target, found.asked.session
    for place, rows in enumerate(several):
        write_rows(
            replace(
                rows,
                language=session.language,
                context=() if place else rows.context,
                sayings=found.segmented.rules,
            ),
            output=None,
            format="table",
            wide=target.wide,
            limit=rows.frame.height,
            decimals=tables.digits_of(rows) if target.decimals is None else target.decimals,
            streams=session.streams,
        )
        session.streams.write(b"\n")
