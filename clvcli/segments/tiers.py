"""Value tiers: the best few percent of customers, and so on down; ties at a boundary go up."""

from __future__ import annotations

from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from clvcli import config, notes
from clvcli.segments.cuts import Measure, as_written, cuts_between, placed_by, strictly_below
from clvcli.segments.schema import TIER
from clvcli.segments.scheme import Scheme, Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.notes import Note
    from clvcli.segments.scheme import Material

ACTIONS = {
    "platinum": "look after them by name: early access, a person to call, no discount needed",
    "gold": "show what the best customers buy; make the next tier worth reaching",
    "silver": "bring the next order forward: related products, reminders in their own rhythm",
    "bronze": "keep it cheap: automatic mails, no paid contact that the expected value does not cover",
}
"""Tier -> what to do; tiers that a user names have none."""

PARTS_PER_PERCENT = 10_000
"""Percentages have up to four decimals, and are compared as whole numbers."""


class Tier(NamedTuple):
    """A tier and its share of customers."""

    name: str
    percent: float


def tiers_of(text: str) -> tuple[Tier, ...]:
    """Return the tiers that `platinum=5,gold=15,silver=30,bronze=50` means, best first."""
    pairs = (part.split("=") for part in text.split(","))
    return tuple(Tier(name, float(percent)) for name, percent in pairs)


DEFAULT_TIERS = tiers_of(config.TIERS)


def tier_scheme(tiers: Sequence[Tier] = DEFAULT_TIERS) -> Scheme:
    """Return the scheme that sorts customers into `tiers` by `ranking_value`, best first."""
    segments = tuple(
        Segment(name=tier.name, rule=_rule(tier, first=tier is tiers[0]), action=ACTIONS.get(tier.name))
        for tier in tiers
    )
    return Scheme(
        name="tiers",
        columns=(TIER,),
        learn=partial(_learnt, tiers=tuple(tiers)),
        assign=partial(_assigned, order=tuple(tier.name for tier in tiers)),
        segments=lambda _: segments,
        notes=_notes,
    )


def _rule(tier: Tier, *, first: bool) -> str:
    which = "best" if first else "next"
    return (
        f"The {which} {tier.percent:g} % of the customers of a currency by value_total, or by value_to_date where "
        f"there is no forecast; equal customers are together in the higher tier. --tiers sets other shares."
    )


def ranking_value() -> pl.Expr:
    """Return what tiers rank by: value_total, or value_to_date of customers without a forecast."""
    return pl.coalesce("value_total", "value_to_date")


WORTH = Measure(name="value_total", value=ranking_value())


def _learnt(material: Material, tiers: tuple[Tier, ...]) -> pl.DataFrame:
    """Return cut points: a customer belongs to the first tier whose cumulative share exceeds the share better."""
    better = strictly_below(-as_written(ranking_value()))
    among = pl.len().over("currency").cast(pl.Int64)
    reached = list(accumulate(round(tier.percent * PARTS_PER_PERCENT) for tier in tiers))
    name = pl.lit(tiers[-1].name)
    for tier, parts in reversed(list(zip(tiers[:-1], reached, strict=False))):
        name = pl.when(better * 100 * PARTS_PER_PERCENT < parts * among).then(pl.lit(tier.name)).otherwise(name)
    ranked = material.values.with_columns(__tier=name)
    return cuts_between(ranked, WORTH, pl.col("__tier"), [tier.name for tier in tiers])


def _assigned(values: pl.DataFrame, cuts: pl.DataFrame, order: tuple[str, ...]) -> pl.DataFrame:
    return values.with_columns(placed_by(values, cuts, WORTH, order).alias(TIER.name))


def _notes(values: pl.DataFrame, _: pl.DataFrame) -> tuple[Note, ...]:
    nothing_predicted = values["value_total"].null_count() == values.height
    return (notes.ranked_by_past("value_to_date"),) if nothing_predicted else ()
