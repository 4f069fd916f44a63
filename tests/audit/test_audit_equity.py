from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audit.worth.equity import NewCustomers, annuity, equity

PRINTED = 1e-4
"""The oracle is printed to five decimals, and rests on sums of a million."""

NO_RATE = 1e-9
"""Below it the closed form divides rounding by nothing, and a year is worth a year."""

CANCELLED = 1e-6
"""At small rates most digits of 1 - (1 + rate)^-years cancel."""


def values(*worth: float | None, within: float = 1.0) -> pl.DataFrame:
    schema = {"clv_residual": pl.Float64, "clv_36m": pl.Float64}
    rows = [(each, None if each is None else each * within) for each in worth]
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_equity_of_base_and_future_customers_rolls_up() -> None:
    """Oracle equity-roll-up: 5,000 worth 210 and 20,000 worth 35; 3,000 new a year, 180 less 90, five years."""
    new = NewCustomers(per_year=3000, clv_new=180.0, cac=90.0, discount_rate=0.1)
    found = equity(values(*[210.0] * 5000, *[35.0] * 20000), new=new)
    assert found.current == Decimal(1750000)
    assert new.value == pytest.approx(1023512.42774, abs=PRINTED)
    assert found.total == pytest.approx(2773512.42774, abs=PRINTED)


def test_customers_below_zero_are_counted_and_subtracted() -> None:
    found = equity(values(10.0, -2.5, None))
    assert (found.customers, found.current, found.negative) == (2, Decimal("7.50"), 1)
    assert found.negative_total == Decimal("-2.50")


def test_share_beyond_36_months_is_what_the_36_months_do_not_hold() -> None:
    assert equity(values(10.0, 20.0, within=0.75)).beyond_36m == pytest.approx(0.25)
    assert equity(values(10.0)).beyond_36m == 0.0
    assert equity(values(-10.0)).beyond_36m is None


@settings(derandomize=True, max_examples=30)
@given(st.floats(0.0, 0.5), st.integers(1, 30))
def test_an_annuity_is_the_sum_of_its_years(rate: float, years: int) -> None:
    closed = years if rate < NO_RATE else (1 - (1 + rate) ** -years) / rate
    assert annuity(rate, years) == pytest.approx(closed, rel=CANCELLED)
