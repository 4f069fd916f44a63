from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.lapse import ENOUGH_GAPS, LIMITS, has_yearly_rhythm, lapse_limits, limits_of, tallied
from clvcli.customers.rhythm import LAST_RUNG, WAITS

LONG_AGO = 1400

few = settings(derandomize=True, max_examples=40, deadline=None)
WAITED = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 900), st.booleans()), min_size=1, max_size=120)


def waits(*waited: tuple[int, int, int | None]) -> pl.DataFrame:
    """Return waits of rung, silence and gap."""
    rows = [("DKK", *each) for each in waited]
    return pl.DataFrame(rows, schema=WAITS, orient="row")


def ended(*gaps: int, rung: int = 1) -> list[tuple[int, int, int | None]]:
    return [(rung, LONG_AGO, gap) for gap in gaps]


def still(*silences: int, rung: int = 1) -> list[tuple[int, int, int | None]]:
    return [(rung, silence, None) for silence in silences]


def test_where_everybody_has_come_back_limits_are_percentiles_of_the_gaps() -> None:
    assert limits_of(waits(*ended(*range(1, 102)))) == {"new_days": 51, "at_risk_days": 81, "lapsed_days": 91}


def test_who_never_comes_back_moves_no_limit() -> None:
    back = ended(*range(1, 102))
    gone = still(*[LONG_AGO] * 300)
    assert limits_of(waits(*back, *gone)) == limits_of(waits(*back))


def test_waits_that_are_still_open_make_limits_longer() -> None:
    # Half of the customers of each gap were watched for 60 days only: what they did later is not seen, so that the
    # gaps seen are short, and the limits are those of a shop that saw all of them.
    often = 5
    whole = limits_of(waits(*ended(*range(1, 121)) * 2 * often))
    seen = (ended(*range(1, 61)) + still(*[60] * 60) + ended(*range(1, 121))) * often
    gaps = limits_of(waits(*(each for each in seen if each[2] is not None)))
    assert whole is not None
    assert gaps is not None
    found = limits_of(waits(*seen))
    assert found is not None
    for name in LIMITS:
        assert found[name] == pytest.approx(whole[name], abs=2)  # the last ten of five a day are left out
        assert gaps[name] < found[name]


def test_one_who_comes_back_after_years_does_not_decide_alone() -> None:
    many = [*ended(*range(1, 61)), *still(*range(100, 160))]
    late = [*many, (1, 1300, 1299)]
    assert limits_of(waits(*late)) == pytest.approx(
        limits_of(waits(*many)), abs=2
    )  # one more gap shifts the shares


@few
@given(WAITED)
def test_limits_follow_one_another_and_are_never_below_the_gaps_seen(waited: list[tuple[int, int, bool]]) -> None:
    table = waits(*((rung, days, days if again else None) for rung, days, again in waited))
    limits = limits_of(table)
    gaps = table["gap"].drop_nulls()
    assert (limits is None) == (gaps.len() < ENOUGH_GAPS)
    if limits is not None:
        assert all(shorter <= longer for shorter, longer in pairwise(limits.values()))
        assert all((gaps <= limits[name]).mean() >= share for name, share in LIMITS.items())  # type: ignore[operator]  # a Boolean column has a mean


@few
@given(WAITED)
def test_the_order_of_waits_changes_nothing_and_every_rung_has_limits(waited: list[tuple[int, int, bool]]) -> None:
    table = waits(*((rung, days, days if again else None) for rung, days, again in waited))
    found = lapse_limits(table)
    assert found.equals(lapse_limits(table.reverse()))
    assert found["rung"].to_list() == list(range(1, LAST_RUNG + 1))


def test_few_gaps_at_an_order_number_take_the_limits_of_all_and_few_in_all_none() -> None:
    many = waits(*ended(*range(1, 102)), *still(5, 6, rung=2))
    assert {row[1:] for row in lapse_limits(many).iter_rows()} == {(51, 81, 91)}
    assert {row[1:] for row in lapse_limits(waits(*ended(*range(1, 11)))).iter_rows()} == {(None, None, None)}


def test_where_customers_come_back_after_a_year_nobody_has_lapsed_before_it() -> None:
    yearly = waits(*ended(*range(1, 200)), *ended(*range(340, 390)))
    assert has_yearly_rhythm(yearly)
    assert lapse_limits(yearly).row(0) == (1, 125, 365, 365)
    assert not has_yearly_rhythm(waits(*ended(*range(1, 500))))


@few
@given(WAITED, st.integers(0, 120))
def test_limits_of_waits_that_were_counted_some_at_a_time_are_those_of_all(
    waited: list[tuple[int, int, bool]], at: int
) -> None:
    table = waits(*((rung, days, days if again else None) for rung, days, again in waited))
    counted = tallied(pl.concat([tallied(table[:at]), tallied(table[at:])]))
    assert counted["times"].sum() == table.height
    assert not counted.select("rung", "gap", "silence").is_duplicated().any()
    assert lapse_limits(counted).equals(lapse_limits(table))
    assert has_yearly_rhythm(counted) is has_yearly_rhythm(table)
