from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.rhythm import LAST_RUNG, rhythm
from clvcli.customers.summary import summarise
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    import polars as pl

    from clvcli.customers.rhythm import Rhythm

OPENED = date(2021, 1, 1)
AS_OF = date(2024, 12, 31)

few = settings(derandomize=True, max_examples=40, deadline=None)
SOLD = st.lists(
    st.tuples(st.sampled_from(["anna", "bo", "carl"]), st.sampled_from(["DKK", "SEK"]), st.integers(0, 1000)),
    min_size=1,
    max_size=40,
)


def lines_of(bought: list[tuple[str | None, str, date]]) -> pl.LazyFrame:
    rows = [
        {**row, "currency": currency}
        for number, (key, currency, day) in enumerate(bought)
        for row in order_rows(f"O{number}", day, key, Decimal(100))
    ]
    return canonical_lines(rows).lazy()


def rhythm_of(bought: list[tuple[str | None, str, date]]) -> Rhythm:
    return rhythm(lines_of(bought), first_date=OPENED, as_of=AS_OF)


def yearly(*days: date) -> bool:
    found: bool = rhythm_of([("anna", "DKK", day) for day in days]).people["yearly"][0]
    return found


@few
@given(SOLD)
def test_waits_are_what_customers_one_by_one_say(sold: list[tuple[str, str, int]]) -> None:
    found = rhythm_of([(key, currency, AS_OF - timedelta(days=ago)) for key, currency, ago in sold])
    expected, last = [], {}
    for who in sorted({(key, currency) for key, currency, _ in sold}):
        days = sorted({ago for key, currency, ago in sold if (key, currency) == who}, reverse=True)
        gaps: list[int | None] = [before - after for before, after in pairwise(days)]
        last[who] = gaps[-1] if gaps else None
        expected += [
            (who[1], min(number, LAST_RUNG), ago, gap)
            for number, (ago, gap) in enumerate(zip(days, [*gaps, None], strict=True), start=1)
        ]
    assert found.waits.rows() == expected
    assert {(key, currency): gap for key, currency, gap, _ in found.people.iter_rows()} == last


@few
@given(SOLD)
def test_customers_and_their_last_wait_are_those_of_the_customer_table(sold: list[tuple[str, str, int]]) -> None:
    lines = lines_of([(key, currency, AS_OF - timedelta(days=ago)) for key, currency, ago in sold])
    people = summarise(lines, as_of=AS_OF).frame
    found = rhythm(lines, first_date=OPENED, as_of=AS_OF)
    assert found.people.select("customer_key", "currency").equals(people.select("customer_key", "currency"))
    open_waits = found.waits.filter(found.waits["gap"].is_null())
    assert open_waits["silence"].to_list() == people["days_since_last"].to_list()


def test_guests_and_what_happened_later_are_not_there() -> None:
    found = rhythm_of(
        [("anna", "DKK", date(2024, 1, 1)), (None, "DKK", date(2024, 1, 5)), ("anna", "DKK", date(2025, 1, 3))]
    )
    assert found.waits.rows() == [("DKK", 1, 365, None)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([date(2022, 12, 1), date(2023, 11, 20)], True),
        ([date(2022, 12, 1), date(2024, 1, 20)], True),  # the season runs over the new year
        ([date(2022, 11, 30), date(2024, 1, 20), date(2024, 12, 2)], True),
        ([date(2022, 11, 30), date(2024, 2, 1)], False),  # four months of the year
        ([date(2022, 12, 1), date(2023, 6, 1), date(2023, 12, 1)], False),
        ([date(2023, 11, 1), date(2024, 1, 30)], False),  # one season
        ([date(2022, 6, 3)], False),
        ([date(2022, 1, 31), date(2022, 12, 1)], True),
        ([date(2021, 5, 1), date(2024, 5, 1)], True),  # years may be left out
    ],
)
def test_yearly_buyers_buy_in_the_same_three_months_of_several_years(days: list[date], expected: bool) -> None:
    assert yearly(*days) is expected


def test_nobody_is_seen_to_buy_by_the_year_in_less_than_two() -> None:
    bought: list[tuple[str | None, str, date]] = [("anna", "DKK", date(2023, 12, 1)), ("anna", "DKK", AS_OF)]
    for first, seen in ((date(2023, 1, 1), True), (date(2023, 1, 2), False)):
        found = rhythm(lines_of(bought), first_date=first, as_of=AS_OF)
        assert found.people["yearly"].to_list() == [seen]
