"""Horizons: how far ahead is looked, and what is said where nobody has been seen for so long."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from clvcli.valuation.horizon import Horizon
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from tests.valuation.valued_people import MakeCustomers, Rows

SPAN = 730
"""Days that the orders of `base` reach back; two years are as many."""


@pytest.mark.parametrize(
    ("horizon", "span", "looks", "hint", "doubtful"),
    [
        ("12m", 1_100, None, None, False),
        ("24m", 1_064, None, None, False),
        ("24m", 1_063, "clv_36m looks 1,095 days ahead, from 1,063", "clv_24m", False),
        ("24m", SPAN, "clv_36m looks 1,095 days ahead", "clv_24m", False),
        ("30d", 200, "clv_12m and clv_24m and clv_36m look up to 1,095", None, True),
        ("24m", 400, "the forecast and clv_24m and clv_36m look up to 1,095", "--horizon 400d, or clv_12m", False),
        ("36m", SPAN, "the forecast looks 1,095 days ahead", "--horizon 730d, or clv_24m", False),
        ("7y", SPAN, "the forecast looks 2,556 days ahead", "--horizon 730d, or clv_24m", True),
    ],
)
def test_whatever_looks_further_than_the_orders_reach_is_said_to(
    make_customers: MakeCustomers,
    base: Rows,
    horizon: str,
    span: int,
    looks: str | None,
    hint: str | None,
    *,
    doubtful: bool,
) -> None:
    customers = make_customers(base, span=span)
    valuation = value_customers(customers, ValueSettings(model="bg-nbd", horizon=Horizon.of(horizon)))
    found = [note for note in valuation.notes if note.code == "CLVN55"]
    assert len(found) == (looks is not None)
    for note in found:
        assert note.text.startswith(looks or "")
        assert (note.hint, note.changes_money) == (hint, doubtful)


@pytest.mark.parametrize(
    ("text", "days"), [("36m", 1095), ("12m", 365), ("1y", 365), ("52w", 364), ("90d", 90), ("3y", 1095)]
)
def test_a_horizon_is_exact_days(text: str, days: int) -> None:
    horizon = Horizon.of(text)
    assert horizon.days(date(2024, 6, 30)) == days
    assert str(horizon) == text


def test_a_horizon_over_a_leap_day_is_a_day_longer() -> None:
    assert Horizon.of("12m").days(date(2023, 6, 30)) == 366


@pytest.mark.parametrize("text", ["", "m", "0m", "36", "36 months", "-3m", "1.5y"])
def test_anything_else_is_no_horizon(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Horizon.of(text)


def test_a_lifetime_is_as_long_as_models_are_tried() -> None:
    assert str(Horizon.of("lifetime")) == "20y"
