"""Seasons: how the months of a year differ, in all and by category, and in which season customers buy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.month_columns import first_day_of
from clvcli.customers.months import MONTHS_PER_YEAR
from clvcli.output.document import Column, Figure, Phrase, Section
from clvcli.output.report_sections.frames import count, table, term
from clvcli.products.seasons import LEAST_PURCHASES, is_spring

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis
    from clvcli.products.seasonality import Seasonality

MOST_CATEGORIES = 15

LEAST_UNITS = 120
"""Units kept of a category in the complete years, ten a month: the months of fewer differ by chance."""

UNKNOWN = "season_unknown"


def seasons(analysis: Analysis) -> Section:
    """Return the index of each month, the season of each category, and how many customers buy in which season."""
    found = analysis.seasonality
    if found is None:
        return Section(id="seasons", unit=analysis.currency, missing=Phrase("seasons_missing"))
    if not found.years:
        return Section(id="seasons", unit=analysis.currency, missing=Phrase("seasons_too_short"))
    if found.months.is_empty():
        return Section(id="seasons", unit=analysis.currency, missing=Phrase("seasons_nothing_kept"))
    months, categories, customers = _months(found), _categories(found), _customers(found)
    names = {"first": _month(found.spring_summer[0]), "last": _month(found.spring_summer[1])}
    purchases = {"least": count(LEAST_PURCHASES)}
    return Section(
        id="seasons",
        unit=analysis.currency,
        answer=(_answer(months), *_of_customers(customers)),
        tables=(months, *((categories,) if categories.rows else ()), customers),
        notes=(Phrase("season_index_note", _years(found)), Phrase("season_profile_note", names | purchases)),
    )


def _years(found: Seasonality) -> dict[str, Figure]:
    """Return the first and the last month of the years that are compared."""
    ends = pl.DataFrame({"month": [found.years[0], found.years[-1] + MONTHS_PER_YEAR - 1]})
    first, last = ends.select(first_day_of(pl.col("month"))).to_series()
    return {
        "first": Figure(value=first, kind="month"),
        "last": Figure(value=last, kind="month"),
        "years": count(len(found.years)),
    }


def _months(found: Seasonality) -> Table:
    spring = pl.when(is_spring(pl.col("month") - 1, found.spring_summer)).then(pl.lit("SS")).otherwise(pl.lit("AW"))
    return table(
        "month_index",
        found.months.with_columns(month=_month_key(pl.col("month")), season=spring),
        (
            Column(key="month", kind="term", heading=Phrase("month_of_year")),
            Column(key="season", kind="term", heading=Phrase("season_of_month"), priority=1),
            Column(key="orders", kind="number", heading=Phrase("index_of_orders")),
            Column(key="net_revenue", kind="number", heading=Phrase("index_of_revenue")),
        ),
        title=Phrase("month_index_title"),
    )


def _categories(found: Seasonality) -> Table:
    """Return the largest categories with their best and their worst month, most units first."""
    spring = is_spring(pl.col("month") - 1, found.spring_summer)
    index, units, month = pl.col("index"), pl.col("amount"), _month_key(pl.col("month"))
    rows = (
        found.categories.group_by("category", maintain_order=True)
        .agg(
            units=units.sum().round().cast(pl.Int64),
            spring_share=units.filter(spring).sum() / units.sum(),
            best=month.sort_by(index, descending=True, maintain_order=True).first(),
            best_index=index.max(),
            worst=month.sort_by(index, maintain_order=True).first(),
            worst_index=index.min(),
        )
        .filter(pl.col("units") >= LEAST_UNITS)
        .sort("units", "category", descending=[True, False])
        .head(MOST_CATEGORIES)
    )
    return table(
        "category_seasons",
        rows,
        (
            Column(key="category", kind="name", heading=Phrase("column.category")),
            Column(key="units", kind="count", heading=Phrase("units_kept"), priority=1),
            Column(key="spring_share", kind="share", heading=Phrase("sold_in_spring")),
            Column(key="best", kind="term", heading=Phrase("best_month")),
            Column(key="best_index", kind="number", heading=Phrase("best_month_index")),
            Column(key="worst", kind="term", heading=Phrase("worst_month"), priority=2),
            Column(key="worst_index", kind="number", heading=Phrase("worst_month_index"), priority=2),
        ),
        title=Phrase("category_seasons_title"),
    )


def _customers(found: Seasonality) -> Table:
    told = found.profiles.with_columns(
        season_profile=pl.concat_str(pl.lit("season_"), "season_profile").fill_null(UNKNOWN),
        share=pl.col("customers") / pl.col("customers").sum(),
    )
    return table(
        "season_profiles",
        told,
        (
            Column(key="season_profile", kind="term", heading=Phrase("buys_in")),
            Column(key="customers", kind="count"),
            Column(key="share", kind="share", heading=Phrase("of_customers")),
        ),
        few_of="customers",
        title=Phrase("season_profiles_title"),
    )


def _answer(months: Table) -> Phrase:
    """Say which month is best and which is worst."""
    place = months.position("net_revenue")
    ranked = sorted(range(len(months.rows)), key=lambda row: float(str(months.rows[row][place])))
    ends = {"best": ranked[-1], "worst": ranked[0]}
    figures = {name: months.figure(row, "month") for name, row in ends.items()}
    return Phrase(
        "seasons_answer",
        figures | {f"{name}_index": months.figure(row, "net_revenue") for name, row in ends.items()},
    )


def _of_customers(customers: Table) -> tuple[Phrase, ...]:
    rows = {name: customers.row_where("season_profile", f"season_{name}") for name in ("SS", "AW")}
    figures = {name: customers.figure(row, "customers") for name, row in rows.items() if row is not None}
    return (Phrase("season_customers_answer", figures),) if len(figures) == len(rows) else ()


def _month(number: int) -> Figure:
    return term(f"month_{number}")


def _month_key(month: pl.Expr) -> pl.Expr:
    return pl.concat_str(pl.lit("month_"), month)
