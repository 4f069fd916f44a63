from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.lapse import ENOUGH_GAPS
from clvcli.customers.next_purchase import next_purchase

AS_OF = date(2025, 6, 30)

few = settings(derandomize=True, max_examples=60, deadline=None)


def people(*rows: tuple[int | None, int | None], currency: str | None = "DKK") -> pl.DataFrame:
    """Customers by purchases after the first and days of silence."""
    return pl.DataFrame(
        {
            "currency": [currency for _ in rows],
            "last_order": [None if silent is None else AS_OF - timedelta(days=silent) for _, silent in rows],
            "repeat_purchases": [repeats for repeats, _ in rows],
            "days_since_last": [silent for _, silent in rows],
        },
        schema={
            "currency": pl.String,
            "last_order": pl.Date,
            "repeat_purchases": pl.Int64,
            "days_since_last": pl.Int64,
        },
    )


def waits(of: dict[int, list[int]], currency: str | None = "DKK") -> pl.DataFrame:
    rows = [(currency, rung, gap) for rung, gaps in of.items() for gap in gaps]
    return pl.DataFrame(rows, schema={"currency": pl.String, "rung": pl.Int32, "gap": pl.Int64}, orient="row")


def ahead(customers: pl.DataFrame, gaps: pl.DataFrame) -> list[Any]:
    """Days from the as-of day to both ends."""
    found = next_purchase(customers, gaps)
    return [
        None if first is None else ((first - AS_OF).days, (last - AS_OF).days) for first, last in found.iter_rows()
    ]


def test_the_window_holds_the_middle_half_of_the_waits() -> None:
    assert ahead(people((0, 0)), waits({1: list(range(1, 102))})) == [(26, 76)]


def test_who_has_waited_is_compared_with_those_who_waited_longer() -> None:
    assert ahead(people((0, 60)), waits({1: list(range(1, 102))})) == [(71 - 60, 91 - 60)]


def test_an_order_number_has_its_own_waits_and_the_last_holds_all_later_ones() -> None:
    gaps = waits({1: [100] * ENOUGH_GAPS, 2: [10] * ENOUGH_GAPS})
    assert ahead(people((0, 0), (1, 0), (9, 0)), gaps) == [(100, 100), (10, 10), (10, 10)]


def test_too_few_waits_of_an_order_number_leave_the_word_to_all_of_them() -> None:
    gaps = waits({1: [100] * ENOUGH_GAPS, 2: [10] * (ENOUGH_GAPS - 1)})
    assert ahead(people((1, 50)), gaps) == [(50, 50)]


def test_nothing_is_said_where_hardly_anyone_came_back_so_late_or_nobody_bought() -> None:
    gaps = waits({1: [30] * 500 + [400] * (ENOUGH_GAPS - 1)})
    assert ahead(people((0, 31), (None, None)), gaps) == [None, None]
    assert ahead(people((0, 0)), waits({})) == [None]


def test_customers_are_compared_with_those_of_their_own_currency() -> None:
    both = pl.concat([waits({1: [20] * 40}), waits({1: [80] * 40}, currency=None)])
    assert ahead(people((0, 0), currency=None), both) == [(80, 80)]
    assert ahead(people((0, 0)), both) == [(20, 20)]


def test_waits_that_are_not_over_count_for_as_long_as_they_were_watched() -> None:
    ended = waits({1: list(range(1, 101))}).with_columns(silence=pl.lit(None, pl.Int64))
    still_open = pl.DataFrame(
        {"gap": [None] * 60, "silence": [50] * 60}, schema={"gap": pl.Int64, "silence": pl.Int64}
    )
    both = pl.concat(
        [
            ended,
            still_open.select(pl.lit("DKK").alias("currency"), pl.lit(1, pl.Int32).alias("rung"), "gap", "silence"),
        ]
    )
    short, long = ahead(people((0, 0)), ended)[0], ahead(people((0, 0)), both)[0]
    assert short[0] < long[0] <= short[1] < long[1]


@few
@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 700)), min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(1, 7), st.integers(1, 800)), max_size=200),
    st.randoms(use_true_random=False),
)
def test_windows_lie_ahead_in_order_and_know_no_order_of_rows(
    customers: list[tuple[int, int]], gaps: list[tuple[int, int]], chance: Any
) -> None:
    of: dict[int, list[int]] = {}
    for rung, gap in gaps:
        of.setdefault(rung, []).append(gap)
    found = ahead(people(*customers), waits(of))
    assert all(each is None or 0 < each[0] <= each[1] for each in found)
    order = list(range(len(customers)))
    chance.shuffle(order)
    shuffled = ahead(people(*(customers[place] for place in order)), waits(of).reverse())
    assert shuffled == [found[place] for place in order]
    assert all(ahead(people(each), waits(of)) == [alone] for each, alone in zip(customers, found, strict=True))
