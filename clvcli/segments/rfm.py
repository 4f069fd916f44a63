"""RFM: how lately, how often and for how much customers bought, and the eleven segments named after it.

A score is 1 + floor(5 x share of customers strictly worse), so equal values get equal scores; fifths
are then not equal in size, and some scores may be empty.  The classic procedure (Hughes, Strategic Database
Marketing) makes fifths equal in size: equal customers may then get different scores.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes
from clvcli.sayings import Saying
from clvcli.segments.cuts import Measure, cuts_between, placed_by, tally
from clvcli.segments.fifths import SCORES, Fifths, parted_equals
from clvcli.segments.schema import RFM, RFM_SEGMENT
from clvcli.segments.scheme import Scheme, Segment, nothing_to_say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clvcli.notes import Note
    from clvcli.on_disk import Table
    from clvcli.segments.scheme import Material


MEASURES = (
    Measure(name="days_since_last", value=pl.col("days_since_last"), money=False, less_is_better=True),
    Measure(name="orders_24m", value=pl.col("orders_24m"), money=False),
    Measure(name="net_revenue_24m", value=pl.col("net_revenue_24m")),
)
"""What recency, frequency and monetary value rank; a customer who kept nothing has no last order and scores 1."""

BEST_FIRST = tuple(str(score) for score in range(SCORES, 0, -1))

NAMED = (
    "champions", "loyal", "potential_loyal", "new", "promising", "needs_attention", "about_to_sleep", "cannot_lose",
    "at_risk", "hibernating", "lost",
)  # fmt: skip
"""The segments, in the order of every table: those worth most attention first."""

GRID = {
    5: ("new", "potential_loyal", "potential_loyal", "champions", "champions"),
    4: ("promising", "potential_loyal", "potential_loyal", "loyal", "champions"),
    3: ("about_to_sleep", "about_to_sleep", "needs_attention", "loyal", "loyal"),
    2: ("hibernating", "hibernating", "at_risk", "at_risk", "at_risk"),
    1: ("lost", "lost", "at_risk", "cannot_lose", "cannot_lose"),
}
"""Recency score -> segment for each of 1 to 5 of FM, the mean of the other two scores rounded up."""


def rfm_scheme(*, exact: bool = False) -> Scheme:
    """Return the scheme that scores customers, in `exact` fifths or not, and names their segment."""
    segments = tuple(Segment(name=name, rule=_rule(name)) for name in NAMED)
    return Scheme(
        name="rfm",
        columns=(RFM, RFM_SEGMENT),
        learn=_learnt,
        assign=_assigned,
        segments=lambda _: segments,
        notes=_apart_though_equal if exact else nothing_to_say,
        assign_among=_in_fifths if exact else None,
    )


def _rule(segment: str) -> Saying:
    """Return the cells of the grid that a segment has, in words."""
    cells = [
        Saying("{recency} for recency and {others} for orders and net revenue", recency=recency, others=_or(fm))
        for recency, names in GRID.items()
        if (fm := [str(score) for score, name in enumerate(names, start=1) if name == segment])
    ]
    return Saying(
        "Who scores {cells}. Scores run from 1 to {scores}, the best; they rank the customers of a currency by "
        "days since the last order, and by orders and net revenue of 24 months, of which the mean is taken and "
        "rounded up.",
        cells=reduce(lambda said, other: Saying("{said}, or {other}", said=said, other=other), cells),
        scores=SCORES,
    )


def _or(scores: Sequence[str]) -> str:
    return reduce(lambda said, other: Saying("{said} or {other}", said=said, other=other), scores)


def _learnt(material: Material) -> pl.DataFrame:
    return pl.concat(
        cuts_between(tally(material.values, measure), measure, _score(), BEST_FIRST) for measure in MEASURES
    )


def _score() -> pl.Expr:
    """Return 1 + floor(5 x share strictly worse) of a row of a tally, reckoned in whole numbers, as text."""
    worse = pl.col("whole") - pl.col("better") - pl.col("customers")
    return (1 + (SCORES * worse) // pl.col("whole")).cast(pl.String)


def _assigned(values: pl.DataFrame, cuts: pl.DataFrame) -> pl.DataFrame:
    scored = pl.DataFrame(
        {name: placed_by(values, cuts, measure, BEST_FIRST) for name, measure in zip("rfm", MEASURES, strict=True)}
    )
    return _named(values, scored)


def _named(values: pl.DataFrame, scored: pl.DataFrame) -> pl.DataFrame:
    """Return `values` with the scores (`r`, `f`, `m`) as one text, and the segment they name."""
    r, f, m = (pl.col(name).cast(pl.Int64) for name in "rfm")
    rounded_up = (f + m + 1) // 2
    names = pl.Series([name for recency in sorted(GRID) for name in GRID[recency]], dtype=pl.String)
    cells = scored.select((r - 1) * SCORES + rounded_up - 1).to_series()
    return values.with_columns(
        scored.select(pl.concat_str("r", "f", "m").alias(RFM.name)).to_series(),
        names.gather(cells).alias(RFM_SEGMENT.name),
    )


def _figures() -> dict[str, pl.Expr]:
    """Return what scores rank, each so that more is better."""
    return {name: measure.goodness() for name, measure in zip("rfm", MEASURES, strict=True)}


def _in_fifths(values: Table) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Return what scores some of `values` by fifths of all that are equal in size.

    Customers who are equal in a figure are ranked by the other two, and then by id.
    """
    fifths = Fifths.of(values, _figures())
    return lambda some: _named(some, fifths.scores(some))


def _apart_though_equal(values: Table, _: pl.DataFrame) -> tuple[Note, ...]:
    """Say of how many customers others who are equal in a figure have another score."""
    number = parted_equals(values, _figures())
    return (notes.equal_customers_apart(number),) if number else ()
