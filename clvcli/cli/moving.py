"""Tables of `segment` about two: segments now beside segments then, and one scheme crossed with another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import polars as pl

from clvcli import __version__
from clvcli.cli.earlier import in_same_parts, with_life_cycle
from clvcli.cli.material import with_keys
from clvcli.on_disk import held
from clvcli.orders.schema import Column
from clvcli.output.context import context_of
from clvcli.output.document import Figure, Phrase
from clvcli.output.rows import Rows
from clvcli.output.shared import shareable_rows
from clvcli.segments.crossed import crossed
from clvcli.segments.migration import LOOKED_AT, migrations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clvcli.cli.earlier import Earlier
    from clvcli.cli.segment_tables import Found
    from clvcli.segments.schemes import Segmented

MOVES = (
    Column("scheme", pl.String, "how customers were sorted"),
    Column("currency", pl.String, "unit of the money"),
    Column("from", pl.String, "the segment on the earlier day, or how they came: new_customer, back_customer"),
    Column("to", pl.String, "the segment on the later day, or how they left: lapsed, gone"),
    Column("customers", pl.Int64, "customers who went this way"),
    Column("share", pl.Float64, "of those who were in the segment on the earlier day"),
    Column("value_to_date", pl.Float64, "what they were worth so far"),
    Column("net_revenue_24m", pl.Float64, "net revenue of the last 24 months"),
    Column("clv_12m", pl.Float64, "what they are expected to be worth in 12 months"),
    Column("earlier", pl.Date, "the earlier day"),
    Column("as_of", pl.Date, "the later day"),
)

CROSSED = (
    Column("currency", pl.String, "unit of the money"),
    Column("segment", pl.String, "the segment of the first scheme"),
    Column("crossed_with", pl.String, "the segment of the second scheme"),
    Column("customers", pl.Int64, "customers in both"),
    Column("customers_share", pl.Float64, "of all customers"),
    Column("value_to_date", pl.Float64, "what they were worth so far"),
    Column("clv_12m", pl.Float64, "what they are expected to be worth in 12 months"),
)

LEFT = ("lapsed", "gone")
"""Where customers are who are in no segment any more."""

MONEY = frozenset({"value_to_date", "net_revenue_24m", "clv_12m"})


def migration_rows(found: Found) -> Rows:
    """Return who moved where since the earlier day, scheme by scheme, entries and exits too."""
    earlier, now = cast("Earlier", found.earlier), found.segmented.table
    if "life_cycle" in earlier.table.columns and found.customers.of_orders:
        now = with_life_cycle(now, found.segmented.waits, found.segmenting)
    if isinstance(now, pl.DataFrame):
        now = with_keys(now, found.valued)
    parts = []
    for name, order in orders_of(found.segmented).items():
        column = found.segmented.schemes[name].column
        looked_at = [column for column in LOOKED_AT if column in now.columns]
        both = in_same_parts(earlier.table, now, [*dict.fromkeys((*looked_at, column))])
        parts += [
            moved.matrix.select(
                pl.lit(name).alias("scheme"),
                pl.lit(currency, pl.String).alias("currency"),
                pl.col("before").alias("from"),
                pl.col("after").alias("to"),
                pl.exclude("before", "after"),
            )
            for currency, moved in migrations(*both, column, order).items()
        ]
    day = held(now.head(1))["as_of"][0]
    frame = pl.concat(parts).with_columns(earlier=pl.lit(earlier.as_of), as_of=pl.lit(day))
    several = ("currency",) if frame["currency"].n_unique() > 1 else ()
    rows = Rows(
        frame=frame,
        columns=MOVES,
        title="Moves",
        noun="moves",
        about={"version": __version__, **found.asked.session.about(found.asked.inputs)},
        money=MONEY,
        shares=frozenset({"share"}),
        context=(*context_of(now), _since(earlier.as_of), _lines(found)),
        priority=(*several, "scheme", "from", "to", "customers", "share", "value_to_date", "clv_12m"),
    )
    return shareable_rows(rows, crossing=("from", "to")) if found.segmenting.share else rows


def matrices(moves: Rows, segmented: Segmented) -> list[Rows]:
    """Return `moves` for eyes, a matrix of customers for each scheme: from above down, to the right across."""
    several = ["currency"] if moves.held["currency"].n_unique() > 1 else []
    orders = orders_of(segmented)
    parts = moves.held.partition_by("scheme", maintain_order=True, as_dict=True)
    return [
        _matrix(moves, part, scheme, [*several, "from"], [*orders[scheme], *LEFT])
        for (scheme,), part in parts.items()
    ]


def _matrix(moves: Rows, part: pl.DataFrame, scheme: str, index: list[str], ways: Sequence[str]) -> Rows:
    counts = part.pivot("to", index=index, values="customers")
    counts = counts.select(*index, *(way for way in ways if way in counts.columns))
    return replace(
        moves,
        frame=counts,
        columns=tuple(Column(name, dtype, "customers") for name, dtype in counts.schema.items()),
        headings={"from": scheme},
        money=frozenset(),
        shares=frozenset(),
        priority=(),
    )


def crossed_rows(found: Found) -> Rows:
    """Return how many customers are in each pair of segments of the two schemes of `--cross`."""
    orders = orders_of(found.segmented)
    first, second = (found.segmented.schemes[name] for name in found.crossed)
    table = crossed(found.segmented.table, {first.column: orders[first.name], second.column: orders[second.name]})
    rows = Rows(
        frame=table.rename({first.column: "segment", second.column: "crossed_with"}),
        columns=CROSSED,
        title=f"{first.name} by {second.name}",
        noun="pairs",
        about={"version": __version__, **found.asked.session.about(found.asked.inputs)},
        money=MONEY,
        shares=frozenset({"customers_share"}),
        context=context_of(found.segmented.table),
        priority=("currency", "segment", "crossed_with", "customers", "value_to_date", "clv_12m"),
    )
    return shareable_rows(rows, crossing=("segment", "crossed_with")) if found.segmenting.share else rows


def orders_of(segmented: Segmented) -> dict[str, list[str]]:
    """Return the segments of each scheme, best first."""
    return {
        name: [each.name for each in scheme.segments(segmented.cuts[name])]
        for name, scheme in segmented.schemes.items()
    }


def _since(day: date) -> Phrase:
    return Phrase("context_since", {"day": Figure(value=day, kind="date")})


def _lines(found: Found) -> Phrase:
    """Return by which lines customers were sorted on the two days."""
    return Phrase("context_lines_saved" if found.segmenting.cuts else "context_lines_of_each_day")
