from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import FormulaNotUsableError, LifetimeNeedsDiscountError
from clvcli.models import berger_nasr, elasticity, formulas, migration, three_formulas
from clvcli.models.formulas import FORMULAS, INPUTS, Given

SHARES = st.floats(0.0, 0.99)
RATES = st.floats(0.01, 1.0)
MONEY = st.floats(0.0, 1e5)
ALL: dict[str, Given] = {
    "aov": 500.0,
    "orders_per_year": 2.0,
    "years": 3.0,
    "margin_rate": 0.4,
    "margin": 260.0,
    "retention": 0.75,
    "discount_rate": 0.2,
    "growth": 0.02,
    "retention_cost": 50.0,
    "acquisition_cost": 100.0,
    "repurchase": (0.3, 0.2, 0.15, 0.05),
}

ROUNDING = 1e-12
"""Of floats: the same few products in another order."""

OF_MANY = 1e-9
"""Rounding of sums of thousands of years, and of differences, as a share."""

OF_MILLIONS = 1e-6
"""The same as money: values are up to a hundred margins, and a margin up to a hundred thousand."""

SOLVED = 1e-8
"""Rounding of linear equations of up to six unknowns, as a share."""

STEP, SLOPE = 1e-6, 1e-3
"""A slope is measured over a millionth, which leaves half the digits of a float and bends the curve by as little."""

few = settings(derandomize=True, max_examples=60, deadline=None)


@few
@given(MONEY, SHARES, RATES)
def test_the_three_cases_differ_by_one_margin_and_by_one_period(margin: float, r: float, d: float) -> None:
    a, b, c = (
        case(margin, r, d)
        for case in (three_formulas.first_included, three_formulas.first_excluded, three_formulas.first_at_end)
    )
    assert a - b == pytest.approx(margin, rel=OF_MANY, abs=OF_MILLIONS)
    assert a == pytest.approx(c * (1 + d), rel=ROUNDING)


@few
@given(MONEY, SHARES, RATES)
def test_sales_over_many_years_without_promotion_are_the_endless_formula(margin: float, r: float, d: float) -> None:
    long = berger_nasr.yearly_sales_and_promotion(margin, r, d, 0.0, 5_000)
    # what lies beyond is (.99 / 1.01)^5000 of it
    assert long == pytest.approx(three_formulas.first_included(margin, r, d), rel=OF_MANY, abs=OF_MANY)


@few
@given(st.lists(SHARES, min_size=1, max_size=5), MONEY, MONEY, RATES)
def test_no_fixed_length_of_contact_is_worth_more_than_the_best(
    repurchase: list[float], margin: float, cost: float, d: float
) -> None:
    best = migration.best_policy(repurchase, margin, cost, d)
    for n in range(1, len(repurchase) + 1):
        assert migration.value_after_purchase(repurchase[:n], margin, cost, d) <= best.value
    assert best.value >= margin


@few
@given(st.lists(SHARES, min_size=1, max_size=5), MONEY, MONEY, RATES)
def test_values_by_recency_are_what_value_iteration_finds(
    repurchase: list[float], margin: float, cost: float, d: float
) -> None:
    solved = migration.values_by_recency(repurchase, margin, cost, d)
    reward = np.array([margin - cost, *[-cost] * (len(repurchase) - 1), 0.0])
    assert reward + migration.transitions(repurchase) @ solved / (1 + d) == pytest.approx(
        solved, rel=SOLVED, abs=OF_MILLIONS
    )


def test_rows_of_the_chain_add_up_to_one_and_lapse_is_for_ever() -> None:
    chain = migration.transitions((0.3, 0.2, 0.15))
    assert chain.sum(axis=1) == pytest.approx(np.ones(4))
    assert chain[-1].tolist() == [0.0, 0.0, 0.0, 1.0]


def test_contact_that_costs_more_than_it_brings_is_never_made() -> None:
    assert migration.best_policy((0.1, 0.1), 10.0, 50.0, 0.1) == migration.Policy(contacts=0, value=10.0)


