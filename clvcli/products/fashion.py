"""Fashion: by how much a season's units differ from those of the same season a year before, beyond chance."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.months import month_number
from clvcli.products.demand import CELL, bought_in

if TYPE_CHECKING:
    from clvcli.products.demand import Demand
    from clvcli.products.seasons import Kind, Season

USUAL = 0.25
"""Share by which a category, and a size in it, is taken to change from year to year where nobody has seen it; what
the shop shows stands beside it as more of the same, since pairs of seasons are few."""

MEMBERS = ("known", "new")
"""Whose purchases can be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fashion:
    """Standard deviations, as shares of what the season before said."""

    of_category: float
    """Of the units of a category that a purchase holds."""
    of_size: float
    """Of the share of a size in its category."""


def fashion_of(demand: Demand, kind: Kind) -> Fashion:
    """Return how whole seasons of `kind` have differed from those a year before them.

    By moments: of the squared differences from what the season before and the number of purchases said, relative to
    its square, what chance leaves unexplained.
    """
    whole = demand.whole_seasons
    pairs = [_pair(demand, season) for season in whole if season.kind == kind and season.before in whole]
    told = [pair for pair in pairs if pair is not None]
    of_category, of_size = ([pair[level] for pair in told] for level in (0, 1))
    return Fashion(of_category=_typical(of_category), of_size=_typical(of_size))


def _pair(demand: Demand, season: Season) -> tuple[float, float] | None:
    """Return the squared changes of categories and of sizes; None where a season has no purchases."""
    now, before = month_number(season.first), month_number(season.before.first)
    made = {first: _purchases(demand, first) for first in (now, before)}
    if not all(made.values()):
        return None
    growth = made[now] / made[before]
    then = bought_in(demand, before, MEMBERS).select(*CELL, expected=pl.col("kept") * growth)
    cells = then.join(bought_in(demand, now, MEMBERS), on=list(CELL), how="full", coalesce=True, nulls_equal=True)
    cells = cells.with_columns(pl.col("expected", "kept").fill_null(0.0)).sort(CELL, nulls_last=True)
    both = pl.col("expected", "kept")
    categories = cells.group_by("category", maintain_order=True).agg(both.sum())
    in_category = pl.col("kept").sum().over("category") / pl.col("expected").sum().over("category")
    sizes = cells.with_columns(expected=pl.col("expected") * in_category).filter(pl.col("expected").is_finite())
    sold, squares = demand.units.select(pl.col("sold", "squares").sum()).row(0)
    chance = (1.0 + growth) * squares / sold
    return _beyond(categories, chance), _beyond(sizes, chance)


def _purchases(demand: Demand, season: int) -> float:
    return float(demand.purchases.filter(pl.col("season") == season)["purchases"].sum())


def _beyond(pair: pl.DataFrame, chance: float) -> float:
    """Return the squared relative change beyond `chance`, the variance of a difference over what was expected."""
    expected, kept = pl.col("expected"), pl.col("kept")
    apart, room = pair.select(((kept - expected) ** 2 - chance * expected).sum(), (expected**2).sum()).row(0)
    return max(apart / room, 0.0) if room > 0 else 0.0


def _typical(squares: list[float]) -> float:
    return sqrt((USUAL**2 + sum(squares)) / (1 + len(squares)))
