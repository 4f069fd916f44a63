"""A new customer: what comes after the first order, by the fitted model, and why it is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from clvcli.valuation.forecast import FIXED_HORIZONS
from clvcli.valuation.new_customer import not_valued, value_after_first
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from clvcli.config import Model
    from clvcli.customers.summary import Customers
    from clvcli.valuation.valued import Facts

MODELS: tuple[Model, ...] = ("bg-nbd", "mbg-nbd", "pareto-nbd", "bg-cnbd", "mbg-cnbd", "nbd")
QUADRATURE = 1e-6
"""Relative: discounting by integrals or sums against an expectation in closed form."""


@pytest.fixture(scope="module")
def shop(base: list[dict[str, Any]], make_customers: Callable[..., Customers]) -> Customers:
    return make_customers(base)


def facts_of(customers: Customers, **settings: Any) -> Facts:
    return value_customers(customers, ValueSettings(intervals=False, **settings)).facts[0]


@pytest.mark.parametrize("model", MODELS)
def test_undiscounted_it_is_the_models_expectation_of_a_new_customer_times_spend(
    shop: Customers, model: Model
) -> None:
    facts = facts_of(shop, model=model)
    fit, spend = facts.prediction.purchases, facts.prediction.spend
    assert fit is not None
    assert spend is not None
    found = value_after_first(facts, rate=0.0, as_of=shop.as_of)
    weeks = np.array([far.days(shop.as_of) / 7.0 for far in FIXED_HORIZONS.values()])
    each = spend.model.average * (1.0 - float(spend.model.returned(np.ones(1))[0]))
    meant = fit.model.new_customer_expectation(weeks) * each
    assert list(found.values()) == pytest.approx(meant.tolist(), rel=QUADRATURE)


def test_discounting_lowers_it_and_a_margin_takes_its_share(shop: Customers) -> None:
    facts = facts_of(shop, model="bg-nbd")
    plain, cheaper = (value_after_first(facts, rate=rate, as_of=shop.as_of) for rate in (0.0, 0.1))
    assert all(0 < (cheaper[name] or 0) < (plain[name] or 0) for name in FIXED_HORIZONS)
    half = value_after_first(facts_of(shop, model="bg-nbd", margin=0.5), rate=0.1, as_of=shop.as_of)
    assert half["clv_36m"] == pytest.approx(0.5 * (cheaper["clv_36m"] or 0))


def test_without_a_model_it_is_not_known_and_the_reason_is_said(shop: Customers) -> None:
    facts = facts_of(shop, model="none")
    assert value_after_first(facts, rate=0.1, as_of=shop.as_of) == dict.fromkeys(FIXED_HORIZONS)
    assert not_valued(facts, as_of=shop.as_of) == "no model asked for"
    assert not_valued(facts_of(shop, model="bg-nbd"), as_of=shop.as_of) is None
