"""The value grid: four cells, complete and disjoint, whatever one large customer or the unit of money does."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.segments import grid
from clvcli.segments.schemes import segment
from clvcli.valuation.schema import VALUES_SCHEMA

PROPERTY = settings(derandomize=True, max_examples=60, deadline=None)


def values_of(pairs: list[tuple[float, float | None]]) -> pl.DataFrame:
    rows: list[dict[str, Any]] = [
        {"customer_id": f"C{number:02}", "currency": "SEK", "value_to_date": past, "clv_residual": future}
        for number, (past, future) in enumerate(pairs)
    ]
    return pl.DataFrame([dict.fromkeys(VALUES_SCHEMA) | row for row in rows], schema=VALUES_SCHEMA, orient="row")


def cells(pairs: list[tuple[float, float | None]]) -> list[str]:
    return segment(values_of(pairs), ["grid"]).frame["value_grid"].to_list()


PAIRS = st.lists(
    st.tuples(st.integers(-20, 60).map(float), st.none() | st.integers(-20, 60).map(float)), min_size=1, max_size=30
)


@PROPERTY
@given(pairs=PAIRS)
def test_each_side_is_high_of_the_best_thirty_percent_and_who_equals_them(
    pairs: list[tuple[float, float | None]],
) -> None:
    def side(place: int, number: int) -> str:
        own = pairs[number][place]
        if own is None:
            return "low"
        better = sum(value > own for other in pairs if (value := other[place]) is not None)
        return "high" if own > 0 and 100 * better < 30 * len(pairs) else "low"

    expected = [grid.CELLS[side(0, number), side(1, number)] for number in range(len(pairs))]
    assert cells(pairs) == expected


@PROPERTY
@given(pairs=PAIRS)
def test_doubling_money_moves_nobody(pairs: list[tuple[float, float | None]]) -> None:
    assert cells(pairs) == cells([(2 * past, None if future is None else 2 * future) for past, future in pairs])


def test_one_wholesaler_worth_more_than_all_others_moves_hardly_anybody() -> None:
    pairs: list[tuple[float, float | None]] = [(float(n), float(n * 7 % 100)) for n in range(1, 100)]
    without, beside = cells(pairs), cells([*pairs, (1e6, 1e6)])[:-1]
    assert sum(before != after for before, after in zip(without, beside, strict=True)) <= 2


def test_customers_without_a_forecast_are_expected_to_bring_little() -> None:
    assert cells([(90, None), (1, None), (50, 5), (2, 4)]) == ["reward", "let_rest", "protect", "grow"]


def test_nobody_who_brings_nothing_is_high() -> None:
    assert cells([(0, 0), (0, -5), (-1, 0)]) == ["let_rest"] * 3
