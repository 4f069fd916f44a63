"""The sections on seasons and planning: what they say, of which tables, and what they ask for where they cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import CostSettings
from clvcli.orders.currency import in_currency
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.output.report_sections.planning import planning
from clvcli.output.report_sections.seasons import seasons
from clvcli.output.words.languages import ENGLISH
from clvcli.products.demand import demand
from clvcli.products.kept_lines import goods_lines
from clvcli.products.plan_backtest import plan_backtest
from clvcli.products.planning import season_plan
from clvcli.products.season_plans import Planning
from clvcli.products.seasonality import Seasonality, seasonality
from clvcli.products.seasons import seasons_after

if TYPE_CHECKING:
    from clvcli.output.document import Section
    from clvcli.output.report_inputs import Analysis, ReportInputs

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys" / "ordrelinjer.csv"
AS_OF, BEGAN = date(2025, 6, 30), date(2022, 7, 1)


@pytest.fixture(scope="module")
def lines() -> pl.LazyFrame:
    return ingest([str(NORDLYS)], ReadOptions(by_currency=True)).lines.filter(in_currency("DKK"))


@pytest.fixture(scope="module")
def found(lines: pl.LazyFrame) -> Seasonality:
    return season_of(lines, BEGAN)


@pytest.fixture(scope="module")
def plans(lines: pl.LazyFrame) -> Planning:
    now = demand(goods_lines(lines, AS_OF), AS_OF)
    expected = now.people.collect().select("customer_key", purchases=pl.lit(0.6))
    return Planning(
        currency="DKK",
        plans=tuple(season_plan(now, expected, season, missed=0.2) for season in seasons_after(AS_OF, 2)),
        backtest=plan_backtest(lines, now),
        named=frozenset({"category", "size"}),
    )


def season_of(lines: pl.LazyFrame, began: date) -> Seasonality:
    counted = lines.filter(pl.col("excluded").is_null())
    orders = order_table(counted, CostSettings(), as_of=AS_OF).frame
    return seasonality(goods_lines(lines, AS_OF), orders, currency="DKK", first_date=began, as_of=AS_OF)


@pytest.fixture
def analysis(inputs: ReportInputs) -> Analysis:
    return inputs.analyses[0]


def cells(section: Section) -> set[object]:
    return {cell for table in section.tables for row in table.rows for cell in row}


def said(section: Section) -> str:
    return " ".join(map(ENGLISH.say, section.answer))


def test_the_best_month_is_named_with_figures_of_the_table(analysis: Analysis, found: Seasonality) -> None:
    section = seasons(replace(analysis, seasonality=found))
    assert said(section).startswith("November sells ")
    assert {figure.value for phrase in section.answer for figure in phrase.figures.values()} <= cells(section)
    index = section.tables[0]
    assert len(index.rows) == 12
    for column in ("orders", "net_revenue"):
        place = index.position(column)
        whole = sum(float(str(row[place])) for row in index.rows)
        assert whole == pytest.approx(12.0)  # twelve floats


def test_a_category_is_as_much_of_spring_as_its_kept_units_are(analysis: Analysis, found: Seasonality) -> None:
    _, categories, _ = seasons(replace(analysis, seasonality=found)).tables
    for row in range(len(categories.rows)):
        name, units, share = (categories.figure(row, key).value for key in ("category", "units", "spring_share"))
        amounts = found.categories.filter(pl.col("category") == name)
        assert sum(amounts["amount"]) == units
        spring = sum(amounts.filter(pl.col("month").is_between(2, 7))["amount"])
        assert share == pytest.approx(spring / sum(amounts["amount"]))  # a quotient of whole floats


def test_every_customer_with_a_purchase_has_a_season_or_is_too_little_known(
    found: Seasonality, lines: pl.LazyFrame
) -> None:
    kept = lines.filter("order_kept", pl.col("customer_key").is_not_null())
    assert found.profiles["customers"].sum() == kept.select(pl.col("customer_key").n_unique()).collect().item()


def test_less_than_24_months_have_no_season(analysis: Analysis, lines: pl.LazyFrame) -> None:
    young = season_of(lines.filter(pl.col("order_date") >= date(2023, 9, 1)), date(2023, 9, 1))
    section = seasons(replace(analysis, seasonality=young))
    assert section.missing is not None
    assert "two years of orders" in ENGLISH.say(section.missing)


def test_sizes_of_a_plan_add_up_as_they_are_printed(analysis: Analysis, plans: Planning) -> None:
    section = planning(replace(analysis, planning=plans))
    totals, _, *seasons_planned = section.tables
    assert len(seasons_planned) == 2
    for place, table in enumerate(seasons_planned):
        size, units = table.position("size"), table.position("units")
        whole = [int(str(row[units])) for row in table.rows if row[size] == "all_sizes"]
        assert sum(whole) == totals.figure(place, "units").value
        parts = [int(str(row[units])) for row in table.rows if row[size] != "all_sizes"]
        one_size = sum(whole) - sum(parts)
        assert one_size >= 0  # categories without sizes have one row, their own
        assert one_size in {*whole, 0}


def test_a_plan_says_how_near_the_last_one_came(analysis: Analysis, plans: Planning) -> None:
    section = planning(replace(analysis, planning=plans))
    sentence = said(section)
    assert "Made at the end of 31 Jul 2024 for AW24" in sentence
    of_table = {figure.value for phrase in section.answer for figure in phrase.figures.values()}
    assert of_table - {date(2024, 7, 31), "AW24"} <= cells(section)
    last = section.tables[-1]
    assert "known_last" not in {column.key for column in last.columns}  # SS25 is not over


def test_goods_without_category_and_size_are_not_planned(analysis: Analysis, plans: Planning) -> None:
    section = planning(replace(analysis, planning=replace(plans, named=frozenset())))
    assert section.missing is not None
    assert "--map category=COLUMN" in ENGLISH.say(section.missing)
    assert "--products FILE" in ENGLISH.say(section.missing)


def test_without_a_forecast_that_looks_so_far_the_section_says_what_it_takes(
    analysis: Analysis, plans: Planning
) -> None:
    section = planning(replace(analysis, planning=replace(plans, plans=())))
    assert section.missing is not None
    assert "forecast" in ENGLISH.say(section.missing)


def test_sizes_that_nobody_names_are_asked_for_beside_the_plan(analysis: Analysis, plans: Planning) -> None:
    section = planning(replace(analysis, planning=replace(plans, named=frozenset({"category"}))))
    assert any("--map size=COLUMN" in ENGLISH.say(note) for note in section.notes)
