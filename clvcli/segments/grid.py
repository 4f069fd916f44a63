"""The value grid: what customers have brought beside what they are expected to bring, and what that asks for.

High is the best 30 % of a currency's customers, on either side.  Three lines were tried on four sets of real and
made-up customers: the mean, the least of those who together bring 80 % of the value, and shares of customers.
With one more customer, a wholesaler worth as much as all others together, the first moves 17 to 36 % of the others
to another cell and the second 22 to 32 %; a share of customers moves less than 1 %, and money in another unit moves
nobody.  Of shares, the best half leaves little to tell apart (41 % of customers were high on both sides), and the
best 30 % hold 60 to 85 % of the value; predicted spend is called high from there on elsewhere too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.sayings import Saying
from clvcli.segments.cuts import Measure, cuts_between, placed_by, tally
from clvcli.segments.schema import VALUE_GRID
from clvcli.segments.scheme import Scheme, Segment

if TYPE_CHECKING:
    from clvcli.segments.scheme import Material

BEST_PERCENT = 30
"""Of the customers of a currency: who is high."""

HIGH, LOW = "high", "low"

PAST = Measure(name="value_to_date", value=pl.col("value_to_date"))
FUTURE = Measure(name="clv_residual", value=pl.col("clv_residual"))
"""Customers without a forecast are below all others."""

CELLS = {
    (HIGH, HIGH): "protect",
    (LOW, HIGH): "grow",
    (HIGH, LOW): "reward",
    (LOW, LOW): "let_rest",
}
"""What was and what is to come -> segment, in the order of every table."""

RULES = {
    "protect": Saying("Customers who have brought much and are expected to bring much"),
    "grow": Saying("Customers who have brought little and are expected to bring much"),
    "reward": Saying("Customers who have brought much and are expected to bring little"),
    "let_rest": Saying("Customers who have brought little and are expected to bring little"),
}


def grid_scheme() -> Scheme:
    """Return the scheme that sorts customers into the four cells of the grid."""
    segments = tuple(Segment(name=name, rule=_rule(name)) for name in CELLS.values())
    return Scheme(name="grid", columns=(VALUE_GRID,), learn=_learnt, assign=_assigned, segments=lambda _: segments)


def _rule(name: str) -> Saying:
    return Saying(
        "{who}. Much is what the best {percent} % of the customers of a currency reach, by value_to_date and by "
        "clv_residual; equal customers are together, and who has no forecast is expected to bring little.",
        who=RULES[name],
        percent=BEST_PERCENT,
    )


def _learnt(material: Material) -> pl.DataFrame:
    return pl.concat(
        cuts_between(tally(material.values, measure), measure, _side(), (HIGH, LOW)) for measure in (PAST, FUTURE)
    )


def _side() -> pl.Expr:
    """Return HIGH of the rows of a tally whom less than BEST_PERCENT surpass; nobody who brings nothing is."""
    among_the_best = pl.col("better") * 100 < BEST_PERCENT * pl.col("whole")
    return pl.when(among_the_best & (pl.col("good") > 0)).then(pl.lit(HIGH)).otherwise(pl.lit(LOW))


def _assigned(values: pl.DataFrame, cuts: pl.DataFrame) -> pl.DataFrame:
    measures = {"past": PAST, "future": FUTURE}
    sides = pl.DataFrame(
        {side: placed_by(values, cuts, measure, (HIGH, LOW)) for side, measure in measures.items()}
    )
    cell = pl.coalesce(
        pl.when((pl.col("past") == past) & (pl.col("future") == future)).then(pl.lit(name))
        for (past, future), name in CELLS.items()
    )
    return values.with_columns(sides.select(cell.alias(VALUE_GRID.name)).to_series())
