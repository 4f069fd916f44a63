"""Values in, segments out: every scheme asked for, as columns and as a table of its segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence  # noqa: TC003  (resolved by documentation tools)
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli import config
from clvcli.errors import OptionsDisagreeError
from clvcli.segments.life_cycle import life_cycle_scheme
from clvcli.segments.rfm import rfm_scheme
from clvcli.segments.scheme import Material
from clvcli.segments.summary import summary
from clvcli.segments.tiers import DEFAULT_TIERS, Tier, tier_scheme

if TYPE_CHECKING:
    from clvcli.notes import Note
    from clvcli.segments.scheme import Scheme
    from clvcli.valuation.doubt import Doubts


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """How each scheme is to sort."""

    tiers: tuple[Tier, ...] = DEFAULT_TIERS
    """Best first."""


SCHEMES: Mapping[config.SchemeName, Callable[[Sorting], Scheme]] = {
    "tiers": lambda sorting: tier_scheme(sorting.tiers),
    "rfm": lambda _: rfm_scheme(),
    "life-cycle": lambda _: life_cycle_scheme(),
}
"""All schemes, in the order of the columns they add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """Customers with their segments, and the segments with their customers."""

    frame: pl.DataFrame
    """The columns of the values, then those of each scheme; rows as they came."""
    schemes: Mapping[str, Scheme]
    cuts: Mapping[str, pl.DataFrame]
    """Scheme -> the cut points it was made with (`cuts.CUTS`)."""
    summaries: Mapping[str, pl.DataFrame]
    """Scheme -> one row per currency and segment (`summary.summary`)."""
    notes: tuple[Note, ...]
    gaps: pl.DataFrame | None = None
    """The waits between purchase days (`scheme.GAPS`); None where the run had no orders."""


def segment(
    material: Material | pl.DataFrame,
    schemes: Sequence[config.SchemeName] = config.SCHEMES,
    *,
    sorting: Sorting | None = None,
    cuts: Mapping[str, pl.DataFrame] | None = None,
    doubts: Doubts | None = None,
    book: pl.DataFrame | None = None,
) -> Segmented:
    """Sort customers, or their values alone (`valuation.schema.VALUES`), by each of `schemes`.

    `cuts` are cut points to sort by, by scheme; of other schemes they are learnt.
    `doubts` are those about the rows of the values, where they are known.
    `book` says what to do about segments, as in `summary.summary`, with a column `scheme`.
    Every customer is in exactly one segment of each scheme; customers of different currencies are never ranked
    against each other.  Raises OptionsDisagreeError where a scheme needs what only orders tell.
    """
    material = Material(values=material) if isinstance(material, pl.DataFrame) else material
    chosen: dict[str, Scheme] = {name: SCHEMES[name](sorting or Sorting()) for name in schemes}
    for name, scheme in chosen.items():
        if not set(scheme.needs) <= set(material.values.columns):
            raise OptionsDisagreeError.needs_orders(f"the scheme {name}")
    kept = cuts or {}
    drawn = {name: kept[name] if name in kept else scheme.learn(material) for name, scheme in chosen.items()}
    frame = material.values
    for name, scheme in chosen.items():
        frame = scheme.assign(frame, drawn[name])
    return Segmented(
        frame=frame,
        schemes=chosen,
        cuts=drawn,
        summaries={
            name: summary(frame, scheme, scheme.segments(drawn[name]), doubts=doubts, book=book)
            for name, scheme in chosen.items()
        },
        notes=tuple(note for name, scheme in chosen.items() for note in scheme.notes(material.values, drawn[name])),
        gaps=material.gaps,
    )
