"""Sales of the last three years, stacked by the year in which their customers first bought (C3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.new_returning import acquisition_by_period
from clvcli.customers.months import MONTHS_PER_YEAR, months_after
from clvcli.output.document import Column, Phrase
from clvcli.output.report_sections.frames import table, text

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.audit.changes.new_returning import Every
    from clvcli.output.document import Flag, Table
    from clvcli.output.report_inputs import Analysis

YEARS = 3
"""Of periods that are shown."""

LEAST_QUARTERS = 6
"""Fewer are looked at month by month."""

EARLIER, NOBODY, SHOP = "earlier_years", "no_first_purchase", "whole_shop"
"""Those who first bought before the periods shown; guests, and what was returned whole before or without a first
purchase; all of them."""


def sales_by_year(analysis: Analysis, audit: Audit) -> Table:
    """Return periods down and years of the first purchase across, net revenue in the cells, the shop last.

    The columns of a row add up to the shop; quarters, or months where the orders span few of them.
    """
    every: Every = "1q"
    cells = _cells(audit, every)
    if cells["period"].n_unique() < LEAST_QUARTERS:
        every = "1mo"
        cells = _cells(audit, every)
    wide = cells.pivot("won_in", index="period", values="revenue", aggregate_function="sum").sort("period")
    parts = [name for name in _order(cells) if name in wide.columns]
    wide = wide.with_columns(pl.sum_horizontal(parts).alias(SHOP))
    periods = wide["period"].to_list()
    made = table(
        "c3",
        wide.with_columns(period=_named(every)),
        (
            Column(key="period", kind="month" if every == "1mo" else "text", heading=Phrase("period_of_orders")),
            *(Column(key=name, kind="money", heading=_heading(name), priority=at) for at, name in _ranked(parts)),
            Column(key=SHOP, kind="money"),
        ),
        unit=analysis.currency,
        title=Phrase("c3_title"),
    )
    partly = set(cells.filter("incomplete")["period"])
    cut: dict[tuple[int, str], Flag] = {
        (row, "period"): "incomplete" for row, period in enumerate(periods) if period in partly
    }
    known = cells.filter(pl.col("won_in") != NOBODY)
    counted = known.group_by("period", "won_in").agg(pl.col("people").sum()).rows()
    behind = {(periods.index(period), str(won_in)): int(people) for period, won_in, people in counted}
    return replace(made, flags=cut, crossed=tuple(parts), behind=behind)


def _cells(audit: Audit, every: Every) -> pl.DataFrame:
    """Return the newest periods by the year their customers first bought in: `won_in`, a column of the table."""
    since = months_after(audit.as_of, -MONTHS_PER_YEAR * YEARS)
    found = acquisition_by_period(audit, "1y", every).filter(pl.col("period") > since)
    first = max(since.year, audit.first_date.year)
    year = pl.col("cohort").dt.year()
    named = (
        pl.when(pl.col("cohort") > pl.col("period"))
        .then(pl.lit(NOBODY))
        .when(year < first)
        .then(pl.lit(EARLIER))
        .otherwise(pl.format("y{}", year))
    )
    return found.with_columns(won_in=named.fill_null(NOBODY))


def _order(cells: pl.DataFrame) -> list[str]:
    years = cells.filter(pl.col("won_in").str.starts_with("y"))["won_in"].unique().sort().to_list()
    return [EARLIER, *years, NOBODY]


def _ranked(parts: list[str]) -> list[tuple[int, str]]:
    """Return the columns in order, each with how soon it gives way: the newest years stay longest."""
    return [(len(parts) - at, name) for at, name in enumerate(parts)]


def _heading(name: str) -> Phrase:
    return Phrase("year_of_orders", {"year": text(name[1:])}) if name.startswith("y") else Phrase(name)


def _named(every: Every) -> pl.Expr:
    start = pl.col("period")
    return start if every == "1mo" else pl.format("{} Q{}", start.dt.year(), start.dt.quarter())
