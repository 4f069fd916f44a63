"""What every way of sorting customers hands over: where it draws its lines, its segments, and who is in which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from clvcli.notes import Note
    from clvcli.on_disk import Table
    from clvcli.orders.schema import Column
    from clvcli.sayings import Saying


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What customers are sorted by."""

    values: Table
    """The columns of `valuation.schema.VALUES`, and where the run had orders those that only they tell."""
    waits: pl.DataFrame | None = None
    """The columns of `customers.rhythm.WAITS`, row by row or counted (`customers.lapse.tallied`); None where the
    run had no orders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment of a scheme."""

    name: str
    """Stable key, in the data and in every language."""
    rule: Saying
    """Who is in it, as a sentence."""
    told_as: str | None = None
    """What a book of actions calls such customers, where the name says nothing of them."""


def nothing_to_say(_: Table, __: pl.DataFrame) -> tuple[Note, ...]:
    """Return no notes."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One way of sorting customers: complete and disjoint, whatever the values.

    Customers of different currencies are never compared.
    """

    name: str
    """As `--scheme` takes it."""
    columns: tuple[Column, ...]
    """What it adds to the columns of `compute`; the last one holds the name of the segment."""
    learn: Callable[[Material], pl.DataFrame]
    """From customers to cut points (`cuts.CUTS`)."""
    assign: Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame]
    """From some of the values, and cut points, to these values with `columns`."""
    segments: Callable[[pl.DataFrame], tuple[Segment, ...]]
    """From cut points to the segments, best first: the order of every table."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Options that it was made with, by name, as one types them: cut points hold for these alone."""
    assign_among: Callable[[Table], Callable[[pl.DataFrame], pl.DataFrame]] | None = None
    """From all customers to what assigns some of them, where cut points are not all it takes; they are not kept
    then."""
    needs: tuple[str, ...] = ()
    """Columns beside those of `compute` that only orders tell (`customers.rhythm.Rhythm.people`)."""
    notes: Callable[[Table, pl.DataFrame], tuple[Note, ...]] = nothing_to_say
    """From values and cut points to what a reader should know of these values under this scheme."""

    def assigning(self, values: Table, cuts: pl.DataFrame) -> Callable[[pl.DataFrame], pl.DataFrame]:
        """Return what adds `columns` to some of `values`."""
        if self.assign_among is not None:
            return self.assign_among(values)
        return lambda some: self.assign(some, cuts)

    @property
    def column(self) -> str:
        """The column that holds the name of the segment."""
        return self.columns[-1].name