@few
@given(st.floats(0.05, 0.9), RATES)
def test_an_elasticity_is_the_slope_in_logarithms(r: float, d: float) -> None:
    changed = three_formulas.first_excluded(1.0, r * (1 + STEP), d) / three_formulas.first_excluded(1.0, r, d)
    assert np.log(changed) / np.log1p(STEP) == pytest.approx(elasticity.retention_elasticity(r, d), rel=SLOPE)
    lower = three_formulas.first_excluded(1.0, r, d * (1 + STEP)) / three_formulas.first_excluded(1.0, r, d)
    assert np.log(lower) / np.log1p(STEP) == pytest.approx(elasticity.discount_elasticity(r, d), rel=SLOPE)


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.name)
def test_each_formula_needs_what_is_declared_and_has_a_value_with_it(formula: formulas.Formula) -> None:
    assert set(formula.needs) <= set(INPUTS)
    found = formulas.evaluated(formula, ALL)
    assert found is not None
    assert found > 0


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.name)
def test_a_formula_without_one_of_its_inputs_has_no_value(formula: formulas.Formula) -> None:
    for name in formula.needs:
        without = {other: value for other, value in ALL.items() if other != name}
        assert formulas.evaluated(formula, without) is None
        assert formulas.lacking(formula, without) == (name,)


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.name)
def test_money_times_two_is_value_times_two(formula: formulas.Formula) -> None:
    money = {"aov", "margin", "retention_cost", "acquisition_cost"}
    doubled = {
        name: value * 2 if name in money and isinstance(value, float) else value for name, value in ALL.items()
    }
    once, twice = formulas.evaluated(formula, ALL), formulas.evaluated(formula, doubled)
    assert once is not None
    assert twice == pytest.approx(2 * once, rel=ROUNDING)


ENDLESS = [formula for formula in FORMULAS if {"margin", "discount_rate"} <= set(formula.needs)]


@pytest.mark.parametrize("retention", [1.0, 1.5, -0.1, float("nan")])
def test_a_retention_that_is_no_share_is_refused(retention: float) -> None:
    for formula in (each for each in ENDLESS if "retention" in each.needs):
        with pytest.raises(FormulaNotUsableError):
            formulas.evaluated(formula, ALL | {"retention": retention})


@pytest.mark.parametrize("inputs", [{"retention": 1.0}, {"repurchase": (0.3, 1.0)}])
def test_a_share_that_none_can_be_is_refused_whichever_formula_needs_it(inputs: dict[str, Given]) -> None:
    formulas.check_inputs({"retention": 0.5})
    with pytest.raises(FormulaNotUsableError):
        formulas.check_inputs(inputs)


def test_a_repurchase_that_is_no_share_is_refused() -> None:
    with pytest.raises(FormulaNotUsableError, match="repurchase of 100 %"):
        migration.value_after_purchase((0.3, 1.0), 100.0, 10.0, 0.1)


@pytest.mark.parametrize("rate", [0.0, -0.1, float("nan")])
def test_nothing_endless_is_valued_without_discount(rate: float) -> None:
    for formula in (each for each in ENDLESS if "years" not in each.needs):
        with pytest.raises(LifetimeNeedsDiscountError):
            formulas.evaluated(formula, ALL | {"discount_rate": rate})


def test_margins_that_grow_as_fast_as_they_are_discounted_are_refused() -> None:
    growing = next(formula for formula in FORMULAS if "growth" in formula.needs)
    with pytest.raises(FormulaNotUsableError, match="no finite value"):
        formulas.evaluated(growing, ALL | {"growth": 0.6})


@pytest.mark.parametrize("years", [0.0, 2.5, -1.0])
def test_promotion_is_counted_in_whole_years(years: float) -> None:
    with pytest.raises(FormulaNotUsableError, match="whole number of years"):
        berger_nasr.yearly_sales_and_promotion(260.0, 0.75, 0.2, 50.0, years)


def test_the_best_stop_is_told_with_its_value() -> None:
    stopping = next(formula for formula in FORMULAS if formula.remark is not None)
    told = formulas.remarked(stopping, ALL | {"margin": 40.0, "retention_cost": 4.0})
    assert told.endswith("contact pays for 3 years after a purchase")
