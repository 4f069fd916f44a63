"""Planning: units of each category and size for the seasons to come, and how near the last such plan came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Figure, Phrase, Section
from clvcli.output.report_sections.frames import table, text
from clvcli.output.report_sections.preferences import not_named
from clvcli.products.pieces import in_pieces
from clvcli.products.size_names import in_order

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis
    from clvcli.products.plan_backtest import PlanBacktest
    from clvcli.products.planning import SeasonPlan
    from clvcli.products.season_plans import Planning

OTHER = "category_not_known"
ALL_SIZES = "all_sizes"
NO_SIZE = "no_size"

MOST_CATEGORIES = 20

UNITS = (
    Column(key="units", kind="count", heading=Phrase("planned_units")),
    Column(key="low", kind="count", heading=Phrase("plan_low")),
    Column(key="high", kind="count", heading=Phrase("plan_high")),
    Column(key="sold", kind="count", heading=Phrase("planned_sold")),
    Column(key="known_last", kind="count", heading=Phrase("known_last_season"), priority=2),
    Column(key="new_last", kind="count", heading=Phrase("new_last_season"), priority=1),
)


def planning(analysis: Analysis) -> Section:
    """Return the plans for the next seasons, by category and size, and how near the last plan came."""
    found = analysis.planning
    missing = _missing(found)
    if found is None or missing is not None:
        return Section(id="planning", unit=analysis.currency, missing=missing)
    plans = [in_pieces(plan) for plan in found.plans]
    totals = table(
        "season_plans",
        _whole(pl.concat([plan.total for plan in plans], how="vertical_relaxed")),
        (Column(key="season", kind="text", heading=Phrase("planned_season")), *UNITS),
        title=Phrase("season_plans_title"),
    )
    tried = _tried(found.backtest) if found.backtest is not None else None
    unnamed = [not_named(name) for name in ("category", "size") if name not in found.named]
    told = Phrase("planning_note"), Phrase("planning_interval_note"), Phrase("sell_out_note")
    return Section(
        id="planning",
        unit=analysis.currency,
        answer=(_answer(totals), *(_tried_answer(found.backtest, tried))),
        tables=(totals, *((tried,) if tried else ()), *(_cells(plan) for plan in plans)),
        notes=(*told, *([Phrase("planning_tried_note")] if tried else []), *unnamed),
    )


def _missing(found: Planning | None) -> Phrase | None:
    if found is None:
        return Phrase("planning_missing")
    if not found.named:
        return not_named("category")
    return None if found.plans else Phrase("planning_nothing")


def _cells(plan: SeasonPlan) -> Table:
    """Return the plan of one season: each category in all, then its sizes in their order."""
    order = in_order(plan.cells["size"].drop_nulls().unique())
    ranked = plan.categories.sort("units", "category", descending=[True, False], nulls_last=True)
    largest = ranked.head(MOST_CATEGORIES).with_row_index("rank")
    whole = largest.with_columns(size=pl.lit(ALL_SIZES), place=pl.lit(-1, pl.Int64))
    place = pl.col("size").replace_strict(order, range(len(order)), default=len(order), return_dtype=pl.Int64)
    sized = plan.cells.join(largest.select("category", "rank"), on="category", nulls_equal=True)
    several = pl.len().over("rank") > 1
    sizes = sized.with_columns(place=place, size=pl.col("size").fill_null(NO_SIZE)).filter(
        several | (pl.col("size") != NO_SIZE)
    )
    rows = pl.concat([whole, sizes], how="diagonal").sort("rank", "place")
    return table(
        f"season_plan_{plan.season.name}",
        _whole(rows).with_columns(pl.col("category").fill_null(OTHER)),
        (
            Column(key="category", kind="name", heading=Phrase("column.category")),
            Column(key="size", kind="name", heading=Phrase("column.size")),
            *(column for column in UNITS if rows[column.key].count()),
        ),
        title=Phrase("season_plan_title", {"season": text(plan.season.name)}),
    )


def _whole(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col([column.key for column in UNITS]).round().cast(pl.Int64))


def _tried(backtest: PlanBacktest) -> Table:
    names = {"known": "units_of_known", "all": "units_of_all"}
    return table(
        "plan_backtest",
        backtest.scores.with_columns(
            pl.col("whose").replace_strict(names), pl.col("actual", "planned").round().cast(pl.Int64)
        ),
        (
            Column(key="whose", kind="term", heading=Phrase("bought_by")),
            Column(key="actual", kind="count", heading=Phrase("actually_kept")),
            Column(key="planned", kind="count", heading=Phrase("planned")),
            Column(key="ratio", kind="share", heading=Phrase("planned_ratio")),
            Column(key="naive_ratio", kind="share", heading=Phrase("repeated_ratio")),
            Column(key="error", kind="share", heading=Phrase("planned_error")),
            Column(key="naive_error", kind="share", heading=Phrase("repeated_error")),
            Column(key="inside", kind="share", heading=Phrase("cells_inside"), priority=1),
        ),
        title=Phrase("plan_backtest_title", _of(backtest)),
    )


def _of(backtest: PlanBacktest) -> dict[str, Figure]:
    return {"season": text(backtest.season.name), "cut": Figure(value=backtest.cut, kind="date")}


def _answer(totals: Table) -> Phrase:
    names = {"season": "season", "count": "units", "low": "low", "high": "high", "sold": "sold"}
    return Phrase("planning_answer", {name: totals.figure(0, column) for name, column in names.items()})


def _tried_answer(backtest: PlanBacktest | None, tried: Table | None) -> tuple[Phrase, ...]:
    """Say how near the last plan came, and repeating the season before it."""
    if backtest is None or tried is None or tried.figure(0, "ratio").value is None:
        return ()
    names = ("actual", "ratio", "naive_ratio", "error", "naive_error")
    return (Phrase("planning_tried_answer", {name: tried.figure(0, name) for name in names} | _of(backtest)),)
