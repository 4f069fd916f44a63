"""Values in, segments out: every scheme asked for, as columns and as a table of its segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence  # noqa: TC003  (resolved by documentation tools)
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clvcli import config
from clvcli.errors import OptionsDisagreeError
from clvcli.on_disk import changed, gathered, held
from clvcli.orders.currency import in_currency
from clvcli.segments.grid import grid_scheme
from clvcli.segments.groups import group_scheme
from clvcli.segments.life_cycle import life_cycle_scheme
from clvcli.segments.rfm import rfm_scheme
from clvcli.segments.scheme import Material
from clvcli.segments.summary import summary, sums_of_cells
from clvcli.segments.tier_spec import TOTAL
from clvcli.segments.tiers import DEFAULT_TIERS, Keep, measure_of, tier_scheme

if TYPE_CHECKING:
    import polars as pl

    from clvcli.notes import Note
    from clvcli.on_disk import Table
    from clvcli.sayings import Saying
    from clvcli.segments.scheme import Scheme
    from clvcli.segments.tier_spec import TierSpec
    from clvcli.valuation.doubt import OfSums


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """How each scheme is to sort."""

    tiers: TierSpec = DEFAULT_TIERS
    tier_by: str = TOTAL
    """What tiers rank by (`tiers.RANKABLE`), and what the tables of all schemes take shares of."""
    keep: Keep | None = None
    """Tiers as they were, and how far they are kept."""
    exact_fifths: bool = False
    """Whether RFM scores are fifths equal in size, whoever is equal."""


SCHEMES: Mapping[config.SchemeName, Callable[[Sorting], Scheme]] = {
    "tiers": lambda sorting: tier_scheme(sorting.tiers, sorting.tier_by, sorting.keep),
    "rfm": lambda sorting: rfm_scheme(exact=sorting.exact_fifths),
    "grid": lambda _: grid_scheme(),
    "life-cycle": lambda _: life_cycle_scheme(),
    "groups": lambda _: group_scheme(),
}
"""All schemes, in the order of the columns they add."""


def schemes_of(names: Sequence[config.SchemeName], sorting: Sorting) -> dict[str, Scheme]:
    """Return the schemes of `names`, as they are to sort."""
    return {name: SCHEMES[name](sorting) for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """Customers with their segments, and the segments with their customers."""

    table: Table
    """The columns of the values, then those of each scheme; rows as they came."""
    schemes: Mapping[str, Scheme]
    cuts: Mapping[str, pl.DataFrame]
    """Scheme -> the cut points it was made with (`cuts.CUTS`)."""
    summaries: Mapping[str, pl.DataFrame]
    """Scheme -> one row per currency and segment (`summary.summary`)."""
    notes: tuple[Note, ...]
    waits: pl.DataFrame | None = None
    """As `scheme.Material.waits`: of each purchase to the next, or to the as-of day; None without the orders."""

    @property
    def frame(self) -> pl.DataFrame:
        """The rows of `table` in memory."""
        return held(self.table)

    def sorted_rows(self, some: pl.DataFrame) -> pl.DataFrame:
        """Return some other rows of the same columns, sorted in the same way."""
        return _sorting(self.table, self.schemes, self.cuts)(some)

    @property
    def rules(self) -> tuple[Saying, ...]:
        """Who is in each segment, as the column `rule` of the summaries says in English."""
        return tuple(
            segment.rule
            for name, scheme in self.schemes.items()
            for currency in gathered(self.table.lazy().select("currency").unique(maintain_order=True)).to_series()
            for segment in scheme.segments(self.cuts[name].filter(in_currency(currency)))
        )

    def showing(self, names: Sequence[str]) -> Segmented:
        """Return the schemes of `names` alone; what the others added stays among the columns."""
        return replace(
            self,
            schemes={name: self.schemes[name] for name in names},
            cuts={name: self.cuts[name] for name in names},
            summaries={name: self.summaries[name] for name in names},
        )


def segment(
    material: Material | Table,
    schemes: Sequence[config.SchemeName] = config.SCHEMES,
    *,
    sorting: Sorting | None = None,
    cuts: Mapping[str, pl.DataFrame] | None = None,
    doubts: OfSums | None = None,
    book: pl.DataFrame | None = None,
) -> Segmented:
    """Sort customers, or their values alone (`valuation.schema.VALUES`), by each of `schemes`.

    `cuts` are cut points to sort by, by scheme; of other schemes they are learnt.
    `doubts` are those about the rows of the values, where they are known.
    `book` says what to do about segments, as in `summary.summary`, with a column `scheme`.
    Every customer is in exactly one segment of each scheme; customers of different currencies are never ranked
    against each other.  Raises OptionsDisagreeError where a scheme needs what only orders tell.
    """
    material = material if isinstance(material, Material) else Material(values=material)
    sorting = sorting or Sorting()
    chosen = schemes_of(schemes, sorting)
    for name, scheme in chosen.items():
        if not set(scheme.needs) <= set(material.values.columns):
            raise OptionsDisagreeError.needs_orders(f"the scheme {name}")
    kept = cuts or {}
    drawn = {name: kept[name] if name in kept else scheme.learn(material) for name, scheme in chosen.items()}
    table = changed(material.values, _sorting(material.values, chosen, drawn))
    cells = sums_of_cells(table, [scheme.column for scheme in chosen.values()], measure_of(sorting.tier_by))
    return Segmented(
        table=table,
        schemes=chosen,
        cuts=drawn,
        summaries={
            name: summary(table, cells, scheme, drawn[name], doubts=doubts, book=book)
            for name, scheme in chosen.items()
        },
        notes=tuple(note for name, scheme in chosen.items() for note in scheme.notes(material.values, drawn[name])),
        waits=material.waits,
    )


def _sorting(
    values: Table, schemes: Mapping[str, Scheme], cuts: Mapping[str, pl.DataFrame]
) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Return what adds the columns of `schemes` to some of `values`."""
    ways = [scheme.assigning(values, cuts[name]) for name, scheme in schemes.items()]

    def sort(some: pl.DataFrame) -> pl.DataFrame:
        """Sort some customers by each scheme."""
        for assign in ways:
            some = assign(some)
        return some

    return sort
