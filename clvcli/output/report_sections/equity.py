"""Customer equity: what today's customers are worth together, those to come, and what each year's have brought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.new_returning import acquisition_by_period
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, plain, table, text

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.audit.worth.equity import Equity, NewCustomers
    from clvcli.output.document import Flag, Table
    from clvcli.output.report_inputs import Analysis


def equity(analysis: Analysis) -> Section:
    """Return customer equity and its parts, and value by year of acquisition and year of purchase."""
    if analysis.audit is None:
        return Section(id="equity", unit=analysis.currency, missing=Phrase("equity_missing"))
    found = analysis.equity
    return Section(
        id="equity",
        unit=analysis.currency,
        answer=() if found is None else _answer(analysis, found),
        key_figures=() if found is None else _figures(analysis, found),
        tables=(_acquisition(analysis, analysis.audit),),
        notes=(
            *([Phrase("equity_no_forecast")] if found is None else []),
            *([Phrase("equity_no_spend")] if found is not None and found.new is None else []),
            Phrase("acquisition_by_year_note"),
        ),
    )


def _money(analysis: Analysis, value: object) -> Figure:
    return Figure(value=plain(value), kind="estimate", unit=analysis.currency)


def _answer(analysis: Analysis, found: Equity) -> tuple[Phrase, ...]:
    figures = {
        "count": count(found.customers),
        "equity": _money(analysis, found.current),
        "horizon": analysis.horizon,
    }
    return (Phrase(f"equity_answer.{analysis.measure}", figures),)


def _figures(analysis: Analysis, found: Equity) -> tuple[KeyFigure, ...]:
    current = KeyFigure(
        id="customer_equity",
        figure=_money(analysis, found.current),
        meaning=analysis.money("customer_equity_meaning"),
    )
    shares = {"equity_beyond_36m": found.beyond_36m, "equity_beyond_data": found.beyond_data}
    below = KeyFigure(
        id="below_zero",
        figure=count(found.negative),
        meaning=Phrase("below_zero_meaning", {"loss": _money(analysis, found.negative_total)}),
    )
    return (
        current,
        KeyFigure(id="customers", figure=count(found.customers), meaning=Phrase("customers_forecast_meaning")),
        *(
            KeyFigure(id=name, figure=Figure(value=share, kind="share"), meaning=Phrase(f"{name}_meaning"))
            for name, share in shares.items()
            if share
        ),
        *([below] if found.negative else []),
        *(_of_new(analysis, found, found.new) if found.new is not None else ()),
    )


def _of_new(analysis: Analysis, found: Equity, new: NewCustomers) -> tuple[KeyFigure, ...]:
    figures = {
        "years": count(new.years),
        "count": count(new.per_year),
        "worth": _money(analysis, new.clv_new),
        "cac": _money(analysis, new.cac),
    }
    return (
        KeyFigure(
            id="future_customers",
            figure=_money(analysis, new.value),
            meaning=Phrase("future_customers_meaning", figures),
        ),
        KeyFigure(id="equity_total", figure=_money(analysis, found.total), meaning=Phrase("equity_total_meaning")),
    )


def _acquisition(analysis: Analysis, audit: Audit) -> Table:
    """Return years of first purchase down, years of purchase across, the shop as the last row."""
    cells = acquisition_by_period(audit).with_columns(year=pl.col("period").dt.year())
    partly = {f"y{year}" for year in cells.filter("incomplete")["year"]}
    years = [f"y{year}" for year in range(cells["year"].min(), cells["year"].max() + 1)]  # type: ignore[operator,arg-type]  # years of orders
    first = pl.col("cohort").dt.year().cast(pl.String)
    group = first.fill_null(pl.col("kind").replace({"guest": "guests_of_cohorts"}))
    long = cells.select(group.alias("won_in"), pl.format("y{}", "year").alias("year"), "value")
    wide = (
        long.pivot("year", index="won_in", values="value", on_columns=years, aggregate_function="sum")
        .with_columns(pl.col(*years).fill_null(0))
        .sort(pl.col("won_in").str.contains("^[0-9]").not_(), "won_in")
    )
    shop = wide.select(pl.lit("whole_shop").alias("won_in"), pl.col(*years).sum().cast(wide.schema[years[0]]))
    every = pl.concat([wide, shop]).with_columns(total=pl.sum_horizontal(years))
    columns = (
        Column(key="won_in", kind="term"),
        *(
            Column(key=year, kind="money", heading=Phrase("year_of_orders", {"year": text(year[1:])}), priority=at)
            for at, year in enumerate(reversed(years))
        ),
    )
    made = table(
        "acquisition_by_year",
        every,
        (columns[0], *reversed(columns[1:]), Column(key="total", kind="money", heading=Phrase("all_years"))),
        unit=analysis.currency,
        title=Phrase(f"acquisition_by_year_title.{analysis.measure}"),
    )
    cut: dict[tuple[int, str], Flag] = {
        (row, year): "incomplete" for row in range(every.height) for year in years if year in partly
    }
    place = {name: row for row, name in enumerate(every["won_in"])}
    counted = cells.select(group, pl.format("y{}", "year").alias("year"), "people").rows()
    behind = {(place[won_in], year): people for won_in, year, people in counted}
    return replace(made, flags=cut, crossed=tuple(years), behind=behind)
