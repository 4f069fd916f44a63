"""Contracts: true retention, survival and its projection, on the published cohort and on contracts by hand."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.audit.retention.contracts import Contracts, contracts

AS_OF = date(2024, 6, 30)
HIGH_END = (0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491)
"""Share of 1,000 customers still there after 1 to 7 yearly renewals: Fader and Hardie (2007), table 1."""

Row = tuple[str, date, date | None]


def agreed(rows: list[Row], *, renewals: int | None = None, months: int | None = None) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema={"customer": pl.String, "start": pl.Date, "end": pl.Date}, orient="row")
    return frame.with_columns(renewals=pl.lit(renewals, pl.Int64), months=pl.lit(months, pl.Int64))


def high_end(last_day: timedelta = timedelta(days=1)) -> list[Row]:
    """Return the contracts of the cohort, all of 1 January 2000, ended a day before their renewal or on it."""
    left = [round(1000 * (before - after)) for before, after in zip((1.0, *HIGH_END), HIGH_END, strict=False)]
    ends = [date(2001 + year, 1, 1) - last_day for year, people in enumerate(left) for _ in range(people)]
    people = [*ends, *[None] * (1000 - len(ends))]
    return [(f"c{number}", date(2000, 1, 1), end) for number, end in enumerate(people)]


CONTRACTS = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.integers(0, 1500), st.one_of(st.none(), st.integers(0, 900))),
    min_size=1,
    max_size=30,
)


def rows_of(drawn: list[tuple[str, int, int | None]]) -> list[Row]:
    first = date(2020, 1, 15)
    starts = [(who, first + timedelta(days=start), length) for who, start, length in drawn]
    return [(who, day, None if length is None else day + timedelta(days=length)) for who, day, length in starts]


def test_the_high_end_cohort_gives_the_published_parameters_and_projection() -> None:
    """Oracle sbg-highend: alpha 0.668, beta 3.806, log-likelihood -1611.16, years 8 to 12."""
    found = contracts(agreed(high_end()), date(2007, 6, 30))
    assert found.period_months == 12
    assert found.by_tenure["survival"].to_list() == pytest.approx(HIGH_END, rel=1e-12)  # floats
    assert found.fit is not None
    assert found.fit.model.alpha == pytest.approx(0.668088, abs=1e-5)  # printed so
    assert found.fit.model.beta == pytest.approx(3.806095, abs=1e-5)  # the same
    assert found.fit.log_likelihood == pytest.approx(-1611.158147, abs=1e-5)  # the same
    ahead = found.ahead["share"] * found.by_tenure["fitted_survival"][-1]
    assert ahead.to_list() == pytest.approx(
        [0.46044, 0.43578, 0.414172, 0.395055, 0.377999], abs=1e-6
    )  # printed so


def test_it_does_not_matter_if_the_last_day_or_the_day_of_renewal_is_the_end() -> None:
    before, on = (contracts(agreed(high_end(timedelta(days=days))), date(2007, 6, 30)) for days in (1, 0))
    assert_frame_equal(before.by_tenure, on.by_tenure)


def test_the_rate_rises_with_tenure_though_nobody_changes() -> None:
    found = contracts(agreed(high_end()), date(2007, 6, 30))
    assert found.by_tenure["fitted_retention"].is_sorted()
    assert (found.ahead["low"] < found.ahead["share"]).all()
    assert (found.ahead["share"] < found.ahead["high"]).all()


@settings(derandomize=True, max_examples=40, deadline=None)
@given(CONTRACTS)
def test_calendar_periods_hand_over_what_runs(drawn: list[tuple[str, int, int | None]]) -> None:
    found = contracts(agreed(rows_of(drawn)), AS_OF)
    periods = found.by_period
    assert periods["at_risk"][1:].to_list() == periods["at_end"][:-1].to_list()
    assert periods["new"].sum() == found.relationships.height
    assert periods["at_end"].tail(1).sum() == found.running
    assert (periods["churned"] <= periods["at_risk"]).all()


@settings(derandomize=True, max_examples=40, deadline=None)
@given(CONTRACTS)
def test_those_asked_are_those_who_renewed_before(drawn: list[tuple[str, int, int | None]]) -> None:
    tenure = contracts(agreed(rows_of(drawn)), AS_OF).by_tenure
    assert tenure["at_risk"].is_sorted(descending=True)
    assert (tenure["at_risk"] - tenure["churned"] >= tenure["at_risk"].shift(-1).fill_null(0)).all()
    assert tenure["survival"].is_sorted(descending=True)


@settings(derandomize=True, max_examples=20, deadline=None)
@given(CONTRACTS, st.integers(0, 10))
def test_the_order_of_rows_changes_nothing(drawn: list[tuple[str, int, int | None]], seed: int) -> None:
    frame = agreed(rows_of(drawn))
    once, again = contracts(frame, AS_OF), contracts(frame.sample(fraction=1, shuffle=True, seed=seed), AS_OF)
    for name in ("relationships", "by_tenure", "by_period", "ahead"):
        assert_frame_equal(getattr(once, name), getattr(again, name))


def relationships(*rows: Row, as_of: date = AS_OF, months: int | None = 1) -> list[tuple[object, ...]]:
    found: Contracts = contracts(agreed(list(rows), months=months), as_of)
    return found.relationships.drop("customer").rows()


def test_contracts_that_follow_or_overlap_are_one_relationship() -> None:
    first, second = ("a", date(2024, 1, 1), date(2024, 1, 31)), ("a", date(2024, 2, 1), date(2024, 2, 29))
    assert relationships(first, second) == [(date(2024, 1, 1), date(2024, 2, 29), 1, True)]
    assert relationships(first, ("a", date(2024, 1, 20), None)) == [(date(2024, 1, 1), None, 5, False)]


def test_who_comes_back_after_a_silence_begins_anew() -> None:
    rows = relationships(("a", date(2024, 1, 1), date(2024, 1, 31)), ("a", date(2024, 4, 1), None))
    assert rows == [(date(2024, 1, 1), date(2024, 1, 31), 0, True), (date(2024, 4, 1), None, 2, False)]


def test_an_end_that_is_still_to_come_has_not_happened() -> None:
    assert relationships(("a", date(2024, 1, 1), date(2024, 12, 31)))[0][-1] is False
    assert relationships(("a", date(2024, 7, 1), None)) == []


@pytest.mark.parametrize(
    ("months", "end"), [(12, date(2023, 1, 31)), (3, date(2022, 4, 30)), (1, date(2022, 3, 1))]
)
def test_ends_tell_how_long_a_contract_runs(months: int, end: date) -> None:
    rows: list[Row] = [(str(number), date(2022, 2, 1), end) for number in range(5)]
    assert contracts(agreed([*rows, ("x", date(2022, 2, 1), None)]), AS_OF).period_months == months


def test_what_the_data_say_of_renewals_is_believed() -> None:
    found = contracts(agreed([("a", date(2024, 1, 1), None)], renewals=17, months=1), AS_OF)
    assert found.relationships["renewals"].to_list() == [17]


def test_without_variety_there_is_no_projection_and_a_reason() -> None:
    found = contracts(agreed([("a", date(2020, 1, 1), None), ("b", date(2020, 1, 1), None)]), AS_OF)
    assert found.fit is None
    assert found.unfitted
    assert found.ahead.is_empty()
