"""The segments as they were: of a file that was written earlier, of a day, or of a version of a store."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from clvcli.cli.at_scale import ValuedTable
from clvcli.cli.material import material_of, table_of, with_keys
from clvcli.cli.then import lines_then
from clvcli.cli.valued import value_then
from clvcli.errors import OptionsDisagreeError, raise_all
from clvcli.in_parts import InParts
from clvcli.on_disk import OnDisk, Table, held
from clvcli.segments.migration import WHO
from clvcli.segments.scheme import Material
from clvcli.segments.schemes import schemes_of, segment
from clvcli.valuation.then_and_now import check_comparable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.cli.segmenting import Segmenting
    from clvcli.cli.valued import Asked, Valued
    from clvcli.config import SchemeName

LIFE_CYCLE: SchemeName = "life-cycle"

CUSTOMERS_AT_ONCE = 500_000
"""Of two days, who are looked at together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Customers with their segments on an earlier day."""

    table: Table
    """The values, and the columns of the schemes, those of the life cycle too where they can be known."""
    as_of: date

    @property
    def tiers(self) -> pl.DataFrame | None:
        """The tier of each customer (`segments.tiers.Keep`); None where the tiers were not asked for."""
        return held(self.table.select([*WHO, "tier"])) if "tier" in self.table.columns else None


def earlier_of(
    asked: Asked,
    segmenting: Segmenting,
    since: str,
    customers: Valued | ValuedTable,
    schemes: Sequence[SchemeName],
    cuts: Mapping[str, pl.DataFrame] | None = None,
) -> Earlier:
    """Return the customers as they were sorted at `since`: a file, a day or a version of a store.

    A file tells the segments that it names; those of a day or a version are learnt from what was known then,
    unless `cuts` say where the lines are.  Raises OptionsDisagreeError for a day or a version without the orders,
    or of a file that does not tell what is asked, as `lines_then`, and EarlierValuesMismatchError for a file of
    values that cannot be compared.
    """
    if names_file(since):
        now = table_of(customers)
        told = _of_file(asked, segmenting, since, schemes, cuts, on_disk=isinstance(now, OnDisk))
        check_comparable(Path(since).name, told.table, now, in_same_parts(told.table, now, ["customer_id"]))
        return told
    if isinstance(customers, ValuedTable) or customers.ingested is None or customers.customers is None:
        raise OptionsDisagreeError.needs_orders(f"--compare-to {since}")
    found = lines_then(asked, since, customers.ingested.lines, customers.customers)
    if found is None:
        raise OptionsDisagreeError.needs_orders(f"--compare-to {since}")
    lines, day = found
    then = value_then(asked, replace(customers.ingested, lines=lines), day)
    return Earlier(table=_sorted_then(then, segmenting, schemes, cuts), as_of=day)


def names_file(since: str) -> bool:
    """Tell whether `--compare-to` names a file, and neither a day nor a version."""
    return not re.fullmatch(r"v\d+|\d{4}-\d{2}-\d{2}", since)


def in_same_parts(before: Table, after: Table, columns: Sequence[str]) -> tuple[InParts, InParts]:
    """Return the `columns` of both, who is in both in the same part, CUSTOMERS_AT_ONCE about.

    In memory all are one part.
    """
    if not isinstance(before, OnDisk) or not isinstance(after, OnDisk):
        return InParts.of(held(before)), InParts.of(held(after))
    parts = max(before.height, after.height) // CUSTOMERS_AT_ONCE + 1
    place = pl.col("customer_id").hash() % parts
    both = (
        InParts(tables=tuple(table.lazy().filter(place == part) for part in range(parts)), on_disk=True)
        for table in (before.select([name for name in columns if name in before.columns]), after.select(columns))
    )
    return next(both), next(both)


def with_life_cycle(values: Table, waits: pl.DataFrame | None, segmenting: Segmenting) -> Table:
    """Return sorted customers of orders with where they stand in the life cycle, by their own waits."""
    return segment(Material(values=values, waits=waits), [LIFE_CYCLE], sorting=segmenting.sorting()).table


def _sorted_then(
    customers: Valued,
    segmenting: Segmenting,
    schemes: Sequence[SchemeName],
    cuts: Mapping[str, pl.DataFrame] | None = None,
) -> pl.DataFrame:
    """Return valued customers sorted by `schemes`, and by the life cycle too where the run had the orders."""
    names = list(schemes)
    if customers.ingested is not None and LIFE_CYCLE not in names:
        names.append(LIFE_CYCLE)
    sorting = segmenting.sorting()
    return with_keys(
        segment(material_of(customers, rhythm=True), names, sorting=sorting, cuts=cuts).frame, customers
    )


def _of_file(
    asked: Asked,
    segmenting: Segmenting,
    path: str,
    schemes: Sequence[SchemeName],
    cuts: Mapping[str, pl.DataFrame] | None,
    *,
    on_disk: bool,
) -> Earlier:
    """Return what a file of `segment` says; of `compute`, its values sorted now."""
    from clvcli.orders.reading.read import readable_tables
    from clvcli.segments.schema import SEGMENTS
    from clvcli.valuation.schema import VALUES
    from clvcli.valuation.stored import holds_values, together, together_on_disk, values_from, values_on_disk

    tables, errors = readable_tables([path], asked.reading.options())
    if errors:
        raise_all(errors)
    holding = [table for table in tables if holds_values(table)]
    if not holding:
        raise OptionsDisagreeError.not_values(Path(path).name)
    there = {name for table in holding for name in table.columns}
    told = [column.name for column in SEGMENTS if column not in VALUES and column.name in there]
    known: Table
    if on_disk:
        known = together_on_disk([values_on_disk(table, told) for table in holding])
    else:
        known = together([values for table in holding if (values := values_from(table, told)) is not None])
    sorting = segmenting.sorting()
    known_as = schemes_of(schemes, sorting)
    missing = [name for name in schemes if known_as[name].column not in told]
    sorted_ = segment(known, missing, sorting=sorting, cuts=cuts).table if missing else known
    return Earlier(table=sorted_, as_of=held(known.head(1))["as_of"][0])
