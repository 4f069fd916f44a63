"""Customers in files are worth what they are worth at once: the same rows, for the same reasons."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from clvcli.choosing.choice import planner_of
from clvcli.choosing.in_parts import BoughtInParts, NowInParts, plan_in_parts
from clvcli.choosing.trials import Trials
from clvcli.customers.calendar import customer_days
from clvcli.customers.in_parts import CustomersInParts, summarise_in_parts
from clvcli.customers.summary import Customers, summarise
from clvcli.orders.currency import in_currency
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.valuation.base import Base
from clvcli.valuation.in_parts import value_in_parts
from clvcli.valuation.purchase_days import PurchaseDays
from clvcli.valuation.saved import saved_model
from clvcli.valuation.spend import drawn_of
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings
from clvcli.valuation.view import View, view_of

if TYPE_CHECKING:
    from clvcli.config import Model
    from clvcli.valuation.plan import Plan

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys" / "ordrelinjer.csv"
LAST_DIGITS = 1e-9
"""Sums over files are added in another order than sums over all: they differ in the last digits of a float."""


@cache
def lines() -> pl.DataFrame:
    return ingest([str(NORDLYS)], ReadOptions(by_currency=True)).lines.collect()


@cache
def customers() -> Customers:
    return summarise(lines().lazy())


def in_parts(folder: Path, parts: int) -> CustomersInParts:
    """Return the customers in so many files: some empty, some with guests alone."""
    paths = []
    for number in range(parts):
        paths.append(folder / f"lines-{number}.parquet")
        mine = (
            pl.col("customer_key").fill_null("").str.len_bytes() + pl.col("customer_key").hash().fill_null(0) % 97
        )
        lines().filter(mine % parts == number).write_parquet(paths[-1])
    return summarise_in_parts(paths, folder=folder)


@pytest.mark.parametrize(("model", "parts"), [("auto", 3), ("mbg-nbd", 7), ("none", 2), ("nbd", 1)])
def test_customers_in_files_are_worth_what_they_are_at_once(model: Model, parts: int, tmp_path: Path) -> None:
    settings = ValueSettings(model=model, margin=0.4)
    once = value_customers(
        customers(), settings, tax="included", planner=planner_of(lines().lazy(), customers().as_of)
    )
    (tmp_path / "values").mkdir()
    apart = in_parts(tmp_path, parts)
    found = value_in_parts(apart, settings, tax="included", planner=plan_in_parts, folder=tmp_path / "values")
    assert found is not None
    assert_frame_equal(found.table.lazy().collect(), once.frame, check_exact=True)
    assert [note.text for note in found.notes] == [note.text for note in once.notes]
    assert [fact.prediction.plan.reasons for fact in found.facts] == [
        fact.prediction.plan.reasons for fact in once.facts
    ]
    if model != "none":
        models = [saved.model(name="m", clvcli="1") if saved is found else saved_model(once, customers(), name="m", clvcli="1") for saved in (found, once)]  # fmt: skip
        assert [part.data for part in models[0].parts] == [part.data for part in models[1].parts]


def danish(folder: Path) -> tuple[BoughtInParts, PurchaseDays, View]:
    """Return the customers who pay in kroner, in files and at once, and a model of them."""
    base = Base(customers=in_parts(folder, 4), currency="DKK", folder=folder)
    known = lines().lazy().filter(in_currency("DKK"))
    keys = customers().frame.filter(in_currency("DKK"), pl.col("repeat_purchases").is_not_null())["customer_key"]
    days = PurchaseDays.of(customer_days(known), keys, customers().as_of)
    view = view_of("bg-nbd", days)
    assert view is not None
    return BoughtInParts(base=base, return_window=days.return_window), days, view


def test_season_and_boost_of_customers_in_files_are_those_of_all(tmp_path: Path) -> None:
    bought, days, view = danish(tmp_path)
    now = NowInParts(name="bg-nbd", bought=bought, fit=view.fit)
    season, expected = now.season(), view.season()
    assert season is not None
    assert expected is not None
    np.testing.assert_allclose(season.purchases, expected.purchases, rtol=LAST_DIGITS)
    np.testing.assert_allclose(season.spend, expected.spend, rtol=LAST_DIGITS)
    assert season.level == pytest.approx(expected.level, rel=LAST_DIGITS)
    windows = Trials.of(days).quarters[:2]
    lessons = [view.lesson(each.before, each.purchases, each.revenue) for each in windows]
    keys = pl.concat([buyers["customer_key"] for buyers in bought.base.parts()])
    order = keys.arg_sort().to_numpy()
    boost, once = now.boost(lessons), view.boost(lessons)
    parts = [boost.of_part(number) for number in range(len(bought.base.customers.paths))]
    np.testing.assert_allclose(
        np.concatenate([part.orders for part in parts])[order], once.orders, rtol=LAST_DIGITS
    )
    np.testing.assert_allclose(
        np.concatenate([part.revenue for part in parts])[order], once.revenue, rtol=LAST_DIGITS
    )


def test_values_with_every_correction_are_the_same_in_files(tmp_path: Path) -> None:
    bought, days, view = danish(tmp_path)
    lessons = [view.lesson(each.before, each.purchases, each.revenue) for each in Trials.of(days).quarters[:2]]
    now = NowInParts(name="bg-nbd", bought=bought, fit=view.fit)
    kroner = replace(customers(), frame=customers().frame.filter(in_currency("DKK")), shop=customers().shop[:1])
    apart = replace(bought.base.customers, shop=bought.base.customers.shop[:1])
    settings = ValueSettings(model="auto")

    def corrected(plan: Plan, of: View | NowInParts) -> Plan:
        """Return a plan with a season and a boost, whether or not they win."""
        return replace(plan, season=of.season(), boost=of.boost(lessons))

    planner = planner_of(lines().lazy(), customers().as_of)
    once = value_customers(kroner, settings, planner=lambda *asked: corrected(planner(*asked), view))
    (tmp_path / "values").mkdir()
    found = value_in_parts(
        apart,
        settings,
        tax="unknown",
        planner=lambda base, model: corrected(plan_in_parts(base, model), now),
        folder=tmp_path / "values",
    )
    assert found is not None
    assert found.facts[0].method.endswith("+season+boost")
    assert_frame_equal(found.table.lazy().collect(), once.frame, rel_tol=LAST_DIGITS)


def test_who_is_drawn_of_customers_in_files_is_drawn_of_all(tmp_path: Path) -> None:
    bought, days, _ = danish(tmp_path)
    keys = customers().frame.filter(in_currency("DKK"), pl.col("repeat_purchases").is_not_null())["customer_key"]
    places = drawn_of(days.customers, 100, seed=10)
    assert bought.base.drawn(100, seed=10)["customer_key"].to_list() == keys[places].to_list()


def test_a_cohort_curve_asks_for_all_customers_at_once(tmp_path: Path) -> None:
    (tmp_path / "values").mkdir()
    settings = ValueSettings(model="cohort-curve")
    held: list[int] = []
    planner = partial(plan_in_parts, hold=held.append)
    found = value_in_parts(
        in_parts(tmp_path, 2), settings, tax="unknown", planner=planner, folder=tmp_path / "values"
    )
    assert found is None
    of_each = [lines().lazy().filter(in_currency(shop.currency)) for shop in customers().shop if shop.customers]
    assert held == [customer_days(some).height for some in of_each]
