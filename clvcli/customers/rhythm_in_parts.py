"""The rhythm of customers who lie in files: that of each in files beside theirs, and the waits of all, counted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.lapse import tallied
from clvcli.customers.rhythm import rhythm_of
from clvcli.progress import Watch, unwatched
from clvcli.scratch import writing

if TYPE_CHECKING:
    from clvcli.customers.in_parts import CustomersInParts


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmInParts:
    """What `rhythm.Rhythm` says of customers in files."""

    people: tuple[Path, ...]
    """Parquet files of the columns of `Rhythm.people`, one for each file of customers."""
    waits: pl.DataFrame
    """Of all, counted (`lapse.tallied`)."""


def rhythm_in_parts(customers: CustomersInParts, *, folder: Path, watch: Watch = unwatched) -> RhythmInParts:
    """Return when `customers` buy; files are written into `folder`, which is there.  Raises WriteError."""
    paths, waits = [], []
    for number in range(len(customers.lines)):
        watch(number, len(customers.lines))
        found = rhythm_of(customers.known_lines(number), first_date=customers.first_date, as_of=customers.as_of)
        paths.append(folder / f"rhythm-{number:05}.parquet")
        with writing():
            found.people.write_parquet(paths[-1], compression="lz4")
        waits.append(tallied(found.waits))
    return RhythmInParts(people=tuple(paths), waits=tallied(pl.concat(waits)))
