from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.rhythm import WAITS
from clvcli.errors import OptionsDisagreeError
from clvcli.segments.life_cycle import SEASON_PASSED, SEGMENTS, UNKNOWN, life_cycle_scheme
from clvcli.segments.scheme import Material
from clvcli.segments.schemes import segment
from clvcli.valuation.schema import VALUES_SCHEMA

AS_OF = date(2024, 12, 31)
GAPS = range(1, 102)
"""Of those who came back: half within 51 days, 80 % within 81, 90 % within 91."""

NAMES = {each.name for each in SEGMENTS}
few = settings(derandomize=True, max_examples=60, deadline=None)


def customer(first: int, last: int | None = None, purchases: int = 1, **facts: Any) -> dict[str, Any]:
    """Return a customer whose first and last purchase lie so many days back."""
    return {
        "currency": "DKK", "as_of": AS_OF, "first_order": AS_OF - timedelta(days=first),
        "last_order": AS_OF - timedelta(days=first if last is None else last), "orders": purchases,
        "repeat_purchases": purchases - 1, "last_gap": None, "yearly": False, **facts,
    }  # fmt: skip


def values_of(*people: dict[str, Any]) -> pl.DataFrame:
    schema: dict[str, Any] = {**VALUES_SCHEMA, "last_gap": pl.Int64, "yearly": pl.Boolean}
    return pl.DataFrame([{"customer_id": str(n), **each} for n, each in enumerate(people)], schema=schema)


def waits_of(*currencies: str | None, gaps: range = GAPS) -> pl.DataFrame:
    rows = [(currency, 1, 1400, gap) for currency in currencies for gap in gaps]
    return pl.DataFrame(rows, schema=WAITS, orient="row")


def placed(*people: dict[str, Any], waits: pl.DataFrame | None = None) -> pl.DataFrame:
    material = Material(values=values_of(*people), waits=waits_of("DKK") if waits is None else waits)
    return segment(material, ["life-cycle"]).frame


def states(*people: dict[str, Any], waits: pl.DataFrame | None = None) -> list[str]:
    return placed(*people, waits=waits)["life_cycle"].to_list()


DAYS = st.integers(0, 1000)
PEOPLE = st.lists(
    st.builds(
        lambda first, part, purchases, gap, yearly, kept, currency: customer(
            first,
            first * part // 100,
            purchases,
            last_gap=gap if purchases > 1 else None,
            yearly=yearly,
            currency=currency,
            **({} if kept else {"last_order": None, "repeat_purchases": None, "orders": 0}),
        ),
        DAYS, st.integers(0, 100), st.integers(1, 9), DAYS, st.booleans(), st.booleans(), st.sampled_from(["DKK", None]),
    ),
    min_size=1,
    max_size=20,
)  # fmt: skip


@few
@given(PEOPLE)
def test_every_customer_has_one_state_and_equal_ones_the_same(people: list[dict[str, Any]]) -> None:
    waits = waits_of("DKK", None)
    found = states(*people, *people, waits=waits)
    assert set(found) <= NAMES
    assert found[: len(people)] == found[len(people) :]


@few
@given(PEOPLE)
def test_a_customer_is_lapsed_from_the_day_after_act_before_on(people: list[dict[str, Any]]) -> None:
    found = placed(*people, waits=waits_of("DKK", None))
    late = found["as_of"] > found["act_before"]
    assert (late == (found["life_cycle"] == "lapsed")).all()
    assert (found["at_risk_after"] <= found["lapsed_after"]).all()


@few
@given(PEOPLE)
def test_by_frozen_limits_who_has_not_changed_stays_where_they_were(people: list[dict[str, Any]]) -> None:
    scheme = life_cycle_scheme()
    values = values_of(*people)
    cuts = scheme.learn(Material(values=values, waits=waits_of("DKK", None)))
    whole = scheme.assign(values, cuts)
    half = values.head(1 + len(people) // 2)
    assert scheme.assign(half, cuts).equals(whole.head(half.height))


@few
@given(PEOPLE)
def test_buying_today_never_leaves_anybody_at_risk_or_lapsed(people: list[dict[str, Any]]) -> None:
    today = [each | {"last_order": AS_OF, "repeat_purchases": 1, "orders": 2} for each in people]
    assert set(states(*today, waits=waits_of("DKK", None))) <= {"new", "active", "back"}


@pytest.mark.parametrize(
    ("person", "state"),
    [
        (customer(51), "new"),
        (customer(52), "active"),
        (customer(81), "active"),
        (customer(82), "at_risk"),
        (customer(91), "at_risk"),
        (customer(92), "lapsed"),
        (customer(51, 0, purchases=4, last_gap=5), "new"),
        (customer(500, 10, purchases=2, last_gap=92), "back"),
        (customer(500, 10, purchases=2, last_gap=91), "active"),
        (customer(500, 85, purchases=2, last_gap=300), "at_risk"),
        (customer(500, 95, purchases=2, last_gap=300), "lapsed"),
    ],
)
def test_states_are_those_of_the_limits(person: dict[str, Any], state: str) -> None:
    assert states(person) == [state]


def test_who_buys_by_season_has_not_lapsed_before_it_has_passed_once_more() -> None:
    seasonal = [
        customer(1000, silent, purchases=3, last_gap=370, yearly=True)
        for silent in (300, 365, 366, SEASON_PASSED, SEASON_PASSED + 1)
    ]
    assert states(*seasonal) == ["active", "active", "at_risk", "at_risk", "lapsed"]


def test_who_kept_nothing_counts_from_the_first_order() -> None:
    nothing: dict[str, Any] = {"last_order": None, "repeat_purchases": None, "orders": 0}
    assert states(customer(20, **nothing), customer(85, **nothing), customer(200, **nothing)) == [
        "new",
        "at_risk",
        "lapsed",
    ]
    assert states(customer(20, **nothing, first_order=None)) == ["lapsed"]


def test_limits_are_those_of_the_order_number_and_the_currency() -> None:
    quick = pl.DataFrame([("DKK", 2, 1400, gap) for gap in range(1, 41)], schema=WAITS, orient="row")
    waits = pl.concat([waits_of("DKK"), quick, waits_of("SEK", gaps=range(101, 202))])
    people = [
        customer(500, 50, purchases=n, last_gap=1, currency=code)
        for n, code in ((1, "SEK"), (2, "DKK"), (3, "SEK"))
    ]
    assert states(*people, waits=waits) == ["active", "lapsed", "active"]


def test_a_shop_where_too_few_came_back_goes_by_nine_months_and_says_so() -> None:
    values = values_of(customer(0), customer(UNKNOWN["at_risk_days"]), customer(UNKNOWN["lapsed_days"] + 1))
    found = segment(Material(values=values, waits=waits_of("DKK", gaps=range(1, 5))), ["life-cycle"])
    assert found.frame["life_cycle"].to_list() == ["new", "active", "lapsed"]
    assert [note.text for note in found.notes] == [
        "fewer than 30 have come back: who is silent for more than 273 days counts as lapsed"
    ]
    assert segment(Material(values=values, waits=waits_of("DKK")), ["life-cycle"]).notes == ()


def test_values_alone_do_not_tell() -> None:
    with pytest.raises(OptionsDisagreeError, match="the scheme life-cycle needs the orders"):
        segment(values_of(customer(5)).select(VALUES_SCHEMA.names()), ["life-cycle"])
