"""The segments as they were: of a file that was written earlier, of a day, or of a version of a store."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from clvcli.cli.material import material_of, with_keys
from clvcli.cli.then import lines_then
from clvcli.cli.valued import value_then
from clvcli.errors import OptionsDisagreeError, raise_all
from clvcli.segments.migration import WHO
from clvcli.segments.schemes import schemes_of, segment
from clvcli.valuation.then_and_now import check_comparable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.cli.segmenting import Segmenting
    from clvcli.cli.valued import Asked, Valued
    from clvcli.config import SchemeName
    from clvcli.orders.tables import RawTable

LIFE_CYCLE: SchemeName = "life-cycle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Customers with their segments on an earlier day."""

    frame: pl.DataFrame
    """The values, and the columns of the schemes, those of the life cycle too where they can be known."""
    as_of: date

    @property
    def tiers(self) -> pl.DataFrame | None:
        """The tier of each customer (`segments.tiers.Keep`); None where the tiers were not asked for."""
        return self.frame.select(*WHO, "tier") if "tier" in self.frame.columns else None


def earlier_of(
    asked: Asked,
    segmenting: Segmenting,
    since: str,
    customers: Valued,
    schemes: Sequence[SchemeName],
    cuts: Mapping[str, pl.DataFrame] | None = None,
) -> Earlier:
    """Return the customers as they were sorted at `since`: a file, a day or a version of a store.

    A file tells the segments that it names; those of a day or a version are learnt from what was known then,
    unless `cuts` say where the lines are.  Raises OptionsDisagreeError for a day or a version without the orders,
    or of a file that does not tell what is asked, as `lines_then`, and EarlierValuesMismatchError for a file of
    values that cannot be compared.
    """
    if not re.fullmatch(r"v\d+|\d{4}-\d{2}-\d{2}", since):
        told = _of_file(asked, segmenting, since, schemes, cuts)
        check_comparable(Path(since).name, told.frame, customers.frame)
        return told
    if customers.ingested is None or customers.customers is None:
        raise OptionsDisagreeError.needs_orders(f"--compare-to {since}")
    found = lines_then(asked, since, customers.ingested.lines, customers.customers)
    if found is None:
        raise OptionsDisagreeError.needs_orders(f"--compare-to {since}")
    lines, day = found
    then = value_then(asked, replace(customers.ingested, lines=lines), day)
    return Earlier(frame=with_life_cycle(then, segmenting, schemes, cuts), as_of=day)


def with_life_cycle(
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
) -> Earlier:
    """Return what a file of `segment` says; of `compute`, its values sorted now."""
    from clvcli.orders.reading.read import readable_tables
    from clvcli.valuation.stored import together, values_from

    tables, errors = readable_tables([path], asked.reading.options())
    if errors:
        raise_all(errors)
    read = [(table, values) for table in tables if (values := values_from(table)) is not None]
    if not read:
        raise OptionsDisagreeError.not_values(Path(path).name)
    frame = together([values for _, values in read])
    told = pl.concat([_segments_of(table) for table, _ in read], how="diagonal_relaxed")
    known = frame.hstack(told)
    sorting = segmenting.sorting()
    known_as = schemes_of(schemes, sorting)
    missing = [name for name in schemes if known_as[name].column not in told.columns]
    sorted_ = segment(known, missing, sorting=sorting, cuts=cuts).frame if missing else known
    return Earlier(frame=sorted_, as_of=frame["as_of"][0])


def _segments_of(table: RawTable) -> pl.DataFrame:
    """Return the columns of schemes that a table has, as text."""
    from clvcli.segments.schema import SEGMENTS
    from clvcli.valuation.schema import VALUES

    own = [column for column in SEGMENTS if column not in VALUES and column.name in table.columns]
    return table.frame.select(pl.col(column.name).cast(pl.String) for column in own).collect()
