"""Value tiers: by shares of customers, by amounts, by shares of value (ABC), or the best so many; ties go up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from clvcli import config, notes
from clvcli.on_disk import figures
from clvcli.sayings import Saying, joined
from clvcli.segments.cuts import CUTS, Measure, currencies_of, cuts_between, placed_by, tally
from clvcli.segments.hysteresis import kept_within
from clvcli.segments.schema import TIER
from clvcli.segments.scheme import Scheme, Segment
from clvcli.segments.tier_spec import TOTAL, TierSpec, tiers_of
from clvcli.valuation.schema import MONEY_COLUMNS, VALUES_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from clvcli.notes import Note
    from clvcli.on_disk import Table
    from clvcli.segments.scheme import Material
    from clvcli.segments.tier_spec import Kind, Tier

DEFAULT_TIERS = tiers_of(config.TIERS)

RANKABLE = tuple(
    name
    for name, dtype in VALUES_SCHEMA.items()
    if dtype.is_numeric() and name not in {"days_since_last", "discount_rate"}
)
"""Columns that tiers can rank by: numbers of a customer of which more is better."""

PARTS_PER_PERCENT = 10_000
PARTS = 100 * PARTS_PER_PERCENT
"""Percentages have up to four decimals: a share is a whole number of parts, and compared as one."""


def measure_of(column: str) -> Measure:
    """Return what ranks customers by `column`, one of RANKABLE.

    By value_total, customers without a forecast are ranked by value_to_date; by any other column, those without it
    are below all others.
    """
    value = pl.coalesce(TOTAL, "value_to_date") if column == TOTAL else pl.col(column)
    return Measure(name=column, value=value, money=column in MONEY_COLUMNS)


WORTH = measure_of(TOTAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """Whoever had a tier keeps it until the value lies further below its threshold than this."""

    share: float
    """Of the threshold: 0.1 is 10 %."""
    earlier: pl.DataFrame
    """`customer_id`, `currency`, `tier`: the tiers as they were."""


def tier_scheme(spec: TierSpec = DEFAULT_TIERS, by: str = TOTAL, keep: Keep | None = None) -> Scheme:
    """Return the scheme that sorts customers into the tiers of `spec` by the column `by`, one of RANKABLE."""
    measure = measure_of(by)
    segments = tuple(Segment(name=tier.name, rule=_rule(spec, place, by)) for place, tier in enumerate(spec.tiers))
    return Scheme(
        name="tiers",
        columns=(TIER,),
        learn=partial(_amounts_given if spec.kind == "amounts" else _learnt, spec=spec, measure=measure),
        assign=partial(_assigned, measure=measure, order=spec.names, keep=keep),
        segments=lambda _: segments,
        notes=partial(_notes, by=by),
        settings={"tiers": spec.text, "tier-by": by},
    )


def _learnt(material: Material, spec: TierSpec, measure: Measure) -> pl.DataFrame:
    """Return cut points: a customer has the best tier that better customers have not filled."""
    tallied = tally(material.values, measure)
    filled = FILLED[spec.kind](tallied, measure)
    name = pl.lit(spec.names[-1])
    for tier, limit in reversed(list(zip(spec.names, spec.reached, strict=False))):
        room = round(limit * (PARTS if spec.kind == "top" else PARTS_PER_PERCENT))
        name = pl.when(pl.col("better") * PARTS < room * pl.col("whole")).then(pl.lit(tier)).otherwise(name)
    return cuts_between(tallied.with_columns(filled.select(__tier=name)), measure, pl.col("__tier"), spec.names)


def _customers(tallied: pl.DataFrame, _: Measure) -> pl.DataFrame:
    """Return how many customers are better than those of each row of a tally, and of how many."""
    return tallied.select("better", "whole")


def _best(tallied: pl.DataFrame, _: Measure) -> pl.DataFrame:
    """Return how many customers are better than those of each row of a tally, and one: the best are counted."""
    return tallied.select("better", whole=pl.lit(1, pl.Int64))


def _value(tallied: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """Return what all better customers bring, and what all do, customers below zero left out."""
    exact = (
        pl.col(name).cast(pl.Decimal(38, 0)) if measure.money else pl.col(name) for name in ("good", "customers")
    )
    good, customers, together = *exact, pl.col("together")
    brought = tallied.select("currency", together=good.clip(lower_bound=0).fill_null(0) * customers)
    return brought.select(
        better=(together.cum_sum() - together).over("currency"), whole=together.sum().over("currency")
    )


FILLED: Mapping[Kind, Callable[[pl.DataFrame, Measure], pl.DataFrame]] = {
    "shares": _customers,
    "abc": _value,
    "top": _best,
}
"""How full the tiers are before the customers of each row of a tally: what better ones have of the whole, and the
whole."""


def _amounts_given(material: Material, spec: TierSpec, measure: Measure) -> pl.DataFrame:
    """Return the amounts of `spec` as cut points of each currency."""
    steps = pl.DataFrame({"name": spec.names[:-1], "at": spec.reached})
    currencies = pl.DataFrame({"currency": currencies_of(material.values)}, schema={"currency": pl.String})
    drawn = currencies.join(steps, how="cross").with_columns(measure=pl.lit(measure.name))
    return drawn.select(CUTS.names())


def _assigned(
    values: pl.DataFrame, cuts: pl.DataFrame, *, measure: Measure, order: tuple[str, ...], keep: Keep | None
) -> pl.DataFrame:
    if keep is None:
        placed = placed_by(values, cuts, measure, order)
    else:
        placed = kept_within(values, cuts, keep.earlier, keep.share, measure=measure, order=order)
    return values.with_columns(placed.alias(TIER.name))


def _notes(values: Table, _: pl.DataFrame, by: str) -> tuple[Note, ...]:
    if values.is_empty() or figures(values, pl.col(by).count()).item():
        return ()
    return (notes.ranked_by_past("value_to_date"),) if by == TOTAL else (notes.nothing_to_rank_by(by),)


def _rule(spec: TierSpec, place: int, by: str) -> Saying:
    """Return who is in the tier at `place`, as a sentence."""
    column = Saying("value_total, or by value_to_date where there is no forecast") if by == TOTAL else by
    return joined(" ", (WHO[spec.kind](spec.tiers, place, column), Saying("--tiers draws other lines.")))


def _share_rule(tiers: tuple[Tier, ...], place: int, by: str) -> Saying:
    return Saying(
        "The next {share:g} % of the customers of a currency by {by}; equal customers are together in the higher "
        "tier."
        if place
        else "The best {share:g} % of the customers of a currency by {by}; equal customers are together in the "
        "higher tier.",
        share=tiers[place].at,
        by=by,
    )


def _amount_rule(tiers: tuple[Tier, ...], place: int, by: str) -> Saying:
    at = tiers[place].at
    if at is None:
        return Saying("Customers who reach less than any other tier asks for by {by}.", by=by)
    return Saying("Customers who reach at least {least:g} by {by}.", least=at, by=by)


def _abc_rule(tiers: tuple[Tier, ...], place: int, by: str) -> Saying:
    at = tiers[place].at
    bring = (
        Saying(
            "The best customers of a currency by {by}, who together bring {share:g} % of the value", by=by, share=at
        )
        if place == 0
        else Saying(
            "The next customers of a currency by {by}, who with A bring {share:g} % of the value", by=by, share=at
        )
        if at is not None
        else Saying("The other customers of a currency by {by}, with all who brought nothing or cost money", by=by)
    )
    return Saying("{who}; equal customers are together in the higher class.", who=bring)


def _top_rule(tiers: tuple[Tier, ...], place: int, by: str) -> Saying:
    return Saying(
        "All customers but the {count:,.0f} best of a currency by {by}; those who equal the last of them are among "
        "them."
        if place
        else "The {count:,.0f} best of a currency by {by}; those who equal the last of them are among them.",
        count=tiers[0].at,
        by=by,
    )


WHO: Mapping[Kind, Callable[[tuple[Tier, ...], int, str], Saying]] = {
    "shares": _share_rule,
    "amounts": _amount_rule,
    "abc": _abc_rule,
    "top": _top_rule,
}
