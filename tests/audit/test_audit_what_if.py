from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audit.worth.equity import NewCustomers
from clvcli.audit.worth.what_if import CAC, Lever, equity_under, refusal, usual_levers, what_if
from clvcli.customers.summary import summarise
from clvcli.models.pareto_nbd import ParetoNBD
from clvcli.models.three_formulas import first_excluded
from clvcli.valuation import revalued as valuing
from clvcli.valuation.basis import Worth
from clvcli.valuation.revalued import NOTHING, Change, Forecasted, forecasted, impossible
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    from clvcli.config import Model
    from clvcli.models.histories import Floats

OPENED, AS_OF = date(2021, 1, 1), date(2023, 12, 31)
DAYS = (AS_OF - OPENED).days
NEW = NewCustomers(per_year=100, clv_new=300.0, cac=80.0, discount_rate=0.1)


def revalued(part: Forecasted, change: Change = NOTHING) -> Floats:
    """Return the values of all buyers, who are in one part here."""
    (values,) = valuing.revalued(part, change)
    return values


@cache
def shop() -> pl.LazyFrame:
    """Return the orders of 260 invented people who buy at their own pace, and leave; some sales come back."""
    rng = np.random.default_rng(5)
    rows: list[dict[str, Any]] = []
    truth = ParetoNBD(r=1.2, alpha=12.0, s=1.1, beta=40.0)
    ages = rng.integers(60, DAYS, 260) / 7.0
    bought = truth.simulate(ages, rng)
    for person, (age, repeats, last) in enumerate(zip(ages, bought.number, bought.last, strict=True)):
        weeks = np.sort(rng.uniform(0.0, last, max(int(repeats) - 1, 0)))
        days = [0, *(int(week * 7) for week in weeks), *([int(last * 7)] if repeats else [])]
        for number, day in enumerate(sorted(set(days))):
            when = AS_OF - timedelta(days=round(float(age) * 7) - day)
            paid = Decimal(int(rng.integers(100, 900)))
            back: dict[str, Any] = (
                {"refund": Decimal(40), "refunded_at": when} if (person + number) % 5 == 0 else {}
            )
            rows += order_rows(f"{person}-{number}", when, f"p{person}", paid, currency="DKK", **back)
    return canonical_lines(rows).lazy()


@cache
def valued(model: Model = "pareto-nbd", margin: float | None = None) -> tuple[Decimal, tuple[Forecasted, ...]]:
    """Return customer equity as `compute` prints it, and the customers to value again."""
    customers = summarise(shop())
    asked = ValueSettings(model=model, margin=margin, intervals=False)
    valuation = value_customers(customers, asked)
    equity = Decimal(valuation.frame["clv_residual"].cast(pl.Decimal(38, 2)).sum())
    return equity, forecasted(customers, valuation, asked, {"DKK": 0.4})["DKK"]


MODELS = ("nbd", "bg-nbd", "mbg-nbd", "pareto-nbd", "mbg-cnbd")
AMOUNTS = st.floats(-0.05, 0.05)


@pytest.mark.parametrize("model", MODELS)
def test_without_change_everybody_is_worth_what_compute_says(model: Model) -> None:
    equity, parts = valued(model)
    assert equity_under(NOTHING, parts) == equity


@pytest.mark.parametrize("model", MODELS)
def test_sum_of_effects_and_interaction_are_a_full_recomputation(model: Model) -> None:
    before, parts = valued(model)
    levers = [
        Lever(name="retention", amount=0.01, said="+1pp"),
        Lever(name="frequency", amount=0.1, said="+10%"),
        Lever(name="aov", amount=0.05, said="+5%"),
        Lever(name="returns", amount=-0.01, said="-1pp"),
        Lever(name="discount_rate", amount=-0.02, said="8%"),
    ]
    found = what_if(levers, parts)
    again = Change(retention=0.01, frequency=0.1, aov=0.05, returns=-0.01, discount_rate=-0.02)
    assert found.before + found.together == equity_under(again, parts)
    assert found.added + found.interaction == found.together
    assert found.before == before
    alone = {row["lever"]: row["equity_change"] for row in found.levers.iter_rows(named=True)}
    assert alone["aov"] == equity_under(Change(aov=0.05), parts) - before
    assert min(alone.values()) > 0


