"""The section on winning customers: its tables agree with the file and the shop, and it claims no more than costs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import polars as pl
import pytest

from clvcli.audit.acquisition.acquired import NO_CHANNEL, sources_of_days
from clvcli.audit.acquisition.allowable import held
from clvcli.audit.acquisition.winning import Winning, winning
from clvcli.audit.audit import audits
from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import CostSettings
from clvcli.customers.contributions import with_contributions
from clvcli.customers.known import known_at
from clvcli.customers.summary import summarise
from clvcli.orders.attached.spend import read_spend, spend_in
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.output.document import Phrase
from clvcli.output.report_sections.acquisition import acquisition
from clvcli.output.words.languages import ENGLISH
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.config import Model
    from clvcli.output.document import Section
    from clvcli.output.report_inputs import Analysis
    from clvcli.valuation.valued import Valuation

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys"
IN_DKK = ReadOptions(currency="DKK", rates=str(NORDLYS / "rates.csv"))
NEAR = 1e-6
"""Of kroner: sums of a thousand floats."""


class Shop:
    """Nordlys in kroner, valued once."""

    def __init__(self) -> None:
        self.lines = ingest([str(NORDLYS / "ordrelinjer.csv")], IN_DKK).lines
        customers = summarise(self.lines)
        table = order_table(known_at(self.lines, customers.as_of), CostSettings(), as_of=customers.as_of)
        self.customers = with_contributions(customers, table)
        self.audit: Audit = audits(self.lines, customers, CostSettings())["DKK"]
        self.spend = spend_in(read_spend(str(NORDLYS / "spend.csv"), IN_DKK), ["DKK"], IN_DKK).frame
        self.sources = sources_of_days(self.lines, as_of=customers.as_of)
        self.valuation = self.valued("bg-nbd")

    def valued(self, model: Model) -> Valuation:
        return value_customers(self.customers, ValueSettings(model=model, intervals=False))


@pytest.fixture(scope="module")
def shop() -> Shop:
    return Shop()


@pytest.fixture(scope="module")
def won(shop: Shop) -> Winning:
    return winning(shop.audit, shop.valuation, spend=shop.spend, sources=shop.sources)


def section_of(won: Winning | None, shop: Shop, measure: str = "contribution") -> Section:
    analysis = SimpleNamespace(
        currency="DKK",
        winning=won,
        measure=measure,
        audit=shop.audit,
        as_of=shop.audit.as_of,
        money=lambda key: Phrase(f"{key}.{measure}"),
    )
    return acquisition(cast("Analysis", analysis))


def told(section: Section) -> str:
    """Return all the words a reader sees of a section."""
    headings = [ENGLISH.heading(column) for table in section.tables for column in table.columns]
    titles = [ENGLISH.say(table.title) for table in section.tables if table.title]
    meanings = [f"{ENGLISH.term(each.id)} {ENGLISH.say(each.meaning)}" for each in section.key_figures]
    sentences = [ENGLISH.say(phrase) for phrase in (*section.answer, *section.notes)]
    return " ".join([ENGLISH.title(section.id), *headings, *titles, *meanings, *sentences])


def test_the_source_of_the_order_is_what_the_channels_of_the_spend_are(won: Winning) -> None:
    assert won.acquisition.by == "source"
    assert won.acquisition.matched == 1.0


def test_spend_of_each_table_is_that_of_the_file(won: Winning, shop: Shop) -> None:
    file = float(shop.spend["amount"].sum())
    for frame in (won.channels, won.seasons, won.acquisition.months, won.acquisition.cells):
        assert float(frame["spend"].sum()) == pytest.approx(file, abs=NEAR)


def test_new_customers_of_each_table_are_those_of_the_shop(won: Winning, shop: Shop) -> None:
    everybody = shop.audit.orders.filter(pl.col("valid")).collect()["customer_key"].drop_nulls().n_unique()
    for frame in (won.channels, won.seasons, won.acquisition.months, won.acquisition.cells):
        assert int(frame["new_customers"].sum()) == everybody
    assert int(won.channels["kept"].sum()) == shop.valuation.frame.filter(pl.col("orders") > 0).height


def test_channels_are_not_told_apart_where_nobody_names_one(won: Winning, shop: Shop) -> None:
    nameless = replace(won, channels=won.channels.head(1).with_columns(channel=pl.lit(NO_CHANNEL)))
    told_apart, of_all = ([table.id for table in section_of(each, shop).tables] for each in (won, nameless))
    assert told_apart == ["acquisition_channels", *of_all]


def test_what_the_channels_left_first_is_what_all_first_orders_left(won: Winning) -> None:
    total = (won.channels["first_value"] * won.channels["new_customers"]).sum()
    assert total == pytest.approx(
        float(won.acquisition.customers.total(pl.col("first_value").sum()).item()), abs=NEAR
    )


def test_values_of_channels_weighted_by_customers_are_near_that_of_the_shop(won: Winning) -> None:
    weight = pl.col("new_customers")
    mean = won.channels.select((pl.col("clv_new") * weight).sum() / weight.sum()).item()
    assert mean == pytest.approx(won.value.total("clv_36m"), rel=0.03)  # groups are drawn to the shop


def test_the_value_of_a_new_customer_is_near_what_the_oldest_have_left(won: Winning) -> None:
    oldest = float(won.curve["cumulative"][-1])
    assert won.value.total("clv_36m") == pytest.approx(oldest, rel=0.1)  # three years seen; discounted at 10 %


def test_payback_of_a_channel_is_where_its_value_passes_its_cost(won: Winning) -> None:
    paid = won.channels.filter(pl.col("payback_month").is_not_null() & (pl.col("payback_month") == 0))
    late = won.channels.filter(pl.col("payback_month") > 0)
    assert (paid["first_value"] > paid["cac"] * 0.9).all()
    assert late["channel"].to_list() == ["influencer"]
    assert (late["first_value"] < late["cac"]).all()


def test_what_a_new_customer_is_worth_does_not_depend_on_the_months_of_the_spend(won: Winning, shop: Shop) -> None:
    late = shop.spend.filter(pl.col("month") >= pl.date(2025, 4, 1))
    few = winning(shop.audit, shop.valuation, spend=late, sources=shop.sources)
    assert few.value == won.value
    assert few.curve.equals(won.curve)
    same = ["channel", "value_12m", "clv_new", "allowable_cac"]
    assert few.channels.select(same).sort("channel").equals(won.channels.select(same).sort("channel"))
    assert few.acquisition.blended.new_customers < won.acquisition.blended.new_customers


def test_the_answer_takes_its_figures_from_the_key_figures(won: Winning, shop: Shop) -> None:
    section = section_of(won, shop)
    shown = {each.figure for each in section.key_figures}
    assert section.answer
    assert {figure for phrase in section.answer for figure in phrase.figures.values()} <= shown


def test_without_costs_nothing_is_called_contribution_or_left(won: Winning, shop: Shop) -> None:
    words = told(section_of(won, shop, "revenue")).replace("--margin 45%", "").lower()
    assert "net revenue" in words
    for word in ("contribution", "profit", "margin", "leave"):
        assert word not in words
    assert "still to be paid from it" in words
    assert "still to be paid from it" not in told(section_of(won, shop))


def test_what_came_is_held_against_the_model_only_where_customers_are_a_year_old(won: Winning, shop: Shop) -> None:
    young = replace(won, value=replace(won.value, held=held(None, 100.0, 0)))
    assert "a year old left in their first year" in told(section_of(won, shop))
    assert "a year old left in their first year" not in told(section_of(young, shop))


def test_without_spend_the_section_says_what_to_add_and_what_a_customer_is_worth(shop: Shop) -> None:
    section = section_of(winning(shop.audit, shop.valuation), shop)
    assert section.key_figure("clv_new") is not None
    assert section.key_figure("cac") is None
    assert "--spend spend.csv" in told(section)
    assert "CAC" not in [ENGLISH.heading(column) for table in section.tables for column in table.columns]


def test_without_a_forecast_the_reason_is_said_and_nothing_is_guessed(shop: Shop) -> None:
    blind = winning(shop.audit, shop.valued("none"), spend=shop.spend, sources=shop.sources)
    section = section_of(blind, shop)
    assert section.key_figure("clv_new") is None
    assert "no model asked for" in told(section)
    assert "allowable_cac" not in [column.key for table in section.tables for column in table.columns]


def test_without_orders_the_section_says_what_to_give(shop: Shop) -> None:
    assert section_of(None, shop).missing == Phrase("acquisition_missing")


def test_a_payback_that_was_not_seen_names_the_months_observed(won: Winning, shop: Shop) -> None:
    assert won.payback is not None
    late = replace(won, payback=replace(won.payback, month=None, interpolated=None, observed=35))
    section = section_of(late, shop)
    assert section.key_figure("payback") is None
    assert "35 months observed" in told(section)
