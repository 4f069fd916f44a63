"""Win-back: gain is an assumed extra probability times the value of who buys again, less the cost; below 0 it stops."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.actions.contact import Contact, Uplift, with_value_if_back
from clvcli.actions.winback import STOPS, judged, scenarios, stops, winback
from tests.actions.actions_shop import PEOPLE, customer, others, shop, values_of

PROPERTY = settings(derandomize=True, max_examples=40, deadline=None)
UPLIFT = Uplift(low=0.01, middle=0.02, high=0.04)
CENT = 0.011
"""Gains are rounded to the cent, as are the values they are made of."""


def contact(cost: str = "5") -> Contact:
    return Contact(cost=Decimal(cost), uplift=UPLIFT)


COSTS = st.integers(0, 4000).map(lambda cents: contact(str(Decimal(cents) / 100)))


def one(*, worth: float = 500.0, chance: float = 0.25, silent: int = 400, **other: object) -> pl.DataFrame:
    """Return a silent customer, and one beside them who bought with a gap of 50 days."""
    row = customer("A", silent=silent, repeats=1, active=50, chance=chance, worth=worth, alive=0.5) | other
    return values_of([row])


def verdict(values: pl.DataFrame, cost: str = "5") -> dict[str, object]:
    return judged(values, contact(cost), others(values)).row(0, named=True)


# --- properties -------------------------------------------------------------------------------


@PROPERTY
@given(people=PEOPLE, by=COSTS)
def test_a_contact_is_made_where_it_gains_and_only_there(people: pl.DataFrame, by: Contact) -> None:
    found = winback(judged(people, by, others(people)))
    assert (found["contact"] == found["stop_reason"].is_null()).all()
    assert (found.filter("contact")["winback_gain"] > 0).all()
    assert (found.filter(~pl.col("contact"))["winback_gain"].fill_null(0) <= 0).all()
    assert found["winback_gain"].is_sorted(descending=True, nulls_last=True)
    worth = found.filter(pl.col("value_if_back") >= 0)
    assert (worth["gain_low"] <= worth["winback_gain"]).all()
    assert (worth["winback_gain"] <= worth["gain_high"]).all()


@PROPERTY
@given(people=PEOPLE, by=COSTS)
def test_every_customer_has_one_verdict(people: pl.DataFrame, by: Contact) -> None:
    found = judged(people, by, others(people))
    assert stops([found])["customers"].sum() == people.height
    assert set(found["stop_reason"].drop_nulls()) <= set(STOPS)
    silent = stops([found]).filter(~pl.col("stop_reason").is_in(["active", "nothing_kept"]).fill_null(value=False))
    assert winback(found).height == silent["customers"].sum()


@PROPERTY
@given(people=PEOPLE, by=COSTS)
def test_doubled_amounts_and_costs_double_gains(people: pl.DataFrame, by: Contact) -> None:
    money = pl.col("clv_12m", "clv_residual", "value_total", "value_to_date", "net_revenue_24m")
    once = judged(people, by, others(people))
    twice = judged(people.with_columns(money * 2), Contact(cost=by.cost * 2, uplift=UPLIFT), others(people))
    for name in ("winback_gain", "gain_low", "gain_high"):
        doubled = [2 * gain for gain in once[name]]
        assert twice[name].to_list() == pytest.approx(doubled, abs=2 * CENT)  # each is rounded


@PROPERTY
@given(people=PEOPLE, by=COSTS, seed=st.integers(0, 9))
def test_the_order_of_rows_changes_nothing(people: pl.DataFrame, by: Contact, seed: int) -> None:
    shuffled = people.sample(fraction=1.0, shuffle=True, seed=seed)
    once, other = judged(people, by, others(people)), judged(shuffled, by, others(shuffled))
    assert winback(once).equals(winback(other))
    assert scenarios(winback(once), by).equals(scenarios(winback(other), by))


@PROPERTY
@given(people=PEOPLE, by=COSTS)
def test_what_is_expected_is_the_chance_times_the_value_of_who_buys_again(
    people: pl.DataFrame, by: Contact
) -> None:
    found = judged(people, by, others(people)).filter(pl.col("p_buy_12m") >= 0.01)
    expected = (found["p_buy_12m"] * found["value_if_back"]).to_list()
    assert expected == pytest.approx(found["clv_12m"].to_list(), abs=CENT)


@PROPERTY
@given(people=PEOPLE, by=COSTS)
def test_more_uplift_never_contacts_fewer(people: pl.DataFrame, by: Contact) -> None:
    found = scenarios(winback(judged(people, by, others(people))), by)
    assert found["customers"].is_sorted()
    assert found["expected_gain"].is_sorted()
    assert found["cost"].to_list() == [float(by.cost * customers) for customers in found["customers"]]


# --- oracles ----------------------------------------------------------------------------------


def test_a_contact_pays_from_cost_over_value_on() -> None:
    """10 for a contact, 1,000 a year of who buys again: one point more has to (practice: contact break-even)."""
    found = verdict(one(worth=250.0, chance=0.25), cost="10")
    assert found["value_if_back"] == 1000.0
    assert found["break_even_uplift"] == 0.01
    assert (found["gain_low"], found["winback_gain"], found["gain_high"]) == (0.0, 10.0, 30.0)


def test_gain_at_break_even_is_nothing_and_nobody_is_contacted_for_nothing() -> None:
    found = verdict(one(worth=250.0, chance=0.5), cost="10")
    assert (found["winback_gain"], found["contact"]) == (0.0, False)
    assert found["stop_reason"] == "costs_more_than_it_brings"


# --- examples ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (one(silent=20), "active"),
        (one(last_order=None, days_since_last=None, orders=0), "nothing_kept"),
        (one(clv_12m=None, p_buy=None), "no_forecast"),
        (one(worth=0.0), "nothing_expected"),
        (one(worth=-40.0), "nothing_expected"),
        (one(worth=20.0), "costs_more_than_it_brings"),
        (one(), None),
    ],
)
def test_each_reason_to_stop(values: pl.DataFrame, reason: str | None) -> None:
    assert verdict(values)["stop_reason"] == reason


def test_the_uplift_is_assumed_whatever_the_chance_to_buy_again() -> None:
    likely, unlikely = verdict(one(worth=400.0, chance=0.4)), verdict(one(worth=100.0, chance=0.1))
    assert likely["winback_gain"] == unlikely["winback_gain"] == 15.0


def test_nobody_can_be_raised_above_certainty() -> None:
    found = verdict(one(worth=1000.0, chance=0.995), cost="0")
    assert found["winback_gain"] == pytest.approx(0.005 * 1005.03, abs=CENT)
    assert verdict(one(worth=1000.0, chance=1.0))["break_even_uplift"] is None


def test_a_chance_near_nothing_does_not_make_much_of_a_cent() -> None:
    assert verdict(one(worth=0.01, chance=0.000001))["value_if_back"] == 1.0


def test_a_forecast_of_less_than_a_year_is_what_is_expected_in_it() -> None:
    values = one(clv_12m=None, p_buy_12m=None, clv_residual=100.0, p_buy=0.2)
    assert with_value_if_back(values)["value_if_back"].item() == 500.0


def test_one_uplift_is_one_scenario() -> None:
    by = Contact(cost=Decimal(5), uplift=Uplift(low=0.02, middle=0.02, high=0.02))
    assert scenarios(winback(judged(shop(60), by, others(shop(60)))), by)["uplift"].to_list() == [0.02]
