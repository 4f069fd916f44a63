"""A plan for a season: units of each category and size that today's customers are expected to buy and keep.

Purchases expected of each customer in the season, times the units of a category that such a purchase holds, by the
customer's own taste as far as it is known; a category's units over its sizes as customers kept them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from scipy.special import gammaincinv

from clvcli.customers.months import month_number
from clvcli.in_parts import InParts
from clvcli.orders.schema import Column
from clvcli.products.demand import CELL, bought_in
from clvcli.products.fashion import fashion_of
from clvcli.products.seasons import is_spring

if TYPE_CHECKING:
    from clvcli.models.histories import Floats
    from clvcli.products.demand import Demand
    from clvcli.products.fashion import Fashion
    from clvcli.products.seasons import Season

TAILS = (0.1, 0.9)
"""Of the 80 % interval."""

PRIOR_UNITS = 10.0
"""Units at which a category's season is believed by half: what a small category sold in a season is chance."""

NOTHING = 1e-9
"""Less than this many units is none; a gamma distribution has no shape there."""

LAST = {"known_last": ("known",), "new_last": ("new", "guest")}
"""Column of the season before -> whose units it holds."""

PLAN: tuple[Column, ...] = (
    Column("season", pl.String, "the season planned for, by the year it begins in: SS26, AW26"),
    Column("category", pl.String, "product group; null where the data name none"),
    Column("size", pl.String, "size; null of goods without one"),
    Column("units", pl.Float64, "units that today's customers are expected to buy in the season and keep"),
    Column("low", pl.Float64, "lower end of the 80 % interval of units, whole"),
    Column("high", pl.Float64, "upper end of the 80 % interval of units, whole"),
    Column("sold", pl.Float64, "units that must be sold for it, before what comes back"),
    Column("known_last", pl.Float64, "units kept in the season a year earlier by those who had bought before it"),
    Column("new_last", pl.Float64, "units kept in that season by new customers and guests; the plan holds none"),
)
"""The columns of a plan."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeasonPlan:
    """The plan for one season; the units of `cells` add up to those of `categories`, and these to the `total`."""

    season: Season
    cells: pl.DataFrame
    """The columns of PLAN, by category and size, sorted."""
    categories: pl.DataFrame
    """The same without `size`."""
    total: pl.DataFrame
    """One row, without `category`."""
    purchases: float
    """Purchases expected of all."""


def season_plan(demand: Demand, expected: pl.DataFrame | InParts, season: Season, *, missed: float) -> SeasonPlan:
    """Return the plan for `season` from `expected`, the `purchases` of each `customer_key` in it.

    They lie in the parts of the customers of `demand`.

    `missed` is the share by which such forecasts miss totals (`valuation.missed`).  `low` and `high` are ends of a
    gamma distribution with mean `units`, whose variance adds up chance (units come in lines of several), what the
    forecast misses, by what seasons differ from those a year before (`fashion`), and that shares were counted.
    """
    doubt, expected = fashion_of(demand, season.kind), InParts.of(expected)
    by_category = _by_category(demand, expected, season)
    recent = demand.units.filter("recent").group_by(CELL).agg(pl.col("kept", "sold").sum())
    kept = recent.with_columns(pl.col("kept").clip(0.0))
    whole = pl.col("kept").sum().over("category")
    cells = (
        by_category.join(kept, on="category", nulls_equal=True)
        .with_columns(units=pl.col("units") * pl.col("kept") / whole, sold=pl.col("units") * pl.col("sold") / whole)
        .filter(pl.col("sold") > 0)
        .with_columns(variance=_variance(missed, doubt, of_cell=True))
    )
    cells = _beside_last(cells, demand, season)
    sums = [_sum(name) for name in ("units", "sold", *LAST)]
    categories = (
        cells.group_by("category")
        .agg(*sums, pl.col("counted", "clump").max())
        .with_columns(variance=_variance(missed, doubt, of_cell=False))
        .sort("category", nulls_last=True)
    )
    shared = missed * pl.col("units")  # what the forecast misses it misses of all
    total = categories.select(*sums, variance=shared.sum() ** 2 + (pl.col("variance") - shared**2).sum())
    return SeasonPlan(
        season=season,
        cells=_finished(cells, season),
        categories=_finished(categories, season),
        total=_finished(total, season),
        purchases=_whole(expected, "purchases"),
    )


def _by_category(demand: Demand, expected: InParts, season: Season) -> pl.DataFrame:
    """Return `units` of each `category` expected in `season`, the units it is `counted` from, and their `clump`.

    A customer's units a purchase are gamma distributed around those of all; what is known of the customer's own
    purchases is believed by their number (the mean of the posterior of Poisson counts).
    """
    people, taste = demand.people, demand.taste
    made, counted = _whole(people, "purchases"), pl.col("units").sum().alias("counted")
    lines = demand.units.filter("recent").group_by("category").agg(pl.col("sold", "squares").sum())
    base = (
        taste.added_up(["category"], lambda part: part.group_by("category").agg(counted))
        .join(lines, on="category", nulls_equal=True)
        .select("category", "counted", rate=pl.col("counted") / made, clump=pl.col("squares") / pl.col("sold"))
        .sort("category", nulls_last=True)
    )
    spread = _spread(base, taste, people)
    believed = pl.col("purchases") / (spread * pl.col("purchases_made").fill_null(0) + 1.0)
    weighed = expected.filter(pl.col("purchases") > 0).beside(
        people,
        lambda part, known: part.join(
            known, on="customer_key", how="left", suffix="_made", maintain_order="left"
        ).select("customer_key", believed=believed),
    )
    own = taste.beside(weighed, _with_facts).added_up(
        ["category"],
        lambda part: part.group_by("category", maintain_order=True).agg(
            own=spread * (pl.col("units") * pl.col("believed")).sum()
        ),
    )
    by_rate = base.join(own, on="category", how="left", nulls_equal=True, maintain_order="left")
    units = pl.col("own").fill_null(0.0) + pl.col("rate") * _whole(weighed, "believed")
    seasonal = by_rate.join(_season_effect(demand, season), on="category", how="left", nulls_equal=True)
    return seasonal.select("category", "counted", "clump", units=units * pl.col("effect").fill_null(1.0)).sort(
        "category", nulls_last=True
    )


def _spread(base: pl.DataFrame, taste: InParts, people: InParts) -> float:
    """Return the variance of customers' units a purchase over their mean, beyond chance; 0 where nothing shows.

    By moments, all categories together: the sum over customers of (n - N b)^2, n units in N purchases and b the
    units a purchase of all, is on average that of N b + N^2 b spread.
    """
    n, at, b = pl.col("units"), pl.col("purchases"), pl.col("rate")
    told = {"own": (n**2).sum(), "times": (n * at).sum()}
    sums = taste.beside(people, _with_facts).added_up(
        ["category"], lambda part: part.group_by("category").agg(**told)
    )
    squares = float(people.total((at.cast(pl.Float64) ** 2).sum()).item() or 0.0)
    beyond = base.join(sums, on="category", nulls_equal=True).select(
        pl.col("own") - 2.0 * b * pl.col("times") + b**2 * squares - pl.col("clump") * pl.col("counted")
    )
    room = squares * float(base["rate"].sum())
    return max(float(beyond.to_series().sort().sum()) / room, 0.0) if room > 0 else 0.0


def _with_facts(taste: pl.LazyFrame, people: pl.LazyFrame) -> pl.LazyFrame:
    return taste.join(people, on="customer_key", maintain_order="left")


def _whole(rows: InParts, name: str) -> float:
    """Return the sum of a column."""
    return float(rows.total(pl.col(name).sum()).item() or 0.0)


def _season_effect(demand: Demand, season: Season) -> pl.DataFrame:
    """Return `effect` by `category`: units a purchase in such seasons over those all year, leaning towards 1."""
    kind = is_spring(pl.col("season"), demand.spring_summer) == (season.kind == "SS")
    members = pl.col("who") != "guest"
    made = demand.purchases.filter("recent").select(
        pl.col("purchases").filter(kind).sum() / pl.col("purchases").sum()
    )
    share = float(made.item() or 0.0)
    kept = pl.col("kept")
    return (
        demand.units.filter("recent", members)
        .group_by("category")
        .agg(here=kept.filter(kind).sum(), usual=kept.sum() * share)
        .select("category", effect=(pl.col("here") + PRIOR_UNITS) / (pl.col("usual") + PRIOR_UNITS))
    )


def _variance(missed: float, fashion: Fashion, *, of_cell: bool) -> pl.Expr:
    """Return the variance of `units`, of a category or of a size in it."""
    counted = pl.col("clump") / pl.col("counted").clip(1.0)
    of_category = missed**2 + fashion.of_category**2 + counted
    of_size = fashion.of_size**2 + pl.col("clump") / pl.col("kept").clip(1.0)
    relative = of_category + of_size if of_cell else of_category
    return pl.col("units") * pl.col("clump") + pl.col("units") ** 2 * relative


def _beside_last(cells: pl.DataFrame, demand: Demand, season: Season) -> pl.DataFrame:
    """Add what was bought in the season before, also of cells that nobody is expected to buy.

    Null where that season is not over yet.
    """
    before = month_number(season.before.first)
    over = season.before.last <= demand.as_of
    for name, who in LAST.items():
        bought = bought_in(demand, before, who).rename({"kept": name})
        cells = cells.join(bought, on=list(CELL), how="full", coalesce=True, nulls_equal=True)
    planned, last = pl.col("units", "sold", "variance"), pl.col(*LAST)
    full = cells.with_columns(planned.fill_null(0.0), pl.when(over).then(last.fill_null(0.0)))
    return full.sort(CELL, nulls_last=True)


def _sum(name: str) -> pl.Expr:
    """Return a sum that is null where nothing is known."""
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def _finished(plan: pl.DataFrame, season: Season) -> pl.DataFrame:
    """Return the columns of PLAN that `plan` has, with the ends of the interval."""
    units, variance = (plan[name].fill_null(0.0).to_numpy() for name in ("units", "variance"))
    low, high = (_quantile(units, variance, tail) for tail in TAILS)
    full = plan.with_columns(
        season=pl.lit(season.name), low=pl.Series(np.floor(low)), high=pl.Series(np.ceil(high))
    )
    return full.select(column.name for column in PLAN if column.name in full.columns)


def _quantile(units: Floats, variance: Floats, tail: float) -> Floats:
    some = np.maximum(units, NOTHING)
    shape = some**2 / np.maximum(variance, NOTHING)
    found: Floats = np.where(units > NOTHING, gammaincinv(shape, tail) * some / shape, 0.0)
    return found
