"""What customers in files are expected to do is what they are expected to do at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

from clvcli.choosing.choice import planner_of
from clvcli.choosing.in_parts import plan_in_parts
from clvcli.orders.currency import in_currency
from clvcli.valuation.ahead import purchases_ahead, purchases_in
from clvcli.valuation.in_parts import value_in_parts
from clvcli.valuation.revalued import Change, beyond_data, forecasted, forecasted_in_parts, revalued
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings
from tests.choosing.test_choosing_in_parts import LAST_DIGITS, customers, in_parts, lines

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.valuation.in_parts import ValuationInParts
    from clvcli.valuation.valued import Valuation

ASKED = ValueSettings(model="bg-nbd", margin=0.45, intervals=False)
SPANS = {"SS26": (date(2026, 1, 1), date(2026, 6, 30)), "AW26": (date(2026, 7, 1), date(2026, 12, 31))}


@pytest.fixture(scope="module")
def valuation() -> Valuation:
    planner = planner_of(lines().lazy(), customers().as_of)
    return value_customers(customers(), ASKED, tax="excluded", planner=planner)


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> ValuationInParts:
    folder: Path = tmp_path_factory.mktemp("apart")
    found = value_in_parts(
        in_parts(folder, 3),
        ASKED,
        tax="excluded",
        planner=plan_in_parts,
        folder=folder,
    )
    assert found is not None
    return found


def test_purchases_expected_of_customers_in_files_are_theirs(valuation: Valuation, apart: ValuationInParts) -> None:
    at_once = purchases_ahead(customers(), valuation.facts, (), SPANS)
    for base, fact in apart.by_currency:
        told = purchases_in(base, fact.prediction.plan, SPANS)
        assert told is not None
        found = told.collect().sort("customer_key")
        theirs = at_once.filter(in_currency(base.currency)).sort("customer_key")
        assert found["customer_key"].equals(theirs["customer_key"])
        for name in SPANS:
            np.testing.assert_allclose(found[name], theirs[name], rtol=LAST_DIGITS)


def test_a_change_is_worth_the_same_of_customers_in_files(valuation: Valuation, apart: ValuationInParts) -> None:
    stay = dict.fromkeys((fact.currency for fact in valuation.facts), 0.4)
    at_once = forecasted(customers(), valuation, ASKED, stay)
    in_files = forecasted_in_parts(apart, ASKED, stay)
    assert at_once.keys() == in_files.keys()
    change = Change(retention=0.01, frequency=0.1, aov=0.05, margin=0.01, discount_rate=-0.02)
    for currency, ((one,), (other,)) in ((name, (at_once[name], in_files[name])) for name in at_once):
        assert one.customers == other.customers
        values, in_parts_values = (np.sort(np.concatenate([*revalued(part, change)])) for part in (one, other))
        np.testing.assert_allclose(in_parts_values, values, rtol=LAST_DIGITS)
        assert beyond_data((other,)) == pytest.approx(beyond_data((one,)), rel=LAST_DIGITS), currency


def test_values_in_files_lie_beside_the_lines_of_their_customers(apart: ValuationInParts) -> None:
    people = apart.bases[0].customers
    for path, values in zip(people.lines, apart.parts.tables, strict=True):
        theirs = set(pl.read_parquet(path)["customer_key"])
        assert set(values.select("customer_key").collect().to_series()) <= theirs
