"""Which tables of the report are drawn, and how: the charts of sections that already have their figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clvcli.output.document import Chart, Level, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.output.document import ChartKind, Figure, Section, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart of every table whose id is `table`, of those of its columns that there are."""

    table: str
    """A pattern of ids."""
    kind: ChartKind
    x: str
    y: str
    """A pattern of the columns drawn, in the order of the table."""
    id: str | None = None
    """None: that of the table."""
    by_row: bool = False
    low: str | None = None
    high: str | None = None
    beside: str | None = None
    within: str | None = None
    total: str | None = None
    title: str | None = None
    """Key of a title of its own, where that of the table says too much."""
    level: str | None = None
    """A key figure of the same currency, in whichever section it stands."""


DRAWINGS: tuple[Drawing, ...] = (
    Drawing(table="bridge", kind="bridge", x="step", y="amount"),
    Drawing(table="flows", kind="bars", x="state", y="change", total="whole_shop"),
    Drawing(table="money_ladder", kind="bars", x="step", y="amount"),
    Drawing(table="returns_by_order_number", kind="bars", x="number", y="value"),
    Drawing(table="tiers", kind="bars", x="tier", y="customers_share|value_share"),
    Drawing(
        id="tiers_value",
        table="tiers",
        kind="stack",
        x="tier",
        y="value_to_date|clv_residual",
        title="chart_tiers_value",
    ),
    Drawing(table="rfm_segments", kind="bars", x="rfm_segment", y="customers_share|revenue_share"),
    Drawing(table="life_cycle", kind="bars", x="life_cycle", y="customers_share"),
    Drawing(table="grid", kind="bars", x="value_grid", y="customers_share|value_share"),
    Drawing(
        table="ltv_by_quarter",
        kind="lines",
        x="quarter",
        y=r"age_\d+",
        by_row=True,
        total="all_cohorts",
        level="cac",
    ),
    Drawing(table="repurchase_by_age", kind="lines", x="days", y="share"),
    Drawing(table="order_ladder", kind="bars", x="rung", y="rate"),
    Drawing(
        id="days_to_next",
        table="order_ladder",
        kind="bars",
        x="rung",
        y="gap_50",
        low="gap_25",
        high="gap_75",
        title="chart_days_to_next",
    ),
    Drawing(table="cohorts_by_.*", kind="bars", x="cohort", y="value_365"),
    Drawing(table="newest_cohorts", kind="bars", x="days", y="difference", low="low", high="high"),
    Drawing(table="acquisition_channels", kind="bars", x="channel", y="cac|allowable_cac"),
    Drawing(table="acquisition_months", kind="lines", x="month", y="cac"),
    Drawing(table="acquisition_by_year", kind="bars", x="won_in", y="total", total="whole_shop"),
    Drawing(table="journey", kind="bars", x="category", y="second_share", total="all_customers"),
    Drawing(table="first_products", kind="bars", x="product", y="likely_repeat_rate"),
    Drawing(table="deciles", kind="bars", x="decile", y="share"),
    Drawing(table="lorenz", kind="lorenz", x="customers_share", y="value_share"),
    Drawing(table="c3", kind="stack", x="period", y=r"earlier_years|y\d+|no_first_purchase"),
    Drawing(table="new_returning", kind="stack", x="period", y="(value|revenue)_(new|returning|guest)"),
    Drawing(table="calibration", kind="calibration", x="decile", y="spend_(predicted|actual)"),
    Drawing(table="forecasts_compared", kind="bars", x="forecaster", y="gini"),
    Drawing(table="category_trend", kind="calibration", x="category", y="(before|after)_share"),
    Drawing(table="contracts_by_tenure", kind="lines", x="decision", y="survival"),
    Drawing(table="contracts_ahead", kind="lines", x="ahead", y="share", low="low", high="high"),
    Drawing(table="size_curve", kind="bars", x="size", y="kept_share", within="category"),
    Drawing(table="month_index", kind="bars", x="month", y="net_revenue"),
    Drawing(table="season_plans", kind="bars", x="season", y="units", low="low", high="high"),
    Drawing(table="what_if_levers", kind="tornado", x="lever", y="equity_change", beside="change"),
)
"""In no order: a chart stands with its table.  `x` is a column that such a table always has."""


def charted(sections: Sequence[Section]) -> list[Section]:
    """Return the sections with the charts of their tables."""
    figures = {
        (section.unit, each.id): each.figure
        for section in sections
        for each in section.key_figures
        if each.figure.value is not None
    }
    return [
        replace(section, charts=tuple(_charts(section, figures))) if section.tables else section
        for section in sections
    ]


def _charts(section: Section, figures: Mapping[tuple[str | None, str], Figure]) -> Iterator[Chart]:
    for table in section.tables:
        for drawing in DRAWINGS:
            if re.fullmatch(drawing.table, table.id):
                level = figures.get((section.unit, drawing.level or ""))
                chart = _chart(drawing, table, level)
                if _holds_figures(chart, table):
                    yield chart


def _chart(drawing: Drawing, table: Table, level: Figure | None) -> Chart:
    """Return the chart of those columns of a table that it has."""
    keys = [column.key for column in table.columns]
    optional = {name: getattr(drawing, name) for name in ("low", "high", "beside", "within")}
    return Chart(
        id=drawing.id or table.id,
        kind=drawing.kind,
        table=table.id,
        x=drawing.x,
        y=tuple(key for key in keys if re.fullmatch(drawing.y, key)),
        by_row=drawing.by_row,
        total=drawing.total,
        title=Phrase(drawing.title) if drawing.title else None,
        levels=(Level(label=Phrase(drawing.level), figure=level),) if drawing.level and level else (),
        **{name: key for name, key in optional.items() if key in keys},
    )


def _holds_figures(chart: Chart, table: Table) -> bool:
    """Tell whether a row besides that of all has a figure to draw."""
    name = table.position(chart.x)
    rows = [row for row in table.rows if chart.total is None or row[name] != chart.total]
    return any(row[table.position(key)] is not None for row in rows for key in chart.y)