@pytest.mark.parametrize("model", MODELS[1:])
@pytest.mark.parametrize("points", [-0.03, -0.001, 0.001, 0.03])
def test_more_customers_who_stay_are_worth_more(model: Model, points: float) -> None:
    _, (part,) = valued(model)
    more = float(revalued(part, Change(retention=points)).sum()) - float(revalued(part).sum())
    assert more * points > 0.0


@settings(derandomize=True, max_examples=20, deadline=None)
@given(amount=AMOUNTS)
def test_value_is_proportional_to_money(amount: float) -> None:
    _, (part,) = valued()
    assert revalued(part, Change(aov=amount)) == pytest.approx(revalued(part) * (1 + amount), rel=1e-12)  # rounding


@settings(derandomize=True, max_examples=20, deadline=None)
@given(amount=AMOUNTS)
def test_purchases_of_pareto_nbd_are_proportional_to_the_rate(amount: float) -> None:
    _, (part,) = valued()
    assert revalued(part, Change(frequency=amount)) == pytest.approx(revalued(part) * (1 + amount), rel=1e-9)


def test_costs_of_a_purchase_do_not_grow_with_its_value() -> None:
    _, (part,) = valued()
    basis = replace(part.facts.basis, worth=Worth(rate=0.5, per_purchase=-20.0))
    paid = replace(part, facts=replace(part.facts, basis=basis))
    half, fixed = 0.5 * revalued(part).sum(), 0.5 * revalued(part).sum() - revalued(paid).sum()
    assert revalued(paid, Change(aov=0.1)).sum() == pytest.approx(1.1 * half - fixed, rel=1e-9)  # rounding of sums


def test_one_point_of_margin_is_one_percent_of_revenue_to_come() -> None:
    equity, parts = valued("pareto-nbd", 0.4)
    found = what_if([Lever(name="margin", amount=0.01, said="+1pp")], parts)
    assert float(found.together) == pytest.approx(float(equity) / 0.4 * 0.01, rel=1e-3)  # cents of each customer


def test_one_point_fewer_returns_leaves_one_point_more_of_sales() -> None:
    _, (part,) = valued()
    spend = part.facts.prediction.spend
    assert spend is not None
    kept = 1.0 - spend.return_rate
    assert revalued(part, Change(returns=-0.01)) == pytest.approx(revalued(part) * (kept + 0.01) / kept, rel=1e-12)


def test_where_nobody_leaves_retention_acts_on_the_margin_multiple() -> None:
    _, (part,) = valued("nbd")
    found = float(revalued(part, Change(retention=0.01)).sum() / revalued(part).sum())
    endless = first_excluded(1.0, 0.41, 0.1) / first_excluded(1.0, 0.4, 0.1)
    assert 1.0 < found <= endless  # three years of payments, not all
    levers = what_if([Lever(name="retention", amount=0.01, said="+1pp")], (part,)).levers
    assert levers["by"].to_list() == ["formula"]


def test_what_cannot_come_about_is_said() -> None:
    _, (part,) = valued()
    assert impossible(part, NOTHING) is None
    for change in (
        Change(retention=0.9), Change(retention=-0.99), Change(discount_rate=-0.2), Change(margin=0.01),
        Change(returns=-0.5), Change(returns=1.0),
    ):  # fmt: skip
        assert impossible(part, change) is not None
    _, (stays,) = valued("nbd")
    assert impossible(replace(stays, repurchase=None), Change(retention=0.01)) is not None
    assert impossible(stays, Change(retention=0.6)) is not None


def test_the_cost_of_winning_acts_on_customers_to_come_alone() -> None:
    _, parts = valued()
    lever = Lever(name=CAC, amount=-0.1, said="-10%")
    found = what_if([lever], parts, NEW)
    cheaper = replace(NEW, cac=72.0)
    assert float(found.together) == pytest.approx(cheaper.value - NEW.value, abs=0.005)  # rounded to cents
    assert refusal(lever, parts, None) is not None


def test_the_usual_levers_are_those_that_can_be_moved() -> None:
    _, parts = valued()
    names = [lever.name for lever in usual_levers(parts, None, costs_known=False)]
    assert names == ["retention", "frequency", "aov", "returns", "discount_rate"]
    assert "margin" in [lever.name for lever in usual_levers(valued("pareto-nbd", 0.4)[1], NEW, costs_known=True)]
    assert CAC in [lever.name for lever in usual_levers(parts, NEW, costs_known=False)]
