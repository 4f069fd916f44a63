"""What `--assume` means, and what it cannot."""

from __future__ import annotations

import pytest

from clvcli.cli.formula_values import Assumed, assumed, together
from clvcli.cli.reader import UnfitError
from clvcli.models.formulas import INPUTS

EVERY = (
    "retention=75%,margin=-12.5,margin-rate=-3%,growth=-2%,years=2.5,aov=480,orders-per-year=2.8,"
    "retention-cost=50,acquisition-cost=100,repurchase=30%/20%/.15"
)


def test_each_input_is_read_as_what_it_is() -> None:
    assert assumed(EVERY) == {
        "retention": 0.75,
        "margin": -12.5,
        "margin_rate": -0.03,
        "growth": -0.02,
        "years": 2.5,
        "aov": 480.0,
        "orders_per_year": 2.8,
        "retention_cost": 50.0,
        "acquisition_cost": 100.0,
        "repurchase": (0.3, 0.2, 0.15),
    }


def test_all_inputs_but_the_discount_rate_can_be_assumed() -> None:
    assert {*assumed(EVERY), "discount_rate"} == set(INPUTS)


def test_underscores_and_capitals_are_read_as_well() -> None:
    assert assumed("Orders_Per_Year=2") == {"orders_per_year": 2.0}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("retention=75", "75%"),
        ("retention=101%", "10% or 0.10"),
        ("retension=75%", "retention"),
        ("discount-rate=10%", "--discount-rate 10%"),
        ("margin=much", "margin=260"),
        ("margin=1,5", "NAME=VALUE"),
        ("aov=-5", "aov=480"),
        ("retention=75%,retention=60%", None),
        ("repurchase=30%/20", "20%"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_can(text: str, hint: str | None) -> None:
    with pytest.raises(UnfitError) as refused:
        assumed(text)
    assert refused.value.hint == hint


def test_several_options_add_up_and_name_nothing_twice() -> None:
    assert together([Assumed(aov=1.0), Assumed(years=2.0)]) == {"aov": 1.0, "years": 2.0}
    with pytest.raises(UnfitError, match="`margin-rate` stands twice"):
        together([Assumed(margin_rate=0.1), Assumed(margin_rate=0.1)])
