"""The scenario takes the value of customers apart so that it comes back to the cent, and acts on the parts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clvcli.audit.worth.equity import NewCustomers
from clvcli.audit.worth.scenario import Ahead, Scenario, Stretch, place_in
from clvcli.output.report_workbook.scenario import INPUTS, RESULTS, scenario_page
from clvcli.output.words.languages import MANNERS, language_of

TODAY = Ahead(
    stretches=(
        Stretch(start=0.0, end=1.0, value=205_806.70, at=0.51),
        Stretch(start=1.0, end=2.0, value=136_734.46, at=1.51),
    ),
    cost_share=-0.12,
)
LATER = Ahead(stretches=(Stretch(start=0.0, end=3.0, value=482.77, at=1.3),), cost_share=-0.1)
FOUND = Scenario(
    discount_rate=0.1,
    margin=0.5,
    return_rate=0.2,
    order_value=680.0,
    orders=1.25,
    repurchase=0.37,
    today=TODAY,
    first=223.41,
    later=LATER,
    curve=(120.0, 150.0, 140.0, 160.0),
    cac=153.59,
    per_year=587,
)

ROUND = 1e-9
"""Sums of a few floats, whose order differs."""


def told(found: Scenario, code: str = "en") -> dict[str, tuple[object, ...]]:
    page = scenario_page(found, "DKK", language_of(code), named=False)
    words = language_of(code).words
    lines = {row[0].value: row[1:] for row in page.rows if row and row[0] is not None}
    return {name: lines[words[f"scenario.{name}"]] for name in (*INPUTS, *RESULTS)}


@given(
    values=st.lists(st.floats(1.0, 1e6), min_size=1, max_size=5),
    place=st.floats(0.0, 1.0),
    rate=st.floats(0.01, 1.0),
)
def test_money_comes_where_its_sum_without_discounting_says(values: list[float], place: float, rate: float) -> None:
    stretches = [(float(at), at + 1.0, value) for at, value in enumerate(values)]
    plain = sum(value * (1 + rate) ** (start + place) for start, _, value in stretches)
    assert place_in(stretches, plain / sum(values), rate) == pytest.approx(
        place, abs=1e-6
    )  # the curve is flat there


def test_without_discounting_money_comes_in_the_middle() -> None:
    assert place_in([(0.0, 1.0, 100.0)], 1.0, 0.0) == 0.5


@pytest.mark.parametrize("code", MANNERS)
def test_what_a_reader_sees_who_reckons_nothing_is_the_report(code: str) -> None:
    found = told(FOUND, code)
    new = NewCustomers(per_year=587, clv_new=223.41 + 482.77, cac=153.59, discount_rate=0.1)
    expected = {
        "clv_new": 223.41 + 482.77, "first": 223.41, "later": 482.77, "ltv_cac": (223.41 + 482.77) / 153.59,
        "payback": 3, "today": 205_806.70 + 136_734.46, "future": new.value,
        "total": 205_806.70 + 136_734.46 + new.value,
    }  # fmt: skip
    for name, value in expected.items():
        report, scenario, less, *_ = found[name]
        assert report.value == scenario.value == pytest.approx(value, rel=ROUND)  # type: ignore[attr-defined]  # entries
        assert scenario.formula.startswith("=")  # type: ignore[attr-defined]  # the same
        assert less.value == 0.0  # type: ignore[attr-defined]  # the same


def test_inputs_are_typed_over_within_their_bounds() -> None:
    found = told(FOUND)
    for name, (_, most) in INPUTS.items():
        report, typed, *_ = found[name]
        assert typed.style == "input"  # type: ignore[attr-defined]  # entries
        assert typed.value == report.value  # type: ignore[attr-defined]  # the same
        assert typed.between == (0.0, most)  # type: ignore[attr-defined]  # the same


def test_what_is_not_known_is_empty_and_says_why() -> None:
    found = told(replace(FOUND, cac=None, repurchase=None, margin=None))
    words = language_of("en").words
    for name in ("cac", "repurchase", "margin"):
        report, typed, _, how = found[name]
        assert report.value is typed.value is None  # type: ignore[attr-defined]  # entries
        assert how.value == words[f"scenario.{name}.unknown"]  # type: ignore[attr-defined]  # the same
    assert found["future"][1].value is None  # type: ignore[attr-defined]  # the same


def test_where_no_model_tells_of_new_customers_only_todays_are_reckoned() -> None:
    found = told(replace(FOUND, later=None, first=None, curve=()))
    assert found["today"][1].formula  # type: ignore[attr-defined]  # entries
    assert found["clv_new"][1] is None
