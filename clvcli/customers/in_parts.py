"""The customer table of more order lines than are held at once: summed up a file of customers at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from pathlib import Path  # noqa: TC003  (the same)
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.summary import (
    ShopTotals,
    Spans,
    known_by,
    noted,
    observed,
    spans_of,
    summed_up,
    totals_of,
)
from clvcli.in_parts import InParts
from clvcli.progress import Watch, unwatched
from clvcli.scratch import writing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.config import RefundDate
    from clvcli.customers.contributions import Earned
    from clvcli.notes import Note


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersInParts:
    """What `summary.Customers` says, its table in files."""

    paths: tuple[Path, ...]
    """Parquet files of the columns of `customers.schema.CUSTOMERS`, each sorted by `customer_key`, then `currency`;
    each customer in one, beside the file of `lines` at the same place."""
    lines: tuple[Path, ...]
    """The canonical lines, each customer wholly in one file."""
    rows: int
    """Rows of all of `paths`."""
    as_of: date
    first_date: date
    shop: tuple[ShopTotals, ...]
    costs_known: bool
    notes: tuple[Note, ...]
    spans: Spans
    """Of all lines."""
    earned: Mapping[str | None, Earned] = field(default_factory=dict)
    """As `summary.Customers` has it."""

    @property
    def people(self) -> InParts:
        """The rows of the table."""
        return InParts.in_files(self.paths)

    @property
    def span_days(self) -> int:
        """Days from the first valid order to the as-of date."""
        return (self.as_of - self.first_date).days

    def known_lines(self, number: int) -> pl.LazyFrame:
        """Return the counted lines of a part as known at the end of the as-of date; see `known.known_at`."""
        return known_by(scan([self.lines[number]]), self.spans, self.as_of)


def summarise_in_parts(
    parts: Sequence[Path],
    *,
    as_of: date | None = None,
    refund_date: RefundDate = "order",
    folder: Path,
    watch: Watch = unwatched,
) -> CustomersInParts:
    """Return what `summarise` returns of the canonical lines in all `parts`, each customer being wholly in one.

    The table of each part is written into `folder`, which is there.  Raises as `summarise`, and WriteError.
    """
    lines = scan(parts)
    spans = spans_of(lines)
    first, day = observed(spans, as_of)
    paths, sums, rows = [], [], 0
    for number, part in enumerate(parts):
        watch(number, len(parts))
        summed = summed_up(scan([part]), spans, day, refund_date)
        paths.append(folder / f"customers-{number:05}.parquet")
        with writing():
            summed.frame.write_parquet(paths[-1], compression="lz4")
        sums.append(summed.sums)
        rows += summed.frame.height
    return CustomersInParts(
        paths=tuple(paths),
        lines=tuple(parts),
        rows=rows,
        as_of=day,
        first_date=first,
        shop=totals_of(pl.concat(sums)),
        costs_known=spans.costs,
        notes=noted(lines, spans, day, chosen=as_of is not None),
        spans=spans,
    )


def scan(paths: Sequence[Path]) -> pl.LazyFrame:
    """Return the rows of files that were laid down on the way, in order."""
    return pl.scan_parquet([*paths], glob=False, hive_partitioning=False)
